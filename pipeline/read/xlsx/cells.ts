import { codePoint } from '../../message/printable.js';
import type { HeaderField } from '../header.js';
import { CONTROL, type HoldRule } from '../tokenise.js';
import { decimalText, PRECISE_BELOW } from './decimal.js';
import { rowLimits } from './limits.js';
import type { Book, RawCell } from './message.js';
import { bareDate, elapsedText, isPlausibleSerial, type SerialDate, serialText } from './serial-date.js';

/** Why a cell holds its row back. */
export interface CellFault {
  readonly rule: HoldRule;
  readonly expected: string;
  readonly found: string;
}

/** Whether a cell is a number that cannot have kept leading zeros, because its format does not write them. */
export function mayLackZeros(cell: RawCell, book: Book): boolean {
  if (typeof cell === 'string' || !('number' in cell)) return false;
  return (
    (book.formats[cell.format] ?? { kind: 'plain' }).kind === 'plain' && Number.isSafeInteger(cell.number)
  );
}

/** The text of a cell as in a text file. With a fault, a placeholder. */
export interface CellText {
  readonly text: string;
  readonly fault: CellFault | null;
}

/**
 * The text of a cell, judged by its column.
 *
 * @param kind the kind of the column's field; a bare number in a date column may be a date
 */
export function cellText(cell: RawCell, book: Book, kind: HeaderField['kind']): CellText {
  if (typeof cell === 'string') return plainText(cell);
  if ('number' in cell) return numberText(cell.number, cell.format, book, kind);
  if ('error' in cell) return fault(cell.error, 'error-cell', 'value', cell.error);
  if ('formula' in cell) return fault('0', 'formula-without-value', 'value', 'formula');
  return fault('…', 'cell-too-long', `<= ${rowLimits.cell}`, String(cell.long));
}

function plainText(text: string): CellText {
  const control = CONTROL.exec(text);
  return control === null ? said(text) : fault(text, 'control-char', 'text', codePoint(control[0]));
}

function numberText(number: number, at: number, book: Book, kind: HeaderField['kind']): CellText {
  const format = book.formats[at] ?? { kind: 'plain' };
  if (Math.abs(number) >= PRECISE_BELOW) {
    return fault(decimalText(number), 'excel-precision', '<= 15', String(decimalText(number).length));
  }
  const mayBeDate = kind === 'date' || kind === 'datetime';
  if (format.kind === 'date') {
    const shown = !mayBeDate ? format : { ...format, day: true };
    return dateText(number, serialText(number, shown, book.date1904));
  }
  if (mayBeDate && isPlausibleSerial(number, book.date1904)) {
    return dateText(number, serialText(number, bareDate, book.date1904));
  }
  if (format.kind === 'elapsed') return said(elapsedText(number));
  if (format.kind === 'percent') return said(`${decimalText(number, 2)}%`);
  const text = decimalText(number);
  return said(format.kind === 'zeros' && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text);
}

function dateText(number: number, date: SerialDate): CellText {
  if ('text' in date) return said(date.text);
  const expected = date.rule === 'excel-serial-60' ? '!= 60' : '1900-01-01 … 9999-12-31';
  return fault(decimalText(number), date.rule, expected, decimalText(number));
}

function said(text: string): CellText {
  return { text, fault: null };
}

function fault(text: string, rule: HoldRule, expected: string, found: string): CellText {
  return { text, fault: { rule, expected, found } };
}
