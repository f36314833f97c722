import { chooseEncoding } from '../read/choose-encoding.js';
import { refuseForeignFormat } from '../read/format.js';
import { delimiters, type HeaderDictionary, headRows } from '../read/header.js';
import { encodingUnsure } from '../read/messages.js';
import { FileRefusal } from '../read/refusal.js';
import { fileSource, readHead } from '../read/source.js';
import { readApart } from '../read/xlsx/apart.js';
import { cellText } from '../read/xlsx/cells.js';
import { workbookLimits } from '../read/xlsx/limits.js';
import type { Book, RawRow } from '../read/xlsx/message.js';
import { isArchive } from '../read/xlsx/read-workbook.js';

/** The first rows of a text file or of one sheet, whether or not their header is known. */
export interface Sample {
  /** Null for a text file. */
  readonly sheet: string | null;
  readonly rows: readonly (readonly string[])[];
}

export const sampledRows = 500;
const headBytes = 256 * 1024;

/**
 * The first rows of a file that the reader may have refused.
 *
 * @throws {FileRefusal} where no rows can be read: a foreign format, an uncertain encoding
 */
export async function sampleFile(
  path: string,
  dictionaries: readonly HeaderDictionary[],
): Promise<readonly Sample[]> {
  const source = fileSource(path);
  if (isArchive(source)) return sampleWorkbook(path);
  const head = readHead(source, headBytes);
  refuseForeignFormat(head);
  const { text, header } = chooseEncoding(source, head, dictionaries, {});
  if (text === null) throw new FileRefusal('encoding-unsure', encodingUnsure(), 1, {});
  const whole = head.length >= source.bytes;
  const cut = (delimiter: string) =>
    headRows(text, whole, delimiter, sampledRows).map(({ cells }) => cells ?? []);
  const known = header !== null && header.matched >= 2 ? cut(header.delimiter) : null;
  return [{ sheet: null, rows: known ?? widest(delimiters.map(cut)) }];
}

/** The splitting with the most cells in the first rows; the first of equal ones. */
function widest(cuttings: readonly (readonly (readonly string[])[])[]): readonly (readonly string[])[] {
  const cells = cuttings.map((rows) => rows.slice(0, 20).reduce((sum, row) => sum + row.length, 0));
  return cuttings[cells.indexOf(Math.max(...cells))] ?? [];
}

async function sampleWorkbook(path: string): Promise<Sample[]> {
  const sheets: { sheet: string; rows: string[][] }[] = [];
  let book: Book = { date1904: false, hasMacros: false, formats: [] };
  for await (const message of readApart({ path, limits: workbookLimits })) {
    if (message.kind === 'book') book = message.book;
    else if (message.kind === 'sheet') sheets.push({ sheet: message.name, rows: [] });
    else if (message.kind === 'rows') {
      const rows = sheets.at(-1)?.rows ?? [];
      for (const row of message.rows) if (rows.length < sampledRows) rows.push(cellsOf(row, book));
    }
  }
  return sheets.filter(({ rows }) => rows.length > 0);
}

function cellsOf({ cells }: RawRow, book: Book): string[] {
  const texts: string[] = [];
  for (const [column, cell] of cells) {
    while (texts.length < column - 1) texts.push('');
    texts.push(cellText(cell, book, undefined).text);
  }
  return texts;
}
