import { tableByName } from '../../contract/tables.js';
import { letterSheets } from '../../lists/letters.js';
import { headerDictionaries } from '../../mapping/dictionary.js';
import type { FileMapping } from '../../read/column-mapping.js';
import type { FoundHeader, HeaderDictionary } from '../../read/header.js';
import { readRecords } from '../../read/read-file.js';
import type { FileRefusal } from '../../read/refusal.js';
import type { RecordSink } from '../../read/sort-rows.js';
import { fileSource } from '../../read/source.js';
import type { WorkbooksAhead } from '../../read/xlsx/ahead.js';
import { isArchive, readWorkbook } from '../../read/xlsx/read-workbook.js';
import { FILE_PROBLEMS, SETTLING } from '../../receipt/receipt-workbook.js';
import { INSTRUCTIONS } from '../../template/template-workbook.js';
import type { Database } from '../../warehouse/database.js';
import type { FileEntry } from '../../warehouse/ledger.js';
import { LISTS } from '../../workbook/write-workbook.js';
import type { LoadedCut } from '../lane/load-cut.js';
import { notForHospitals, notOwnFile, sameBytesElsewhere } from '../message/sender-messages.js';
import { currentCodes } from '../reconcile/hospital-history.js';
import type { Elsewhere } from './copies.js';
import { type Canonicals, type ExactRead, ExactRows } from './exact-rows.js';
import { senderOf } from './inbox.js';
import type { RunTables } from './run-tables.js';
import { WhoseRows } from './whose-rows.js';

/** What the exact lane needs of a run. */
export interface ExactContext {
  readonly database: Database;
  readonly tables: RunTables;
  /** The mapping stored in the vault under a hash; null where no mapping was used. */
  readonly mappingOfThen: (hash: string | null) => Promise<FileMapping | null>;
  readonly ahead: WorkbooksAhead;
  /** Gives a new file number for each sheet after the first. */
  readonly nextId: () => number;
}

const nowhere: Elsewhere = { twins: [], blocks: false };

/** What was read of a file, and those of its sheets that are refused while others are accepted. */
export interface ExactFile {
  readonly reads: readonly ExactRead[];
  readonly refused: readonly { readonly entry: FileEntry; readonly refusal: FileRefusal }[];
}

/**
 * Reads a file by the exact lane, a workbook sheet by sheet, into the canonical files of its tables; a refused file leaves nothing there.
 *
 * @param elsewhere the same bytes in other hospitals' folders
 * @returns what was read: one entry for a text file, one per sheet with a known header for a workbook
 * @throws {FileRefusal} as `readRecords` and `readWorkbook`; `not-for-hospitals` where the file holds only tables that the sender may not
 *   send, `not-own-file` and `same-bytes-elsewhere` where no row is the sender's own
 */
export async function readExact(
  entry: FileEntry,
  path: string,
  mapping: FileMapping | null,
  context: ExactContext,
  { twins, blocks }: Elsewhere = nowhere,
): Promise<ExactFile> {
  const { folder, label } = entry.file;
  const whose = folder === null ? null : new WhoseRows(folder, await currentCodes(context.database));
  const parts: ExactRows[] = [];
  try {
    const read = isArchive(fileSource(path))
      ? await readSheets(entry, path, mapping, context, parts, whose)
      : { reads: [await readText(entry, path, mapping, context, parts, whose)], refused: [] };
    if (folder !== null && whose?.isUnproven) {
      if (whose.others.size > 0) throw notOwnFile({ folder, label }, whose.others, whose.rows, twins);
      if (blocks) throw sameBytesElsewhere({ folder, label }, twins);
    }
    return read;
  } catch (error) {
    // In reverse order, so that each finds the canonical file at the length it left.
    for (const part of parts.reverse()) part.rollback();
    throw error;
  }
}

/** Why this sender may not send a table; null when it may. */
export function refusedTable(tableName: string, file: FileEntry['file']): FileRefusal | null {
  const spec = tableByName.get(tableName)?.spec;
  if (spec?.authority !== 'centre' || senderOf(file) !== 'hospital') return null;
  return notForHospitals(spec.title, file.folder);
}

/** Sheets of our templates, receipts and letters without rows. */
const ownSheets: ReadonlySet<string> = new Set([
  ...[INSTRUCTIONS, FILE_PROBLEMS, SETTLING, LISTS],
  ...Object.values(letterSheets),
]);

const dictionariesOf = (mapping: FileMapping | null): readonly HeaderDictionary[] =>
  mapping?.dictionaries ?? headerDictionaries;

async function readText(
  entry: FileEntry,
  path: string,
  mapping: FileMapping | null,
  { database, tables, mappingOfThen }: ExactContext,
  parts: ExactRows[],
  whose: WhoseRows | null,
): Promise<ExactRead> {
  const rows = new ExactRows(tables, entry, mapping, whose);
  const sink = new AllowedRows(entry, rows);
  parts.push(rows);
  const hospitalFromFolder = entry.file.folder !== null;
  const result = await readRecords(fileSource(path), dictionariesOf(mapping), { hospitalFromFolder }, sink);
  if (sink.refusal) throw sink.refusal;
  return rows.end(database, result, mappingOfThen);
}

