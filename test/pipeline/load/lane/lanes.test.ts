import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMonth } from '../../../../data-samples/generator/calendar.js';
import { encode } from '../../../../data-samples/generator/encode.js';
import { writeScaleFile } from '../../../../data-samples/generator/scale.js';
import { anesthesiaCases } from '../../../../pipeline/cases/anesthesia-cases.js';
import { allRowsSql } from '../../../../pipeline/current/rows-sql.js';
import { sized } from '../../../long.js';
import { type Cells, csv, newFolder, Province, remove } from '../../fixture.js';
import { anaesthetic, lanes, tracesOf } from './lanes.js';

/*
 * Every file is taken in three times: with the fast lane open to files of any size, with the group lane, and with the exact lane alone. All
 * files lie in one inbox, each in its own hospital's folder, so that none keeps another out of the fast lane.
 */

interface Sent {
  readonly rows?: readonly Cells[];
  /** Applied to the text of the file. */
  readonly as?: (text: string) => string | Uint8Array;
  /** The lane that reads the file when the fast lane is open; the group lane takes the same files. */
  readonly lane: 'fast' | 'cut' | 'exact' | null;
  readonly problems?: readonly string[];
}

const gb18030 = (text: string) => encode(text, 'gb18030');
const sound = [anaesthetic('1'), anaesthetic('2'), anaesthetic('3')];
const spoilt = (cells: Cells): Cells[] => [anaesthetic('1'), anaesthetic('2', cells), anaesthetic('3')];

