/** Largest count the functions take: beyond it 2·x·n could leave the safe integers. */
export const LARGEST_COUNT = 50_000_000;

/**
 * Throws unless `x` of `n` is a possible count: integers with 0 <= x <= n <= 50 million.
 *
 * @throws {RangeError} naming what was found
 */
export function checkCounts(x: number, n: number): void {
  checkCount('x', x);
  checkCount('n', n);
  if (x > n) throw new RangeError(`x must not exceed n, but x is ${x} and n is ${n}`);
}

/**
 * Throws unless `value` is an integer from 0 to 50 million.
 *
 * @throws {RangeError} naming what was found
 */
export function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST_COUNT) {
    throw new RangeError(`${name} must be an integer from 0 to ${LARGEST_COUNT}, not ${value}`);
  }
}
