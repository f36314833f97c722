import { isAdditive } from '../compile/indicator-sql.js';
import { currentRowsSql } from '../current/current-sql.js';
import { countsPatients, type DefinedIndicator, editionOf } from '../define/index.js';
import { hospitals } from '../lists/lists.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { figureKey, type Published } from './moved-figures.js';

/** Whether the figures of an indicator are sums over cases, each of which is met, not met, or not counted. */
export const isSplit = (indicator: DefinedIndicator): boolean =>
  (indicator.measure === 'proportion' || (indicator.measure === 'volume' && !countsPatients(indicator))) &&
  isAdditive(indicator);

/** Makes the table `moved_cities`: the city of a hospital at the end of each month that moved cases are of. */
export async function writeCities(database: Database, month: string): Promise<void> {
  const list = await currentRowsSql(database, hospitals, month);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE moved_cities AS
     WITH months AS (SELECT DISTINCT unnest([was_month, now_month]) AS month FROM moved_cases UNION SELECT DISTINCT month FROM counted_states)
     SELECT hospital_id, month, arg_max(city, coalesce(valid_from, DATE '1900-01-01')) AS city
     FROM (SELECT *, last_day(make_date(month // 12, month % 12 + 1, 1)) AS day FROM months WHERE month IS NOT NULL), (${list}) h
     WHERE city IS NOT NULL AND coalesce(valid_from, DATE '1900-01-01') <= day AND coalesce(valid_to, DATE '2100-01-01') >= day GROUP BY ALL`,
  );
}

const key = figureKey.join(', ');
const keyOf = (figures: string) => figureKey.map((name) => `${figures}.${name}`).join(', ');

/** Joins figures to the shares of cases in `placed`: those of its unit and stratum in its months. */
const figureOfShare =
  'p.code = f.code AND p.edition = f.edition AND p.level = f.level AND p.unit = f.unit AND p.stratum = f.stratum AND p.month BETWEEN f.first AND f.last';

/**
 * Makes the table `moved_shares`: of each figure in `moved_figures` what each cause has added to numerator and denominator, and by how many
 * cases, from `moved_cases`, `counted_states` and, for new cases, the figures of their months. Only where the causes add up to the difference: the others of its figure have no row,
 * and `split_figures` no key. Of `definition` and `in between` `cases` is null: which they were is not kept.
 * Which hospital lies in which city is read from `moved_cities`.
 */
export async function writeShares(
  database: Database,
  { batch }: { readonly batch: string },
  base: Published,
  definitions: readonly DefinedIndicator[],
): Promise<void> {
  await database.run(
    'CREATE OR REPLACE TEMP TABLE split_rules (code VARCHAR, edition VARCHAR, is_volume BOOLEAN, leaves_out BOOLEAN)',
  );
  const rules = definitions.filter(isSplit).map((one) => {
    const leavesOut = 'unknown' in one && one.unknown === 'left out';
    return [one.code, editionOf(one.version), one.measure === 'volume', leavesOut];
  });
  await database.append('split_rules', rules, ['text', 'text', 'bool', 'bool']);
  const worth = (state: string) => `CASE WHEN ${state} = 'met' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN r.is_volume THEN 0 WHEN ${state} IN ('met', 'not met') OR (${state} = 'unknown' AND NOT r.leaves_out) THEN 1 ELSE 0 END AS denominator`;
  // A case counts against the month and strata it was in, and for those it is in. Cases that agree in all of it add the same to every figure, and are placed as one.
  const side = (which: 'was' | 'now', sign: number) =>
    `SELECT c.cause, c.case_id, c.alike, c.code, c.edition, c.hospital_id, c.${which}_month AS month, unnest(list_prepend('', c.${which}_strata)) AS stratum,
       c.${which}_from AS goes_on_from, ${sign} AS times, ${worth(`c.${which}`)}
     FROM cases c JOIN split_rules r USING (code, edition) WHERE c.${which} IS NOT NULL`;
  // A course is counted once in a city and in the province, as `rolledUpSql` does.
  await database.run(
    `CREATE OR REPLACE TEMP TABLE placed_shares AS
     WITH cases AS (
       SELECT *, row_number() OVER () AS case_id FROM (
         SELECT cause, code, edition, hospital_id, was_month, now_month, was, now, was_strata, now_strata, was_from, now_from, count(*) AS alike FROM moved_cases GROUP BY ALL)),
     parts AS (
       ${side('was', -1)} UNION ALL ${side('now', 1)}
       UNION ALL SELECT c.side, NULL, 1, c.code, c.edition, c.hospital_id, c.month, unnest(list_prepend('', c.strata)), c.goes_on_from, c.cases, ${worth('c.state')}
         FROM counted_states c JOIN split_rules r USING (code, edition)),
     cities AS (SELECT p.*, c.city FROM parts p JOIN moved_cities c USING (hospital_id, month)),
     placed AS (
       SELECT *, 'hospital' AS level, hospital_id AS unit FROM parts
       UNION ALL SELECT *, 'province', '*' FROM parts WHERE goes_on_from IS NULL
       UNION ALL SELECT p.* EXCLUDE (city), 'city', p.city FROM cities p
         WHERE goes_on_from IS NULL OR NOT EXISTS (SELECT 1 FROM moved_cities o
           WHERE o.month = p.month AND o.city = p.city AND list_contains(string_split(p.goes_on_from, ','), o.hospital_id)))
     SELECT cause, case_id, alike, code, edition, level, unit, month, stratum, CAST(sum(times * numerator) AS BIGINT) AS numerator,
       CAST(sum(times * denominator) AS BIGINT) AS denominator, CAST(sum(times) FILTER (WHERE numerator <> 0 OR denominator <> 0) AS BIGINT) AS counted
     FROM placed WHERE numerator <> 0 OR denominator <> 0 GROUP BY ALL`,
  );
  const summed = (of: string) =>
    `SELECT ${keyOf('f')}, sum(p.numerator) AS numerator, sum(p.denominator) AS denominator, sum(p.counted) AS cases
     FROM moved_figures f JOIN placed_shares p ON p.cause = ${sqlText(of)} AND ${figureOfShare} GROUP BY ALL`;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE moved_shares AS
     WITH ofCase AS (
       SELECT ${keyOf('f')}, p.cause, p.case_id, p.alike, sum(p.numerator) AS numerator, sum(p.denominator) AS denominator
       FROM moved_figures f JOIN placed_shares p ON p.case_id IS NOT NULL AND ${figureOfShare}
       GROUP BY ALL HAVING sum(p.numerator) <> 0 OR sum(p.denominator) <> 0),
     months AS (
       SELECT g.code, regexp_replace(g.version, '-r[0-9]+$', '') AS edition, g.level, g.unit, g.stratum, CAST(left(g.period, 4) AS INTEGER) * 12 + CAST(right(g.period, 2) AS INTEGER) - 1 AS month,
         g.numerator, coalesce(g.denominator, 0) AS denominator, CASE WHEN r.is_volume THEN g.numerator ELSE g.denominator END AS counted
       FROM figures g JOIN split_rules r ON r.code = g.code AND r.edition = regexp_replace(g.version, '-r[0-9]+$', '') WHERE g.batch = ${sqlText(batch)} AND g.period_type = 'month' AND g.period > ${sqlText(base.month)}),
     inMonths AS (
       SELECT ${keyOf('f')}, sum(p.numerator) AS numerator, sum(p.denominator) AS denominator, sum(p.counted) AS cases
       FROM moved_figures f JOIN months p ON ${figureOfShare} WHERE f.runs_on GROUP BY ALL),
     shares AS (
       SELECT ${key}, cause, sum(alike) AS cases, sum(alike * numerator) AS numerator, sum(alike * denominator) AS denominator FROM ofCase GROUP BY ALL
       UNION ALL SELECT ${key}, 'new', m.cases - coalesce(a.cases, 0), m.numerator - coalesce(a.numerator, 0), m.denominator - coalesce(a.denominator, 0)
         FROM inMonths m LEFT JOIN (${summed('again')}) a USING (${key})
       UNION ALL SELECT ${keyOf('f')}, a.cause, NULL, coalesce(d.numerator, 0) - coalesce(f.was_numerator, 0), coalesce(d.denominator, 0) - coalesce(f.was_denominator, 0)
         FROM moved_figures f JOIN asked_anew a USING (code, edition) JOIN split_rules r USING (code, edition) LEFT JOIN (${summed('former')}) d USING (${key}))
     SELECT ${key}, cause, CAST(sum(cases) AS BIGINT) AS cases, CAST(sum(numerator) AS BIGINT) AS numerator, CAST(sum(denominator) AS BIGINT) AS denominator
     FROM shares GROUP BY ALL HAVING coalesce(sum(cases), 0) <> 0 OR sum(numerator) <> 0 OR sum(denominator) <> 0`,
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE split_figures AS
     SELECT ${keyOf('f')} FROM moved_figures f
     JOIN split_rules USING (code, edition)
     LEFT JOIN (SELECT ${key}, sum(numerator) AS numerator, sum(denominator) AS denominator FROM moved_shares GROUP BY ALL) s USING (${key})
     WHERE coalesce(s.numerator, 0) = coalesce(f.now_numerator, 0) - coalesce(f.was_numerator, 0)
       AND coalesce(s.denominator, 0) = coalesce(f.now_denominator, 0) - coalesce(f.was_denominator, 0)`,
  );
  await database.run(`DELETE FROM moved_shares WHERE (${key}) NOT IN (SELECT (${key}) FROM split_figures)`);
  await database.run('DROP TABLE placed_shares');
}
