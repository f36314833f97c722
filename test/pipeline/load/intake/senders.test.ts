import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repeatPolicy } from '../../../../pipeline/load/lane/repeat-policy.js';
import { csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';
import { workbook } from '../../read/workbook-fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

/** As the centre takes files in: nothing that repeats another is asked for. */
const send: Province['send'] = (month, files, options = {}) =>
  province.send(month, files, { repeat: repeatPolicy([]), ...options });
const coded = (hospital: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) =>
    ecmoRun(`${hospital}-${from + i}`, { hospital_id: hospital }),
  );
const list = (hospital: string, city: string) => ({
  hospital_id: hospital,
  name: `${hospital}医院`,
  city,
  valid_from: '2015-01-01',
});
const review = (hospital: string) => ({
  hospital_id: hospital,
  review_on: '2026-09-25',
  clause: 'E22-004',
  verdict: '达标',
});
/** Files by path: what was refused and what was told, and to whom; `*` is the centre. */
const told = async () => {
  const rows = await province.database.rows<{ text: string }>(
    `SELECT coalesce(p.hospital_id, '*') || ' ' || f.path || coalesce('[' || f.sheet || ']', '') || ':' || coalesce(CAST(p.line AS VARCHAR), '-') || ' ' || p.rule AS text
     FROM problems p JOIN files f USING (file_id) ORDER BY ALL`,
  );
  return rows.map(({ text }) => text);
};
const messages = async (hospital: string | null) => {
  const rows = await province.database.rows<{ zh: string | null }>(
    'SELECT zh || fix_zh AS zh FROM problems WHERE hospital_id IS NOT DISTINCT FROM $hospital ORDER BY ALL',
    { hospital },
  );
  return rows.map(({ zh }) => zh ?? '').join('\n');
};
const count = (table: string, where = 'true') =>
  province.database.number(`SELECT count(*) FROM ${table} WHERE ${where}`);
/** Cases of a hospital in the whole of 2026. */
const volume = async (hospital: string, month = '2026-10') =>
  (await province.counts(month, `ECMO-01 ${hospital} 2026`))?.[1] ?? 0;

