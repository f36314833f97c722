import { type BaselineOptions, inBaseline } from './chart-baseline.js';
import { checkCounts } from './check-counts.js';
import type { Counts } from './overdispersion.js';

/** A point of a chart whose limits differ from point to point, 3 sigma from the centre and 2; null where the point has no denominator. */
export type ChartPoint = {
  value: number | null;
  low: number | null;
  high: number | null;
  nearLow: number | null;
  nearHigh: number | null;
};

/** A chart of points around one centre line. */
export type PointChart = { centre: number | null; points: ChartPoint[] };

/** The point without a denominator. */
export const gap: ChartPoint = { value: null, low: null, high: null, nearLow: null, nearHigh: null };

/**
 * A p chart: proportions in time order around the pooled one, with limits by each point's n at 3 sigma and near ones at 2, kept in 0 to 1.
 *
 * A point with n = 0 is a gap with nulls, and the centre is null when no point of the baseline has cases. With hundreds of thousands of cases
 * a point the limits become too narrow for real life: see `laneyPPrime`.
 *
 * @param baseline the points that the centre is pooled from
 * @throws {RangeError} if counts are impossible, or the baseline names points that are none
 * @see Montgomery, Introduction to Statistical Quality Control, section 7.2
 * @example pChart([{ x: 2, n: 20 }, { x: 6, n: 20 }]).points[0] // => { value: 0.1, low: 0, high: 0.468328, nearLow: 0.021115, nearHigh: 0.378885 }
 */
export function pChart(counts: readonly Counts[], baseline: BaselineOptions = {}): PointChart {
  return proportionChart(counts, pooledProportion(counts, baseline), 1);
}

/** The p chart around a centre, with limits `stretch` times as far from it. */
export function proportionChart(
  counts: readonly Counts[],
  centre: number | null,
  stretch: number,
): PointChart {
  const points = counts.map(({ x, n }) => {
    if (n === 0 || centre === null) return gap;
    const sigma = stretch * Math.sqrt((centre * (1 - centre)) / n);
    const low = (z: number) => Math.max(0, centre - z * sigma);
    const high = (z: number) => Math.min(1, centre + z * sigma);
    return { value: x / n, low: low(3), high: high(3), nearLow: low(2), nearHigh: high(2) };
  });
  return { centre, points };
}

/** All met over all cases of the baseline; null without cases. */
export function pooledProportion(counts: readonly Counts[], baseline: BaselineOptions = {}): number | null {
  const belongs = inBaseline(counts.length, baseline);
  let met = 0;
  let cases = 0;
  counts.forEach(({ x, n }, at) => {
    checkCounts(x, n);
    if (!belongs[at]) return;
    met += x;
    cases += n;
  });
  return cases === 0 ? null : met / cases;
}
