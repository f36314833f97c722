import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain, findIndicator } from '../../../pipeline/ask/explain.js';
import { builtInCalendar, calendarOf } from '../../../pipeline/calendar/working-days.js';
import { addsUp } from '../../../pipeline/command/explain-command.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import { figureColumns } from '../../../pipeline/warehouse/schema.js';
import { type Cells, csv, Province } from '../fixture.js';

/*
 * The runs of the worked cases of ECMO-E06, ECMO-E06R and ECMO-E08 as the whole of a province of two cities:
 *   城甲  H1 the cases of ECMO-E06, H2 those of ECMO-E06R
 *   城乙  the five hospitals of ECMO-E08, none of whose runs has a score
 */
const casesOf = (folder: string): Cells[] => {
  const path = fileURLToPath(new URL(`../../indicators/${folder}/cases.csv`, import.meta.url));
  return Papa.parse<Cells>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data.map(
    ({ why, ...cells }) => cells as Cells,
  );
};
const from = (hospital: string, rows: readonly Cells[]) =>
  rows.map((row) => ({ ...row, hospital_id: hospital }));

const month = '2026-10';
const batch = { batch: 'test', month, as_of: '2026-10-31' };
const kinds = { VARCHAR: 'text', BIGINT: 'bigint', DOUBLE: 'double', BOOLEAN: 'bool' } as const;
const indicators = ['ECMO-E06', 'ECMO-E06R', 'ECMO-E08', 'ECMO-N03', 'ECMO-N12', 'ECMO-E01', 'ECMO-N09D'].map(
  findIndicator,
);

let province: Province;
let figures: readonly Figure[];

beforeAll(async () => {
  province = await Province.open();
  const centres = casesOf('ecmo-small-centres').map((row) => ({
    ...row,
    hospital_id: `S${row['hospital_id']}`,
  }));
  const hospitals = [
    ...['H1', 'H2'].map((hospital_id) => ({ hospital_id, name: hospital_id, city: '城甲' })),
    ...['SH01', 'SH02', 'SH03', 'SH04', 'SH05'].map((hospital_id) => ({
      hospital_id,
      name: hospital_id,
      city: '城乙',
    })),
  ];
  await province.send(month, {
    'hospitals.csv': csv(hospitals),
    'H1/ecmo_runs.csv': csv(from('H1', casesOf('ecmo-standardised-survival'))),
    'H2/ecmo_runs.csv': csv(from('H2', casesOf('ecmo-standardised-survival-raw'))),
    'centres.ecmo_runs.csv': csv(centres),
  });
  figures = await province.figures(month, batch.as_of, indicators);
  await province.database.append(
    'figures',
    figures.map((figure) => figureColumns.map(([name]) => figure[name])),
    figureColumns.map(([, type]) => kinds[type]),
  );
});
afterAll(() => province.close());

const figure = (code: string, unit: string, period: string, stratum = '') =>
  figures.find((f) => f.code === code && f.unit === unit && f.period === period && f.stratum === stratum) ??
  null;

describe('a standardised ratio', () => {
  it('has the factor of recalibration in the row of the province: O over E as published', () => {
    // 2026: ten runs of class III, 57 % each, and five survivors.
    expect(figure('ECMO-E06R', '*', '2026')).toMatchObject({ numerator: 5, denominator: 10, expected: 5.7 });
    expect(figure('ECMO-E06R', '*', '2026')?.rate).toBeCloseTo(5 / 5.7, 12);
  });

  it('has 1 for the province once it is recalibrated, and shares E by what was expected', () => {
    expect(figure('ECMO-E06', '*', '2026')).toMatchObject({
      numerator: 5,
      denominator: 10,
      expected: 5,
      rate: 1,
    });
    expect(figure('ECMO-E06', 'H1', '2026')).toMatchObject({
      numerator: 3,
      denominator: 4,
      expected: 2,
      rate: 1.5,
    });
    expect(figure('ECMO-E06', 'H2', '2026')).toMatchObject({ numerator: 2, denominator: 6, expected: 3 });
    expect(figure('ECMO-E06', 'H2', '2026')?.rate).toBeCloseTo(2 / 3, 12);
  });

  it('is recalibrated for each period by itself, and its strata by that of the period', () => {
    // 2025: 57, 92, 30, 58 and 30 % expect 2.67 of five; three survived. The shift makes the whole 3.
    expect(figure('ECMO-E06', '*', '2025')).toMatchObject({
      numerator: 3,
      denominator: 5,
      expected: 3,
      rate: 1,
    });
    const [resp, save] = ['RESP', 'SAVE'].map((type) =>
      figure('ECMO-E06', '*', '2025', `score_type=${type}`),
    );
    expect([resp?.numerator, resp?.denominator, save?.numerator, save?.denominator]).toEqual([2, 2, 1, 3]);
    expect((resp?.expected ?? 0) + (save?.expected ?? 0)).toBeCloseTo(3, 5);
    expect(resp?.expected).not.toBeCloseTo(1.49, 2);
    const raw = ['RESP', 'SAVE'].map(
      (type) => figure('ECMO-E06R', '*', '2025', `score_type=${type}`)?.expected,
    );
    expect(raw).toEqual([1.49, 1.18]);
  });

  it('takes a Poisson interval of O divided by E: the exact one of 3 is 0.618672 to 8.767273', () => {
    const found = figure('ECMO-E06', 'H1', '2026');
    expect(found?.ci_low).toBeCloseTo(0.618672 / 2, 6);
    expect(found?.ci_high).toBeCloseTo(8.767273 / 2, 6);
  });

  it('has none where nobody or everybody survived: January 2026 has one run and one survivor', () => {
    expect(figure('ECMO-E06', 'H1', '2026-01')).toMatchObject({ numerator: 1, expected: null, rate: null });
    expect(figure('ECMO-E06R', '*', '2026-01')).toMatchObject({
      numerator: 2,
      denominator: 2,
      expected: 1.14,
    });
  });

  it('is judged by nothing', () => {
    expect(
      figures.filter(({ code, verdict, formal }) => code.startsWith('ECMO-E06') && (verdict ?? formal)),
    ).toEqual([]);
  });
});

