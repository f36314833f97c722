import type { CaseRow } from './case-row.js';
import { earliest, type Moment } from './civil.js';
import { personsOf } from './vital.js';

/* Runs that are one course on ECMO, by the rule of decisions 0057 and 0061, a patient at a time. */

const hour = 3600;

const moment = (row: CaseRow, name: string): Moment | null => row.moment(name);
const startOf = (row: CaseRow): Moment => {
  const started = row.moment('started_at');
  if (started === null) throw new Error('a run begins at some time');
  return started;
};

/** Whether a run goes on where another ended. */
function goesOn(from: CaseRow, to: CaseRow): boolean {
  const [ended, begun] = [moment(from, 'ended_at'), startOf(to)];
  const outlasted = moment(to, 'ended_at');
  if (ended === null) return false;
  // A row for the mode that the run was changed to may tell the same end.
  const isItsOwnMode = from.hospital === to.hospital && from.word('mode_after') === to.word('mode');
  if (outlasted !== null) {
    const more = earliest(outlasted) - earliest(ended);
    if (more < 0 || (more === 0 && !isItsOwnMode)) return false;
  }
  const goesTo = from.word('end_reason') === '转院' ? from.word('transfer_to') : null;
  if (goesTo !== null && goesTo !== to.hospital) return false;
  const comesFrom = to.word('transfer_from');
  if (from.hospital !== to.hospital && comesFrom !== null && comesFrom !== from.hospital) return false;
  const isClocked = ended.second !== null && begun.second !== null;
  const gap = earliest(begun) - earliest(ended);
  if (from.hospital === to.hospital)
    return (
      from.word('end_reason') !== '死亡' &&
      isClocked &&
      earliest(begun) > earliest(startOf(from)) &&
      gap <= hour
    );
  if (from.word('end_reason') !== '转院') return false;
  return isClocked ? gap <= 24 * hour : begun.day <= ended.day + 1;
}

/** Gives every run what its course came to. The rows come in the order in which they were sent. */
export function addCourses(rows: readonly CaseRow[], others: readonly CaseRow[]): void {
  const own = new Set(rows);
  const place = new Map(rows.map((row, i) => [row, i]));
  const order = (a: CaseRow, b: CaseRow) => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  const next = new Map<CaseRow, CaseRow>();
  for (const person of personsOf([...rows, ...others]).values()) {
    const runs = person.filter((row) => own.has(row) && row.bool('organ_donor') !== true);
    const wanted = runs.flatMap((run) => {
      const [first] = runs
        .filter((other) => other !== run && goesOn(run, other))
        .sort((a, b) => earliest(startOf(a)) - earliest(startOf(b)) || order(a, b));
      return first === undefined ? [] : [{ from: run, to: first }];
    });
    const endOf = (run: CaseRow) => {
      const ended = moment(run, 'ended_at');
      return ended === null ? Number.NaN : earliest(ended);
    };
    for (const to of new Set(wanted.map((pair) => pair.to))) {
      const [latest] = wanted
        .filter((pair) => pair.to === to)
        .sort((a, b) => endOf(b.from) - endOf(a.from) || order(a.from, b.from));
      if (latest !== undefined) next.set(latest.from, to);
    }
  }
  const taken = new Set(next.values());
  for (const first of rows) {
    if (taken.has(first)) continue;
    const course = [first];
    for (let to = next.get(first); to !== undefined; to = next.get(to)) course.push(to);
    const last = course[course.length - 1] ?? first;
    const reason = last.word('end_reason');
    for (const [i, row] of course.entries()) {
      const before = new Set(course.slice(0, i).map(({ hospital }) => hospital));
      const elsewhere = [...before].filter((hospital) => hospital !== row.hospital).sort();
      row.cells.set('course_part', before.has(row.hospital));
      row.cells.set('course_from', elsewhere.length === 0 ? null : elsewhere.join(','));
      row.cells.set('course_end_reason', reason === '转院' ? null : reason);
      row.cells.set('course_alive_48h', last.bool('alive_48h_after_removal'));
      row.cells.set('course_48h_over', last.get('removal_48h_over'));
    }
  }
}
