import type { TableName } from './columns.js';
import { encode } from './encode.js';
import { type Form, printCell, printedColumns, printedHeader } from './forms.js';
import type { Row } from './values.js';

export type Skip = 'title' | 'total' | 'note' | 'blank' | 'repeated-header';

/** One line of a file before it is written: its cells, or its text as it stands. */
export interface Line {
  readonly cells?: readonly string[];
  readonly text?: string;
  readonly skip?: Skip;
  /** The numbers of the flaws that this line shows. */
  readonly flaws?: readonly number[];
  readonly newline?: string;
}

/** A file in the making: what it holds, where it goes, how it is written. */
export interface Sheet {
  readonly path: string;
  readonly table: TableName;
  readonly form: Form;
  readonly fields: string[];
  readonly headers: string[];
  readonly lines: Line[];
}

export interface PlacedLine {
  readonly line: Line;
  /** The physical line on which it starts, from 1. */
  readonly number: number;
}

export function makeSheet(
  path: string,
  table: TableName,
  form: Form,
  rows: readonly Row[],
  title = '',
): Sheet {
  const columns = printedColumns(table, form);
  const fields = columns.map(({ field }) => field);
  const headers = columns.map((column) => printedHeader(column, form));
  const lines: Line[] = rows.map((row, i) => ({ cells: printRow(fields, row, form, i) }));
  const sheet = { path, table, form, fields, headers, lines };
  addFurniture(sheet, title, rows.length);
  return sheet;
}

export function printRow(fields: readonly string[], row: Row, form: Form, number: number): string[] {
  return fields.map((field) => printCell(field, row[field] ?? null, form, number));
}

/** The lines in order with their physical numbers; a quoted line break counts. */
export function placeLines({ lines, form }: Sheet): PlacedLine[] {
  let number = 1;
  return lines.map((line) => {
    const placed = { line, number };
    number += 1 + (lineText(line, form).match(/\r\n|\n/g)?.length ?? 0);
    return placed;
  });
}

export function writeSheet({ lines, form }: Sheet): Uint8Array {
  const text = lines.map((line) => lineText(line, form) + (line.newline ?? form.newline)).join('');
  return encode(form.noFinalNewline ? text.slice(0, -form.newline.length) : text, form.encoding);
}

export function lineText(line: Line, form: Form): string {
  return line.text ?? (line.cells ?? []).map((cell) => quote(cell, form)).join(form.delimiter);
}

function quote(cell: string, form: Form): string {
  return cell.includes(form.delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Title, header, blank line, repeated header, total and notes, as the form has them. */
function addFurniture({ form, headers, lines }: Sheet, title: string, rowCount: number): void {
  const padded = (text: string, third = '') => headers.map((_, i) => (i === 0 ? text : i === 2 ? third : ''));
  const middle = Math.floor(lines.length / 2);
  if (form.repeatedHeader) lines.splice(middle, 0, { cells: headers, skip: 'repeated-header' });
  if (form.blankLine) lines.splice(Math.floor(middle / 2), 0, { text: '', skip: 'blank' });
  lines.unshift({ cells: headers });
  if (form.title === 'alone') lines.unshift({ text: title, skip: 'title' });
  if (form.title === 'padded') lines.unshift({ cells: padded(title), skip: 'title' });
  if (form.blankLine) lines.push({ cells: padded(''), skip: 'blank' });
  if (form.totalRow) lines.push({ cells: padded('合计', `${rowCount}例`), skip: 'total' });
  if (form.note === 'alone') lines.push({ text: noteText, skip: 'note' });
  if (form.note === 'padded') lines.push({ cells: padded(noteText), skip: 'note' });
}

const noteText = '注：数据由科室质控员填报，空白表示未知。';
