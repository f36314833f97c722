import { binomialTail, type Tail } from './binomial-tail.js';
import { exactTailAtMost } from './exact-tail.js';
import type { Threshold } from './threshold.js';

/** Largest n at which a near tie with alpha is settled in whole numbers. */
const EXACT_UP_TO = 5_000;

/** Relative distance from alpha that counts as a near tie: a thousand times the floating error of the tail at 10 million cases. */
const NEAR_TIE = 1e-9;

/** The probability of the tail at x of n if the true rate were the threshold. */
export function thresholdTail(x: number, n: number, { num, den }: Threshold, tail: Tail): number {
  return binomialTail(x, n, num / den, tail, (den - num) / den);
}

/**
 * Whether that tail is at most alpha; equality counts.
 *
 * Near alpha the answer comes from exact whole-number arithmetic up to n = 5,000. Above that a tie closer than
 * the floating error (about 1e-12) could go either way; none is known for norms in use.
 */
export function isShown(x: number, n: number, threshold: Threshold, tail: Tail, alpha: number): boolean {
  const p = thresholdTail(x, n, threshold, tail);
  if (Math.abs(p / alpha - 1) > NEAR_TIE || n > EXACT_UP_TO) return p <= alpha;
  return exactTailAtMost(x, n, threshold, tail, alpha);
}
