import { checkCount } from './check-counts.js';
import type { PointChart } from './p-chart.js';

/** Events and the exposure they happened in (patient-days, procedures); exposure need not be whole. */
export type EventsInExposure = { x: number; exposure: number };

/**
 * A u chart: events per unit of exposure in time order around the pooled rate, with 3-sigma limits, not below 0.
 *
 * A point without exposure has nulls; the centre is null when there is no exposure at all.
 *
 * @throws {RangeError} if x is not a count, exposure is negative or not finite, or there are events without exposure
 * @see Montgomery, Introduction to Statistical Quality Control, section 7.3
 * @example uChart([{ x: 2, exposure: 100 }, { x: 6, exposure: 100 }]).points[1] // => { value: 0.06, low: 0, high: 0.1 }
 */
export function uChart(series: readonly EventsInExposure[]): PointChart {
  let events = 0;
  let total = 0;
  for (const { x, exposure } of series) {
    checkCount('x', x);
    if (!Number.isFinite(exposure) || exposure < 0 || (exposure === 0 && x > 0)) {
      throw new RangeError(
        `exposure must be finite, not negative, and not 0 with events; found ${exposure} with ${x}`,
      );
    }
    events += x;
    total += exposure;
  }
  const centre = total === 0 ? null : events / total;
  const points = series.map(({ x, exposure }) => {
    if (exposure === 0 || centre === null) return { value: null, low: null, high: null };
    const reach = 3 * Math.sqrt(centre / exposure);
    return { value: x / exposure, low: Math.max(0, centre - reach), high: centre + reach };
  });
  return { centre, points };
}
