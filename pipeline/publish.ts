import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import type { ReportData } from '../reports/report-data.js';
import { sqlText } from './compile/quote.js';
import type { Figure } from './figures.js';
import { figuresArrow } from './figures-arrow.js';
import { formulaLike } from './formula.js';
import type { Receipt } from './receipt/receipt.js';
import { receiptFiles } from './receipt/receipt-files.js';
import type { Database } from './warehouse/database.js';
import { figureColumns } from './warehouse/schema.js';

/** Every figure as CSV: UTF-8, LF, numbers as they are, null as nothing, texts that begin a formula defused. */
export function figuresCsv(figures: readonly Figure[]): string {
  const names = figureColumns.map(([name]) => name);
  const rows = figures.map((figure) => names.map((name) => figure[name]));
  return `${Papa.unparse({ fields: names, data: rows }, { newline: '\n', quotes: cutsCells, escapeFormulae: formulaLike })}\n`;
}

/** Whether a program that cuts cells at another mark than the comma would see more than one cell. */
const cutsCells = (value: unknown) => typeof value === 'string' && /[;|\t]/.test(value);

/** The problems of a month for people with a spreadsheet: UTF-8 with a mark, CRLF, cells that begin a formula defused. */
export function problemsCsv({ problems }: ReportData): string {
  const fields = [
    '医院编码',
    '表',
    '文件',
    '工作表',
    '行',
    '记录',
    '列',
    '列名',
    '值',
    '规则',
    '级别',
    '说明',
    '建议',
    'Message',
    'Suggestion',
  ];
  const data = problems.map((p) => [
    p.hospital_id,
    p.table,
    p.file,
    p.sheet,
    p.line,
    p.record,
    p.column_letter,
    p.column,
    p.value,
    p.rule,
    p.severity,
    p.message.zh,
    p.fix.zh,
    p.message.en,
    p.fix.en,
  ]);
  return `\ufeff${Papa.unparse({ fields, data }, { newline: '\r\n', quotes: true, escapeFormulae: formulaLike })}\r\n`;
}

/** Writes the files of a report into a folder of its own; nothing is visible at its place until all of it is there. */
export async function writeReport(
  database: Database,
  folder: string,
  data: ReportData,
  pages: ReadonlyMap<string, string>,
  receipts: readonly Receipt[],
): Promise<void> {
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
    const fd = openSync(path, 'r');
    fsyncSync(fd);
    closeSync(fd);
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, html] of pages) write(name, html);
  write('figures.csv', figuresCsv(data.figures));
  write('figures.arrow', figuresArrow(data.figures));
  write('problems.csv', problemsCsv(data));
  for (const [name, content] of receiptFiles(receipts)) write(name, content);
  const parquet = sqlText(join(folder, 'figures.parquet'));
  await database.run(
    `COPY (SELECT * FROM figures WHERE batch = $batch ORDER BY ALL) TO ${parquet} (FORMAT parquet, COMPRESSION zstd)`,
    { batch: data.batch },
  );
  chmodSync(join(folder, 'figures.parquet'), 0o600);
}

/**
 * Puts a finished report in its place. A published report of another batch is kept under `archive/`, never overwritten.
 */
export function placeReport(finished: string, reports: string, month: string, batch: string): string {
  const place = join(reports, month);
  const batchFile = join(finished, 'batch.txt');
  writeFileSync(batchFile, `${batch}\n`, { mode: 0o600 });
  if (existsSync(place)) {
    const published = existsSync(join(place, 'batch.txt'))
      ? readFileSync(join(place, 'batch.txt'), 'utf8').trim()
      : 'unknown';
    const archive = join(reports, 'archive', `${month}-${published}`);
    if (published === batch || existsSync(archive)) rmSync(place, { recursive: true });
    else {
      mkdirSync(dirname(archive), { recursive: true, mode: 0o700 });
      renameSync(place, archive);
    }
  }
  renameSync(finished, place);
  return place;
}