describe('who may speak in a table', () => {
  it('lets nobody but the centre speak in lists and reviews', async () => {
    const sent = await send('2026-10', {
      'H1/名录.csv': csv([list('H1', '别的市')]),
      'H1/评分.csv': csv([review('H1'), review('H2')]),
      'H1/e.csv': csv(coded('H1', 1, 2)),
      '名录.csv': csv([list('H1', '甲市'), list('H2', '乙市')]),
      '_中心/评分.csv': csv([review('H2')]),
    });
    expect(sent).toEqual({
      'H1/名录.csv': 'refused',
      'H1/评分.csv': 'refused',
      'H1/e.csv': 'accepted',
      '名录.csv': 'accepted',
      '_中心/评分.csv': 'accepted',
    });
    expect(await province.database.rows('SELECT hospital_id, city FROM hospitals ORDER BY ALL')).toEqual([
      { hospital_id: 'H1', city: '甲市' },
      { hospital_id: 'H2', city: '乙市' },
    ]);
    expect(await province.database.rows('SELECT hospital_id FROM reviews')).toEqual([{ hospital_id: 'H2' }]);
    expect(await told()).toEqual([
      'H1 H1/名录.csv:- not-for-hospitals',
      'H1 H1/评分.csv:- not-for-hospitals',
    ]);
    expect(await messages('H1')).toContain('“_中心”');
  });

  it('takes the cases of a workbook and not the list in its next sheet', async () => {
    const runs = coded('H1', 1, 2);
    const header = Object.keys(runs[0] ?? {});
    const sheets = (rows: typeof runs) =>
      workbook({
        sheets: [
          { name: 'ECMO', rows: [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))] },
          {
            name: '名录',
            rows: [
              ['hospital_id', 'name', 'city'],
              ['H1', '自称医院', '别的市'],
            ],
          },
        ],
      });
    const book = sheets(runs);
    expect(await send('2026-10', { 'H1/全部.xlsx': book })).toEqual({ 'H1/全部.xlsx': 'accepted' });
    expect(await count('hospitals')).toBe(0);
    expect(await volume('H1')).toBe(2);
    expect(await told()).toEqual(['H1 H1/全部.xlsx[名录]:- not-for-hospitals']);
    // The same again changes nothing and says nothing twice; flat, it is a hospital's export all the same.
    expect(await send('2026-10', { 'H1/全部.xlsx': book })).toEqual({ 'H1/全部.xlsx': 'unchanged' });
    expect(await told()).toHaveLength(1);
    await send('2026-10', { '平放.xlsx': sheets(coded('H2', 1, 3)) });
    expect(await count('hospitals')).toBe(0);
    expect(await volume('H2')).toBe(3);
    expect(await told()).toContain('* 平放.xlsx[名录]:- not-for-hospitals');
  });

  it('knows the folder of the centre by its three names, and no other folder as it', async () => {
    const sent = await send('2026-10', {
      '_centre/a.csv': csv([list('H1', '甲市')]),
      '_Center/b.csv': csv([list('H2', '甲市')]),
      '_中心/c.csv': csv(coded('H1', 1, 2)),
      '_归档/d.csv': csv(coded('H1', 3, 9)),
      '质控中心/e.csv': csv([list('H3', '甲市')]),
    });
    expect(sent).toEqual({
      '_Center/b.csv': 'accepted',
      '_centre/a.csv': 'accepted',
      '_中心/c.csv': 'accepted',
      '_归档/d.csv': 'refused',
      '质控中心/e.csv': 'refused',
    });
    expect(await volume('H1')).toBe(2);
    expect((await told()).filter((text) => text.includes('no-hospital-folder'))).toEqual([
      '* _归档/d.csv:- no-hospital-folder',
      '* 质控中心/e.csv:- no-hospital-folder',
    ]);
  });

  it('holds what a hospital says for another in its roster, form and counts', async () => {
    const counts = (hospital_id: string, value: string) => ({
      hospital_id,
      month: '2026-10',
      item: 'anesthesia_physicians',
      value,
    });
    const person = (hospital_id: string, staff_id: string) => ({ hospital_id, staff_id, technique: 'ECMO' });
    await send('2026-10', {
      'H1/m.csv': csv([counts('H1', '9'), counts('H2', '1')]),
      'H1/s.csv': csv([person('H1', 'D1'), person('H2', 'D2')]),
    });
    expect(await province.database.rows('SELECT hospital_id, value FROM monthly_counts')).toEqual([
      { hospital_id: 'H1', value: expect.anything() },
    ]);
    expect(await count('staff', "hospital_id <> 'H1'")).toBe(0);
    expect((await told()).filter((text) => text.startsWith('H1'))).toEqual([
      'H1 H1/m.csv:3 wrong-hospital',
      'H1 H1/s.csv:3 wrong-hospital',
    ]);
  });
});

describe('rows of another hospital in a folder', () => {
  it('are held line by line; the sender learns the lines, the centre whose they are', async () => {
    await send('2026-10', { 'H2/e.csv': csv(coded('H2', 1, 10)) });
    const mixed = [
      ...coded('H1', 1, 4),
      // Everything that is wrong with these is another's to know.
      ecmoRun('H2-1', { hospital_id: 'H2', mode: '错', ended_at: '2026-10-04 08:00' }),
      ecmoRun('H2-2', { hospital_id: 'H2', discharged_at: '2026-12-24 10:00' }),
      ecmoRun('x', { hospital_id: '' }),
    ];
    expect(await send('2026-10', { 'H1/e.csv': csv(mixed) })).toEqual({ 'H1/e.csv': 'accepted' });
    expect([await volume('H1'), await volume('H2')]).toEqual([4, 10]);
    expect(await told()).toEqual([
      '* H1/e.csv:- foreign-rows',
      'H1 H1/e.csv:6 wrong-hospital',
      'H1 H1/e.csv:7 wrong-hospital',
      'H1 H1/e.csv:8 wrong-hospital',
    ]);
    expect(await messages(null)).toContain('第 6-7 行（2 行）填的是 H2');
    expect(await count('problems', "hospital_id = 'H1' AND value IS NOT NULL")).toBe(0);
  });

  it('neither disarm nor trip the guard of the other hospital', async () => {
    await send('2026-10', { 'H1/e.csv': csv(coded('H1', 1, 10)), 'H2/e.csv': csv(coded('H2', 1, 10)) });
    const second = await send('2026-10', {
      'H1/e.csv': csv([...coded('H1', 1, 10), ...coded('H2', 11, 18)]),
      'H2/e.csv': csv(coded('H2', 1, 3)),
    });
    expect(second).toEqual({ 'H1/e.csv': 'accepted', 'H2/e.csv': 'refused' });
    expect([await volume('H1'), await volume('H2')]).toEqual([10, 10]);
    expect(await messages('H1')).not.toContain('H2');
  });

  it('nor does what the centre sends for the hospital', async () => {
    await send('2026-10', { 'H2/e.csv': csv(coded('H2', 1, 10)) });
    const second = await send('2026-10', {
      'H2/e.csv': csv(coded('H2', 1, 3)),
      '_中心/补.csv': csv(coded('H2', 11, 18)),
    });
    expect(second['H2/e.csv']).toBe('refused');
    expect(await messages('H2')).toContain('原有 10 行，现只有 3 行');
  });

  it('of a flat file that is short for one hospital are told to the centre alone', async () => {
    const flat = (one: number, two: number) => csv([...coded('H1', 1, one), ...coded('H2', 1, two)]);
    await send('2026-10', { 'all.csv': flat(8, 8) });
    expect(await send('2026-10', { 'all.csv': flat(3, 9) })).toEqual({ 'all.csv': 'refused' });
    expect([await volume('H1'), await volume('H2')]).toEqual([8, 8]);
    expect(await told()).toEqual(['* all.csv:- shrunk']);
  });
});

