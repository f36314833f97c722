import type { AnyTable } from '../define/table.js';

/** The columns a receipt has beside those of the table; a file with the first of them is a receipt that came back. */
export const receiptHeaders = {
  ref: '回执编号',
  problem: '回执问题',
  advice: '回执建议',
  action: '回执处理',
} as const;

/** What one hospital has to correct. It holds the hospital's own data and goes to that hospital alone. */
export interface Receipt {
  /** The hospital's code; null for what no hospital could be told of, which stays with the centre. */
  readonly hospital: string | null;
  readonly tables: readonly ReceiptTable[];
  /** Refused files, and what was noticed in the others. */
  readonly files: readonly FileProblem[];
  /** What would settle the hospital's open figures; nothing where nobody has asked. */
  readonly settling?: readonly SettlingLine[];
}

/** One way to settle open cases of a figure, in words. */
export interface SettlingLine {
  /** `ECMO-02`, for whoever looks the indicator up. */
  readonly code: string;
  readonly title: string;
  /** The figure as it is, with what is open. */
  readonly now: string;
  /** Which column to add, or which cells to fill in. */
  readonly fill: string;
  /** How many cases that can settle, and what the figure can become. */
  readonly result: string;
  readonly rows: readonly { readonly file: string; readonly sheet: string | null; readonly line: number }[];
}

/** Held-back rows of one table that came under the same headers. */
export interface ReceiptTable {
  readonly table: AnyTable;
  readonly columns: readonly ReceiptColumn[];
  readonly rows: readonly ReceiptRow[];
}

export interface ReceiptColumn {
  /** The field of the contract. */
  readonly field: string;
  /** The header as it was sent. */
  readonly header: string;
}

/** A held-back row as the hospital sent it. */
export interface ReceiptRow {
  readonly ref: string;
  /** In the order of the columns; blank where the cell cannot be told or trusted. */
  readonly cells: readonly string[];
  /** Columns, from 0, that a problem names. */
  readonly marks: ReadonlyMap<number, 'wrong' | 'caution'>;
  readonly problem: string;
  readonly advice: string;
}

export interface FileProblem {
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number | null;
  /** `held`: rows of the file that are held back and not sent back, because they are not the hospital's own. */
  readonly severity: 'refusal' | 'held' | 'warning';
  readonly message: string;
}

/** The name of a held-back row: of its file, its sheet and its physical line. */
export function receiptRef(sha256: string, sheet: string | null, line: number): string {
  return `${sha256.slice(0, 12)}-${sheet ?? ''}-${line}`;
}
