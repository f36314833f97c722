import type { Tail } from './binomial-tail.js';
import { checkCount } from './check-counts.js';
import { checkBetween } from './check-number.js';
import { checkWord } from './check-word.js';
import { checkThreshold, type Operator, type Threshold } from './threshold.js';
import { isShown, thresholdTail } from './threshold-tail.js';

/**
 * The exact size of the one-sided test that shows `not_met` at n cases: the chance of that verdict where the true rate is the threshold itself.
 *
 * Since counts are whole it lies below alpha, and is 0 where even the worst count shows nothing. With `open` cases of unknown outcome the
 * verdict must hold whatever they are, so of n cases only the n - open known ones are drawn.
 *
 * @throws {RangeError} if n or open is no count, open exceeds n, the threshold is no fraction from 0 to 1, the operator is another sign, or alpha is out of range
 * @see Clopper and Pearson (1934), Biometrika 26:404
 * @example testSize(12, { num: 40, den: 100 }, '>=') // => 0.019591
 */
export function testSize(
  n: number,
  threshold: Threshold,
  operator: Operator,
  alpha = 0.05,
  open = 0,
): number {
  checkCount('n', n);
  checkCount('open', open);
  if (open > n) throw new RangeError(`open must not exceed n, but is ${open} of ${n}`);
  checkThreshold(threshold);
  checkWord('operator', operator, ['>=', '>', '<=', '<']);
  checkBetween('alpha', alpha, 0, 0.5);
  const known = n - open;
  if (known === 0) return 0;
  const tail: Tail = operator === '>=' || operator === '>' ? 'lower' : 'upper';
  const edge = edgeOf(n, threshold, tail, alpha);
  if (edge === null) return 0;
  // Open cases count for the hospital: as met below a threshold, as not met above one.
  const x = tail === 'lower' ? edge - open : edge;
  if (x < 0 || x > known) return 0;
  return thresholdTail(x, known, threshold, tail);
}

/** The count nearest to the threshold that shows not_met; null where none does. */
function edgeOf(n: number, threshold: Threshold, tail: Tail, alpha: number): number | null {
  const shown = (x: number) => isShown(x, n, threshold, tail, alpha);
  const worst = tail === 'lower' ? 0 : n;
  if (!shown(worst)) return null;
  let [inside, outside] = tail === 'lower' ? [0, n] : [n, 0];
  while (Math.abs(inside - outside) > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (shown(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
