import type { SortedRows } from './sort-rows.js';
import type { LineEnds } from './tokenise.js';

/** What the rows of one file came to. */
export interface RowsRead extends SortedRows {
  readonly ends: LineEnds;
}
