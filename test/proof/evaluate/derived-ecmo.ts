import { ageContradicted, completedYears } from './age.js';
import type { CaseRow, Derivations } from './case-row.js';
import { at, dayOnly, earliest, type Moment, midnight, over, yearsAfter } from './civil.js';
import { respScore, respSurvival, saveScore, saveSurvival } from './scores.js';
import { or, surelyBefore, type Truth, underHours, withinHours } from './three-valued.js';

const hour = 3600;

const start = (row: CaseRow): Moment => {
  const started = row.moment('started_at');
  if (started === null) throw new Error('a run begins at some time');
  return started;
};

/** Death as the record gives it, or as told by how support or the stay ended, or by another row. */
const death = (row: CaseRow): Moment | null => row.moment('death_at');

/** Left the hospital and not dead, by the two columns that tell; null where both are blank. */
function leftAlive(row: CaseRow): boolean | null {
  const told = [row.word('discharge_status'), row.word('discharge_outcome')].filter((word) => word !== null);
  return told.length === 0 ? null : !told.includes('死亡');
}

const wentAgainstAdvice = (row: CaseRow) => row.word('discharge_status') === '非医嘱离院';

const diedInStay = (row: CaseRow) =>
  row.word('discharge_status') === '死亡' ||
  (row.word('discharge_outcome') === '死亡' && !wentAgainstAdvice(row));

/** Left against advice; or treatment was given up, unless the patient then left by order. */
const againstAdvice = (row: CaseRow) =>
  wentAgainstAdvice(row) ||
  (row.word('end_reason') === '放弃治疗' &&
    !['医嘱离院', '医嘱转院', '医嘱转社区'].includes(row.word('discharge_status') ?? ''));

const maxOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};
const minOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** Dates on which the patient was known to be alive, the last of them. */
const lastAlive = (row: CaseRow): number | null =>
  maxOf([
    row.day('told_alive_on'),
    leftAlive(row) === true ? row.day('discharged_at') : null,
    row.word('followup_1y_status') === '存活' ? row.day('followup_1y_on') : null,
    row.word('status_30d') === '存活' ? row.day('status_30d_on') : null,
    isAnyBut(row.word('end_reason'), '死亡') ? row.day('ended_at') : null,
  ]);

const clocked = (moment: Moment | null): number | null =>
  moment === null || moment.second === null ? null : earliest(moment);

/** The last second at which the patient was known to be alive, of moments with a clock. */
const lastAliveSecond = (row: CaseRow): number | null =>
  maxOf([
    clocked(row.moment('told_alive_at')),
    leftAlive(row) === true ? clocked(row.moment('discharged_at')) : null,
    isAnyBut(row.word('end_reason'), '死亡') ? clocked(row.moment('ended_at')) : null,
  ]);

/** The day by the end of which the patient was dead, without saying when. */
const deadBy = (row: CaseRow): number | null =>
  minOf([
    row.day('told_dead_by'),
    row.word('followup_1y_status') === '死亡' ? row.day('followup_1y_on') : null,
    row.word('status_30d') === '死亡' ? minOf([row.day('status_30d_on'), start(row).day + 30]) : null,
  ]);

/** A day by which the patient was dead, on or before another. */
const isDeadBy = (row: CaseRow, day: number | null) => {
  const by = deadBy(row);
  return by !== null && day !== null && by <= day;
};

/** The day from which on the rows of the patient contradict each other. */
const contradicted = (row: CaseRow) => row.day('told_contradicted_from');

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
  const [status, reason] = [leftAlive(row), row.word('end_reason')];
  const [died, left, ended] = [row.day('died_at'), row.day('discharged_at'), row.day('ended_at')];
  const dead = death(row)?.day ?? null;
  const from = contradicted(row);
  if (from !== null) {
    const gone = left ?? ended;
    const isGone = status === true || reason === '转院';
    return isGone && !againstAdvice(row) && gone !== null && gone < from ? true : null;
  }
  if (status === false || reason === '死亡') return false;
  if (againstAdvice(row)) {
    const gone = left ?? ended;
    if (gone === null) return aliveAtAYear(row) ? true : null;
    if ((dead !== null && dead <= gone + 30) || isDeadBy(row, gone + 30)) return false;
    return knownAliveFrom(row, gone + 1) || dead !== null ? true : null;
  }
  // Not cured and nobody wrote down how the patient left: by order or taken home to die.
  if (row.word('discharge_status') === null && row.word('discharge_outcome') === '未愈') {
    const gone = left ?? ended;
    if (gone === null) return aliveAtAYear(row) ? true : null;
    if ((dead !== null && dead <= gone + 30) || isDeadBy(row, gone + 30)) return null;
    return knownAliveFrom(row, gone + 1) || dead !== null ? true : null;
  }
  const diedBeforeLeaving = died !== null && left !== null && died < left;
  // A living discharge after the day of death contradicts itself.
  if (status === true && diedBeforeLeaving) return null;
  // So does a transfer on support.
  if (reason === '转院' && died !== null && ended !== null && died < ended) return null;
  if (status === true || reason === '转院') return true;
  if ((dead !== null && ended !== null && dead <= ended) || isDeadBy(row, ended)) return false;
  if ((dead !== null && left !== null && dead < left) || isDeadBy(row, left === null ? null : left - 1))
    return false;
  // How the patient left is blank: of one who died within 30 days nobody knows whether to die at home.
  if (dead !== null && left !== null && dead > left + 30) return true;
  const isAlive = aliveAtAYear(row) || (left !== null && (lastAlive(row) ?? -Infinity) > left);
  return dead === null && left !== null && isAlive ? true : null;
}

