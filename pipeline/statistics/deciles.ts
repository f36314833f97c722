import { quantile } from './quantile.js';

/** A unit's rate and the cases behind it. */
export type RateOfCases = { rate: number; n: number };

/** How many units deciles need, and how many cases each of them. */
export type DecileOptions = {
  /** Default 20. */
  leastUnits?: number;
  /** Default 10. */
  leastCases?: number;
};

/**
 * The nine deciles of units' rates, lowest first: what a unit compares its own with. Type 7 quantiles, as in R and Excel.
 *
 * Units with fewer than `leastCases` cases are left out, for their rates spread by chance alone. Null with fewer than `leastUnits` others:
 * deciles of a handful are single hospitals.
 *
 * @throws {RangeError} if a rate is not finite
 * @see Hyndman and Fan (1996), American Statistician 50:361
 * @example deciles([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((rate) => ({ rate, n: 10 })), { leastUnits: 11 }) // => [2, 3, 4, 5, 6, 7, 8, 9, 10]
 */
export function deciles(
  units: readonly RateOfCases[],
  { leastUnits = 20, leastCases = 10 }: DecileOptions = {},
): number[] | null {
  const rates = units.filter(({ n }) => n >= leastCases).map(({ rate }) => rate);
  const bad = rates.findIndex((rate) => !Number.isFinite(rate));
  if (bad >= 0) throw new RangeError(`a rate must be a finite number, not ${rates[bad]}`);
  if (rates.length < leastUnits || rates.length === 0) return null;
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => quantile(rates, tenth / 10));
}
