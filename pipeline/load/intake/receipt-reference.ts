import type { Database } from '../../warehouse/database.js';

/** The row of a received file that a receipt row stands for. */
export interface RowReference {
  /** The first twelve hexadecimal digits of the file's SHA-256. */
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number;
}

/** The header of a receipt's first column; it tells receipts from other files. */
export const receiptField = 'receipt_ref';

/** The receipt column that says what happens to a row that is not corrected. */
export const actionField = 'receipt_action';

/** The action of a row that is withdrawn. */
export const WITHDRAW = '撤回';

/** The row that a receipt's cell names; null for any other text, such as in a row the hospital added. */
export function parseReference(cell: string): RowReference | null {
  const found = /^([0-9a-f]{12})-(.{0,31})-([1-9][0-9]{0,7})$/su.exec(cell.trim());
  if (!found) return null;
  const [, file = '', sheet = '', line = ''] = found;
  return { file, sheet: sheet === '' ? null : sheet, line: Number(line) };
}

/** A file that receipt rows refer to, as the ledger knows it. */
export interface ReferencedFile {
  /** The hash a receipt may name it by: its own, or the one it had before forgotten rows were blanked. */
  readonly named: string;
  readonly sha256: string;
  readonly sheet: string | null;
  readonly month: string;
  /** The hash of the mapping it was read by; null for none. */
  readonly mapping: string | null;
}

/**
 * The files that a hospital's receipt refers to: those taken in for the same table from the hospital's own folder or in a file of several
 * hospitals. A reference to another hospital's file finds nothing.
 */
export async function referencedFiles(
  database: Database,
  table: string,
  folder: string | null,
): Promise<ReferencedFile[]> {
  return database.rows<ReferencedFile & { file_id: number }>(
    `WITH own AS (
       SELECT file_id, sha256, sheet, month, mapping FROM files WHERE table_name = $table AND status = 'accepted' AND sha256 IS NOT NULL
         AND (folder IS NULL OR $folder IS NULL OR folder = $folder))
     SELECT named, sha256, sheet, month, mapping FROM (
       SELECT *, sha256 AS named FROM own UNION ALL SELECT o.*, b.sha256 FROM own o JOIN blanked b ON b.became = o.sha256)
     GROUP BY ALL ORDER BY min(file_id) DESC`,
    { table, folder },
  );
}
