import { binomialTail } from './binomial-tail.js';
import { checkFinite } from './check-number.js';
import { median } from './median.js';

/** The result of Anhøj's run rules on a series. */
export type RunAnalysis = {
  centre: number;
  useful: number;
  longestRun: number;
  longestRunMax: number;
  crossings: number;
  crossingsMin: number;
  longRun: boolean;
  fewCrossings: boolean;
  signal: boolean;
};

/**
 * Anhøj's run rules: does a series shift around its centre line more than chance makes it?
 *
 * Values on the line are left out, and gaps (null) with them; `useful` is how many remain. It is a signal when the longest run on one side is
 * longer than round(log2 useful) + 3, or the line is crossed less often than the 5 % quantile of
 * binomial(useful - 1, 1/2). Null when no value is off the line.
 *
 * @param centre the line; the median of the values by default
 * @throws {RangeError} if a value or the centre is not a finite number
 * @see Anhøj and Olesen (2014), PLoS ONE 9:e113825; Schilling (2012); Chen (2010)
 * @example anhoej([1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8])?.crossings // => 1
 */
export function anhoej(
  values: readonly (number | null)[],
  centre: number = median(values.filter((value) => value !== null)),
): RunAnalysis | null {
  checkFinite('values', values);
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  checkFinite('centre', [centre]);
  const sides = known.filter((value) => value !== centre).map((value) => value > centre);
  const useful = sides.length;
  if (useful === 0) return null;

  let crossings = 0;
  let run = 0;
  let longestRun = 0;
  sides.forEach((side, i) => {
    if (i > 0 && side !== sides[i - 1]) {
      crossings++;
      run = 0;
    }
    run++;
    longestRun = Math.max(longestRun, run);
  });
  const longestRunMax = Math.round(Math.log2(useful)) + 3;
  const crossingsMin = fivePercentQuantile(useful - 1);
  const longRun = longestRun > longestRunMax;
  const fewCrossings = crossings < crossingsMin;
  return {
    centre,
    useful,
    longestRun,
    longestRunMax,
    crossings,
    crossingsMin,
    longRun,
    fewCrossings,
    signal: longRun || fewCrossings,
  };
}

/** The smallest k with P(X <= k) >= 0.05 of binomial(n, 1/2). */
function fivePercentQuantile(n: number): number {
  let k = Math.max(0, Math.floor(n / 2 - 2 * Math.sqrt(n)));
  while (binomialTail(k, n, 0.5, 'lower') < 0.05) k++;
  return k;
}
