import type { Budget } from './budget.js';
import { parseAddress, parseRange } from './cell-address.js';
import { rowLimits, SHEET_COLUMNS, SHEET_ROWS } from './limits.js';
import type { RawCell, RawRow, WorkbookMessage } from './message.js';
import { type Damage, refuseDamaged } from './messages.js';
import { decodeEscapes, TextRun } from './text-run.js';
import { type Attributes, isTrue, type XmlTaker } from './xml.js';

/** What reading a sheet needs from the rest of the workbook. */
export interface SheetContext {
  readonly part: string;
  readonly strings: readonly string[];
  /** How many styles there are. */
  readonly styles: number;
  readonly budget: Budget;
}

/** Collects the rows and facts of a sheet's XML; empty cells cost nothing, wherever they stand. */
export class SheetXml implements XmlTaker {
  readonly #context: SheetContext;
  #messages: WorkbookMessage[] = [];
  #rows: RawRow[] = [];
  #weight = 0;
  #section = '';
  #columnRules = 0;

  #row = 0;
  #rowHidden = false;
  #cells: [number, RawCell][] = [];
  #used = 0;
  #beyond: { count: number; first: number } | null = null;
  #characters = 0;

  #column = 0;
  #type = 'n';
  #style = 0;
  #hasFormula = false;
  #value: string | null = null;
  #inValue = false;
  readonly #inline = new TextRun();

  constructor(context: SheetContext) {
    this.#context = context;
  }

