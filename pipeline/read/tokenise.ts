import { codePoint } from '../message/printable.js';
import { countLineEnds } from './physical-lines.js';

/** The rules that hold back a record before its cells are read. */
export type HoldRule =
  | 'field-count'
  | 'stray-quote'
  | 'control-char'
  | 'cell-too-long'
  | 'line-too-long'
  | CellRule;

/** Rules for the cells of a workbook. */
export type CellRule =
  | 'formula-without-value'
  | 'error-cell'
  | 'excel-precision'
  | 'excel-serial-60'
  | 'excel-serial';

/**
 * A record that is held back: its physical lines, the rule and its facts.
 *
 * `line` is physical, from 1; `column` is the cell's number from 1, or null where the fault has none. `text` is the raw text without its
 * last line end, at most `SHOWN` characters; it may hold personal data.
 */
export interface HeldRow {
  readonly line: number;
  readonly lines: number;
  readonly rule: HoldRule;
  readonly column: number | null;
  readonly expected: string;
  readonly found: string;
  readonly text: string;
  /** False only for the last row of a file without a final line end. */
  readonly terminated: boolean;
  /** The sheet of a workbook; columns are then named by letters. */
  readonly sheet?: string | undefined;
  /** The cells of a row of a sheet; null for one that cannot be trusted. */
  readonly cells?: readonly (string | null)[] | undefined;
}

/** Receives every physical line of a text exactly once, as a record or as held back. */
export interface RecordReceiver {
  record(line: number, lines: number, cells: string[], terminated: boolean): void;
  held(row: HeldRow): void;
}

/** Limits; lengths count UTF-16 units, as Excel does. */
export interface Limits {
  readonly cell: number;
  readonly line: number;
  readonly columns: number;
}

export const defaultLimits: Limits = { cell: 32_767, line: 1_048_576, columns: 512 };

/** How many records ended in each kind of line end; those inside quotes do not count. */
export interface LineEnds {
  readonly crlf: number;
  readonly lf: number;
  readonly cr: number;
}

/** Most characters kept of a held row; the vault has the whole file. */
export const SHOWN = 4096;

/** C0 without tab and line ends, DEL, C1. Tab is allowed because Excel users put it before numbers to keep their zeros. */
export const CONTROL = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]/;

/** The text before the quote of ="0001", which keeps a spreadsheet from reading it as a number. */
const GUARD = /^\s*[=＝]$/;

const LF = 10;
const CR = 13;
const QUOTE = 34;

type Quoted =
  | { readonly kind: 'more' }
  | { readonly kind: 'record'; readonly cells: string[]; readonly end: number; readonly lines: number }
  | { readonly kind: 'fault'; readonly rule: HoldRule; readonly column: number; readonly found: string };

/**
 * Cuts text into records strictly by RFC 4180, however it is divided into chunks.
 *
 * A quote stands only at the edges of a cell and is doubled inside. CR, LF and CRLF end a record outside quotes. A record that breaks a
 * rule is held back and reading restarts at the next physical line, so that one lost quote costs one line. Every physical line is given to
 * the receiver exactly once. Time is linear in the text and memory is bounded by `Limits`.
 *
 * The number of cells is not judged here (title and total rows have their own), except against `Limits.columns`. Cells are slices: keeping
 * one keeps its chunk in memory.
 */
export class Tokeniser {
  readonly #delimiter: string;
  readonly #delimiterCode: number;
  readonly #limits: Limits;
  readonly #receiver: RecordReceiver;
  #fields: number | null = null;
  #pending = '';
  #line = 1;
  #skipping: string | null = null;
  #skipped = 0;
  #openQuote: number | null = null;
  #crlf = 0;
  #lf = 0;
  #cr = 0;

  constructor(delimiter: string, receiver: RecordReceiver, limits: Limits = defaultLimits) {
    this.#delimiter = delimiter;
    this.#delimiterCode = delimiter.charCodeAt(0);
    this.#receiver = receiver;
    this.#limits = limits;
  }

  /** Sets how many cells a row has, once the header is known; used to detect rows that a lost quote has swallowed. */
  expectFields(fields: number): void {
    this.#fields = fields;
  }

