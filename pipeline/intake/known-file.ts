import type { InboxFile } from '../inbox.js';
import type { Database } from '../warehouse/database.js';
import { forgetFile } from '../warehouse/ledger.js';

/** A file that was taken in before and still counts. */
export interface KnownFile {
  /** The tables its sheets hold; a text file has one. */
  readonly tables: readonly string[];
  readonly sha256: string;
  /** When it came, in UTC; null where an older program did not note it. */
  readonly receivedAt: string | null;
}

export interface KnownQuery {
  readonly month: string;
  readonly folder: string | null;
  readonly sha256: string;
  readonly asOfEnd: string;
  readonly mapping: string | null;
}

/**
 * Looks for the same bytes in the same folder and month. Judged up to another day or by another mapping a file is judged
 * anew. One that has been replaced since counts as new: the hospital takes its correction back.
 */
export async function knownFile(database: Database, query: KnownQuery): Promise<KnownFile | null> {
  const { month, folder, sha256, asOfEnd, mapping } = query;
  const rows = await database.rows<{ table_name: string; received_at: string | null }>(
    `SELECT table_name, received_at FROM files f
     WHERE coalesce(inbox, month) = $month AND folder IS NOT DISTINCT FROM $folder AND sha256 = $sha256
       AND status = 'accepted' AND as_of_end = $as_of_end AND mapping IS NOT DISTINCT FROM $mapping
       AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.file_id = f.file_id HAVING count(*) > 0 AND NOT bool_or(live))`,
    { month, folder, sha256, as_of_end: asOfEnd, mapping },
  );
  if (rows.length === 0) return null;
  const tables = [...new Set(rows.map(({ table_name }) => table_name))];
  return { tables, sha256, receivedAt: rows[0]?.received_at ?? null };
}

/** Forgets an earlier refusal of the same bytes under the same name, for the file is judged anew; gives its number. */
export async function forgetRefusal(
  database: Database,
  month: string,
  { label }: InboxFile,
  sha256: string,
): Promise<number | null> {
  const [old] = await database.rows<{ file_id: number }>(
    `SELECT file_id FROM files WHERE coalesce(inbox, month) = $month AND path = $path AND coalesce(sha256, '') = $sha256 AND status = 'refused'`,
    { month, path: label, sha256 },
  );
  if (!old) return null;
  await forgetFile(database, old.file_id);
  return old.file_id;
}
