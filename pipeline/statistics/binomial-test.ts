import { binomialDensity } from './binomial-density.js';
import { binomialTail } from './binomial-tail.js';
import { checkCounts } from './check-counts.js';
import { checkWord } from './check-word.js';

/** Outcomes up to this factor likelier than the observed one still count as equally likely, as in R's binom.test. */
const EQUALLY_LIKELY = 1 + 1e-7;

/**
 * Exact binomial p-value of x in n against the probability p0.
 *
 * `less` is P(X <= x), `greater` is P(X >= x), `two-sided` sums all outcomes no likelier than x (R's `binom.test`).
 * With n = 0 there is nothing against p0 and the value is 1.
 *
 * @throws {RangeError} if x and n are not counts with x <= n, p0 is not from 0 to 1, or the side is another word
 * @see Clopper and Pearson (1934), Biometrika 26:404; R stats::binom.test
 * @example binomialTest(7, 20, 0.4, 'less') // => 0.415893
 */
export function binomialTest(
  x: number,
  n: number,
  p0: number,
  side: 'less' | 'greater' | 'two-sided',
): number {
  checkCounts(x, n);
  checkWord('side', side, ['less', 'greater', 'two-sided']);
  if (!(p0 >= 0 && p0 <= 1)) throw new RangeError(`p0 must be from 0 to 1, not ${p0}`);
  if (side === 'less') return binomialTail(x, n, p0, 'lower');
  if (side === 'greater') return binomialTail(x, n, p0, 'upper');
  if (p0 === 0 || p0 === 1) return x === n * p0 ? 1 : 0;
  if (x === n * p0) return 1;
  return x < n * p0 ? twoSidedBelow(x, n, p0, 1 - p0) : twoSidedBelow(n - x, n, 1 - p0, p0);
}

/** The two-sided value for x below the mean: the lower tail and, above the mean, all outcomes no likelier than x. */
function twoSidedBelow(x: number, n: number, p: number, q: number): number {
  const limit = binomialDensity(x, n, p, q) * EQUALLY_LIKELY;
  let first = n + 1; // Smallest count above the mean that is no likelier than x.
  for (let low = Math.ceil(n * p); low < first; ) {
    const middle = Math.floor((low + first) / 2);
    if (binomialDensity(middle, n, p, q) <= limit) first = middle;
    else low = middle + 1;
  }
  const lower = binomialTail(x, n, p, 'lower', q);
  return Math.min(1, first > n ? lower : lower + binomialTail(first, n, p, 'upper', q));
}
