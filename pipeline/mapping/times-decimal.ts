/** A number as a cell may hold it: at most nine digits before the point, thousands separated correctly or not at all. */
const plainNumber = /^([+-]?)(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,20}))?$/;

/** A factor of a mapping file: a positive decimal number without sign and exponent, or a fraction of two, such as 1/60. */
export const factorText = /^\d{1,9}(?:\.\d{1,9})?(?:\/\d{1,9}(?:\.\d{1,9})?)?$/;

/** A factor as a fraction of whole numbers. */
export function factorRatio(factor: string): { readonly times: bigint; readonly by: bigint } {
  const [above = '', below = '1'] = factor.split('/');
  const [a, b] = [wholeOf(above), wholeOf(below)];
  return { times: a.digits * 10n ** BigInt(b.places), by: b.digits * 10n ** BigInt(a.places) };
}

function wholeOf(decimal: string): { digits: bigint; places: number } {
  const [whole = '', decimals = ''] = decimal.split('.');
  return { digits: BigInt(whole + decimals), places: decimals.length };
}

/** Decimals of a non-terminating quotient; a cell of the contract has no more. */
const PLACES = 4;

/**
 * A cell's number times a factor, exactly: digits are multiplied as whole numbers and never become a binary fraction. Nothing is rounded,
 * unless the factor is a fraction and the quotient has more than four decimals: then it is rounded there, but never to a number of two
 * decimals, which a threshold could be. Null when the text is no plain number.
 *
 * @example timesDecimal('3500', '0.001') // => '3.5'
 * @example timesDecimal('2880', '1/60') // => '48'
 */
export function timesDecimal(text: string, factor: string): string | null {
  const cell = plainNumber.exec(text);
  if (cell === null) return null;
  const [, sign = '', whole = '', decimals = ''] = cell;
  const number = wholeOf(`${whole.replaceAll(',', '')}.${decimals}`);
  if (!factor.includes('/')) {
    const by = wholeOf(factor);
    return decimalText(sign, number.digits * by.digits, number.places + by.places);
  }
  const { times, by } = factorRatio(factor);
  const above = number.digits * times * 10n ** BigInt(PLACES);
  const below = by * 10n ** BigInt(number.places);
  const [quotient, rest] = [above / below, above % below];
  return decimalText(sign, rest === 0n ? quotient : rounded(quotient, rest * 2n >= below), PLACES);
}

/** The nearer of a quotient and the next one, unless that is a round number and the true value is not. */
function rounded(quotient: bigint, isNearerToNext: boolean): bigint {
  const nearer = isNearerToNext ? quotient + 1n : quotient;
  if (nearer % 100n !== 0n) return nearer;
  return isNearerToNext ? quotient : quotient + 1n;
}

function decimalText(sign: string, digits: bigint, places: number): string {
  const text = String(digits).padStart(places + 1, '0');
  const fraction = text.slice(text.length - places).replace(/0+$/, '');
  const number = text.slice(0, text.length - places) + (fraction === '' ? '' : `.${fraction}`);
  return sign === '-' && digits !== 0n ? `-${number}` : number;
}
