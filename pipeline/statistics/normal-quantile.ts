import { checkBetween } from './check-number.js';
import { inverseIncompleteGamma } from './inverse-incomplete-gamma.js';

/**
 * The standard normal quantile: the z below which a share `p` of the distribution lies.
 *
 * Computed from the chi-squared distribution with one degree of freedom, which is that of z².
 *
 * @throws {RangeError} unless 0 < p < 1
 * @see DLMF 7.11.1
 * @example normalQuantile(0.975) // => 1.959964
 */
export function normalQuantile(p: number): number {
  checkBetween('p', p, 0, 1);
  if (p === 0.5) return 0;
  if (p === last.p) return last.z;
  const central = Math.abs(2 * p - 1);
  const halfSquare =
    central < 0.5
      ? inverseIncompleteGamma(0.5, central, 'lower')
      : inverseIncompleteGamma(0.5, 2 * Math.min(p, 1 - p), 'upper');
  last = { p, z: Math.sign(p - 0.5) * Math.sqrt(2 * halfSquare) };
  return last.z;
}

/** Cached because a batch uses the same confidence tens of thousands of times. */
let last = { p: Number.NaN, z: Number.NaN };