const files: Readonly<Record<string, Sent>> = {
  'plain text': { lane: 'fast' },
  'CRLF line ends': { lane: 'fast', as: (text) => text.replaceAll('\n', '\r\n') },
  'a byte order mark': { lane: 'fast', as: (text) => `\ufeff${text}` },
  'GB18030 text': { lane: 'fast', as: gb18030 },
  'GB18030 text with CRLF': { lane: 'fast', as: (text) => gb18030(text.replaceAll('\n', '\r\n')) },
  'characters of four bytes in GB18030': {
    lane: 'fast',
    rows: [anaesthetic('1'), anaesthetic('m²𠮷é')],
    as: gb18030,
  },
  'GB18030 cells under English headers': {
    // The header is ASCII and proves no encoding: the exact lane looks at the whole file.
    lane: 'exact',
    rows: ['A1', 'A2', 'A3'].map((anesthesia_no) => ({
      hospital_id: 'set below',
      anesthesia_no,
      methods: '监护麻醉',
      started_at: '2026-10-05 08:00:30',
    })),
    as: gb18030,
  },
  'a line of UTF-8 in GB18030': {
    lane: null,
    // An even number of characters in each cell, so that their UTF-8 is valid GB18030 too.
    rows: ['1', '2', '3'].map((no) => anaesthetic(no, { 择期手术: '1' })),
    as: (text) => Buffer.concat([gb18030(text), Buffer.from(text.split('\n')[1] ?? ''), Buffer.from('\n')]),
    problems: ['5 mixed-encodings'],
  },
  'a byte that is not GB18030': {
    lane: null,
    as: (text) => gb18030(text).map((byte, i, all) => (i === all.length - 3 ? 0xff : byte)),
    problems: ['4 bad-byte'],
  },
  'English headers': {
    lane: 'fast',
    // A single Chinese character cannot be taken for GB18030, which has them in pairs of bytes.
    rows: ['A1', 'A2', 'A3'].map((anesthesia_no) => ({
      hospital_id: 'set below',
      anesthesia_no,
      sex: '男',
      methods: '监护麻醉',
      started_at: '2026-10-05 08:00:30',
    })),
  },
  'a column the contract does not know': {
    lane: 'fast',
    rows: spoilt({ 麻醉机编号: 'M-7' }),
    problems: ['1 unknown-column'],
  },
  'blank cells in every column that may be blank': {
    lane: 'fast',
    rows: spoilt(
      Object.fromEntries(
        Object.keys(anaesthetic('')).flatMap((name) =>
          ['医院编码', '麻醉单号', '麻醉方式', '麻醉开始时间'].includes(name) ? [] : [[name, '']],
        ),
      ),
    ),
  },
  'lists, classes and counts in their common spellings': {
    lane: 'fast',
    rows: spoilt({
      麻醉方式: '神经阻滞;全身麻醉',
      ASA分级: 'IIIE',
      神经阻滞成功: '√',
      有创麻醉操作次数: '99',
    }),
  },
  'a date with slashes': { lane: 'fast', rows: spoilt({ 麻醉开始时间: '2026/10/5 8:00' }) },
  'a word for not known': { lane: 'cut', rows: spoilt({ ASA分级: '-' }) },
  'quotes around all cells, a comma and a quote between them': {
    lane: 'fast',
    rows: spoilt({ 备注: '术前谈话#家属说“好”^' }),
    as: (text) =>
      text
        .split('\n')
        .map((line) => (line === '' ? '' : line.split(',').map(quoted).join(',')))
        .join('\n'),
  },
  'full-width forms': {
    lane: 'fast',
    rows: spoilt({
      麻醉方式: '全身麻醉；神经阻滞',
      择期手术: '１',
      备注: '（无）',
      麻醉结束时间: '2026-10-05 09：30',
    }),
  },
  'other spellings of lists': {
    lane: 'fast',
    rows: spoilt({ 麻醉方式: '全麻、神经阻滞', 性别: '1', 年龄: '3个月' }),
  },
  'a guard of a spreadsheet': {
    lane: 'cut',
    as: (text) => text.replaceAll('MZ2', '="MZ2"'),
    problems: ['3 stray-quote'],
  },
  'UTF-16 text': { lane: 'exact', as: (text) => Buffer.from(`\ufeff${text}`, 'utf16le') },
  'a total below the rows': { lane: 'cut', as: (text) => `${text}合计,3${',,,,,,,,,,,'}\n` },
  'no line break at the end': {
    lane: 'cut',
    as: (text) => text.trimEnd(),
    problems: ['4 no-final-newline'],
  },
  'a malformed cell': { lane: 'cut', rows: spoilt({ ASA分级: '9' }), problems: ['3 unknown-value'] },
  'a yes-or-no cell with another word': {
    lane: 'cut',
    rows: spoilt({ 择期手术: '大概' }),
    problems: ['3 not-a-boolean'],
  },
  'a day that does not exist': {
    lane: 'cut',
    rows: spoilt({ 麻醉开始时间: '2026-09-31 08:00' }),
    problems: ['3 not-a-date'],
  },
  'an hour that does not exist': {
    lane: 'cut',
    rows: spoilt({ 麻醉结束时间: '2026-10-05 24:00' }),
    problems: ['3 not-a-date'],
  },
  'a blank in a required column': { lane: 'cut', rows: spoilt({ 麻醉方式: '' }), problems: ['3 required'] },
  'a required cell that says not known': {
    lane: 'cut',
    rows: spoilt({ 麻醉单号: 'nULL' }),
    problems: ['3 required'],
  },
  'a text that is too long': {
    lane: 'cut',
    rows: spoilt({ 麻醉单号: 'M'.repeat(513) }),
    problems: ['3 text-too-long'],
  },
  'a number out of range': {
    lane: 'cut',
    rows: spoilt({ 'PACU入室首次体温(℃)': '365' }),
    problems: ['3 out-of-range'],
  },
  'a date after the as-of day': {
    lane: 'cut',
    rows: spoilt({ 麻醉开始时间: '2026-11-01 00:00', 麻醉结束时间: '2026-11-01 01:00' }),
    problems: ['3 after-as-of'],
  },
  'an outcome after the as-of day': {
    lane: 'cut',
    rows: spoilt({ 死亡时间: '2026-11-03 10:00' }),
    problems: ['3 outcome-after-as-of'],
  },
  'a broken rule between cells': {
    lane: 'cut',
    rows: spoilt({ 有创麻醉操作感染例数: '2' }),
    problems: ['3 more-infections-than-procedures'],
  },
  'a row twice': {
    lane: 'exact',
    rows: [...sound, anaesthetic('2')],
    problems: ['5 duplicate-row'],
  },
  'two rows that differ under one key': {
    lane: 'exact',
    rows: [...sound, anaesthetic('2', { ASA分级: '3' })],
    problems: ['3 conflicting-rows', '5 conflicting-rows'],
  },
  'a row of another hospital': {
    lane: 'exact',
    rows: spoilt({ 医院编码: 'H01' }),
    problems: ['* foreign-rows', '3 wrong-hospital'],
  },
  'a header and no row': {
    lane: 'exact',
    as: (text) => `${text.split('\n')[0]}\n`,
    problems: ['* no-rows'],
  },
  'a hospital that is not on the list': { lane: null, problems: ['* unknown-hospital'] },
};

