import { isAdditive } from '../compile/indicator-sql.js';
import { countsPatients, type DefinedIndicator, editionOf } from '../define/index.js';
import type { Database } from '../warehouse/database.js';

/** Whether the figures of an indicator are sums over cases, each of which is met, not met, or not counted. */
export const isSplit = (indicator: DefinedIndicator): boolean =>
  (indicator.measure === 'proportion' || (indicator.measure === 'volume' && !countsPatients(indicator))) &&
  isAdditive(indicator);

/**
 * Makes the table `moved_shares`: of each figure in `moved_figures` what each cause has added to numerator and denominator, and by how many
 * cases, from `moved_cases`. Only where the causes add up to the difference: the others of its figure have no row, and `split_figures` no key.
 * Which hospital lies in which city is read from `moved_cities`.
 */
export async function writeShares(
  database: Database,
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
  const key = 'code, edition, level, unit, period_type, period, stratum';
  // A case counts against the month and strata it was in, and for those it is in.
  const side = (which: 'was' | 'now', sign: string) =>
    `SELECT c.case_id, c.code, c.edition, c.hospital_id, c.cause, c.${which}_month AS month, c.stratum,
       ${sign} CASE WHEN c.${which} = 'met' THEN 1 ELSE 0 END AS numerator,
       ${sign} CASE WHEN r.is_volume THEN 0 WHEN c.${which} IN ('met', 'not met') OR (c.${which} = 'unknown' AND NOT r.leaves_out) THEN 1 ELSE 0 END AS denominator
     FROM (SELECT *, unnest(list_prepend('', ${which}_strata)) AS stratum FROM cases) c JOIN split_rules r ON r.code = c.code AND r.edition = c.edition
     WHERE c.${which} IS NOT NULL`;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE moved_shares AS
     WITH cases AS (SELECT *, rowid AS case_id FROM moved_cases),
     parts AS (SELECT case_id, code, edition, hospital_id, cause, month, stratum, sum(numerator) AS numerator, sum(denominator) AS denominator
       FROM (${side('was', '-')} UNION ALL ${side('now', '+')}) GROUP BY ALL HAVING sum(numerator) <> 0 OR sum(denominator) <> 0),
     placed AS (
       SELECT *, 'hospital' AS level, hospital_id AS unit FROM parts
       UNION ALL SELECT p.*, 'city', c.city FROM parts p JOIN moved_cities c USING (hospital_id) WHERE c.city IS NOT NULL
       UNION ALL SELECT *, 'province', '*' FROM parts),
     ofCase AS (
       SELECT f.code, f.edition, f.level, f.unit, f.period_type, f.period, f.stratum, p.cause, p.case_id, sum(p.numerator) AS numerator, sum(p.denominator) AS denominator
       FROM moved_figures f JOIN placed p ON p.code = f.code AND p.edition = f.edition AND p.level = f.level AND p.unit = f.unit AND p.stratum = f.stratum
         AND p.month BETWEEN f.first AND f.last
       GROUP BY ALL HAVING sum(p.numerator) <> 0 OR sum(p.denominator) <> 0)
     SELECT ${key}, cause, count(*) AS cases, CAST(sum(numerator) AS BIGINT) AS numerator, CAST(sum(denominator) AS BIGINT) AS denominator FROM ofCase GROUP BY ALL`,
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE split_figures AS
     SELECT ${key
       .split(', ')
       .map((name) => `f.${name}`)
       .join(', ')} FROM moved_figures f
     JOIN split_rules USING (code, edition)
     LEFT JOIN (SELECT ${key}, sum(numerator) AS numerator, sum(denominator) AS denominator FROM moved_shares GROUP BY ALL) s USING (${key})
     WHERE NOT f.is_redefined AND coalesce(s.numerator, 0) = coalesce(f.now_numerator, 0) - coalesce(f.was_numerator, 0)
       AND coalesce(s.denominator, 0) = coalesce(f.now_denominator, 0) - coalesce(f.was_denominator, 0)`,
  );
  await database.run(`DELETE FROM moved_shares WHERE (${key}) NOT IN (SELECT (${key}) FROM split_figures)`);
}
