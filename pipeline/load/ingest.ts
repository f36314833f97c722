import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { followups } from '../cases/followups.js';
import { tables } from '../contract/tables.js';
import { StandingRows } from '../current/standing-rows.js';
import { isTold, vitalFacts } from '../current/vital-sql.js';
import { endOf, lastDay, monthNumber } from '../define/periods.js';
import { remove } from '../effects/effects.js';
import { letterAnswers } from '../lists/letters.js';
import { hospitals } from '../lists/lists.js';
import { withdrawals } from '../lists/withdrawals.js';
import type { FileMapping } from '../read/column-mapping.js';
import type { InboxFile } from '../read/inbox-file.js';
import { FileRefusal } from '../read/refusal.js';
import { fileSource } from '../read/source.js';
import { WorkbooksAhead, workbooksAhead } from '../read/xlsx/ahead.js';
import { isArchive } from '../read/xlsx/read-workbook.js';
import { caseTables } from '../technology/index.js';
import type { Database, Parameters } from '../warehouse/database.js';
import {
  addFileWarning,
  type FileEntry,
  forgetFile,
  type Lane,
  recordFile,
  recordRefusal,
  recordReplays,
  tellCentre,
} from '../warehouse/ledger.js';
import type { Received, Vault } from '../warehouse/vault.js';
import { Copies, type Elsewhere } from './intake/copies.js';
import { takeCut, waitForCut } from './intake/cut-lane.js';
import type { ExactRead } from './intake/exact-rows.js';
import { senderOf } from './intake/inbox.js';
import { type KnownFile, KnownFiles } from './intake/known-files.js';
import type { MappableFile } from './intake/mappings-in-use.js';
import { type PlainContext, takeBig, takeSmall, waitForLane } from './intake/plain-lanes.js';
import { filesToReadAgain, type LiveFile } from './intake/read-again.js';
import { readExact } from './intake/read-exact.js';
import { entriesOf, type FaultyEntry, type RunTable, RunTables } from './intake/run-tables.js';
import { fastFrom } from './lane/load-fast.js';
import { type RepeatPolicy, repeatPolicy } from './lane/repeat-policy.js';
import { mappingTurns, unusableMapping } from './message/file-messages.js';
import { noHospitalFolder, repeatedFile, repeatedList } from './message/sender-messages.js';
import { tellChanges } from './reconcile/changes.js';
import { settleClaims, tellMissing } from './reconcile/claims.js';
import { tellContradictedFollowUps } from './reconcile/contradicted-follow-ups.js';
import { tellContradictedPatients } from './reconcile/contradicted-patients.js';
import { tellFollowUps } from './reconcile/followed-cases.js';
import { currentCodes, noteHospitalHistory } from './reconcile/hospital-history.js';
import { tellLaterCases } from './reconcile/later-cases.js';
import { tellListChanges } from './reconcile/list-changes.js';
import { tellPossibleRenaming } from './reconcile/possible-renaming.js';
import { findSameCases, tellSameCases } from './reconcile/same-cases.js';
import { tellAnswers } from './reconcile/told-answers.js';
import { tellCourses } from './reconcile/told-courses.js';
import { tellTransfers } from './reconcile/told-transfers.js';
import { tellWithdrawals } from './reconcile/withdrawn-cases.js';
import { type ShrinkPolicy, shrinkPolicy } from './stage/shrunk.js';
import { stageTable } from './stage/stage-table.js';

/** What a run gives to the intake. */
export interface IngestContext {
  readonly database: Database;
  readonly vault: Pick<Vault, 'receive' | 'synced' | 'path'>;
  /** Temporary folder of this run. */
  readonly temp: string;
  readonly month: string;
  /** The HMAC pads of the keyed hash, and `as_of_end`, the moment after the as-of day. */
  readonly parameters: Parameters;
  /** Bytes from which a plain file takes the fast lane; tests and benches set it. */
  readonly fastFrom?: number;
  /** Bytes below which a plain file is loaded together with others; `fastFrom` when absent. */
  readonly groupBelow?: number;
  /** The mapping by which a file of a hospital's folder is read; null when the hospital has none. */
  readonly mappingOf?: (file: MappableFile) => Promise<FileMapping | null>;
  readonly shrink?: ShrinkPolicy;
  readonly repeat?: RepeatPolicy;
  /** The UTC time recorded as the arrival of new files. */
  readonly now?: string;
  /** Reports progress: called before each file is received, before each is taken in, and before each table. */
  readonly progress?: (step: {
    part: 'receive' | 'take' | 'stage';
    done: number;
    total: number;
    label: string;
  }) => void;
}

