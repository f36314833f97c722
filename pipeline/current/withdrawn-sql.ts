import { hasCases } from '../compile/same-case-sql.js';
import { numberField } from '../compile/table-sql.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { technologyOfTable } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import { allRowsSql } from './rows-sql.js';

/**
 * SQL over a row `w` of the withdrawals and a row `r` of cases: whether the withdrawal may name that case, perhaps by another spelling of
 * the number.
 */
export function withdrawnByFormSql(table: AnyTable, w: string, r: string): string {
  // A row without a case number cannot be named.
  if (!hasCases(table)) return 'false';
  const number = numberField(table);
  const parts = [
    `${r}.hospital_id = ${w}.hospital_id`,
    `coalesce(${r}.case_loose, ${r}.case_key) = coalesce(${w}.case_loose, ${w}.case_key)`,
  ];
  if (number !== undefined) parts.push(`coalesce(${w}.number = ${r}.${sqlName(number)}, true)`);
  const own = technologyOfTable(table.name)?.ownNumber?.field;
  if (own !== undefined) parts.push(`coalesce(${w}.${sqlName(own)} = ${r}.${sqlName(own)}, true)`);
  return parts.join(' AND ');
}

/**
 * As `withdrawnByFormSql`, but a number in exactly a case's spelling names only that case and rows of the same case, not another case with
 * a similar number.
 */
function namesSql(table: AnyTable, cases: string): string {
  if (!hasCases(table)) return 'false';
  const pair = (a: string, b: string) =>
    `SELECT s.${a}file_id AS file_id, s.${a}line AS line, o.case_key FROM pairs s JOIN (${cases}) o ON o.file_id = s.${b}file_id AND o.line = s.${b}line`;
  const both = [pair('', 'other_'), pair('other_', '')].join(' UNION ALL ');
  const pairs = `(SELECT file_id, line, other_file AS other_file_id, other_line FROM same_cases WHERE table_name = ${sqlText(table.name)} AND sameness = 'case')`;
  return `${withdrawnByFormSql(table, 'w', 'r')} AND (NOT w.is_exact OR r.case_key = w.case_key
    OR (r.file_id, r.line, w.case_key) IN (WITH pairs AS ${pairs} SELECT (file_id, line, case_key) FROM (${both})))`;
}

/** SELECT of the withdrawals of a kind of case that count as of a month, with whether a case has exactly that number (`is_exact`). */
const formsSql = (kind: string, month: string, cases: string) =>
  `SELECT w.*, (w.hospital_id, w.case_key) IN (SELECT (hospital_id, case_key) FROM (${cases})) AS is_exact FROM withdrawals w JOIN submissions s ON s.hospital_id = w.hospital_id AND s.file_id = w.file_id
    WHERE s.live AND s.month <= ${sqlText(month)} AND s.table_name = 'withdrawals' AND w.case_type = ${sqlText(kind)}`;

/**
 * Rows without the cases that a form withdraws, up to a month, even if later files hold them: many systems cannot delete a case and go on
 * exporting it. Where a case stands under two numbers, withdrawing the newer withdraws the older too; withdrawing the older alone keeps the
 * case.
 */
export async function withoutFormsSql(
  database: Database,
  table: AnyTable,
  kind: string,
  month: string,
  rows: string,
): Promise<string> {
  if (!hasCases(table)) return rows;
  const all = await allRowsSql(database, table);
  const forms = formsSql(kind, month, all);
  if ((await database.number(`SELECT count(*) FROM (${forms})`)) === 0) return rows;
  const named = `SELECT r.file_id, r.line FROM (${all}) r JOIN (${forms}) w ON ${namesSql(table, all)}`;
  const same = `FROM same_cases s WHERE s.table_name = ${sqlText(table.name)} AND s.sameness = 'case'`;
  return `SELECT * FROM (${rows}) WHERE (file_id, line) NOT IN (
    WITH named AS (${named}) SELECT (file_id, line) FROM named
    UNION ALL SELECT (s.other_file, s.other_line) ${same} AND (s.file_id, s.line) IN (SELECT (file_id, line) FROM named))`;
}

/** SELECT of the rows of a month's files with a case that a form of that month or an older one withdraws, as hospital_id, file_id, line. */
export async function withdrawnButSentSql(
  database: Database,
  table: AnyTable,
  kind: string,
  month: string,
): Promise<string> {
  const all = await allRowsSql(database, table);
  if (!hasCases(table)) return `SELECT hospital_id, file_id, line FROM (${all}) WHERE false`;
  return `SELECT DISTINCT r.hospital_id, r.file_id, r.line FROM (${all}) r
    JOIN submissions s ON s.hospital_id = r.hospital_id AND s.file_id = r.file_id AND s.live AND s.month = ${sqlText(month)} AND s.table_name = ${sqlText(table.name)}
    JOIN (${formsSql(kind, month, all)}) w ON ${namesSql(table, all)}`;
}
