import type { FieldMeta } from '../../define/field.js';
import type { Bilingual } from '../../message/errors.js';

/** A property of cells that were accepted, told once per column, file and hospital with the number of cells and the first line. */
export interface ColumnNote {
  /** The name of the rule in `problems`; its severity is a warning. */
  readonly rule: string;
  /** A regular expression that every such cell matches as sent; null for a cell that was read as blank. */
  readonly pattern: string | null;
  /** SQL for a further condition on a cell: `raw` is the cell as sent, `clean` the folded text, NULL where it is blank. */
  counts(raw: string, clean: string): string;
  /** SQL for the shown part of a cell as sent: one of a few words, never personal data. NULL for nothing. */
  found(raw: string): string;
  /** Whether the note applies to columns of this field. */
  concerns(meta: FieldMeta): boolean;
  /** What was done with the cells; follows “…”有 n 格. */
  readonly what: Bilingual;
  readonly fix: Bilingual;
}
