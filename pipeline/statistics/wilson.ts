import { checkCounts } from './check-counts.js';
import { checkBetween } from './check-number.js';
import type { Interval } from './interval.js';
import { normalQuantile } from './normal-quantile.js';

/**
 * Wilson score interval of the proportion x / n, each end 0 to 1; no continuity correction.
 *
 * Null when n is 0. `low` is exactly 0 when x is 0 and `high` exactly 1 when x is n.
 * Chosen over the normal interval because hospital months often have fewer than 30 cases.
 *
 * @param conf two-sided confidence, 0.95 for 95 %
 * @throws {RangeError} if x and n are not counts with x <= n, or conf is not between 0 and 1
 * @see Wilson (1927), JASA 22:209
 * @example wilson(8, 20) // => { low: 0.218807, high: 0.613418 }
 */
export function wilson(x: number, n: number, conf = 0.95): Interval | null {
  checkCounts(x, n);
  checkBetween('conf', conf, 0, 1);
  const z = normalQuantile((1 + conf) / 2);
  if (n === 0) return null;
  const middle = 2 * x + z * z;
  const spread = z * Math.sqrt(z * z + (4 * x * (n - x)) / n);
  return {
    // The ends are the roots of a quadratic; the lower follows from their product, since middle - spread cancels.
    low: x === 0 ? 0 : (2 * x * (x / n)) / (middle + spread),
    high: x === n ? 1 : (middle + spread) / (2 * (n + z * z)),
  };
}
