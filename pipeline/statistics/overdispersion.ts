import { checkCounts } from './check-counts.js';
import { type Dispersion, type DispersionOptions, dispersionOfScores } from './dispersion-of-scores.js';

/** A unit's numerator and denominator. */
export type Counts = { x: number; n: number };

/**
 * The overall proportion of a set of units and how far they spread around it beyond chance.
 *
 * `theta` is the pooled proportion; `phi` and `tau2` are on the arcsine scale, tau2 being what `funnelLimits` takes.
 * Fewer than 10 units: phi only, tau2 0, reason `too_few_units`. Without units theta and phi are null.
 * Units without cases have no rate: leave them out first.
 *
 * @throws {RangeError} if a unit's counts are impossible or its n is 0
 * @see Spiegelhalter (2005), Statistics in Medicine 24:1185 and Quality and Safety in Health Care 14:347
 * @example overdispersion([{ x: 8, n: 20 }, { x: 15, n: 25 }], { winsorise: 0 }) // => { theta: 0.511111, units: 2, phi: 0.901001, tau2: 0, reason: 'too_few_units' }
 */
export function overdispersion(
  units: readonly Counts[],
  options: DispersionOptions = {},
): Dispersion & { theta: number | null } {
  let met = 0;
  let cases = 0;
  for (const { x, n } of units) {
    checkCounts(x, n);
    if (n === 0) throw new RangeError('a unit must have at least one case; leave units without cases out');
    met += x;
    cases += n;
  }
  const theta = cases === 0 ? null : met / cases;
  const centre = Math.asin(Math.sqrt(theta ?? 0));
  const errors = units.map(({ n }) => 1 / (2 * Math.sqrt(n)));
  const scores = units.map(({ x, n }) => (Math.asin(Math.sqrt(x / n)) - centre) * 2 * Math.sqrt(n));
  return { theta, ...dispersionOfScores(scores, errors, options) };
}