  push(chunk: string): void {
    this.#read(chunk, false);
  }

  /** Reads the rest. `openQuote` is the line of a quote still open at the end of the file, with no whole row after it. */
  end(): { openQuote: number | null } {
    this.#read('', true);
    return { openQuote: this.#openQuote };
  }

  /** Whether nothing that was pushed waits for more text: a record would begin with the next character. */
  get isAtBorder(): boolean {
    return this.#pending.length === 0 && this.#skipping === null;
  }

  /**
   * Passes over rows at a border that are known to be one line each, with as many cells as the header and equal line ends.
   *
   * @throws {Error} inside a record: a fault of the program
   */
  pass(rows: number, crlf: boolean): void {
    if (!this.isAtBorder) throw new Error('rows can be passed over only between records');
    this.#line += rows;
    if (crlf) this.#crlf += rows;
    else this.#lf += rows;
    this.#openQuote = null;
  }

  get lineEnds(): LineEnds {
    return { crlf: this.#crlf, lf: this.#lf, cr: this.#cr };
  }

  #read(chunk: string, final: boolean): void {
    const text = this.#pending.length === 0 ? chunk : this.#pending + chunk;
    const n = text.length;
    const mayHoldControl = CONTROL.test(text);
    const marks: Marks = {
      lf: new NextIndex(text, '\n'),
      cr: new NextIndex(text, '\r'),
      quote: new NextIndex(text, '"'),
      delimiter: new NextIndex(text, this.#delimiter),
    };
    let at = 0;
    while (at < n) {
      const cr = marks.cr.from(at);
      const eol = Math.min(marks.lf.from(at), cr);
      if (!final && (eol === n || (eol === cr && eol === n - 1))) {
        if (this.#skipping === null && eol - at > this.#limits.line)
          this.#skipping = this.#longStart(text, at, eol);
        if (this.#skipping === null) break;
        this.#skipped += eol - at;
        at = eol;
        break;
      }
      const next = eol === n ? n : eol === cr && text.charCodeAt(eol + 1) === LF ? eol + 2 : eol + 1;
      if (this.#skipping !== null || eol - at > this.#limits.line) {
        this.#endOfLongLine(this.#longStart(text, at, eol), eol - at, eol < n);
        this.#countEnd(text, eol, n);
        at = next;
        continue;
      }
      if (marks.quote.from(at) >= eol) {
        this.#plainLine(text, at, eol, mayHoldControl);
        this.#countEnd(text, eol, n);
        at = next;
        continue;
      }
      const found = this.#quotedRecord(text, at, final, marks);
      if (found.kind === 'more') break;
      if (found.kind === 'fault') {
        this.#hold(text, at, eol, 1, found.rule, found.column, this.#expected(found.rule), found.found);
        if (found.found === 'not-closed' && found.rule === 'stray-quote') this.#openQuote = this.#line - 1;
        this.#countEnd(text, eol, n);
        at = next;
        continue;
      }
      const whole = found.lines === 1 ? 'one' : this.#judgeSpan(text, at, found);
      if (whole === 'resync') {
        this.#hold(text, at, eol, 1, 'stray-quote', null, this.#expected('stray-quote'), 'whole-rows');
        this.#countEnd(text, eol, n);
        at = next;
        continue;
      }
      if (whole === 'hold') {
        this.#hold(
          text,
          at,
          found.end,
          found.lines,
          'stray-quote',
          null,
          this.#expected('stray-quote'),
          'whole-rows',
        );
      } else this.#give(text, at, found.end, found.lines, found.cells, mayHoldControl);
      this.#countEnd(text, found.end, n);
      at = afterEnd(text, found.end);
    }
    this.#pending = at >= n ? '' : text.slice(at);
    if (final && this.#skipping !== null) this.#endOfLongLine('', 0, false);
  }

  #plainLine(text: string, from: number, to: number, mayHoldControl: boolean): void {
    const line = text.slice(from, to);
    const cells = line.split(this.#delimiter);
    if (to - from > this.#limits.cell) {
      const long = cells.findIndex((cell) => cell.length > this.#limits.cell);
      if (long >= 0) {
        const found = String(cells[long]?.length);
        this.#hold(text, from, to, 1, 'cell-too-long', long + 1, this.#expected('cell-too-long'), found);
        return;
      }
    }
    this.#give(text, from, to, 1, cells, mayHoldControl);
  }

  /** Gives a record with sound quotes, unless it holds control characters or too many cells. */
  #give(
    text: string,
    from: number,
    to: number,
    lines: number,
    cells: string[],
    mayHoldControl: boolean,
  ): void {
    const terminated = to < text.length;
    if (mayHoldControl && CONTROL.test(text.slice(from, to))) {
      const column = cells.findIndex((cell) => CONTROL.test(cell));
      const found = codePoint(CONTROL.exec(cells[column] ?? '')?.[0]);
      this.#hold(text, from, to, lines, 'control-char', column + 1, this.#expected('control-char'), found);
      return;
    }
    if (cells.length > this.#limits.columns) {
      const expected = `<= ${this.#limits.columns}`;
      this.#hold(text, from, to, lines, 'field-count', null, expected, String(cells.length));
      return;
    }
    if (this.#openQuote !== null && cells.length === this.#fields) this.#openQuote = null;
    const line = this.#line;
    this.#line += lines;
    this.#receiver.record(line, lines, cells, terminated);
  }

  #hold(
    text: string,
    from: number,
    to: number,
    lines: number,
    rule: HoldRule,
    column: number | null,
    expected: string,
    found: string,
  ): void {
    const line = this.#line;
    this.#line += lines;
    const shown = text.slice(from, Math.min(to, from + SHOWN));
    this.#receiver.held({
      line,
      lines,
      rule,
      column,
      expected,
      found,
      text: shown,
      terminated: to < text.length,
    });
  }

  /** The kept part of a line that is too long; never more than the limit, so that it does not depend on the chunks. */
  #longStart(text: string, from: number, to: number): string {
    return text.slice(from, Math.min(to, from + SHOWN, from + this.#limits.line));
  }

  #endOfLongLine(rest: string, length: number, terminated: boolean): void {
    const text = this.#skipping ?? rest;
    const found = String(this.#skipped + length);
    const line = this.#line;
    this.#line += 1;
    this.#skipping = null;
    this.#skipped = 0;
    const expected = this.#expected('line-too-long');
    this.#receiver.held({
      line,
      lines: 1,
      rule: 'line-too-long',
      column: null,
      expected,
      found,
      text,
      terminated,
    });
  }

  #expected(rule: HoldRule): string {
    if (rule === 'cell-too-long') return `<= ${this.#limits.cell}`;
    if (rule === 'line-too-long') return `<= ${this.#limits.line}`;
    return rule === 'stray-quote' ? '"…"' : 'text';
  }