describe('a centre proportion', () => {
  it('is given for province and city over whole years, never for a hospital or a month', () => {
    const own = figures.filter(({ code }) => code === 'ECMO-E08');
    expect(new Set(own.map(({ level }) => level))).toEqual(new Set(['province', 'city']));
    expect(new Set(own.map(({ period_type }) => period_type))).toEqual(new Set(['year', 'rolling12']));
  });

  it('counts hospitals by their runs in the year: three of four in one city, four of five in the province', () => {
    expect(figure('ECMO-E08', '城乙', '2025')).toMatchObject({
      numerator: 3,
      denominator: 4,
      rate: 0.75,
      ci_low: null,
      ci_high: null,
    });
    // H2 has six runs in 2025, H1 none.
    expect(figure('ECMO-E08', '*', '2025')).toMatchObject({ numerator: 4, denominator: 5, pending: 0 });
  });

  it('is pending while the year still runs, and judged over twelve months that end on the as-of day', () => {
    // Of 2026: H1, H2 and SH05 have runs.
    expect(figure('ECMO-E08', '*', '2026')).toMatchObject({
      numerator: 0,
      denominator: 0,
      pending: 3,
      rate: null,
    });
    expect(figure('ECMO-E08', '城甲', '2025-11..2026-10')).toMatchObject({
      numerator: 2,
      denominator: 2,
      pending: 0,
    });
  });
});

describe('a volume of patients', () => {
  it('counts each patient once: every case number of the worked cases is one patient', () => {
    // 2026: 11 runs of ECMO-E06 without the donor, six of ECMO-E06R, one of ECMO-E08.
    expect(figure('ECMO-N03', '*', '2026')).toMatchObject({ numerator: 18, denominator: null, excluded: 1 });
  });
});

describe('explain', () => {
  it('lists cases that add up to every figure of a year and more', async () => {
    const longer = figures.filter(
      ({ stratum, period_type }) => stratum === '' && ['year', 'rolling12', 'years3'].includes(period_type),
    );
    for (const { code, unit, period } of longer) {
      const found = await explain(province.database, findIndicator(code), unit, period, batch);
      expect(addsUp(found), `${code} ${unit} ${period} ${JSON.stringify(found.totals)}`).toBe(true);
    }
  });

  it('says what a case is expected to do and how the period is recalibrated', async () => {
    const found = await explain(province.database, findIndicator('ECMO-E06'), 'H1', '2026', batch);
    expect(found.totals).toMatchObject({ numerator: 3, denominator: 4, expected: 2 });
    expect(found.recalibration?.factor).toBeCloseTo(5 / 5.7, 12);
    expect(found.recalibration?.shift).toBeCloseTo(-Math.log(0.57 / 0.43), 9);
    expect(found.cases.filter(({ state }) => state === 'met').map(({ expected }) => expected)).toEqual([
      57, 57, 57,
    ]);
  });

  it('refuses what a share of institutions cannot say of a hospital or a month', async () => {
    for (const [unit, period] of [
      ['SH01', '2025'],
      ['*', '2025-01'],
    ] as const)
      await expect(
        explain(province.database, findIndicator('ECMO-E08'), unit, period, batch),
      ).rejects.toMatchObject({
        code: 'no-such-figure',
      });
  });
});

describe('the working days of the database', () => {
  it('are those of the calendar, and their 15th is 15 working days away', async () => {
    const rows = await province.database.rows<{ days: string }>(
      `SELECT array_to_string(${builtInCalendar.workingDaysSql}, ' ') AS days`,
    );
    expect(rows[0]?.days.split(' ')).toEqual(builtInCalendar.workingDays());
    const [row] = await province.database.rows<{ due: string }>(
      `SELECT CAST(list_filter(${builtInCalendar.workingDaysSql}, day -> day > DATE '2026-02-05')[15] AS VARCHAR) AS due`,
    );
    expect(row?.due).toBe('2026-03-04');
    expect(builtInCalendar.between('2026-02-05', '2026-03-04')).toBe(15);
    // A year that is added, and the one before it that nobody has entered.
    const added = calendarOf([{ year: 2028, off: [['01-01', '01-03']], worked: ['01-08'] }]);
    const [later] = await province.database.rows<{ days: string; holds: boolean }>(
      `SELECT array_to_string(${added.workingDaysSql}, ' ') AS days, ${added.holdsSql("DATE '2027-06-01'")} AS holds`,
    );
    expect(later?.days.split(' ')).toEqual(added.workingDays());
    expect(later?.holds).toBe(false);
  });
});
