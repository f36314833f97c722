import { BREAK } from '../csv-text.js';
import { type Document, spoilt, withRow } from '../document.js';
import type { PollutedFile } from '../polluted-file.js';

/** A line break before a separator, after one, or inside a cell without quotes: one row becomes two lines. */
export function* breaks(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (const [column, cell] of raw.entries()) {
      const before = raw.slice(0, column).join(',');
      const after = raw.slice(column).join(',');
      const split = (text: string) =>
        withRow(document, { kind: 'line-break-inserted', row, column }, [spoilt(row, text)]);
      // Behind the last separator of a row without a remark it only adds a blank line.
      const isBlankRest = column === raw.length - 1 && document.rows[row]?.[column] === '';
      if (column > 0) yield split(`${before}${BREAK},${after}`);
      if (column > 0 && !isBlankRest) yield split(`${before},${BREAK}${after}`);
      if (cell.length < 2 || cell.startsWith('"')) continue;
      const middle = Math.floor(cell.length / 2);
      const broken = `${cell.slice(0, middle)}${BREAK}${cell.slice(middle)}`;
      yield split(raw.with(column, broken).join(','));
    }
  }
}
