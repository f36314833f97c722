import { fold } from '../define/cells/index.js';
import type { FoundHeader } from '../read/header.js';
import type { SentRow } from '../receipt/sent-rows.js';
import type { Database } from '../warehouse/database.js';

/** Characters from which a code is searched in every cell; a shorter one may occur anywhere and counts only in the column of codes. */
const SHORTEST = 4;

/** The hospitals that a row might name. */
export interface OtherHospitals {
  /**
   * Whether a row that the reader held back, and whose cells cannot be trusted, names another hospital than its folder's: what swallowed
   * lines and broken quotes may contain must not be sent back.
   */
  isNamed(row: SentRow | undefined, header: FoundHeader, own: string): boolean;
}

/** Every hospital that the warehouse knows: by its list, its files, and its rows. */
export async function otherHospitals(database: Database): Promise<OtherHospitals> {
  const rows = await database.rows<{ code: string }>(
    `SELECT DISTINCT code FROM (SELECT hospital_id AS code FROM hospitals UNION SELECT hospital_id FROM submissions UNION SELECT folder FROM files)
     WHERE code IS NOT NULL`,
  );
  const codes = new Set(rows.map(({ code }) => code));
  const long = [...codes].filter((code) => code.length >= SHORTEST);
  return {
    isNamed(row, header, own) {
      if (row === undefined) return false;
      const at = header.columns.indexOf('hospital_id');
      const isOther = (text: string) => codes.has(text) && text !== own;
      if (row.raw === null) return at >= 0 && isOther(fold(row.cells?.[at] ?? ''));
      const { text } = row.raw;
      const cells = text.split(/\r\n|\r|\n/).map((line) => line.split(header.delimiter)[at] ?? '');
      if (at >= 0 && cells.some((cell) => isOther(fold(cell.replaceAll('"', ''))))) return true;
      return long.some((code) => code !== own && containsCode(text, code));
    },
  };
}

/** Whether a text contains a code that is not part of a longer one. */
function containsCode(text: string, code: string): boolean {
  const isInside = (char: string) => /[\p{L}\p{N}]/u.test(char);
  for (let at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1))
    if (!isInside(text.charAt(at - 1)) && !isInside(text.charAt(at + code.length))) return true;
  return false;
}
