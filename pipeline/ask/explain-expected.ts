import { conditionsOf } from '../compile/indicator-sql.js';
import { type Expectation, type Recalibration, recalibrationOf } from '../compute/expectations.js';
import type { DefinedIndicator } from '../define/index.js';
import { sqlName } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/**
 * The recalibration of a standardised ratio over some months, from all cases of the province; null for other measures.
 *
 * @param cases SELECT of the cases that figures are counted over
 */
export async function recalibrationOver(
  database: Database,
  indicator: DefinedIndicator,
  cases: string,
  over: { readonly as_of_end: string; readonly first: number; readonly last: number },
): Promise<Recalibration | null> {
  if (indicator.measure !== 'standardised ratio') return null;
  const { mature, unknown, met } = conditionsOf(indicator);
  const rows = await database.rows<{ [name in keyof Expectation]: number | string }>(
    `SELECT ${sqlName(indicator.expected.name)} AS percent, count(*) AS n, count(*) FILTER (WHERE ${met}) AS observed
     FROM (${cases}) WHERE index_month BETWEEN $first AND $last AND ${mature} AND NOT ${unknown} GROUP BY percent`,
    over,
  );
  const province = rows.map(({ percent, n, observed }) => ({
    percent: Number(percent),
    n: Number(n),
    observed: Number(observed),
  }));
  return recalibrationOf(indicator, province);
}
