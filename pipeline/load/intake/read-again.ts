import type { Database } from '../../warehouse/database.js';
import type { FileEntry } from '../../warehouse/ledger.js';

/** A file of an earlier run that still counts, with its origin as the ledger records it. */
export interface LiveFile {
  readonly sha256: string;
  readonly path: string;
  readonly folder: string | null;
  readonly mapping: string | null;
  readonly bytes: number;
}

interface LiveRow extends LiveFile {
  readonly file_id: number;
  readonly hospitals: readonly string[];
  /** Hashes of the files whose rows it corrects; empty unless it is a receipt. */
  readonly corrects: readonly string[];
  /** Whether fresh receipts repeat everything it says. */
  readonly is_said_anew: boolean;
}

/**
 * The live files of a table and month that must be read again with the fresh ones, because a receipt counts only together with the file it
 * corrects: all of a hospital's files beside a fresh receipt, and all receipts for a file read again.
 *
 * A submission is replaced whole, so a receipt alone would retire the rows it completes. Two kinds are not read again: a file that a new
 * export of the same sender replaces, and a receipt all of whose rows a fresh receipt corrects.
 */
export async function filesToReadAgain(
  database: Database,
  table: string,
  month: string,
  fresh: readonly FileEntry[],
): Promise<LiveFile[]> {
  const exports = fresh.filter(({ isReceipt, again }) => !isReceipt && !again);
  const replaced = new Set(exports.map(({ file }) => file.folder));
  const live = (await liveFiles(database, table, month, fresh)).filter(
    ({ folder, corrects, is_said_anew }) => (corrects.length === 0 ? !replaced.has(folder) : !is_said_anew),
  );
  const shas = new Set(fresh.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])));
  const receipts = fresh.filter(({ isReceipt }) => isReceipt);
  const corrected = new Set(receipts.flatMap(({ corrects }) => corrects));
  const hospitals = new Set(receipts.flatMap(({ file }) => (file.folder === null ? [] : [file.folder])));
  const taken = new Set<LiveRow>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const row of live) {
      if (taken.has(row) || shas.has(row.sha256)) continue;
      const joins =
        corrected.has(row.sha256) ||
        row.hospitals.some((hospital) => hospitals.has(hospital)) ||
        row.corrects.some((sha) => shas.has(sha));
      if (!joins) continue;
      taken.add(row);
      shas.add(row.sha256);
      for (const sha of row.corrects) corrected.add(sha);
      for (const hospital of row.hospitals) hospitals.add(hospital);
      grown = true;
    }
  }
  const bySha = new Map([...taken].map((row) => [row.sha256, row]));
  return [...bySha.values()].map(({ sha256, path, folder, mapping, bytes }) => ({
    sha256,
    path,
    folder,
    mapping,
    bytes: Number(bytes),
  }));
}

async function liveFiles(
  database: Database,
  table: string,
  month: string,
  fresh: readonly FileEntry[],
): Promise<LiveRow[]> {
  const receipts = fresh.flatMap(({ id, isReceipt, again }) => (isReceipt && !again ? [id] : []));
  const anew = `SELECT (of_sha256, coalesce(of_sheet, ''), of_line) FROM replays WHERE file_id IN (${['NULL', ...receipts].join(', ')})`;
  return database.rows<LiveRow>(
    `SELECT f.file_id, f.sha256, f.path, f.folder, f.mapping, f.bytes, list(DISTINCT s.hospital_id) AS hospitals,
       (SELECT coalesce(list(DISTINCT r.of_sha256), []) FROM replays r WHERE r.file_id = f.file_id) AS corrects,
       f.records <= (SELECT count(*) FROM replays r WHERE r.file_id = f.file_id
         AND (r.of_sha256, coalesce(r.of_sheet, ''), r.of_line) IN (${anew})) AS is_said_anew
     FROM submissions s JOIN files f USING (file_id)
     WHERE s.live AND s.table_name = $table AND s.month = $month GROUP BY ALL ORDER BY f.file_id`,
    { table, month },
  );
}
