import { afterEach, describe, expect, it } from 'vitest';
import { encode } from '../../../../data-samples/generator/encode.js';
import { anesthesiaCases } from '../../../../pipeline/cases/anesthesia-cases.js';
import { allRowsSql } from '../../../../pipeline/current/rows-sql.js';
import { type GroupFile, groupSteps } from '../../../../pipeline/load/lane/load-group.js';
import { type Cells, csv, Province } from '../../fixture.js';
import { anaesthetic, lanes, tracesOf } from './lanes.js';

/*
 * What small plain files do to each other when they are loaded together. Every inbox is taken in by the group lane and by
 * the exact lane alone, which must leave the same behind.
 */

const gb18030 = (text: string) => encode(text, 'gb18030');
const of = (hospital: string, ...rows: readonly Cells[]) =>
  rows.map((row) => ({ ...row, 医院编码: hospital }));
const without = (rows: readonly Cells[], column: string) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== column)));
const hospitals = (...codes: readonly string[]) =>
  csv(codes.map((hospital_id) => ({ hospital_id, name: hospital_id, city: '云川市' })));

const open: Province[] = [];
afterEach(async () => {
  for (const province of open.splice(0)) await province.close();
});

type Inbox = Readonly<Record<string, string | Uint8Array>>;

/** Sends inboxes by both lanes and compares all that is left behind; gives the lane of each file, and the problems. */
async function send(
  ...inboxes: readonly Inbox[]
): Promise<{ lanes: Record<string, string>; problems: string[] }> {
  const [group, exact] = [await Province.open(), await Province.open()];
  open.push(group, exact);
  for (const inbox of inboxes) {
    const byGroup = await group.send('2026-10', inbox, lanes.group);
    expect(byGroup).toEqual(await exact.send('2026-10', inbox, lanes.exact));
  }
  expect(await tracesOf(group)).toEqual(await tracesOf(exact));
  expect(await exact.database.number(`SELECT count(*) FROM files WHERE lane = 'group'`)).toBe(0);
  const files = await group.database.rows<{ path: string; lane: string }>(
    `SELECT path, coalesce(lane, 'refused') AS lane FROM files WHERE path NOT LIKE 'hospitals%' ORDER BY file_id`,
  );
  return {
    lanes: Object.fromEntries(files.map(({ path, lane }) => [path, lane])),
    problems: await group.problems(),
  };
}

