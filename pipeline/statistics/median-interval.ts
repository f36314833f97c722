import { binomialTail } from './binomial-tail.js';
import { checkCount } from './check-counts.js';
import { checkBetween } from './check-number.js';

/** Ranks in the ascending order, counted from 1. */
export type RankInterval = { lower: number; upper: number };

/**
 * The ranks of the two observations that enclose the median with at least the given confidence.
 *
 * With n values in ascending order the interval runs from the `lower`-th to the `upper`-th of them; each end
 * misses the median with probability at most (1 - conf) / 2 by the exact binomial. No distribution is assumed;
 * ties only make it safer. Null where even the smallest and the largest value do not reach the confidence
 * (for 95 %: n below 6).
 *
 * @throws {RangeError} if n is not a count, or conf is not between 0 and 1
 * @see Conover (1999), Practical Nonparametric Statistics, section 3.2
 * @example medianInterval(10) // => { lower: 2, upper: 9 }
 */
export function medianInterval(n: number, conf = 0.95): RankInterval | null {
  checkCount('n', n);
  checkBetween('conf', conf, 0, 1);
  const limit = ((1 - conf) / 2) * (1 + 1e-12); // A tie such as 1/8 must not depend on rounding.
  let lower = 0; // Largest rank known to miss rarely enough.
  for (let above = Math.floor(n / 2) + 1; above - lower > 1; ) {
    const middle = Math.floor((lower + above) / 2);
    if (binomialTail(middle - 1, n, 0.5, 'lower') <= limit) lower = middle;
    else above = middle;
  }
  return lower === 0 ? null : { lower, upper: n - lower + 1 };
}
