import type { AnyTable } from '../stage/table.js';
import type { Database } from '../warehouse/database.js';
import { sqlName, sqlText } from './quote.js';
import { allRowsSql } from './rows-sql.js';

/** As SQL over a row `w` of the withdrawals and a row `r` of cases: whether it names that case. */
export function withdrawnByFormSql(table: AnyTable, w: string, r: string): string {
  const number = table.spec.key.find((name) => name === 'run_no' || name === 'implant_no');
  const parts = [
    `${r}.hospital_id = ${w}.hospital_id`,
    `coalesce(${r}.case_loose, ${r}.case_key) = coalesce(${w}.case_loose, ${w}.case_key)`,
  ];
  if (number !== undefined) parts.push(`coalesce(${w}.number = ${r}.${sqlName(number)}, true)`);
  if ('anesthesia_no' in table.spec.fields)
    parts.push(`coalesce(${w}.anesthesia_no = ${r}.anesthesia_no, true)`);
  return parts.join(' AND ');
}

/** SELECT of the withdrawals of a kind of case that count as of a month. */
const formsSql = (kind: string, month: string) =>
  `SELECT w.* FROM withdrawals w JOIN submissions s ON s.hospital_id = w.hospital_id AND s.file_id = w.file_id
    WHERE s.live AND s.month <= ${sqlText(month)} AND s.table_name = 'withdrawals' AND w.case_type = ${sqlText(kind)}`;

/**
 * Rows without the cases that a form withdraws, up to a month, whatever later files say: many systems cannot delete a case, and
 * their exports go on holding it. Of a case that stands under two numbers the withdrawal of the newer takes the older along; who withdraws
 * the older alone keeps the case.
 */
export async function withoutFormsSql(
  database: Database,
  table: AnyTable,
  kind: string,
  month: string,
  rows: string,
): Promise<string> {
  const forms = formsSql(kind, month);
  if ((await database.number(`SELECT count(*) FROM (${forms})`)) === 0) return rows;
  const all = await allRowsSql(database, table);
  const named = `SELECT r.file_id, r.line FROM (${all}) r JOIN (${forms}) w ON ${withdrawnByFormSql(table, 'w', 'r')}`;
  const same = `FROM same_cases s WHERE s.table_name = ${sqlText(table.name)} AND s.sameness = 'case'`;
  return `SELECT * FROM (${rows}) WHERE (file_id, line) NOT IN (
    WITH named AS (${named}) SELECT (file_id, line) FROM named
    UNION ALL SELECT (s.other_file, s.other_line) ${same} AND (s.file_id, s.line) IN (SELECT (file_id, line) FROM named))`;
}

/** SELECT of the rows of a month's files that hold a case which a form of that month or an older one withdraws, as hospital_id, file_id, line. */
export async function withdrawnButSentSql(
  database: Database,
  table: AnyTable,
  kind: string,
  month: string,
): Promise<string> {
  return `SELECT DISTINCT r.hospital_id, r.file_id, r.line FROM (${await allRowsSql(database, table)}) r
    JOIN submissions s ON s.hospital_id = r.hospital_id AND s.file_id = r.file_id AND s.live AND s.month = ${sqlText(month)} AND s.table_name = ${sqlText(table.name)}
    JOIN (${formsSql(kind, month)}) w ON ${withdrawnByFormSql(table, 'w', 'r')}`;
}
