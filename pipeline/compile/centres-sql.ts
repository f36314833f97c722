import type { DefinedIndicator } from '../define/index.js';
import { conditionsOf } from './indicator-sql.js';

/**
 * Institutions with cases, and those whose number of cases meets the indicator's comparison, for the province, each city and every period
 * of whole years. A hospital that moved to another city within the period is a centre in each, with the cases it had there.
 */
export function centresSql(indicator: DefinedIndicator, cases: string): string {
  if (indicator.measure !== 'centre proportion')
    throw new RangeError(`${indicator.code} is not a centre proportion`);
  const c = conditionsOf(indicator);
  const { sign, value } = indicator.centre;
  const place = 'level, unit, period_type, period';
  return `SELECT ${place}, '' AS stratum, count(*) FILTER (WHERE n ${sign} ${value} AND n > 0) AS numerator, count(*) FILTER (WHERE n > 0) AS denominator,
      CAST(sum(excluded) AS BIGINT) AS excluded, CAST(sum(undated) AS BIGINT) AS undated
    FROM (
      SELECT u.level, u.unit, p.period_type, p.period, c.hospital_id, count(*) FILTER (WHERE c.mature) AS n,
        count(*) FILTER (WHERE c.excluded) AS excluded, count(*) FILTER (WHERE c.undated) AS undated
      FROM (SELECT hospital_id, index_month, ${c.mature} AS mature, ${c.excluded} AS excluded, ${c.undated} AS undated FROM (${cases})) c
      JOIN periods p ON c.index_month BETWEEN p.first AND p.last AND p.period_type IN ('year', 'rolling12')
      JOIN units u ON u.hospital_id = c.hospital_id AND u.index_month = c.index_month AND u.level <> 'hospital'
      GROUP BY u.level, u.unit, p.period_type, p.period, c.hospital_id)
    GROUP BY ${place} ORDER BY ALL`;
}
