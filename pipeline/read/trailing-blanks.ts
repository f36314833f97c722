import type { HeadRow } from './head-row.js';
import { type FoundHeader, headRows } from './header.js';
import { isFilled, rowClassifier } from './rows.js';
import { Tokeniser } from './tokenise.js';

/**
 * How many blank cells every row has behind the columns of the header: programs that end each row with a separator. 0 when
 * not all rows have them, for then it is those rows that are wrong.
 *
 * Only a header of known columns counts: where two names have run into one, the rows are longer as well and what is in them
 * stands in the wrong columns.
 *
 * @param head the start of the text, to see whether a look at the whole of it is worth while
 * @param chunks the whole text, read anew
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
      // Cut off there: the sorter refuses it.
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
/** Stands for the width of a row that has something behind the header's last column. */
const FILLED = -1;

function isSurplus(cells: readonly string[], width: number): boolean {
  return cells.length > width && !cells.slice(width).some(isFilled);
}
