import { filePlace } from '../message/file-place.js';
import { groups } from '../message/group-by.js';
import { lineRanges } from '../message/line-ranges.js';
import { SHEET_ROWS } from '../read/xlsx/limits.js';
import { fieldCheck } from '../template/field-check.js';
import { fieldWords } from '../template/field-words.js';
import { cutWithMark } from '../workbook/cell-text.js';
import type { Cell, Look, Sheet } from '../workbook/sheet.js';
import { widthOf } from '../workbook/text-width.js';
import { writeWorkbook } from '../workbook/write-workbook.js';
import { apostropheDoubled } from './guarded-cell.js';
import {
  type FileProblem,
  type Receipt,
  type ReceiptRow,
  type ReceiptTable,
  type ReviewLine,
  receiptHeaders,
  type SettlingLine,
} from './receipt.js';

/** The sheet of refused files and of warnings on the others. The reader finds no table in it. */
export const FILE_PROBLEMS = '文件问题';

/** The sheet of what would settle open figures. The reader finds no table in it. */
export const SETTLING = '补填可确定';

/** The sheet of the cases to review. The reader finds no table in it. */
export const REVIEW = '待核查病例';

/** Rows above the first case: what to do, and the header. */
const TOP = 2;

/**
 * The workbook of a receipt: a sheet for each table with the rows to correct, and one for the files. Rows beyond the limit of a sheet go
 * into the next.
 *
 * @param rowsPerSheet most rows of a sheet; tests set it
 */
export function receiptWorkbook(receipt: Receipt, rowsPerSheet = SHEET_ROWS): Uint8Array {
  const names = new Names();
  const sheets = receipt.tables.flatMap((table) =>
    parts(table.rows, rowsPerSheet - TOP).map((rows) =>
      tableSheet({ ...table, rows }, names.next(table.table.spec.title.zh)),
    ),
  );
  const ofFiles = parts(receipt.files, rowsPerSheet - 1).map((files) =>
    fileSheet(files, names.next(FILE_PROBLEMS)),
  );
  const settling = parts(receipt.settling ?? [], rowsPerSheet - 1).map((lines) =>
    settlingSheet(lines, names.next(SETTLING)),
  );
  const review = parts(receipt.review ?? [], rowsPerSheet - 1).map((lines) =>
    reviewSheet(lines, names.next(REVIEW)),
  );
  return writeWorkbook([...sheets, ...ofFiles, ...settling, ...review]).bytes;
}

const instruction =
  '请更正标色的单元格后，把本文件送回（放入报送文件夹）；不要改动“回执编号”。送回的行将代替原文件中的同一行，无须重报整个文件。不应报送的行请在“回执处理”栏填“撤回”；只删去行不算撤回。' +
  ' Correct the marked cells and send this file back; leave the first column as it is. Each row replaces the same row of the original file. Write 撤回 into 回执处理 where a row should not have been sent; deleting it does not withdraw it.';

function tableSheet({ table, columns, rows }: ReceiptTable, name: string): Sheet {
  const fields = columns.map(({ field }) => table.spec.fields[field]);
  const header = (value: string, look: Look = 'header'): Cell => ({ value, look });
  return {
    name,
    widths: [24, 60, 36, 10, ...columns.map(({ header: text }, at) => columnWidth(text, rows, at))],
    frozen: { rows: TOP, columns: 1 },
    rows: [
      [header(instruction, 'bold')],
      [
        header(receiptHeaders.ref),
        header(receiptHeaders.problem),
        header(receiptHeaders.advice),
        header(receiptHeaders.action),
        ...columns.map((column, at) =>
          header(column.header, fields[at]?.meta.required ? 'required' : 'header'),
        ),
      ],
      ...rows.map(rowCells),
    ],
    checks: columns.flatMap(({ field, header: text }, at) => {
      const known = fields[at];
      return known ? [fieldCheck(at + 5, { ...fieldWords(field, known), header: text })] : [];
    }),
  };
}

/** Wide enough for the header and most cells. */
function columnWidth(header: string, rows: readonly ReceiptRow[], at: number): number {
  const widest = rows.reduce((most, { cells }) => Math.max(most, widthOf((cells[at] ?? '').slice(0, 40))), 0);
  return Math.max(10, widthOf(header) + 3, Math.min(28, widest + 2));
}

function rowCells({ ref, problem, advice, cells, marks }: ReceiptRow): Cell[] {
  return [
    { value: ref, look: 'locked' },
    { value: problem, look: 'remark' },
    { value: advice, look: 'remark' },
    { value: '', look: 'text' },
    ...cells.map((text, at): Cell => ({ value: apostropheDoubled(text), look: marks.get(at) ?? 'text' })),
  ];
}

