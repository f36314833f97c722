import { ageContradicted, completedYears } from './age.js';
import type { CaseRow, Derivations } from './case-row.js';
import { at, dayOnly, earliest, type Moment, midnight, over, yearsAfter } from './civil.js';
import { respScore, respSurvival, saveScore, saveSurvival } from './scores.js';
import { surelyBefore, type Truth, underHours, withinHours } from './three-valued.js';

const hour = 3600;

const start = (row: CaseRow): Moment => {
  const started = row.moment('started_at');
  if (started === null) throw new Error('a run begins at some time');
  return started;
};

/** Death as the record gives it, or as told by how support or the stay ended. */
const death = (row: CaseRow): Moment | null => row.moment('death_at');

/** Dates on which the patient was known to be alive, the last of them. */
function lastAlive(row: CaseRow): number | null {
  const days: (number | null)[] = [
    isAnyBut(row.word('discharge_status'), '死亡') ? row.day('discharged_at') : null,
    row.word('followup_1y_status') === '存活' ? row.day('followup_1y_on') : null,
    isAnyBut(row.word('end_reason'), '死亡') ? row.day('ended_at') : null,
  ];
  const known = days.filter((day) => day !== null);
  return known.length === 0 ? null : Math.max(...known);
}

const isAnyBut = (word: string | null, other: string) => word !== null && word !== other;

/** Followed up alive at a year without a date: alive at every earlier day. */
const aliveAtAYear = (row: CaseRow) =>
  row.word('followup_1y_status') === '存活' && row.moment('followup_1y_on') === null;

const knownAliveFrom = (row: CaseRow, day: number) =>
  (lastAlive(row) ?? Number.NEGATIVE_INFINITY) >= day || aliveAtAYear(row);

const anniversary = (row: CaseRow) => yearsAfter(start(row).day, 1);
const afterHours = (moment: Moment, hours: number) => at(over(moment) + hours * hour);
const wholeMinutes = (from: Moment | null, to: Moment | null): number | null =>
  from === null || to === null || from.second === null || to.second === null
    ? null
    : Math.round((earliest(to) - earliest(from)) / 60);

/** The first that is known of some moments, each as of the time by which it has surely come. */
function firstOver(...moments: (Moment | null)[]): Moment | null {
  const found = moments.find((moment) => moment !== null);
  return found ? at(over(found)) : null;
}

const kinds = [
  'bleeding',
  'hemolysis',
  'thromboembolism',
  'limb_ischemia',
  'neurologic',
  'bloodstream_infection',
];

function ageYears(row: CaseRow): number | null {
  const day = start(row).day;
  const birth = row.day('birth_date');
  if (birth !== null) return completedYears(birth, day);
  // An age in days was made from years of 365.25 and rounded down.
  const age = row.number('age');
  return age === null ? null : Math.floor((age + 0.75) / 365.25);
}

function ageGroup(row: CaseRow): string | null {
  const day = start(row).day;
  const birth = row.day('birth_date');
  if (birth !== null) {
    if (day - birth <= 28) return '新生儿';
    return day < yearsAfter(birth, 18) ? '儿童' : '成人';
  }
  const age = row.number('age');
  if (age === null) return null;
  return age <= 28 ? '新生儿' : age < Math.floor(18 * 365.25) ? '儿童' : '成人';
}

function aliveAtDischarge(row: CaseRow): Truth {
  const [status, reason] = [row.word('discharge_status'), row.word('end_reason')];
  const [died, left, ended] = [row.day('died_at'), row.day('discharged_at'), row.day('ended_at')];
  if (status === '死亡' || reason === '死亡') return false;
  const diedBeforeLeaving = died !== null && left !== null && died < left;
  // A living discharge after the day of death contradicts itself.
  if (status !== null && diedBeforeLeaving) return null;
  // So does a transfer on support.
  if (reason === '转院' && died !== null && ended !== null && died < ended) return null;
  if (status !== null || reason === '转院') return true;
  if (died !== null && ended !== null && died <= ended) return false;
  if (diedBeforeLeaving) return false;
  if (died !== null && left !== null && died > left) return true;
  return died === null && left !== null && row.word('followup_1y_status') === '存活' ? true : null;
}

