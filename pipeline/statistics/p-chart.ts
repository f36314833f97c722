import { checkCounts } from './check-counts.js';
import type { Counts } from './overdispersion.js';

/** A point of a chart whose limits differ from point to point; null where the point has no denominator. */
export type ChartPoint = { value: number | null; low: number | null; high: number | null };

/** A chart of points around one centre line. */
export type PointChart = { centre: number | null; points: ChartPoint[] };

/**
 * A p chart: proportions in time order around the pooled one, with 3-sigma limits by each point's n, kept in 0 to 1.
 *
 * A point with n = 0 has nulls and the centre is null when no point has cases. With hundreds of thousands of cases
 * a point the limits become too narrow for real life: see `laneyPPrime`.
 *
 * @throws {RangeError} if counts are impossible
 * @see Montgomery, Introduction to Statistical Quality Control, section 7.2
 * @example pChart([{ x: 2, n: 20 }, { x: 6, n: 20 }]).points[0] // => { value: 0.1, low: 0, high: 0.468328 }
 */
export function pChart(counts: readonly Counts[]): PointChart {
  return proportionChart(counts, 1);
}

/** The p chart with limits `stretch` times as far from the centre. */
export function proportionChart(counts: readonly Counts[], stretch: number): PointChart {
  const centre = pooledProportion(counts);
  const points = counts.map(({ x, n }) => {
    if (n === 0 || centre === null) return { value: null, low: null, high: null };
    const reach = 3 * stretch * Math.sqrt((centre * (1 - centre)) / n);
    return { value: x / n, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
  });
  return { centre, points };
}

/** All met over all cases; null without cases. */
export function pooledProportion(counts: readonly Counts[]): number | null {
  let met = 0;
  let cases = 0;
  for (const { x, n } of counts) {
    checkCounts(x, n);
    met += x;
    cases += n;
  }
  return cases === 0 ? null : met / cases;
}
