import { incompleteBeta } from './incomplete-beta.js';

/** Which end of a distribution: `lower` is P(X <= x), `upper` is P(X >= x); both hold x itself. */
export type Tail = 'lower' | 'upper';

/**
 * P(X <= x) or P(X >= x) of a binomial count with n trials of probability p.
 *
 * `q` is 1 - p, given apart where it is known exactly. Small tails are accurate to about
 * 1e-16 · √n times the distance from the mean in standard deviations, which is what rounding p costs.
 * Inputs are trusted: 0 <= x <= n, 0 <= p <= 1.
 *
 * @see DLMF 8.17.5
 */
export function binomialTail(x: number, n: number, p: number, tail: Tail, q: number = 1 - p): number {
  if (tail === 'lower') return x >= n ? 1 : incompleteBeta(n - x, x + 1, q, p).lower;
  return x <= 0 ? 1 : incompleteBeta(x, n - x + 1, p, q).lower;
}