describe('the group lane', () => {
  it('takes files of many hospitals at once, with other columns, encodings and line ends', async () => {
    const rows = [anaesthetic('1'), anaesthetic('2', { ASA分级: '' }), anaesthetic('3')];
    const reversed = rows.map((row) => Object.fromEntries(Object.entries(row).reverse()));
    const found = await send({
      'H1/a.csv': csv(of('H1', ...rows)),
      'H2/a.csv': csv(of('H2', ...reversed)).replaceAll('\n', '\r\n'),
      'H3/a.csv': gb18030(csv(of('H3', ...rows))),
      'H4/a.csv': `\uFEFF${csv(of('H4', ...without(rows, '有创麻醉操作次数')))}`,
      'H5/a.csv': gb18030(csv(of('H5', ...reversed)).replaceAll('\n', '\r\n')),
    });
    expect(found.problems).toEqual([]);
    expect(new Set(Object.values(found.lanes))).toEqual(new Set(['group']));
    expect(Object.keys(found.lanes)).toHaveLength(5);
  });

  it('gives every row its physical line', async () => {
    const texts = ['H1', 'H2', 'H3'].map((hospital, i) =>
      csv(of(hospital, ...Array.from({ length: 40 + i }, (_, k) => anaesthetic(`${hospital}-${k}`)))),
    );
    await send(
      Object.fromEntries(texts.map((text, i) => [`H${i + 1}/a.csv`, i === 1 ? gb18030(text) : text])),
    );
    const [group] = open;
    const rows = await group?.database.rows<{ at: string }>(
      `SELECT f.path || ':' || line || ' ' || anesthesia_no AS at FROM (${await allRowsSql(group.database, anesthesiaCases)})
       JOIN files f USING (file_id) ORDER BY f.path, line`,
    );
    const expected = texts.flatMap((text, i) =>
      text
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line, k) => `H${i + 1}/a.csv:${k + 2} ${line.split(',')[2]}`),
    );
    expect(rows?.map(({ at }) => at)).toEqual(expected);
  });

  it('leaves one doubtful file among many to the exact lane, and its problem is found there', async () => {
    const found = await send({
      'H1/a.csv': csv(of('H1', anaesthetic('1'), anaesthetic('2'))),
      'H2/a.csv': csv(of('H2', anaesthetic('1'), anaesthetic('2', { ASA分级: '9' }), anaesthetic('3'))),
      'H3/a.csv': csv(of('H3', anaesthetic('1'), anaesthetic('2'))),
    });
    expect(found.lanes).toEqual({ 'H1/a.csv': 'group', 'H2/a.csv': 'exact', 'H3/a.csv': 'group' });
    expect(found.problems).toEqual(['H2/a.csv:3 unknown-value']);
  });

  it('takes two files of one hospital, but not when a key is in both', async () => {
    const apart = await send({
      'H1/a.csv': csv(of('H1', anaesthetic('1'))),
      'H1/b.csv': csv(of('H1', anaesthetic('2'))),
    });
    expect(apart).toEqual({ lanes: { 'H1/a.csv': 'group', 'H1/b.csv': 'group' }, problems: [] });
    const shared = await send({
      'H1/a.csv': csv(of('H1', anaesthetic('1'))),
      'H1/b.csv': csv(of('H1', anaesthetic('1', { ASA分级: '3' }), anaesthetic('2'))),
      'H2/a.csv': csv(of('H2', anaesthetic('1'))),
    });
    expect(shared.lanes).toEqual({ 'H1/a.csv': 'exact', 'H1/b.csv': 'exact', 'H2/a.csv': 'group' });
    expect(shared.problems).toEqual(['H1/a.csv:2 conflicting-rows', 'H1/b.csv:2 conflicting-rows']);
  });

  it('takes the doubtful file of a hospital and its sound one to the same lane', async () => {
    const found = await send({
      'H1/a.csv': csv(of('H1', anaesthetic('1'))),
      'H1/b.csv': csv(of('H1', anaesthetic('1', { ASA分级: '-' }), anaesthetic('2'))),
      // Its quotes keep it out of the group from the start.
      'H2/a.csv': csv(of('H2', anaesthetic('1'))).replace('MZ1', '"MZ1"'),
      'H2/b.csv': csv(of('H2', anaesthetic('1'), anaesthetic('2'))),
      'H3/a.csv': csv(of('H3', anaesthetic('1'))),
    });
    expect(found.lanes).toMatchObject({
      'H1/a.csv': 'exact',
      'H1/b.csv': 'exact',
      'H2/a.csv': 'exact',
      'H2/b.csv': 'exact',
      'H3/a.csv': 'group',
    });
    expect(found.problems).toEqual([
      'H1/a.csv:2 conflicting-rows',
      'H1/b.csv:2 conflicting-rows',
      'H2/b.csv:2 duplicate-row',
    ]);
  });

  it('fills in the hospital from the folder where the file has no column for it', async () => {
    const rows = without([anaesthetic('1'), anaesthetic('2')], '医院编码');
    const found = await send({
      'hospitals.csv': hospitals('H1', 'H2', '云川一院'),
      'H1/a.csv': csv(rows),
      'H2/a.csv': gb18030(csv(rows).replaceAll('\n', '\r\n')),
      '云川一院/a.csv': csv(rows),
    });
    expect(found).toEqual({
      lanes: { 'H1/a.csv': 'group', 'H2/a.csv': 'group', '云川一院/a.csv': 'group' },
      problems: [],
    });
    const [group] = open;
    expect(
      await group?.database.rows(
        'SELECT hospital_id, accepted FROM submissions WHERE table_name = $t ORDER BY ALL',
        {
          t: 'anesthesia_cases',
        },
      ),
    ).toEqual([
      { hospital_id: 'H1', accepted: 2 },
      { hospital_id: 'H2', accepted: 2 },
      { hospital_id: '云川一院', accepted: 2 },
    ]);
  });

  it.each(['Ｈ１', ' H1', 'null', 'a"b', 'a,b', "a'b"])(
    'leaves the same for a folder named %j',
    async (folder) => {
      const found = await send({ [`${folder}/a.csv`]: csv(without([anaesthetic('1')], '医院编码')) });
      expect(found.lanes[`${folder}/a.csv`]).toBe(
        // A folder's name is read as a code: wide letters and blanks are put right before any lane.
        ['Ｈ１', ' H1', 'a,b', "a'b"].includes(folder) ? 'group' : 'exact',
      );
    },
  );

  it('leaves files of unknown and of other hospitals to the exact lane', async () => {
    const found = await send({
      'hospitals.csv': hospitals('H1', 'H2'),
      'H1/a.csv': csv(of('H1', anaesthetic('1'))),
      'H2/a.csv': csv(of('H1', anaesthetic('1'), anaesthetic('2'))),
      'H9/a.csv': csv(of('H9', anaesthetic('1'))),
      'H9/b.csv': csv(without([anaesthetic('2')], '医院编码')),
    });
    expect(found.lanes).toEqual({
      'H1/a.csv': 'group',
      'H2/a.csv': 'refused',
      'H9/a.csv': 'refused',
      'H9/b.csv': 'refused',
    });
    expect(found.problems).toEqual([
      // Once to the hospital and once to the centre.
      'H2/a.csv:* not-own-file',
      'H2/a.csv:* not-own-file',
      'H9/a.csv:* unknown-hospital',
      'H9/b.csv:* unknown-hospital',
    ]);
  });

  it('takes flat files of several hospitals, unless another file may hold rows of the same', async () => {
    const many = csv([...of('H1', anaesthetic('1')), ...of('H2', anaesthetic('1'))]);
    const alone = await send({ 'all.csv': many, 'H3/a.csv': csv(of('H3', anaesthetic('1'))) });
    expect(alone.lanes).toEqual({ 'all.csv': 'group', 'H3/a.csv': 'group' });
    const beside = await send({
      'all.csv': many,
      'H2/a.csv': csv(of('H2', anaesthetic('1', { ASA分级: 'x' }), anaesthetic('1'))),
      'H3/a.csv': csv(of('H3', anaesthetic('1'))),
    });
    expect(beside.lanes).toEqual({ 'all.csv': 'exact', 'H2/a.csv': 'exact', 'H3/a.csv': 'group' });
    // The row of the file with the smaller number is kept: what lies flat comes before the hospitals' folders.
    expect(beside.problems).toEqual(['H2/a.csv:2 unknown-value', 'H2/a.csv:3 duplicate-row']);
    const quoted = await send({
      'all.csv': many,
      'more.csv': csv(of('H2', anaesthetic('2'))).replace('MZ2', '="MZ2"'),
      'H3/a.csv': csv(of('H3', anaesthetic('1'))),
    });
    // Nobody knows whose rows a flat file holds that is not loaded yet.
    expect(new Set(Object.values(quoted.lanes))).toEqual(new Set(['exact']));
  });

  it('replaces a submission by a corrected one, and leaves the same bytes alone', async () => {
    const first = {
      'H1/a.csv': csv(of('H1', anaesthetic('1'), anaesthetic('2'))),
      'H2/a.csv': csv(of('H2', anaesthetic('1'))),
    };
    const second = { ...first, 'H1/a.csv': csv(of('H1', anaesthetic('1', { ASA分级: '3' }))) };
    await send(first, second, second);
    const [group] = open;
    expect(
      await group?.database.rows('SELECT hospital_id, accepted, live FROM submissions ORDER BY file_id'),
    ).toEqual([
      { hospital_id: 'H1', accepted: 2, live: false },
      { hospital_id: 'H2', accepted: 1, live: true },
      { hospital_id: 'H1', accepted: 1, live: true },
    ]);
  });

  it('looks at cells that are not stored, and never takes a second header for a row', async () => {
    const dated = (day: string) => ({ 出生日期: day, 姓名: '某某', 备注: '无特殊' });
    const found = await send({
      'H1/a.csv': csv(of('H1', anaesthetic('1', dated('1960-01-02')))),
      'H2/a.csv': csv(of('H2', anaesthetic('1', dated('1960-02-30')))),
      'H3/a.csv': csv(
        of('H3', anaesthetic('1')).flatMap((row) => [
          Object.fromEntries(Object.keys(row).map((name, i) => [name, i === 0 ? 'H3' : name])),
          row,
        ]),
      ),
    });
    expect(found.lanes).toMatchObject({ 'H1/a.csv': 'group', 'H2/a.csv': 'exact', 'H3/a.csv': 'exact' });
    expect(found.problems).toContain('H2/a.csv:2 not-a-date');
  });
});

describe('groupSteps', () => {
  const file = (folder: string | null, bytes: number) => ({ folder, bytes }) as GroupFile;

  it('never parts the files of a folder, and keeps a flat file with all others', () => {
    const [a1, b1, a2, c1] = [file('a', 6), file('b', 6), file('a', 6), file('c', 1)];
    expect(groupSteps([a1, b1, a2, c1], 10)).toEqual([
      [a1, a2],
      [b1, c1],
    ]);
    expect(groupSteps([a1, b1, file(null, 1)], 10)).toHaveLength(1);
    expect(groupSteps([], 10)).toEqual([]);
  });
});
