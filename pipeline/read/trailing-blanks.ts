import type { HeadRow } from './head-row.js';
import { type FoundHeader, headRows } from './header.js';
import { isFilled, rowClassifier } from './rows.js';
import { Tokeniser } from './tokenise.js';

/**
 * How many blank cells every row has behind the columns of the header, as from programs that end each row with a separator. 0 when not all
 * rows have them, because then those rows are wrong.
 *
 * Only a header of known columns counts: where two names have merged into one, the rows are longer too and their cells stand in the wrong
 * columns.
 *
 * @param head the start of the text, to see whether reading all of it is worthwhile
 * @param chunks the whole text, read again
 */
export function trailingBlanks(header: FoundHeader, head: string, chunks: () => Iterable<string>): number {
  if (header.unknown.length > 0) return 0;
  const width = header.cells.length;
  const below = (row: HeadRow) => row.line > header.line && row.cells !== null;
  const start = headRows(head, true, header.delimiter, header.line + LOOKED).filter(below);
  if (!start.some(({ cells }) => isSurplus(cells ?? [], width))) return 0;
  const widths = new Map<number, number>();
  let rows = 0;
  const classify = rowClassifier({ header: header.cells, required: header.required });
  const tokeniser = new Tokeniser(header.delimiter, {
    record: (line, _, cells, terminated) => {
      if (line <= header.line || classify(cells) !== null) return;
      // The text ends inside this row, and the sorter refuses it.
      if (!terminated && cells.length <= width) return;
      rows += 1;
      const counted = cells.length <= width || isSurplus(cells, width) ? cells.length : FILLED;
      widths.set(counted, (widths.get(counted) ?? 0) + 1);
    },
    held: () => undefined,
  });
  for (const chunk of chunks()) tokeniser.push(chunk);
  tokeniser.end();
  const [most, agreeing] = [...widths].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0]);
  const isSure = most > width && agreeing >= 2 && agreeing * 10 >= rows * 9;
  return isSure && !widths.has(width) && !widths.has(FILLED) ? most - width : 0;
}

const LOOKED = 10;
/** The width given to a row with a filled cell behind the header's last column. */
const FILLED = -1;

function isSurplus(cells: readonly string[], width: number): boolean {
  return cells.length > width && !cells.slice(width).some(isFilled);
}
