import { closeSync } from 'node:fs';
import Papa from 'papaparse';
import { openNew, write } from '../effects/effects.js';
import { formulaLike } from '../message/formula.js';
import { sqlName } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import type { ExportColumn } from './case-columns.js';

const rowsPerPage = 20_000;

/** Cases as CSV: UTF-8, LF, null as an empty cell, text that begins a formula defused. Written page by page. */
export async function writeCasesCsv(
  database: Database,
  table: string,
  columns: readonly ExportColumn[],
  path: string,
): Promise<void> {
  const names = columns.map(({ name }) => name);
  const fd = openNew(path);
  const put = (text: string) => write(fd, Buffer.from(text, 'utf8'));
  try {
    put(`${names.join(',')}\n`);
    for (let from = 0; ; from += rowsPerPage) {
      const rows = await database.rows(
        `SELECT ${names.map(sqlName).join(', ')} FROM ${sqlName(table)}
         WHERE export_row > ${from} AND export_row <= ${from + rowsPerPage} ORDER BY export_row`,
      );
      if (rows.length === 0) return;
      const data = rows.map((row) => names.map((name) => row[name]));
      put(`${Papa.unparse(data, { newline: '\n', escapeFormulae: formulaLike })}\n`);
    }
  } finally {
    closeSync(fd);
  }
}
