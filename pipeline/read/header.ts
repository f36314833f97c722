import type { HeadRow } from './head-row.js';
import { headerKey, isUnit, nearest, splitUnit } from './header-key.js';
import {
  ambiguousTable,
  clip,
  duplicateColumn,
  fullwidthDelimiter,
  type MissingColumn,
  missingColumn,
  spoiltHeader,
  unitMismatch,
  unknownTable,
} from './messages.js';
import { FileRefusal } from './refusal.js';
import { type Spoilt, withoutSpoil } from './spoilt-header.js';
import { Tokeniser } from './tokenise.js';

/** The accepted headers of one table: for each field the Chinese header first, then aliases and the English name. */
export interface HeaderDictionary {
  readonly table: string;
  /** The table's title for people. */
  readonly title?: { readonly zh: string; readonly en: string };
  readonly fields: readonly HeaderField[];
}

/** A field of a table with the headers it may have. */
export interface HeaderField {
  readonly name: string;
  readonly headers: readonly string[];
  readonly required: boolean;
  /** The kind of field, which a sheet must know: a number cell may be a date, or an identifier that lost its leading zeros. */
  readonly kind?: 'date' | 'datetime' | 'identifier' | undefined;
}

/** How to search a header. */
export interface HeaderOptions {
  /** The file lies in a folder named by the hospital's code, so `hospital_id` may be missing. */
  readonly hospitalFromFolder?: boolean;
  /** How many records from the top may be the header; 20 by default. */
  readonly headerWithin?: number;
}

/** The header row of a file and the meaning of its columns. */
export interface FoundHeader {
  readonly table: string;
  readonly delimiter: string;
  /** Physical line of the header, from 1, and how many it spans. */
  readonly line: number;
  readonly lines: number;
  readonly cells: readonly string[];
  /** For each column of the file its field; null for a column that is not loaded. */
  readonly columns: readonly (string | null)[];
  /** Positions, from 0, of the required fields that the file has as columns. */
  readonly required: readonly number[];
  readonly unknown: readonly UnknownColumn[];
}

/** A column of the file that belongs to no field. */
export interface UnknownColumn {
  /** Position of the column, from 0. */
  readonly position: number;
  /** Empty for a column without a header. */
  readonly header: string;
  readonly near: string | null;
}

/** A row of the file read as the header of one table. */
export interface HeaderCandidate {
  readonly dictionary: HeaderDictionary;
  readonly delimiter: string;
  readonly row: HeadRow & { readonly cells: readonly string[] };
  readonly columns: readonly (string | null)[];
  /** Distinct fields recognised. */
  readonly matched: number;
  readonly missing: readonly HeaderField[];
  readonly unitConflicts: readonly { readonly found: string; readonly expected: string }[];
  /** Another table that the row fits as well, or null. */
  readonly rival: string | null;
  /** Whether enough of the row is known to recognise it as this table's header. */
  readonly recognised: boolean;
  /** Whether a recognised header has non-ASCII letters, which proves the encoding. */
  readonly provesEncoding: boolean;
  /** The only fault that keeps the row from being a header, so that the file is refused. */
  readonly spoilt?: Spoilt;
}

export const delimiters = [',', ';', '\t', '|'] as const;
const fullwidthDelimiters = ['，', '；', '｜', '、'] as const;
export const HEADER_WITHIN = 20;

/**
 * The row and delimiter that fit a table best, among the first rows of a text; null when no cell is a known header. Refuses nothing, so
 * that several encodings can be tried.
 *
 * @param whole the text is the whole file, so that a last row without a line end counts
 */
export function searchHeader(
  text: string,
  whole: boolean,
  dictionaries: readonly HeaderDictionary[],
  options: HeaderOptions = {},
): HeaderCandidate | null {
  const tables = dictionaries.map(indexOf);
  const cut = [...delimiters, ...fullwidthDelimiters].map((delimiter) => ({
    delimiter,
    rows: headRows(text, whole, delimiter, options.headerWithin ?? HEADER_WITHIN),
  }));
  const best = bestOf(cut.map(({ rows, delimiter }) => bestRow(rows, delimiter, tables, options)));
  if (best?.recognised) return best;
  const spoilt = bestOf(cut.flatMap(({ rows, delimiter }) => spoiltRows(rows, delimiter, tables, options)));
  return spoilt?.recognised ? spoilt : best;
}

