/** The divisor that turns a mean moving range of two into sigma (the d2 of two normal values). */
export const D2 = 1.128;

/** A moving range at or above this many means is an outlier (the D4 of two normal values). */
export const D4 = 3.267;

/** The mean moving range, and the number of ranges removed by screening. */
export type MeanMovingRange = { mean: number; screened: number };

/**
 * The mean absolute difference between neighbours; at least two values. A gap (null) is nobody's neighbour; NaN where no two values are neighbours.
 *
 * With `screen`, ranges of 3.267 times that mean or more are left out once and the mean is taken again.
 *
 * @see Nelson (1982), Journal of Quality Technology 14:172
 */
export function meanMovingRange(values: readonly (number | null)[], screen: boolean): MeanMovingRange {
  const ranges = values.slice(1).flatMap((value, i) => {
    const before = values[i] ?? null;
    return value === null || before === null ? [] : [Math.abs(value - before)];
  });
  const first = mean(ranges);
  if (!screen || first === 0) return { mean: first, screened: 0 };
  const kept = ranges.filter((range) => range < D4 * first);
  return { mean: mean(kept), screened: ranges.length - kept.length };
}

/**
 * The arithmetic mean; NaN for an empty list. For equal values it is exactly that value: a series without variation must not lie beside its
 * own mean.
 */
export function mean(values: readonly number[]): number {
  const [first = Number.NaN] = values;
  return first + values.reduce((total, value) => total + (value - first), 0) / values.length;
}
