import type { DefinedIndicator } from '../define/index.js';
import { sqlName } from '../sql/quote.js';
import { conditionsOf, strataSql } from './indicator-sql.js';
import { predicateSql } from './predicate-sql.js';

/**
 * Observed and expected counts of a standardised ratio, one row per level, unit, period, stratum and occurring probability (`percent`, NULL
 * where the score is not known): `n` cases with known outcome and expectation, `observed` of them with the outcome, and the counts of the
 * other cases; `surely_met` and `surely_not` lack only the score. Expectations are summed afterwards, because a recalibration moves every
 * probability.
 */
export function expectedSql(
  indicator: DefinedIndicator,
  dimensions: readonly string[],
  cases: string,
): string {
  if (indicator.measure !== 'standardised ratio')
    throw new RangeError(`${indicator.code} is not a standardised ratio`);
  const c = conditionsOf(indicator);
  return `SELECT u.level, u.unit, p.period_type, p.period, c.stratum, c.percent,
      count(*) FILTER (WHERE c.mature AND NOT c.unknown) AS n, count(*) FILTER (WHERE c.met) AS observed,
      count(*) FILTER (WHERE c.unknown) AS unknown, count(*) FILTER (WHERE c.unknown AND c.outcome) AS surely_met,
      count(*) FILTER (WHERE c.unknown AND NOT c.outcome) AS surely_not, count(*) FILTER (WHERE c.belongs AND NOT c.mature) AS pending,
      count(*) FILTER (WHERE c.excluded) AS excluded, count(*) FILTER (WHERE c.undated) AS undated
    FROM (SELECT hospital_id, index_month, ${sqlName(indicator.expected.name)} AS percent, ${predicateSql(indicator.observed)} AS outcome, ${strataSql(dimensions)} AS stratum, ${Object.entries(
      c,
    )
      .map(([name, sql]) => `${sql} AS ${name}`)
      .join(', ')} FROM (${cases})) c
    JOIN periods p ON c.index_month BETWEEN p.first AND p.last
    JOIN units u ON u.hospital_id = c.hospital_id AND u.index_month = c.index_month
    GROUP BY u.level, u.unit, p.period_type, p.period, c.stratum, c.percent ORDER BY ALL`;
}
