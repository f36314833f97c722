import type { HeadRow } from '../head-row.js';
import {
  confirmHeader,
  type FoundHeader,
  HEADER_WITHIN,
  type HeaderCandidate,
  type HeaderDictionary,
  type HeaderField,
  type HeaderOptions,
  searchHeaderRow,
} from '../header.js';
import { OddCharacters } from '../odd-characters.js';
import { account, type ReadResult } from '../read-file.js';
import { FileRefusal } from '../refusal.js';
import { type RecordSink, RowSorter } from '../sort-rows.js';
import { type HeldRow, type HoldRule, SHOWN } from '../tokenise.js';
import { headerWarnings, tailWarnings } from '../warnings.js';
import { type CellFault, cellText, mayLackZeros } from './cells.js';
import { rowLimits, SHEET_ROWS } from './limits.js';
import type { Book, Range, RawRow } from './message.js';
import { refusedIn, SheetNotes, warningIn } from './sheet-notes.js';

/** The result of one sheet. `encoding`, `delimiter` and `lineEnds` have no meaning here; lines are rows of the sheet. */
export interface SheetResult extends ReadResult {
  readonly sheet: string;
}

/** A sheet that needs a sink. */
export interface SheetStart {
  readonly sheet: string;
  readonly table: string;
}

/** A sheet without a known header. */
export interface UnknownSheet {
  readonly sheet: string;
  readonly hidden: boolean;
  readonly isEmpty: boolean;
  readonly candidate: HeaderCandidate | null;
}

/** Reads the rows of one sheet like those of a text file: the header is searched, then each row is sorted. */
export class SheetReader {
  readonly #name: string;
  readonly #hidden: boolean;
  readonly #book: Book;
  readonly #dictionaries: readonly HeaderDictionary[];
  readonly #options: HeaderOptions & { readonly maxRows?: number };
  readonly #sinkFor: (start: SheetStart) => RecordSink;
  #head: RawRow[] | null = [];
  #isEmpty = true;
  #columns: [number, number][] = [];
  #filter: string | null = null;
  #candidate: HeaderCandidate | null = null;
  #table: OpenTable | null = null;

  constructor(
    sheet: { readonly name: string; readonly hidden: boolean },
    book: Book,
    dictionaries: readonly HeaderDictionary[],
    options: HeaderOptions & { readonly maxRows?: number },
    sinkFor: (start: SheetStart) => RecordSink,
  ) {
    this.#name = sheet.name;
    this.#hidden = sheet.hidden;
    this.#book = book;
    this.#dictionaries = dictionaries;
    this.#options = options;
    this.#sinkFor = sinkFor;
  }

