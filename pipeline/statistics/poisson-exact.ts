import { checkCount } from './check-counts.js';
import { checkBetween } from './check-number.js';
import type { Interval } from './interval.js';
import { inverseIncompleteGamma } from './inverse-incomplete-gamma.js';

/**
 * Exact interval of a Poisson mean from the observed count x, in events; divide by the exposure for a rate.
 *
 * `low` is 0 when x is 0.
 *
 * @param conf two-sided confidence, 0.95 for 95 %
 * @throws {RangeError} if x is not a count, or conf is not between 0 and 1
 * @see Garwood (1936), Biometrika 28:437
 * @example poissonExact(5) // => { low: 1.623486, high: 11.668332 }
 */
export function poissonExact(x: number, conf = 0.95): Interval {
  checkCount('x', x);
  checkBetween('conf', conf, 0, 1);
  const tail = (1 - conf) / 2;
  return {
    low: x === 0 ? 0 : inverseIncompleteGamma(x, tail, 'lower'),
    high: inverseIncompleteGamma(x + 1, tail, 'upper'),
  };
}
