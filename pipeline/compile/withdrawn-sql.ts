import type { AnyTable } from '../stage/table.js';
import type { Database } from '../warehouse/database.js';
import { sqlName, sqlText } from './quote.js';

/** As SQL over a row `w` of the withdrawals and a row `r` of cases: whether it names that case. */
export function withdrawnByFormSql(table: AnyTable, w: string, r: string): string {
  const number = table.spec.key.find((name) => name === 'run_no' || name === 'implant_no');
  const parts = [`${r}.hospital_id = ${w}.hospital_id`, `${r}.case_key = ${w}.case_key`];
  if (number !== undefined) parts.push(`coalesce(${w}.number = ${r}.${sqlName(number)}, true)`);
  if ('anesthesia_no' in table.spec.fields)
    parts.push(`coalesce(${w}.anesthesia_no = ${r}.anesthesia_no, true)`);
  return parts.join(' AND ');
}

/** Rows without the cases that a form withdraws, up to a month: unless a row of the case speaks later than the form. */
export async function withoutFormsSql(
  database: Database,
  table: AnyTable,
  kind: string,
  month: string,
  rows: string,
): Promise<string> {
  const until = `live AND month <= ${sqlText(month)}`;
  const forms = `SELECT w.*, s.spoken, s.said FROM withdrawals w JOIN submissions s ON s.hospital_id = w.hospital_id AND s.file_id = w.file_id
    WHERE s.${until} AND s.table_name = 'withdrawals' AND w.case_type = ${sqlText(kind)}`;
  if ((await database.number(`SELECT count(*) FROM (${forms})`)) === 0) return rows;
  const spoken = `SELECT hospital_id, file_id, max(spoken) AS spoken, max(said) AS said FROM submissions
    WHERE ${until} AND table_name = ${sqlText(table.name)} GROUP BY ALL`;
  return `SELECT * FROM (${rows}) WHERE (file_id, line) NOT IN (
    SELECT (r.file_id, r.line) FROM (${rows}) r JOIN (${spoken}) s ON s.hospital_id = r.hospital_id AND s.file_id = r.file_id
    JOIN (${forms}) w ON ${withdrawnByFormSql(table, 'w', 'r')} AND (w.spoken, w.said) >= (s.spoken, s.said))`;
}
