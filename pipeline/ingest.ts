import { join } from 'node:path';
import { rmSync } from 'node:fs';
import type { InboxFile } from './inbox.js';
import { heldRow } from './read/messages.js';
import { type ReadResult, readRecords } from './read/read-file.js';
import { FileRefusal } from './read/refusal.js';
import { fileSource } from './read/source.js';
import { CanonicalFile } from './stage/canonical.js';
import { headerDictionaries } from './stage/dictionary.js';
import { stageTable } from './stage/stage-table.js';
import { tableByName, tables } from './stage/tables.js';
import type { Database, Parameters } from './warehouse/database.js';
import { type FileEntry, type FileNotes, forgetFile, nextFileId, recordFile, recordRefusal } from './warehouse/ledger.js';
import type { Received, Vault } from './warehouse/vault.js';

export interface IngestContext {
  readonly database: Database;
  readonly vault: Vault;
  /** A folder of this run alone. */
  readonly temp: string;
  readonly month: string;
  /** The pads of the keyed hash and the moment after the as-of day. */
  readonly parameters: Parameters;
  /** Called before each file and each table, for people who wait. */
  readonly progress?: (step: { done: number; total: number; label: string }) => void;
}

/** What became of one file of the inbox in this run. */
export interface FileOutcome {
  readonly label: string;
  readonly status: 'accepted' | 'unchanged' | 'refused';
}

/**
 * Takes in the files of a month: bytes into the vault, records through the strict reader, typed rows into the
 * warehouse, and everything that is wrong into `problems`. A file that cannot be used never stops the others.
 */
export async function ingest(files: readonly InboxFile[], context: IngestContext): Promise<FileOutcome[]> {
  const reading = new Reading(context);
  const outcomes = new Map<string, FileOutcome['status']>();
  for (const [i, file] of files.entries()) {
    context.progress?.({ done: i, total: files.length, label: file.label });
    outcomes.set(file.label, await reading.take(file));
  }
  for (const table of tables) {
    const rows = reading.tables.get(table.name);
    if (!rows) continue;
    context.progress?.({ done: files.length, total: files.length, label: table.spec.title.zh });
    rows.canonical.close();
    const refused = await stageTable(context, table, rows.canonical, rows.entries);
    for (const entry of refused) outcomes.set(entry.file.label, 'refused');
    rmSync(rows.canonical.path);
  }
  return files.map(({ label }) => ({ label, status: outcomes.get(label) ?? 'unchanged' }));
}

/** The files of one run as the strict reader takes them apart: per table one canonical file, and who is in it. */
class Reading {
  readonly tables = new Map<string, { canonical: CanonicalFile; entries: FileEntry[] }>();
  readonly #context: IngestContext;

  constructor(context: IngestContext) {
    this.#context = context;
  }

  async take(file: InboxFile): Promise<FileOutcome['status']> {
    const { database, vault, month } = this.#context;
    let received: Received;
    try {
      received = vault.receive(file.path);
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      await recordRefusal(database, { id: await this.#idFor(file, ''), month, file, sha256: null, bytes: 0 }, error);
      return 'refused';
    }
    const { sha256, bytes } = received;
    const known = await database.rows(
      `SELECT 1 FROM files WHERE month = $month AND folder IS NOT DISTINCT FROM $folder AND sha256 = $sha256 AND status = 'accepted'`,
      { month, folder: file.folder, sha256 },
    );
    if (known.length > 0) return 'unchanged';
    const entry: FileEntry = { id: await this.#idFor(file, sha256), month, file, sha256, bytes };
    try {
      const { result, notes } = await this.#read(entry, received.path);
      await recordFile(database, entry, result, notes, 'exact');
      this.tables.get(result.table)?.entries.push(entry);
      return 'accepted';
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      await recordRefusal(database, entry, error);
      return 'refused';
    }
  }

  /** A file that was refused before, with the same bytes, is judged anew under its old number. */
  async #idFor(file: InboxFile, sha256: string): Promise<number> {
    const { database, month } = this.#context;
    const [old] = await database.rows<{ file_id: number }>(
      `SELECT file_id FROM files WHERE month = $month AND path = $path AND coalesce(sha256, '') = $sha256 AND status = 'refused'`,
      { month, path: file.label, sha256 },
    );
    if (!old) return nextFileId(database);
    await forgetFile(database, old.file_id);
    return old.file_id;
  }

  /** Reads a file whole into the canonical file of its table; leaves no trace of it there when it is refused. */
  async #read({ id, file }: FileEntry, path: string): Promise<{ result: ReadResult; notes: FileNotes }> {
    const held: FileNotes['held'][number][] = [];
    const skipped: FileNotes['skipped'][number][] = [];
    let header: readonly string[] = [];
    let rows: { canonical: CanonicalFile; mark: ReturnType<CanonicalFile['mark']>; positions: number[] } | undefined;
    try {
      const result = await readRecords(
        fileSource(path),
        headerDictionaries,
        { hospitalFromFolder: file.folder !== null },
        {
          header: (found) => {
            header = found.cells;
            const canonical = this.#canonical(found.table);
            rows = { canonical, mark: canonical.mark(), positions: canonical.positions(found.columns) };
          },
          record: (line, cells) => rows?.canonical.add(id, line, cells, rows.positions, file.folder),
          held: (row) => held.push({ line: row.line, column: row.column, rule: row.rule, ...heldRow(row) }),
          skipped: (line, lines, reason) => skipped.push({ line, lines, reason }),
        },
      );
      return { result, notes: { header, held, skipped } };
    } catch (error) {
      rows?.canonical.rollback(rows.mark);
      throw error;
    }
  }

  #canonical(tableName: string): CanonicalFile {
    const open = this.tables.get(tableName);
    if (open) return open.canonical;
    const table = tableByName.get(tableName);
    if (!table) throw new RangeError(`no table ${tableName}`);
    const canonical = new CanonicalFile(join(this.#context.temp, `${tableName}.csv`), table);
    this.tables.set(tableName, { canonical, entries: [] });
    return canonical;
  }
}
