/*
 * What a hospital's own register knows of its cases, and what follows from it, without SQL and without the pipeline.
 * Moments are `2026-03-05 08:07`, days `2026-03-05`; a case never changes in place, so that a snapshot of a register stays what it was.
 */

/** How a run on support ended; `unknown` ended well, but nobody knows yet whether the patient lived for 48 hours. */
export type Ending = 'recovered' | 'died-after' | 'died-on' | 'given-up' | 'unknown';

export interface Case {
  /** Who the case is, in life; numbers may change. */
  readonly id: number;
  readonly kind: 'ecmo' | 'vad';
  readonly no: string;
  /** The patient as the hospital exports it; empty where it does not. */
  readonly patient: string;
  readonly begun: string;
  /** Null while on support, and where nobody has entered it yet. */
  readonly end: { readonly at: string; readonly how: Ending } | null;
  /** What was found when the patient was looked for later. */
  readonly found: { readonly on: string; readonly alive: boolean } | null;
}

export type Register = ReadonlyMap<number, Case>;

const minutes = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}Z`) / 60_000;
export const shift = (moment: string, by: number): string =>
  new Date((minutes(moment) + by) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
export const dayOf = (moment: string): string => moment.slice(0, 10);
export const monthOf = (moment: string): string => moment.slice(0, 7);
export const HOUR = 60;
export const DAY = 24 * HOUR;

export const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/** Cells of a case as its hospital exports them; what is not known is blank. */
export function cellsOf(of: Case, isPartial: boolean): Readonly<Record<string, string>> {
  if (of.kind === 'vad')
    return { case_no: of.no, patient_id: of.patient, device_type: '植入式', implanted_on: dayOf(of.begun) };
  const own = { case_no: of.no, patient_id: of.patient, mode: 'VA', started_at: of.begun };
  const blank = {
    ended_at: '',
    end_reason: '',
    alive_48h: '',
    died_at: '',
    discharged_at: '',
    discharge_status: '',
    followup_1y_status: '',
    followup_1y_on: '',
  };
  if (isPartial || of.end === null) return { ...own, ...blank };
  const { at, how } = of.end;
  const ended = { ...own, ...blank, ended_at: at };
  const well = { ...ended, end_reason: '心肺功能改善' };
  switch (how) {
    case 'died-on':
      return { ...ended, end_reason: '死亡', died_at: at };
    case 'given-up':
      return { ...ended, end_reason: '放弃治疗' };
    case 'died-after':
      return { ...well, alive_48h: '否', died_at: shift(at, 30 * HOUR) };
    case 'recovered':
      return { ...well, alive_48h: '是' };
    default:
      if (of.found === null) return well;
      return of.found.alive
        ? { ...well, followup_1y_status: '存活', followup_1y_on: of.found.on }
        : { ...well, died_at: dayOf(at) };
  }
}

/** Counts of the cases of one or several registers that had begun in a year by a day: ECMO-01, ECMO-N03 and VAD-N01. */
export interface Counts {
  effective: number;
  runs: number;
  patients: number;
  implants: number;
}

/** What the cases come to as of a day, of which all that happened later is not known yet. `owner` tells cases without a patient apart. */
export function count(cases: readonly { readonly of: Case; readonly owner: string }[], asOf: string): Counts {
  const counts: Counts = { effective: 0, runs: 0, patients: 0, implants: 0 };
  const patients = new Set<string>();
  const over = `${asOf} 24:00`;
  for (const { of, owner } of cases) {
    if (of.begun >= over) continue;
    if (of.kind === 'vad') {
      counts.implants += 1;
      continue;
    }
    patients.add(of.patient === '' ? `${owner} ${of.no}` : of.patient);
    if (of.end === null || of.end.at >= over || shift(of.end.at, 2 * DAY) >= over) continue;
    counts.runs += 1;
    const isFoundAlive = of.found?.alive === true && of.found.on <= asOf;
    if (of.end.how === 'recovered' || (of.end.how === 'unknown' && isFoundAlive)) counts.effective += 1;
  }
  counts.patients = patients.size;
  return counts;
}