/**
 * Reads what was cut out of a text file, and counts the rest; as `readExact` gives the whole file.
 *
 * @param seen called with every row that was read
 * @throws {FileRefusal} as `readRecords`
 */
export async function readCut(
  entry: FileEntry,
  path: string,
  tables: Canonicals,
  database: Database,
  { file, doubtful }: LoadedCut,
  seen: (line: number, cells: readonly string[]) => void = () => undefined,
): Promise<ExactRead> {
  // A plain row names the hospital of the folder, so whose the file is needs no proof.
  const rows = new ExactRows(tables, entry, null, null);
  const options = { hospitalFromFolder: entry.file.folder !== null, cut: { file, also: doubtful } };
  const sink: RecordSink = {
    header: (found) => rows.header(found),
    record: (line, cells) => {
      seen(line, cells);
      rows.record(line, cells);
    },
    held: (row) => rows.held(row),
    skipped: (...of) => rows.skipped(...of),
  };
  try {
    const result = await readRecords(fileSource(path), headerDictionaries, options, sink);
    return await rows.end(database, result, async () => null);
  } catch (error) {
    rows.rollback();
    throw error;
  }
}

async function readSheets(
  entry: FileEntry,
  path: string,
  mapping: FileMapping | null,
  { database, tables, ahead, nextId, mappingOfThen }: ExactContext,
  parts: ExactRows[],
  whose: WhoseRows | null,
): Promise<ExactFile> {
  const sinks: AllowedRows[] = [];
  const options = { hospitalFromFolder: entry.file.folder !== null, begun: ahead.take(path) };
  const { sheets, warnings } = await readWorkbook(path, dictionariesOf(mapping), options, ({ sheet }) => {
    const id = sinks.length === 0 ? entry.id : nextId();
    const rows = new ExactRows(tables, { ...entry, id, sheet }, mapping, whose);
    const sink = new AllowedRows(entry, rows);
    parts.push(rows);
    sinks.push(sink);
    return sink;
  });
  refuseListsBesideCases(entry, sinks, sheets);
  const [firstRefused] = sinks.flatMap(({ refusal }) => refusal ?? []);
  if (firstRefused && sinks.every(({ refusal }) => refusal !== null)) throw firstRefused;
  const reads: ExactRead[] = [];
  const refused: ExactFile['refused'][number][] = [];
  for (const [i, result] of sheets.entries()) {
    const sink = sinks[i];
    if (!sink) continue;
    if (sink.refusal) refused.push({ entry: sink.rows.entry, refusal: sink.refusal });
    else reads.push(await sink.rows.end(database, result, mappingOfThen));
  }
  // A warning about the whole workbook is told with its first sheet; our own explaining sheets give no warning.
  const told = warnings.filter(
    ({ code, facts }) => code !== 'unknown-sheet' || !ownSheets.has(String(facts['sheet'])),
  );
  return {
    reads: reads.map((read, i) =>
      i > 0 ? read : { ...read, result: { ...read.result, warnings: [...told, ...read.result.warnings] } },
    ),
    refused,
  };
}

/** Refuses the centre's lists in a flat workbook that also holds a hospital's cases. */
function refuseListsBesideCases(
  { file }: FileEntry,
  sinks: readonly AllowedRows[],
  sheets: readonly { readonly records: number; readonly heldBack: number }[],
): void {
  if (senderOf(file) !== 'flat') return;
  const specOf = ({ rows }: AllowedRows) => tableByName.get(rows.table)?.spec;
  const hasCases = sinks.some((sink, i) => {
    const rows = (sheets[i]?.records ?? 0) + (sheets[i]?.heldBack ?? 0);
    return rows > 0 && specOf(sink)?.authority === 'hospital';
  });
  if (!hasCases) return;
  // In reverse order, so that each finds the canonical file of its table at the length it left.
  for (const sink of sinks.toReversed()) {
    const spec = specOf(sink);
    if (spec?.authority === 'centre') sink.refuse(notForHospitals(spec.title, null));
  }
}

/** Refuses every row of a table that the sender may not send. */
class AllowedRows implements RecordSink {
  refusal: FileRefusal | null = null;
  readonly #entry: FileEntry;

  constructor(
    entry: FileEntry,
    readonly rows: ExactRows,
  ) {
    this.#entry = entry;
  }

  header(found: FoundHeader): void {
    this.refusal = refusedTable(found.table, this.#entry.file);
    if (this.refusal === null) this.rows.header(found);
  }

  record(line: number, cells: string[]): void {
    if (this.refusal === null) this.rows.record(line, cells);
  }

  held(...row: Parameters<ExactRows['held']>): void {
    if (this.refusal === null) this.rows.held(...row);
  }

  skipped(...rows: Parameters<ExactRows['skipped']>): void {
    if (this.refusal === null) this.rows.skipped(...rows);
  }

  /** Takes back the rows already let through. */
  refuse(refusal: FileRefusal): void {
    this.refusal = refusal;
    this.rows.rollback();
  }
}
