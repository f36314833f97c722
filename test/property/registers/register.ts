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
  /** A death that the centre was told of and that a correction neither repeats nor takes back: a blank cell erases nothing. */
  readonly deathLeft?: string | null;
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
  const persons = new Map<string, Case[]>();
  const over = `${asOf} 24:00`;
  const begun = cases.filter(({ of }) => of.begun < over);
  const personOf = ({ of, owner }: (typeof cases)[number]) =>
    of.patient === '' ? `${owner} ${of.no}` : of.patient;
  for (const one of begun) persons.set(personOf(one), [...(persons.get(personOf(one)) ?? []), one.of]);
  const patients = new Set<string>();
  for (const one of begun) {
    const { of } = one;
    if (of.kind === 'vad') {
      counts.implants += 1;
      continue;
    }
    patients.add(personOf(one));
    const own = persons.get(personOf(one)) ?? [];
    const last = lastOfCourse(of, own, over);
    if (last === null) continue;
    const end = last.end === null || last.end.at >= over ? null : last.end;
    // Support without an end is over with the patient's life, or by the day on which a follow-up found her at home.
    const { found } = last;
    const ended =
      end?.at ?? latest(deathOf(own, asOf)) ?? (found !== null && found.on <= asOf ? latest(found.on) : null);
    if (ended === null || shift(ended, 2 * DAY) >= over) continue;
    counts.runs += 1;
    if (end !== null && isEffective(last, end, own, asOf)) counts.effective += 1;
  }
  counts.patients = patients.size;
  return counts;
}

/**
 * The last run of the course that a run of a hospital opens, by all runs of its patient there; null where another run opens it. The
 * next run begins at most an hour after the last ended, or before that, and outlasts it; nothing goes on after a death.
 */
function lastOfCourse(of: Case, own: readonly Case[], over: string): Case | null {
  const runs = own.filter(({ kind }) => kind === 'ecmo').sort((a, b) => (a.begun < b.begun ? -1 : 1));
  const endOf = ({ end }: Case) => (end === null || end.at >= over ? null : end);
  const next = (a: Case): Case | undefined => {
    const end = endOf(a);
    if (end === null || end.how === 'died-on') return undefined;
    return runs.find((b) => {
      const outlasts = (endOf(b)?.at ?? over) > end.at;
      return b !== a && b.begun > a.begun && b.begun <= shift(end.at, HOUR) && outlasts;
    });
  };
  // Where two runs go on in one, it is a course with the one that ended last.
  const former = (b: Case): Case | undefined =>
    runs
      .filter((a) => next(a) === b)
      .sort((a, c) => ((endOf(a)?.at ?? '') < (endOf(c)?.at ?? '') ? 1 : -1))[0];
  if (former(of) !== undefined) return null;
  let last = of;
  for (;;) {
    const then = next(last);
    if (then === undefined || former(then) !== last) return last;
    last = then;
  }
}

/** A day, or a moment where the clock is known, as text. */
type When = string;
const hasClock = (when: When) => when.length > 10;

/** When a case says that its patient died, and when that the patient was alive; of what happened by a day. */
function lifeIn({ kind, begun, end, found, deathLeft }: Case, asOf: string): { dead: When[]; alive: When[] } {
  const over = `${asOf} 24:00`;
  if (kind === 'vad') return { dead: [], alive: [dayOf(begun)] };
  const seen = found?.alive === true && found.on <= asOf ? [found.on] : [];
  if (end === null || end.at >= over)
    return { dead: deathLeft != null && deathLeft < over ? [deathLeft] : [], alive: [begun, ...seen] };
  const dead = { 'died-on': end.at, 'died-after': shift(end.at, 30 * HOUR) }[end.how as string];
  return {
    dead: [dead, found?.alive === false ? dayOf(end.at) : undefined, deathLeft ?? undefined].flatMap(
      (when) => (when !== undefined && when < over ? [when] : []),
    ),
    alive: [begun, ...(end.how === 'died-on' ? [] : [end.at]), ...seen],
  };
}

/** The first death that all cases of a patient tell of; of one day the one with a clock. */
function deathOf(own: readonly Case[], asOf: string): When | null {
  const dead = own.flatMap((one) => lifeIn(one, asOf).dead).sort();
  const day = dead[0] === undefined ? null : dayOf(dead[0]);
  return dead.find((when) => hasClock(when) && dayOf(when) === day) ?? day;
}

/** The last moment that a time may be. */
const latest = (when: When | null) => (when === null || hasClock(when) ? when : shift(`${when} 00:00`, DAY));

/** Whether a patient whose heart recovered lived on for more than 48 hours, by all cases of the patient. */
function isEffective(
  of: Case,
  end: { at: string; how: Ending },
  own: readonly Case[],
  asOf: string,
): boolean {
  if (end.how === 'died-on' || end.how === 'given-up') return false;
  const alive = own.flatMap((one) => lifeIn(one, asOf).alive);
  const death = deathOf(own, asOf);
  const day = death === null ? null : dayOf(death);
  const limit = shift(end.at, 2 * DAY);
  if (death !== null && day !== null && own.length > 1) {
    const isAlive = alive.some(
      (when) => dayOf(when) > day || (hasClock(when) && hasClock(death) && when > death),
    );
    // From the death on nobody knows; before it all agree.
    if (isAlive) return dayOf(shift(end.at, 3 * DAY)) <= day;
  }
  if (lifeIn(of, asOf).dead.length > 0 || end.how === 'died-after') return false;
  if (death !== null) {
    const [first, last] = hasClock(death) ? [death, death] : [`${death} 00:00`, shift(`${death} 00:00`, DAY)];
    if (last <= limit) return false;
    if (first > limit) return true;
  }
  if (end.how === 'recovered') return true;
  return alive.some(
    (when) => (hasClock(when) && when > limit) || (death === null && when >= dayOf(shift(end.at, 3 * DAY))),
  );
}
