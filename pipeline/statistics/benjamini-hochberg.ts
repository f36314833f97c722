import { checkBetween } from './check-number.js';

/** A p-value's place among all of them, from 1 on, and whether it is among those that stand out. */
export type Discovery = { rank: number; first: boolean };

/**
 * Benjamini and Hochberg's procedure: which of many p-values stand out, so that on average at most a share `q` of those that do is chance.
 *
 * The k smallest stand out for the largest k whose p-value is at most k q / m, of m values. Equal values share what is decided of them; their
 * ranks follow the order given. The share holds for independent tests and for those that depend positively; with discrete exact tests it is
 * smaller still. Without values the answer is empty.
 *
 * @param q the share of false discoveries allowed, 0.1 for 10 %
 * @throws {RangeError} if a p-value is not from 0 to 1, or q is not between 0 and 1
 * @see Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289
 * @example benjaminiHochberg([0.01, 0.6, 0.04], 0.1) // => [{ rank: 1, first: true }, { rank: 3, first: false }, { rank: 2, first: true }]
 */
export function benjaminiHochberg(pValues: readonly number[], q = 0.1): Discovery[] {
  checkBetween('q', q, 0, 1);
  const bad = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (bad >= 0) throw new RangeError(`pValues[${bad}] must be from 0 to 1, not ${pValues[bad]}`);
  const order = pValues.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p || a.at - b.at);
  const last = order.findLastIndex(({ p }, i) => p <= ((i + 1) * q) / pValues.length);
  const discoveries: Discovery[] = [];
  order.forEach(({ at }, i) => {
    discoveries[at] = { rank: i + 1, first: i <= last };
  });
  return discoveries;
}
