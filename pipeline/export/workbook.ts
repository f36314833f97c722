import { InputError } from '../message/errors.js';
import type { Cell, Sheet } from '../workbook/sheet.js';
import { widthOf } from '../workbook/text-width.js';
import { writeWorkbook } from '../workbook/write-workbook.js';

/** Most rows of a workbook, which is made in memory; use other formats for more. */
export const mostWorkbookRows = 200_000;

type Value = string | number | boolean | null | undefined;

/**
 * Rows as a workbook with a frozen header: numbers as numbers, null as an empty cell, all else as text; then the sheets that explain them.
 *
 * @throws {InputError} `too-many-rows`
 */
export function exportWorkbook(
  name: string,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, Value>>[],
  notes: readonly Sheet[] = [],
): Uint8Array {
  if (rows.length > mostWorkbookRows)
    throw new InputError('too-many-rows', {
      zh: `导出 xlsx 最多 ${mostWorkbookRows} 行，但 ${name} 更多。请改用 --format parquet 或 csv。`,
      en: `An xlsx export holds at most ${mostWorkbookRows} rows, but ${name} has more. Use --format parquet or csv.`,
    });
  const header = columns.map((value): Cell => ({ value, look: 'header' }));
  const cells = rows.map((row) => columns.map((column) => cellOf(row[column])));
  const sheet = {
    name,
    widths: columns.map((column) => Math.min(Math.max(widthOf(column) + 2, 10), 40)),
    frozen: { rows: 1, columns: 0 },
    rows: [header, ...cells],
  };
  return writeWorkbook([sheet, ...notes]).bytes;
}

function cellOf(value: Value): Cell {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? { value, look: 'text' } : String(value);
}
