import { columnLetters } from '../message/column-letters.js';
import { SHEET_COLUMNS, SHEET_ROWS } from '../read/xlsx/limits.js';
import { escapeXml, fitCell, isFormulaLike } from './cell-text.js';
import type { Cell, ColumnCheck, Sheet, WriteWarning } from './sheet.js';
import { styleOf, wraps } from './styles.js';
import { linesIn } from './text-width.js';

/** Gives the place of a check's words: in the check itself, or as cells of a sheet. */
export type ListSource = (check: ColumnCheck) => string;

/**
 * The XML of a sheet in pieces, without its declaration. The format fixes the order of the elements; Excel calls a workbook with another
 * order damaged.
 *
 * @param active whether the sheet is shown first
 * @throws {RangeError} for more rows or columns than a sheet can have
 */
export function* worksheetXml(
  sheet: Sheet,
  active: boolean,
  source: ListSource,
  warn: (warning: WriteWarning) => void,
): Generator<string> {
  const { widths, frozen = { rows: 0, columns: 0 }, checks = [] } = sheet;
  yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  if (sheet.fitsPage === true) yield '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  yield `<sheetViews><sheetView${active ? ' tabSelected="1"' : ''} workbookViewId="0">${paneXml(frozen)}</sheetView></sheetViews>`;
  yield `<sheetFormatPr defaultRowHeight="${LINE}"/>`;
  if (widths.length > 0) yield `<cols>${widths.map(colXml).join('')}</cols>`;
  yield '<sheetData>';
  let row = 0;
  for (const cells of sheet.rows) {
    row += 1;
    if (row > SHEET_ROWS || cells.length > SHEET_COLUMNS)
      throw new RangeError(
        `Sheet "${sheet.name}" must fit into ${SHEET_ROWS} rows and ${SHEET_COLUMNS} columns`,
      );
    yield rowXml(cells, row, sheet, warn);
  }
  yield '</sheetData>';
  if (checks.length > 0) {
    const from = frozen.rows + 1;
    const list = checks.map((check) => checkXml(check, from, source(check))).join('');
    yield `<dataValidations count="${checks.length}">${list}</dataValidations>`;
  }
  yield '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>';
  yield `<pageSetup paperSize="9" orientation="landscape"${sheet.fitsPage === true ? ' fitToWidth="1" fitToHeight="0"' : ''}/>`;
  // Numbers are deliberately kept as text; without this each would get a green corner.
  const last = columnLetters(Math.max(widths.length, 1));
  yield `<ignoredErrors><ignoredError sqref="A1:${last}${SHEET_ROWS}" numberStoredAsText="1"/></ignoredErrors>`;
  yield '</worksheet>';
}

function paneXml({ rows, columns }: { rows: number; columns: number }): string {
  if (rows === 0 && columns === 0) return '';
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  const pane = rows === 0 ? 'topRight' : columns === 0 ? 'bottomLeft' : 'bottomRight';
  const first = `${columnLetters(columns + 1)}${rows + 1}`;
  return (
    `<pane${split} topLeftCell="${first}" activePane="${pane}" state="frozen"/>` +
    `<selection pane="${pane}" activeCell="${first}" sqref="${first}"/>`
  );
}

const colXml = (width: number, at: number) =>
  `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${styleOf('text')}" customWidth="1"/>`;

function rowXml(
  cells: readonly Cell[],
  row: number,
  { name, widths }: Sheet,
  warn: (warning: WriteWarning) => void,
): string {
  const xml = cells.map((cell, at) => cellXml(cell, `${columnLetters(at + 1)}${row}`, name, warn)).join('');
  if (xml === '') return '';
  const lines = cells.map((cell, at) => linesOf(cell, widths[at]));
  const height = Math.min(TALLEST, LINE * Math.max(...lines));
  return `<row r="${row}"${height > LINE ? ` ht="${height}" customHeight="1"` : ''}>${xml}</row>`;
}

/** Points of a line; the next constant is the tallest row. Not every spreadsheet fits a row to its text by itself. */
const LINE = 15;
const TALLEST = 405;

function linesOf(cell: Cell, width = 10): number {
  if (typeof cell === 'string' || typeof cell.value === 'number' || !wraps(cell.look)) return 1;
  return linesIn(cell.value.slice(0, 4_000), width);
}

/** A text is always written as text, whatever it begins with: formulas have an element of their own, which is never used. */
function cellXml(cell: Cell, address: string, sheet: string, warn: (warning: WriteWarning) => void): string {
  const { value, look } = typeof cell === 'string' ? { value: cell, look: 'text' as const } : cell;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${sheet} ${address}: ${value} is no number of a cell`);
    return `<c r="${address}" s="${styleOf(look)}"><v>${value}</v></c>`;
  }
  if (value === '') return look === 'text' ? '' : `<c r="${address}" s="${styleOf(look)}"/>`;
  const { text, cutFrom, dropped } = fitCell(value);
  if (cutFrom !== null) warn({ sheet, cell: address, kind: 'cut', count: cutFrom });
  if (dropped > 0) warn({ sheet, cell: address, kind: 'control-characters', count: dropped });
  const style = styleOf(look, isFormulaLike(text) || text.startsWith("'"));
  const space = /^\s|\s$/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t${space}>${escapeXml(text)}</t></is></c>`;
}

function checkXml(
  { column, rows, list, open, title, prompt }: ColumnCheck,
  from: number,
  source: string,
): string {
  const letters = columnLetters(column);
  const places = (rows ?? [[from, SHEET_ROWS]]).map(
    ([first, last]) => `${letters}${first}:${letters}${last}`,
  );
  const isList = list.length > 0;
  const error =
    isList && open !== true
      ? ` errorStyle="warning" showErrorMessage="1" errorTitle="${attribute(title, 32)}" error="${attribute(prompt, 225)}"`
      : '';
  const attributes =
    `${isList ? ' type="list"' : ''} allowBlank="1" showInputMessage="1"${error}` +
    ` promptTitle="${attribute(title, 32)}" prompt="${attribute(prompt, 255)}" sqref="${places.join(' ')}"`;
  return isList
    ? `<dataValidation${attributes}><formula1>${escapeXml(source)}</formula1></dataValidation>`
    : `<dataValidation${attributes}/>`;
}

/** A hint that is too long ends in an ellipsis; the sheet of instructions has it in full. */
const clip = (text: string, limit: number) => (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`);

/** A line break in an attribute would be read as a blank. */
const attribute = (text: string, limit: number) => escapeXml(clip(text, limit)).replaceAll('\n', '&#10;');
