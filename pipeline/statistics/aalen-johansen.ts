import { timesAtRisk } from './times-at-risk.js';

/** A patient followed for `time`, in one unit for all, until `cause` (death, transplant …) or, with null, censoring. */
export type FollowedToCause = { time: number; cause: string | null };

/** From `time` on: the probability of being still event-free and, by cause, of having had the event. They sum to 1. */
export type IncidenceRow = {
  time: number;
  atRisk: number;
  eventFree: number;
  incidence: Record<string, number>;
};

/**
 * Aalen–Johansen cumulative incidence of competing events: one row for each distinct time.
 *
 * Unlike 1 - Kaplan–Meier with the other causes censored, it does not count patients who can no longer have the event,
 * so it is the expected share of patients. At equal times events come before censorings. Every cause that occurs
 * is in every row, in the order of the data.
 *
 * @throws {RangeError} if a time is negative or not finite
 * @see Aalen and Johansen (1978), Scandinavian Journal of Statistics 5:141
 * @example aalenJohansen([{ time: 1, cause: 'death' }, { time: 2, cause: null }, { time: 3, cause: 'transplant' }])[2]?.incidence // => { death: 0.333333, transplant: 0.666667 }
 */
export function aalenJohansen(patients: readonly FollowedToCause[]): IncidenceRow[] {
  const incidence = new Map<string, number>();
  for (const { cause } of patients) if (cause !== null) incidence.set(cause, 0);
  let eventFree = 1;
  return timesAtRisk(patients).map(({ time, atRisk, leaving }) => {
    const freeBefore = eventFree;
    let events = 0;
    for (const { cause } of leaving) {
      if (cause === null) continue;
      incidence.set(cause, (incidence.get(cause) ?? 0) + freeBefore / atRisk);
      events++;
    }
    eventFree = freeBefore * ((atRisk - events) / atRisk);
    return { time, atRisk, eventFree, incidence: Object.fromEntries(incidence) };
  });
}
