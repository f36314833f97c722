import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import { readRecords } from '../../../pipeline/read/read-file.js';
import { memorySource } from '../../../pipeline/read/source.js';
import { readWorkbook } from '../../../pipeline/read/xlsx/read-workbook.js';
import { unguardedCell } from '../../../pipeline/receipt/guarded-cell.js';

/** What a hospital sends: one alias as a header, and three columns that a receipt leaves out (姓名, 电话, 备注). */
export const HEADER = '住院号,患者标识,姓名,出生日期,支持模式,上机时间,撤机时间,撤机原因,适应证,电话,备注';

/** The columns of {@link HEADER} that a receipt shows. */
export const SHOWN = [
  '住院号',
  '患者标识',
  '出生日期',
  '支持模式',
  '上机时间',
  '撤机时间',
  '撤机原因',
  '适应证',
];

/** A sound row under {@link HEADER}, or one with other cells by header. */
export function row(case_no: string, cells: Readonly<Record<string, string>> = {}): string[] {
  const sound: Readonly<Record<string, string>> = {
    住院号: case_no,
    患者标识: `P${case_no}`,
    姓名: '张某',
    出生日期: '1968-05-20',
    支持模式: 'VA',
    上机时间: '2026-10-05 08:00',
    撤机时间: '2026-10-10 08:00',
    撤机原因: '转院',
    适应证: '心源性休克',
    电话: '13800000000',
    备注: '平稳',
  };
  return HEADER.split(',').map((header) => cells[header] ?? sound[header] ?? '');
}

/** Rows as a CSV file, quoted where they must be. */
export function file(rows: readonly (readonly string[] | string)[]): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [HEADER, ...rows.map((r) => (typeof r === 'string' ? r : r.map(cell).join(',')))]
    .map((line) => `${line}\n`)
    .join('');
}

export const short = (content: string | Uint8Array) =>
  createHash('sha256').update(content).digest('hex').slice(0, 12);

/** A receipt as it is read when it comes back: cells by header, with the guard taken off. */
export interface CameBack {
  readonly table: string;
  readonly rows: Record<string, string>[];
  readonly others: unknown[];
}

/** Reads a receipt by the strict reader, as a file of a hospital's folder. */
export async function comeBack(content: string | Uint8Array): Promise<CameBack[]> {
  const books: CameBack[] = [];
  const sinkOf = (table: string) => {
    const book: CameBack = { table, rows: [], others: [] };
    let cells: readonly string[] = [];
    books.push(book);
    return {
      header: (found: { table: string; cells: readonly string[] }) => {
        cells = found.cells;
        Object.assign(book, { table: found.table });
      },
      record: (_line: number, row: readonly string[]) =>
        book.rows.push(Object.fromEntries(cells.map((header, at) => [header, unguardedCell(row[at] ?? '')]))),
      held: (held: unknown) => book.others.push(held),
      skipped: (line: number, _lines: number, reason: string) => book.others.push([line, reason]),
    };
  };
  const options = { hospitalFromFolder: true };
  if (typeof content === 'string') {
    await readRecords(memorySource(Buffer.from(content)), headerDictionaries, options, sinkOf(''));
    return books;
  }
  const folder = mkdtempSync(join(tmpdir(), 'receipt-'));
  try {
    const path = join(folder, 'receipt.xlsx');
    writeFileSync(path, content);
    await readWorkbook(path, headerDictionaries, options, ({ table }) => sinkOf(table));
    return books;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
