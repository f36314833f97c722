import { anesthesiaCases } from '../cases/anesthesia-cases.js';
import { monthlyReturns } from '../cases/monthly-returns.js';
import { factSql } from '../compile/fact-sql.js';
import { currentRowsSql } from '../current/current-sql.js';
import { monthlyCounts } from '../lists/lists.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/** The counted items of an anaesthesia department's return; other items say how much should have been reported. */
const items = [
  'anesthesia_physicians',
  'anesthesia_nurses',
  'vaginal_deliveries',
  'neuraxial_labor_analgesia',
] as const satisfies readonly (typeof monthlyCounts.columns.item.values)[number][];

/**
 * SELECT of the monthly returns: the current counts of a hospital and month in one row, with the anaesthetics that began in it. A row has
 * the file and line of its first count.
 *
 * A count that was not filled in is NULL. The number of anaesthetics is NULL, not zero, where the hospital sent no case of the month. An
 * operation called off before any anaesthetic was given is not counted. `$as_of_end` stays a parameter.
 *
 * @param end the value of `$as_of_end`: the first moment after the as-of day
 */
export async function monthlyReturnsSql(database: Database, month: string, end: string): Promise<string> {
  const counts = await currentRowsSql(database, monthlyCounts, month);
  const cases = await currentRowsSql(database, anesthesiaCases, month, end);
  const pivoted = items.map(
    (item) => `CAST(max(value) FILTER (WHERE item = ${sqlText(item)}) AS INTEGER) AS ${sqlName(item)}`,
  );
  const begins = `CAST(month || '-01' AS DATE)`;
  const { month_over } = monthlyReturns.spec.derived;
  return `SELECT m.*, a.anesthetics, ${factSql(month_over.fact)} AS month_over FROM (
      SELECT first(file_id ORDER BY file_id, line) AS file_id, first(line ORDER BY file_id, line) AS line, hospital_id,
        ${begins} AS month_begins, CAST(year(${begins}) * 12 + month(${begins}) - 1 AS INTEGER) AS index_month, ${pivoted.join(', ')}
      FROM (${counts}) WHERE ${begins} < $as_of_end AND item IN (${items.map(sqlText).join(', ')}) GROUP BY hospital_id, month) m
    LEFT JOIN (
      SELECT hospital_id, index_month, CAST(count(*) FILTER (WHERE cancelled IS DISTINCT FROM '入室后麻醉前') AS INTEGER) AS anesthetics
      FROM (${cases}) WHERE started_at < $as_of_end GROUP BY hospital_id, index_month) a
    ON a.hospital_id = m.hospital_id AND a.index_month = m.index_month`;
}