/** What follows from a run's own cells, in the words of the contract and of decisions 1 to 6. */
export const derivedEcmo: Derivations = {
  death_at: (row) =>
    row.moment('died_at') ??
    (row.word('end_reason') === '死亡' ? row.moment('ended_at') : null) ??
    (row.word('discharge_status') === '死亡' ? row.moment('discharged_at') : null),
  last_alive_on: (row) => {
    const day = lastAlive(row);
    return day === null ? null : dayOnly(day);
  },
  died_within_48h_of_removal: (row) => withinHours(death(row), row.moment('ended_at'), 48),
  alive_48h_after_removal: (row) => {
    const ended = row.moment('ended_at');
    if (ended === null) return null;
    const died = row.bool('died_within_48h_of_removal');
    if (died !== null) return !died;
    const told = row.bool('alive_48h');
    if (told !== null) return told;
    // Removed on day 0 at the latest moment, 48 hours are surely over on day 3.
    return death(row) === null && knownAliveFrom(row, ended.day + 3) ? true : null;
  },
  died_within_24h_of_removal: (row) => underHours(death(row), row.moment('ended_at'), 24),
  alive_24h_after_removal: (row) => {
    const ended = row.moment('ended_at');
    if (ended === null) return null;
    const died = row.bool('died_within_24h_of_removal');
    if (died !== null) return !died;
    if (death(row) !== null) return null;
    return row.bool('alive_48h') === true || knownAliveFrom(row, ended.day + 2) ? true : null;
  },
  alive_at_discharge: aliveAtDischarge,
  died_within_30d: (row) => {
    const last = start(row).day + 30;
    const died = death(row);
    if (died !== null) return died.day <= last;
    return knownAliveFrom(row, last + 1) ? false : null;
  },
  anniversary_on: (row) => dayOnly(anniversary(row)),
  alive_1y: (row) => {
    const died = death(row);
    if (died !== null) return died.day > anniversary(row);
    if (knownAliveFrom(row, anniversary(row))) return true;
    // Dead on an unknown day, or lost: not alive.
    return ['死亡', '失访'].includes(row.word('followup_1y_status') ?? '') ? false : null;
  },
  run_minutes: (row) => wholeMinutes(start(row), row.moment('ended_at')),
  cannulation_minutes: (row) => wholeMinutes(row.moment('cannulation_at'), start(row)),
  plan_within_12h: (row) => withinHours(row.moment('plan_completed_at'), start(row), 12),
  consented_before_start: (row) => {
    const consented = row.moment('consented_at');
    if (consented === null) return null;
    if (consented.second !== null && start(row).second !== null)
      return earliest(consented) <= earliest(start(row));
    return consented.day === start(row).day ? null : consented.day < start(row).day;
  },
  reported: (row) => (row.moment('reported_at') === null ? null : true),
  reported_within_30d: (row) => {
    const reported = row.day('reported_at');
    return reported === null || reported < start(row).day ? null : reported <= start(row).day + 30;
  },
  report_days: (row) => {
    const reported = row.day('reported_at');
    return reported === null || reported < start(row).day ? null : reported - start(row).day;
  },
  complications: (row) => {
    const told = kinds.map((kind) => row.bool(kind));
    return told.includes(null) ? null : told.filter((kind) => kind === true).length;
  },
  age_years: ageYears,
  age_group: ageGroup,
  mode_or_ecpr: (row) => (row.bool('ecpr') === true ? 'ECPR' : row.word('mode')),
  score_type: (row) => {
    const age = row.number('age_years');
    if (age === null || age < 18) return null;
    if (row.word('mode') === 'VV') return 'RESP';
    return row.word('mode') === 'VA' && row.bool('ecpr') === false ? 'SAVE' : null;
  },
  resp_score: (row) => (row.word('score_type') === 'RESP' ? respScore(row) : null),
  save_score: (row) => (row.word('score_type') === 'SAVE' ? saveScore(row) : null),
  expected_survival: (row) => {
    const [respiratory, cardiac] = [row.number('resp_score'), row.number('save_score')];
    if (respiratory !== null) return respSurvival(respiratory);
    return cardiac === null ? null : saveSurvival(cardiac);
  },
  support_over: (row) => {
    const followed = row.word('followup_1y_status') === null ? null : row.day('followup_1y_on');
    return (
      firstOver(row.moment('ended_at'), death(row), row.moment('discharged_at')) ??
      midnight(followed === null ? anniversary(row) : followed + 1)
    );
  },
  removal_48h_over: (row) => afterHours(supportOver(row), 48),
  removal_24h_over: (row) => afterHours(supportOver(row), 24),
  stay_over: (row) => {
    const transferred = row.word('end_reason') === '转院' ? row.moment('ended_at') : null;
    return firstOver(row.moment('discharged_at'), death(row), transferred) ?? midnight(anniversary(row));
  },
  start_12h_over: (row) => afterHours(start(row), 12),
  start_30d_over: (row) => midnight(start(row).day + 31),
  outcomes_over: (row) =>
    at(Math.max(over(afterHours(supportOver(row), 48)), over(midnight(start(row).day + 31)))),
  start_1y_over: (row) => midnight(anniversary(row) + 1),
  left_alive_after_death: (row) => {
    const died = row.moment('died_at');
    const after = (left: Moment | null, isAlive: boolean) =>
      isAlive && died !== null && left !== null && died.day < left.day;
    const status = row.word('discharge_status');
    return (
      after(row.moment('discharged_at'), status !== null && status !== '死亡') ||
      after(row.moment('ended_at'), row.word('end_reason') === '转院')
    );
  },
  reported_before_start: (row) => {
    const reported = row.moment('reported_at');
    return reported === null ? null : reported.day < start(row).day;
  },
  age_contradicted: (row) => ageContradicted(row, 'started_at'),
  ended_before_started: (row) => surelyBefore(row.moment('ended_at'), start(row)),
  cannulated_after_start: (row) => surelyBefore(start(row), row.moment('cannulation_at')),
  died_before_started: (row) => surelyBefore(row.moment('died_at'), start(row)),
  survival_contradicted: (row) => {
    const [alive, died] = [row.bool('alive_48h'), row.bool('died_within_48h_of_removal')];
    return alive === null || died === null ? null : alive === died;
  },
  followup_contradicted: (row) => {
    const died = death(row);
    const followed = row.day('followup_1y_on') ?? anniversary(row);
    return row.word('followup_1y_status') === '存活' && died !== null && died.day <= followed;
  },
  support_without_end: (row) => {
    const ended = [row.moment('ended_at'), death(row), row.moment('discharged_at')].some(
      (moment) => moment !== null,
    );
    return !ended && earliest(start(row)) < row.asOfEnd - 60 * 24 * hour;
  },
};

function supportOver(row: CaseRow): Moment {
  const ended = row.moment('support_over');
  if (ended === null) throw new Error('support is over at the latest after a year');
  return ended;
}
