import { ageContradicted } from './age.js';
import type { CaseRow, Derivations } from './case-row.js';
import { dayOnly, midnight, yearsAfter } from './civil.js';
import type { Truth } from './three-valued.js';

const implanted = (row: CaseRow): number => {
  const day = row.day('implanted_on');
  if (day === null) throw new Error('a device is implanted on some day');
  return day;
};

/** The last day on which the patient was known to be alive: a follow-up, a transplantation, a removal that was not death. */
function lastAlive(row: CaseRow): number | null {
  const reason = row.word('removal_reason');
  const days = [
    row.word('last_followup_status') === '存活' ? row.day('last_followup_on') : null,
    row.day('transplanted_on'),
    reason !== null && reason !== '死亡' ? row.day('removed_on') : null,
  ].filter((day) => day !== null);
  return days.length === 0 ? null : Math.max(...days);
}

const aliveFrom = (row: CaseRow, day: number) => (lastAlive(row) ?? Number.NEGATIVE_INFINITY) >= day;

function aliveAfter(row: CaseRow, years: number): Truth {
  const anniversary = yearsAfter(implanted(row), years);
  const died = row.day('died_on');
  if (died !== null) return died > anniversary;
  if (aliveFrom(row, anniversary)) return true;
  const status = row.word('last_followup_status');
  // Lost counts as not alive, unless the follow-up of that year had been done before.
  if (status === '失访') return row.bool(`followup_${years}y_done`) === true;
  const found = row.day('last_followup_on');
  return status === '死亡' && found !== null && found <= anniversary ? false : null;
}

function followedAfter(row: CaseRow, years: number): Truth {
  const died = row.day('died_on');
  return died !== null && died <= yearsAfter(implanted(row), years)
    ? true
    : row.bool(`followup_${years}y_done`);
}

function transplantedWithin(row: CaseRow, years: number): Truth {
  const anniversary = yearsAfter(implanted(row), years);
  const transplanted = row.day('transplanted_on');
  if (transplanted !== null) return transplanted <= anniversary;
  // Transplanted on a day that nobody wrote down.
  if (row.word('removal_reason') === '心脏移植') return null;
  return row.day('died_on') !== null || aliveFrom(row, anniversary) ? false : null;
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
  died_within_30d: (row) => {
    const died = row.day('died_on');
    if (died !== null) return died <= implanted(row) + 30;
    return aliveFrom(row, implanted(row) + 31) ? false : null;
  },
  removed_for_recovery: (row) => {
    const reason = row.word('removal_reason');
    if (reason !== null) return reason === '心功能改善';
    // Not removed at all is not removed for recovery; removed for a reason that nobody wrote down is not known.
    return row.day('removed_on') === null ? false : null;
  },
  transplanted: (row) => {
    const reason = row.word('removal_reason');
    if (row.day('transplanted_on') !== null || reason === '心脏移植') return true;
    return row.day('died_on') !== null || reason !== null ? false : null;
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
    (years) => `transplanted_${years}y`,
    (years) => (row) => transplantedWithin(row, years),
  ),
  ...byYears(
    (years) => `implant_${years}y_over`,
    (years) => (row) => midnight(yearsAfter(implanted(row), years) + 1),
  ),
  implant_30d_over: (row) => midnight(implanted(row) + 31),
};