/** Rows that would be headers without faults in their quotes or characters. */
function spoiltRows(
  rows: readonly HeadRow[],
  delimiter: string,
  indexes: readonly HeaderIndex[],
  options: HeaderOptions,
): (HeaderCandidate | null)[] {
  return rows.map((row) => {
    const mended = withoutSpoil(row, delimiter);
    if (mended === null) return null;
    const { line, lines } = row;
    const candidate = bestTable({ line, lines, cells: mended.cells }, delimiter, indexes, options);
    return candidate && { ...candidate, spoilt: mended.spoilt };
  });
}

/** The row that fits a table best among the first rows of a sheet, whose cells are already separate. */
export function searchHeaderRow(
  rows: readonly HeadRow[],
  dictionaries: readonly HeaderDictionary[],
  options: HeaderOptions = {},
): HeaderCandidate | null {
  return bestRow(rows, '', dictionaries.map(indexOf), options);
}

/**
 * Takes a single row of cells as the header, as the fast lane does, by the rules of a searched one.
 *
 * @throws {FileRefusal} as `confirmHeader`
 */
export function recogniseHeader(
  cells: readonly string[],
  dictionaries: readonly HeaderDictionary[],
  options: HeaderOptions = {},
): FoundHeader {
  const row = { line: 1, lines: 1, cells };
  const candidate = bestTable(row, ',', dictionaries.map(indexOf), options);
  return confirmHeader(candidate, [row], options);
}

/**
 * The header of the best candidate; otherwise the file is refused.
 *
 * @param rows the examined rows, to report what was found when nothing fits
 * @throws {FileRefusal} `unknown-table`, `spoilt-header`, `fullwidth-delimiter`, `unit-mismatch`, `duplicate-column`, `missing-column`
 */
export function confirmHeader(
  candidate: HeaderCandidate | null,
  rows: readonly HeadRow[],
  options: HeaderOptions = {},
): FoundHeader {
  if (candidate === null || !candidate.recognised) throw refuseUnknown(candidate, rows, options);
  const { dictionary, delimiter, row, columns, spoilt } = candidate;
  if (spoilt !== undefined)
    throw new FileRefusal('spoilt-header', spoiltHeader(row.line, spoilt), row.line, { ...spoilt });
  if ((fullwidthDelimiters as readonly string[]).includes(delimiter)) {
    throw new FileRefusal('fullwidth-delimiter', fullwidthDelimiter(row.line, delimiter), row.line, {
      delimiter,
    });
  }
  if (candidate.rival !== null) {
    const tables = [dictionary.table, candidate.rival];
    throw new FileRefusal('unknown-table', ambiguousTable(row.line, tables), row.line, { tables });
  }
  const conflict = candidate.unitConflicts[0];
  if (conflict !== undefined) {
    const texts = unitMismatch(row.line, clip(conflict.found), conflict.expected);
    throw new FileRefusal('unit-mismatch', texts, row.line, { ...conflict });
  }
  refuseDuplicates(dictionary, row, columns);
  const unknown = unknownColumns(dictionary, row.cells, columns);
  if (candidate.missing.length > 0) throw refuseMissing(candidate, unknown);
  const required = dictionary.fields
    .filter((field) => field.required)
    .map((field) => columns.indexOf(field.name));
  return {
    table: dictionary.table,
    delimiter,
    line: row.line,
    lines: row.lines,
    cells: row.cells,
    columns,
    required: required.filter((position) => position >= 0),
    unknown,
  };
}

/** The first records of a text under one delimiter; an unfinished last one is left out unless the text is whole. */
export function headRows(text: string, whole: boolean, delimiter: string, limit = HEADER_WITHIN): HeadRow[] {
  const rows: HeadRow[] = [];
  const tokeniser = new Tokeniser(delimiter, {
    record: (line, lines, cells) => rows.push({ line, lines, cells }),
    held: (row) => rows.push({ line: row.line, lines: row.lines, cells: null, held: row }),
  });
  for (let at = 0; at < text.length && rows.length < limit; at += 4096)
    tokeniser.push(text.slice(at, at + 4096));
  if (whole && rows.length < limit) tokeniser.end();
  return rows.slice(0, limit);
}

