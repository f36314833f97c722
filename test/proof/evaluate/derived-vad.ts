import { ageContradicted } from './age.js';
import type { CaseRow, Derivations } from './case-row.js';
import { dayOnly, midnight, yearsAfter } from './civil.js';
import type { Truth } from './three-valued.js';

const implanted = (row: CaseRow): number => {
  const day = row.day('implanted_on');
  if (day === null) throw new Error('a device is implanted on some day');
  return day;
};

const latest = (days: readonly (number | null)[]): number | null => {
  const known = days.filter((day) => day !== null);
  return known.length === 0 ? null : Math.max(...known);
};

const seenAlive = (row: CaseRow) => [
  row.word('status_30d') === '存活' ? row.day('status_30d_on') : null,
  row.word('last_followup_status') === '存活' ? row.day('last_followup_on') : null,
];

/** The last day on which the device was still in place, for all that the row itself says. */
const inPlace = (row: CaseRow): number | null => latest([...seenAlive(row), row.day('removed_on')]);

/** The last day on which the patient was known to be alive, by whatever row. */
function lastAlive(row: CaseRow): number | null {
  const reason = row.word('removal_reason');
  const removed = reason !== null && reason !== '死亡' ? row.day('removed_on') : null;
  return latest([row.day('told_alive_on'), ...seenAlive(row), row.day('transplanted_on'), removed]);
}

const deathDay = (row: CaseRow): number | null => row.day('died_on') ?? row.day('told_dead_at');

/** The day by the end of which the patient was dead, without saying when. */
function deadBy(row: CaseRow): number | null {
  const days = [
    row.day('told_dead_by'),
    row.word('removal_reason') === '死亡' ? row.day('removed_on') : null,
    row.word('last_followup_status') === '死亡' ? row.day('last_followup_on') : null,
    row.word('status_30d') === '死亡'
      ? Math.min(row.day('status_30d_on') ?? Number.POSITIVE_INFINITY, implanted(row) + 30)
      : null,
  ].filter((day) => day !== null);
  return days.length === 0 ? null : Math.min(...days);
}

const isDeadBy = (row: CaseRow, day: number) => (deadBy(row) ?? Number.POSITIVE_INFINITY) <= day;
const isDead = (row: CaseRow) => deathDay(row) !== null || deadBy(row) !== null;
/** The row itself says that the patient died; what it leaves blank then did not happen. */
const saysDead = (row: CaseRow) =>
  row.day('died_on') !== null ||
  ['last_followup_status', 'status_30d'].some((name) => row.word(name) === '死亡');

/** The day from which on the rows of the patient contradict each other. */
const contradicted = (row: CaseRow) => row.day('told_contradicted_from');

const aliveFrom = (row: CaseRow, day: number) => (lastAlive(row) ?? Number.NEGATIVE_INFINITY) >= day;

function aliveAfter(row: CaseRow, years: number): Truth {
  const anniversary = yearsAfter(implanted(row), years);
  const from = contradicted(row);
  if (from !== null) return anniversary < from ? true : null;
  const died = deathDay(row);
  if (died !== null) return died > anniversary;
  if (isDeadBy(row, anniversary)) return false;
  if (aliveFrom(row, anniversary)) return true;
  const status = row.word('last_followup_status');
  // Lost counts as not alive, unless the follow-up of that year had been done before.
  return status === '失访' ? row.bool(`followup_${years}y_done`) === true : null;
}

/** What the records say of life and death when a follow-up is due is contradicted by one another. */
const isContradictedWhenDue = (row: CaseRow, years: number) =>
  (contradicted(row) ?? Number.POSITIVE_INFINITY) <= yearsAfter(implanted(row), years);

function isDeadWhenDue(row: CaseRow, years: number): boolean {
  if (contradicted(row) !== null) return false;
  const anniversary = yearsAfter(implanted(row), years);
  return (deathDay(row) ?? Number.POSITIVE_INFINITY) <= anniversary || isDeadBy(row, anniversary);
}

function followedAfter(row: CaseRow, years: number): Truth {
  if (isDeadWhenDue(row, years)) return true;
  const done = row.bool(`followup_${years}y_done`);
  // Nobody who died had to be followed: a no is one of the living alone.
  return done === false && isContradictedWhenDue(row, years) ? null : done;
}

