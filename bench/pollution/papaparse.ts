import Papa from 'papaparse';
import { columns } from '../../test/pollution/case-list.js';
import type { Outcome } from '../../test/pollution/judge.js';
import type { Span, WrittenFile } from '../../test/pollution/write.js';
import { lineEndOf, linesOf, textOf } from './text.js';

type Row = Record<string, string | string[] | undefined>;

/** papaparse told the delimiter and the line end; rows by header name, and those it reports an error for held back. */
export function loadByPapaparse(written: WrittenFile): Outcome {
  const end = lineEndOf(written);
  const text = textOf(written);
  const { data, errors, meta } = Papa.parse<Row>(text.endsWith(end) ? text.slice(0, -end.length) : text, {
    header: true,
    delimiter: ',',
    newline: end as '\n',
  });
  const faulty = new Set(errors.flatMap(({ row }) => (row === undefined ? [] : [row])));
  const rows: string[][] = [];
  const named: Span[] = [];
  let line = 2;
  for (const [i, row] of data.entries()) {
    const extra = Array.isArray(row['__parsed_extra']) ? row['__parsed_extra'] : [];
    const cells = [...columns.map(({ header }) => textIn(row[header])), ...extra];
    const lines = linesOf(Object.values(row).flat().map(textIn));
    if (faulty.has(i)) named.push({ from: line, to: line + lines - 1 });
    else rows.push(cells);
    line += lines;
  }
  // Of doubled headers it says that they were renamed.
  const renamed = Object.keys(meta.renamedHeaders ?? {}).length;
  return { refused: null, rows, named, messages: errors.length + renamed, lines: line - 1 };
}

const textIn = (cell: unknown) => (typeof cell === 'string' ? cell : '');
