import { sqlText } from '../../sql/quote.js';

/** Spreadsheets keep this many digits of a number; the others become 0. */
const kept = 15;

/** SQL: digits alone, more than a spreadsheet keeps, that end as if it had rounded them. One in ten sound numbers of 16 does. */
export const looksRoundedSql = (text: string): string =>
  `(length(${text}) > ${kept} AND regexp_full_match(${text}, '[0-9]{${kept}}0+'))`;

/** A resident identity number: six digits of a place, a day of birth, a serial number and a check digit (GB 11643-1999). */
export const residentId = '[0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]000';
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** The check digit is 0 where the weighted sum leaves this. */
const remainderOfZero = 1;

/**
 * True for a resident identity number that a spreadsheet has rounded: it ends in 000, and its check digit says that this is
 * not how it ended. One in eleven hundred sound numbers ends in 000; their check digit holds.
 */
export function roundedId(text: string): boolean {
  if (!new RegExp(`^${residentId}$`).test(text)) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return sum % 11 !== remainderOfZero;
}

/** {@link roundedId} as SQL. */
export const roundedIdSql = (text: string): string => `NOT coalesce(${checkHoldsSql(text)}, true)`;

/** SQL: true for a number that looks rounded and is no identity number whose check digit holds. One of a column makes all doubtful. */
export const maybeRoundedSql = (text: string): string =>
  `(${looksRoundedSql(text)} AND NOT coalesce(${checkHoldsSql(text)}, false))`;

/** SQL over a text: whether 0 is the check digit of an identity number ending in 000; NULL for any other text. */
function checkHoldsSql(text: string): string {
  const sum = weights
    .slice(0, kept)
    .map((weight, i) => `${weight} * (ascii(substr(${text}, ${i + 1}, 1)) - 48)`)
    .join(' + ');
  return `CASE WHEN regexp_full_match(${text}, ${sqlText(residentId)}) THEN (${sum}) % 11 = ${remainderOfZero} END`;
}
