import type { FileRefusal } from '../refusal.js';
import type { NumberFormat } from './number-format.js';

/** Facts about a workbook that precede its sheets. */
export interface Book {
  readonly date1904: boolean;
  readonly hasMacros: boolean;
  /** The formats that number cells refer to by position. */
  readonly formats: readonly NumberFormat[];
}

/**
 * A filled cell: its text, or a value to be judged by its column.
 *
 * `number` has the position of its format; `error` the code Excel shows; `formula` is one without a cached value; `long` the length of a
 * text beyond the limit.
 */
export type RawCell =
  | string
  | { readonly number: number; readonly format: number }
  | { readonly error: string }
  | { readonly formula: true }
  | { readonly long: number };

/** A row with its cells by column number, from 1, in order; those beyond the usable columns are only counted. */
export interface RawRow {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: readonly (readonly [column: number, cell: RawCell])[];
  readonly beyond: { readonly count: number; readonly first: number } | null;
  /** The number of characters of a row with too many, whose cells are left out; otherwise null. */
  readonly long: number | null;
}

/** A block of cells, from 1, edges included. */
export type Range = readonly [top: number, left: number, bottom: number, right: number];

/** The messages of a workbook's reader, in this order: book, then for each sheet its start, facts, and end, then done. */
export type WorkbookMessage =
  | { readonly kind: 'book'; readonly book: Book }
  | { readonly kind: 'sheet'; readonly name: string; readonly hidden: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly RawRow[] }
  | { readonly kind: 'hidden-columns'; readonly columns: readonly (readonly [from: number, to: number])[] }
  | { readonly kind: 'merges'; readonly merges: readonly Range[] }
  | { readonly kind: 'filter'; readonly range: string }
  | { readonly kind: 'end' }
  | ({ readonly kind: 'refused' } & Pick<FileRefusal, 'code' | 'notice' | 'line' | 'facts'>)
  | { readonly kind: 'done' };
