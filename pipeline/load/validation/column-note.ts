import type { FieldMeta } from '../../define/field.js';
import type { Bilingual } from '../../message/errors.js';

/**
 * Something about the cells of a column that were read all the same, told once for the column of a file and hospital with
 * how many cells there are and on which line the first stands.
 */
export interface ColumnNote {
  /** The name of the rule in `problems`; a warning. */
  readonly rule: string;
  /** A regular expression that every cell concerned matches as it was sent; null: a cell that was read as a blank. */
  readonly pattern: string | null;
  /** Further, as SQL: whether a cell counts. `raw` as it was sent, `clean` folded and NULL where it is blank. */
  counts(raw: string, clean: string): string;
  /** As SQL, what is shown of a cell as it was sent: one of few words, never personal. NULL for nothing. */
  found(raw: string): string;
  /** Whether a column of this field is looked at. */
  concerns(meta: FieldMeta): boolean;
  /** What happened to the cells, behind “…”有 n 格. */
  readonly what: Bilingual;
  readonly fix: Bilingual;
}
