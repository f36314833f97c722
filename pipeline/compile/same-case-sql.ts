import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { looseSql } from './loose-sql.js';
import { keyColumns } from './table-sql.js';

/*
 * One case under two keys. Two rows of a hospital with different keys describe
 *   'case'      one case: the numbers are spellings of one (see `looseSql`) and patient or time agrees, or patient and clock time agree
 *   'day'       perhaps one case: the same patient on the same day, without a clock time
 *   'likeness'  perhaps one case: spellings of one number, but neither patient nor time agrees
 * Times are compared to the minute, because exporters cut seconds.
 */
export type Sameness = 'case' | 'day' | 'likeness';

/** Whether the rows of a table are cases that can be compared in this way. */
export function hasCases(table: AnyTable): boolean {
  return table.spec.indexDate !== null && 'case_no' in table.spec.fields;
}

/** The columns that distinguish the rows of a hospital, spelling aside, as SQL over stored columns. */
export function looseKeySql(table: AnyTable): string[] {
  return keyColumns(table).map((name) => {
    if (name === 'case_key') return 'coalesce(case_loose, case_key)';
    return table.spec.fields[name]?.meta.cell.kind === 'identifier' ? looseSql(sqlName(name)) : sqlName(name);
  });
}

/** The minute of the index date; the day where only that is known. */
export function minuteSql(table: AnyTable, of?: string): string {
  const index = sqlName(table.spec.indexDate ?? '');
  return `date_trunc('minute', CAST(${of === undefined ? index : `${of}.${index}`} AS TIMESTAMP))`;
}

/** Whether the index date has a clock time. */
export function timedSql(table: AnyTable): string {
  const index = table.spec.indexDate ?? '';
  const companions = (table.spec.fields[index]?.meta.cell.also ?? []).map(
    ({ suffix }) => `${index}${suffix}`,
  );
  return companions.length === 0 ? 'false' : `coalesce(${companions.map(sqlName).join(' AND ')}, false)`;
}

const joined = (columns: readonly string[]) =>
  `concat_ws('|', ${columns.map((c) => `CAST(${c} AS VARCHAR)`).join(', ')})`;

/** The key of a row within its hospital as one text. */
export const caseKeySql = (table: AnyTable): string =>
  joined(
    keyColumns(table)
      .filter((name) => name !== 'hospital_id')
      .map(sqlName),
  );

/** The rows of `rows` with what distinguishes them: key, spelling, patient, time. */
function identitySql(table: AnyTable, rows: string, hospital: string): string {
  return `SELECT file_id, line, ${hospital} AS hospital, ${joined(keyColumns(table).map(sqlName))} AS exact, ${joined(looseKeySql(table))} AS loose,
      patient_key AS patient, patient_key <> coalesce(case_loose, case_key, '') AS named, ${minuteSql(table)} AS minute, ${timedSql(table)} AS timed,
      case_loose IS NOT NULL AS shortened FROM (${rows})`;
}

/**
 * Pairs of rows that describe one case, or perhaps do, as file_id, line, other_file, other_line and `sameness`; each pair from both sides
 * where both are in `fresh`.
 *
 * @param rows a query of stored rows
 * @param fresh SQL over such a row: true for rows whose pairs are wanted
 * @param hospital SQL over such a row: rows are compared where this is equal
 */
export function sameCasesSql(table: AnyTable, rows: string, fresh: string, hospital = 'hospital_id'): string {
  const sameTime =
    'a.minute = b.minute OR (NOT (a.timed AND b.timed) AND CAST(a.minute AS DATE) = CAST(b.minute AS DATE))';
  const samePatient = 'a.named AND b.named AND a.patient = b.patient';
  return `WITH told AS MATERIALIZED (${identitySql(table, rows, hospital)}), fresh AS (SELECT * FROM told WHERE ${fresh})
    SELECT file_id, line, other_file, other_line, CASE WHEN bool_or(sameness = 'case') THEN 'case' ELSE min(sameness) END AS sameness FROM (
      SELECT a.file_id, a.line, b.file_id AS other_file, b.line AS other_line,
        CASE WHEN (${samePatient}) OR ${sameTime} THEN 'case' ELSE 'likeness' END AS sameness
      FROM fresh a JOIN told b ON a.hospital = b.hospital AND a.loose = b.loose AND a.exact <> b.exact
      UNION ALL
      SELECT a.file_id, a.line, b.file_id, b.line, CASE WHEN a.timed AND b.timed THEN 'case' ELSE 'day' END
      FROM fresh a JOIN told b ON a.hospital = b.hospital AND a.patient = b.patient
        AND CAST(a.minute AS DATE) = CAST(b.minute AS DATE) AND a.exact <> b.exact
      WHERE ${sameTime})
    GROUP BY ALL`;
}

/** Conditions that hold only if no two of the rows can describe one case; lanes that report no problems require them. */
export function noSameCaseSql(table: AnyTable): string[] {
  const one = (columns: readonly string[]) => `count(DISTINCT hash(${columns.join(', ')})) = count(*)`;
  const keys = one(looseKeySql(table));
  if (!hasCases(table)) return [keys];
  const patient = `CASE WHEN patient_key IS NOT NULL THEN hash(hospital_id, patient_key, ${minuteSql(table)}) END`;
  return [keys, `count(DISTINCT ${patient}) = count(patient_key)`];
}

/**
 * SELECT of those current rows that count: of rows that describe one case, the newest. `rows` has at most one row per key. Rows are ordered
 * as their files speak, as rows of one key are.
 */
export function oncePerCaseSql(table: AnyTable, rows: string): string {
  return `WITH current_rows AS MATERIALIZED (${rows})
    SELECT * FROM current_rows WHERE (file_id, line) NOT IN (
      SELECT (s.other_file, s.other_line) FROM same_cases s WHERE s.table_name = ${sqlText(table.name)} AND s.sameness = 'case'
        AND (s.file_id, s.line) IN (SELECT (file_id, line) FROM current_rows))`;
}
