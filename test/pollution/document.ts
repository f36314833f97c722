import { caseList, columns, quotesAll } from './case-list.js';
import { rawCells } from './csv-text.js';
import type { Group, Part, PollutedFile } from './polluted-file.js';

/** The clean file that all polluted ones are made from. */
export interface Document {
  readonly rows: readonly (readonly string[])[];
  readonly header: Part;
  /** One part for each row. */
  readonly cases: readonly Part[];
  /** Of each row the text of its cells, quotes included. */
  readonly raw: readonly (readonly string[])[];
}

export function makeDocument(seed = 20_261_031, rows = 84, hospital?: string): Document {
  const list = caseList(seed, rows, hospital);
  const raw = list.map((cells, i) => rawCells(cells, quotesAll(i)));
  return {
    rows: list,
    header: {
      text: columns.map(({ header }) => header).join(','),
      row: null,
      clean: false,
      named: 'never',
    },
    cases: raw.map((cells, row) => ({ text: cells.join(','), row, clean: true, named: 'never' })),
    raw,
  };
}

/** A part that holds no case of the list: a title, a total, a blank line, another table. */
export function extra(text: string, named: Part['named'] = 'may'): Part {
  return { text, row: null, clean: false, named };
}

/** The row as it comes out of a pollution: no longer a case to be accepted, and to be named. */
export function spoilt(row: number, text: string): Part {
  return { text, row, clean: false, named: 'must' };
}

export interface Named {
  readonly kind: string;
  readonly group?: Group;
  readonly row?: number | null;
  readonly column?: number | null;
}

/** A file of these parts in which some rows are polluted and the rest is sound. */
export function fileOf(name: Named, parts: readonly Part[], more: Partial<PollutedFile> = {}): PollutedFile {
  return {
    group: 'structure',
    row: null,
    column: null,
    refused: false,
    ...name,
    parts,
    ...more,
  };
}

/** The clean file with one row replaced by other parts. */
export function withRow(
  document: Document,
  name: Named & { readonly row: number },
  parts: readonly Part[],
  more: Partial<PollutedFile> = {},
): PollutedFile {
  const { header, cases } = document;
  const all = [header, ...cases.slice(0, name.row), ...parts, ...cases.slice(name.row + 1)];
  return fileOf(name, all, more);
}

/** The clean file with parts put in after a row; -1 puts them before the first. */
export function withExtra(
  document: Document,
  name: Named,
  after: number,
  parts: readonly Part[],
): PollutedFile {
  const { header, cases } = document;
  return fileOf(name, [header, ...cases.slice(0, after + 1), ...parts, ...cases.slice(after + 1)]);
}

/** The clean file under another header. */
export function withHeader(
  document: Document,
  name: Named,
  parts: readonly Part[],
  more: Partial<PollutedFile> = {},
): PollutedFile {
  return fileOf(name, [...parts, ...document.cases], more);
}
