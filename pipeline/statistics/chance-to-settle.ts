import { binomialDensity } from './binomial-density.js';
import { checkCount, checkCounts } from './check-counts.js';
import { checkBetween } from './check-number.js';
import { checkWord } from './check-word.js';
import { checkThreshold, type Operator, type Threshold } from './threshold.js';
import { isShown } from './threshold-tail.js';

/**
 * The chance that x of n settles, either way, once `more` cases have come at the present rate x / n: that the exact one-sided test then gives
 * p <= alpha on the side on which the counts lie.
 *
 * It is 1 or 0 where all cases or none have met so far, for at that rate the next ones do alike. With n = 0 there is no rate and the value is null.
 *
 * @throws {RangeError} if counts are impossible, the threshold is no fraction from 0 to 1, the operator is another sign, or alpha is out of range
 * @see Clopper and Pearson (1934), Biometrika 26:404
 * @example chanceToSettle(7, 20, 40, { num: 40, den: 100 }, '>=') // => 0.122579
 */
export function chanceToSettle(
  x: number,
  n: number,
  more: number,
  threshold: Threshold,
  operator: Operator,
  alpha = 0.05,
): number | null {
  checkCounts(x, n);
  checkCount('more', more);
  checkThreshold(threshold);
  checkWord('operator', operator, ['>=', '>', '<=', '<']);
  checkBetween('alpha', alpha, 0, 0.5);
  if (n === 0) return null;
  const size = n + more;
  const settled = (count: number) =>
    isShown(count, size, threshold, 'lower', alpha) || isShown(count, size, threshold, 'upper', alpha);
  if (x === 0 || x === n) return settled(x === 0 ? 0 : size) ? 1 : 0;
  const p = x / n;
  const density = (k: number) => (more === 0 ? 1 : binomialDensity(k, more, p, 1 - p));
  // Counts that settle lie at the two ends, so only the first and the last that do not are looked for.
  let low = 0;
  while (low <= more && isShown(x + low, size, threshold, 'lower', alpha)) low++;
  let high = more;
  while (high >= low && isShown(x + high, size, threshold, 'upper', alpha)) high--;
  let open = 0;
  for (let k = low; k <= high; k++) open += density(k);
  return Math.min(1, Math.max(0, 1 - open));
}
