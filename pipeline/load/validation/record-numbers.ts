import { cutTable } from '../../compile/cut-sql.js';
import { rawTable } from '../../compile/stage-sql.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';

/**
 * Gives this run's problems the number of their row: counted from 1 over the rows of the file, accepted and held back alike, without
 * titles, totals and blank rows. A problem about no row keeps NULL.
 *
 * @param cut files whose plain rows lie in tables of their own
 */
export async function numberRecords(
  database: Database,
  table: AnyTable,
  cut: readonly number[] = [],
): Promise<void> {
  const files = `SELECT file_id FROM files WHERE table_name = $table AND run = (SELECT max(run) FROM files)`;
  const waiting = `SELECT DISTINCT file_id FROM problems WHERE record IS NULL AND line IS NOT NULL AND file_id IN (${files})`;
  await database.run(
    `UPDATE problems p SET record = n.record FROM (
       SELECT file_id, line, row_number() OVER (PARTITION BY file_id ORDER BY line) AS record FROM (
         SELECT file_id, line FROM ${sqlName(rawTable(table))} WHERE file_id IN (${waiting})
         UNION${cut.map((id) => ` SELECT file_id, line FROM ${sqlName(cutTable(table, id))} UNION`).join('')}
         SELECT file_id, line FROM problems WHERE severity = 'error' AND line IS NOT NULL AND file_id IN (${waiting}))) n
     WHERE p.file_id = n.file_id AND p.line = n.line AND p.record IS NULL`,
    { table: table.name },
  );
}
