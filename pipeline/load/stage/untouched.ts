import type { Database } from '../../warehouse/database.js';
import type { FileEntry } from '../../warehouse/ledger.js';

/**
 * The files read again that share no hospital with a new file, not even through other files read again. Recording them would retire their
 * hospitals' other files although nobody replaced those.
 *
 * @param rows a table or query with the file_id and hospital_id of every row read
 */
export async function untouched(
  database: Database,
  rows: string,
  entries: readonly FileEntry[],
): Promise<FileEntry[]> {
  if (entries.every(({ again }) => !again)) return [];
  const ids = entries.map(({ id }) => id).join(', ');
  const named = await database.rows<{ file_id: number; hospitals: string[] }>(
    `SELECT file_id, list(DISTINCT hospital_id) AS hospitals FROM ${rows}
     WHERE file_id IN (${ids}) AND hospital_id IS NOT NULL GROUP BY file_id`,
  );
  const byFile = new Map(named.map(({ file_id, hospitals }) => [file_id, hospitals]));
  const hospitalsOf = ({ id, file }: FileEntry) => [
    ...(byFile.get(id) ?? []),
    ...(file.folder === null ? [] : [file.folder]),
  ];
  const touched = new Set(entries.filter(({ again }) => !again).flatMap(hospitalsOf));
  const left = new Set(entries.filter(({ again }) => again));
  for (let grown = true; grown; ) {
    grown = false;
    for (const entry of left) {
      const own = hospitalsOf(entry);
      if (!own.some((hospital) => touched.has(hospital))) continue;
      left.delete(entry);
      for (const hospital of own) touched.add(hospital);
      grown = true;
    }
  }
  return [...left];
}
