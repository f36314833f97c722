import { tables } from '../contract/tables.js';
import { currentRowsSql } from '../current/current-sql.js';
import type { AnyTable } from '../define/table.js';
import { sqlName } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/** One row of a case that another hospital has sent too, probably after a transfer. Both rows count. */
export interface Transfer {
  readonly table: string;
  readonly hospital_id: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number;
  /** Day of the index date. */
  readonly date: string;
  readonly other_hospital: string;
  readonly other_file: string;
  readonly other_line: number;
}

/**
 * Cases that two hospitals have sent: the same patient (by the keyed hash of an identity that both wrote alike), with index dates no more
 * than a day apart, or one begun while the other was running. Each pair is listed twice, once from each side.
 *
 * Nothing is merged: people decide whose case it is. Patients without an identifier cannot be recognised.
 */
export async function transfers(
  database: Database,
  month: string,
  end: string | null = null,
): Promise<Transfer[]> {
  const found: Transfer[] = [];
  for (const table of tables) {
    if (table.spec.indexDate === null || !('patient_id' in table.spec.fields)) continue;
    const pairs = await pairsSql(database, table, month, end);
    for (const pair of await database.rows<Transfer>(pairs, { table: table.name })) found.push(pair);
  }
  return found;
}

async function pairsSql(
  database: Database,
  table: AnyTable,
  month: string,
  end: string | null,
): Promise<string> {
  const index = sqlName(table.spec.indexDate ?? '');
  const until = 'ended_at' in table.spec.fields ? 'ended_at' : index;
  return `WITH cases AS (
      SELECT patient_key, hospital_id, file_id, line, CAST(${index} AS DATE) AS begun, CAST(coalesce(${until}, ${index}) AS DATE) AS ended
      FROM (${await currentRowsSql(database, table, month, end)})),
    several AS (SELECT patient_key FROM cases GROUP BY patient_key HAVING min(hospital_id) <> max(hospital_id)),
    c AS (SELECT * FROM cases WHERE patient_key IN (SELECT patient_key FROM several))
    SELECT $table AS "table", a.hospital_id, f.path AS file, f.sheet, a.line, CAST(a.begun AS VARCHAR) AS date,
      b.hospital_id AS other_hospital, g.path AS other_file, b.line AS other_line
    FROM c a JOIN c b ON a.patient_key = b.patient_key AND a.hospital_id <> b.hospital_id
      AND a.begun <= b.ended + 1 AND b.begun <= a.ended + 1
    JOIN files f ON f.file_id = a.file_id JOIN files g ON g.file_id = b.file_id
    ORDER BY a.hospital_id, f.path, a.line, b.hospital_id, b.line`;
}
