import { sqlText } from '../../sql/quote.js';

/** Spreadsheets keep this many digits of a number and replace the others with 0. */
const kept = 15;

/** SQL for digits alone, more than a spreadsheet keeps, that end as if it had rounded them. So does one in ten sound numbers of 16 digits. */
export const looksRoundedSql = (text: string): string =>
  `(length(${text}) > ${kept} AND regexp_full_match(${text}, '[0-9]{${kept}}0+'))`;

/** A resident identity number: six digits of a place, a day of birth, a serial number and a check digit (GB 11643-1999). */
export const residentId = '[0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]000';
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** The remainder of the weighted sum whose check digit is 0. */
const remainderOfZero = 1;

/**
 * Whether a spreadsheet has rounded a resident identity number: it ends in 000 and its check digit is wrong. One in eleven hundred sound
 * numbers ends in 000; their check digit holds.
 */
export function roundedId(text: string): boolean {
  if (!new RegExp(`^${residentId}$`).test(text)) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return sum % 11 !== remainderOfZero;
}

/** {@link roundedId} as SQL. */
export const roundedIdSql = (text: string): string => `NOT coalesce(${checkHoldsSql(text)}, true)`;

/** SQL for a number that looks rounded and is no identity number with a correct check digit. One of these makes its whole column doubtful. */
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
