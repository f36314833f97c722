import { devianceTerm } from './deviance-term.js';
import { stirlingError } from './stirling-error.js';

/**
 * Γ(n+1) / (Γ(k+1) Γ(n-k+1)) p^k q^(n-k): the binomial probability of k in n, also for real k and n.
 *
 * `q` is 1 - p, given apart because a threshold as 9999/10000 knows both exactly. 0 <= k <= n, 0 < p < 1.
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities
 */
export function binomialDensity(k: number, n: number, p: number, q: number): number {
  if (k === 0) return Math.exp(n * (p < q ? Math.log1p(-p) : Math.log(q)));
  if (k === n) return Math.exp(n * (q < p ? Math.log1p(-q) : Math.log(p)));
  const rest = n - k;
  const logShape =
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(rest) -
    devianceTerm(k, n * p) -
    devianceTerm(rest, n * q);
  return Math.exp(logShape) * Math.sqrt(n / (2 * Math.PI * k * rest));
}
