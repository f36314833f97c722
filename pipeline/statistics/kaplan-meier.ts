import { checkBetween } from './check-number.js';
import { normalQuantile } from './normal-quantile.js';
import { timesAtRisk } from './times-at-risk.js';

/** A patient followed for `time`, in one unit for all; `event` false means censored at that time. */
export type Followed = { time: number; event: boolean };

/** The survival estimate from `time` on, until the next row. */
export type SurvivalRow = {
  time: number;
  atRisk: number;
  events: number;
  censored: number;
  survival: number;
  standardError: number | null;
  low: number | null;
  high: number | null;
};

/**
 * Kaplan–Meier survival: one row for each distinct time, of events and of censorings.
 *
 * `atRisk` counts those still followed just before the time; at equal times events come before censorings.
 * `standardError` is Greenwood's; `low` and `high` are on the log(-log) scale, so they stay from 0 to 1.
 * The interval is null where survival is still 1 or already 0, the standard error where it is 0.
 * Censoring must say nothing about prognosis: with competing events (transplant, recovery) see `aalenJohansen`.
 *
 * @param conf two-sided confidence, 0.95 for 95 %
 * @throws {RangeError} if a time is negative or not finite, or conf is not between 0 and 1
 * @see Kaplan and Meier (1958), JASA 53:457; Kalbfleisch and Prentice (2002), section 1.4
 * @example kaplanMeier([{ time: 30, event: true }, { time: 90, event: false }, { time: 120, event: true }])[0]?.survival // => 0.666667
 */
export function kaplanMeier(patients: readonly Followed[], conf = 0.95): SurvivalRow[] {
  checkBetween('conf', conf, 0, 1);
  const z = normalQuantile((1 + conf) / 2);
  let survival = 1;
  let greenwood = 0; // Sum of d / (n (n - d)): the variance of log survival.
  return timesAtRisk(patients).map(({ time, atRisk, leaving }) => {
    const events = leaving.filter(({ event }) => event).length;
    survival *= (atRisk - events) / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    const counts = { time, atRisk, events, censored: leaving.length - events, survival };
    if (survival === 0) return { ...counts, standardError: null, low: null, high: null };
    const standardError = survival * Math.sqrt(greenwood);
    if (survival === 1) return { ...counts, standardError, low: null, high: null };
    const logSurvival = Math.log(survival);
    const factor = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(logSurvival));
    return {
      ...counts,
      standardError,
      low: Math.exp(logSurvival * factor),
      high: Math.exp(logSurvival / factor),
    };
  });
}
