import { checkBetween } from './check-number.js';
import type { Interval } from './interval.js';
import { poissonExact } from './poisson-exact.js';

/**
 * A standardised ratio (SMR, SIR): observed over expected events, with the exact Poisson interval of the observed.
 *
 * The expected number is taken as known, so its own uncertainty is not in the interval.
 *
 * @param conf two-sided confidence, 0.95 for 95 %
 * @throws {RangeError} if observed is not a count, expected is not a positive number, or conf is not between 0 and 1
 * @see Garwood (1936), Biometrika 28:437
 * @example standardisedRatio(10, 8) // => { ratio: 1.25, low: 0.599424, high: 2.298795 }
 */
export function standardisedRatio(
  observed: number,
  expected: number,
  conf = 0.95,
): Interval & { ratio: number } {
  checkBetween('expected', expected, 0, Number.POSITIVE_INFINITY);
  const { low, high } = poissonExact(observed, conf);
  return { ratio: observed / expected, low: low / expected, high: high / expected };
}
