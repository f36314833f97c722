import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { canGoFast } from './compile/fast-sql.js';
import type { InboxFile } from './inbox.js';
import { type FoundHeader, recogniseHeader } from './read/header.js';
import { heldRow } from './read/messages.js';
import { type ReadResult, readRecords } from './read/read-file.js';
import { FileRefusal } from './read/refusal.js';
import { fileSource } from './read/source.js';
import { headerWarnings } from './read/warnings.js';
import { CanonicalFile, type Layout } from './stage/canonical.js';
import { headerDictionaries } from './stage/dictionary.js';
import { fastFrom, loadFast } from './stage/load-fast.js';
import { listedHospitals, recordSubmissions, stageTable } from './stage/stage-table.js';
import type { AnyTable } from './stage/table.js';
import { tableByName, tables } from './stage/tables.js';
import type { Database, Parameters } from './warehouse/database.js';
import {
  type FileEntry,
  type FileNotes,
  forgetFile,
  nextFileId,
  recordFile,
  recordRefusal,
} from './warehouse/ledger.js';
import type { Received, Vault } from './warehouse/vault.js';

export interface IngestContext {
  readonly database: Database;
  readonly vault: Pick<Vault, 'receive' | 'synced'>;
  /** A folder of this run alone. */
  readonly temp: string;
  readonly month: string;
  /** The pads of the keyed hash and the moment after the as-of day. */
  readonly parameters: Parameters;
  /** Bytes from which a plain file takes the fast lane; tests and benches set it. */
  readonly fastFrom?: number;
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
  const run = ((await context.database.number('SELECT max(run) FROM files')) ?? 0) + 1;
  const reading = new Reading(context, run);
  const outcomes = new Map<string, FileOutcome['status']>();
  for (const [i, file] of files.entries()) {
    context.progress?.({ done: i, total: files.length, label: file.label });
    outcomes.set(file.label, await reading.take(file));
  }
  for (const file of files) {
    // A submission is replaced whole: what lies unchanged beside a new file of the same table is read again with it.
    const known = reading.unchanged.get(file.label);
    if (known !== undefined && reading.renews(file, known))
      outcomes.set(file.label, await reading.take(file, { again: true }));
  }
  for (const table of tables) {
    const rows = reading.tables.get(table.name);
    if (!rows) continue;
    context.progress?.({ done: files.length, total: files.length, label: table.spec.title.zh });
    for (const file of rows.plain) outcomes.set(file.entry.file.label, await reading.takePlain(table, file));
    rows.canonical.close();
    const refused =
      rows.entries.length === 0 ? [] : await stageTable(context, table, rows.canonical, rows.entries);
    for (const entry of refused) outcomes.set(entry.file.label, 'refused');
    rmSync(rows.canonical.path);
  }
  await context.vault.synced();
  return files.map(({ label }) => ({ label, status: outcomes.get(label) ?? 'unchanged' }));
}

/** The files of one run as the strict reader takes them apart: per table one canonical file, and who is in it. */
class Reading {
  readonly tables = new Map<
    string,
    { canonical: CanonicalFile; entries: FileEntry[]; plain: PlainEntry[] }
  >();
  /** Files that were taken in before and still count, by name. */
  readonly unchanged = new Map<string, { table: string; sha256: string }>();
  readonly #context: IngestContext;
  readonly #run: number;
  readonly #asOfEnd: string;
  #lastId = 0;

  constructor(context: IngestContext, run: number) {
    this.#run = run;
    this.#asOfEnd = String(context.parameters['as_of_end']);
    this.#context = context;
  }

  /** Whether a new file of this run can hold rows of the same hospital and table as an unchanged one. */
  renews(file: InboxFile, { table, sha256 }: { table: string; sha256: string }): boolean {
    const rows = this.tables.get(table);
    const fresh = [...(rows?.entries ?? []), ...(rows?.plain ?? []).map(({ entry }) => entry)];
    const isCopy = fresh.some((entry) => entry.sha256 === sha256 && entry.file.folder === file.folder);
    return (
      !isCopy &&
      fresh.some(
        (entry) => entry.file.folder === null || file.folder === null || entry.file.folder === file.folder,
      )
    );
  }