/** The outcome of one inbox file in this run. */
export interface FileOutcome {
  readonly label: string;
  readonly status: 'accepted' | 'unchanged' | 'refused';
  /** When an unchanged file arrived, in UTC; null where nobody noted it. */
  readonly receivedAt?: string | null;
  /** Whether an unchanged file is still read by its earlier mapping although the hospital has a new one. */
  readonly keepsMapping?: boolean;
}

/**
 * Takes in the files of a month: bytes go into the vault, records through the strict reader, typed rows into the warehouse, and every fault
 * into `problems`. An unusable file never stops the others.
 */
export async function ingest(inbox: readonly InboxFile[], context: IngestContext): Promise<FileOutcome[]> {
  const { database, month } = context;
  const run = ((await database.number('SELECT max(run) FROM files')) ?? 0) + 1;
  const asOfEnd = String(context.parameters['as_of_end']);
  const judging = {
    ...context,
    parameters: { ...context.parameters, as_of_end: judgedUpTo(month, asOfEnd) },
  };
  const intake = new Intake(
    judging,
    run,
    await KnownFiles.open(database, month, judging.parameters.as_of_end),
  );
  const received = new Map<string, Received>();
  let files = await underCurrentCodes(database, inbox);
  for (const [i, file] of files.entries()) {
    context.progress?.({ part: 'receive', done: i, total: files.length, label: file.label });
    const bytes = await intake.receive(file);
    if (bytes !== null) received.set(file.label, bytes);
  }
  const take = async (some: readonly InboxFile[]) => {
    const hashes = files.flatMap(({ label, folder }) => {
      const bytes = received.get(label);
      return bytes === undefined ? [] : [{ label, folder, sha256: bytes.sha256 }];
    });
    intake.copies = await Copies.open(database, month, hashes);
    const total = some.length;
    for (const [i, file] of some.entries()) {
      for (const next of some.slice(i, i + 1 + workbooksAhead))
        intake.readAhead(next, received.get(next.label));
      context.progress?.({ part: 'take', done: i, total, label: file.label });
      const bytes = received.get(file.label);
      if (bytes !== undefined) await intake.take(file, bytes);
    }
  };
  // The list of hospitals comes first because its codes say which folder belongs to which hospital.
  const central = files.filter(({ folder }) => folder === null);
  await take(central);
  await intake.takeAgain(central);
  for (const rows of intake.tables.all().filter(({ table }) => table === hospitals)) {
    await intake.stage(rows);
    await noteHospitalHistory(database, rows.month);
  }
  files = await underCurrentCodes(database, inbox);
  await intake.knowAgain();
  await take(files.filter(({ folder }) => folder !== null));
  await intake.takeAgain(files);
  await intake.takeCompanions();
  const staged = intake.tables.all();
  for (const [done, rows] of staged.entries()) {
    context.progress?.({ part: 'stage', done, total: staged.length, label: rows.table.spec.title.zh });
    await intake.stage(rows);
  }
  await forgetPastRefusals(context, run, received);
  await settleMonths(context, run, asOfEnd);
  await context.vault.synced();
  return inbox.map(({ label }) => ({
    label,
    status: intake.outcomes.get(label) ?? 'unchanged',
    receivedAt: intake.unchanged.get(label)?.receivedAt ?? null,
    keepsMapping: intake.keepMapping.has(label),
  }));
}

/**
 * Deletes earlier refusals of a path whose bytes have changed. A refusal stands until the file is replaced, so the same files always give
 * the same problems, even after an interrupted run.
 */
async function forgetPastRefusals(
  { database, month }: IngestContext,
  run: number,
  received: ReadonlyMap<string, Received>,
): Promise<void> {
  const refused = await database.rows<{ file_id: number; path: string; sha256: string | null }>(
    `SELECT file_id, path, sha256 FROM files
     WHERE coalesce(inbox, month) = $month AND status = 'refused' AND run < $run ORDER BY file_id`,
    { month, run },
  );
  for (const { file_id, path, sha256 } of refused) {
    const now = received.get(path);
    if (now !== undefined && now.sha256 !== sha256) await forgetFile(database, file_id);
  }
}

