import type { SurvivalRow } from './kaplan-meier.js';

/** A quantile of survival with its interval, in the unit of the times; null where the curve, or its limit, never falls so far. */
export type SurvivalQuantile = { time: number | null; low: number | null; high: number | null };

/** Survival this close to a half is a half: products of fractions miss it by rounding. */
const ROUNDING = 1e-12;

/**
 * The median survival of a Kaplan–Meier curve: the first time at which survival is a half or less, with the interval of Brookmeyer and Crowley.
 *
 * Where the curve lies at exactly a half for a while, the median is the middle of that time, as in R. The interval holds the times at which
 * the curve's own limits, on the log(-log) scale, reach a half. Null without rows.
 *
 * @param rows those of `kaplanMeier`, of which the confidence is taken over
 * @see Brookmeyer and Crowley (1982), Biometrics 38:29; R survival::quantile.survfit
 * @example medianSurvival(kaplanMeier([1, 2, 3, 4, 5].map((time) => ({ time, event: true }))))?.time // => 3
 */
export function medianSurvival(rows: readonly SurvivalRow[]): SurvivalQuantile | null {
  if (rows.length === 0) return null;
  const events = rows.filter(({ events }) => events > 0);
  const first = (of: (row: SurvivalRow) => number | null) => {
    const at = events.findIndex((row) => (of(row) ?? 1) <= 0.5 + ROUNDING);
    const found = events[at];
    if (found === undefined) return null;
    const isHalf = Math.abs((of(found) ?? 1) - 0.5) <= ROUNDING;
    const next = events[at + 1];
    return isHalf && next !== undefined ? (found.time + next.time) / 2 : found.time;
  };
  // Where all have died the limits are not defined, and the curve itself is what is left.
  return {
    time: first(({ survival }) => survival),
    low: first(({ low, survival }) => low ?? (survival === 0 ? 0 : 1)),
    high: first(({ high }) => high),
  };
}
