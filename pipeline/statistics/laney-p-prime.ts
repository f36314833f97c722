import { type BaselineOptions, inBaseline } from './chart-baseline.js';
import { D2, meanMovingRange } from './moving-range.js';
import type { Counts } from './overdispersion.js';
import { gap, type PointChart, pooledProportion, proportionChart } from './p-chart.js';

/** Options of a p′ chart. */
export type LaneyOptions = BaselineOptions & {
  /** Leave outlying moving ranges of the z-scores out of sigmaZ, once. Default false. */
  screen?: boolean;
};

/**
 * Laney's p′ chart: a p chart whose limits are stretched by the spread of the points beyond chance.
 *
 * `sigmaZ` is the mean moving range of the points' z-scores over 1.128: 1 when only chance is at work, above 1 with
 * overdispersion. Null, with null limits, when fewer than two points of the baseline have cases or its proportion is 0 or 1.
 * With equal n it is the XmR chart of the proportions, kept in 0 to 1. Points with n = 0 are gaps and passed over.
 *
 * @throws {RangeError} if counts are impossible, or the baseline names points that are none
 * @see Laney (2002), Quality Engineering 14:531
 * @example laneyPPrime([{ x: 2, n: 20 }, { x: 6, n: 20 }, { x: 3, n: 20 }]).sigmaZ // => 1.793085
 */
export function laneyPPrime(
  counts: readonly Counts[],
  { screen = false, ...baseline }: LaneyOptions = {},
): PointChart & { sigmaZ: number | null } {
  const centre = pooledProportion(counts, baseline);
  const belongs = inBaseline(counts.length, baseline);
  const withCases = counts.filter(({ n }, at) => n > 0 && belongs[at]);
  if (centre === null || centre === 0 || centre === 1 || withCases.length < 2) {
    const points = counts.map(({ x, n }) => (n === 0 ? gap : { ...gap, value: x / n }));
    return { centre, points, sigmaZ: null };
  }
  const scores = withCases.map(({ x, n }) => (x / n - centre) / Math.sqrt((centre * (1 - centre)) / n));
  const sigmaZ = meanMovingRange(scores, screen).mean / D2;
  return { ...proportionChart(counts, centre, sigmaZ), sigmaZ };
}