/** The files, with each folder's hospital given by its current code. */
async function underCurrentCodes(database: Database, inbox: readonly InboxFile[]): Promise<InboxFile[]> {
  const current = await currentCodes(database);
  return inbox.map((file) => ({ ...file, folder: current.get(file.folder ?? '') ?? file.folder }));
}

/**
 * The moment up to which a month's files are judged: the end of the month, or of the as-of day where that is later. An earlier as-of day
 * does not change how files are read, only which rows count when figures are made.
 */
function judgedUpTo(month: string, asOfEnd: string): string {
  const monthEnd = endOf(lastDay(monthNumber(month)));
  return asOfEnd > monthEnd ? asOfEnd : monthEnd;
}

/** A moment after every record, so that nothing is masked. */
const afterEverything = '9999-01-01 00:00:00';

/** Looks across months, once this run's rows are stored, for one case under two numbers and for statements that contradict earlier ones. */
async function settleMonths({ database, month }: IngestContext, run: number, asOfEnd: string): Promise<void> {
  const fresh = await database.rows<{ file_id: number; table_name: string; month: string }>(
    `SELECT file_id, table_name, month FROM files WHERE run = $run AND table_name IS NOT NULL ORDER BY file_id`,
    { run },
  );
  const sent = new Set(
    (await database.rows<{ name: string }>('SELECT DISTINCT table_name AS name FROM submissions')).map(
      ({ name }) => name,
    ),
  );
  // Standing rows are read only after everything that changes them is settled.
  const standing = new StandingRows(database);
  for (const table of tables.filter(({ name }) => sent.has(name))) {
    const own = fresh.filter(({ table_name }) => table_name === table.name);
    await findSameCases(
      database,
      table,
      own.map(({ file_id }) => file_id),
    );
    await settleClaims(
      database,
      table,
      own.map(({ file_id }) => file_id),
    );
    for (const of of new Set([...own.map((file) => file.month), month])) {
      await tellSameCases(database, table, of, standing);
      await tellPossibleRenaming(database, table, of, standing);
      await tellChanges(database, table, of);
      await tellMissing(database, table, of, standing);
      await tellListChanges(database, table, of);
    }
    await tellLaterCases(database, table, month, asOfEnd);
  }
  for (const of of new Set([...fresh.map((file) => file.month), month])) {
    if (sent.has(withdrawals.name)) await tellWithdrawals(database, of);
    if (sent.has(letterAnswers.name)) await tellAnswers(database, of);
    if (sent.has(followups.name)) {
      await tellFollowUps(database, of);
      await tellContradictedFollowUps(database, of);
    }
    if (!caseTables.some((table) => isTold(table) && sent.has(table.name))) continue;
    const facts = await vitalFacts(database, of, afterEverything, (table) => standing.current(table, of));
    await tellContradictedPatients(database, of, facts);
    await tellCourses(database, of, facts, standing);
    await tellTransfers(database, of, standing);
  }
  await standing.close();
}

/** Carries the files of one run through to the tables. */
class Intake {
  readonly tables: RunTables;
  readonly outcomes = new Map<string, FileOutcome['status']>();
  /** Files that were taken in before and still count, by name. */
  readonly unchanged = new Map<string, KnownFile>();
  /** Names of unchanged files that are still read by their earlier mapping. */
  readonly keepMapping = new Set<string>();
  readonly #context: IngestContext;
  readonly #plain: PlainContext;
  readonly #run: number;
  #known: KnownFiles;
  readonly #takenAgain = new Set<string>();
  readonly #ahead = new WorkbooksAhead();
  /** Where else the bytes of this run's files came from; null until that is known. */
  copies: Copies | null = null;
  #received = 0;

  constructor(context: IngestContext, run: number, known: KnownFiles) {
    const from = context.fastFrom ?? fastFrom;
    const shrink = context.shrink ?? shrinkPolicy;
    this.tables = new RunTables(context.temp);
    this.#context = context;
    const repeat = context.repeat ?? repeatPolicy([]);
    this.#plain = { ...context, shrink, repeat, fastFrom: from, groupBelow: context.groupBelow ?? from };
    this.#run = run;
    this.#known = known;
  }

