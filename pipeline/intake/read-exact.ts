import type { HeaderDictionary } from '../read/header.js';
import { readRecords } from '../read/read-file.js';
import { fileSource } from '../read/source.js';
import { isArchive, readWorkbook } from '../read/workbook/read-workbook.js';
import { FILE_PROBLEMS } from '../receipt/receipt-workbook.js';
import { headerDictionaries } from '../stage/dictionary.js';
import { INSTRUCTIONS } from '../template/template-workbook.js';
import type { Database } from '../warehouse/database.js';
import type { FileEntry } from '../warehouse/ledger.js';
import { LISTS } from '../workbook/write-workbook.js';
import { type ExactRead, ExactRows } from './exact-rows.js';
import type { FileMapping } from './file-mapping.js';
import type { RunTables } from './run-tables.js';

export interface ExactContext {
  readonly database: Database;
  readonly tables: RunTables;
  /** A new number for each sheet after the first. */
  readonly nextId: () => number;
}

/**
 * Reads a file by the exact lane, a workbook sheet by sheet, into the canonical files of its tables; leaves no trace of it
 * there when it is refused.
 *
 * @returns what was read: one for a text file, one per sheet with a known header for a workbook
 * @throws {FileRefusal} as `readRecords` and `readWorkbook`
 */
export async function readExact(
  entry: FileEntry,
  path: string,
  mapping: FileMapping | null,
  context: ExactContext,
): Promise<ExactRead[]> {
  const parts: ExactRows[] = [];
  try {
    return isArchive(fileSource(path))
      ? await readSheets(entry, path, mapping, context, parts)
      : [await readText(entry, path, mapping, context, parts)];
  } catch (error) {
    // The last that came goes first, so that each finds the canonical file as long as it left it.
    for (const part of parts.reverse()) part.rollback();
    throw error;
  }
}

/** Sheets of our templates and receipts that hold no rows. */
const ownSheets: ReadonlySet<string> = new Set([INSTRUCTIONS, FILE_PROBLEMS, LISTS]);

const dictionariesOf = (mapping: FileMapping | null): readonly HeaderDictionary[] =>
  mapping?.dictionaries ?? headerDictionaries;

async function readText(
  entry: FileEntry,
  path: string,
  mapping: FileMapping | null,
  { database, tables }: ExactContext,
  parts: ExactRows[],
): Promise<ExactRead> {
  const rows = new ExactRows(tables, entry, mapping);
  parts.push(rows);
  const hospitalFromFolder = entry.file.folder !== null;
  const result = await readRecords(fileSource(path), dictionariesOf(mapping), { hospitalFromFolder }, rows);
  return rows.end(database, result);
}

async function readSheets(
  entry: FileEntry,
  path: string,
  mapping: FileMapping | null,
  { database, tables, nextId }: ExactContext,
  parts: ExactRows[],
): Promise<ExactRead[]> {
  const options = { hospitalFromFolder: entry.file.folder !== null };
  const { sheets, warnings } = await readWorkbook(path, dictionariesOf(mapping), options, ({ sheet }) => {
    const id = parts.length === 0 ? entry.id : nextId();
    const rows = new ExactRows(tables, { ...entry, id, sheet }, mapping);
    parts.push(rows);
    return rows;
  });
  const reads: ExactRead[] = [];
  for (const [i, result] of sheets.entries()) {
    const read = await parts[i]?.end(database, result);
    if (read) reads.push(read);
  }
  // What concerns the whole workbook is told with its first sheet. The sheets that explain our own workbooks are no surprise.
  const told = warnings.filter(
    ({ code, facts }) => code !== 'unknown-sheet' || !ownSheets.has(String(facts['sheet'])),
  );
  return reads.map((read, i) =>
    i > 0 ? read : { ...read, result: { ...read.result, warnings: [...told, ...read.result.warnings] } },
  );
}
