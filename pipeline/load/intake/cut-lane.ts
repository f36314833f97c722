import { join } from 'node:path';
import { cutTable, cutTiesSql } from '../../compile/cut-sql.js';
import { rawTable, readyTable, typedTable } from '../../compile/stage-sql.js';
import { tableByName } from '../../contract/tables.js';
import { makeFolder, remove } from '../../effects/effects.js';
import { headerDictionaries } from '../../mapping/dictionary.js';
import { cutHeader } from '../../read/cut-file.js';
import { recogniseHeader } from '../../read/header.js';
import { provesEncoding } from '../../read/plain-text.js';
import { FileRefusal } from '../../read/refusal.js';
import { sqlName } from '../../sql/quote.js';
import { columnsOf } from '../../warehouse/columns-of.js';
import type { Database } from '../../warehouse/database.js';
import { type FileEntry, forgetFile, recordFile } from '../../warehouse/ledger.js';
import type { Received } from '../../warehouse/vault.js';
import { dropCut, holdsEveryCell, type LoadedCut, loadCut } from '../lane/load-cut.js';
import { loadCanonical } from '../lane/load-exact.js';
import { recogniseCodes } from '../stage/hospital-codes.js';
import { listedHospitals } from '../stage/stage-table.js';
import { checkTable } from '../validation/check-table.js';
import type { ExactRead } from './exact-rows.js';
import { isAlone, type PlainContext } from './plain-lanes.js';
import { readCut, refusedTable } from './read-exact.js';
import { receiptField } from './receipt-reference.js';
import { type FaultyEntry, type RunTable, RunTables } from './run-tables.js';

/** Faults of one line that do not put the file in doubt. */
const ofOneLine: ReadonlySet<string> = new Set([
  'quote',
  'control-byte',
  'line-ends',
  'no-final-newline',
  'field-count',
  'blank-line',
  'edge-space',
  'odd-character',
  'long-line',
  'label-row',
  'repeated-header',
]);

/** Queues a big file that is plain but for some lines; false where the whole file must take another lane. */
export function waitForCut(
  entry: FileEntry,
  received: Received,
  tables: RunTables,
  { fastFrom }: PlainContext,
): boolean {
  const { scan, bytes, path } = received;
  if (scan.plain || bytes < fastFrom || scan.line < 2 || !ofOneLine.has(scan.reason)) return false;
  const columns = columnsOfHeader(path, entry.file.folder !== null);
  const table = columns && tableByName.get(columns.table);
  if (!table || !canCut(entry, columns)) return false;
  tables.of(table.name, entry.month).faulty.push({ entry, received, columns: columns.columns });
  return true;
}

/** The columns by a plain first line; null for a file whose header only the exact lane finds. */
function columnsOfHeader(path: string, hospitalFromFolder: boolean) {
  const head = cutHeader(path);
  if (head === null) return null;
  try {
    const header = recogniseHeader(head.cells, headerDictionaries, { hospitalFromFolder });
    return head.encoding === 'utf-8' || provesEncoding(header) ? header : null;
  } catch (error) {
    if (error instanceof FileRefusal) return null;
    throw error;
  }
}

/** Whether rows of such a file can be judged apart from one another but for their keys. */
function canCut(
  entry: FileEntry,
  { table, columns }: { readonly table: string; readonly columns: readonly (string | null)[] },
): boolean {
  const spec = tableByName.get(table)?.spec;
  return (
    spec !== undefined &&
    spec.numbered === undefined &&
    spec.indexDate !== null &&
    columns.includes(spec.indexDate) &&
    columns.includes('hospital_id') &&
    !columns.includes(receiptField) &&
    refusedTable(table, entry.file) === null
  );
}

/**
 * Reads a big file whose bad neighbourhoods can be cut out: its plain rows lie afterwards in `cutTable`, all others in the canonical file.
 *
 * What the rows of the neighbourhoods come to is tried first. Where one of them has to do with a plain row, by its key, its patient or its
 * hospital, the exact lane must read the whole file.
 *
 * @returns what was read, as the exact lane gives it for the whole file; `left` for a file read again without need; null where that lane must read it
 */
export async function takeCut(
  rows: RunTable,
  tables: RunTables,
  { entry, received, columns }: FaultyEntry,
  context: PlainContext,
): Promise<ExactRead | 'left' | null> {
  const { table, month } = rows;
  const { database, temp, parameters } = context;
  if (!canCut(entry, { table: table.name, columns }) || !isAlone(rows, entry)) return null;
  if (entry.again) return 'left';
  const { folder } = entry.file;
  const hospitals = await listedHospitals(database, month);
  const file = { id: entry.id, path: received.path, columns, folder };
  const loaded = await loadCut({ database, temp, parameters, hospitals }, table, file);
  if (loaded === null) return null;
  let isTaken = false;
  try {
    if (!(await isApart(rows, { entry, received, columns }, loaded, hospitals, context))) return null;
    const read = await readCut(entry, received.path, tables, database, loaded);
    rows.cut.push(entry.id);
    isTaken = true;
    return read;
  } finally {
    if (!isTaken) await dropCut(database, table, entry.id);
  }
}

/** Whether the neighbourhoods of a file, staged by themselves, have nothing to do with its plain rows. */
async function isApart(
  { table, month }: RunTable,
  { entry, received, columns }: FaultyEntry,
  loaded: LoadedCut,
  hospitals: ReadonlySet<string> | null,
  { database, temp, parameters }: PlainContext,
): Promise<boolean> {
  const folder = join(temp, `cut-${entry.id}`);
  makeFolder(folder);
  const { canonical } = new RunTables(folder).of(table.name, month);
  try {
    const trial = { of: () => ({ canonical }) };
    const filled = columns.map(() => 0);
    const doubtful = new Set(loaded.doubtful);
    const read = await readCut(entry, received.path, trial, database, loaded, (line, cells) => {
      if (!doubtful.has(line)) return;
      for (const [i, cell] of cells.entries()) if (cell !== '') filled[i] = (filled[i] ?? 0) + 1;
    });
    const { result } = read;
    const isAsCut =
      result.table === table.name &&
      result.headerLine === 1 &&
      result.delimiter === ',' &&
      result.encoding === loaded.file.encoding &&
      JSON.stringify(result.columns) === JSON.stringify(columns) &&
      (await holdsEveryCell(database, table, entry.id, columns, loaded.file, filled));
    if (!isAsCut) return false;
    canonical.close();
    await recordFile(database, entry, result, read.notes, 'cut');
    await loadCanonical(database, table, canonical);
    await recogniseCodes(database, table, [entry], hospitals);
    await checkTable(database, table, parameters);
    return !(await isTied(database, table, entry.id));
  } catch (error) {
    if (error instanceof FileRefusal) return false; // The exact lane refuses the file in its turn.
    throw error;
  } finally {
    await forgetFile(database, entry.id);
    for (const of of [rawTable(table), typedTable(table), readyTable(table)])
      await database.run(`DROP TABLE IF EXISTS ${sqlName(of)}`);
    remove(folder);
  }
}

async function isTied(database: Database, table: RunTable['table'], id: number): Promise<boolean> {
  const stored = await columnsOf(database, cutTable(table, id));
  const [ties = {}] = await database.rows<Record<string, boolean>>(cutTiesSql(table, id, stored));
  return Object.values(ties).some((tie) => tie !== false);
}
