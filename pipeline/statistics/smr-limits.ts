import { checkBetween } from './check-number.js';
import type { FunnelLimits } from './funnel-limits.js';
import { inverseIncompleteGamma } from './inverse-incomplete-gamma.js';

/**
 * Exact Poisson funnel limits (95 % and 99.8 %) of a standardised ratio, observed over expected, around 1.
 *
 * `expected` is the expected number of events, any positive number.
 *
 * @throws {RangeError} if expected is not a positive number
 * @see Spiegelhalter (2005), Statistics in Medicine 24:1185; Garwood (1936), Biometrika 28:437
 * @example smrLimits(20) // => { low95: 0.610826, high95: 1.544419, low998: 0.447911, high998: 1.902094 }
 */
export function smrLimits(expected: number): FunnelLimits {
  checkBetween('expected', expected, 0, Number.POSITIVE_INFINITY);
  const low = (tail: number) => inverseIncompleteGamma(expected, tail, 'lower') / expected;
  const high = (tail: number) => inverseIncompleteGamma(expected + 1, tail, 'upper') / expected;
  return { low95: low(0.025), high95: high(0.025), low998: low(0.001), high998: high(0.001) };
}
