import { checkCount } from './check-counts.js';
import { checkBetween } from './check-number.js';
import type { Interval } from './interval.js';
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
  const at95 = funnelLine(theta, n, 0.95, tau2);
  const at998 = funnelLine(theta, n, 0.998, tau2);
  if (at95 === null || at998 === null) return null;
  return { low95: at95.low, high95: at95.high, low998: at998.low, high998: at998.high };
}

/**
 * The funnel limits of `funnelLimits` at any level: a share `conf` of units whose true rate is theta lies between them.
 *
 * @param conf two-sided, 0.95 for 95 %
 * @throws {RangeError} as `funnelLimits`, and if conf is not between 0 and 1
 * @see Spiegelhalter (2005), Statistics in Medicine 24:1185
 * @example funnelLine(0.45, 20, 0.8) // => { low: 0.311419, high: 0.592659 }
 */
export function funnelLine(theta: number, n: number, conf: number, tau2 = 0): Interval | null {
  checkCount('n', n);
  checkBetween('conf', conf, 0, 1);
  if (!(theta >= 0 && theta <= 1)) throw new RangeError(`theta must be from 0 to 1, not ${theta}`);
  if (!(tau2 >= 0)) throw new RangeError(`tau2 must not be negative, but is ${tau2}`);
  if (n === 0) return null;
  const centre = Math.asin(Math.sqrt(theta));
  const reach = normalQuantile((1 + conf) / 2) * Math.sqrt(1 / (4 * n) + tau2);
  const at = (angle: number) => Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2;
  return { low: at(centre - reach), high: at(centre + reach) };
}
