import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { writeNew } from '../effects/effects.js';
import { columnLetters } from '../message/column-letters.js';
import { readApart } from '../read/xlsx/apart.js';
import { rangeText } from '../read/xlsx/cell-address.js';
import { workbookLimits } from '../read/xlsx/limits.js';
import type { Book, Range, RawCell, RawRow } from '../read/xlsx/message.js';
import { escapeXml } from '../workbook/cell-text.js';

/** Everything that the reader sees of a sheet. */
interface SeenSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: RawRow[];
  readonly columns: (readonly [from: number, to: number])[];
  readonly merges: Range[];
  readonly filters: string[];
}

interface Seen {
  readonly book: Book;
  readonly sheets: readonly SeenSheet[];
}

/**
 * Copies a workbook without some of its rows; every other row keeps its number. The copy holds only what the reader sees: no comments,
 * pivots, hidden lists of texts or authors' names, which could still name a forgotten case.
 *
 * @param isBlanked whether a row of a sheet is blanked
 * @returns false when the copy does not read like the rest of the original; then it must not be used
 */
export async function blankWorkbook(
  from: string,
  to: string,
  isBlanked: (sheet: string, row: number) => boolean,
): Promise<boolean> {
  const seen = await seenOf(from);
  const rest = {
    ...seen,
    sheets: seen.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.filter(({ row }) => !isBlanked(sheet.name, row)),
    })),
  };
  writeNew(to, writeSeen(rest, stylesOf(from)));
  const again = await seenOf(to);
  // Macros are not part of the copy.
  const bookOf = ({ book: { date1904, formats } }: Seen) => ({ date1904, formats });
  return isDeepStrictEqual([bookOf(again), again.sheets], [bookOf(rest), rest.sheets]);
}

async function seenOf(path: string): Promise<Seen> {
  let book: Book = { date1904: false, hasMacros: false, formats: [] };
  const sheets: SeenSheet[] = [];
  for await (const message of readApart({ path, limits: workbookLimits })) {
    const sheet = sheets.at(-1);
    if (message.kind === 'book') book = message.book;
    else if (message.kind === 'sheet')
      sheets.push({
        name: message.name,
        hidden: message.hidden,
        rows: [],
        columns: [],
        merges: [],
        filters: [],
      });
    else if (message.kind === 'rows') for (const row of message.rows) sheet?.rows.push(row);
    else if (message.kind === 'hidden-columns') for (const of of message.columns) sheet?.columns.push(of);
    else if (message.kind === 'merges') for (const of of message.merges) sheet?.merges.push(of);
    else if (message.kind === 'filter') sheet?.filters.push(message.range);
  }
  return { book, sheets };
}

/** The part with the number formats, which cells refer to by position; null for a workbook without it. */
function stylesOf(path: string): Uint8Array | null {
  const isWanted = (name: string) =>
    /(^|\/)styles\.xml$/i.test(name) || /(^|\/)workbook\.xml\.rels$/i.test(name);
  const parts = unzipSync(readFileSync(path), { filter: ({ name }) => isWanted(name) });
  const names = Object.keys(parts);
  const relations = names.find((name) => name.toLowerCase().endsWith('.rels'));
  if (relations !== undefined && !/relationships\/styles"/.test(strFromU8(parts[relations] as Uint8Array)))
    return null;
  const styles = names.find((name) => name.toLowerCase().endsWith('styles.xml'));
  return styles === undefined ? null : (parts[styles] as Uint8Array);
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const related = 'http://schemas.openxmlformats.org/package/2006/relationships';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The same copy of the same rows gives the same bytes, at any time and place. */
function writeSeen({ book, sheets }: Seen, styles: Uint8Array | null): Uint8Array {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${types}.${type}+xml"/>`;
  const relation = (n: number, type: string, target: string) =>
    `<Relationship Id="rId${n}" Type="${office}/${type}" Target="${target}"/>`;
  const parts: Zippable = {
    '[Content_Types].xml': strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${sheets.map((_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet')).join('')}${styles ? part('styles', 'styles') : ''}</Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${related}">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${spreadsheet}" xmlns:r="${office}"><workbookPr date1904="${book.date1904 ? 1 : 0}"/><sheets>${sheets
        .map(
          ({ name, hidden }, i) =>
            `<sheet name="${attribute(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${related}">${sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${styles ? relation(sheets.length + 1, 'styles', 'styles.xml') : ''}</Relationships>`,
    ),
    ...(styles ? { 'xl/styles.xml': styles } : {}),
  };
  for (const [i, sheet] of sheets.entries())
    parts[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(sheetXml(sheet));
  return zipSync(parts, { level: 6, mtime: new Date(1980, 0, 1) });
}

const attribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function sheetXml({ rows, columns, merges, filters }: SeenSheet): string {
  const hidden = columns.map(([from, to]) => `<col min="${from}" max="${to}" hidden="1"/>`).join('');
  const merged = merges.map((range) => `<mergeCell ref="${rangeText(range)}"/>`).join('');
  return [
    `<worksheet xmlns="${spreadsheet}">`,
    hidden === '' ? '' : `<cols>${hidden}</cols>`,
    '<sheetData>',
    ...rows.map(rowXml),
    '</sheetData>',
    ...filters.map((ref) => `<autoFilter ref="${attribute(ref)}"/>`),
    merged === '' ? '' : `<mergeCells>${merged}</mergeCells>`,
    '</worksheet>',
  ].join('');
}

function rowXml({ row, hidden, cells, beyond, long }: RawRow): string {
  const all: (readonly [column: number, cell: RawCell])[] = [...cells];
  // For content beyond the limits only its length is known, so only that is compared.
  if (long !== null) all.push([1, { long }]);
  for (let i = 0; i < (beyond?.count ?? 0); i += 1) all.push([(beyond?.first ?? 1) + i, 'x']);
  return `<row r="${row}"${hidden ? ' hidden="1"' : ''}>${all.map(([column, cell]) => cellXml(`${columnLetters(column)}${row}`, cell)).join('')}</row>`;
}

function cellXml(at: string, cell: RawCell): string {
  const inline = (text: string) =>
    `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  if (typeof cell === 'string') return inline(cell);
  if ('number' in cell) return `<c r="${at}" s="${cell.format}"><v>${cell.number}</v></c>`;
  if ('error' in cell) return `<c r="${at}" t="e"><v>${escapeXml(cell.error)}</v></c>`;
  if ('formula' in cell) return `<c r="${at}"><f>0</f></c>`;
  return inline('x'.repeat(cell.long));
}
