import { checkBetween } from './check-number.js';

/** Patients with the same expected probability. */
export interface ExpectedGroup {
  /** Probability of the outcome, above 0 and below 1. */
  readonly probability: number;
  /** How many patients. */
  readonly n: number;
}

/** A probability shifted on the logit scale: 1 / (1 + exp(−(logit p + shift))). */
export const shiftedProbability = (probability: number, shift: number): number =>
  probability / (probability + (1 - probability) * Math.exp(-shift));

/** The expected number of outcomes in some groups when every probability is shifted by `shift`. */
export const expectedNumber = (groups: readonly ExpectedGroup[], shift = 0): number =>
  groups.reduce((sum, { probability, n }) => sum + n * shiftedProbability(probability, shift), 0);

/**
 * Recalibration in the large: the one amount by which all probabilities are shifted on the logit scale so that the expected number of
 * outcomes equals the observed one.
 *
 * Null where none or all of the patients had the outcome, because no finite amount gives 0 or all, and where there are no patients.
 *
 * @throws {RangeError} if a probability is not between 0 and 1, or if n or observed is no number from 0 on
 * @see Steyerberg (2009), Clinical Prediction Models, chapter 20: updating the intercept
 * @example interceptShift([{ probability: 0.5, n: 10 }], 8) // => 1.386294361
 */
export function interceptShift(groups: readonly ExpectedGroup[], observed: number): number | null {
  for (const { probability, n } of groups) {
    checkBetween('probability', probability, 0, 1);
    if (!(n >= 0)) throw new RangeError(`n must be a number from 0 on, not ${n}`);
  }
  const all = groups.reduce((sum, { n }) => sum + n, 0);
  if (!(observed >= 0)) throw new RangeError(`observed must be a number from 0 on, not ${observed}`);
  if (observed <= 0 || observed >= all) return null;
  // The expected number grows with the shift, so bisection always finds the answer.
  let [low, high] = [-1, 1];
  while (expectedNumber(groups, low) > observed) low *= 2;
  while (expectedNumber(groups, high) < observed) high *= 2;
  for (let i = 0; i < 200; i += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (expectedNumber(groups, middle) < observed) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
