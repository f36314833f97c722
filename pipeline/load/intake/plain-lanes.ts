import { join } from 'node:path';
import { canGoFast, fastTable } from '../../compile/fast-sql.js';
import { groupTable } from '../../compile/group-sql.js';
import { tableByName } from '../../contract/tables.js';
import { remove } from '../../effects/effects.js';
import { headerDictionaries } from '../../mapping/dictionary.js';
import { recogniseHeader } from '../../read/header.js';
import type { PlainScan } from '../../read/plain-scan.js';
import { provesEncoding } from '../../read/plain-text.js';
import type { ReadResult } from '../../read/read-file.js';
import { FileRefusal } from '../../read/refusal.js';
import { headerWarnings } from '../../read/warnings.js';
import { sqlName } from '../../sql/quote.js';
import type { Database, Parameters } from '../../warehouse/database.js';
import { type FileEntry, forgetFile, recordFile, recordRefusal } from '../../warehouse/ledger.js';
import { recordFiles } from '../../warehouse/record-files.js';
import type { Received } from '../../warehouse/vault.js';
import { loadFast } from '../lane/load-fast.js';
import { canJoinGroup, dropGroup, groupSteps, loadGroup, storeGroup } from '../lane/load-group.js';
import { writeUtf8 } from '../lane/plain-rows.js';
import type { RepeatPolicy } from '../lane/repeat-policy.js';
import { recordSubmissions } from '../stage/record-submissions.js';
import { recogniseContent } from '../stage/same-content.js';
import { type ShrinkPolicy, shrunkFiles } from '../stage/shrunk.js';
import { listedHospitals } from '../stage/stage-table.js';
import { refusedTable } from './read-exact.js';
import { receiptField } from './receipt-reference.js';
import { entriesOf, type PlainEntry, type RunTable, type RunTables } from './run-tables.js';

/** What the fast and the group lane need of a run. */
export interface PlainContext {
  readonly database: Database;
  readonly temp: string;
  readonly parameters: Parameters;
  readonly shrink: ShrinkPolicy;
  readonly repeat: RepeatPolicy;
  /** Bytes from which a plain file is loaded into a table of its own. */
  readonly fastFrom: number;
  /** Bytes below which a plain file is loaded together with others. */
  readonly groupBelow: number;
}

/** `left`: a file read again without need, which keeps its state. */
export type PlainOutcome = 'accepted' | 'refused' | 'left' | 'exact';

/** Queues a plain file for its lane; false where only the exact lane may read it. */
export function waitForLane(
  entry: FileEntry,
  received: Received,
  tables: RunTables,
  { fastFrom, groupBelow }: PlainContext,
): boolean {
  const plain = plainEntry(entry, received);
  const table = plain && tableByName.get(plain.header.table);
  if (!plain || !table) return false;
  const { columns } = plain.header;
  // A sender who may not send this table is refused by the exact lane.
  if (refusedTable(table.name, entry.file) !== null) return false;
  // Only the other lanes can fill in the hospital from the folder's name.
  if (received.bytes >= fastFrom && columns.includes('hospital_id') && canGoFast(table, columns)) {
    tables.of(table.name, entry.month).plain.push(plain);
    return true;
  }
  const { folder } = entry.file;
  if (received.bytes >= groupBelow || !canJoinGroup(table, { folder, columns, scan: plain.scan }))
    return false;
  const { path, bytes } = received;
  tables.of(table.name, entry.month).small.push({ ...plain, id: entry.id, path, bytes, columns, folder });
  return true;
}

/** A plain file with a known header; null for a file that the exact lane must read. */
function plainEntry(entry: FileEntry, received: Received): PlainEntry | null {
  const { scan } = received;
  if (!scan.plain) return null;
  const hospitalFromFolder = entry.file.folder !== null;
  try {
    const header = recogniseHeader(scan.headerCells, headerDictionaries, { hospitalFromFolder });
    const isSure = scan.encoding === 'utf-8' || provesEncoding(header);
    // Only the exact lane resolves what a receipt's rows stand for.
    return isSure && !header.columns.includes(receiptField) ? { entry, received, header, scan } : null;
  } catch (error) {
    // A later row may still be the header, and only the exact lane refuses files.
    if (error instanceof FileRefusal) return null;
    throw error;
  }
}

/**
 * Loads the small plain files of a table together.
 *
 * @returns what became of each; `exact` for those that the exact lane must read
 */
