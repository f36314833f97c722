import type { SortedRows } from './sort-rows.js';
import type { LineEnds } from './tokenise.js';

/** The result of a file's rows. */
export interface RowsRead extends SortedRows {
  readonly ends: LineEnds;
}
