import { sqlName } from '../compile/quote.js';
import { rawTable } from '../compile/stage-sql.js';
import type { Database } from '../warehouse/database.js';
import type { FileEntry } from '../warehouse/ledger.js';
import { foldSql } from './cells/index.js';
import type { AnyTable } from './table.js';

/**
 * Takes out of the raw rows those that rows of a receipt stand for, and what the reader had said of them; notes them as
 * skipped, so that every line is still accounted for.
 *
 * A receipt in a hospital's folder stands for rows of that hospital alone: of a file that holds several it takes out none
 * that names another, or of which nobody can say whose it is.
 */
export async function leaveOutCorrected(
  database: Database,
  table: AnyTable,
  entries: readonly FileEntry[],
): Promise<void> {
  if (entries.every(({ corrects }) => corrects.length === 0)) return;
  const ids = entries.map(({ id }) => id).join(', ');
  const raw = sqlName(rawTable(table));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE corrected AS
     SELECT DISTINCT f.file_id, r.of_line AS line FROM replays r
     JOIN files f ON f.sha256 = r.of_sha256 AND f.sheet IS NOT DISTINCT FROM r.of_sheet
     JOIN files o ON o.file_id = r.file_id
     WHERE r.file_id IN (${ids}) AND f.file_id IN (${ids}) AND r.file_id <> f.file_id
       AND (o.folder IS NULL OR f.folder = o.folder
         OR (f.file_id, r.of_line) IN (SELECT (w.file_id, w.line) FROM ${raw} w WHERE ${foldSql('w.hospital_id')} = o.folder))`,
  );
  const known = `SELECT (file_id, line) FROM ${raw} UNION SELECT (file_id, line) FROM problems WHERE line IS NOT NULL`;
  await database.run(
    `INSERT INTO skipped_rows SELECT file_id, line, 1, 'corrected' FROM corrected WHERE (file_id, line) IN (${known}) ORDER BY ALL`,
  );
  await database.run(`DELETE FROM ${raw} WHERE (file_id, line) IN (SELECT (file_id, line) FROM corrected)`);
  await database.run(
    `DELETE FROM problems WHERE severity = 'error' AND (file_id, line) IN (SELECT (file_id, line) FROM corrected)`,
  );
}