export async function takeSmall(
  rows: RunTable,
  context: PlainContext,
): Promise<{ entry: FileEntry; path: string; outcome: PlainOutcome }[]> {
  const { database, temp, parameters } = context;
  const { table, month } = rows;
  const outcomes: { entry: FileEntry; path: string; outcome: PlainOutcome }[] = [];
  if (rows.small.length === 0) return outcomes;
  const hospitals = await listedHospitals(database, month);
  for (const step of groupSteps(rows.small.splice(0))) {
    const elsewhere = new Set(entriesOf(rows).map(({ file }) => file.folder));
    const group = { database, temp, parameters, hospitals, elsewhere };
    const { sound, doubtful } = await loadGroup(group, table, step);
    // No two sound files hold rows of one hospital, so a file read again has nothing new beside it.
    const fresh = sound.filter(({ entry }) => !entry.again);
    const refused = await storeSound(rows, fresh, context);
    for (const { entry, path } of fresh)
      outcomes.push({ entry, path, outcome: refused.has(entry) ? 'refused' : 'accepted' });
    for (const { entry, path } of sound) if (entry.again) outcomes.push({ entry, path, outcome: 'left' });
    for (const { entry, path } of doubtful) outcomes.push({ entry, path, outcome: 'exact' });
  }
  await dropGroup(database, table);
  return outcomes;
}

/** Stores the sound files of a group; gives those refused as too short or as copies. */
async function storeSound(
  rows: RunTable,
  sound: readonly RunTable['small'][number][],
  { database, shrink, repeat }: PlainContext,
): Promise<ReadonlySet<FileEntry>> {
  const { table, month } = rows;
  if (sound.length === 0) return new Set();
  const group = sqlName(groupTable(table));
  const entries = sound.map(({ entry }) => entry);
  const records = sound.map(({ entry, header, scan }) => ({
    entry,
    header: header.cells,
    result: plainResult({ header, scan }),
  }));
  return database.transaction(async () => {
    await recordFiles(database, records, 'group');
    const short = await shrunkFiles(database, table, month, entries, group, shrink);
    for (const [entry, reason] of short) {
      await forgetFile(database, entry.id);
      await recordRefusal(database, entry, reason);
    }
    const long = entries.filter((entry) => !short.has(entry));
    const { refused } = await recogniseContent(database, table, long, group, repeat);
    for (const [entry, reason] of refused) {
      await forgetFile(database, entry.id);
      await recordRefusal(database, entry, reason);
    }
    const taken = sound.filter(({ entry }) => !short.has(entry) && !refused.has(entry));
    const stored = taken.map(({ entry }) => entry);
    await storeGroup(database, table, taken);
    await recordSubmissions(database, table, month, stored, 'group');
    for (const entry of stored) rows.grouped.push(entry);
    return new Set([...short.keys(), ...refused.keys()]);
  });
}

/** Whether no other file of this run can hold rows of the same hospital. */
export function isAlone(rows: RunTable, { file: { folder }, ...entry }: FileEntry): boolean {
  const others = entriesOf(rows).filter(({ id }) => id !== entry.id);
  return others.every(({ file }) => file.folder !== null && folder !== null && file.folder !== folder);
}

/**
 * Loads a big plain file into a table of its own.
 *
 * Keys are unique within a submission, so a file takes this lane only when no other file of this run can hold rows of the same hospital.
 */
export async function takeBig(
  rows: RunTable,
  plain: PlainEntry,
  context: PlainContext,
): Promise<PlainOutcome> {
  const { database, parameters, temp } = context;
  const { entry, header, received, scan } = plain;
  const { table, month } = rows;
  const ownUtf8 = received.utf8 ?? join(temp, `utf8-of-${entry.id}.csv`);
  try {
    if (!isAlone(rows, entry)) return 'exact';
    if (entry.again) return 'left';
    if (scan.encoding !== 'utf-8' && received.utf8 === null) writeUtf8(received.path, ownUtf8);
    const source = {
      id: entry.id,
      path: scan.encoding === 'utf-8' ? received.path : ownUtf8,
      columns: header.columns,
      crlf: scan.crlf,
      wide: scan.wide,
      blanks: scan.blanks,
      records: scan.lines - 1,
      folder: header.columns.includes('hospital_id') ? entry.file.folder : null,
    };
    const known = await listedHospitals(database, month);
    if (!(await loadFast(database, table, source, known, parameters))) return 'exact';
    const notes = { header: header.cells, held: [], skipped: [] };
    await recordFile(database, entry, plainResult(plain), notes, 'fast');
    return await submitFast(rows, entry, context);
  } finally {
    if (scan.encoding !== 'utf-8') remove(ownUtf8);
  }
}

async function submitFast(
  { table, month }: RunTable,
  entry: FileEntry,
  { database, shrink }: PlainContext,
): Promise<PlainOutcome> {
  const own = sqlName(fastTable(table, entry.id));
  const sent = `(SELECT hospital_id, ${entry.id} AS file_id FROM ${own})`;
  const reason = (await shrunkFiles(database, table, month, [entry], sent, shrink)).get(entry);
  if (!reason) {
    await recordSubmissions(database, table, month, [entry], 'fast');
    return 'accepted';
  }
  await database.run(`DROP TABLE ${own}`);
  await forgetFile(database, entry.id);
  await recordRefusal(database, entry, reason);
  return 'refused';
}

/** The result that the exact lane would have given for a plain file. */
function plainResult({
  header,
  scan,
}: Pick<PlainEntry, 'header'> & { scan: Extract<PlainScan, { plain: true }> }): ReadResult {
  return {
    encoding: scan.encoding,
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
