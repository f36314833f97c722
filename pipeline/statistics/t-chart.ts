import { checkFinite } from './check-number.js';
import type { RareEventChart } from './g-chart.js';
import { xmr } from './xmr.js';

/** Turns waiting times of a constant hazard into nearly normal values. */
const EXPONENT = 3.6;

/**
 * A t chart: the time between rare events, in order and in one unit.
 *
 * The times to the power 1/3.6 go on an XmR chart whose lines are transformed back, the lower not below 0;
 * `centre` and `mean` are both the back-transformed mean. Null with fewer than two values.
 *
 * @param screen leave outlying moving ranges of the transformed times out of the limits, once
 * @throws {RangeError} if a time is not a finite number above 0: two events at one moment need a finer clock
 * @see Nelson (1994), Journal of Quality Technology 26:239
 * @example tChart([12, 30, 7, 22, 41, 9, 15, 28])?.centre // => 18.289092
 */
export function tChart(times: readonly number[], screen = false): RareEventChart | null {
  checkFinite('times', times);
  const bad = times.findIndex((time) => time <= 0);
  if (bad >= 0) throw new RangeError(`times[${bad}] must be above 0, not ${times[bad]}`);
  const lines = xmr(
    times.map((time) => time ** (1 / EXPONENT)),
    { screen },
  );
  if (lines === null) return null;
  const [first = Number.NaN] = times;
  // Transformed back, equal times would differ from their mean in the last digit.
  if (times.every((time) => time === first))
    return { centre: first, mean: first, upper: first, lower: first };
  const centre = lines.mean ** EXPONENT;
  return {
    centre,
    mean: centre,
    upper: lines.upper ** EXPONENT,
    lower: Math.max(0, lines.lower) ** EXPONENT,
  };
}
