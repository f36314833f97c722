import { CsvError, parse } from 'csv-parse/sync';
import { columns } from '../../test/pollution/case-list.js';
import type { Outcome } from '../../test/pollution/judge.js';
import type { WrittenFile } from '../../test/pollution/write.js';
import { lineEndOf, textOf } from './text.js';

interface Parsed {
  readonly record: Readonly<Record<string, string | undefined>>;
  readonly info: { readonly lines: number };
}

/** csv-parse told the line end; rows by header name. Strict ends at the first error; relaxed takes what comes. */
export function loadByCsvParse(written: WrittenFile, relaxed: boolean): Outcome {
  try {
    const parsed = parse(textOf(written), {
      columns: true,
      info: true,
      record_delimiter: lineEndOf(written),
      ...(relaxed ? { relax_quotes: true, relax_column_count: true } : {}),
    }) as unknown as Parsed[];
    const rows = parsed.map(({ record }) => columns.map(({ header }) => record[header] ?? ''));
    return { refused: null, rows, named: [], messages: 0, lines: parsed.at(-1)?.info.lines ?? 1 };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return { refused: { line }, rows: [], named: [], messages: 1, lines: null };
  }
}
