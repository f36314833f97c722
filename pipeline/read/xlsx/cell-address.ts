import { columnLetters } from '../../message/column-letters.js';
import { SHEET_COLUMNS, SHEET_ROWS } from './limits.js';
import type { Range } from './message.js';

/** The row and column, from 1, of a place such as `AB12`; null if no sheet has it. */
export function parseAddress(address: string): { row: number; column: number } | null {
  if (address.length > 14) return null;
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address);
  if (match === null) return null;
  let column = 0;
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return column > SHEET_COLUMNS || row > SHEET_ROWS ? null : { row, column };
}

/** `A1:C2` or `A1`, or null. */
export function parseRange(text: string): Range | null {
  const [from = '', to = from, more] = text.split(':', 3);
  const start = parseAddress(from);
  const end = parseAddress(to);
  if (start === null || end === null || more !== undefined) return null;
  return [start.row, start.column, end.row, end.column];
}

/** A range as `A1:C2`. */
export function rangeText([top, left, bottom, right]: Range): string {
  return `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`;
}
