import type { AnyTable } from '../define/table.js';

/** The columns a receipt has besides those of the table; a file with the first of them is a receipt that came back. */
export const receiptHeaders = {
  ref: '回执编号',
  problem: '回执问题',
  advice: '回执建议',
  action: '回执处理',
} as const;

/** What one hospital must correct. It holds the hospital's own data and goes to that hospital alone. */
export interface Receipt {
  /** The hospital's code; null for rows that cannot be attributed, which stay with the centre. */
  readonly hospital: string | null;
  readonly tables: readonly ReceiptTable[];
  /** Refused files, and warnings on the others. */
  readonly files: readonly FileProblem[];
  /** The cases behind its judged figures that are to be reviewed; absent where nobody asked. */
  readonly review?: readonly ReviewLine[];
  /** What would settle the hospital's open figures; absent where it was not computed. */
  readonly settling?: readonly SettlingLine[];
}

/** Cases to review for one reason, in words, with shortened pseudonyms: the same for the same patient in every file of the centre. */
export interface ReviewLine {
  readonly code: string;
  readonly title: string;
  readonly state: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly lines: string;
  readonly because: string;
  readonly patients: readonly string[];
}

/** One way to settle open cases of a figure, in words. */
export interface SettlingLine {
  /** `ECMO-02`, to look the indicator up. */
  readonly code: string;
  readonly title: string;
  /** The present figure, with its open cases. */
  readonly now: string;
  /** The column to add, or the cells to fill in. */
  readonly fill: string;
  /** How many cases this can settle, and the possible figure. */
  readonly result: string;
  readonly rows: readonly { readonly file: string; readonly sheet: string | null; readonly line: number }[];
}

/** Held-back rows of one table with the same headers. */
export interface ReceiptTable {
  readonly table: AnyTable;
  readonly columns: readonly ReceiptColumn[];
  readonly rows: readonly ReceiptRow[];
}

/** A column of a receipt's table. */
export interface ReceiptColumn {
  /** The field of the contract. */
  readonly field: string;
  /** The header as it was sent. */
  readonly header: string;
}

/** A held-back row as the hospital sent it. */
export interface ReceiptRow {
  readonly ref: string;
  /** In column order; blank where the cell is unknown or uncertain. */
  readonly cells: readonly string[];
  /** Columns, from 0, that a problem names. */
  readonly marks: ReadonlyMap<number, 'wrong' | 'caution'>;
  readonly problem: string;
  readonly advice: string;
}

/** A refused file, rows of it that are not sent back, or a warning on it. */
export interface FileProblem {
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number | null;
  /** `held`: rows of the file that are held back and not sent back, because they are not the hospital's own. */
  readonly severity: 'refusal' | 'held' | 'warning';
  readonly message: string;
}

/** The reference of a held-back row: its file, its sheet and its physical line. */
export function receiptRef(sha256: string, sheet: string | null, line: number): string {
  return `${sha256.slice(0, 12)}-${sheet ?? ''}-${line}`;
}
