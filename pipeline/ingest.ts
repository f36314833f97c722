import { canGoFast, fastTable } from './compile/fast-sql.js';
import { sqlName } from './compile/quote.js';
import { remove } from './effects.js';
import type { InboxFile } from './inbox.js';
import type { ExactRead } from './intake/exact-rows.js';
import type { FileMapping } from './intake/file-mapping.js';
import { forgetRefusal, type KnownFile, knownFile } from './intake/known-file.js';
import type { MappableFile } from './intake/mappings-in-use.js';
import { unusableMapping } from './intake/messages.js';
import { readExact } from './intake/read-exact.js';
import { type PlainEntry, type RunTable, RunTables } from './intake/run-tables.js';
import { type LiveFile, travellingTogether } from './intake/travelling-together.js';
import { type FoundHeader, recogniseHeader } from './read/header.js';
import type { ReadResult } from './read/read-file.js';
import { FileRefusal } from './read/refusal.js';
import { headerWarnings } from './read/warnings.js';
import { headerDictionaries } from './stage/dictionary.js';
import { fastFrom, loadFast } from './stage/load-fast.js';
import { type ShrinkPolicy, shrinkPolicy, shrunkFiles } from './stage/shrunk.js';
import { listedHospitals, recordSubmissions, stageTable } from './stage/stage-table.js';
import { tableByName } from './stage/tables.js';
import type { Database, Parameters } from './warehouse/database.js';
import {
  type FileEntry,
  forgetFile,
  nextFileId,
  recordFile,
  recordRefusal,
  recordReplays,
} from './warehouse/ledger.js';
import type { Received, Vault } from './warehouse/vault.js';

export interface IngestContext {
  readonly database: Database;
  readonly vault: Pick<Vault, 'receive' | 'synced' | 'path'>;
  /** A folder of this run alone. */
  readonly temp: string;
  readonly month: string;
  /** The pads of the keyed hash and the moment after the as-of day. */
  readonly parameters: Parameters;
  /** Bytes from which a plain file takes the fast lane; tests and benches set it. */
  readonly fastFrom?: number;
  /** How the files of a hospital's folder are to be read: its own mapping, or null. */
  readonly mappingOf?: (file: MappableFile) => Promise<FileMapping | null>;
  readonly shrink?: ShrinkPolicy;
  /** The time in UTC to be noted for what comes in. */
  readonly now?: string;
  /** Called before each file and each table, for people who wait. */
  readonly progress?: (step: { done: number; total: number; label: string }) => void;
}

/** What became of one file of the inbox in this run. */
export interface FileOutcome {
  readonly label: string;
  readonly status: 'accepted' | 'unchanged' | 'refused';
  /** Of an unchanged file, when it came, in UTC. */
  readonly receivedAt?: string | null;
}

/**
 * Takes in the files of a month: bytes into the vault, records through the strict reader, typed rows into the
 * warehouse, and everything that is wrong into `problems`. A file that cannot be used never stops the others.
 */
export async function ingest(files: readonly InboxFile[], context: IngestContext): Promise<FileOutcome[]> {
  const run = ((await context.database.number('SELECT max(run) FROM files')) ?? 0) + 1;
  const intake = new Intake(context, run, await nextFileId(context.database));
  const outcomes = new Map<string, FileOutcome['status']>();
  for (const [i, file] of files.entries()) {
    context.progress?.({ done: i, total: files.length, label: file.label });
    outcomes.set(file.label, await intake.take(file));
  }
  for (const file of files) {
    // A submission is replaced whole: what lies unchanged beside a new file of the same table is read again with it.
    const known = intake.unchanged.get(file.label);
    if (known !== undefined && intake.renews(file, known))
      outcomes.set(file.label, await intake.take(file, { again: true }));
  }
  await intake.takeCompanions();
  for (const rows of intake.tables.all()) {
    const { table } = rows;
    context.progress?.({ done: files.length, total: files.length, label: table.spec.title.zh });
    for (const file of rows.plain) outcomes.set(file.entry.file.label, await intake.takePlain(rows, file));
    rows.canonical.close();
    const staging = { ...context, month: rows.month, shrink: context.shrink ?? shrinkPolicy };
    const refused =
      rows.entries.length === 0 ? [] : await stageTable(staging, table, rows.canonical, rows.entries);
    for (const entry of refused) outcomes.set(entry.file.label, 'refused');
    remove(rows.canonical.path);
  }
  await context.vault.synced();
  return files.map(({ label }) => {
    const status = outcomes.get(label) ?? 'unchanged';
    return { label, status, receivedAt: intake.unchanged.get(label)?.receivedAt ?? null };
  });
}

