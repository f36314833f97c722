import { type DefinedIndicator, goesOnFrom } from '../define/index.js';
import { sqlName } from '../sql/quote.js';
import { additiveCounts, conditionsOf, exclusionSql, strataSql } from './indicator-sql.js';

/*
 * Two tables hold every level and period:
 *   periods(period_type, period, first, last)          months counted from year 0
 *   units(hospital_id, index_month, level, unit)       the units that a hospital's cases of a month count for
 * Additive counts are counted once per hospital and month and rolled up; patients and medians are not additive
 * and are grouped from the cases.
 */

const place = 'u.level, u.unit, p.period_type, p.period';
const rollUp = `JOIN periods p ON c.index_month BETWEEN p.first AND p.last
  JOIN units u ON u.hospital_id = c.hospital_id AND u.index_month = c.index_month`;

/** The column of an indicator's count, such as `i3_numerator` for the one at index 3. */
export const countName = (i: number, count: string) => `i${i}_${count}`;

/** The distinct exclusions of some indicators. */
const exclusionsOf = (indicators: readonly DefinedIndicator[]) =>
  [...new Set(indicators.map(exclusionSql))].filter((sql) => sql !== null);

/** The column with the hospitals that a case continues from, shared by all indicators that count such cases once; null where none does. */
export const fromColumn = (indicators: readonly DefinedIndicator[]): string | null =>
  indicators.map(goesOnFrom).find((name) => name !== null) ?? null;

/** SELECT of the hospitals that cases of `counted` continue from, with the month of the case, so that they get units too. */
export const earlierHospitalsSql = (counted: string, from: string): string =>
  `SELECT DISTINCT unnest(string_split(${sqlName(from)}, ',')) AS hospital_id, index_month FROM ${counted} WHERE ${sqlName(from)} IS NOT NULL`;

/** SELECT of the cities and provinces that already count an earlier case, by the hospitals a case continues from and its month. */
const countedAlreadySql = (counted: string, from: string): string =>
  `SELECT DISTINCT f.${sqlName(from)}, f.index_month, w.level, w.unit
   FROM (SELECT DISTINCT ${sqlName(from)}, index_month FROM ${counted} WHERE ${sqlName(from)} IS NOT NULL) f
   JOIN units w ON w.index_month = f.index_month AND w.level <> 'hospital' AND list_contains(string_split(f.${sqlName(from)}, ','), w.hospital_id)`;

/**
 * Counts per hospital, month, stratum values and exclusions: one scan of the cases for all indicators of a table. Grouping by the
 * exclusions keeps them out of every single count.
 */
export function countedSql(
  indicators: readonly DefinedIndicator[],
  dimensions: readonly string[],
  cases: string,
): string {
  const counts = indicators.flatMap((indicator, i) =>
    additiveCounts(indicator)
      .filter(({ sql }) => sql !== '0')
      .map(({ name, sql }) => `${sql} AS ${countName(i, name)}`),
  );
  const from = fromColumn(indicators);
  const keys = [
    'hospital_id',
    'index_month',
    ...(from === null ? [] : [sqlName(from)]),
    ...dimensions.map(sqlName),
  ];
  const exclusions = exclusionsOf(indicators).map((sql, k) => `${sql} AS excluded_${k}`);
  return `SELECT ${[...keys, ...exclusions, ...counts].join(', ')} FROM (${cases}) GROUP BY ${[
    ...keys,
    ...exclusions.map((_, k) => `excluded_${k}`),
  ].join(', ')}`;
}

/**
 * Rolls the counted table up to every level, period and stratum. A case that continues one of another hospital is not counted again in a
 * city or province that counts that one.
 */
export function rolledUpSql(
  indicators: readonly DefinedIndicator[],
  dimensions: readonly string[],
  counted: string,
): string {
  const exclusions = exclusionsOf(indicators);
  const from = fromColumn(indicators);
  const already =
    from === null
      ? ''
      : `LEFT JOIN (${countedAlreadySql(counted, from)}) e ON e.${sqlName(from)} = c.${sqlName(from)} AND e.index_month = c.index_month AND e.level = u.level AND e.unit = u.unit`;
  const sums = indicators.flatMap((indicator, i) => {
    const own = exclusions.indexOf(exclusionSql(indicator) ?? '');
    // As DOUBLE, exact up to 2^53: a 64-bit integer would be an object in JavaScript. CASE instead of FILTER, because hundreds of filters
    // take ten times as long to prepare as the sums.
    const sum = (count: string, when: string | null) => {
      const value = `c.${countName(i, count)}`;
      return `CAST(coalesce(sum(${when === null ? value : `CASE WHEN ${when} THEN ${value} END`}), 0) AS DOUBLE)`;
    };
    const once = from !== null && goesOnFrom(indicator) !== null ? 'e.unit IS NULL' : null;
    const and = (...parts: (string | null)[]): string | null =>
      parts.filter((part) => part !== null).join(' AND ') || null;
    const kept = and(own < 0 ? null : `NOT c.excluded_${own}`, once);
    return additiveCounts(indicator)
      .filter(({ sql }) => sql !== '0')
      .map(({ name }) =>
        name === 'asked'
          ? `${sum(name, and(`c.excluded_${own}`, once))} AS ${countName(i, 'excluded')}`
          : `${sum(name, kept)} AS ${countName(i, name)}`,
      );
  });
  return `SELECT ${place}, c.stratum, ${sums.join(', ')}
    FROM (SELECT *, ${strataSql(dimensions)} AS stratum FROM ${counted}) c ${rollUp} ${already}
    GROUP BY ${place}, c.stratum ORDER BY ALL`;
}

