import type { HeldRow } from './tokenise.js';

/** A record at the top of a file; `cells` is null for one that the tokeniser held back. */
export interface HeadRow {
  readonly line: number;
  readonly lines: number;
  readonly cells: readonly string[] | null;
  /** Why it was held back. */
  readonly held?: HeldRow;
}
