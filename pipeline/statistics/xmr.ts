import { checkFinite } from './check-number.js';
import { D2, D4, mean, meanMovingRange } from './moving-range.js';

/** Options of an XmR chart. */
export type XmrOptions = {
  /** Distance of the limits from the mean, in mean moving ranges: 3/1.128 by default, or 2.66 as the NHS rounds it. */
  factor?: number;
  /** Leave out moving ranges of 3.267 means or more, once. Default false. */
  screen?: boolean;
};

/** An XmR chart's lines, in the unit of the values. */
export type Xmr = {
  mean: number;
  movingRange: number;
  sigma: number;
  upper: number;
  lower: number;
  nearUpper: number;
  nearLower: number;
  movingRangeLimit: number;
  screened: number;
  trial: boolean;
};

/**
 * Limits of an individuals and moving range chart (XmR), for a series of single values in time order.
 *
 * `sigma` is mean moving range / 1.128; `upper` and `lower` are about 3 sigma from the mean, the near limits two
 * thirds of the way. `movingRangeLimit` is that of the mR chart. `trial` says there are fewer than 12 values, so
 * the limits may still move. A missing month is null: it stays on the axis, and no moving range reaches over it. Null where no two values
 * are neighbours. Limits are not clipped to what the unit allows.
 *
 * @throws {RangeError} if a value is not a finite number or factor is not above 0
 * @see Shewhart charts: Montgomery, Introduction to Statistical Quality Control, section 6.4; NHS Making Data Count
 * @example xmr([52, 48, 55, 50, 47, 53, 49, 60, 51, 50, 46, 54], { factor: 2.66 })?.upper // => 66.242727
 */
export function xmr(
  values: readonly (number | null)[],
  { factor = 3 / D2, screen = false }: XmrOptions = {},
): Xmr | null {
  checkFinite('values', values);
  if (!(factor > 0)) throw new RangeError(`factor must be above 0, not ${factor}`);
  const known = values.filter((value) => value !== null);
  const { mean: movingRange, screened } = meanMovingRange(values, screen);
  if (Number.isNaN(movingRange)) return null;
  const centre = mean(known);
  const reach = factor * movingRange;
  return {
    mean: centre,
    movingRange,
    sigma: movingRange / D2,
    upper: centre + reach,
    lower: centre - reach,
    nearUpper: centre + (2 / 3) * reach,
    nearLower: centre - (2 / 3) * reach,
    movingRangeLimit: D4 * movingRange,
    screened,
    trial: known.length < 12,
  };
}
