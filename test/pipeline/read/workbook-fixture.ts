import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterAll } from 'vitest';
import type { HeaderField } from '../../../pipeline/read/header.js';
import { type Facts, FileRefusal } from '../../../pipeline/read/refusal.js';
import type { HeldRow } from '../../../pipeline/read/tokenise.js';
import {
  readWorkbook,
  type WorkbookOptions,
  type WorkbookResult,
} from '../../../pipeline/read/xlsx/read-workbook.js';
import { dictionaries as bare, HEADER } from './fixture.js';

const kindOf = (name: string): HeaderField['kind'] => {
  if (name.endsWith('_at')) return 'datetime';
  if (name.endsWith('_on')) return 'date';
  return name === 'case_no' ? 'identifier' : undefined;
};

/** The dictionaries of the other tests, with the columns marked that a sheet must know. */
export const dictionaries = bare.map((dictionary) => ({
  ...dictionary,
  fields: dictionary.fields.map((field) => ({
    ...field,
    kind: kindOf(field.name),
  })),
}));

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const related = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A cell: a text, a number, nothing, or its XML without the address: `{ xml: ' t="e"><v>#N/A</v>' }`. */
export type Cell = string | number | null | { readonly xml: string };

export interface Sheet {
  readonly name?: string;
  readonly state?: string;
  readonly rows?: readonly (readonly Cell[])[];
  /** XML instead of rows. */
  readonly data?: string;
  readonly before?: string;
  readonly after?: string;
  readonly xml?: string;
}

export interface Book {
  readonly sheets: readonly Sheet[];
  /** Format codes; the cell style n (from 1) has the n-th, or the built-in one of that number. */
  readonly formats?: readonly (string | number)[];
  readonly strings?: string;
  readonly date1904?: boolean;
  readonly extra?: Readonly<Record<string, string | Uint8Array>>;
  readonly main?: string;
}

export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A number cell with a style, a formula cell, an error cell, and so on, as XML. */
export const styled = (value: number | string, style: number): Cell => ({
  xml: ` s="${style}"><v>${value}</v>`,
});
export const formula = (text: string, value: string | null, type = ''): Cell => ({
  xml: `${type === '' ? '' : ` t="${type}"`}><f>${escapeXml(text)}</f>${value === null ? '' : `<v>${value}</v>`}`,
});
export const failed = (code: string): Cell => ({ xml: ` t="e"><v>${code}</v>` });

export function letters(column: number): string {
  return column <= 26
    ? String.fromCharCode(64 + column)
    : letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1);
}

export function cellXml(cell: Cell, row: number, column: number): string {
  if (cell === null || cell === '') return '';
  const start = `<c r="${letters(column)}${row}"`;
  if (typeof cell === 'number') return `${start}><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    return `${start} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  }
  return `${start}${cell.xml}</c>`;
}

export function rowsXml(rows: readonly (readonly Cell[])[]): string {
  return rows
    .map((row, at) => {
      const cells = row.map((cell, i) => cellXml(cell, at + 1, i + 1)).join('');
      return cells === '' ? '' : `<row r="${at + 1}">${cells}</row>`;
    })
    .join('');
}

export function sheetXml({ rows = [], data, before = '', after = '', xml }: Sheet): string {
  if (xml !== undefined) return xml;
  const body = `<sheetData>${data ?? rowsXml(rows)}</sheetData>`;
  return `${declaration}<worksheet xmlns="${main}">${before}${body}${after}</worksheet>`;
}

/** The parts of a workbook by name. */
export function parts(book: Book): Record<string, Uint8Array> {
  const { sheets, formats = [], strings, date1904 = false, extra = {} } = book;
  const codes = formats.map((format, at) =>
    typeof format === 'number' ? '' : `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(format)}"/>`,
  );
  const xfs = formats.map(
    (format, at) => `<xf numFmtId="${typeof format === 'number' ? format : 164 + at}"/>`,
  );
  const text: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>` +
      sheets
        .map(
          (_, at) =>
            `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${types}.worksheet+xml"/>`,
        )
        .join('') +
      `<Override PartName="/xl/workbook.xml" ContentType="${book.main ?? `${types}.sheet.main+xml`}"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${related}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>` +
      sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${escapeXml(name ?? `Sheet${at + 1}`)}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
        )
        .join('') +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      `${declaration}<Relationships xmlns="${related}">` +
      sheets
        .map(
          (_, at) =>
            `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
        )
        .join('') +
      `<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/>` +
      (strings === undefined
        ? ''
        : `<Relationship Id="rIdT" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/>`) +
      '</Relationships>',
    'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)])),
    ...(strings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `${declaration}<sst xmlns="${main}">${strings}</sst>` }),
    ...extra,
  };
  return Object.fromEntries(
    Object.entries(text).map(([name, content]) => [
      name,
      typeof content === 'string' ? strToU8(content) : content,
    ]),
  );
}

export function workbook(book: Book): Uint8Array {
  return zipSync(parts(book) as Zippable, { level: 6 });
}

/** A workbook with one sheet of the ECMO table. */
export function ecmoBook(rows: readonly (readonly Cell[])[], book: Omit<Book, 'sheets'> = {}): Uint8Array {
  return workbook({ ...book, sheets: [{ rows: [HEADER.split(','), ...rows] }] });
}

let folder: string | null = null;
let files = 0;
afterAll(() => {
  if (folder !== null) rmSync(folder, { recursive: true });
  folder = null;
});

/** Writes bytes to a file that is gone after the tests. */
export function saved(bytes: Uint8Array): string {
  folder ??= mkdtempSync(join(tmpdir(), 'workbook-'));
  files += 1;
  const path = join(folder, `${files}.xlsx`);
  writeFileSync(path, bytes);
  return path;
}

export interface TakenSheet {
  readonly sheet: string;
  readonly records: { line: number; lines: number; cells: string[] }[];
  readonly held: HeldRow[];
  readonly skipped: { line: number; lines: number; reason: string }[];
}

export interface TakenBook {
  readonly result: WorkbookResult;
  readonly sheets: TakenSheet[];
}

export async function readBook(
  file: Uint8Array | string,
  options: WorkbookOptions = {},
  read: typeof readWorkbook = readWorkbook,
): Promise<TakenBook> {
  const sheets: TakenSheet[] = [];
  const path = typeof file === 'string' ? file : saved(file);
  const result = await read(path, dictionaries, options, ({ sheet }) => {
    const taken: TakenSheet = { sheet, records: [], held: [], skipped: [] };
    sheets.push(taken);
    return {
      record: (line, cells, lines) => taken.records.push({ line, lines, cells }),
      held: (row) => taken.held.push(row),
      skipped: (line, lines, reason) => taken.skipped.push({ line, lines, reason }),
    };
  });
  return { result, sheets };
}

/** The first sheet's takings. */
export async function readFirst(file: Uint8Array, options: WorkbookOptions = {}) {
  const { result, sheets } = await readBook(file, options);
  const [first] = sheets;
  const [read] = result.sheets;
  if (first === undefined || read === undefined) throw new Error('No sheet was read');
  return { ...first, result: read, warnings: result.warnings };
}

export async function bookRefusal(
  file: Uint8Array | string,
  options: WorkbookOptions = {},
): Promise<FileRefusal & { readonly facts: Facts }> {
  try {
    await readBook(file, options);
  } catch (error) {
    if (error instanceof FileRefusal) return error;
    throw error;
  }
  throw new Error('The workbook was not refused');
}
