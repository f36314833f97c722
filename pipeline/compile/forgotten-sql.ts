import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { keyedHashSql } from './stage-sql.js';
import { keyColumns } from './table-sql.js';

/*
 * What is deleted for good. A row of cases is dropped when it began before the day up to which all is forgotten, or when the table
 * `forgotten` holds the mark of its case or person.
 */

/** The mark of a row's case: half of a keyed hash of its identifying cells; NULL where one of them is not known. */
export function caseMarkSql(table: AnyTable): string {
  const parts = keyColumns(table).map((name) => `CAST(${sqlName(name)} AS VARCHAR)`);
  return `left(${keyedHashSql(`'F:' || ${sqlText(table.name)} || ':' || ${parts.join(" || '|' || ")}`)}, 16)`;
}

/** The columns that identify a person: hashes of the numbers of case and patient. */
const personNames = ['case_key', 'case_loose', 'patient_key'];

/** The mark of a person by one of these hashes: for all hospitals, or for one alone. */
export const personMarkSql = (hash: string, hospital: string | null): string =>
  `${hospital === null ? "'*'" : hospital} || ' ' || ${hash}`;

/**
 * SQL over a row with its stored columns: true for a forgotten one, never NULL.
 *
 * @param before the day before which all is forgotten; null for none
 */
export function isForgottenSql(table: AnyTable, before: string | null): string {
  const index = sqlName(table.spec.indexDate ?? '');
  const marks = (kind: string) => `SELECT mark FROM forgotten WHERE kind = ${sqlText(kind)}`;
  const persons =
    'case_no' in table.spec.fields
      ? personNames.flatMap((name) =>
          [null, 'hospital_id'].map(
            (hospital) => `${personMarkSql(sqlName(name), hospital)} IN (${marks('person')})`,
          ),
        )
      : [];
  const parts = [
    ...(before === null ? [] : [`${index} < CAST(${sqlText(before)} AS DATE)`]),
    `${caseMarkSql(table)} IN (${marks('case')})`,
    ...persons,
  ];
  return parts.map((part) => `coalesce(${part}, false)`).join(' OR ');
}
