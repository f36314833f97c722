import { HEADER_WITHIN, type HeaderDictionary, type HeaderOptions } from '../header.js';
import { clip } from '../messages.js';
import { FileRefusal } from '../refusal.js';
import type { RecordSink } from '../sort-rows.js';
import { type ByteSource, readHead } from '../source.js';
import type { ReadWarning } from '../warnings.js';
import { readApart } from './apart.js';
import { type WorkbookLimits, workbookLimits } from './limits.js';
import type { Book, WorkbookMessage } from './message.js';
import { emptyWorkbook, macrosIgnored, type NearestTable, noKnownSheet, unknownSheet } from './messages.js';
import { SheetReader, type SheetResult, type SheetStart, type UnknownSheet } from './read-sheet.js';

export interface WorkbookOptions extends HeaderOptions {
  /** Most cases and held-back rows of one sheet together; as many as a sheet can have by default. */
  readonly maxRows?: number;
  readonly limits?: Partial<WorkbookLimits>;
  /** The messages of a reader that has already started; when absent the workbook is read here. */
  readonly begun?: AsyncGenerator<WorkbookMessage> | undefined;
}

/** The result of a workbook. */
export interface WorkbookResult {
  /** The sheets that hold a known table, in the order of their tabs; at least one. A table may be in several. */
  readonly sheets: readonly SheetResult[];
  /** Warnings about the workbook or about sheets that were not loaded. */
  readonly warnings: readonly ReadWarning[];
}

/** Whether a file is a ZIP archive by its first bytes, as every `.xlsx` is; `readWorkbook` finds out what it holds. */
export function isArchive(source: ByteSource): boolean {
  const [p, k, third, fourth] = readHead(source, 4);
  return p === 0x50 && k === 0x4b && third === 0x03 && fourth === 0x04;
}

/**
 * Reads an Excel workbook (.xlsx, .xlsm) as if each sheet were a CSV file: every row of a sheet with a known header goes to the sheet's
 * sink as a case, as held back with a rule, or as skipped with a reason.
 *
 * Cells are given as the text a person sees, but with all their digits; what Excel has lost is held back, never repaired. Lines and columns
 * are those of the sheet.
 *
 * The file is read in a process of its own, within limits. One sheet that cannot be trusted refuses the whole file, perhaps after many
 * records were passed on: keep the sinks' rows apart until this has returned.
 *
 * @param sinkFor called once for each sheet with a known header, before its first row
 * @throws {FileRefusal} with a stable code, both languages, and the row; `facts.sheet` names the sheet
 */
export async function readWorkbook(
  path: string,
  dictionaries: readonly HeaderDictionary[],
  options: WorkbookOptions,
  sinkFor: (start: SheetStart) => RecordSink,
): Promise<WorkbookResult> {
  const limits = { ...workbookLimits, ...options.limits };
  const known: SheetResult[] = [];
  const unknown: UnknownSheet[] = [];
  let book: Book = { date1904: false, hasMacros: false, formats: [] };
  let reader: SheetReader | null = null;
  for await (const message of options.begun ?? readApart({ path, limits })) {
    if (message.kind === 'book') book = message.book;
    else if (message.kind === 'sheet') {
      reader = new SheetReader(message, book, dictionaries, options, sinkFor);
    } else if (message.kind === 'rows') {
      const drained = reader?.rows(message.rows);
      if (drained !== undefined) await drained;
    } else if (message.kind === 'hidden-columns') reader?.hiddenColumns(message.columns);
    else if (message.kind === 'filter') reader?.filter(message.range);
    else if (message.kind === 'merges') reader?.merges(message.merges);
    else if (message.kind === 'end') {
      const read = reader?.end();
      if (read !== undefined && 'table' in read) known.push(read);
      else if (read !== undefined) unknown.push(read);
    }
  }
  if (known.length === 0) throw refuseUnknown(unknown, options.headerWithin ?? HEADER_WITHIN);
  return { sheets: known, warnings: workbookWarnings(book, unknown) };
}

function workbookWarnings(book: Book, unknown: readonly UnknownSheet[]): ReadWarning[] {
  const warnings: ReadWarning[] = unknown
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ sheet, hidden }) => {
      const notice = unknownSheet(sheet, hidden);
      return { code: 'unknown-sheet', notice, line: null, facts: { sheet, hidden } };
    });
  if (book.hasMacros)
    warnings.push({ code: 'macros-ignored', notice: macrosIgnored(), line: null, facts: {} });
  return warnings;
}

function refuseUnknown(unknown: readonly UnknownSheet[], rows: number): FileRefusal {
  const filled = unknown.filter(({ isEmpty }) => !isEmpty);
  if (filled.length === 0) return new FileRefusal('empty-file', emptyWorkbook());
  const near = nearestTable(filled);
  const sheets = filled.map(({ sheet }) => clip(sheet)).slice(0, 50);
  return new FileRefusal('unknown-table', noKnownSheet(sheets, rows, near), null, {
    sheets,
    best: near?.table ?? null,
    matched: near?.matched ?? 0,
    missing: near?.missing ?? [],
  });
}

function nearestTable(unknown: readonly UnknownSheet[]): NearestTable | null {
  let near: NearestTable | null = null;
  for (const { sheet, candidate } of unknown) {
    if (candidate === null || candidate.matched <= (near?.matched ?? 0)) continue;
    const missing = candidate.missing.map((field) => field.headers[0] ?? field.name);
    near = { sheet, table: candidate.dictionary.table, matched: candidate.matched, missing };
  }
  return near;
}