/** The files of one run on their way to the tables. */
class Intake {
  readonly tables: RunTables;
  /** Files that were taken in before and still count, by name. */
  readonly unchanged = new Map<string, KnownFile>();
  readonly #context: IngestContext;
  readonly #run: number;
  readonly #asOfEnd: string;
  #nextId: number;

  constructor(context: IngestContext, run: number, nextId: number) {
    this.tables = new RunTables(context.temp);
    this.#context = context;
    this.#run = run;
    this.#asOfEnd = String(context.parameters['as_of_end']);
    this.#nextId = nextId;
  }

  /** Whether a new file of this run can hold rows of the same hospital and table as an unchanged one. */
  renews(file: InboxFile, { tables, sha256 }: KnownFile): boolean {
    const fresh = tables.flatMap((table) => this.tables.fresh(table));
    const isCopy = fresh.some((entry) => entry.sha256 === sha256 && entry.file.folder === file.folder);
    return (
      !isCopy &&
      fresh.some(
        (entry) => entry.file.folder === null || file.folder === null || entry.file.folder === file.folder,
      )
    );
  }

  async take(file: MappableFile, { again = false } = {}): Promise<FileOutcome['status']> {
    const { database, vault, month } = this.#context;
    let received: Received;
    try {
      received = await vault.receive(file.path);
    } catch (error) {
      return this.#refuse(await this.#entry(file, null, 0, null), error);
    }
    const { sha256, bytes } = received;
    let mapping: FileMapping | null;
    try {
      mapping = (await this.#context.mappingOf?.(file)) ?? null;
    } catch (error) {
      return this.#refuse(await this.#entry(file, sha256, bytes, null), unusableMapping(error));
    }
    const by = { month, folder: file.folder, sha256, asOfEnd: this.#asOfEnd, mapping: mapping?.hash ?? null };
    const known = again ? null : await knownFile(database, by);
    if (known) {
      this.unchanged.set(file.label, known);
      return 'unchanged';
    }
    const waiting = this.tables
      .all()
      .flatMap(({ plain, entries }) => [...plain.map((p) => p.entry), ...entries]);
    if (waiting.some((entry) => entry.sha256 === sha256 && entry.file.folder === file.folder))
      return 'unchanged';
    const entry = await this.#entry(file, sha256, bytes, mapping);
    try {
      const plain = mapping === null ? this.#plainHeader(entry, received) : null;
      if (!plain) return await this.#takeExact(entry, received.path, mapping);
      this.tables.of(plain.header.table, month).plain.push(plain);
      return 'accepted';
    } catch (error) {
      return this.#refuse(entry, error);
    }
  }

  /** Takes along from the vault what counts only together with the files of this run: see `travellingTogether`. */
  async takeCompanions(): Promise<void> {
    for (let grown = true; grown; ) {
      grown = false;
      for (const rows of this.tables.all()) {
        const fresh = [...rows.entries, ...rows.plain.map(({ entry }) => entry)];
        for (const file of await travellingTogether(
          this.#context.database,
          rows.table.name,
          rows.month,
          fresh,
        )) {
          await this.#takeLive(rows, file);
          grown = true;
        }
      }
    }
  }

  async #takeLive({ month }: RunTable, { sha256, path, folder, mapping }: LiveFile): Promise<void> {
    const file = { path: this.#context.vault.path(sha256), label: path, folder, mapping };
    const by = (await this.#context.mappingOf?.(file)) ?? null;
    const entry = await this.#entry(file, sha256, 0, by);
    await this.#takeExact({ ...entry, month, inbox: null }, file.path, by);
  }

  /**
   * Loads a plain file by the fast lane; where that does not hold what it promises, by the exact one.
   *
   * Keys are single within a submission, so a file goes fast only when no other file of this run can hold rows of the
   * same hospital.
   */
  async takePlain(rows: RunTable, { entry, received, header }: PlainEntry): Promise<FileOutcome['status']> {
    const { database, parameters } = this.#context;
    const { table, month } = rows;
    const others = [...rows.entries, ...rows.plain.map((p) => p.entry)].filter((other) => other !== entry);
    const alone = others.every(
      ({ file }) => file.folder !== null && entry.file.folder !== null && file.folder !== entry.file.folder,
    );
    const { scan } = received;
    if (alone && scan.plain) {
      const source = {
        id: entry.id,
        path: received.path,
        columns: header.columns,
        crlf: scan.crlf,
        blanks: scan.blanks,
        records: scan.lines - 1,
        folder: header.columns.includes('hospital_id') ? entry.file.folder : null,
      };
      const known = await listedHospitals(database, month);
      if (await loadFast(database, table, source, known, parameters)) {
        const notes = { header: header.cells, held: [], skipped: [] };
        await recordFile(database, entry, plainResult(header, scan), notes, 'fast');
        return this.#submitFast(rows, entry);
      }
    }
    return this.#takeExact(entry, received.path, null);
  }

  async #submitFast({ table, month }: RunTable, entry: FileEntry): Promise<FileOutcome['status']> {
    const { database, shrink } = this.#context;
    const own = sqlName(fastTable(table, entry.id));
    const sent = `(SELECT hospital_id, ${entry.id} AS file_id FROM ${own})`;
    const short = await shrunkFiles(database, table, month, [entry], sent, shrink ?? shrinkPolicy);
    const reason = short.get(entry);
    if (!reason) {
      await recordSubmissions(database, table, month, [entry], 'fast');
      return 'accepted';
    }
    await database.run(`DROP TABLE ${own}`);
    await forgetFile(database, entry.id);
    await recordRefusal(database, entry, reason);
    return 'refused';
  }

  /** Reads a file by the exact lane, or records why it is refused. */
  async #takeExact(
    entry: FileEntry,
    path: string,
    mapping: FileMapping | null,
  ): Promise<FileOutcome['status']> {
    const { database } = this.#context;
    try {
      const nextId = () => this.#newId();
      for (const read of await readExact(entry, path, mapping, { database, tables: this.tables, nextId }))
        await this.#record(read);
      return 'accepted';
    } catch (error) {
      return this.#refuse(entry, error);
    }
  }

  async #record({ entry, result, notes, replays }: ExactRead): Promise<void> {
    const { database } = this.#context;
    await recordFile(database, entry, result, notes, 'exact');
    await recordReplays(database, entry, replays);
    const corrects = [...new Set(replays.map(({ sha256 }) => sha256))];
    this.tables.of(result.table, entry.month).entries.push({ ...entry, corrects });
  }

