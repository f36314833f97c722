import { checkCount } from './check-counts.js';
import { checkBetween } from './check-number.js';
import type { Interval } from './interval.js';
import { normalQuantile } from './normal-quantile.js';

/**
 * Byar's approximate interval of a Poisson mean from the observed count x, in events.
 *
 * Public Health England's practice is the exact interval below 10 events and Byar from 10 on.
 * `low` is 0 when x is 0, and never below 0.
 *
 * @param conf two-sided confidence, 0.95 for 95 %
 * @throws {RangeError} if x is not a count, or conf is not between 0 and 1
 * @see Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69
 * @example byar(10) // => { low: 4.787450, high: 18.391459 }
 */
export function byar(x: number, conf = 0.95): Interval {
  checkCount('x', x);
  checkBetween('conf', conf, 0, 1);
  const z = normalQuantile((1 + conf) / 2);
  const next = x + 1;
  return {
    low: x === 0 ? 0 : Math.max(0, x * (1 - 1 / (9 * x) - z / (3 * Math.sqrt(x))) ** 3),
    high: next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3,
  };
}
