import { anesthesiaCases } from '../../../pipeline/cases/anesthesia-cases.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../../pipeline/cases/vad-implants.js';
import type { CaseRow } from './case-row.js';
import type { Value } from './cells.js';
import { at, type Day, dayOnly, earliest, type Moment } from './civil.js';

/*
 * What the rows of one patient tell each other, worked out a patient at a time: no SQL, and nothing is aggregated before it is asked.
 */

/** What one row tells by itself. */
interface Facts {
  readonly row: CaseRow;
  readonly begun: Day;
  readonly dead: Moment | null;
  readonly deadBy: Day | null;
  readonly aliveOn: Day | null;
  /** Of moments with a clock, in seconds since 1970. */
  readonly aliveAt: number | null;
}

const most = (values: readonly (number | null)[]) =>
  values.reduce((best, value) => (value !== null && (best === null || value > best) ? value : best), null);
const least = (values: readonly (number | null)[]) =>
  values.reduce((best, value) => (value !== null && (best === null || value < best) ? value : best), null);

const seconds = (moment: Moment | null) =>
  moment === null || moment.second === null ? null : earliest(moment);

function factsOf(row: CaseRow): Facts {
  const begun = row.moment(row.table.spec.indexDate ?? '');
  if (begun === null) throw new Error('a case begins on some day');
  const isVad = row.table === vadImplants;
  const isCase = isVad || row.table === ecmoRuns;
  const isDonor =
    row.table === ecmoRuns
      ? row.bool('organ_donor')
      : row.table === anesthesiaCases && row.number('asa') === 6;
  const living = isDonor !== true;
  return {
    row,
    begun: begun.day,
    dead: row.moment(isVad ? 'death_on' : isCase ? 'death_at' : 'died_at'),
    deadBy: isCase ? row.day('dead_by') : null,
    aliveOn: living ? most([begun.day, isCase ? row.day('last_alive_on') : null]) : null,
    aliveAt: living
      ? most([seconds(begun), isCase && !isVad ? seconds(row.moment('last_alive_at')) : null])
      : null,
  };
}

/** Whose rows they are: by the identity, else by the record number, which stands for an identity where its other rows agree on one. */
export function personsOf(rows: readonly CaseRow[]): Map<string, CaseRow[]> {
  const named = new Map<string, Set<string>>();
  const recordOf = (row: CaseRow) => `${row.hospital} ${row.word('case_no')}`;
  for (const row of rows) {
    const identity = row.word('patient_id');
    if (identity !== null) named.set(recordOf(row), (named.get(recordOf(row)) ?? new Set()).add(identity));
  }
  const persons = new Map<string, CaseRow[]>();
  for (const row of rows) {
    const others = [...(named.get(recordOf(row)) ?? [])];
    const identity = row.word('patient_id') ?? (others.length === 1 ? others[0] : undefined);
    const person = identity === undefined ? `record ${recordOf(row)}` : `identity ${identity}`;
    persons.set(person, [...(persons.get(person) ?? []), row]);
  }
  // An identity of women and men is that of several people; who does not say is nobody else's.
  for (const [person, own] of [...persons]) {
    const sexes = new Set(own.map((row) => row.word('sex')).filter((sex) => sex !== null));
    if (sexes.size < 2) continue;
    persons.delete(person);
    for (const [i, row] of own.entries()) {
      const one = `${person} ${row.word('sex') ?? i}`;
      persons.set(one, [...(persons.get(one) ?? []), row]);
    }
  }
  return persons;
}

/** The first death that any of the rows tells: of one day the one with a clock. */
function firstDeath(facts: readonly Facts[]): Moment | null {
  const deaths = facts.map(({ dead }) => dead).filter((dead) => dead !== null);
  const day = least(deaths.map((dead) => dead.day));
  const clocks = deaths.filter((dead) => dead.day === day).map(seconds);
  const second = least(clocks);
  return day === null ? null : second === null ? dayOnly(day) : at(second);
}

/** The day from which on the rows contradict each other: one has the patient alive after the death of another. */
function contradictedFrom(facts: readonly Facts[], death: Moment | null, deadBy: Day | null): Day | null {
  const seen = most(facts.map(({ aliveOn }) => aliveOn));
  const seenAt = most(facts.map(({ aliveAt }) => aliveAt));
  if (death !== null) {
    const isLater = (seen ?? -Infinity) > death.day;
    const dead = seconds(death);
    if (isLater || (dead !== null && (seenAt ?? -Infinity) > dead)) return death.day;
  }
  return deadBy !== null && (seen ?? -Infinity) > deadBy ? least(facts.map(({ begun }) => begun)) : null;
}

/** The rows of a table with what the other rows of their patients tell. `others` are the rows of the other tables. */
export function told(rows: readonly CaseRow[], others: readonly CaseRow[]): CaseRow[] {
  const cells = new Map<CaseRow, Map<string, Value>>();
  for (const own of personsOf([...rows, ...others]).values()) {
    if (own.length < 2) continue;
    const facts = own.map(factsOf);
    const death = firstDeath(facts);
    const deadBy = least(facts.map((fact) => fact.deadBy));
    const from = contradictedFrom(facts, death, deadBy);
    const aliveOn = most(facts.map((fact) => fact.aliveOn));
    const aliveAt = most(facts.map((fact) => fact.aliveAt));
    for (const { row, dead, aliveOn: ownAliveOn } of facts) {
      const isFiner =
        dead !== null && dead.second === null && death?.second != null && death.day === dead.day;
      cells.set(
        row,
        new Map<string, Value>([
          ['told_dead_at', dead === null || isFiner ? death : null],
          ['told_dead_by', deadBy === null ? null : dayOnly(deadBy)],
          // No more than the row's own start or last day alive is nothing new.
          [
            'told_alive_on',
            aliveOn === null || (ownAliveOn !== null && aliveOn <= ownAliveOn) ? null : dayOnly(aliveOn),
          ],
          ['told_alive_at', aliveAt === null ? null : at(aliveAt)],
          ['told_contradicted_from', from === null ? null : dayOnly(from)],
        ]),
      );
    }
  }
  return rows.map((row) => row.withCells(cells.get(row) ?? new Map()));
}
