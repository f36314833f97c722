import type { Tail } from './binomial-tail.js';
import { casesNeeded } from './cases-needed.js';
import { checkCounts } from './check-counts.js';
import { checkBetween } from './check-number.js';
import { checkWord } from './check-word.js';
import { checkThreshold, compareWithThreshold, type Operator, type Threshold } from './threshold.js';
import { isShown, thresholdTail } from './threshold-tail.js';

/** The judgement of counts by a norm; see `decide`. */
export type Decision = {
  formal: 'met' | 'not_met' | null;
  verdict: 'met' | 'not_met' | 'cannot_tell' | 'not_applicable';
  pValue: number | null;
  needed: number | null;
};

/**
 * Whether x of n meets a norm: as counted (`formal`) and as far as chance allows to say (`verdict`).
 *
 * - `formal` compares the counts with the fraction in whole numbers, never rounded: 70 of 100 fails `> 70 %`.
 * - `verdict` says met or not_met only if the exact one-sided binomial test, in the direction in which the data
 *   depart from the threshold, gives p <= alpha; otherwise cannot_tell. Where `formal` and a settled `verdict`
 *   are both given they agree.
 * - `pValue` is that test's: P(X <= x) below the threshold, P(X >= x) above it. Exactly at the threshold it is the
 *   tail on the side of `formal`; it is then at least 1/2 and settles nothing.
 * - `needed` is how many more cases at the present rate would settle it, when it is cannot_tell. See `casesNeeded`
 *   for what "present rate" means in whole cases. Null when settled, when the rate is exactly the threshold, and
 *   when ten million more would not do.
 *
 * Thresholds 0 and 1 follow from the same formulas: "100 % or more" is refuted by one miss and never proven.
 * With n = 0 nothing applies: formal null, verdict not_applicable.
 *
 * @param threshold exact fraction, { num: 40, den: 100 } for 40 %
 * @param alpha one-sided error allowed, above 0 and below 0.5
 * @throws {RangeError} if x and n are not counts with x <= n, the threshold is no fraction from 0 to 1, the operator is another sign, or alpha is out of range
 * @see Clopper and Pearson (1934), Biometrika 26:404
 * @example decide(7, 20, { num: 40, den: 100 }, '>=') // => { formal: 'not_met', verdict: 'cannot_tell', pValue: 0.415893, needed: 244 }
 */
export function decide(
  x: number,
  n: number,
  threshold: Threshold,
  operator: Operator,
  alpha = 0.05,
): Decision {
  checkCounts(x, n);
  checkThreshold(threshold);
  checkWord('operator', operator, ['>=', '>', '<=', '<']);
  checkBetween('alpha', alpha, 0, 0.5);
  if (n === 0) return { formal: null, verdict: 'not_applicable', pValue: null, needed: null };

  const upward = operator === '>=' || operator === '>';
  const side = compareWithThreshold(x, n, threshold);
  const met = side === 0 ? operator === '>=' || operator === '<=' : side > 0 === upward;
  const formal = met ? 'met' : 'not_met';
  const tail: Tail = met === upward ? 'upper' : 'lower';
  const pValue = thresholdTail(x, n, threshold, tail);

  if (isShown(x, n, threshold, tail, alpha)) return { formal, verdict: formal, pValue, needed: null };
  const needed = side === 0 ? null : casesNeeded(x, n, threshold, tail, alpha);
  return { formal, verdict: 'cannot_tell', pValue, needed };
}
