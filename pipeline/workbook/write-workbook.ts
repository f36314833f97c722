import { strToU8, Zip, ZipDeflate } from 'fflate';
import { columnLetters } from '../message/column-letters.js';
import { escapeXml } from './cell-text.js';
import type { Cell, ColumnCheck, Sheet, WriteWarning } from './sheet.js';
import { stylesXml } from './styles.js';
import { worksheetXml } from './worksheet.js';

/** The bytes of a workbook, with what could not be written unchanged. */
export interface WrittenWorkbook {
  readonly bytes: Uint8Array;
  /** Every cell that could not be written unchanged; the cell itself shows it too. */
  readonly warnings: readonly WriteWarning[];
}

/** The sheet for lists of words that are too long for a check. */
export const LISTS = '可选值';

/**
 * An Excel workbook (.xlsx) of the given sheets; the same sheets give the same bytes, at any time and place.
 *
 * Every cell is a text or a number. There are no formulas, links, macros or names in it, whatever the texts are.
 *
 * @throws {RangeError} for a sheet name that Excel does not allow, or a sheet with too many rows or columns
 */
export function writeWorkbook(sheets: readonly Sheet[]): WrittenWorkbook {
  const { all, source } = withLists(sheets);
  refuseBadNames(all.map(({ name }) => name));
  const warnings: WriteWarning[] = [];
  const archive = new Archive();
  archive.add('[Content_Types].xml', [contentTypes(all.length)]);
  archive.add('_rels/.rels', [packageRelations]);
  archive.add('xl/workbook.xml', [workbookXml(all)]);
  archive.add('xl/_rels/workbook.xml.rels', [workbookRelations(all.length)]);
  archive.add('xl/styles.xml', [stylesXml()]);
  for (const [at, sheet] of all.entries()) {
    const xml = worksheetXml(sheet, at === 0, source, (warning) => warnings.push(warning));
    archive.add(`xl/worksheets/sheet${at + 1}.xml`, xml);
  }
  return { bytes: archive.end(), warnings };
}

/** The sheets, followed by one with the lists that do not fit into a check, a column each. */
function withLists(sheets: readonly Sheet[]) {
  const columns = new Map<string, readonly string[]>();
  for (const { list } of sheets.flatMap(({ checks = [] }) => checks)) {
    if (list.length > 0 && !fitsInline(list)) columns.set(list.join('\n'), list);
  }
  const keys = [...columns.keys()];
  const source = ({ list }: ColumnCheck) => {
    const at = keys.indexOf(list.join('\n'));
    if (at < 0) return `"${list.join(',')}"`;
    const letters = columnLetters(at + 1);
    return `'${LISTS}'!$${letters}$1:$${letters}$${list.length}`;
  };
  if (keys.length === 0) return { all: sheets, source };
  const lists = [...columns.values()];
  const height = Math.max(...lists.map(({ length }) => length));
  const rows: Cell[][] = Array.from({ length: height }, (_, row) => lists.map((list) => list[row] ?? ''));
  return { all: [...sheets, { name: LISTS, widths: lists.map(() => 24), rows, hidden: true }], source };
}

/** Excel takes a list of at most 255 characters, cut at commas and trimmed. */
function fitsInline(list: readonly string[]): boolean {
  return list.join(',').length <= 255 && list.every((word) => !/[,"]|^\s|\s$/.test(word));
}

function refuseBadNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const bad = name.length === 0 || name.length > 31 || /[\x00-\x1F[\]:*?/\\]|^'|'$/.test(name);
    if (bad || seen.has(name.toLowerCase()))
      throw new RangeError(
        `A sheet must have a name of its own with at most 31 characters, none of []:*?/\\, not "${name}"`,
      );
    seen.add(name.toLowerCase());
  }
}

/** Collects parts; all have the same date, so that the bytes do not show when or where they were made. */
class Archive {
  readonly #chunks: Uint8Array[] = [];
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#chunks.push(chunk);
  });

  add(name: string, xml: Iterable<string>): void {
    const part = new ZipDeflate(name, { level: 6 });
    // The oldest date that the format allows; its fields are local time, so they are the same everywhere.
    part.mtime = new Date(1980, 0, 1);
    this.#zip.add(part);
    let text = declaration;
    for (const piece of xml) {
      text += piece;
      if (text.length < PIECE) continue;
      part.push(strToU8(text));
      text = '';
    }
    part.push(strToU8(text), true);
  }

  end(): Uint8Array {
    this.#zip.end();
    return Buffer.concat(this.#chunks);
  }
}

/** Characters packed at once. */
const PIECE = 1 << 18;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const related = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

const packageRelations = `<Relationships xmlns="${related}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${types}.${type}+xml"/>`;
  return (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('workbook', 'sheet.main') +
    numbers(sheets)
      .map((n) => part(`worksheets/sheet${n}`, 'worksheet'))
      .join('') +
    `${part('styles', 'styles')}</Types>`
  );
}

function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  );
  return (
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}">` +
    `<bookViews><workbookView activeTab="0"/></bookViews><sheets>${list.join('')}</sheets></workbook>`
  );
}

function workbookRelations(sheets: number): string {
  const relation = (n: number, type: string, target: string) =>
    `<Relationship Id="rId${n}" Type="${office}/${type}" Target="${target}"/>`;
  const list = numbers(sheets).map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`));
  return `<Relationships xmlns="${related}">${list.join('')}${relation(sheets + 1, 'styles', 'styles.xml')}</Relationships>`;
}
