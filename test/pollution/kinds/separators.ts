import { belongs } from '../belongs.js';
import { columns } from '../case-list.js';
import { rawCells } from '../csv-text.js';
import { type Document, spoilt, withRow } from '../document.js';
import type { PollutedFile } from '../polluted-file.js';

const last = columns.length - 1;

/** One separator too many: before each cell, and after the last. */
export function* separatorAdded(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (let column = 0; column <= columns.length; column += 1) {
      const text = raw.toSpliced(column, 0, '').join(',');
      yield withRow(document, { kind: 'separator-added', row, column }, [spoilt(row, text)]);
    }
  }
}

/** One separator too few: each cell joined with its neighbour. */
export function* separatorLost(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (let column = 0; column < last; column += 1) {
      const text = raw.toSpliced(column, 2, `${raw[column]}${raw[column + 1]}`).join(',');
      yield withRow(document, { kind: 'separator-lost', row, column }, [spoilt(row, text)]);
    }
  }
}

/** Another sign at the place of one separator. */
export function* otherSeparator(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (let column = 0; column < last; column += 1) {
      for (const sign of [';', '\t', '|', '，']) {
        const text = raw.toSpliced(column, 2, `${raw[column]}${sign}${raw[column + 1]}`).join(',');
        yield withRow(document, { kind: 'other-separator', row, column }, [spoilt(row, text)]);
      }
    }
  }
}

/** A row all of whose separators are another sign. */
export function* otherDelimiterRow(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (const sign of [';', '\t', '|', '，']) {
      yield withRow(document, { kind: 'other-delimiter-row', row }, [spoilt(row, raw.join(sign))]);
    }
  }
}

/** Cells one place too far right, the blank last one pushed out, so that the row has the right number of cells. */
export function* shiftedRight(document: Document): Generator<PollutedFile> {
  for (const [row, cells] of document.rows.entries()) {
    if (cells[last] !== '') continue;
    for (let column = 0; column < last; column += 1) {
      const shifted = [...cells.toSpliced(column, 0, '').slice(0, -1)];
      yield* shift(document, 'shifted-right', row, column, shifted);
    }
  }
}

/** Cells one place too far left over a lost one, with a blank one at the end. */
export function* shiftedLeft(document: Document): Generator<PollutedFile> {
  for (const [row, cells] of document.rows.entries()) {
    for (let column = 0; column < last; column += 1) {
      const shifted = [...cells.toSpliced(column, 1), ''];
      yield* shift(document, 'shifted-left', row, column, shifted);
    }
  }
}

function* shift(
  document: Document,
  kind: string,
  row: number,
  column: number,
  shifted: readonly string[],
): Generator<PollutedFile> {
  const cells = document.rows[row] ?? [];
  if (shifted.every((cell, at) => cell === cells[at])) return;
  const told = shifted.some((cell, at) => !belongs(columns[at], cell));
  const part = spoilt(row, rawCells(shifted, false).join(','));
  const name = { kind, group: 'content', row, column } as const;
  yield withRow(document, name, [part], told ? {} : { tellable: false });
}
