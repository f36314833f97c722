import type { StandardisedRatio } from '../define/index.js';
import { type ExpectedGroup, expectedNumber, interceptShift } from '../statistics/intercept-shift.js';

/** Cases with the same expected probability. */
export interface Expectation {
  /** Expected probability in whole percent, above 0 and below 100. */
  readonly percent: number;
  readonly n: number;
  readonly observed: number;
}

/** How the expected numbers of a period are adjusted. */
export interface Recalibration {
  /** Shift on the logit scale: 0 as published, null where no shift can make ΣE equal ΣO. */
  readonly shift: number | null;
  /** ΣO/ΣE of the province as published; null where nothing is expected. */
  readonly factor: number | null;
}

const groupsOf = (of: readonly Expectation[]): ExpectedGroup[] =>
  [...of].sort((a, b) => a.percent - b.percent).map(({ percent, n }) => ({ probability: percent / 100, n }));

const observedOf = (of: readonly Expectation[]) => of.reduce((sum, { observed }) => sum + observed, 0);

/** The recalibration of a period from all cases of the province in it. */
export function recalibrationOf(
  indicator: Pick<StandardisedRatio, 'recalibration'>,
  province: readonly Expectation[],
): Recalibration {
  const expected = expectedNumber(groupsOf(province));
  const observed = observedOf(province);
  return {
    shift: indicator.recalibration === 'none' ? 0 : interceptShift(groupsOf(province), observed),
    factor: expected === 0 ? null : observed / expected,
  };
}

/** The expected number of some cases, rounded to a millionth; null without a recalibration. */
export const expectedOf = (of: readonly Expectation[], { shift }: Recalibration): number | null =>
  shift === null ? null : roundedExpectation(groupsOf(of), shift);

/** The expected number at a shift, rounded to a millionth. */
export const roundedExpectation = (groups: readonly ExpectedGroup[], shift: number): number =>
  Math.round(expectedNumber(groups, shift) * 1e6) / 1e6;
