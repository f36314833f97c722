import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countedSql, medianSql, patientsSql, rolledUpSql } from '../../../pipeline/compile/figures-sql.js';
import {
  caseStateSql,
  conditionsOf,
  strataSql,
  windowOverSql,
} from '../../../pipeline/compile/indicator-sql.js';
import { all, not } from '../../../pipeline/define/index.js';
import { periodsOf } from '../../../pipeline/define/periods.js';
import type { Database } from '../../../pipeline/warehouse/database.js';
import { define, visit, visits, withVisits } from './visits.js';

const proportion = define({
  measure: 'proportion',
  denominator: visit.kind.is('A'),
  numerator: visit.good.isTrue(),
  exclusions: { donor: { title: { zh: '供体', en: 'donor' }, when: visit.donor.isTrue() } },
  window: visits.windows.h48,
  unknown: 'not met',
});

/* The as-of day is 10 October: windows that end by its midnight are over. */
const asOf = { as_of_end: '2026-10-11 00:00:00' };
const early = `'2026-10-05 08:00'`;

describe('conditionsOf', () => {
  const kept = 'NOT coalesce(("donor"), false)';
  const belongs = `(${kept} AND coalesce("kind" IN ('A'), false))`;
  const mature = `(${belongs} AND coalesce("over_at" <= CAST($as_of_end AS TIMESTAMP), false))`;

  it('writes a proportion so that each condition stands on the one before', () => {
    expect(conditionsOf(proportion)).toEqual({
      excluded: `(coalesce(("donor"), false) AND coalesce("kind" IN ('A'), true))`,
      undated: `(${kept} AND ("kind" IN ('A')) IS NULL)`,
      belongs,
      mature,
      met: `(${mature} AND coalesce("good", false))`,
      unknown: `(${mature} AND ("good") IS NULL)`,
    });
  });

  it('writes nothing where there is nothing to say: every case belongs and a required column is never unknown', () => {
    const volume = define({ measure: 'volume' });
    expect(conditionsOf(volume)).toEqual({
      excluded: 'false',
      undated: 'false',
      belongs: 'true',
      mature: 'true',
      met: 'true',
      unknown: 'false',
    });
  });

  it('counts a ratio only where both sides are known', () => {
    const ratio = define({
      measure: 'ratio',
      numerator: visit.faults,
      denominator: visit.parts,
      interval: 'binomial',
    });
    const hasFaults = 'CASE WHEN "faults" IS NOT NULL THEN true END';
    expect(conditionsOf(ratio)).toMatchObject({
      undated: 'NOT ("parts" IS NOT NULL)',
      met: `("parts" IS NOT NULL AND coalesce(${hasFaults}, false))`,
      unknown: `("parts" IS NOT NULL AND (${hasFaults}) IS NULL)`,
    });
  });

  it('keeps a version to the cases of its days, the last one included', () => {
    const dated = define({ measure: 'volume', effectiveFrom: '2026-01-01', effectiveTo: '2026-06-30' });
    expect(conditionsOf(dated).belongs).toBe(
      `coalesce(("arrived_at" >= DATE '2026-01-01' AND "arrived_at" < DATE '2026-06-30' + 1), false)`,
    );
  });

  it('moves the days of a window to the side of the constant', () => {
    expect(windowOverSql({ table: 'visits', over: 'arrived_at', days: 4, title: { zh: '', en: '' } })).toBe(
      '"arrived_at" < CAST($as_of_end AS TIMESTAMP) - INTERVAL 3 DAY',
    );
  });
});