  /** Reads one record that has a quote in its first line, from `at` on. */
  #quotedRecord(text: string, at: number, final: boolean, marks: Marks): Quoted {
    const n = text.length;
    const limit = this.#limits.cell;
    const cells: string[] = [];
    let lines = 1;
    for (let start = at; ; ) {
      const column = cells.length + 1;
      let end: number;
      if (text.charCodeAt(start) === QUOTE) {
        const from = start + 1;
        let close = text.indexOf('"', from);
        let doubled = false;
        while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) {
          doubled = true;
          close = text.indexOf('"', close + 2);
        }
        if ((close === -1 ? n : close) - from > limit) {
          return this.#overlongQuote(text, from, column);
        }
        if (close === -1) return final ? fault(column, 'not-closed') : { kind: 'more' };
        end = close + 1;
        if (end === n && !final) return { kind: 'more' };
        const raw = text.slice(from, close);
        cells.push(doubled ? raw.replaceAll('""', '"') : raw);
        if (Math.min(marks.lf.from(from), marks.cr.from(from)) < close) lines += countLineEnds(raw);
        if (lines > 1 && end - at > this.#limits.line) return fault(column, 'not-closed');
        const code = end === n ? LF : text.charCodeAt(end);
        if (code !== this.#delimiterCode && code !== LF && code !== CR)
          return fault(column, GUARD.test(raw) ? 'guard' : 'after-closing');
      } else {
        end = Math.min(marks.delimiter.from(start), marks.lf.from(start), marks.cr.from(start));
        const quote = marks.quote.from(start);
        const stop = Math.min(end, quote);
        if (lines > 1 && stop - at > this.#limits.line) return fault(column, 'not-closed');
        if (stop - start > limit) return fault(column, `> ${limit}`, 'cell-too-long');
        if (quote < end) return fault(column, GUARD.test(text.slice(start, quote)) ? 'guard' : 'inside-cell');
        if (end === n && !final) return { kind: 'more' };
        cells.push(text.slice(start, end));
      }
      if (end === n || text.charCodeAt(end) !== this.#delimiterCode) {
        const needsNext = !final && end === n - 1 && text.charCodeAt(end) === CR;
        return needsNext ? { kind: 'more' } : { kind: 'record', cells, end, lines };
      }
      start = end + 1;
    }
  }

  /** A quoted cell beyond the limit; with a line break inside, its quote was never closed. */
  #overlongQuote(text: string, from: number, column: number): Quoted {
    const spans = /[\r\n]/.test(text.slice(from, from + this.#limits.cell + 1));
    if (spans) return fault(column, 'not-closed');
    return fault(column, `> ${this.#limits.cell}`, 'cell-too-long');
  }

  /**
   * Judges a record over several lines, each of which would be a whole row by itself: two lost quotes, or one that met another. With the
   * right number of cells both readings are possible and all of it is held; otherwise only the opening line.
   */
  #judgeSpan(text: string, at: number, found: { cells: string[]; end: number }): 'one' | 'hold' | 'resync' {
    const fields = this.#fields;
    if (fields === null || fields < 3) return 'one';
    const isRow = (line: string) => line.split(this.#delimiter, fields + 1).length === fields;
    const record = text.slice(at, found.end);
    if (this.#hasSwallowed(found.cells, fields)) return 'resync';
    const last = Math.max(record.lastIndexOf('\n'), record.lastIndexOf('\r'));
    if (!isRow(record.slice(last + 1))) return 'one'; // Nearly always: the end of a remark is no row.
    const lines = record.split(/\r\n|\r|\n/);
    if (!lines.every(isRow)) return 'one';
    return found.cells.length === fields ? 'hold' : 'resync';
  }

  /**
   * Whether a quoted cell holds a line that begins as this row does, with the same first cell, or, in a record that cannot be a row, one
   * with the separators of half a row: an open quote met the next quote in the middle of another row.
   */
  #hasSwallowed(cells: readonly string[], fields: number): boolean {
    const first = `${cells[0] ?? ''}${this.#delimiter}`;
    const begins = (line: string) =>
      (first.length > 1 && line.startsWith(first)) ||
      (cells.length !== fields && line.split(this.#delimiter, fields).length * 2 > fields);
    return cells.some((cell) => {
      const lines = cell.split(/\r\n|\r|\n/);
      return lines.length > 1 && lines.slice(1).some(begins);
    });
  }

  #countEnd(text: string, eol: number, n: number): void {
    if (eol >= n) return;
    if (text.charCodeAt(eol) === LF) this.#lf += 1;
    else if (text.charCodeAt(eol + 1) === LF) this.#crlf += 1;
    else this.#cr += 1;
  }
}

function fault(column: number, found: string, rule: HoldRule = 'stray-quote'): Quoted {
  return { kind: 'fault', rule, column, found };
}

interface Marks {
  readonly lf: NextIndex;
  readonly cr: NextIndex;
  readonly quote: NextIndex;
  readonly delimiter: NextIndex;
}

/** The next position of a character, or the text's length. Remembers it, so that a missing one is searched only once. */
class NextIndex {
  readonly #text: string;
  readonly #what: string;
  #asked = 0;
  #found = -1;

  constructor(text: string, what: string) {
    this.#text = text;
    this.#what = what;
  }

  from(start: number): number {
    if (start >= this.#asked && start <= this.#found) return this.#found;
    const index = this.#text.indexOf(this.#what, start);
    this.#asked = start;
    this.#found = index === -1 ? this.#text.length : index;
    return this.#found;
  }
}

function afterEnd(text: string, end: number): number {
  if (end >= text.length) return end;
  return text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
}
