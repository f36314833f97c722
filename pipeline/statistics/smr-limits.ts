import { checkBetween } from './check-number.js';
import type { FunnelLimits } from './funnel-limits.js';
import { incompleteGamma } from './incomplete-gamma.js';
import type { Interval } from './interval.js';

/**
 * Exact Poisson funnel limits (95 % and 99.8 %) of a standardised ratio, observed over expected, around 1.
 *
 * They invert the exact interval: a unit lies below `low95` if, and only if, the exact 95 % interval of its observed events ends below
 * `expected` (P(X <= observed) < 0.025), and above `high95` if it begins above it. Between whole numbers of events the curves are
 * interpolated by the incomplete gamma function. A low limit is 0 where even zero events are not too few.
 *
 * `expected` is the expected number of events, any positive number.
 *
 * @throws {RangeError} if expected is not a positive number
 * @see Garwood (1936), Biometrika 28:437; Spiegelhalter (2005), Statistics in Medicine 24:1185
 * @example smrLimits(20) // => { low95: 0.562383, high95: 1.485316, low998: 0.362121, high998: 1.782514 }
 */
export function smrLimits(expected: number): FunnelLimits {
  const at95 = smrLine(expected, 0.95);
  const at998 = smrLine(expected, 0.998);
  return { low95: at95.low, high95: at95.high, low998: at998.low, high998: at998.high };
}

/**
 * The funnel limits of `smrLimits` at any level.
 *
 * @param conf two-sided, 0.95 for 95 %
 * @throws {RangeError} if expected is not a positive number, or conf is not between 0 and 1
 * @see Garwood (1936), Biometrika 28:437
 * @example smrLine(20, 0.8) // => { low: 0.694517, high: 1.316207 }
 */
export function smrLine(expected: number, conf: number): Interval {
  checkBetween('expected', expected, 0, Number.POSITIVE_INFINITY);
  checkBetween('conf', conf, 0, 1);
  const tail = (1 - conf) / 2;
  return { low: fewest(expected, tail) / expected, high: most(expected, tail) / expected };
}

/** The number of events at which P(X <= events) is `tail`; 0 where it is larger even for none. */
function fewest(expected: number, tail: number): number {
  const below = (events: number) => incompleteGamma(events + 1, expected).upper;
  return below(0) >= tail ? 0 : crossing((events) => below(events) >= tail, 0, expected);
}

/** The number of events at which P(X >= events) is `tail`. */
function most(expected: number, tail: number): number {
  const isRare = (events: number) => incompleteGamma(events, expected).lower <= tail;
  let end = expected + 1;
  while (!isRare(end)) end *= 2;
  return crossing(isRare, 0, end);
}

/** The point at which a condition that fails at `low` and holds at `high` begins to hold, by bisection to the last digit. */
function crossing(holds: (at: number) => boolean, low: number, high: number): number {
  let [no, yes] = [low, high];
  for (let middle = (no + yes) / 2; middle > no && middle < yes; middle = (no + yes) / 2) {
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
