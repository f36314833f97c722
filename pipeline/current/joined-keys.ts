import { caseKeySql } from '../compile/same-case-sql.js';
import { keyColumns } from '../compile/table-sql.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/** The columns that distinguish the rows of one hospital. */
const ownKeys = (table: AnyTable) => keyColumns(table).filter((name) => name !== 'hospital_id');

/** The key of a row within its hospital. */
const keySql = (table: AnyTable, of: string) =>
  `struct_pack(${ownKeys(table)
    .map((name) => `${sqlName(name)} := ${of}.${sqlName(name)}`)
    .join(', ')})`;

/**
 * Makes a temporary table with the key under which to read each case that a hospital's current rows give under several keys: the key of its
 * newest statement that is not withdrawn. Columns: `hospital_id`, `old`, `new` and `new_loose`.
 *
 * @param latest SELECT of one current row of every key
 * @param spoken SELECT of the files with their `rank`, as of the same month
 * @param gone SELECT of the withdrawn keys, as hospital_id and key
 * @param of what the rows are of, as a part of the table's name
 * @returns the name; null when no case stands under two keys
 */
export async function joinKeys(
  database: Database,
  table: AnyTable,
  latest: string,
  spoken: string,
  gone: string,
  of: string,
): Promise<string | null> {
  const name = sqlName(`joined_${table.name}_${of.replaceAll(/\W/g, '')}`);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${name} AS
     WITH RECURSIVE gone AS MATERIALIZED (${gone}), spoken AS MATERIALIZED (${spoken}),
       latest AS MATERIALIZED (
         SELECT l.hospital_id, l.file_id, l.line, ${keySql(table, 'l')} AS key, l.case_loose, s.rank,
           (l.hospital_id, ${caseKeySql(table)}) IN (SELECT (hospital_id, key) FROM gone) AS is_gone
         FROM (${latest}) l JOIN spoken s ON s.hospital_id = l.hospital_id AND s.file_id = l.file_id),
       edges AS (
         SELECT a.hospital_id, a.key AS old, b.key AS new
         FROM (SELECT file_id, line, other_file, other_line FROM same_cases WHERE table_name = ${sqlText(table.name)} AND sameness = 'case'
           UNION SELECT other_file, other_line, file_id, line FROM same_cases WHERE table_name = ${sqlText(table.name)} AND sameness = 'case') s
         JOIN latest a ON a.file_id = s.file_id AND a.line = s.line
         JOIN latest b ON b.file_id = s.other_file AND b.line = s.other_line AND b.hospital_id = a.hospital_id WHERE a.key <> b.key),
       -- A case may have gone by three numbers, of which only neighbours are alike.
       reach AS (SELECT * FROM edges UNION SELECT r.hospital_id, r.old, e.new FROM reach r JOIN edges e ON e.hospital_id = r.hospital_id AND e.old = r.new),
       best AS (
         SELECT r.hospital_id, r.old, l.key AS new, l.case_loose AS new_loose FROM reach r JOIN latest l ON l.hospital_id = r.hospital_id AND l.key = r.new
         QUALIFY row_number() OVER (PARTITION BY r.hospital_id, r.old ORDER BY l.is_gone, l.rank DESC, l.line DESC) = 1)
     SELECT * FROM best WHERE old <> new`,
  );
  return (await database.number(`SELECT count(*) FROM ${name}`)) === 0 ? null : name;
}

/** Rows with the key under which each case is to be read. A row without a patient is assigned to a patient by its new number. */
export function underJoinedKeysSql(table: AnyTable, rows: string, joined: string): string {
  const keys = ownKeys(table).map(
    (name) =>
      `CASE WHEN j.new IS NULL THEN t.${sqlName(name)} ELSE j.new.${sqlName(name)} END AS ${sqlName(name)}`,
  );
  return `SELECT t.* REPLACE (${keys.join(', ')}, CASE WHEN j.new IS NULL THEN t.case_loose ELSE j.new_loose END AS case_loose,
      CASE WHEN j.new IS NOT NULL AND t.patient_key = coalesce(t.case_loose, t.case_key) THEN coalesce(j.new_loose, j.new.case_key) ELSE t.patient_key END AS patient_key)
    FROM (${rows}) t LEFT JOIN ${joined} j ON j.hospital_id = t.hospital_id AND j.old = ${keySql(table, 't')}`;
}
