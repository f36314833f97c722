import { columns } from '../case-list.js';
import { staysOpen } from '../csv-text.js';
import { type Document, fileOf, spoilt, withRow } from '../document.js';
import type { Part, PollutedFile } from '../polluted-file.js';

const last = columns.length - 1;

/** A row that stops early and the next goes on: behind each cell, and inside it. */
export function* rowCut(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (const { column, text, whole } of starts(raw)) {
      // A last cell cut inside plain text is another plain text.
      if (column === last && (whole || !staysOpen(text))) continue;
      const part = spoilt(row, text);
      const cut = row === document.raw.length - 1 && staysOpen(text);
      const truth = cut ? { refused: true, refusedAt: part } : {};
      yield withRow(document, { kind: 'row-cut', row, column }, [part], truth);
    }
  }
}

/**
 * A file that stops: behind each cell of each row, inside it, and before a row's line end. Rows may be lost, so a file cut in
 * a row is refused; where all cells are there the reader must say that the line end is missing.
 *
 * A file cut behind a line end is a shorter sound file: nobody can tell, and it is not made here.
 */
export function* fileCut(document: Document): Generator<PollutedFile> {
  const { header, cases } = document;
  for (const [row, raw] of document.raw.entries()) {
    const upTo = (part: Part) => [header, ...cases.slice(0, row), part];
    for (const { column, text, whole } of starts(raw)) {
      const name = { kind: 'file-cut', row, column };
      const part: Part = { ...spoilt(row, text), ended: false };
      if (column === last && whole) yield fileOf(name, upTo({ ...part, clean: true }));
      else if (column === last && !staysOpen(text)) yield fileOf(name, upTo(part));
      else yield fileOf(name, upTo(part), { refused: true, refusedAt: part });
    }
  }
}

/** The starts of a row: each ends behind a cell, or inside one. */
function* starts(raw: readonly string[]): Generator<{ column: number; text: string; whole: boolean }> {
  for (const [column, cell] of raw.entries()) {
    const before = raw.slice(0, column).join(',');
    const lead = column === 0 ? '' : `${before},`;
    if (cell.length > 1) {
      yield { column, text: `${lead}${cell.slice(0, Math.floor(cell.length / 2))}`, whole: false };
    }
    yield { column, text: `${lead}${cell}`, whole: true };
  }
}
