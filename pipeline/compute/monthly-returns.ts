import { factSql } from '../compile/fact-sql.js';
import { currentRowsSql } from '../current/current-sql.js';
import { monthlyCounts } from '../lists/lists.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Returned } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';

/**
 * SELECT of a technology's monthly returns: the current counts of a hospital and month in one row, with the cases that began in it. A row
 * has the file and line of its first count. Items of no technology say how much should have been reported and are left out.
 *
 * A count that was not filled in is NULL. The number of cases is NULL, not zero, where the hospital sent no case of the month.
 * `$as_of_end` stays a parameter.
 *
 * @param end the value of `$as_of_end`: the first moment after the as-of day
 */
export async function monthlyReturnsSql(
  database: Database,
  { returns, monthly, cases }: Returned,
  month: string,
  end: string,
): Promise<string> {
  const counts = await currentRowsSql(database, monthlyCounts, month);
  const rows = await currentRowsSql(database, cases, month, end);
  const items = monthly.map(({ item }) => item);
  const pivoted = items.map(
    (item) => `CAST(max(value) FILTER (WHERE item = ${sqlText(item)}) AS INTEGER) AS ${sqlName(item)}`,
  );
  const begins = `CAST(month || '-01' AS DATE)`;
  const [ofMonth, ofCase] = [returns.table, cases].map(({ spec }) => sqlName(spec.indexDate ?? ''));
  const derived = Object.entries(returns.table.spec.derived).map(
    ([name, { fact }]) => `${factSql(fact)} AS ${sqlName(name)}`,
  );
  return `SELECT m.*, ${[`a.${sqlName(returns.begun)}`, ...derived].join(', ')} FROM (
      SELECT first(file_id ORDER BY file_id, line) AS file_id, first(line ORDER BY file_id, line) AS line, hospital_id,
        ${begins} AS ${ofMonth}, CAST(year(${begins}) * 12 + month(${begins}) - 1 AS INTEGER) AS index_month, ${pivoted.join(', ')}
      FROM (${counts}) WHERE ${begins} < $as_of_end AND item IN (${items.map(sqlText).join(', ')}) GROUP BY hospital_id, month) m
    LEFT JOIN (
      SELECT hospital_id, index_month, CAST(count(*) FILTER (WHERE ${factSql(returns.counts)}) AS INTEGER) AS ${sqlName(returns.begun)}
      FROM (${rows}) WHERE ${ofCase} < $as_of_end GROUP BY hospital_id, index_month) a
    ON a.hospital_id = m.hospital_id AND a.index_month = m.index_month`;
}
