import { compare, decimalText, type Fraction, fraction, roundedTo } from './fraction.js';

/** Most decimals printed. */
const mostDecimals = 12;

/**
 * A number with at least `decimals` decimals, and as many more as keep it on its own side of each of `apart`: 39.996 beside a threshold of
 * 40 prints as 39.996, never as 40.00.
 */
export function printApart(value: Fraction, decimals: number, apart: readonly Fraction[]): string {
  for (let places = decimals; ; places++) {
    const rounded = roundedTo(value, places);
    const honest = apart.every((line) => compare(rounded, line) === compare(value, line));
    if (honest || places >= mostDecimals) return decimalText(rounded, places);
  }
}

/** A count with commas between thousands. */
export function printCount(count: number): string {
  return decimalText(roundedTo(fraction(count), 0), 0);
}

/** A number with only as many decimals as it has. */
export function printPlain(value: Fraction): string {
  for (let places = 0; ; places++) {
    const rounded = roundedTo(value, places);
    if (compare(rounded, value) === 0 || places >= mostDecimals) return decimalText(rounded, places);
  }
}

/** `p = 0.42`, kept on its own side of 0.05; `p < 0.001` below that. */
export function printP(p: number): string {
  if (p < 0.001) return 'p\u00A0<\u00A00.001';
  return `p\u00A0=\u00A0${printApart(fraction(p), 2, [fraction(0.05), ...(p < 1 ? [fraction(1)] : []), fraction(0)])}`;
}
