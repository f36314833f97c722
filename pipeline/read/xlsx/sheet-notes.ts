import { columnLetters } from '../../message/column-letters.js';
import type { FoundHeader } from '../header.js';
import { FileRefusal } from '../refusal.js';
import type { ReadWarning } from '../warnings.js';
import { rangeText } from './cell-address.js';
import type { Range, RawRow } from './message.js';
import {
  cellsOutside,
  hiddenColumns,
  hiddenRows,
  hiddenSheet,
  inSheet,
  mergedCells,
  mergedHeader,
  numberIdentifiers,
} from './messages.js';

/** Most places that a warning names. */
const SHOWN = 20;

/** Collects the warnings on a sheet that are not about rows: what is hidden, merged, or outside the table. */
export class SheetNotes {
  readonly #header: FoundHeader;
  readonly #width: number;
  #hiddenRows = 0;
  readonly #hiddenRanges = new Ranges();
  readonly #accepted = new Ranges();
  readonly #hiddenColumns = new Set<number>();
  readonly #numbers = new Map<number, { readonly count: number; readonly first: number }>();
  #filter: string | null = null;
  #merged = 0;
  #firstMerge = '';
  #outside = 0;
  #firstOutside = '';
  readonly #outsideColumns = new Set<number>();

  constructor(header: FoundHeader) {
    this.#header = header;
    this.#width = header.cells.length;
  }

  row(row: RawRow): void {
    if (row.hidden) {
      this.#hiddenRows += 1;
      this.#hiddenRanges.add(row.row);
    }
    if (row.row <= this.#header.line) {
      if (row.row === this.#header.line && row.beyond !== null) this.#addOutside(row);
      return;
    }
    this.#addOutside(row);
  }

  /** Notes a number in a column of identifiers. */
  numberIdentifier(column: number, row: number): void {
    const known = this.#numbers.get(column);
    this.#numbers.set(column, { count: (known?.count ?? 0) + 1, first: known?.first ?? row });
  }

  accepted(row: number): void {
    this.#accepted.add(row);
  }

  filter(range: string): void {
    this.#filter = range;
  }

  hidden(columns: readonly (readonly [from: number, to: number])[]): void {
    for (const [from, to] of columns) {
      for (let column = from; column <= Math.min(to, this.#width); column += 1)
        this.#hiddenColumns.add(column);
    }
  }

  /** @throws {FileRefusal} `merged-header` where a range reaches into the header row */
  merged(merges: readonly Range[]): void {
    const { line } = this.#header;
    for (const range of merges) {
      const [top, left, bottom, right] = range;
      if (left > this.#width || (top === bottom && left === right)) continue;
      const text = rangeText(range);
      if (top <= line && bottom >= line) {
        throw new FileRefusal('merged-header', mergedHeader(text, line), line, { range: text });
      }
      if (!this.#accepted.meets(top, bottom)) continue;
      if (this.#merged === 0) this.#firstMerge = text;
      this.#merged += 1;
    }
  }

  warnings(isHidden: boolean): ReadWarning[] {
    const warnings: ReadWarning[] = [];
    const warn = (code: ReadWarning['code'], notice: ReadWarning['notice'], facts: ReadWarning['facts']) =>
      warnings.push({ code, notice, line: null, facts });
    if (isHidden) warn('hidden-sheet', hiddenSheet(), {});
    if (this.#hiddenRows > 0) {
      const ranges = this.#hiddenRanges.text();
      const texts = hiddenRows(this.#hiddenRows, ranges, this.#filter);
      warn('hidden-rows', texts, { count: this.#hiddenRows, rows: ranges, filter: this.#filter });
    }
    if (this.#hiddenColumns.size > 0) {
      const columns = lettersOf(this.#hiddenColumns);
      warn('hidden-columns', hiddenColumns(columns), { columns });
    }
    if (this.#merged > 0) {
      const texts = mergedCells(this.#merged, this.#firstMerge);
      warn('merged-cells', texts, { count: this.#merged, first: this.#firstMerge });
    }
    if (this.#outside > 0) {
      const columns = lettersOf(this.#outsideColumns);
      const texts = cellsOutside(this.#outside, this.#firstOutside, columns);
      warn('cells-outside', texts, { count: this.#outside, first: this.#firstOutside, columns });
    }
    for (const [column, { count, first }] of this.#numbers) {
      const header = this.#header.cells[column - 1] ?? '';
      const place = `${columnLetters(column)}${first}`;
      warn('number-identifiers', numberIdentifiers(header, count, place), { header, count, first: place });
    }
    return warnings;
  }

  #addOutside({ row, cells, beyond }: RawRow): void {
    if ((cells.at(-1)?.[0] ?? 0) > this.#width) {
      for (const [column] of cells) if (column > this.#width) this.#countOutside(row, column, 1);
    }
    if (beyond !== null) this.#countOutside(row, beyond.first, beyond.count);
  }

  #countOutside(row: number, column: number, count: number): void {
    if (this.#outside === 0) this.#firstOutside = `${columnLetters(column)}${row}`;
    this.#outside += count;
    if (this.#outsideColumns.size < SHOWN) this.#outsideColumns.add(column);
  }
}

/** A refusal that names the sheet it is about. */
export function refusedIn(sheet: string, refusal: FileRefusal): FileRefusal {
  const { code, notice, line, facts } = refusal;
  return new FileRefusal(code, inSheet(notice, sheet), line, { ...facts, sheet });
}

/** A warning that names the sheet it is about. */
export function warningIn(sheet: string, { code, notice, line, facts }: ReadWarning): ReadWarning {
  return { code, notice: inSheet(notice, sheet), line, facts: { ...facts, sheet } };
}

/** Row numbers as ranges, because rows come in order and mostly without gaps. */
class Ranges {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** @param row greater than all before */
  add(row: number): void {
    const last = this.#ends.length - 1;
    if (this.#ends[last] === row - 1) this.#ends[last] = row;
    else {
      this.#starts.push(row);
      this.#ends.push(row);
    }
  }

  meets(from: number, to: number): boolean {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return (this.#starts[low] ?? Number.POSITIVE_INFINITY) <= to;
  }

  text(): string {
    const shown = this.#starts.slice(0, SHOWN).map((start, at) => {
      const end = this.#ends[at] ?? start;
      return start === end ? `${start}` : `${start}–${end}`;
    });
    return shown.join(', ') + (this.#starts.length > SHOWN ? ' …' : '');
  }
}

function lettersOf(columns: ReadonlySet<number>): string[] {
  return [...columns]
    .sort((a, b) => a - b)
    .slice(0, SHOWN)
    .map(columnLetters);
}