  /** Reads the known files again, because hospital codes may have changed. */
  async knowAgain(): Promise<void> {
    const { database, month, parameters } = this.#context;
    this.#known = await KnownFiles.open(database, month, String(parameters['as_of_end']), this.#known);
  }

  /** Stores the bytes of a file in the vault; null for an unreadable file, which is refused. */
  async receive(file: MappableFile): Promise<Received | null> {
    try {
      if (senderOf(file) === 'nobody') throw noHospitalFolder(file.label.split('/', 1)[0] ?? '');
      this.#received += 1;
      const utf8To = join(this.#context.temp, `utf8-${this.#received}.csv`);
      const received = await this.#context.vault.receive(file.path, utf8To);
      const blanked = this.#known.standsFor(received.sha256);
      if (blanked === null || !existsSync(this.#context.vault.path(blanked))) return received;
      // The sender's copy still holds the forgotten rows, so the UTF-8 copy goes.
      if (received.utf8 !== null) remove(received.utf8);
      await received.synced;
      remove(received.path);
      return await this.#context.vault.receive(this.#context.vault.path(blanked), utf8To);
    } catch (error) {
      await this.#refuse(await this.#entry(file, null, 0, null), error);
      return null;
    }
  }

  /** Starts reading a new workbook before its turn. */
  readAhead({ folder }: MappableFile, received: Received | undefined): void {
    if (received === undefined || received.scan.plain) return;
    const { path, bytes, sha256 } = received;
    if (this.#known.takenBy({ folder, sha256 }) === undefined && isArchive(fileSource(path)))
      this.#ahead.begin(path, bytes);
  }

  async take(file: MappableFile, received: Received, { again = false } = {}): Promise<void> {
    await this.#takeReceived(file, received, again);
    // Only the fast lane uses the UTF-8 copy.
    const isWaiting = this.tables.all().some(({ plain }) => plain.some((p) => p.received === received));
    if (received.utf8 !== null && !isWaiting) remove(received.utf8);
  }

  /** Reads unchanged files again when a new file of the same table arrives, because a submission is replaced as a whole. */
  async takeAgain(files: readonly InboxFile[]): Promise<void> {
    const rest = new Set(files.filter(({ label }) => !this.#takenAgain.has(label)));
    // A flat file that is read again may hold hospitals that have files of their own, so the set grows until it is stable.
    for (let grown = true; grown; ) {
      grown = false;
      for (const file of rest) {
        const known = this.unchanged.get(file.label);
        if (known === undefined || !this.#renews(file, known)) continue;
        rest.delete(file);
        this.#takenAgain.add(file.label);
        grown = true;
        const received = await this.receive(file);
        if (received !== null) await this.take(file, received, { again: true });
      }
    }
  }

  /** Reads from the vault the earlier files that count only together with this run's files: see `filesToReadAgain`. */
  async takeCompanions(): Promise<void> {
    const { database } = this.#context;
    for (let grown = true; grown; ) {
      grown = false;
      for (const rows of this.tables.all()) {
        const { table, month } = rows;
        for (const file of await filesToReadAgain(database, table.name, month, entriesOf(rows))) {
          await this.#takeLive(rows, file);
          grown = true;
        }
      }
    }
  }

  /** Loads the rows of a table lane by lane; the exact lane comes last because it takes the files the other lanes leave. */
  async stage(rows: RunTable): Promise<void> {
    const { table, month, canonical, entries } = rows;
    for (const { entry, path, outcome } of await takeSmall(rows, this.#plain)) {
      if (outcome === 'exact') await this.#takeExact(entry, path, null);
      else this.#settle(entry, outcome);
    }
    for (const plain of rows.plain) {
      const outcome = await takeBig(rows, plain, this.#plain);
      if (outcome === 'exact') await this.#takeCut(rows, { ...plain, columns: plain.header.columns });
      else this.#settle(plain.entry, outcome);
    }
    for (const faulty of rows.faulty) await this.#takeCut(rows, faulty);
    canonical.close();
    if (entries.length > 0) {
      const { refused, left } = await stageTable(
        { ...this.#plain, month },
        table,
        canonical,
        entries,
        rows.cut,
      );
      for (const entry of refused) this.#settle(entry, 'refused');
      for (const entry of left) this.#settle(entry, 'left');
    }
    remove(canonical.path);
    this.tables.close(rows);
  }

  async #mappingOf(file: MappableFile, sha256: string): Promise<FileMapping | null> {
    const { mappingOf, month } = this.#context;
    const taken = this.#known.takenBy({ folder: file.folder, sha256 });
    return (await mappingOf?.({ ...file, month, ...(taken === undefined ? {} : { taken }) })) ?? null;
  }

  /** Records the outcome of an inbox file; a file read from the vault may have another file's name, so it is skipped. */
  #settle({ file, inbox }: FileEntry, outcome: 'accepted' | 'refused' | 'left'): void {
    if (inbox !== null) this.outcomes.set(file.label, outcome === 'left' ? 'unchanged' : outcome);
  }

  async #takeReceived(file: MappableFile, received: Received, again: boolean): Promise<void> {
    const { sha256, bytes } = received;
    let mapping: FileMapping | null;
    try {
      mapping = await this.#mappingOf(file, sha256);
    } catch (error) {
      await this.#refuse(await this.#entry(file, sha256, bytes, null), unusableMapping(error));
      return;
    }
    if (mapping?.isKept) this.keepMapping.add(file.label);
    const { folder } = file;
    const known = again ? null : this.#known.find({ folder, sha256, mapping: mapping?.hash ?? null });
    const waiting = this.tables.all().flatMap(({ plain, small, faulty }) => [...plain, ...small, ...faulty]);
    const isCopy = waiting.some(({ entry }) => entry.sha256 === sha256 && entry.file.folder === folder);
    if (known) this.unchanged.set(file.label, known);
    if (known || isCopy) {
      this.outcomes.set(file.label, 'unchanged');
      return;
    }
    const entry = { ...(await this.#entry(file, sha256, bytes, mapping)), again };
    const arrived = { label: file.label, folder, sha256 };
    const earlier = again ? null : (this.copies?.earlier(arrived) ?? null);
    if (earlier?.hasCases && !this.#plain.repeat.accepts(folder)) {
      await this.#refuse(entry, repeatedFile(folder, earlier, 'bytes'));
      return;
    }
    const isUnsure = this.#elsewhere(arrived)?.blocks ?? false;
    const waits =
      mapping === null &&
      !isUnsure &&
      (waitForLane(entry, received, this.tables, this.#plain) ||
        waitForCut(entry, received, this.tables, this.#plain));
    if (waits) this.outcomes.set(file.label, 'accepted');
    else await this.#takeExact(entry, received.path, mapping);
    if (earlier && !earlier.hasCases && this.outcomes.get(file.label) === 'accepted')
      await addFileWarning(this.#context.database, entry, 'repeated-list', repeatedList(earlier));
  }

  /** Whether a new file of this run can hold rows of the same hospital and table as an unchanged one. */
  #renews(file: InboxFile, { tables, sha256 }: KnownFile): boolean {
    const fresh = tables.flatMap((table) => this.tables.fresh(table));
    const isCopy = fresh.some((entry) => entry.sha256 === sha256 && entry.file.folder === file.folder);
    return (
      !isCopy &&
      fresh.some(
        (entry) => entry.file.folder === null || file.folder === null || entry.file.folder === file.folder,
      )
    );
  }

  async #takeLive({ month }: RunTable, { sha256, path, folder, mapping, bytes }: LiveFile): Promise<void> {
    const file = { path: this.#context.vault.path(sha256), label: path, folder, mapping };
    const by = (await this.#context.mappingOf?.(file)) ?? null;
    const entry = await this.#entry(file, sha256, bytes, by);
    await this.#takeExact({ ...entry, month, inbox: null, again: true }, file.path, by);
  }

  /** Where else these bytes came from, and whether that keeps the file from counting until the centre accepts it. */
  #elsewhere(file: { label: string; folder: string | null; sha256: string }): Elsewhere | undefined {
    const elsewhere = this.copies?.elsewhere(file);
    if (!elsewhere || !this.#plain.repeat.accepts(file.folder)) return elsewhere;
    return { ...elsewhere, blocks: false };
  }

  /** Reads a file by the exact lane, the whole of it only where its bad neighbourhoods cannot be cut out. */
  async #takeCut(rows: RunTable, faulty: FaultyEntry): Promise<void> {
    const read = await takeCut(rows, this.tables, faulty, this.#plain);
    if (read === null) await this.#takeExact(faulty.entry, faulty.received.path, null);
    else if (read === 'left') this.#settle(faulty.entry, 'left');
    else {
      await this.#record(read, 'cut');
      this.#settle(faulty.entry, 'accepted');
    }
  }

  /** Reads a file by the exact lane, or records why it is refused. */
  async #takeExact(entry: FileEntry, path: string, mapping: FileMapping | null): Promise<void> {
    const { database } = this.#context;
    const { file, sha256, inbox } = entry;
    try {
      // A file read from the vault was checked for copies when it arrived.
      const elsewhere = sha256 === null || inbox === null ? undefined : this.#elsewhere({ ...file, sha256 });
      const context = {
        database,
        tables: this.tables,
        ahead: this.#ahead,
        nextId: () => this.#known.newId(),
        mappingOfThen: async (hash: string | null) =>
          (await this.#context.mappingOf?.({ ...file, mapping: hash })) ?? null,
      };
      const { reads, refused } = await readExact(entry, path, mapping, context, elsewhere);
      for (const read of reads) await this.#record(read);
      await this.#tellMapping(reads[0]?.entry ?? null, mapping);
      for (const sheet of refused) await recordRefusal(database, sheet.entry, sheet.refusal);
      this.#settle(entry, 'accepted');
    } catch (error) {
      await this.#refuse(entry, error);
    }
  }

  /** Tells the hospital and the centre what a mapping inverts, with the first file read by it. */
  async #tellMapping(entry: FileEntry | null, mapping: FileMapping | null): Promise<void> {
    if (entry === null || mapping === null || mapping.told.length === 0) return;
    const { database } = this.#context;
    const { file, sha256, run } = entry;
    const others = await database.number(
      `SELECT count(*) FROM files WHERE mapping = $mapping AND folder = $folder AND status = 'accepted'
         AND (run < $run OR sha256 <> $sha256)`,
      { mapping: mapping.hash, folder: file.folder, run, sha256 },
    );
    if ((others ?? 0) > 0) return;
    const notice = mappingTurns(mapping.told);
    await addFileWarning(database, entry, 'mapping-turns', notice);
    await tellCentre(database, entry, 'mapping-turns', notice);
  }

  async #record({ entry, result, notes, replays }: ExactRead, lane: Lane = 'exact'): Promise<void> {
    const { database } = this.#context;
    await recordFile(database, entry, result, notes, lane);
    await recordReplays(database, entry, replays);
    const corrects = [...new Set(replays.map(({ sha256 }) => sha256))];
    this.tables.of(result.table, entry.month).entries.push({ ...entry, corrects });
    const { file, sha256, mapping } = entry;
    if (sha256 !== null)
      this.#known.accept({ folder: file.folder, sha256, mapping }, result.table, entry.receivedAt);
  }

  async #refuse(entry: FileEntry, error: unknown): Promise<void> {
    if (!(error instanceof FileRefusal)) throw error;
    await recordRefusal(this.#context.database, entry, error);
    this.outcomes.set(entry.file.label, 'refused');
  }

  /** A file's entry in the ledger. A file refused before with the same bytes keeps its number. */
  async #entry(
    file: InboxFile,
    sha256: string | null,
    bytes: number,
    mapping: FileMapping | null,
  ): Promise<FileEntry> {
    const { database, month, now, parameters } = this.#context;
    const old = this.#known.takeRefused(file.label, sha256 ?? '');
    for (const id of old) await forgetFile(database, id);
    return {
      id: old[0] ?? this.#known.newId(),
      month,
      inbox: month,
      file,
      sheet: null,
      sha256,
      bytes,
      run: this.#run,
      asOfEnd: String(parameters['as_of_end']),
      mapping: mapping?.hash ?? null,
      receivedAt: now ?? null,
      corrects: [],
      isReceipt: false,
      again: false,
    };
  }
}
