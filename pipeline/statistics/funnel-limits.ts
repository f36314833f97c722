import { checkCount } from './check-counts.js';
import { normalQuantile } from './normal-quantile.js';

/** Control limits of a funnel plot around a target. */
export type FunnelLimits = { low95: number; high95: number; low998: number; high998: number };

/**
 * Funnel limits (95 % and 99.8 %) of a proportion for a unit with n cases around the overall proportion theta.
 *
 * Computed on the arcsine scale, clamped there to [0, π/2] and transformed back, so limits stay from 0 to 1.
 * `tau2` is the between-unit variance on that scale, from `overdispersion`; 0 for the plain funnel.
 * Null when n is 0.
 *
 * @throws {RangeError} if theta is not from 0 to 1, n is no count or tau2 is negative
 * @see Spiegelhalter (2005), Statistics in Medicine 24:1185
 * @example funnelLimits(0.45, 20) // => { low95: 0.243606, high95: 0.665845, low998: 0.144414, high998: 0.778525 }
 */
export function funnelLimits(theta: number, n: number, tau2 = 0): FunnelLimits | null {
  checkCount('n', n);
  if (!(theta >= 0 && theta <= 1)) throw new RangeError(`theta must be from 0 to 1, not ${theta}`);
  if (!(tau2 >= 0)) throw new RangeError(`tau2 must not be negative, but is ${tau2}`);
  if (n === 0) return null;
  const centre = Math.asin(Math.sqrt(theta));
  const spread = Math.sqrt(1 / (4 * n) + tau2);
  const at = (z: number) => Math.sin(Math.min(Math.PI / 2, Math.max(0, centre + z * spread))) ** 2;
  const z95 = normalQuantile(0.975);
  const z998 = normalQuantile(0.999);
  return { low95: at(-z95), high95: at(z95), low998: at(-z998), high998: at(z998) };
}