describe('the state of a case', () => {
  const cases: readonly [why: string, row: string, state: string][] = [
    ['meets the condition', `'H1', 'p', ${early}, 'A', false, true, 1, 0`, 'met'],
    ['does not meet it', `'H1', 'p', ${early}, 'A', false, false, 1, 0`, 'not met'],
    ['has no outcome', `'H1', 'p', ${early}, 'A', false, NULL, 1, 0`, 'unknown'],
    ['is no known donor and therefore kept', `'H1', 'p', ${early}, 'A', NULL, true, 1, 0`, 'met'],
    ['is a donor', `'H1', 'p', ${early}, 'A', true, true, 1, 0`, 'excluded'],
    ['is a donor of unknown kind', `'H1', 'p', ${early}, NULL, true, true, 1, 0`, 'excluded'],
    ['is a donor outside the denominator', `'H1', 'p', ${early}, 'B', true, true, 1, 0`, 'outside'],
    ['is of another kind', `'H1', 'p', ${early}, 'B', false, true, 1, 0`, 'outside'],
    ['is of unknown kind', `'H1', 'p', ${early}, NULL, false, true, 1, 0`, 'undated'],
    [
      'has a window that ends with the as-of day',
      `'H1', 'p', '2026-10-09 00:00', 'A', false, true, 1, 0`,
      'met',
    ],
    ['has a window a minute longer', `'H1', 'p', '2026-10-09 00:01', 'A', false, true, 1, 0`, 'pending'],
    [
      'waits though its outcome is already bad',
      `'H1', 'p', '2026-10-10 00:01', 'A', false, false, 1, 0`,
      'pending',
    ],
  ];

  it('is worked out by hand for each rule', async () => {
    const { database, close } = await withVisits(cases.map(([, row]) => row));
    try {
      const found = await database.rows<{ state: string }>(
        `SELECT ${caseStateSql(proportion)} AS state FROM visits ORDER BY line`,
        asOf,
      );
      expect(found.map(({ state }, i) => `${cases[i]?.[0]}: ${state}`)).toEqual(
        cases.map(([why, , state]) => `${why}: ${state}`),
      );
    } finally {
      await close();
    }
  });

  it('is undated only where nothing else puts the case outside', async () => {
    const both = define({
      measure: 'proportion',
      denominator: all(visit.kind.is('A'), not(visit.donor.isTrue())),
      numerator: visit.good.isTrue(),
      unknown: 'not met',
    });
    const { database, close } = await withVisits([
      `'H1', 'p', ${early}, 'B', NULL, true, 1, 0`,
      `'H1', 'p', ${early}, 'A', NULL, true, 1, 0`,
    ]);
    try {
      const found = await database.rows<{ state: string }>(
        `SELECT ${caseStateSql(both)} AS state FROM visits ORDER BY line`,
        asOf,
      );
      expect(found.map(({ state }) => state)).toEqual(['outside', 'undated']);
    } finally {
      await close();
    }
  });
});