describe('a file in the wrong folder', () => {
  it('is refused as one, and only the centre learns whose it is and where its twin lies', async () => {
    const file = csv(coded('H2', 1, 5));
    const sent = await send('2026-10', {
      'H1/own.csv': csv(coded('H1', 1, 2)),
      'H1/e.csv': file,
      'H2/e.csv': file,
      'H3/mixed.csv': csv([...coded('H1', 7, 8), ...coded('H2', 7, 8), ecmoRun('9', { hospital_id: '' })]),
    });
    expect(sent).toEqual({
      'H1/own.csv': 'accepted',
      'H1/e.csv': 'refused',
      'H2/e.csv': 'accepted',
      'H3/mixed.csv': 'refused',
    });
    expect([await volume('H1'), await volume('H2'), await volume('H3')]).toEqual([2, 5, 0]);
    expect(await told()).toEqual([
      '* H1/e.csv:- not-own-file',
      '* H3/mixed.csv:- not-own-file',
      'H1 H1/e.csv:- not-own-file',
      'H3 H3/mixed.csv:- not-own-file',
    ]);
    expect(await messages(null)).toContain('这是 H2 的文件（5 行），没有读取。它与 H2/e.csv 逐字节相同。');
    expect(await messages('H1')).not.toContain('H2');
    const centre = await messages(null);
    expect(centre).toContain('H1、H2 的文件');
  });

  it('names the byte-identical twin', async () => {
    const file = csv(coded('H2', 1, 5));
    await send('2026-09', { 'H2/九月.csv': file }, { asOf: '2026-10-31' });
    await send('2026-10', { 'H1/e.csv': file });
    expect(await messages(null)).toContain('它与 H2/九月.csv (2026-09) 逐字节相同');
  });

  it('is recognised by any sheet of a workbook: none counts by its folder', async () => {
    const cases = coded('H2', 1, 2);
    const header = Object.keys(cases[0] ?? {});
    const book = workbook({
      sheets: [
        {
          name: '人员',
          rows: [
            ['staff_id', 'technique'],
            ['D1', 'ECMO'],
          ],
        },
        { name: 'ECMO', rows: [header, ...cases.map((row) => header.map((name) => row[name] ?? ''))] },
      ],
    });
    expect(await send('2026-10', { 'H1/b.xlsx': book })).toEqual({ 'H1/b.xlsx': 'refused' });
    expect([await count('staff'), await count('ecmo_runs')]).toEqual([0, 0]);
  });
});

