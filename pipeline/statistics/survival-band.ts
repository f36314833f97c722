import { type Followed, kaplanMeier, type SurvivalRow } from './kaplan-meier.js';

/** A patient followed for `time`; with `lost`, what became of the patient after it is not known, and leaving may itself say something. */
export type FollowedOrLost = Followed & { lost?: boolean };

/** A survival curve between the two that unknown outcomes allow, at one time. */
export type SurvivalBandRow = { time: number; atRisk: number; survival: number; worst: number; best: number };

/** Fewer followed than this, and a curve is no longer drawn. */
const LEAST_AT_RISK = 10;

/**
 * Kaplan–Meier survival with the curves that would hold if every patient lost had died when last seen, and if none had died at all by the end.
 *
 * Kaplan–Meier takes those lost for patients like the others; who leaves hospital against advice is not, so the truth lies in the band and
 * not only in the interval. Rows end with the last time at which at least `leastAtRisk` are followed.
 *
 * @param leastAtRisk default 10
 * @throws {RangeError} if a time is negative or not finite, or a patient lost has had the event
 * @see Kaplan and Meier (1958), JASA 53:457; Manski (1990), American Economic Review 80:319
 * @example survivalBand([{ time: 1, event: true }, { time: 2, event: false, lost: true }, { time: 3, event: true }, { time: 4, event: false }], 1)[1] // => { time: 2, atRisk: 3, survival: 0.75, worst: 0.5, best: 0.75 }
 */
export function survivalBand(
  patients: readonly FollowedOrLost[],
  leastAtRisk = LEAST_AT_RISK,
): SurvivalBandRow[] {
  const bad = patients.findIndex(({ event, lost }) => event && lost === true);
  if (bad >= 0) throw new RangeError(`patients[${bad}] is lost and has had the event`);
  const end = patients.reduce((latest, { time }) => Math.max(latest, time), 0);
  const worst = kaplanMeier(
    patients.map(({ time, event, lost }) => ({ time, event: event || lost === true })),
  );
  const best = kaplanMeier(
    patients.map(({ time, event, lost }) => (lost ? { time: end, event: false } : { time, event })),
  );
  return kaplanMeier(patients)
    .filter(({ atRisk }) => atRisk >= leastAtRisk)
    .map(({ time, atRisk, survival }) => ({
      time,
      atRisk,
      survival,
      worst: survivalAt(worst, time),
      best: survivalAt(best, time),
    }));
}

/** The survival at a time: that of the last row up to it, 1 before the first. */
function survivalAt(rows: readonly SurvivalRow[], time: number): number {
  return rows.findLast((row) => row.time <= time)?.survival ?? 1;
}
