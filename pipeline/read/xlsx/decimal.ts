/**
 * A number as plain digits: no exponent, and at most the fifteen significant digits that a sheet works with, so that 37.299999999999997 is
 * 37.3 and 0.1 + 0.2 is 0.3.
 *
 * @param shift moves the decimal point to the right, exactly: 2 for a percentage
 */
export function decimalText(value: number, shift = 0): string {
  if (value === 0) return '0';
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential(14).split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  const point = Number(power) + 1 + shift;
  const sign = value < 0 ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** From here on a number cell has lost digits that were typed: Excel has replaced them with zeros. */
export const PRECISE_BELOW = 1e15;
