import { checkBetween } from './check-number.js';
import { devianceTerm } from './deviance-term.js';
import { incompleteGamma } from './incomplete-gamma.js';
import { rootByNewton } from './root-by-newton.js';
import { stirlingError } from './stirling-error.js';

/**
 * The x > 0 at which the given tail of the gamma(a) distribution has probability `probability`.
 *
 * Half the chi-squared quantile with 2a degrees of freedom. Give the tail that is small. a > 0.
 *
 * @throws {RangeError} unless 0 < probability < 1
 */
export function inverseIncompleteGamma(
  a: number,
  probability: number,
  tail: 'lower' | 'upper' = 'lower',
): number {
  checkBetween('probability', probability, 0, 1);
  const error = stirlingError(a);
  return rootByNewton(
    (x) => {
      const reached = incompleteGamma(a, x)[tail];
      const density = Math.exp(-error - devianceTerm(a, x)) * Math.sqrt(a / (2 * Math.PI)); // x^a e^-x / Γ(a)
      const slope = density / reached;
      return { logRatio: Math.log(reached / probability), slope: tail === 'lower' ? slope : -slope };
    },
    tail === 'lower' ? 'rising' : 'falling',
    a,
    Number.POSITIVE_INFINITY,
  );
}