/** What follows from a run's own cells, in the words of the contract and of decisions 1 to 6. */
export const derivedEcmo: Derivations = {
  death_at: (row) =>
    row.moment('told_dead_at') ??
    row.moment('died_at') ??
    (row.word('end_reason') === '死亡' ? row.moment('ended_at') : null) ??
    (diedInStay(row) ? row.moment('discharged_at') : null),
  last_alive_on: (row) => {
    const day = lastAlive(row);
    return day === null ? null : dayOnly(day);
  },
  died_within_48h_of_removal: (row) => withinHours(death(row), row.moment('ended_at'), 48),
  alive_48h_after_removal: (row) => {
    const ended = row.moment('ended_at');
    if (ended === null) return row.word('end_reason') === '死亡' ? false : null;
    const from = contradicted(row);
    if (from !== null) return ended.day + 3 <= from ? true : null;
    const died = row.bool('died_within_48h_of_removal');
    if (died !== null) return !died;
    if (deadWithin(row, ended, 48)) return false;
    const told = row.bool('alive_48h');
    if (told !== null) return told;
    if (ended.second !== null && (lastAliveSecond(row) ?? -Infinity) > earliest(ended) + 48 * hour)
      return true;
    // Removed on day 0 at the latest moment, 48 hours are surely over on day 3.
    return death(row) === null && knownAliveFrom(row, ended.day + 3) ? true : null;
  },
  died_within_24h_of_removal: (row) => underHours(death(row), row.moment('ended_at'), 24),
  alive_24h_after_removal: (row) => {
    const ended = row.moment('ended_at');
    if (ended === null) return row.word('end_reason') === '死亡' ? false : null;
    const from = contradicted(row);
    if (from !== null) return ended.day + 2 <= from ? true : null;
    const died = row.bool('died_within_24h_of_removal');
    if (died !== null) return !died;
    if (deadWithin(row, ended, 24)) return false;
    if (ended.second !== null && (lastAliveSecond(row) ?? -Infinity) >= earliest(ended) + 24 * hour)
      return true;
    if (death(row) !== null) return null;
    return row.bool('alive_48h') === true || knownAliveFrom(row, ended.day + 2) ? true : null;
  },
  alive_at_discharge: aliveAtDischarge,
  died_within_30d: (row) => {
    const last = start(row).day + 30;
    const from = contradicted(row);
    if (from !== null) return last < from ? false : null;
    const died = death(row);
    if (died !== null) return died.day <= last;
    if (isDeadBy(row, last)) return true;
    if (knownAliveFrom(row, last + 1)) return false;
    return row.word('status_30d') === '存活' && (row.day('status_30d_on') ?? last) >= last ? false : null;
  },
  anniversary_on: (row) => dayOnly(anniversary(row)),
  alive_1y: (row) => {
    const from = contradicted(row);
    if (from !== null) return anniversary(row) < from ? true : null;
    const died = death(row);
    if (died !== null) return died.day > anniversary(row);
    if (isDeadBy(row, anniversary(row))) return false;
    if (knownAliveFrom(row, anniversary(row))) return true;
    // Lost, or dead by a follow-up of no known day: not alive. Dead by a later follow-up: before the anniversary or after it.
    const status = row.word('followup_1y_status');
    return status === '失访' || (status === '死亡' && row.day('followup_1y_on') === null) ? false : null;
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
    const by = deadBy(row);
    const dated = firstOver(row.moment('ended_at'), death(row), row.moment('discharged_at'));
    if (dated !== null) return dated;
    if (by !== null) return midnight(by + 1);
    if (followed !== null) return midnight(followed + 1);
    // Over on a day that nobody wrote down.
    const isOver = row.word('end_reason') !== null || leftAlive(row) !== null;
    return isOver ? at(over(start(row))) : midnight(anniversary(row));
  },
  removal_48h_over: (row) => afterHours(supportOver(row), 48),
  removal_24h_over: (row) => afterHours(supportOver(row), 24),
  stay_over: (row) => {
    const reason = row.word('end_reason');
    const transferred = reason === '转院' ? row.moment('ended_at') : null;
    const dated = firstOver(row.moment('discharged_at'), death(row), transferred);
    if (dated !== null) return dated;
    const by = deadBy(row);
    if (by !== null) return midnight(by + 1);
    const isGone = leftAlive(row) !== null || reason === '死亡' || reason === '转院';
    return isGone ? at(over(row.moment('ended_at') ?? start(row))) : midnight(anniversary(row));
  },
  start_12h_over: (row) => afterHours(start(row), 12),
  start_30d_over: (row) => midnight(start(row).day + 31),
  outcomes_over: (row) =>
    at(Math.max(over(afterHours(supportOver(row), 48)), over(midnight(start(row).day + 31)))),
  complications_over: (row) => at(Math.max(over(supportOver(row)), over(midnight(start(row).day + 31)))),
  start_1y_over: (row) => midnight(anniversary(row) + 1),
  left_alive_after_death: (row) => {
    const died = row.moment('died_at');
    const after = (left: Moment | null, isAlive: boolean) =>
      isAlive && died !== null && left !== null && died.day < left.day;
    return (
      after(row.moment('discharged_at'), leftAlive(row) === true) ||
      after(row.moment('ended_at'), row.word('end_reason') === '转院')
    );
  },
  reported_before_start: (row) => {
    const reported = row.moment('reported_at');
    return reported === null ? null : reported.day < start(row).day;
  },
  age_contradicted: (row) => ageContradicted(row, 'started_at'),
  ended_before_started: (row) => surelyBefore(row.moment('ended_at'), start(row)),
  mode_changed_outside: (row) => {
    const changed = row.moment('mode_changed_at');
    return or([surelyBefore(changed, start(row)), surelyBefore(row.moment('ended_at'), changed)]);
  },
  cannulated_after_start: (row) => surelyBefore(start(row), row.moment('cannulation_at')),
  died_before_started: (row) => surelyBefore(row.moment('died_at'), start(row)),
  survival_contradicted: (row) => {
    const [alive, died] = [row.bool('alive_48h'), row.bool('died_within_48h_of_removal')];
    return alive === null || died === null ? null : alive === died;
  },
  dead_by: (row) => {
    const day = deadBy(row);
    return day === null ? null : dayOnly(day);
  },
  last_alive_at: (row) => {
    const second = lastAliveSecond(row);
    return second === null ? null : at(second);
  },
  left_against_advice: (row) =>
    againstAdvice(row) &&
    !diedInStay(row) &&
    row.word('end_reason') !== '死亡' &&
    death(row) === null &&
    deadBy(row) === null &&
    !aliveAtAYear(row) &&
    !isAliveAfterLeaving(row),
  status_30d_contradicted: (row) => {
    const last = start(row).day + 30;
    const [told, died] = [row.word('status_30d'), death(row)];
    if (told === '存活') return died !== null && died.day <= Math.min(row.day('status_30d_on') ?? last, last);
    return told === '死亡' && (row.day('died_at') ?? -Infinity) > last;
  },
  outcome_contradicts_leaving: (row) => {
    const [status, outcome] = [row.word('discharge_status'), row.word('discharge_outcome')];
    if (status === null || outcome === null) return false;
    if (status === '死亡') return outcome !== '死亡';
    return outcome === '死亡' && !['非医嘱离院', '其他'].includes(status);
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
    if (row.word('end_reason') !== null || leftAlive(row) !== null) return false;
    return !ended && earliest(start(row)) < row.asOfEnd - 60 * 24 * hour;
  },
};

/** Dead by the end of a day that lies wholly within so many hours of a moment. */
function deadWithin(row: CaseRow, from: Moment, hours: number): boolean {
  const by = deadBy(row);
  return by !== null && over(dayOnly(by)) <= earliest(from) + hours * hour;
}

function isAliveAfterLeaving(row: CaseRow): boolean {
  const gone = row.day('discharged_at') ?? row.day('ended_at');
  return gone !== null && (lastAlive(row) ?? -Infinity) > gone;
}

function supportOver(row: CaseRow): Moment {
  const ended = row.moment('support_over');
  if (ended === null) throw new Error('support is over at the latest after a year');
  return ended;
}
