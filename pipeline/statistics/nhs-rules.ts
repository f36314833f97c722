import { checkFinite } from './check-number.js';
import { checkWord } from './check-word.js';
import { type Side, sevenOnOneSide, sevenPointTrend, twoInThree } from './nhs-patterns.js';
import { type Xmr, xmr } from './xmr.js';

/** What counts as an improvement, and how the chart is made. */
export type NhsOptions = {
  /** The direction that is good; `neutral` if neither is. */
  improvement: 'increase' | 'decrease' | 'neutral';
  /** Target in the unit of the values, for the assurance. */
  target?: number;
  /** Leave outlying moving ranges out of the limits. Default false, as in the NHS Excel tool. */
  screen?: boolean;
  /** Positions (from 0) at which a new process begins: limits and rules start anew there. */
  rebaseAt?: readonly number[];
};

/** The rule a point breaks; the first that applies in this order. */
export type NhsRule = 'outside_limits' | 'seven_point_trend' | 'two_in_three' | 'seven_on_one_side';

/** A point with the lines that apply to it. `direction` is the rule's: 1 high or rising, -1 low or falling. */
export type NhsPoint = {
  /** Null for a gap, which breaks no rule. */
  value: number | null;
  mean: number;
  upper: number;
  lower: number;
  rule: NhsRule | null;
  direction: Side;
  meaning: 'common_cause' | 'improvement' | 'concern' | 'neutral';
};

/** A judged series. */
export type NhsChart = {
  ruleSet: 'NHS Making Data Count';
  points: NhsPoint[];
  assurance: 'consistent_pass' | 'consistent_fail' | 'inconsistent' | null;
  trial: boolean;
};

/**
 * The NHS Making Data Count rules on an XmR chart (mean ± 2.66 mean moving ranges) of a series in time order.
 *
 * A point is special cause if, in this order of naming: it is outside the limits; it is part of seven strictly
 * rising or falling points; it is near the limit (beyond two thirds of the way but not outside) and in three on one
 * side of which two are; it is part of seven on one side of the mean. A value exactly on the mean breaks a run.
 * `meaning` sets the rule's direction against `improvement`.
 *
 * `assurance` tells whether the process as it stands reaches the target: always, never or by chance; null without
 * a target or with neutral improvement. `trial`: some part between rebasings has fewer than 12 values.
 * A missing month is null: a gap that no pattern and no moving range reaches over. A part without two values next to each other has no limits
 * of its own, so it is an error. Null for an empty series.
 *
 * @throws {RangeError} if a value or the target is not finite, `improvement` is another word, or `rebaseAt` leaves a part without two values next to each other
 * @see NHS England, Making Data Count; the NHSRplotthedots package
 * @example nhsRules([1, 2, 3, 4, 5, 6, 7], { improvement: 'increase' })?.points[6]?.rule // => 'outside_limits'
 */
export function nhsRules(values: readonly (number | null)[], options: NhsOptions): NhsChart | null {
  checkFinite('values', values);
  checkWord('improvement', options.improvement, ['increase', 'decrease', 'neutral']);
  if (options.target !== undefined) checkFinite('target', [options.target]);
  if (values.length === 0) return null;
  const parts = split(values, options.rebaseAt ?? []).map((part) => judgePart(part, options));
  const last = parts.at(-1)?.lines;
  return {
    ruleSet: 'NHS Making Data Count',
    points: parts.flatMap(({ points }) => points),
    assurance: last ? assure(last, options) : null,
    trial: parts.some(({ lines }) => lines.trial),
  };
}

function judgePart(
  values: readonly (number | null)[],
  options: NhsOptions,
): { lines: Xmr; points: NhsPoint[] } {
  const lines = xmr(values, { factor: 2.66, screen: options.screen ?? false });
  if (lines === null) throw new RangeError('each part of the series must have two values next to each other');
  const { mean, upper, lower } = lines;
  // No comparison with NaN holds, so that a gap lies on no side, beyond no limit and in no trend.
  const numbers = values.map((value) => value ?? Number.NaN);
  const sides = numbers.map((value) => (Number.isNaN(value) ? 0 : Math.sign(value - mean)) as Side);
  const outside = numbers.map((value) => value > upper || value < lower);
  const near = numbers.map((value, i) => !outside[i] && (value > lines.nearUpper || value < lines.nearLower));
  const trend = sevenPointTrend(numbers);
  const pairs = twoInThree(near, sides);
  const shift = sevenOnOneSide(sides);
  const points = values.map((value, i): NhsPoint => {
    const side = sides[i] as Side;
    const [rule, direction]: [NhsRule | null, Side] = outside[i]
      ? ['outside_limits', side]
      : trend[i]
        ? ['seven_point_trend', trend[i]]
        : pairs[i] && near[i]
          ? ['two_in_three', side]
          : shift[i]
            ? ['seven_on_one_side', side]
            : [null, 0];
    return { value, mean, upper, lower, rule, direction, meaning: interpret(direction, options.improvement) };
  });
  return { lines, points };
}

function interpret(direction: Side, improvement: NhsOptions['improvement']): NhsPoint['meaning'] {
  if (direction === 0) return 'common_cause';
  if (improvement === 'neutral') return 'neutral';
  return direction > 0 === (improvement === 'increase') ? 'improvement' : 'concern';
}

function assure({ upper, lower }: Xmr, { target, improvement }: NhsOptions): NhsChart['assurance'] {
  if (target === undefined || improvement === 'neutral') return null;
  if (target > upper) return improvement === 'increase' ? 'consistent_fail' : 'consistent_pass';
  if (target < lower) return improvement === 'increase' ? 'consistent_pass' : 'consistent_fail';
  return 'inconsistent';
}

function split(values: readonly (number | null)[], rebaseAt: readonly number[]): (number | null)[][] {
  const starts = [...new Set([0, ...rebaseAt])].sort((a, b) => a - b);
  if (starts.some((start) => !Number.isInteger(start) || start < 0 || start >= values.length)) {
    throw new RangeError(
      `rebaseAt must hold positions from 0 to ${values.length - 1}, not ${rebaseAt.join(', ')}`,
    );
  }
  return starts.map((start, i) => values.slice(start, starts[i + 1]));
}