  async take(file: InboxFile, { again = false } = {}): Promise<FileOutcome['status']> {
    const { database, vault, month } = this.#context;
    let received: Received;
    try {
      received = await vault.receive(file.path);
    } catch (error) {
      const id = await this.#idFor(file, '');
      return this.#refuse(
        { id, month, file, sha256: null, bytes: 0, run: this.#run, asOfEnd: this.#asOfEnd },
        error,
      );
    }
    const { sha256, bytes } = received;
    // Judged up to another day it is judged anew. A file that has been replaced since counts as new: the hospital takes its correction back.
    const [known] = await database.rows<{ table_name: string }>(
      `SELECT table_name FROM files f WHERE month = $month AND folder IS NOT DISTINCT FROM $folder AND sha256 = $sha256 AND status = 'accepted' AND as_of_end = $as_of_end
       AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.file_id = f.file_id HAVING count(*) > 0 AND NOT bool_or(live))`,
      { month, folder: file.folder, sha256, as_of_end: this.#asOfEnd },
    );
    if (known && !again) {
      this.unchanged.set(file.label, { table: known.table_name, sha256 });
      return 'unchanged';
    }
    const waiting = [...this.tables.values()].flatMap(({ plain }) => plain.map((p) => p.entry));
    if (waiting.some((entry) => entry.sha256 === sha256 && entry.file.folder === file.folder))
      return 'unchanged';
    const id = await this.#idFor(file, sha256);
    const entry: FileEntry = { id, month, file, sha256, bytes, run: this.#run, asOfEnd: this.#asOfEnd };
    try {
      const plain = this.#plainHeader(entry, received);
      if (!plain) return await this.#takeExact(entry, received.path);
      this.#rowsOf(plain.header.table).plain.push(plain);
      return 'accepted';
    } catch (error) {
      return this.#refuse(entry, error);
    }
  }

  /**
   * Loads a plain file by the fast lane; where that does not hold what it promises, by the exact one.
   *
   * Keys are single within a submission, so a file goes fast only when no other file of this run can hold rows of the
   * same hospital.
   */
  async takePlain(table: AnyTable, { entry, received, header }: PlainEntry): Promise<FileOutcome['status']> {
    const { database, month, parameters } = this.#context;
    const rows = this.#rowsOf(table.name);
    const others = [...rows.entries, ...rows.plain.map((p) => p.entry)].filter((other) => other !== entry);
    const alone = others.every(
      ({ file }) => file.folder !== null && entry.file.folder !== null && file.folder !== entry.file.folder,
    );
    const { scan } = received;
    if (alone && scan.plain) {
      const loaded = await loadFast(
        database,
        table,
        {
          id: entry.id,
          path: received.path,
          columns: header.columns,
          crlf: scan.crlf,
          blanks: scan.blanks,
          records: scan.lines - 1,
          folder: header.columns.includes('hospital_id') ? entry.file.folder : null,
        },
        await listedHospitals(database, month),
        parameters,
      );
      if (loaded) {
        await recordFile(
          database,
          entry,
          plainResult(header, scan),
          { header: header.cells, held: [], skipped: [] },
          'fast',
        );
        await recordSubmissions(database, table, month, [entry], 'fast');
        return 'accepted';
      }
    }
    return this.#takeExact(entry, received.path);
  }

  /** Reads a file by the exact lane, or records why it is refused. */
  async #takeExact(entry: FileEntry, path: string): Promise<FileOutcome['status']> {
    try {
      const { result, notes } = await this.#read(entry, path);
      await recordFile(this.#context.database, entry, result, notes, 'exact');
      this.#rowsOf(result.table).entries.push(entry);
      return 'accepted';
    } catch (error) {
      return this.#refuse(entry, error);
    }
  }

  async #refuse(entry: FileEntry, error: unknown): Promise<'refused'> {
    if (!(error instanceof FileRefusal)) throw error;
    await recordRefusal(this.#context.database, entry, error);
    return 'refused';
  }

  /** The header of a file that may go fast: large, plain, and with nothing that needs the exact lane's eye. */
  #plainHeader(entry: FileEntry, received: Received): PlainEntry | null {
    const { scan, bytes } = received;
    if (!scan.plain || bytes < (this.#context.fastFrom ?? fastFrom)) return null;
    const header = recogniseHeader(scan.headerCells, headerDictionaries, {
      hospitalFromFolder: entry.file.folder !== null,
    });
    const table = tableByName.get(header.table);
    // A hospital from the folder's name alone is filled in by the exact lane.
    const ready =
      table !== undefined && header.columns.includes('hospital_id') && canGoFast(table, header.columns);
    return ready ? { entry, received, header } : null;
  }

  /** A file that was refused before, with the same bytes, is judged anew under its old number. */
  async #idFor(file: InboxFile, sha256: string): Promise<number> {
    const { database, month } = this.#context;
    const [old] = await database.rows<{ file_id: number }>(
      `SELECT file_id FROM files WHERE month = $month AND path = $path AND coalesce(sha256, '') = $sha256 AND status = 'refused'`,
      { month, path: file.label, sha256 },
    );
    if (!old) {
      // Plain files have a number before they have a row.
      this.#lastId = Math.max(this.#lastId + 1, await nextFileId(database));
      return this.#lastId;
    }
    await forgetFile(database, old.file_id);
    return old.file_id;
  }

  /** Reads a file whole into the canonical file of its table; leaves no trace of it there when it is refused. */
  async #read({ id, file }: FileEntry, path: string): Promise<{ result: ReadResult; notes: FileNotes }> {
    const held: FileNotes['held'][number][] = [];
    const skipped: FileNotes['skipped'][number][] = [];
    let header: readonly string[] = [];
    let rows:
      | { canonical: CanonicalFile; mark: ReturnType<CanonicalFile['mark']>; layout: Layout }
      | undefined;
    try {
      const result = await readRecords(
        fileSource(path),
        headerDictionaries,
        { hospitalFromFolder: file.folder !== null },
        {
          header: (found) => {
            header = found.cells;
            const { canonical } = this.#rowsOf(found.table);
            rows = {
              canonical,
              mark: canonical.mark(),
              layout: canonical.layout(found.columns, file.folder),
            };
          },
          record: (line, cells) => rows?.canonical.add(id, line, cells, rows.layout),
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

  #rowsOf(tableName: string) {
    const open = this.tables.get(tableName);
    if (open) return open;
    const table = tableByName.get(tableName);
    if (!table) throw new RangeError(`no table ${tableName}`);
    const canonical = new CanonicalFile(join(this.#context.temp, `${tableName}.csv`), table);
    const rows = { canonical, entries: [], plain: [] };
    this.tables.set(tableName, rows);
    return rows as { canonical: CanonicalFile; entries: FileEntry[]; plain: PlainEntry[] };
  }
}

/** A plain file waiting for the fast lane. */
interface PlainEntry {
  readonly entry: FileEntry;
  readonly received: Received;
  readonly header: FoundHeader;
}

/** What the reader would have said of a plain file. */
function plainResult(header: FoundHeader, scan: Extract<Received['scan'], { plain: true }>): ReadResult {
  return {
    encoding: 'utf-8',
    bom: scan.bom,
    delimiter: ',',
    lineEnds: scan.crlf ? 'crlf' : 'lf',
    table: header.table,
    headerLine: 1,
    columns: header.columns,
    unknownColumns: header.unknown.map((u) => u.header),
    physicalLines: scan.lines,
    records: scan.lines - 1,
    heldBack: 0,
    skipped: { title: 0, blank: 0, 'repeated-header': 0, total: 0, note: 0 },
    lines: { header: 1, accepted: scan.lines - 1, held: 0, skipped: 0 },
    warnings: headerWarnings(header),
  };
}
