import type { Calendar } from '../calendar/working-days.js';
import { factSql } from '../compile/fact-sql.js';
import type { AnyTable } from '../define/table.js';
import { DefinitionError } from '../message/errors.js';
import { sqlName } from '../sql/quote.js';
import { technologyOfTable } from '../technology/index.js';

/** Working days after the first run within which a hospital must file the technique. */
const filingDays = 15;

/**
 * SELECT of each hospital's first run on record, as (hospital_id, file_id, line), with the state of the filing: `filing_over`, the first
 * moment after the 15th working day, and `filed_in_time`. Support of an organ donor is not the technique, and so no first run.
 *
 * The day after the run is working day 1. A filing before the first run on record is in time. In years whose working days are not known the
 * window is over after 60 days, longer than any 15 working days; what cannot be determined stays NULL.
 *
 * @param cases SELECT of the runs up to the as-of day
 * @param hospitals SELECT of the hospital list
 * @param calendar the working days
 */
export function filingsSql(cases: string, table: AnyTable, hospitals: string, calendar: Calendar): string {
  const { filedOn, telling } = technologyOfTable(table.name) ?? {};
  if (filedOn === undefined)
    throw new DefinitionError(
      table.name,
      'looks up when its technique was filed, but its technology has no filedOn',
    );
  const index = table.spec.indexDate ?? '';
  const order = [
    sqlName(index),
    'case_key',
    ...(table.spec.numbered ? [sqlName(table.spec.numbered.field)] : []),
  ];
  const filed = sqlName(filedOn);
  const { workingDaysSql, holdsSql } = calendar;
  const started = `CAST(${sqlName(index)} AS DATE)`;
  return `SELECT r.hospital_id, r.file_id, r.line,
      CAST(coalesce(r.due_on + 1, r.started_on + 61) AS TIMESTAMP) AS filing_over,
      CASE
        WHEN f.filed_on <= r.started_on THEN true
        WHEN r.due_on IS NOT NULL THEN f.filed_on <= r.due_on
        WHEN ${holdsSql('r.started_on')} AND ${holdsSql('f.filed_on')} THEN true
      END AS filed_in_time
    FROM (
      SELECT hospital_id, file_id, line, ${started} AS started_on,
        CASE WHEN ${holdsSql(started)} THEN list_filter(${workingDaysSql}, day -> day > ${started})[${filingDays}] END AS due_on
      FROM (${cases}) WHERE (${telling ? factSql(telling.donor) : 'false'}) IS DISTINCT FROM true
      QUALIFY row_number() OVER (PARTITION BY hospital_id ORDER BY ${order.join(', ')}, file_id, line) = 1) r
    LEFT JOIN (
      SELECT hospital_id, min(${filed}) AS filed_on FROM (${hospitals}) WHERE ${filed} < $as_of_end GROUP BY hospital_id) f
    ON f.hospital_id = r.hospital_id`;
}
