import { binomialDensity } from './binomial-density.js';
import { checkBetween } from './check-number.js';
import { incompleteBeta } from './incomplete-beta.js';
import { rootByNewton } from './root-by-newton.js';

/**
 * The x in (0, 1) at which the given tail of the beta(a, b) distribution has probability `probability`.
 *
 * Give the tail that is small: 1 - probability would lose its digits. a > 0, b > 0.
 *
 * @throws {RangeError} unless 0 < probability < 1
 */
export function inverseIncompleteBeta(
  a: number,
  b: number,
  probability: number,
  tail: 'lower' | 'upper' = 'lower',
): number {
  checkBetween('probability', probability, 0, 1);
  return rootByNewton(
    (x) => {
      const reached = incompleteBeta(a, b, x)[tail];
      const density = binomialDensity(a, a + b, x, 1 - x) * a * (b / (a + b)); // x^a y^b / B(a, b)
      const slope = density / (1 - x) / reached;
      return { logRatio: Math.log(reached / probability), slope: tail === 'lower' ? slope : -slope };
    },
    tail === 'lower' ? 'rising' : 'falling',
    a / (a + b),
    1,
  );
}