function transplantedWithin(row: CaseRow, years: number): Truth {
  const anniversary = yearsAfter(implanted(row), years);
  const transplanted = row.day('transplanted_on');
  if (transplanted !== null) return transplanted <= anniversary;
  // Transplanted on a day that nobody wrote down.
  if (row.word('removal_reason') === '心脏移植') return null;
  // So may be one who was removed in time for a reason that nobody wrote down.
  const removed = row.day('removed_on');
  if (row.word('removal_reason') === null && removed !== null && removed <= anniversary) return null;
  // Only a row that has a cell for it says by a blank that there was none until then.
  if ((inPlace(row) ?? Number.NEGATIVE_INFINITY) >= anniversary) return false;
  // What only others tell of a death says nothing of a removal that is blank here.
  return isDead(row) && (row.word('removal_reason') !== null || saysDead(row)) ? false : null;
}

const byYears = (
  name: (years: number) => string,
  derive: (years: number) => Derivations[string],
): Derivations => Object.fromEntries([1, 3, 5].map((years) => [name(years), derive(years)]));

/** What follows from an implantation's own cells. */
export const derivedVad: Derivations = {
  age_contradicted: (row) => ageContradicted(row, 'implanted_on'),
  reported: (row) => (row.moment('reported_at') === null ? null : true),
  reported_within_30d: (row) => {
    const reported = row.day('reported_at');
    return reported === null || reported < implanted(row) ? null : reported <= implanted(row) + 30;
  },
  report_days: (row) => {
    const reported = row.day('reported_at');
    return reported === null || reported < implanted(row) ? null : reported - implanted(row);
  },
  reported_before_start: (row) => {
    const reported = row.day('reported_at');
    return reported === null ? null : reported < implanted(row);
  },
  last_alive_on: (row) => {
    const day = lastAlive(row);
    return day === null ? null : dayOnly(day);
  },
  row_in_place_on: (row) => {
    const day = inPlace(row);
    return day === null ? null : dayOnly(day);
  },
  row_tells_death: (row) => (saysDead(row) ? true : null),
  died_within_30d: (row) => {
    const last = implanted(row) + 30;
    const from = contradicted(row);
    if (from !== null) return last < from ? false : null;
    const died = deathDay(row);
    if (died !== null) return died <= last;
    if (isDeadBy(row, last)) return true;
    if (aliveFrom(row, last + 1)) return false;
    return row.word('status_30d') === '存活' && (row.day('status_30d_on') ?? last) >= last ? false : null;
  },
  removed_for_recovery: (row) => {
    const reason = row.word('removal_reason');
    if (reason !== null) return reason === '心功能改善';
    if (row.day('transplanted_on') !== null) return false;
    // Who died, as the row tells, with no removal on record died on the device; of others nobody knows.
    return row.day('removed_on') === null && saysDead(row) ? false : null;
  },
  transplanted: (row) => {
    const reason = row.word('removal_reason');
    if (row.day('transplanted_on') !== null || reason === '心脏移植') return true;
    if (reason !== null) return false;
    return row.day('removed_on') === null && saysDead(row) ? false : null;
  },
  ...byYears(
    (years) => `alive_${years}y`,
    (years) => (row) => aliveAfter(row, years),
  ),
  ...byYears(
    (years) => `followed_${years}y`,
    (years) => (row) => followedAfter(row, years),
  ),
  ...byYears(
    (years) => `fate_${years}y`,
    (years) => (row) => (isDeadWhenDue(row, years) ? '已知死亡' : '其余'),
  ),
  ...byYears(
    (years) => `transplanted_${years}y`,
    (years) => (row) => transplantedWithin(row, years),
  ),
  ...byYears(
    (years) => `implant_${years}y_over`,
    (years) => (row) => midnight(yearsAfter(implanted(row), years) + 1),
  ),
  death_on: (row) => {
    const day = deathDay(row);
    return day === null ? null : dayOnly(day);
  },
  dead_by: (row) => {
    const day = deadBy(row);
    return day === null ? null : dayOnly(day);
  },
  status_30d_contradicted: (row) => {
    const last = implanted(row) + 30;
    const [told, died] = [row.word('status_30d'), row.day('died_on')];
    if (died === null) return false;
    if (told === '存活') return died <= Math.min(row.day('status_30d_on') ?? last, last);
    return told === '死亡' && died > last;
  },
  implant_30d_over: (row) => midnight(implanted(row) + 31),
};
