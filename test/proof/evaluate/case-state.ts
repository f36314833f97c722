import type { DefinedIndicator, Indicator } from '../../../pipeline/define/index.js';
import { always, type Predicate } from '../../../pipeline/define/predicate.js';
import type { CaseRow } from './case-row.js';
import { over, parseDay, secondsPerDay } from './civil.js';
import { type Hearing, truthOf } from './predicate.js';
import { and, type Truth } from './three-valued.js';

/** What one case is to one indicator. */
export type CaseState = 'excluded' | 'undated' | 'outside' | 'pending' | 'unknown' | 'met' | 'not met';

/** Hears of the choices that are not predicates: a version's dates and a window. */
export interface Listener {
  readonly predicate: Hearing;
  readonly choice: (name: string, value: string) => void;
}

/** Which cases an indicator asks. @throws {Error} for a measure nobody has described here */
export function cohortOf(indicator: Indicator): Predicate {
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion':
      return indicator.denominator ?? always;
    case 'ratio':
    case 'median':
    case 'volume':
    case 'standardised ratio':
    case 'centre proportion':
      return indicator.cases ?? always;
    case 'composition':
      return always;
    default:
      throw new Error(`nobody has said independently how a measure is counted: ${JSON.stringify(indicator)}`);
  }
}

/** What a case that is due came to. For sums and middle values: whether the number is there. */
function outcomeOf(indicator: Indicator, row: CaseRow, listener: Listener | undefined): Truth {
  const present = (column: string): Truth => (row.get(column) === null ? null : true);
  const told = (name: string, value: Truth): Truth => {
    listener?.choice(name, String(value));
    return value;
  };
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion':
      return truthOf(indicator.numerator, row, listener?.predicate, 'numerator');
    case 'ratio':
      return told('numerator known', present(indicator.numerator.name));
    case 'median':
      return told('value known', present(indicator.value.name));
    case 'standardised ratio': {
      const observed = truthOf(indicator.observed, row, listener?.predicate, 'observed');
      const isExpected = told('expectation known', present(indicator.expected.name));
      return isExpected === null ? null : observed;
    }
    default:
      return true;
  }
}

/** Whether the version judges the day of the case. */
function inForce(indicator: Indicator, row: CaseRow, listener: Listener | undefined): boolean {
  const day = row.day(indicator.indexDate.name);
  if (day === null) throw new Error('a case has an index date');
  const { effectiveFrom, effectiveTo } = indicator;
  const from = effectiveFrom === undefined ? null : day - parseDay(effectiveFrom);
  const to = effectiveTo === undefined ? null : parseDay(effectiveTo) - day;
  if (from !== null)
    listener?.choice(
      'in force from',
      from < 0 ? (from === -1 ? 'day before' : 'before') : from === 0 ? 'first day' : 'after',
    );
  if (to !== null)
    listener?.choice(
      'in force to',
      to < 0 ? (to === -1 ? 'day after' : 'after') : to === 0 ? 'last day' : 'before',
    );
  return (from ?? 0) >= 0 && (to ?? 0) >= 0;
}

/** Whether the window is over at the end of the as-of day; not, while it has not begun to run. */
function isOver(indicator: Indicator, row: CaseRow, listener: Listener | undefined): boolean {
  const { window } = indicator;
  if (!window) return true;
  const from = row.moment(window.over);
  const left =
    from === null
      ? null
      : window.days === undefined
        ? over(from) - row.asOfEnd
        : (from.day + window.days) * secondsPerDay - row.asOfEnd;
  if (listener) {
    listener.choice('window', left === null ? 'not begun' : left > 0 ? 'runs' : 'over');
    if (left === 0) listener.choice('window', 'over at the last moment');
    if (left !== null && left > 0 && left <= secondsPerDay) listener.choice('window', 'runs a day or less');
  }
  return left !== null && left <= 0;
}

/** The state of a case, in the order in which it is asked. */
export function stateOf(indicator: DefinedIndicator, row: CaseRow, listener?: Listener): CaseState {
  const exclusions = Object.entries(indicator.exclusions ?? {}).map(([name, { when }]) =>
    truthOf(when, row, listener?.predicate, `exclusion ${name}`),
  );
  const cohort = and([
    inForce(indicator, row, listener),
    truthOf(cohortOf(indicator), row, listener?.predicate, 'cohort'),
  ]);
  if (exclusions.includes(true)) return cohort === false ? 'outside' : 'excluded';
  if (cohort === null) return 'undated';
  if (!cohort) return 'outside';
  if (!isOver(indicator, row, listener)) return 'pending';
  if (indicator.measure === 'ratio') {
    const isSized = row.get(indicator.denominator.name) !== null;
    listener?.choice('denominator known', isSized ? 'true' : 'null');
    if (!isSized) return 'undated';
  }
  const outcome = outcomeOf(indicator, row, listener);
  return outcome === null ? 'unknown' : outcome ? 'met' : 'not met';
}
