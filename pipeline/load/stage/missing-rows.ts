import { groups } from '../../message/group-by.js';
import { sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addFileWarning, type FileEntry } from '../../warehouse/ledger.js';
import { receiptRowsMissing } from '../message/file-messages.js';
import { FOREIGN } from '../validation/foreign-rows.js';

/** Tells the sender of a receipt which held-back rows are missing from it and stay held back: deleting a row from a receipt has no effect. */
export async function tellMissingRows(database: Database, entries: readonly FileEntry[]): Promise<void> {
  const ids = entries.map(({ id }) => id).join(', ');
  for (const receipt of entries) {
    const { folder } = receipt.file;
    if (!receipt.isReceipt || receipt.again || folder === null) continue;
    const rows = await database.rows<{ file: string; line: number }>(
      `SELECT DISTINCT f.path AS file, p.line FROM problems p JOIN files f USING (file_id)
       WHERE p.severity = 'error' AND p.line IS NOT NULL AND f.file_id IN (${ids}) AND coalesce(f.folder, p.hospital_id) = $folder
         AND p.rule <> ${sqlText(FOREIGN)} AND f.file_id NOT IN (SELECT file_id FROM replays) AND f.file_id <> $id
         AND (f.sha256, coalesce(f.sheet, ''), p.line) NOT IN (SELECT (of_sha256, coalesce(of_sheet, ''), of_line) FROM replays WHERE file_id = $id)
       ORDER BY ALL`,
      { folder, id: receipt.id },
    );
    if (rows.length === 0) continue;
    const files = groups(rows, ({ file }) => file).map((own) => ({
      file: own[0]?.file ?? '',
      lines: own.map(({ line }) => line),
    }));
    await addFileWarning(database, receipt, 'receipt-rows-missing', receiptRowsMissing(files));
  }
}
