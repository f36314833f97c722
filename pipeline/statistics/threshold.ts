/** A norm's threshold as the exact fraction it is printed as: 40 % is { num: 40, den: 100 }, 0.01 % is { num: 1, den: 10000 }. */
export type Threshold = { num: number; den: number };

/** The comparison of a rate with the threshold; strict and inclusive ones are different norms. */
export type Operator = '>=' | '>' | '<=' | '<';

/**
 * Throws unless the threshold is a fraction of whole numbers from 0 to 1.
 *
 * @throws {RangeError} naming what was found
 */
export function checkThreshold({ num, den }: Threshold): void {
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || num < 0 || den <= 0 || num > den) {
    throw new RangeError(
      `threshold must be whole numbers with 0 <= num <= den and den > 0, not ${num}/${den}`,
    );
  }
}

/** The sign of x / n - num / den, in whole numbers without rounding: 1 above, 0 exactly at, -1 below. */
export function compareWithThreshold(x: number, n: number, { num, den }: Threshold): -1 | 0 | 1 {
  const left = BigInt(x) * BigInt(den);
  const right = BigInt(num) * BigInt(n);
  return left > right ? 1 : left < right ? -1 : 0;
}
