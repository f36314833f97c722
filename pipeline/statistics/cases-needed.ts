import { binomialTail, type Tail } from './binomial-tail.js';
import { normalQuantile } from './normal-quantile.js';
import type { Threshold } from './threshold.js';
import { isShown } from './threshold-tail.js';

/** Most further cases searched; no hospital waits for more. */
const MOST_CASES = 10_000_000;

/**
 * The smallest number of further cases, at the present rate, with which the tail at alpha settles the question.
 *
 * The present rate in whole cases: after m more, x' is x (n + m) / n rounded to the nearest count, a half towards
 * the threshold (so that rounding never helps). Since x' moves in steps the tail goes down in a sawtooth:
 * the answer is the first m that settles it, and a few larger m may fail again. Null beyond ten million.
 *
 * For trusted counts whose rate lies strictly on the tail's side of the threshold and is not yet settled.
 *
 * How: all n' with the same x' = k form a block, and within it one end is the best. Were n' a real number, the tail
 * at that end would fall steadily with k; as the real end is never worse than the whole one, the search may skip
 * every k at which even the real tail is too large, and tests the few blocks from there on.
 */
export function casesNeeded(
  x: number,
  n: number,
  threshold: Threshold,
  tail: Tail,
  alpha: number,
): number | null {
  if (2 * threshold.num > threshold.den) {
    // Counts the misses instead, so that blocks are long and few.
    const mirrored = { num: threshold.den - threshold.num, den: threshold.den };
    return casesNeeded(n - x, n, mirrored, tail === 'lower' ? 'upper' : 'lower', alpha);
  }
  const most = n + MOST_CASES;
  const shown = (k: number, size: number) => isShown(k, size, threshold, tail, alpha);
  const lastBlock = blockOf(x, n, most, tail);
  for (let k = firstPossibleBlock(x, n, threshold, tail, alpha, lastBlock); k <= lastBlock; k++) {
    const { first, last } = sizesOf(k, x, n, tail);
    const low = Math.max(first, n + 1);
    const high = Math.min(last, most);
    if (tail === 'upper' && shown(k, low)) return low - n;
    if (tail === 'lower' && shown(k, high)) return smallestPassing(low, high, (size) => shown(k, size)) - n;
  }
  return null;
}

/** The count at the present rate among `size` cases: rounded to the nearest, a half towards the threshold. */
function blockOf(x: number, n: number, size: number, tail: Tail): number {
  return tail === 'lower'
    ? Math.floor((2 * x * size + n) / (2 * n))
    : Math.ceil((2 * x * size - n) / (2 * n));
}

/** The smallest and largest size whose count is k. */
function sizesOf(k: number, x: number, n: number, tail: Tail): { first: number; last: number } {
  const from = ((2 * k - 1) * n) / (2 * x); // Infinite where x is 0: one block without end.
  const to = ((2 * k + 1) * n) / (2 * x);
  return tail === 'lower'
    ? { first: Math.ceil(from), last: Math.ceil(to) - 1 }
    : { first: Math.floor(from) + 1, last: Math.floor(to) };
}

/** The first k from which on the tail at the real-valued best end of the block is at most alpha. */
function firstPossibleBlock(
  x: number,
  n: number,
  threshold: Threshold,
  tail: Tail,
  alpha: number,
  lastBlock: number,
): number {
  const firstBlock = blockOf(x, n, n + 1, tail);
  if (x === 0) return firstBlock;
  const p = threshold.num / threshold.den;
  const q = (threshold.den - threshold.num) / threshold.den;
  const possible = (k: number) => {
    const size = ((tail === 'lower' ? k + 0.5 : k - 0.5) * n) / x;
    return binomialTail(k, size, p, tail, q) <= alpha * (1 + 1e-9);
  };
  // Start from the normal approximation, then bracket by doubling steps.
  const distance = x / n - p;
  const guess = Math.round((normalQuantile(alpha) ** 2 * p * q * (x / n)) / distance ** 2);
  let low = Math.min(Math.max(guess, firstBlock), lastBlock);
  let high = low;
  if (possible(low)) {
    for (let step = 1; low > firstBlock && possible(low); step *= 2) {
      high = low;
      low = Math.max(firstBlock, low - step);
    }
    if (possible(low)) return low;
  } else {
    for (let step = 1; high < lastBlock && !possible(high); step *= 2) {
      low = high;
      high = Math.min(lastBlock, high + step);
    }
    if (!possible(high)) return lastBlock + 1;
  }
  return smallestPassing(low + 1, high, possible);
}

/** The smallest integer from `low` to `high` that passes, where all after it pass too and `high` does. */
function smallestPassing(low: number, high: number, passes: (value: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (passes(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}