describe('the same file twice', () => {
  const bare = csv([ecmoRun('1'), ecmoDeath('2'), ecmoRun('3')]);

  it('in two folders without codes counts for neither', async () => {
    expect(await send('2026-10', { 'H1/e.csv': bare, 'H2/e.csv': bare })).toEqual({
      'H1/e.csv': 'refused',
      'H2/e.csv': 'refused',
    });
    expect([await volume('H1'), await volume('H2')]).toEqual([0, 0]);
    expect(await messages('H1')).not.toMatch(/H2|相同/);
    expect(await messages(null)).toContain('H2/e.csv');
  });

  it('goes on counting where it came first, whatever is sent beside it later', async () => {
    await send('2026-10', { 'H1/e.csv': bare });
    expect(await send('2026-10', { 'H1/e.csv': bare, 'H2/e.csv': bare })).toEqual({
      'H1/e.csv': 'unchanged',
      'H2/e.csv': 'refused',
    });
    const more = { 'H1/e.csv': bare, 'H1/f.csv': csv([ecmoRun('4')]), 'H2/e.csv': bare };
    expect(await send('2026-10', more)).toMatchObject({ 'H1/f.csv': 'accepted', 'H2/e.csv': 'refused' });
    expect([await volume('H1'), await volume('H2')]).toEqual([4, 0]);
  });

  it('is known again in another order of its rows', async () => {
    const turned = csv([ecmoRun('3'), ecmoDeath('2'), ecmoRun('1')]);
    await send('2026-10', { 'H1/e.csv': bare });
    expect(await send('2026-10', { 'H2/e.csv': turned })).toEqual({ 'H2/e.csv': 'refused' });
    expect(await volume('H2')).toBe(0);
  });

  it('with nothing but a header is no copy: two hospitals may have nothing to report', async () => {
    const nothing = bare.slice(0, bare.indexOf('\n') + 1);
    const sent = await send('2026-10', { 'H1/e.csv': nothing, 'H2/e.csv': nothing });
    expect(Object.values(sent)).toEqual(['accepted', 'accepted']);
    expect(Object.values(await send('2026-11', { 'H1/e.csv': nothing }))).toEqual(['accepted']);
  });

  it('for another month is refused until the centre says that nothing has changed', async () => {
    await send('2026-10', { 'H1/e.csv': bare });
    const again = { 'H1/anders.csv': bare };
    expect(await send('2026-11', again)).toEqual({ 'H1/anders.csv': 'refused' });
    expect(await messages('H1')).toContain('与 2026-10 报送的“H1/e.csv”逐字节相同');
    expect(await count('submissions', "month = '2026-11'")).toBe(0);
    const turned = { 'H1/e.csv': csv([ecmoRun('3'), ecmoDeath('2'), ecmoRun('1')]) };
    expect(await send('2026-11', turned)).toEqual({ 'H1/e.csv': 'refused' });
    const asked = { repeat: repeatPolicy(['H1']) };
    expect(await send('2026-11', again, asked)).toEqual({ 'H1/anders.csv': 'accepted' });
    // What was asked for once is not asked for again.
    expect(await send('2026-11', again)).toEqual({ 'H1/anders.csv': 'unchanged' });
    expect(await volume('H1', '2026-11')).toBe(3);
  });

  it('is told and taken where it is a list that carries over', async () => {
    const file = csv([list('H1', '甲市')]);
    await send('2026-10', { '_中心/名录.csv': file });
    expect(await send('2026-11', { '_中心/名录.csv': file })).toEqual({ '_中心/名录.csv': 'accepted' });
    expect(await told()).toEqual(['* _中心/名录.csv:- repeated-list']);
  });
});

describe('a receipt that comes back', () => {
  it('takes nothing out of a file of several hospitals but rows of its own', async () => {
    const flat = csv([
      ecmoRun('1', { hospital_id: 'H1', mode: '错' }),
      ...coded('H2', 1, 1),
      ...coded('H2', 2, 2),
    ]);
    await send('2026-10', { 'all.csv': flat });
    const [{ sha } = { sha: '' }] = await province.database.rows<{ sha: string }>(
      'SELECT left(sha256, 12) AS sha FROM files',
    );
    const back = csv([
      { 回执编号: `${sha}--2`, ...ecmoRun('1', { hospital_id: 'H1' }) },
      // Line 3 of the flat file is the other hospital's.
      { 回执编号: `${sha}--3`, ...ecmoRun('2', { hospital_id: 'H1' }) },
    ]);
    await send('2026-10', { 'all.csv': flat, 'H1/回执.csv': back });
    expect([await volume('H1'), await volume('H2')]).toEqual([2, 2]);
  });
});
