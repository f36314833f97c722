import { guardedCell } from './guarded-cell.js';
import { type ReceiptTable, receiptHeaders } from './receipt.js';

/**
 * The rows to correct of one table as CSV: UTF-8 with a byte order mark, CRLF, every cell in quotes.
 *
 * Cells that Excel would execute or change have an apostrophe before them, see {@link guardedCell}; headers have none, so that the reader
 * recognises them.
 */
export function receiptCsv({ columns, rows }: ReceiptTable): string {
  const { ref, problem, advice, action } = receiptHeaders;
  const header = [ref, problem, advice, action, ...columns.map((column) => column.header)];
  const lines = rows.map((row) => [
    row.ref,
    guardedCell(row.problem),
    guardedCell(row.advice),
    '',
    ...row.cells.map(guardedCell),
  ]);
  return `\ufeff${[header, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
