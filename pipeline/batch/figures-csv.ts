import Papa from 'papaparse';
import type { Figure } from '../figure/figures.js';
import { formulaLike } from '../message/formula.js';
import { figureColumns } from '../warehouse/schema.js';

/** Rows held as text at a time; a province's half million would take hundreds of megabytes. */
const rowsOfPiece = 5000;

/** A CSV in pieces, each of whole lines; the first begins with the header. */
export function* csvPieces<Of>(
  fields: readonly string[],
  of: readonly Of[],
  cells: (one: Of) => readonly unknown[],
  config: Papa.UnparseConfig & { newline: string },
): Generator<string> {
  for (let from = 0; from === 0 || from < of.length; from += rowsOfPiece) {
    const data = of.slice(from, from + rowsOfPiece).map((one) => [...cells(one)]);
    const rows = from === 0 ? { fields: [...fields], data } : data;
    const text = Papa.unparse(rows, { ...config, escapeFormulae: formulaLike });
    // A header without rows already ends its line.
    yield of.length === 0 ? text : text + config.newline;
  }
}

/** Every figure as CSV: UTF-8, LF, numbers unrounded, null as an empty cell, texts that begin a formula defused. */
export const figuresCsv = (
  figures: readonly Figure[],
  names: readonly (keyof Figure)[] = figureColumns.map(([name]) => name),
): string => [...figurePieces(figures, names)].join('');

export const figurePieces = (
  figures: readonly Figure[],
  names: readonly (keyof Figure)[],
): Generator<string> =>
  csvPieces(names, figures, (figure) => names.map((name) => figure[name]), {
    newline: '\n',
    quotes: cutsCells,
  });

/** The figures of periods that touch the year of a month, which a report is about. `figures.parquet` holds those of all years. */
export function figuresOfYear<Of extends Pick<Figure, 'period'>>(
  figures: readonly Of[],
  month: string,
): readonly Of[] {
  const year = month.slice(0, 4);
  return figures.filter(({ period }) => {
    const [first = '', last = first] = period.split('..');
    return first.slice(0, 4) <= year && year <= last.slice(0, 4);
  });
}

/** Whether a program that splits cells at another separator than the comma would see several cells. */
export const cutsCells = (value: unknown) => typeof value === 'string' && /[;|\t]/.test(value);
