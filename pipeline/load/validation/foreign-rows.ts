import { cleanTable, typedTable } from '../../compile/stage-sql.js';
import type { AnyTable } from '../../define/table.js';
import { lineRanges } from '../../message/line-ranges.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { tellCentre } from '../../warehouse/ledger.js';
import { foreignRows } from '../message/row-messages.js';

/**
 * Removes from the cleaned and typed rows those in a hospital's folder that do not name the hospital, before any other check: they are held
 * back, the hospital learns only their lines, and the centre also whose they are. In a file with another hospital's rows, rows without a
 * code cannot be attributed and are removed too.
 */
export async function setForeignApart(database: Database, table: AnyTable): Promise<void> {
  const typed = sqlName(typedTable(table));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE foreign_rows AS
     WITH strange AS (
       SELECT t.file_id, t.line, t.hospital_id, f.folder FROM ${typed} t JOIN files f USING (file_id)
       WHERE f.folder IS NOT NULL AND t.hospital_id IS DISTINCT FROM f.folder)
     SELECT * FROM strange WHERE file_id IN (SELECT file_id FROM strange WHERE hospital_id IS NOT NULL)`,
  );
  if ((await database.number('SELECT count(*) FROM foreign_rows')) === 0) return;
  await database.run(
    `INSERT INTO problems SELECT file_id, line, NULL, folder, ['hospital_id'], NULL, NULL, ${sqlText(FOREIGN)}, 'error', NULL, NULL, NULL, NULL
     FROM foreign_rows ORDER BY file_id, line`,
  );
  const whose = await database.rows<{ file_id: number; code: string; lines: number[] }>(
    `SELECT file_id, hospital_id AS code, list(line ORDER BY line) AS lines FROM foreign_rows
     WHERE hospital_id IS NOT NULL GROUP BY ALL ORDER BY ALL`,
  );
  for (const { file_id, code, lines } of whose)
    await tellCentre(
      database,
      { id: file_id },
      'foreign-rows',
      foreignRows(code, lineRanges(lines), lines.length),
    );
  for (const rows of [typed, sqlName(cleanTable(table))])
    await database.run(
      `DELETE FROM ${rows} WHERE (file_id, line) IN (SELECT (file_id, line) FROM foreign_rows)`,
    );
}

/** The rule that rows of another hospital break. */
export const FOREIGN = 'wrong-hospital';