const severities = {
  refusal: {
    word: '退回 refused',
    todo: '整个文件没有收入。请按说明更正后重新报送整个文件。Nothing of this file was taken in: correct it and send the whole file again.',
  },
  held: {
    word: '待更正（暂不计入） held back',
    todo: '这些行没有采用，也不在本回执中。若是本院病例，请在原文件中更正编码后重新报送整个文件；否则请删去。These rows are not used and not in this receipt: if they are yours, correct the code in your file and send it again; if not, take them out.',
  },
  warning: {
    word: '提示 note',
    todo: '已照常收入。请核对；若有误，请更正后重新报送整个文件。Taken in as it is: check it, and send the whole file again if it is wrong.',
  },
} as const;

function fileSheet(files: readonly FileProblem[], name: string): Sheet {
  const titles = ['文件 File', '工作表 Sheet', '行 Line', '级别 Level', '问题 Problem', '怎么办 What to do'];
  return {
    name,
    widths: [36, 16, 10, 14, 80, 60],
    frozen: { rows: 1, columns: 0 },
    fitsPage: true,
    rows: [
      titles.map((value) => ({ value, look: 'header' as const })),
      ...files.map(({ file, sheet, line, severity, message }): Cell[] => [
        { value: file, look: 'wrapped' },
        { value: sheet ?? '', look: 'wrapped' },
        { value: line ?? '', look: 'text' },
        { value: severities[severity].word, look: severity === 'warning' ? 'caution' : 'wrong' },
        { value: message, look: 'wrapped' },
        { value: severities[severity].todo, look: 'wrapped' },
      ]),
    ],
  };
}

function reviewSheet(lines: readonly ReviewLine[], name: string): Sheet {
  const titles = [
    '指标 Indicator',
    '原因 Why',
    '位置 Where',
    '行 Lines',
    '依据 Rests on',
    '患者代码 Codes of patients',
  ];
  return {
    name,
    widths: [40, 16, 36, 36, 48, 36],
    frozen: { rows: 1, columns: 0 },
    fitsPage: true,
    rows: [
      titles.map((value) => ({ value, look: 'header' as const })),
      ...lines.map(({ code, title, state, file, sheet, lines: numbers, because, patients }): Cell[] => [
        { value: `${code} ${title}`, look: 'wrapped' },
        { value: state, look: 'wrapped' },
        { value: filePlace({ file, sheet }), look: 'wrapped' },
        { value: cutWithMark(numbers, PLACES_SHOWN), look: 'wrapped' },
        { value: cutWithMark(because, PLACES_SHOWN), look: 'wrapped' },
        { value: patients.join(', '), look: 'wrapped' },
      ]),
    ],
  };
}

/** A sheet without cells to fill in, because the cells are those of the hospital's own files. */
function settlingSheet(lines: readonly SettlingLine[], name: string): Sheet {
  const titles = ['指标 Indicator', '现在 Now', '补填 Fill in', '可确定 Would settle', '位置 Where'];
  return {
    name,
    widths: [40, 36, 36, 44, 60],
    frozen: { rows: 1, columns: 0 },
    fitsPage: true,
    rows: [
      titles.map((value) => ({ value, look: 'header' as const })),
      ...lines.map(({ code, title, now, fill, result, rows }): Cell[] => [
        { value: `${code} ${title}`, look: 'wrapped' },
        { value: now, look: 'wrapped' },
        { value: fill, look: 'wrapped' },
        { value: result, look: 'wrapped' },
        { value: cutWithMark(placesOf(rows), PLACES_SHOWN), look: 'wrapped' },
      ]),
    ],
  };
}

/** Most characters of places in a cell. */
const PLACES_SHOWN = 6_000;

/** Every row by file and sheet, with its lines as ranges. */
function placesOf(rows: SettlingLine['rows']): string {
  return groups(rows, ({ file, sheet }) => JSON.stringify([file, sheet]))
    .map((own) => `${own[0] ? filePlace(own[0]) : ''}:${lineRanges(own.map(({ line }) => line))}`)
    .join('; ');
}

/** The items in parts of at most `size`; no part when there are none. */
function parts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

/** Sheet names, numbered where a table has several sheets. */
class Names {
  readonly #used = new Map<string, number>();

  next(name: string): string {
    const count = (this.#used.get(name) ?? 0) + 1;
    this.#used.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  }
}
