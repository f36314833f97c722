import { checkCounts } from './check-counts.js';
import { checkBetween } from './check-number.js';
import type { Interval } from './interval.js';
import { inverseIncompleteBeta } from './inverse-incomplete-beta.js';

/**
 * Exact (Clopper–Pearson) interval of the proportion x / n, each end 0 to 1.
 *
 * Holds every p that neither one-sided exact test at (1 - conf) / 2 rejects, so it covers at least `conf`.
 * Null when n is 0; `low` is 0 when x is 0, `high` is 1 when x is n.
 *
 * @param conf two-sided confidence, 0.95 for 95 %
 * @throws {RangeError} if x and n are not counts with x <= n, or conf is not between 0 and 1
 * @see Clopper and Pearson (1934), Biometrika 26:404
 * @example clopperPearson(8, 20) // => { low: 0.191190, high: 0.639457 }
 */
export function clopperPearson(x: number, n: number, conf = 0.95): Interval | null {
  checkCounts(x, n);
  checkBetween('conf', conf, 0, 1);
  if (n === 0) return null;
  const tail = (1 - conf) / 2;
  return {
    low: x === 0 ? 0 : inverseIncompleteBeta(x, n - x + 1, tail, 'lower'),
    high: x === n ? 1 : inverseIncompleteBeta(x + 1, n - x, tail, 'upper'),
  };
}