describe('the counts of a unit and period', () => {
  let database: Database;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await withVisits([
      // hospital, patient, arrived, kind, donor, good, parts, faults
      `'H1', 'p1', ${early}, 'A', false, true, 2, 0`,
      `'H1', 'p1', '2026-09-05 08:00', 'A', false, false, 1, 1`,
      `'H1', 'p2', '2026-09-06 08:00', NULL, false, true, 3, NULL`,
      `'H1', 'p3', '2026-10-10 08:00', 'A', false, NULL, 1, 0`,
      `'H2', 'p1', '2026-10-01 08:00', 'A', NULL, NULL, NULL, 0`,
      `'H2', 'p4', '2026-07-01 08:00', 'B', true, true, 1, 0`,
    ]));
    const months = periodsOf(2026 * 12 + 6, 2026 * 12 + 9, 2026 * 12 + 9);
    await database.run(
      'CREATE TABLE periods (period_type VARCHAR, period VARCHAR, first INTEGER, last INTEGER)',
    );
    for (const { type, name, first, last } of months)
      await database.run('INSERT INTO periods VALUES ($type, $name, $first, $last)', {
        type,
        name,
        first,
        last,
      });
    await database.run(
      `CREATE TABLE units AS SELECT DISTINCT hospital_id, index_month, 'hospital' AS level, hospital_id AS unit FROM visits
       UNION ALL SELECT DISTINCT hospital_id, index_month, 'province', '*' FROM visits`,
    );
  });
  afterAll(() => close());

  const cases = 'SELECT * FROM visits';
  const at = (unit: string, period: string, stratum = '') => [unit, period, stratum].join(' ').trim();
  const keyOf = (row: Record<string, unknown>) =>
    at(String(row['unit']), String(row['period']), String(row['stratum'] ?? ''));
  const rolled = async (
    indicator: Parameters<typeof countedSql>[0][number],
    dimensions: readonly string[] = [],
  ) => {
    await database.run(
      `CREATE OR REPLACE TEMP TABLE counted AS ${countedSql([indicator], dimensions, cases)}`,
      asOf,
    );
    const rows = await database.rows(rolledUpSql([indicator], dimensions, 'counted'));
    return new Map(rows.map((row) => [keyOf(row), row]));
  };

  it('of a proportion add up over months and hospitals', async () => {
    const counts = await rolled(proportion);
    const of = (name: string) => {
      const row = counts.get(name) ?? {};
      return ['numerator', 'denominator', 'unknown', 'pending', 'undated', 'excluded'].map((count) =>
        Number(row[`i0_${count}`]),
      );
    };
    expect(of(at('H1', '2026-10'))).toEqual([1, 1, 0, 1, 0, 0]);
    expect(of(at('H1', '2026-09'))).toEqual([0, 1, 0, 0, 1, 0]);
    expect(of(at('H1', '2026'))).toEqual([1, 2, 0, 1, 1, 0]);
    expect(of(at('H2', '2026'))).toEqual([0, 1, 1, 0, 0, 0]);
    expect(of(at('*', '2026'))).toEqual([1, 3, 1, 1, 1, 0]);
    expect(of(at('*', '2026Q3'))).toEqual([0, 1, 0, 0, 1, 0]);
    expect(of(at('*', '2025-11..2026-10'))).toEqual([1, 3, 1, 1, 1, 0]);
    expect(of(at('*', '2024..2026'))).toEqual([1, 3, 1, 1, 1, 0]);
    expect(counts.has(at('H2', '2026-09'))).toBe(false);
  });

  it('of a ratio sum both sides over the cases where both are known', async () => {
    const ratio = define({
      measure: 'ratio',
      numerator: visit.faults,
      denominator: visit.parts,
      interval: 'binomial',
    });
    const row = (await rolled(ratio)).get(at('*', '2026'));
    // 0/2 + 1/1 + 0/1 + 0/1; the case of 3 parts with blank faults is unknown; the row without parts cannot be placed.
    expect(row).toMatchObject({ i0_numerator: 1, i0_denominator: 5, i0_unknown: 1, i0_undated: 1 });
  });

  it('of a volume are the cases themselves, whether or not an outcome is known', async () => {
    const volume = await rolled(define({ measure: 'volume' }));
    expect(volume.get(at('*', '2026'))).toMatchObject({ i0_numerator: 6 });
    expect(volume.get(at('H1', '2026-10'))).toMatchObject({ i0_numerator: 2 });
  });

  it('of several indicators in one scan keep their own exclusions', async () => {
    const donors = { donor: { title: { zh: '供体', en: 'donor' }, when: visit.donor.isTrue() } };
    const kindB = { kind: { title: { zh: 'B', en: 'B' }, when: visit.kind.is('B') } };
    const of = [
      define({ measure: 'volume' }),
      define({ measure: 'volume', exclusions: donors }),
      define({ measure: 'volume', exclusions: kindB }),
    ];
    await database.run(`CREATE OR REPLACE TEMP TABLE counted AS ${countedSql(of, [], cases)}`, asOf);
    const rows = await database.rows(rolledUpSql(of, [], 'counted'));
    const row = rows.find((found) => keyOf(found) === at('*', '2026'));
    // Six visits, one of a donor of kind B: each exclusion takes out that one, none takes out nothing.
    expect(row).toMatchObject({
      i0_numerator: 6,
      i1_numerator: 5,
      i1_excluded: 1,
      i2_numerator: 5,
      i2_excluded: 1,
    });
  });

  it('are given for each value of a dimension, blank as a value of its own, and once for all', async () => {
    expect(strataSql(['kind'])).toBe(`unnest(['', 'kind=' || coalesce("kind", '未知')])`);
    const counts = await rolled(define({ measure: 'volume' }), ['kind']);
    const of = (stratum: string) => Number(counts.get(at('*', '2026', stratum))?.['i0_numerator']);
    expect([of(''), of('kind=A'), of('kind=B'), of('kind=未知')]).toEqual([6, 4, 1, 1]);
  });

  const patient = (cases: 'any' | 'all') =>
    define({ measure: 'patient proportion', cases, numerator: visit.good.isTrue(), unknown: 'not met' });

  it('of patients hold each patient once in a unit and period, whatever the number of cases', async () => {
    const found = new Map(
      (await database.rows(patientsSql([patient('any')], [], cases), asOf)).map((row) => [keyOf(row), row]),
    );
    const counts = (name: string) =>
      ['numerator', 'denominator', 'unknown', 'pending'].map((count) =>
        Number(found.get(name)?.[`i0_${count}`]),
      );
    // p1 (met in October, not in September), p2 met, p3 unknown.
    expect(counts(at('H1', '2026'))).toEqual([2, 3, 1, 0]);
    expect(counts(at('H1', '2026-09'))).toEqual([1, 2, 0, 0]);
    // p1 is one patient in the province, though two hospitals saw it; p4 met.
    expect(counts(at('*', '2026'))).toEqual([3, 4, 1, 0]);
  });

  it('of patients ask for all cases where the definition says so, and one unknown leaves it unknown', async () => {
    const found = new Map(
      (await database.rows(patientsSql([patient('all')], [], cases), asOf)).map((row) => [keyOf(row), row]),
    );
    // p1 has a case that is not met: not met at H1 and in the province, whatever the unknown one at H2.
    expect(found.get(at('H1', '2026'))).toMatchObject({
      i0_numerator: '1',
      i0_denominator: '3',
      i0_unknown: '1',
    });
    expect(found.get(at('H2', '2026'))).toMatchObject({
      i0_numerator: '1',
      i0_denominator: '2',
      i0_unknown: '1',
    });
    expect(found.get(at('*', '2026'))).toMatchObject({
      i0_numerator: '2',
      i0_denominator: '4',
      i0_unknown: '1',
    });
  });

  it('of patients wait for the last case of a patient', async () => {
    const waiting = define({
      measure: 'patient proportion',
      cases: 'any',
      numerator: visit.good.isTrue(),
      window: visits.windows.h48,
      unknown: 'not met',
    });
    const found = new Map(
      (await database.rows(patientsSql([waiting], [], cases), asOf)).map((row) => [keyOf(row), row]),
    );
    expect(found.get(at('H1', '2026'))).toMatchObject({ i0_denominator: '2', i0_pending: '1' });
  });

  it('of a median are its sorted values, a blank counted as unknown', async () => {
    const median = define({
      measure: 'median',
      value: visit.faults,
      shown: { divideBy: 1, unit: { zh: '次', en: '' } },
    });
    const found = new Map(
      (await database.rows(medianSql(median, cases), asOf)).map((row) => [keyOf(row), row]),
    );
    expect(found.get(at('*', '2026'))).toMatchObject({ sorted: [0, 0, 0, 0, 1], unknown: '1' });
    expect(found.get(at('H1', '2026-09'))).toMatchObject({ sorted: [1], unknown: '1' });
    expect(() => medianSql(proportion, cases)).toThrow(RangeError);
  });
});
