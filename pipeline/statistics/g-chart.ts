import { checkCount } from './check-counts.js';
import { median } from './median.js';
import { mean } from './moving-range.js';

/** Lines of a chart of the gaps between rare events; a point above `upper` is an improvement. */
export type RareEventChart = { centre: number; mean: number; upper: number; lower: number };

/**
 * A g chart: the number of cases between rare events, in order.
 *
 * Limits are 3 sigma of the geometric distribution from the mean, the lower not below 0; the line drawn is the
 * median, since the distribution is skewed. Null without values.
 *
 * @throws {RangeError} if a value is not a count
 * @see Benneyan (2001), Health Care Management Science 4:305; Provost and Murray (2011), p. 228
 * @example gChart([12, 30, 7, 22, 41, 9, 15, 28]) // => { centre: 18.5, mean: 20.5, upper: 83.482140, lower: 0 }
 */
export function gChart(values: readonly number[]): RareEventChart | null {
  for (const value of values) checkCount('value', value);
  if (values.length === 0) return null;
  const average = mean(values);
  const reach = 3 * Math.sqrt(average * (average + 1));
  return {
    centre: median(values),
    mean: average,
    upper: average + reach,
    lower: Math.max(0, average - reach),
  };
}