  /** The messages so far, once there are enough to send; all of them for `final`. */
  take(final = false): WorkbookMessage[] {
    if (!final && this.#weight < BATCH) return [];
    const messages = this.#messages;
    if (this.#rows.length > 0) messages.unshift({ kind: 'rows', rows: this.#rows });
    this.#messages = [];
    this.#rows = [];
    this.#weight = 0;
    return messages;
  }

  open(name: string, attributes: Attributes, depth: number): void {
    if (depth === 1 && name !== 'worksheet') throw this.#damaged('bad-xml');
    if (depth === 2) {
      this.#section = name;
      if (name === 'autoFilter') this.#filter(attributes['ref'] ?? '');
    } else if (this.#section === 'sheetData') this.#openData(name, attributes, depth);
    else if (depth !== 3) return;
    else if (this.#section === 'cols' && name === 'col') this.#hiddenColumns(attributes);
    else if (this.#section === 'mergeCells' && name === 'mergeCell') this.#merge(attributes['ref'] ?? '');
  }

  text(text: string): void {
    if (this.#inValue) this.#value = (this.#value ?? '') + text;
    else this.#inline.text(text);
  }

  close(name: string, depth: number): void {
    if (this.#section !== 'sheetData') return;
    if (depth === 3) this.#closeRow();
    else if (depth === 4) this.#closeCell();
    else if (depth === 5 && name === 'v') this.#inValue = false;
    else if (depth > 5) this.#inline.close(name);
  }

  #openData(name: string, attributes: Attributes, depth: number): void {
    if (depth === 3 && name === 'row') this.#openRow(attributes);
    else if (depth === 4 && name === 'c') this.#openCell(attributes);
    else if (depth === 5 && name === 'v') {
      this.#inValue = true;
      this.#value = '';
    } else if (depth === 5 && name === 'f') this.#hasFormula = true;
    else if (depth > 5) this.#inline.open(name, attributes);
  }

  #openRow(attributes: Attributes): void {
    const written = attributes['r'];
    const row = written === undefined ? this.#row + 1 : Number(written);
    if (!Number.isInteger(row) || row < 1 || row > SHEET_ROWS) throw this.#damaged('bad-reference');
    if (row <= this.#row) throw this.#damaged('order', row);
    this.#row = row;
    this.#rowHidden = isTrue(attributes['hidden']);
    this.#cells = [];
    this.#used = 0;
    this.#beyond = null;
    this.#characters = 0;
    this.#column = 0;
  }

  #openCell(attributes: Attributes): void {
    const written = attributes['r'];
    const place =
      written === undefined ? { row: this.#row, column: this.#column + 1 } : parseAddress(written);
    if (place === null || place.row !== this.#row || place.column > SHEET_COLUMNS) {
      throw this.#damaged('bad-reference', this.#row);
    }
    if (place.column <= this.#column) throw this.#damaged('order', this.#row);
    this.#column = place.column;
    this.#type = attributes['t'] ?? 'n';
    this.#style = Number(attributes['s'] ?? 0);
    this.#hasFormula = false;
    this.#value = null;
    this.#inline.take();
  }

  #closeCell(): void {
    const cell = this.#cell();
    if (cell === null || cell === '') return;
    const length = typeof cell === 'string' ? cell.length : 8;
    this.#context.budget.cell(length);
    this.#used += 1;
    this.#characters += length;
    if (this.#column > rowLimits.columns) {
      this.#beyond = { count: (this.#beyond?.count ?? 0) + 1, first: this.#beyond?.first ?? this.#column };
    } else if (this.#characters <= rowLimits.line) this.#cells.push([this.#column, cell]);
  }

  #closeRow(): void {
    if (this.#used === 0) return;
    const long = this.#characters > rowLimits.line ? this.#characters : null;
    const cells = long === null ? this.#cells : [];
    this.#rows.push({ row: this.#row, hidden: this.#rowHidden, cells, beyond: this.#beyond, long });
    this.#weight += 32 + this.#characters;
  }

  /** The content of the cell; null for nothing. */
  #cell(): RawCell | null {
    const value = this.#value;
    if (this.#type === 'inlineStr') return shortText(this.#inline.take());
    if (this.#hasFormula && (value === null || (value.trim() === '' && this.#type !== 'str'))) {
      return { formula: true };
    }
    if (value === null) return null;
    if (this.#type === 'str') return shortText(decodeEscapes(value));
    const bare = value.trim();
    if (bare === '') return null;
    switch (this.#type) {
      case 's':
        return shortText(this.#shared(bare));
      case 'n':
        return this.#number(bare);
      case 'b':
        return bare === '1' || bare === 'true' ? 'true' : 'false';
      case 'd':
        return isoText(bare);
      default:
        return { error: bare.slice(0, 20) };
    }
  }

  #shared(index: string): string {
    const text = /^\d{1,9}$/.test(index) ? this.#context.strings[Number(index)] : undefined;
    if (text === undefined) throw this.#damaged('bad-reference', this.#row);
    return text;
  }

  #number(written: string): RawCell {
    const isNumber =
      written.length < 400 && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(written);
    const number = isNumber ? Number(written) : Number.NaN;
    if (!Number.isFinite(number)) return { error: 'not-a-number' };
    const isKnown = this.#style === 0 || (this.#style > 0 && this.#style < this.#context.styles);
    if (!isKnown) throw this.#damaged('bad-reference', this.#row);
    return { number, format: this.#style };
  }

  #hiddenColumns(attributes: Attributes): void {
    this.#columnRules += 1;
    if (this.#columnRules > SHEET_COLUMNS) throw this.#damaged('bad-reference');
    if (!isTrue(attributes['hidden'])) return;
    const from = Number(attributes['min']);
    const to = Number(attributes['max']);
    if (from >= 1 && to <= SHEET_COLUMNS && from <= to)
      this.#tell({ kind: 'hidden-columns', columns: [[from, to]] });
  }

  #merge(ref: string): void {
    const range = parseRange(ref);
    if (range === null) throw this.#damaged('bad-reference');
    this.#tell({ kind: 'merges', merges: [range] });
  }

  #filter(ref: string): void {
    const range = parseRange(ref);
    if (range !== null) this.#tell({ kind: 'filter', range: ref });
  }

  #tell(message: WorkbookMessage): void {
    this.#messages.push(message);
    this.#weight += 64;
  }

  #damaged(damage: Damage, line: number | null = null) {
    return refuseDamaged(damage, this.#context.part, line);
  }
}

/** Approximate characters of the messages sent together. */
const BATCH = 64 * 1024;

function shortText(text: string): RawCell {
  return text.length > rowLimits.cell ? { long: text.length } : text;
}

/** A date cell of the newer kind as date and time; any other text is returned unchanged. */
function isoText(value: string): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.0{1,9})?)?)?$/.exec(value.slice(0, 64));
  if (match === null) return value;
  const [, date = '', clock, seconds = '00'] = match;
  if (clock === undefined) return date;
  return seconds === '00' ? `${date} ${clock}` : `${date} ${clock}:${seconds}`;
}
