import { checkFinite } from './check-number.js';
import { quantile } from './quantile.js';

/** How to measure the spread of units beyond chance. */
export type DispersionOptions = {
  /** Share of scores winsorised at each end, 0 for none. Default 0.1. */
  winsorise?: number;
  /** With fewer units tau2 is not estimated. Default 10. */
  minUnits?: number;
};

/** The spread of units beyond chance; `reason` explains the value of tau2. */
export type Dispersion = {
  units: number;
  phi: number | null;
  tau2: number;
  reason: 'adjusted' | 'no_overdispersion' | 'too_few_units';
};

/**
 * How far z-scores of units spread beyond chance: phi is their mean square (1 by chance alone), tau2 the
 * between-unit variance on the scale of the standard errors, to be added to their squares.
 *
 * Scores are first winsorised: those beyond the 10 % and 90 % quantiles (type 7) are set to them, so that true
 * outliers do not widen the funnel they should stand out of. With fewer than `minUnits` units phi is reported
 * but tau2 stays 0: a handful of units cannot tell spread from chance. phi is null without units.
 *
 * @param standardErrors of the scores' numerators, all above 0
 * @throws {RangeError} if the lists differ in length, a number is not finite or a standard error is not above 0
 * @see Spiegelhalter (2005), Quality and Safety in Health Care 14:347; DerSimonian and Laird (1986)
 * @example dispersionOfScores([2, -2, 1, -1], [0.1, 0.1, 0.1, 0.1], { winsorise: 0, minUnits: 2 }).tau2 // => 0.0233333
 */
export function dispersionOfScores(
  scores: readonly number[],
  standardErrors: readonly number[],
  { winsorise = 0.1, minUnits = 10 }: DispersionOptions = {},
): Dispersion {
  checkFinite('scores', scores);
  checkFinite('standardErrors', standardErrors);
  if (scores.length !== standardErrors.length || standardErrors.some((s) => s <= 0)) {
    throw new RangeError('standardErrors must be as many as scores, each above 0');
  }
  if (!(winsorise >= 0 && winsorise < 0.5))
    throw new RangeError(`winsorise must be from 0 to below 0.5, not ${winsorise}`);
  const units = scores.length;
  if (units === 0) return { units, phi: null, tau2: 0, reason: 'too_few_units' };

  const low = quantile(scores, winsorise);
  const high = quantile(scores, 1 - winsorise);
  const phi = sum(scores.map((z) => Math.min(high, Math.max(low, z)) ** 2)) / units;
  if (units < Math.max(2, minUnits)) return { units, phi, tau2: 0, reason: 'too_few_units' };

  const weights = standardErrors.map((s) => 1 / (s * s));
  const total = sum(weights);
  const excess = units * phi - (units - 1);
  const tau2 = excess > 0 ? excess / (total - sum(weights.map((w) => w * w)) / total) : 0;
  return { units, phi, tau2, reason: tau2 > 0 ? 'adjusted' : 'no_overdispersion' };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
