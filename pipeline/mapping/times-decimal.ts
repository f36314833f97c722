/** A number as a cell may hold it: at most nine digits before the point, thousands separated rightly or not at all. */
const plainNumber = /^([+-]?)(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,20}))?$/;

/** A factor of a mapping file: a positive decimal number without sign and exponent. */
export const factorText = /^\d{1,9}(?:\.\d{1,9})?$/;

/**
 * A cell's number times a factor, exactly: digits are multiplied as whole numbers and never become a binary fraction.
 * Nothing is rounded. Null when the text is no plain number.
 *
 * @example timesDecimal('3500', '0.001') // => '3.5'
 */
export function timesDecimal(text: string, factor: string): string | null {
  const cell = plainNumber.exec(text);
  if (cell === null) return null;
  const [, sign = '', whole = '', decimals = ''] = cell;
  const [factorWhole = '', factorDecimals = ''] = factor.split('.');
  const product = BigInt(whole.replaceAll(',', '') + decimals) * BigInt(factorWhole + factorDecimals);
  const places = decimals.length + factorDecimals.length;
  const digits = String(product).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const number = digits.slice(0, digits.length - places) + (fraction === '' ? '' : `.${fraction}`);
  return sign === '-' && product !== 0n ? `-${number}` : number;
}