  async #refuse(entry: FileEntry, error: unknown): Promise<'refused'> {
    if (!(error instanceof FileRefusal)) throw error;
    await recordRefusal(this.#context.database, entry, error);
    return 'refused';
  }

  /** The header of a file that may go fast: large, plain, and with nothing that needs the exact lane's eye. */
  #plainHeader(entry: FileEntry, received: Received): PlainEntry | null {
    const { scan, bytes } = received;
    if (!scan.plain || scan.encoding !== 'utf-8' || bytes < (this.#context.fastFrom ?? fastFrom)) return null;
    const header = recogniseHeader(scan.headerCells, headerDictionaries, {
      hospitalFromFolder: entry.file.folder !== null,
    });
    const table = tableByName.get(header.table);
    // A hospital from the folder's name alone is filled in by the exact lane.
    const ready =
      table !== undefined && header.columns.includes('hospital_id') && canGoFast(table, header.columns);
    return ready ? { entry, received, header } : null;
  }

  /** A file as the ledger will know it. One that was refused before, with the same bytes, keeps its number. */
  async #entry(
    file: InboxFile,
    sha256: string | null,
    bytes: number,
    mapping: FileMapping | null,
  ): Promise<FileEntry> {
    const { database, month, now } = this.#context;
    const old = await forgetRefusal(database, month, file, sha256 ?? '');
    return {
      id: old ?? this.#newId(),
      month,
      inbox: month,
      file,
      sheet: null,
      sha256,
      bytes,
      run: this.#run,
      asOfEnd: this.#asOfEnd,
      mapping: mapping?.hash ?? null,
      receivedAt: now ?? null,
      corrects: [],
    };
  }

  #newId(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }
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
