import type { AnyTable } from '../define/table.js';
import { receiptField } from '../load/intake/receipt-reference.js';
import { problemText, type StoredProblem } from '../load/validation/problem-text.js';
import { suggestRow } from '../load/validation/suggest-row.js';
import type { Bilingual } from '../message/errors.js';
import { groups } from '../message/group-by.js';
import type { Notice } from '../message/notice.js';
import { printable } from '../message/printable.js';
import { adviceOn, adviceOnCells } from '../receipt/advice.js';
import { unguardedCell } from '../receipt/guarded-cell.js';
import { type ReceiptRow, type ReceiptTable, receiptRef } from '../receipt/receipt.js';
import { RAW_SHOWN, type SentRow, type SentRows } from '../receipt/sent-rows.js';
import { cutWithMark } from '../workbook/cell-text.js';

/** `en` gives all texts in both languages. */
export type ReceiptLanguage = 'zh' | 'en';

/** Proposes the cells of a raw row, or null; see `suggestRow`. */
export type Suggest = typeof suggestRow;

/** A problem of a held-back row. */
export interface HeldProblem extends StoredProblem {
  readonly line: number;
  /** The column's number in the file, from 1; null where the reader does not know it. */
  readonly position: number | null;
  readonly severity: 'error' | 'warning';
}

/** The file of the rows, and how to refer to it. */
export interface RowsFrom {
  readonly sha256: string;
  readonly sheet: string | null;
  readonly lang?: ReceiptLanguage;
  readonly suggest?: Suggest;
}

/** A column of the file that the receipt shows. */
interface ShownColumn {
  readonly field: string;
  readonly header: string;
  /** Its position in the file, from 0. */
  readonly at: number;
}

/**
 * The held-back rows of one CSV file or sheet, with all problems of each.
 *
 * @throws {Error} when the file has no such row: a fault of the program or the disk
 */
export function rowsOfFile(
  table: AnyTable,
  sent: SentRows,
  problems: readonly HeldProblem[],
  from: RowsFrom,
): ReceiptTable {
  const columns = shownColumns(table, sent);
  const rows = groups(problems, ({ line }) => String(line)).map((ofRow) => {
    const line = ofRow[0]?.line ?? 0;
    const row = sent.rows.get(line);
    if (row === undefined) throw new Error(`line ${line} of ${from.sha256} is no row of the vault's copy`);
    return receiptRow(table, sent, columns, row, line, ofRow, from);
  });
  return { table, columns: columns.map(({ field, header }) => ({ field, header })), rows };
}

/** The columns that matter for the row: those of the contract, except free text and names, which are neither judged nor stored. */
function shownColumns({ spec }: AnyTable, { header }: SentRows): ShownColumn[] {
  return header.columns.flatMap((field, at) => {
    const known = field === null ? undefined : spec.fields[field];
    if (field === null || known === undefined || known.meta.cell.kind === 'free text') return [];
    return [{ field, header: headerOf(header.cells[at] ?? '', known.meta.header), at }];
  });
}

/** The header as sent, unless a spreadsheet could take it for a formula. */
function headerOf(sent: string, ofContract: string): string {
  const text = sent.trim();
  return /^[\p{L}\p{N}*（(]/u.test(text) && !/[\p{C}]/u.test(text) ? text : ofContract;
}

function receiptRow(
  table: AnyTable,
  { header }: SentRows,
  columns: readonly ShownColumn[],
  row: SentRow,
  line: number,
  problems: readonly HeldProblem[],
  { sha256, sheet, lang = 'zh', suggest = suggestRow }: RowsFrom,
): ReceiptRow {
  const width = header.cells.length;
  const isAll = row.raw !== null && row.raw.text.length === row.raw.length;
  const salvaged = isAll ? suggest(table, header.columns, header.delimiter, row.raw?.text ?? '') : null;
  const isWhole = salvaged?.length === width && !salvaged.some((cell) => unprintable.test(cell));
  const sent = row.cells ?? (isWhole ? salvaged : null);
  // Cells of a receipt that came back and is still wrong may have the last receipt's guard.
  const cells = header.columns.includes(receiptField)
    ? sent?.map((cell) => (cell === null ? null : unguardedCell(cell)))
    : sent;
  const shown = columns.map(({ at }) => cells?.[at] ?? '');
  const marks = new Map<number, 'wrong' | 'caution'>();
  columns.forEach(({ field, at }, i) => {
    const own = problems.filter((p) => p.fields.includes(field) || p.position === at + 1);
    if (cells?.[at] === null || own.some(({ severity }) => severity === 'error')) marks.set(i, 'wrong');
    else if (own.length > 0) marks.set(i, 'caution');
  });
  const notices = problems.map((problem) => noticeOf(table, header.cells, columns, problem));
  const messages = notices.map(({ message }) => said(message, lang));
  return {
    ref: receiptRef(sha256, sheet, line),
    cells: shown,
    marks,
    problem: cutWithMark(printable(messages.join(' ')), MESSAGES_SHOWN) + rawText(row),
    advice: adviceFor(table, columns, shown, problems, notices, cellsOf(row, isWhole), lang),
  };
}

/** Most characters of messages, which must fit into a cell together with a raw text. */
const MESSAGES_SHOWN = 6_000;

function rawText({ raw }: SentRow): string {
  return raw === null ? '' : ` 【原文】${cutWithMark(printable(raw.text), RAW_SHOWN, raw.length)}`;
}

function cellsOf({ raw, cells }: SentRow, isSalvaged: boolean): keyof typeof adviceOnCells {
  if (raw !== null) return isSalvaged ? 'salvaged' : 'raw';
  return cells?.includes(null) ? 'untrusted' : 'marked';
}

function noticeOf(
  table: AnyTable,
  headers: readonly string[],
  columns: readonly ShownColumn[],
  problem: HeldProblem,
): Notice {
  const named = problem.fields.map(
    (field) =>
      headers[columns.find((column) => column.field === field)?.at ?? -1] ??
      table.spec.fields[field]?.meta.header ??
      field,
  );
  return problemText(table, named, problem);
}

function adviceFor(
  table: AnyTable,
  columns: readonly ShownColumn[],
  shown: readonly string[],
  problems: readonly HeldProblem[],
  notices: readonly Notice[],
  kind: keyof typeof adviceOnCells,
  lang: ReceiptLanguage,
): string {
  // Advice for files in general, such as to keep one row of two, may not fit a receipt, which then gives its own.
  const own = problems.map(({ rule, fields }, i) => {
    const name = fields[0];
    const at = columns.findIndex(({ field }) => field === name);
    const cell = name === undefined ? null : { name, field: table.spec.fields[name], text: shown[at] ?? '' };
    return adviceOn(rule, cell) ?? notices[i]?.fix ?? { zh: '', en: '' };
  });
  const all = own.filter(({ zh }) => zh !== '');
  const rest = kind === 'marked' && all.length > 0 ? [] : [adviceOnCells[kind]];
  return [...new Set([...all, ...rest].map((advice) => said(advice, lang)))].join(' ');
}

/** A text in the language of the receipt: Chinese, or Chinese and English. */
export function said({ zh, en }: Bilingual, lang: ReceiptLanguage): string {
  return lang === 'zh' ? zh : `${zh} / ${en}`;
}

const unprintable = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]/;