  /** @throws {FileRefusal} the fault of the header, naming the sheet */
  rows(rows: readonly RawRow[]): Promise<void> | void {
    this.#isEmpty = false;
    for (const row of rows) {
      if (this.#head !== null) {
        this.#head.push(row);
        if (this.#head.length >= (this.#options.headerWithin ?? HEADER_WITHIN)) this.#findHeader();
      } else this.#inThis(() => this.#table?.row(row));
    }
    return this.#table?.sink.drain?.();
  }

  hiddenColumns(columns: readonly (readonly [number, number])[]): void {
    for (const [from, to] of columns) this.#columns.push([from, to]);
  }

  filter(range: string): void {
    this.#filter = range;
  }

  /** @throws {FileRefusal} `merged-header` */
  merges(merges: readonly Range[]): void {
    if (this.#head !== null) this.#findHeader();
    this.#inThis(() => this.#table?.notes.merged(merges));
  }

  end(): SheetResult | UnknownSheet {
    if (this.#head !== null) this.#findHeader();
    const table = this.#table;
    if (table === null) {
      return { sheet: this.#name, hidden: this.#hidden, isEmpty: this.#isEmpty, candidate: this.#candidate };
    }
    table.notes.hidden(this.#columns);
    if (this.#filter !== null) table.notes.filter(this.#filter);
    return this.#inThis(() => table.end(this.#name, this.#hidden));
  }

  #findHeader(): void {
    const rows = this.#head ?? [];
    this.#head = null;
    const looked = rows.map((row) => headRow(row, this.#book));
    this.#candidate = searchHeaderRow(looked, this.#dictionaries, this.#options);
    if (this.#candidate?.recognised !== true) return;
    const { dictionary } = this.#candidate;
    this.#inThis(() => {
      const header = confirmHeader(this.#candidate, looked, this.#options);
      const sink = this.#sinkFor({ sheet: this.#name, table: header.table });
      const table = new OpenTable(this.#name, header, dictionary, this.#book, this.#options.maxRows, sink);
      this.#table = table;
      for (const row of rows) table.row(row);
    });
  }

  #inThis<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw error instanceof FileRefusal ? refusedIn(this.#name, error) : error;
    }
  }
}

/** A sheet whose header is known. */
class OpenTable {
  readonly sink: RecordSink;
  readonly notes: SheetNotes;
  readonly #sheet: string;
  readonly #header: FoundHeader;
  /** The kind of each column's field, from 0; null where it is not loaded. */
  readonly #kinds: readonly (HeaderField | null)[];
  readonly #book: Book;
  readonly #sorter: RowSorter;
  readonly #odd = new OddCharacters();
  #last = 0;

  constructor(
    sheet: string,
    header: FoundHeader,
    dictionary: HeaderDictionary,
    book: Book,
    maxRows: number | undefined,
    sink: RecordSink,
  ) {
    const fields = new Map(dictionary.fields.map((field) => [field.name, field]));
    this.#sheet = sheet;
    this.#header = header;
    this.#kinds = header.columns.map((name) => (name === null ? null : (fields.get(name) ?? null)));
    this.#book = book;
    this.sink = sink;
    this.notes = new SheetNotes(header);
    this.#sorter = new RowSorter(header, maxRows ?? SHEET_ROWS, {
      record: (line, cells, lines) => {
        this.notes.accepted(line);
        sink.record(line, cells, lines);
      },
      held: (row) => sink.held(row),
      skipped: (line, lines, reason) => sink.skipped(line, lines, reason),
    });
    sink.header?.(header);
  }

  row(row: RawRow): void {
    if (row.row > this.#last + 1) this.#sorter.blank(this.#last + 1, row.row - this.#last - 1);
    this.#last = row.row;
    this.notes.row(row);
    const overlong = overlongRow(row);
    if (overlong !== null) {
      this.#sorter.held(this.#heldRow(row.row, null, overlong, ''));
      return;
    }
    const cells: string[] = new Array(this.#header.cells.length).fill('');
    const faulty: number[] = [];
    let fault: { column: number; why: CellFault } | null = null;
    for (const [column, raw] of row.cells) {
      if (column > cells.length) break;
      const field = this.#kinds[column - 1] ?? null;
      const read = cellText(raw, this.#book, field?.kind);
      cells[column - 1] = read.text;
      if (field?.kind === 'identifier' && row.row > this.#header.line && mayLackZeros(raw, this.#book))
        this.notes.numberIdentifier(column, row.row);
      if (read.fault === null || field === null) continue;
      faulty.push(column - 1);
      fault ??= { column, why: read.fault };
    }
    const text = cells.join('\t');
    this.#odd.push(text, { lineOf: () => row.row });
    const held =
      fault === null
        ? null
        : {
            ...this.#heldRow(row.row, fault.column, fault.why, text),
            cells: cells.map((cell, at) => (faulty.includes(at) ? null : cell)),
          };
    this.#sorter.record(row.row, 1, cells, true, held);
  }

  end(sheet: string, isHidden: boolean): SheetResult {
    const read = { ...this.#sorter.end(), ends: { crlf: 0, lf: 0, cr: 0 } };
    account(read.lines, this.#last);
    const warnings = [
      ...headerWarnings(this.#header),
      ...tailWarnings(read),
      ...this.#odd.warnings(),
      ...this.notes.warnings(isHidden),
    ];
    const { table, line, columns, unknown } = this.#header;
    return {
      sheet,
      encoding: 'utf-8',
      bom: false,
      delimiter: '',
      lineEnds: 'none',
      table,
      headerLine: line,
      columns,
      unknownColumns: unknown.filter(({ header }) => header !== '').map(({ header }) => header),
      physicalLines: this.#last,
      records: read.records,
      heldBack: read.heldBack,
      skipped: read.skipped,
      lines: read.lines,
      warnings: warnings.map((warning) => warningIn(sheet, warning)),
    };
  }

  #heldRow(line: number, column: number | null, { rule, expected, found }: CellFault, text: string): HeldRow {
    const shown = text.slice(0, SHOWN);
    return {
      line,
      lines: 1,
      rule,
      column,
      expected,
      found,
      text: shown,
      terminated: true,
      sheet: this.#sheet,
    };
  }
}

/** Why a row is too long, or null. */
function overlongRow({ cells, beyond, long }: RawRow): CellFault | null {
  const over = (rule: HoldRule, limit: number, found: number): CellFault => {
    return { rule, expected: `<= ${limit}`, found: String(found) };
  };
  if (long !== null) return over('line-too-long', rowLimits.line, long);
  const used = cells.length + (beyond?.count ?? 0);
  return used > rowLimits.columns ? over('field-count', rowLimits.columns, used) : null;
}

/** A row as a possible header: its texts by position, up to the last one. */
function headRow(row: RawRow, book: Book): HeadRow {
  if (overlongRow(row) !== null) return { line: row.row, lines: 1, cells: null };
  const texts = row.cells.map(([column, cell]) => [column, cellText(cell, book, undefined).text] as const);
  const filled = texts.filter(([, text]) => text.trim() !== '');
  const cells: string[] = new Array(filled.at(-1)?.[0] ?? 0).fill('');
  for (const [column, text] of filled) cells[column - 1] = text;
  return { line: row.row, lines: 1, cells };
}