/** Patients: each counted once per unit, period and stratum, however many cases the patient has there. */
export function patientsSql(
  indicators: readonly DefinedIndicator[],
  dimensions: readonly string[],
  cases: string,
): string {
  const flags = indicators.flatMap((indicator, i) =>
    Object.entries(conditionsOf(indicator)).map(([name, sql]) => `${sql} AS ${countName(i, name)}`),
  );
  const perPatient = indicators.flatMap((indicator, i) => {
    const flag = (name: string) => `c.${countName(i, name)}`;
    const all = indicator.measure === 'patient proportion' && indicator.cases === 'all';
    const notMet = `(${flag('mature')} AND NOT ${flag('met')} AND NOT ${flag('unknown')})`;
    return [
      `bool_or(${flag('belongs')}) AS ${countName(i, 'belongs')}`,
      `bool_and(${flag('mature')} OR NOT ${flag('belongs')}) AS ${countName(i, 'mature')}`,
      all
        ? `CASE WHEN bool_or(${notMet}) THEN false WHEN bool_or(${flag('unknown')}) THEN NULL ELSE true END AS ${countName(i, 'met')}`
        : `CASE WHEN bool_or(${flag('met')}) THEN true WHEN bool_or(${flag('unknown')}) THEN NULL ELSE false END AS ${countName(i, 'met')}`,
      `count(*) FILTER (WHERE ${flag('excluded')}) AS ${countName(i, 'excluded')}`,
      `count(*) FILTER (WHERE ${flag('undated')}) AS ${countName(i, 'undated')}`,
    ];
  });
  const counts = indicators.flatMap((_, i) => {
    const own = (name: string) => countName(i, name);
    const count = (condition: string) => `count(*) FILTER (WHERE ${own('belongs')} AND ${condition})`;
    return [
      `${count(`${own('mature')} AND coalesce(${own('met')}, false)`)} AS ${own('numerator')}`,
      `${count(own('mature'))} AS ${own('denominator')}`,
      `${count(`${own('mature')} AND ${own('met')} IS NULL`)} AS ${own('unknown')}`,
      `${count(`NOT ${own('mature')}`)} AS ${own('pending')}`,
      `CAST(sum(${own('excluded')}) AS BIGINT) AS ${own('excluded')}`,
      `CAST(sum(${own('undated')}) AS BIGINT) AS ${own('undated')}`,
    ];
  });
  return `SELECT level, unit, period_type, period, stratum, ${counts.join(', ')} FROM (
      SELECT ${place}, c.stratum, c.patient_key, ${perPatient.join(', ')}
      FROM (SELECT hospital_id, index_month, patient_key, ${strataSql(dimensions)} AS stratum, ${flags.join(', ')} FROM (${cases})) c ${rollUp}
      GROUP BY ${place}, c.stratum, c.patient_key)
    GROUP BY level, unit, period_type, period, stratum ORDER BY ALL`;
}

/** A median with its sorted values, for an interval by order statistics. */
export function medianSql(indicator: DefinedIndicator, cases: string): string {
  if (indicator.measure !== 'median') throw new RangeError(`${indicator.code} is not a median`);
  const c = conditionsOf(indicator);
  const value = sqlName(indicator.value.name);
  return `SELECT ${place}, '' AS stratum,
      list(c.value ORDER BY c.value) FILTER (WHERE c.met) AS sorted,
      count(*) FILTER (WHERE c.unknown) AS unknown, count(*) FILTER (WHERE c.belongs AND NOT c.mature) AS pending,
      count(*) FILTER (WHERE c.excluded) AS excluded, count(*) FILTER (WHERE c.undated) AS undated
    FROM (SELECT hospital_id, index_month, ${value} AS value, ${Object.entries(c)
      .map(([name, sql]) => `${sql} AS ${name}`)
      .join(', ')} FROM (${cases})) c ${rollUp}
    GROUP BY ${place} ORDER BY ALL`;
}
