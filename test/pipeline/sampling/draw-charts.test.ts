import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { type DrawOptions, drawCharts, type TableDraw } from '../../../pipeline/sampling/draw-charts.js';
import { drawOrderSql } from '../../../pipeline/sampling/draw-order.js';
import { csv, ecmoDeath, ecmoRun, Province } from '../fixture.js';

const batch = { batch: 'b', month: '2026-10', as_of: '2026-10-31' };
const runs = (hospital: string, from: number, to: number) =>
  csv(
    Array.from({ length: to - from + 1 }, (_, i) =>
      ecmoRun(`${hospital}-${from + i}`, { hospital_id: hospital }),
    ),
  );
const list = (...codes: string[]) =>
  csv(codes.map((hospital_id) => ({ hospital_id, name: `${hospital_id}院`, city: '甲市' })));

let province: Province;
beforeAll(async () => {
  province = await Province.open();
  // H1 has twelve cases in October and one in September, H2 two, H3 none.
  await province.send('2026-09', {
    'H1/a.csv': csv([
      ecmoRun('H1-s', { started_at: '2026-09-03 08:00', ended_at: '2026-09-04 08:00', discharged_at: '' }),
    ]),
  });
  await province.send('2026-10', {
    '_中心/list.csv': list('H1', 'H2', 'H3'),
    'H1/a.csv': runs('H1', 1, 12),
    'H2/a.csv': csv([
      ecmoRun('7', {
        started_at: '2026-10-05',
        bleeding: '是',
        hemolysis: '否',
        ended_at: '2026-10-10 08:05',
      }),
      ecmoDeath('8', { mode: 'VV' }),
    ]),
    'H2/m.csv': csv([
      { hospital_id: 'H2', anesthesia_no: 'A1', methods: '全麻+硬膜外', started_at: '2026-10-07 09:30' },
    ]),
  });
});
afterAll(() => province.close());

const draw = (options: Partial<DrawOptions> = {}, of = province) =>
  drawCharts(of.database, {
    batch,
    period: '2026-10',
    charts: 5,
    seed: 's1',
    table: 'ecmo_runs',
    ...options,
  });

async function linesOf(hospital: string, options: Partial<DrawOptions> = {}, of = province) {
  const sample = await draw(options, of);
  return ofHospital(sample.hospitals, hospital).drawn.map(({ line }) => line);
}

function ofHospital(
  hospitals: readonly { readonly hospital: string; readonly tables: readonly TableDraw[] }[],
  hospital: string,
) {
  const [table] = hospitals.find((one) => one.hospital === hospital)?.tables ?? [];
  if (!table) throw new Error(`no ${hospital}`);
  return table;
}

describe('the draw', () => {
  it('takes the first cases in the order of SHA-256 over seed, hospital, table and key', async () => {
    const rows = await province.database.rows<{ line: number; key: string; file: string }>(
      `SELECT line, case_key || '|' || run_no AS key, path AS file FROM ecmo_runs JOIN files USING (file_id)
       WHERE ecmo_runs.hospital_id = 'H1' AND month = '2026-10'`,
    );
    expect(rows).toHaveLength(12);
    const ordered = rows
      .map(({ line, key }) => ({
        line,
        by: createHash('sha256').update(`s1|H1|ecmo_runs|${key}`).digest('hex'),
      }))
      .sort((a, b) => (a.by < b.by ? -1 : 1))
      .map(({ line }) => line);
    expect(await linesOf('H1')).toEqual(ordered.slice(0, 5));
    expect(await linesOf('H1', { charts: 12 })).toEqual(ordered);
  });

  it('is the same for the same seed, another for another, and more charts add to fewer', async () => {
    expect(await draw()).toEqual(await draw());
    const [five, seven] = [await linesOf('H1'), await linesOf('H1', { charts: 7 })];
    expect(seven.slice(0, 5)).toEqual(five);
    expect(await linesOf('H1', { seed: 's2' })).not.toEqual(five);
  });

  it('tells every hospital on the list: how many cases it had, and how many were drawn', async () => {
    const { hospitals } = await draw();
    const told = hospitals.map(({ hospital, name, tables }) => [
      hospital,
      name,
      ...tables.map(({ cases, drawn }) => [cases, drawn.length]),
    ]);
    expect(told).toEqual([
      ['H1', 'H1院', [12, 5]],
      ['H2', 'H2院', [2, 2]],
      ['H3', 'H3院', [0, 0]],
    ]);
  });

  it('names file and line, the pseudonym, and what was reported: a day without a clock, 是 and 否, blanks', async () => {
    const { hospitals } = await draw();
    const { drawn, reviewed } = ofHospital(hospitals, 'H2');
    const first = drawn.find(({ line }) => line === 2);
    expect(first).toMatchObject({ month: '2026-10', file: 'H2/a.csv', sheet: null, index: '2026-10-05' });
    expect(first?.patient).toMatch(/^[0-9a-f]{10}$/);
    const reported = Object.fromEntries(
      reviewed.fields.map((name, at) => [name, first?.reported[at] ?? null]),
    );
    expect(reported).toMatchObject({
      mode: 'VA',
      started_at: '2026-10-05',
      ended_at: '2026-10-10 08:05',
      bleeding: '是',
      hemolysis: '否',
      thromboembolism: null,
      died_at: null,
    });
  });

  it('draws from every table of cases where none is named', async () => {
    const all = await draw({ table: undefined, hospital: 'H2' });
    const [h2] = all.hospitals;
    expect(h2?.tables.map(({ reviewed, cases }) => [reviewed.table.name, cases])).toEqual([
      ['ecmo_runs', 2],
      ['vad_implants', 0],
      ['anesthesia_cases', 1],
    ]);
    const anesthetic = h2?.tables[2];
    expect(anesthetic?.drawn[0]?.reported[anesthetic.reviewed.fields.indexOf('methods')]).toBe(
      '全身麻醉、硬膜外麻醉',
    );
  });

  it('takes a span of months', async () => {
    const { hospitals } = await draw({ period: '2026-09..2026-10', charts: 13 });
    expect(ofHospital(hospitals, 'H1').cases).toBe(13);
    expect(ofHospital((await draw({ period: '2026-09' })).hospitals, 'H1').drawn).toMatchObject([
      { month: '2026-09', index: '2026-09-03 08:00' },
    ]);
  });

  it('refuses a period beyond the month of the as-of day and a hospital that is not there', async () => {
    await expect(draw({ period: '2026-11' })).rejects.toThrow(/period-ahead|2026-10-31/);
    await expect(draw({ period: '2026' })).rejects.toThrow(/2026-10-31/);
    await expect(draw({ hospital: 'H8' })).rejects.toThrow(/H1、H2、H3/);
  });
});