const names = Object.keys(files);
/** A cell in quotes; `#` and `^` stand for a comma and a quote in it. */
function quoted(cell: string): string {
  return `"${cell.replace('#', ',').replace('^', '""')}"`;
}
const codeOf = (name: string) => `H${String(names.indexOf(name) + 1).padStart(2, '0')}`;
const listed = names.filter((name) => name !== 'a hospital that is not on the list').map(codeOf);

const inbox = Object.fromEntries([
  ['hospitals.csv', csv(listed.map((hospital_id) => ({ hospital_id, name: hospital_id, city: '云川市' })))],
  ...names.map((name) => {
    const { rows = sound, as = (text: string) => text } = files[name] ?? { lane: null };
    const own = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, cell]) => [column, cell === 'set below' ? codeOf(name) : cell]),
      ),
    );
    return [`${codeOf(name)}/麻醉.csv`, as(csv(own))];
  }),
]);

let fast: Province;
let group: Province;
let exact: Province;
beforeAll(async () => {
  [fast, group, exact] = [await Province.open(), await Province.open(), await Province.open()];
  await fast.send('2026-10', inbox, lanes.fast);
  await group.send('2026-10', inbox, lanes.group);
  await exact.send('2026-10', inbox, lanes.exact);
});
afterAll(async () => {
  for (const province of [fast, group, exact]) await province.close();
});

const laneOf = async (province: Province, name: string) => {
  const [file] = await province.database.rows<{ lane: string | null }>(
    'SELECT lane FROM files WHERE path = $path',
    { path: `${codeOf(name)}/麻醉.csv` },
  );
  return file?.lane ?? null;
};

describe('the fast lane and the group lane', () => {
  it.each(names.filter((name) => files[name]?.lane === 'fast'))('take a file with %s', async (name) => {
    expect(await laneOf(fast, name)).toBe('fast');
    expect(await laneOf(group, name)).toBe('group');
    expect(await laneOf(exact, name)).toBe('exact');
  });

  it.each(names.filter((name) => files[name]?.lane !== 'fast'))(
    'leave a file with %s to the exact lane, or what is not plain of it',
    async (name) => {
      const { lane = null } = files[name] ?? {};
      expect(await laneOf(fast, name)).toBe(lane);
      expect(await laneOf(group, name)).toBe(lane === 'cut' ? 'exact' : lane);
    },
  );

  it.each(names)('give the problems worked out by hand for a file with %s', async (name) => {
    const prefix = `${codeOf(name)}/麻醉.csv:`;
    for (const province of [fast, group, exact]) {
      const found = (await province.problems()).filter((text) => text.startsWith(prefix));
      expect(found).toEqual((files[name]?.problems ?? []).map((problem) => `${prefix}${problem}`));
    }
  });

  it.each(['rows', 'problems', 'submissions', 'files', 'columns', 'skipped', 'figures'] as const)(
    'leave the same %s as the exact lane',
    async (what) => {
      const byExact = (await tracesOf(exact))[what];
      expect(byExact.length).toBeGreaterThan(0);
      expect((await tracesOf(fast))[what]).toEqual(byExact);
      expect((await tracesOf(group))[what]).toEqual(byExact);
    },
  );

  it('give every file a number of its own', async () => {
    const twice = await fast.database.rows('SELECT file_id FROM files GROUP BY file_id HAVING count(*) > 1');
    expect(twice).toEqual([]);
  });
});

