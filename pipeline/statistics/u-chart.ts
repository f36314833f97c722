import { type BaselineOptions, inBaseline } from './chart-baseline.js';
import { checkCount } from './check-counts.js';
import { gap, type PointChart } from './p-chart.js';

/** Events and the exposure they happened in (patient-days, procedures); exposure need not be whole. */
export type EventsInExposure = { x: number; exposure: number };

/**
 * A u chart: events per unit of exposure in time order around the pooled rate, with limits at 3 sigma and near ones at 2, not
 * below 0.
 *
 * A point without exposure is a gap with nulls; the centre is null when the baseline has no exposure at all.
 *
 * @param baseline the points that the centre is pooled from
 * @throws {RangeError} if x is not a count, exposure is negative or not finite, there are events without exposure, or the baseline names points that are none
 * @see Montgomery, Introduction to Statistical Quality Control, section 7.3
 * @example uChart([{ x: 2, exposure: 100 }, { x: 6, exposure: 100 }]).points[1] // => { value: 0.06, low: 0, high: 0.1, nearLow: 0, nearHigh: 0.08 }
 */
export function uChart(series: readonly EventsInExposure[], baseline: BaselineOptions = {}): PointChart {
  const belongs = inBaseline(series.length, baseline);
  let events = 0;
  let total = 0;
  series.forEach(({ x, exposure }, at) => {
    checkCount('x', x);
    if (!Number.isFinite(exposure) || exposure < 0 || (exposure === 0 && x > 0)) {
      throw new RangeError(
        `exposure must be finite, not negative, and not 0 with events; found ${exposure} with ${x}`,
      );
    }
    if (!belongs[at]) return;
    events += x;
    total += exposure;
  });
  const centre = total === 0 ? null : events / total;
  const points = series.map(({ x, exposure }) => {
    if (exposure === 0 || centre === null) return gap;
    const sigma = Math.sqrt(centre / exposure);
    const low = (z: number) => Math.max(0, centre - z * sigma);
    const high = (z: number) => centre + z * sigma;
    return { value: x / exposure, low: low(3), high: high(3), nearLow: low(2), nearHigh: high(2) };
  });
  return { centre, points };
}
