import type { FoundHeader } from './header.js';
import { cutHeader, cutRow, dataAboveHeader, tooManyRows } from './messages.js';
import { FileRefusal } from './refusal.js';
import { RowEvidence } from './row-evidence.js';
import { isFilled, reasonOf, rowClassifier, type SkipReason } from './rows.js';
import { type HeldRow, type RecordReceiver, SHOWN } from './tokenise.js';

/** Receives the rows of a file, in line order. Only `record` and `held` are submissions; skips are for the log. */
export interface RecordSink {
  /** Called once, before the first record. */
  header?(header: FoundHeader): void;
  /** A case, with its cells in the order of the file's columns, as many as the header has. */
  record(line: number, cells: string[], lines: number): void;
  held(row: HeldRow): void;
  skipped(line: number, lines: number, reason: SkipReason): void;
  /** Called after each chunk (about 1 MB) and awaited, so that a slow sink bounds memory. */
  drain?(): Promise<void> | void;
}

/** Physical lines by outcome. */
export interface LineAccount {
  readonly header: number;
  readonly accepted: number;
  readonly held: number;
  readonly skipped: number;
}

/** The result of a table's rows. */
export interface SortedRows {
  readonly records: number;
  readonly heldBack: number;
  readonly skipped: Record<SkipReason, number>;
  readonly lines: LineAccount;
  /** The last line if it has no line end, or null. */
  readonly unterminated: number | null;
}