interface HeaderIndex {
  readonly dictionary: HeaderDictionary;
  /** Field name by header key; a Map, so that `__proto__` is an ordinary word. */
  readonly fields: ReadonlyMap<string, string>;
  /** The units in a field's headers. */
  readonly units: ReadonlyMap<string, { readonly unit: string; readonly header: string }>;
  /** Field by the base of a header with a unit. */
  readonly bases: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<HeaderDictionary, HeaderIndex>();

/** The index of a dictionary, made once because hundreds of files share a few tables. */
function indexOf(dictionary: HeaderDictionary): HeaderIndex {
  const known = indexes.get(dictionary);
  if (known !== undefined) return known;
  const index = makeIndex(dictionary);
  indexes.set(dictionary, index);
  return index;
}

function makeIndex(dictionary: HeaderDictionary): HeaderIndex {
  const fields = new Map<string, string>();
  const unitOf = new Map<string, { unit: string; header: string }>();
  const bases = new Map<string, string>();
  for (const field of dictionary.fields) {
    for (const header of field.headers) {
      const key = headerKey(header);
      const owner = fields.get(key);
      if (owner !== undefined && owner !== field.name) {
        throw new Error(
          `The dictionary of ${dictionary.table} gives "${header}" to ${owner} and ${field.name}`,
        );
      }
      fields.set(key, field.name);
      const { base, unit } = splitUnit(key);
      if (unit === null) continue;
      bases.set(base, field.name);
      if (isUnit(unit)) unitOf.set(field.name, { unit, header });
    }
  }
  return { dictionary, fields, units: unitOf, bases };
}

interface ReadHeader {
  readonly field: string | null;
  readonly conflict: string | null;
}

/** The field that a header's key names, or the header whose unit it contradicts. */
function readHeader(key: string, index: HeaderIndex): ReadHeader {
  const exact = index.fields.get(key);
  if (key === '' || exact !== undefined) return { field: exact ?? null, conflict: null };
  const { base, unit } = splitUnit(key);
  if (unit === null) return { field: null, conflict: null };
  const field = index.fields.get(base) ?? index.bases.get(base);
  if (field === undefined) return { field: null, conflict: null };
  if (index.fields.get(unit) === field) return { field, conflict: null };
  const expected = index.units.get(field);
  if (expected === undefined || !isUnit(unit)) return { field: null, conflict: null };
  return expected.unit === unit ? { field, conflict: null } : { field: null, conflict: expected.header };
}

function bestRow(
  rows: readonly HeadRow[],
  delimiter: string,
  indexes: readonly HeaderIndex[],
  options: HeaderOptions,
): HeaderCandidate | null {
  return bestOf(
    rows.map(({ cells, ...row }) =>
      cells === null ? null : bestTable({ ...row, cells }, delimiter, indexes, options),
    ),
  );
}

/** The best candidate; the first of equal ones. */
function bestOf(candidates: readonly (HeaderCandidate | null)[]): HeaderCandidate | null {
  return candidates.reduce<HeaderCandidate | null>((best, candidate) => {
    if (candidate === null) return best;
    return best === null || isBetter(candidate, best) ? candidate : best;
  }, null);
}

function bestTable(
  row: HeadRow & { readonly cells: readonly string[] },
  delimiter: string,
  indexes: readonly HeaderIndex[],
  options: HeaderOptions,
): HeaderCandidate | null {
  const keys = row.cells.map(headerKey);
  const candidates = indexes
    .map((index) => readAs(row, keys, delimiter, index, options))
    .filter(({ matched, unitConflicts }) => matched > 0 || unitConflicts.length > 0);
  const best = candidates.reduce<HeaderCandidate | null>(
    (top, candidate) => (top === null || isBetter(candidate, top) ? candidate : top),
    null,
  );
  if (best === null) return null;
  const rival = candidates.find((candidate) => candidate !== best && !isBetter(best, candidate));
  return { ...best, rival: rival?.dictionary.table ?? null };
}

function readAs(
  row: HeadRow & { readonly cells: readonly string[] },
  keys: readonly string[],
  delimiter: string,
  index: HeaderIndex,
  options: HeaderOptions,
): HeaderCandidate {
  const read = keys.map((key) => readHeader(key, index));
  const columns = read.map(({ field }) => field);
  const present = new Set(columns);
  present.delete(null);
  const missing = index.dictionary.fields.filter(
    ({ name, required }) =>
      required && !present.has(name) && !(name === 'hospital_id' && options.hospitalFromFolder === true),
  );
  const filled = row.cells.filter((cell) => cell.trim() !== '').length;
  const most = present.size * 2 >= filled;
  const unitConflicts = read.flatMap(({ conflict }, at) =>
    conflict === null ? [] : [{ found: row.cells[at] ?? '', expected: conflict }],
  );
  return {
    dictionary: index.dictionary,
    delimiter,
    row,
    columns,
    matched: present.size,
    missing,
    unitConflicts,
    rival: null,
    recognised: missing.length === 0 ? present.size >= 4 || most : present.size >= 2 && most,
    provesEncoding: row.cells.some((cell, at) => columns[at] !== null && /[^\x00-\x7F]/.test(cell)),
  };
}

/** Whether a candidate has more known columns, or as many and fewer missing ones. A table never wins by being small. */
function isBetter(a: HeaderCandidate, b: HeaderCandidate): boolean {
  if (a.matched !== b.matched) return a.matched > b.matched;
  return a.missing.length < b.missing.length;
}

function refuseUnknown(
  candidate: HeaderCandidate | null,
  rows: readonly HeadRow[],
  options: HeaderOptions,
): FileRefusal {
  const widest = rows.reduce<HeadRow | null>(
    (most, row) => ((row.cells?.length ?? 0) > (most?.cells?.length ?? 0) ? row : most),
    null,
  );
  const row = candidate?.row ?? widest;
  // A row without known headers may be a patient's and is not shown.
  const found = (candidate?.matched ?? 0) >= 2 ? (row?.cells ?? []).map((cell) => clip(cell)) : [];
  const best =
    candidate === null
      ? null
      : {
          table: candidate.dictionary.table,
          matched: candidate.matched,
          missing: candidate.missing.map((field) => field.headers[0] ?? field.name),
        };
  const texts = unknownTable(found, row?.cells?.length ?? 0, options.headerWithin ?? HEADER_WITHIN, best);
  return new FileRefusal('unknown-table', texts, row?.line ?? null, {
    found: found.slice(0, 50),
    best: best?.table ?? null,
    matched: best?.matched ?? 0,
    missing: best?.missing ?? [],
  });
}

function refuseDuplicates(
  dictionary: HeaderDictionary,
  row: { line: number; cells: readonly string[] },
  columns: readonly (string | null)[],
): void {
  const seen = new Map<string, string[]>();
  columns.forEach((field, at) => {
    if (field !== null) seen.set(field, [...(seen.get(field) ?? []), clip(row.cells[at] ?? '')]);
  });
  for (const [field, headers] of seen) {
    if (headers.length < 2) continue;
    throw new FileRefusal(
      'duplicate-column',
      duplicateColumn(
        row.line,
        dictionary.fields.find(({ name }) => name === field)?.headers[0] ?? field,
        headers,
      ),
      row.line,
      {
        field,
        headers,
      },
    );
  }
}

function unknownColumns(
  dictionary: HeaderDictionary,
  cells: readonly string[],
  columns: readonly (string | null)[],
): UnknownColumn[] {
  const free = dictionary.fields.filter(({ name }) => !columns.includes(name)).map(({ headers }) => headers);
  const words = free.flat();
  return columns.flatMap((field, position) => {
    if (field !== null) return [];
    const header = (cells[position] ?? '').trim();
    return [{ position, header, near: header === '' ? null : nearest(header, words) }];
  });
}

function refuseMissing(candidate: HeaderCandidate, unknown: readonly UnknownColumn[]): FileRefusal {
  const { dictionary, row } = candidate;
  const missing: MissingColumn[] = candidate.missing.map((field) => {
    const near = unknown.filter(({ header }) => header !== '' && nearest(header, field.headers) !== null);
    const sure = near.length === 1 ? (near[0]?.header ?? null) : null;
    return { name: field.name, header: field.headers[0] ?? field.name, near: sure };
  });
  const found = row.cells.map((cell) => clip(cell));
  return new FileRefusal(
    'missing-column',
    missingColumn(
      dictionary.title ?? { zh: dictionary.table, en: dictionary.table },
      row.line,
      missing,
      found,
    ),
    row.line,
    {
      table: dictionary.table,
      missing: missing.map(({ name }) => name),
      near: missing.flatMap(({ near }) => (near === null ? [] : [near])),
      found: found.slice(0, 50),
    },
  );
}
