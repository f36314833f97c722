import { printable } from '../message/printable.js';
import type { HeadRow } from './head-row.js';
import { CONTROL } from './tokenise.js';

/** The fault of a row that would otherwise be a header. */
export interface Spoilt {
  readonly kind: 'quote' | 'control-char';
  /** The column's number, from 1. */
  readonly column: number;
  /** The cell as in the file, to be shown. */
  readonly cell: string;
}

/**
 * A row that cannot be cut into cells, or that a quote has joined with lines below it, as if without quotes and control characters; null
 * for any other row. Only to find out that it was meant as the header.
 */
export function withoutSpoil(row: HeadRow, delimiter: string): { cells: string[]; spoilt: Spoilt } | null {
  const text = lineOf(row, delimiter);
  if (text === null) return null;
  const cells = text.split(delimiter);
  const isControl = row.held?.rule === 'control-char';
  const named = row.held?.column ?? cells.findIndex((cell) => cell.split('"').length % 2 === 0) + 1;
  const column = Math.max(1, named);
  return {
    cells: cells.map((cell) => cell.replace(spoil, '')),
    spoilt: {
      kind: isControl ? 'control-char' : 'quote',
      column,
      cell: printable((cells[column - 1] ?? '').slice(0, 40)),
    },
  };
}

const spoil = new RegExp(`"|${CONTROL.source}`, 'g');

/** The physical line at which a faulty row begins, as text; null for a sound row. */
function lineOf({ cells, lines, held }: HeadRow, delimiter: string): string | null {
  if (held !== undefined) return /^(?:stray-quote|control-char)$/.test(held.rule) ? held.text : null;
  if (cells === null || lines === 1) return null;
  const broken = cells.findIndex((cell) => /[\r\n]/.test(cell));
  const first = (cells[broken] ?? '').split(/[\r\n]/, 1)[0] ?? '';
  return [...cells.slice(0, broken), `"${first}`].join(delimiter);
}
