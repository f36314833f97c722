import { D2, meanMovingRange } from './moving-range.js';
import type { Counts } from './overdispersion.js';
import { type PointChart, pooledProportion, proportionChart } from './p-chart.js';

/**
 * Laney's p′ chart: a p chart whose limits are stretched by the spread of the points beyond chance.
 *
 * `sigmaZ` is the mean moving range of the points' z-scores over 1.128: 1 when only chance is at work, above 1 with
 * overdispersion. Null, with null limits, when fewer than two points have cases or the pooled proportion is 0 or 1.
 * With equal n it is the XmR chart of the proportions, kept in 0 to 1. Points with n = 0 are passed over.
 *
 * @throws {RangeError} if counts are impossible
 * @see Laney (2002), Quality Engineering 14:531
 * @example laneyPPrime([{ x: 2, n: 20 }, { x: 6, n: 20 }, { x: 3, n: 20 }]).sigmaZ // => 1.793085
 */
export function laneyPPrime(counts: readonly Counts[]): PointChart & { sigmaZ: number | null } {
  const centre = pooledProportion(counts);
  const withCases = counts.filter(({ n }) => n > 0);
  if (centre === null || centre === 0 || centre === 1 || withCases.length < 2) {
    const points = counts.map(({ x, n }) => ({ value: n === 0 ? null : x / n, low: null, high: null }));
    return { centre, points, sigmaZ: null };
  }
  const scores = withCases.map(({ x, n }) => (x / n - centre) / Math.sqrt((centre * (1 - centre)) / n));
  const sigmaZ = meanMovingRange(scores, false).mean / D2;
  return { ...proportionChart(counts, sigmaZ), sigmaZ };
}
