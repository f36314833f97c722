import type { Database } from '../../warehouse/database.js';
import { nextFileId } from '../../warehouse/ledger.js';

/** A file that was taken in before and still counts. */
export interface KnownFile {
  /** The tables its sheets hold; a text file has one. */
  readonly tables: readonly string[];
  readonly sha256: string;
  /** When it arrived, in UTC; null where nobody noted it. */
  readonly receivedAt: string | null;
}

/** Where a file lay, the hash of its bytes, and the mapping by which it is read. */
export interface FileBytes {
  readonly folder: string | null;
  readonly sha256: string;
  readonly mapping: string | null;
}

/**
 * What the ledger knows of the files of an inbox month, read once because asking for each file would take longer than loading them.
 *
 * A file that was judged up to an earlier day or by another mapping is judged again. A file that has since been replaced counts as new: the
 * hospital takes its correction back. A file read from the vault counts with the month it is submitted for.
 */
export class KnownFiles {
  readonly #accepted = new Map<string, KnownFile>();
  /** The mapping by which bytes of a folder count now, for any as-of day. */
  readonly #takenBy = new Map<string, string | null>();
  /** The numbers of refused files by path and hash. */
  readonly #refused = new Map<string, number[]>();
  readonly #blanked = new Map<string, string>();
  #nextId: number;

  private constructor(nextId: number) {
    this.#nextId = nextId;
  }

  /** @param before the files known before hospital codes changed; their numbers stay in use */
  static async open(
    database: Database,
    month: string,
    asOfEnd: string,
    before?: KnownFiles,
  ): Promise<KnownFiles> {
    const known = new KnownFiles(before ? before.#nextId : await nextFileId(database));
    const accepted = await database.rows<FileBytes & { table_name: string; received_at: string | null }>(
      `SELECT folder, sha256, mapping, table_name, received_at FROM files
       WHERE coalesce(inbox, month) = $month AND status = 'accepted' AND as_of_end >= $as_of_end
         AND file_id NOT IN (SELECT file_id FROM submissions GROUP BY file_id HAVING NOT bool_or(live)) ORDER BY file_id`,
      { month, as_of_end: asOfEnd },
    );
    for (const { table_name, received_at, ...file } of accepted) known.accept(file, table_name, received_at);
    const blanked = await database.rows<{ sha256: string; became: string }>(
      'SELECT sha256, became FROM blanked',
    );
    for (const { sha256, became } of blanked) known.#blanked.set(sha256, became);
    const counting = await database.rows<FileBytes>(
      `SELECT folder, sha256, mapping FROM files
       WHERE coalesce(inbox, month) = $month AND status = 'accepted'
         AND file_id NOT IN (SELECT file_id FROM submissions GROUP BY file_id HAVING NOT bool_or(live)) ORDER BY file_id`,
      { month },
    );
    for (const { folder, sha256, mapping } of counting)
      known.#takenBy.set(JSON.stringify([folder, sha256]), mapping);
    const refused = await database.rows<{ path: string; sha256: string; file_id: number }>(
      `SELECT path, coalesce(sha256, '') AS sha256, file_id FROM files
       WHERE coalesce(inbox, month) = $month AND status = 'refused' ORDER BY file_id DESC`,
      { month },
    );
    for (const { path, sha256, file_id } of refused) {
      const key = JSON.stringify([path, sha256]);
      known.#refused.set(key, [file_id, ...(known.#refused.get(key) ?? [])]);
    }
    return known;
  }

  /** The accepted file with these bytes in this folder, or null. */
  find(file: FileBytes): KnownFile | null {
    return this.#accepted.get(keyOf(file)) ?? null;
  }

  /** The mapping by which a file counts already, null for none; undefined for a file that does not count. */
  takenBy({ folder, sha256 }: Pick<FileBytes, 'folder' | 'sha256'>): string | null | undefined {
    return this.#takenBy.get(JSON.stringify([folder, sha256]));
  }

  accept(file: FileBytes, table: string, receivedAt: string | null): void {
    const known = this.#accepted.get(keyOf(file));
    const tables = [...new Set([...(known?.tables ?? []), table])];
    this.#accepted.set(keyOf(file), {
      tables,
      sha256: file.sha256,
      receivedAt: known?.receivedAt ?? receivedAt,
    });
  }

  /** The blanked file that stands for these bytes since rows of it were forgotten; null for any other file. */
  standsFor(sha256: string): string | null {
    return this.#blanked.get(sha256) ?? null;
  }

  /** Numbers of the entries refused under this path with these bytes, given only once; the caller must delete those entries. */
  takeRefused(path: string, sha256: string): readonly number[] {
    const key = JSON.stringify([path, sha256]);
    const ids = this.#refused.get(key) ?? [];
    this.#refused.delete(key);
    return ids;
  }

  newId(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }
}

const keyOf = ({ folder, sha256, mapping }: FileBytes) => JSON.stringify([folder, sha256, mapping]);
