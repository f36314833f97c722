/** The style of a cell, by its meaning to the reader. */
export type Look =
  /** Ordinary text, to be filled in. */
  | 'text'
  | 'header'
  /** The header of a column that must be filled in. */
  | 'required'
  | 'bold'
  /** Long text on several lines. */
  | 'wrapped'
  /** To be corrected: red. */
  | 'wrong'
  /** To be looked at: yellow. */
  | 'caution'
  /** Not to be changed: grey. */
  | 'locked'
  /** A remark on the row: grey, on several lines. */
  | 'remark';

/** A cell; dates, codes and identifiers are texts, so that a spreadsheet leaves them as they are. */
export type Cell = string | { readonly value: string | number; readonly look: Look };

/** What a column accepts, and the hint beside a selected cell. */
export interface ColumnCheck {
  /** From 1. */
  readonly column: number;
  /** The rows it applies to, first and last, from 1; every row below the frozen ones when absent. */
  readonly rows?: readonly (readonly [first: number, last: number])[];
  /** Words to choose from; others can be entered after a warning. Empty: anything. */
  readonly list: readonly string[];
  /** Whether others can be entered without a warning, as where several words go into one cell. */
  readonly open?: boolean;
  /** At most 32 characters are shown. */
  readonly title: string;
  /** At most 255 characters are shown. */
  readonly prompt: string;
}

/** A sheet to be written. */
export interface Sheet {
  readonly name: string;
  /** Of each column, in characters. */
  readonly widths: readonly number[];
  readonly rows: Iterable<readonly Cell[]>;
  /** Rows and columns that stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Checks of the rows below the frozen ones. */
  readonly checks?: readonly ColumnCheck[];
  readonly hidden?: boolean;
  /** Whether to print so small that its columns fit a page. */
  readonly fitsPage?: boolean;
}

/** A text that could not be written unchanged. */
export interface WriteWarning {
  readonly sheet: string;
  /** Such as `C7`. */
  readonly cell: string;
  readonly kind: 'cut' | 'control-characters';
  /** Characters before the cut, or control characters left out. */
  readonly count: number;
}