describe('a patient identifier of more than 512 characters', () => {
  it('is a problem in every lane, for it leaves no trace in the table by which it could be missed', async () => {
    const long = anaesthetic('2', { 医院编码: 'H1', 患者标识: '9'.repeat(513) });
    for (const [lane, options] of Object.entries(lanes)) {
      const province = await Province.open();
      try {
        await province.send('2026-10', { 'H1/麻醉.csv': csv([long]) }, options);
        expect(await province.problems(), lane).toEqual(['H1/麻醉.csv:2 text-too-long']);
      } finally {
        await province.close();
      }
    }
  });
});

const many = sized(600, 3_000);

describe(`a generated file of ${many} anaesthetics`, () => {
  let text = '';
  const provinces: { readonly province: Province; readonly lane: keyof typeof lanes }[] = [];
  const send = async (content: string) => {
    for (const { province, lane } of provinces)
      await province.send('2026-10', { 'scale.csv': content }, lanes[lane]);
  };
  const traces = () => Promise.all(provinces.map(({ province }) => tracesOf(province)));

  beforeAll(async () => {
    const folder = newFolder();
    writeScaleFile(join(folder, 'scale.csv'), many, 7, parseMonth('2026-10'));
    text = readFileSync(join(folder, 'scale.csv'), 'utf8');
    remove(folder);
    for (const lane of ['fast', 'group', 'exact'] as const)
      provinces.push({ province: await Province.open(), lane });
    await send(text);
  });
  afterAll(async () => {
    for (const { province } of provinces) await province.close();
  });

  it.each(['fast', 'group'] as const)('gives every row the physical line of its text, %s', async (lane) => {
    const { database } = provinces.find((p) => p.lane === lane)?.province ?? fast;
    const rows = await database.rows<{ line: number; text: string }>(
      `SELECT r.line, r.hospital_id || ',' || anesthesia_no AS text FROM (${await allRowsSql(database, anesthesiaCases)}) r
       JOIN files f USING (file_id) WHERE f.path = 'scale.csv' AND f.lane = '${lane}' ORDER BY r.line`,
    );
    const lines = text.trimEnd().split('\n').slice(1);
    expect(rows).toHaveLength(many);
    expect(rows.map((row) => `${row.line} ${row.text}`)).toEqual(
      lines.map((line, i) => `${i + 2} ${line.split(',').slice(0, 2).join(',')}`),
    );
  });

  it('gives the same rows and figures by every lane', async () => {
    const [byFast, byGroup, byExact] = await traces();
    expect(byExact?.rows).toHaveLength(many);
    expect(byExact?.figures.length).toBeGreaterThan(3 * many);
    for (const traced of [byFast, byGroup]) {
      expect(isDeepStrictEqual(traced?.rows, byExact?.rows)).toBe(true);
      expect(isDeepStrictEqual(traced?.figures, byExact?.figures)).toBe(true);
    }
  });

  it('sent again in a corrected form is replaced whole in every lane', async () => {
    const kept = many * 0.9;
    await send(
      `${text
        .split('\n')
        .slice(0, kept + 1)
        .join('\n')}\n`,
    );
    const [byFast, byGroup, byExact] = await traces();
    expect(isDeepStrictEqual(byFast?.figures, byExact?.figures)).toBe(true);
    expect(isDeepStrictEqual(byGroup?.figures, byExact?.figures)).toBe(true);
    for (const { province } of provinces) {
      expect(await province.database.number('SELECT sum(accepted) FROM submissions WHERE live')).toBe(kept);
    }
    const deaths = byFast?.figures.find(
      (f) => f.code === 'CQ-03' && f.level === 'province' && f.period === '2024..2026',
    );
    // The file has no column for deaths, so that none is known: between no case and every one.
    expect(deaths).toMatchObject({ numerator: 0, unknown: kept, low_bound: 0, high_bound: 1 });
  });
});