/** Sorts rows into cases, held-back rows and skipped rows, for text files and sheets alike. */
export class RowSorter implements RecordReceiver {
  readonly #header: FoundHeader;
  readonly #sink: RecordSink;
  readonly #atHeader: () => void;
  readonly #classify: (cells: readonly string[]) => SkipReason | null;
  /** Cells of a row, and those of them that the header names; the others are blank in every row. */
  readonly #fields: number;
  readonly #named: number;
  readonly #maxRows: number;
  readonly #evidence: RowEvidence;
  readonly #skipped: Record<SkipReason, number> = {
    title: 0,
    blank: 0,
    'repeated-header': 0,
    total: 0,
    note: 0,
  };
  #accepted = 0;
  #acceptedLines = 0;
  #held = 0;
  #heldLines = 0;
  #skippedLines = 0;
  #headerLines = 0;
  #unterminated: number | null = null;

  /**
   * @param atHeader called when the header row is reached
   * @param surplus blank cells that every row has behind the header's last column
   */
  constructor(
    header: FoundHeader,
    maxRows: number,
    sink: RecordSink,
    { atHeader = () => undefined, surplus = 0 }: { atHeader?: () => void; surplus?: number } = {},
  ) {
    this.#header = header;
    this.#sink = sink;
    this.#atHeader = atHeader;
    this.#named = header.cells.length;
    this.#fields = this.#named + surplus;
    this.#maxRows = maxRows;
    this.#evidence = new RowEvidence(header);
    this.#classify = rowClassifier({ header: header.cells, required: header.required });
  }

  /**
   * The result, after the last row.
   *
   * @throws {FileRefusal} `header-width`, `swallowed-lines`: what the held-back rows show about the whole file
   */
  end(): SortedRows {
    this.#evidence.judge(this.#accepted, this.#held);
    return {
      records: this.#accepted,
      heldBack: this.#held,
      skipped: this.#skipped,
      lines: {
        header: this.#headerLines,
        accepted: this.#acceptedLines,
        held: this.#heldLines,
        skipped: this.#skippedLines,
      },
      unterminated: this.#unterminated,
    };
  }

  /** @param fault why the row is held back if it is a case; titles, totals and notes may have it */
  record(
    line: number,
    lines: number,
    cells: string[],
    terminated: boolean,
    fault: HeldRow | null = null,
  ): void {
    if (!terminated) this.#unterminated = line;
    if (line <= this.#header.line) {
      this.#aboveHeader(line, lines, cells, terminated);
      return;
    }
    const reason = this.#classify(cells);
    if (reason !== null) {
      this.#skip(line, lines, reason);
      return;
    }
    if (cells.length !== this.#fields) {
      if (!terminated && cells.length < this.#fields) throw this.#cut(line, cells.length);
      const text = rowText(cells, this.#header.delimiter).slice(0, SHOWN);
      this.#evidence.misfit(cells);
      const counts = { expected: String(this.#fields), found: String(cells.length) };
      this.held({ line, lines, rule: 'field-count', column: null, ...counts, text, terminated });
      return;
    }
    if (fault !== null) {
      this.held(fault);
      return;
    }
    this.#countRow();
    this.#accepted += 1;
    this.#acceptedLines += lines;
    this.#sink.record(line, this.#fields === this.#named ? cells : cells.slice(0, this.#named), lines);
  }

  held(row: HeldRow): void {
    if (!row.terminated) this.#unterminated = row.line;
    if (row.line < this.#header.line) {
      this.#skip(row.line, row.lines, 'title');
      return;
    }
    if (!row.terminated && row.text.length < SHOWN) {
      const cells = row.text.split(this.#header.delimiter).length;
      if (cells < this.#fields) throw this.#cut(row.line, cells);
    }
    this.#countRow();
    this.#evidence.held(row);
    this.#held += 1;
    this.#heldLines += row.lines;
    this.#sink.held(row);
  }

  /** Counts cases of one line each that are loaded elsewhere. */
  pass(rows: number): void {
    if (this.#accepted + this.#held + rows > this.#maxRows) throw this.#tooMany();
    this.#accepted += rows;
    this.#acceptedLines += rows;
  }

  /** Counts blank rows, which a sheet leaves out. */
  blank(line: number, lines: number): void {
    this.#skipped.blank += lines - 1;
    this.#skip(line, lines, 'blank');
  }

  #aboveHeader(line: number, lines: number, cells: readonly string[], terminated: boolean): void {
    if (line === this.#header.line) {
      if (!terminated) throw new FileRefusal('truncated', cutHeader(line), line, {});
      this.#headerLines = lines;
      this.#atHeader();
      return;
    }
    this.#refuseCaseAbove(line, cells);
    this.#skip(line, lines, reasonOf(cells, []) === 'blank' ? 'blank' : 'title');
  }

  /** Refuses a file with a case above the header: a row that fills the required columns, with a digit among them, is no title. */
  #refuseCaseAbove(line: number, cells: readonly string[]): void {
    const required = this.#header.required.map((at) => cells[at] ?? '');
    const isCase =
      required.length > 0 && required.every(isFilled) && required.some((cell) => /\d/.test(cell));
    if (!isCase || cells.length !== this.#fields) return;
    const headerLine = this.#header.line;
    throw new FileRefusal('data-above-header', dataAboveHeader(line, headerLine), line, { headerLine });
  }

  #skip(line: number, lines: number, reason: SkipReason): void {
    this.#skipped[reason] += 1;
    this.#skippedLines += lines;
    this.#sink.skipped(line, lines, reason);
  }

  #countRow(): void {
    if (this.#accepted + this.#held >= this.#maxRows) throw this.#tooMany();
  }

  #tooMany(): FileRefusal {
    return new FileRefusal('too-many-rows', tooManyRows(this.#maxRows), null, { limit: this.#maxRows });
  }

  #cut(line: number, found: number): FileRefusal {
    const expected = this.#fields;
    return new FileRefusal('truncated', cutRow(line, expected, found), line, { expected, found });
  }
}

/** Cells as the line they were read from, quoted where needed. */
function rowText(cells: readonly string[], delimiter: string): string {
  const needsQuotes = (cell: string) => cell.includes(delimiter) || /["\r\n]/.test(cell);
  return cells.map((cell) => (needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
}
