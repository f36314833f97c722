import type { StandardisedRatio } from '../define/index.js';
import { resp } from '../scores/resp.js';
import { save } from '../scores/save.js';
import {
  type ExpectedGroup,
  expectedNumber,
  interceptShift,
  shiftedProbability,
} from '../statistics/intercept-shift.js';
import { roundedExpectation } from './expectations.js';

/** Cases with the same expected probability, and those that count on only one side or neither. */
export interface OpenExpectation {
  /** Expected probability in whole percent; null where the score is not known. */
  readonly percent: number | null;
  /** Cases with known outcome and expectation; `observed` are those of them with the outcome. */
  readonly n: number;
  readonly observed: number;
  /** Cases without a score and with a known outcome: those with the outcome, and those without. */
  readonly surelyMet: number;
  readonly surelyNot: number;
  /** Cases that belong to the denominator and whose outcome is not known. */
  readonly open: number;
  /** Cases of which it is not known whether they belong to the denominator. */
  readonly undated: number;
}

/** The range of a rate over all possible outcomes; both null where it has none. */
export interface Bounds {
  readonly low_bound: number | null;
  readonly high_bound: number | null;
}

/** The least and the greatest shift of a period over all possible outcomes; null where an extreme has none. */
export interface Shifts {
  readonly low: number | null;
  readonly high: number | null;
}

const percents = [resp, save].flatMap(({ classes }) => classes.map(({ survival }) => survival));
const [least, most] = [Math.min(...percents), Math.max(...percents)];

const sumOf = (of: readonly OpenExpectation[], one: (group: OpenExpectation) => number) =>
  of.reduce((sum, group) => sum + one(group), 0);

const sureIn = ({ n, surelyMet, surelyNot, open }: OpenExpectation) => n + surelyMet + surelyNot + open;

/** All cases that belong or may belong, each one without a score expected at `unscored`. */
const everybody = (of: readonly OpenExpectation[], unscored: number): ExpectedGroup[] =>
  of.map((group) => ({ probability: (group.percent ?? unscored) / 100, n: sureIn(group) + group.undated }));

const surelyMetOf = (of: readonly OpenExpectation[]) =>
  sumOf(of, ({ observed, surelyMet }) => observed + surelyMet);
const openOf = (of: readonly OpenExpectation[]) => sumOf(of, ({ open, undated }) => open + undated);

/** The range of a period's shift, by all cases of the province in it. */
export function shiftsOf(
  province: readonly OpenExpectation[],
  { recalibration }: Pick<StandardisedRatio, 'recalibration'>,
): Shifts {
  if (recalibration === 'none') return { low: 0, high: 0 };
  const met = surelyMetOf(province);
  return {
    low: interceptShift(everybody(province, most), met),
    high: interceptShift(everybody(province, least), met + openOf(province)),
  };
}

/**
 * The range of O/E over all possible outcomes: at the low end no open case had the outcome and a missing score expects most; at the high
 * end all had it and it expects least. No bounds where the shift has none, or where no case certainly belongs.
 *
 * Under a recalibration each end uses the shift's own extreme, so that the bounds hold for every possible outcome in the province and are a
 * little wide.
 */
export function expectedBounds(own: readonly OpenExpectation[], shifts: Shifts): Bounds {
  if (shifts.low === null || shifts.high === null || sumOf(own, sureIn) === 0)
    return { low_bound: null, high_bound: null };
  return {
    low_bound: surelyMetOf(own) / roundedExpectation(everybody(own, most), shifts.high),
    high_bound: highest(own, shifts.low),
  };
}

/** The high end: all open cases had the outcome; a case that may not belong is included where that raises the ratio. */
function highest(own: readonly OpenExpectation[], shift: number): number {
  let met = surelyMetOf(own) + sumOf(own, ({ open }) => open);
  const groups = own.map((group) => ({ probability: (group.percent ?? least) / 100, n: sureIn(group) }));
  const undated = own
    .map(({ percent, undated: n }) => ({ probability: (percent ?? least) / 100, n }))
    .sort((a, b) => a.probability - b.probability);
  for (const group of undated) {
    if (met * shiftedProbability(group.probability, shift) >= expectedNumber(groups, shift)) break;
    groups.push(group);
    met += group.n;
  }
  return met / roundedExpectation(groups, shift);
}
