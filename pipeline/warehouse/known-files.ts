import type { Database } from './database.js';
import { nextFileId } from './ledger.js';

/**
 * What the ledger knows of the files of a month, read once: asking it anew for each of many files would take longer than
 * loading them.
 */
export class KnownFiles {
  /** The tables of accepted files by folder and hash. */
  readonly #accepted = new Map<string, string>();
  /** The numbers of refused files by path and hash. */
  readonly #refused = new Map<string, number>();
  #nextId: number;

  private constructor(nextId: number) {
    this.#nextId = nextId;
  }

  /** A file counts as accepted when it was judged up to the same moment and has not been replaced since. */
  static async open(database: Database, month: string, asOfEnd: string): Promise<KnownFiles> {
    const known = new KnownFiles(await nextFileId(database));
    const accepted = await database.rows<{ folder: string | null; sha256: string; table_name: string }>(
      `SELECT folder, sha256, table_name FROM files WHERE month = $month AND status = 'accepted' AND as_of_end = $as_of_end
         AND file_id NOT IN (SELECT file_id FROM submissions GROUP BY file_id HAVING NOT bool_or(live)) ORDER BY file_id DESC`,
      { month, as_of_end: asOfEnd },
    );
    for (const { folder, sha256, table_name } of accepted) known.accept(folder, sha256, table_name);
    const refused = await database.rows<{ path: string; sha256: string; file_id: number }>(
      `SELECT path, coalesce(sha256, '') AS sha256, file_id FROM files WHERE month = $month AND status = 'refused' ORDER BY file_id DESC`,
      { month },
    );
    for (const { path, sha256, file_id } of refused) known.#refused.set(keyOf(path, sha256), file_id);
    return known;
  }

  /** The table of an accepted file with these bytes in this folder, or null. */
  tableOf(folder: string | null, sha256: string): string | null {
    return this.#accepted.get(keyOf(folder, sha256)) ?? null;
  }

  accept(folder: string | null, sha256: string, table: string): void {
    this.#accepted.set(keyOf(folder, sha256), table);
  }

  /** The number of a file that was refused under this path with these bytes, once; then the caller must forget it. */
  takeRefused(path: string, sha256: string): number | null {
    const key = keyOf(path, sha256);
    const id = this.#refused.get(key) ?? null;
    this.#refused.delete(key);
    return id;
  }

  newId(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }
}

const keyOf = (name: string | null, sha256: string) => JSON.stringify([name, sha256]);