describe('the draw of a hospital', () => {
  it('is not moved by other hospitals, by corrected cells, or by an order of rows', async () => {
    const before = await linesOf('H1', { charts: 4 });
    const other = await Province.open();
    try {
      await other.send('2026-10', {
        'H1/a.csv': runs('H1', 1, 12),
        'H0/a.csv': runs('H0', 1, 9),
        'H2/a.csv': runs('H2', 1, 30),
      });
      expect(await linesOf('H1', { charts: 4 }, other)).toEqual(before);
      // Without a list the hospitals are those with cases, and have no name.
      const { hospitals } = await draw({}, other);
      expect(hospitals.map(({ hospital, name }) => [hospital, name])).toEqual([
        ['H0', null],
        ['H1', null],
        ['H2', null],
      ]);
      // Every outcome corrected.
      await other.send('2026-10', { 'H1/a.csv': runs('H1', 1, 12).replaceAll('好转', '治愈') });
      expect(await linesOf('H1', { charts: 4 }, other)).toEqual(before);
      const [header = '', ...rows] = runs('H1', 1, 12).trimEnd().split('\n');
      await other.send('2026-10', { 'H1/a.csv': [header, ...rows.reverse(), ''].join('\n') });
      // Line 2 has become line 13.
      expect(await linesOf('H1', { charts: 4 }, other)).toEqual(before.map((line) => 15 - line));
    } finally {
      await other.close();
    }
  });

  it('stays when its code changes', async () => {
    const other = await Province.open();
    try {
      await other.send('2026-10', { 'H1/a.csv': runs('H1', 1, 12), '_中心/list.csv': list('H1') });
      const before = await linesOf('H1', {}, other);
      await other.send('2026-11', {
        '_中心/list.csv': csv([{ hospital_id: 'N1', name: '甲', city: '甲市', former_code: 'H1' }]),
      });
      expect(
        await linesOf('N1', { batch: { ...batch, month: '2026-11', as_of: '2026-11-30' } }, other),
      ).toEqual(before);
    } finally {
      await other.close();
    }
  });

  it('takes each case equally often, and each pair, over 4000 seeds', async () => {
    const [seeds, cases, charts] = [4000, 12, 3];
    const order = drawOrderSql(ecmoRuns, "'seed ' || seed");
    const pairs = await province.database.rows<{ a: number; b: number; n: number }>(
      `WITH drawn AS (SELECT seed, line FROM ecmo_runs CROSS JOIN range(1, ${seeds + 1}) AS s(seed)
         WHERE hospital_id = 'H1' AND index_month = 2026 * 12 + 9
         QUALIFY row_number() OVER (PARTITION BY seed ORDER BY ${order}) <= ${charts})
       SELECT a.line AS a, b.line AS b, CAST(count(*) AS INTEGER) AS n FROM drawn a JOIN drawn b ON a.seed = b.seed AND a.line <= b.line
       GROUP BY ALL ORDER BY ALL`,
    );
    const chiSquare = (counts: readonly number[], classes: number, expected: number) => {
      expect(counts).toHaveLength(classes);
      return counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    };
    const counts = (isOne: boolean) => pairs.filter(({ a, b }) => (a === b) === isOne).map(({ n }) => n);
    // Upper 0.1 % points with 11 and 65 degrees of freedom; drawing without putting back only lowers the first.
    expect(chiSquare(counts(true), cases, (seeds * charts) / cases)).toBeLessThan(31.26);
    expect(chiSquare(counts(false), 66, (seeds * 3) / 66)).toBeLessThan(105.99);
  });
});
