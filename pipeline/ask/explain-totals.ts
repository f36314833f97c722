import { type Expectation, expectedOf, type Recalibration } from '../compute/expectations.js';
import { countsPatients, type DefinedIndicator } from '../define/index.js';
import type { Sign } from '../define/predicate.js';
import type { CaseState, ExplainedCase, Explanation } from './explanation.js';

/** Counts a list of cases by the rules of the figure, in plain TypeScript. `isOver`: the period is over on the as-of day. */
export function totalsOf(
  indicator: DefinedIndicator,
  cases: readonly ExplainedCase[],
  { recalibration, isOver }: { readonly recalibration: Recalibration | null; readonly isOver: boolean },
): Explanation['totals'] {
  const count = (state: CaseState) => cases.filter((c) => c.state === state).length;
  const own = { excluded: count('excluded'), undated: count('undated') };
  const sum = (of: (c: ExplainedCase) => number) => cases.reduce((total, c) => total + of(c), 0);
  switch (indicator.measure) {
    case 'volume': {
      const met = cases.filter(({ state }) => state === 'met');
      const numerator = countsPatients(indicator)
        ? new Set(met.map(({ patient }) => patient)).size
        : met.length;
      return { numerator, denominator: null, pending: 0, unknown: 0, ...own };
    }
    case 'centre proportion': {
      const runs = new Map<string, number>();
      for (const { state, hospital_id } of cases)
        if (state === 'met') runs.set(hospital_id, (runs.get(hospital_id) ?? 0) + 1);
      const meets = [...runs.values()].filter((n) => compares(n, indicator.centre)).length;
      return isOver
        ? { numerator: meets, denominator: runs.size, pending: 0, unknown: 0, ...own }
        : { numerator: 0, denominator: 0, pending: runs.size, unknown: 0, ...own };
    }
    case 'standardised ratio': {
      const counts = proportionOf(
        'left out',
        cases.map(({ state }) => state),
      );
      const expected =
        recalibration && counts.denominator > 0 ? expectedOf(expectationsIn(cases), recalibration) : null;
      return { ...counts, ...own, expected };
    }
    case 'composition':
      return { numerator: null, denominator: count('met'), pending: 0, unknown: 0, ...own };
    case 'median':
      return {
        numerator: null,
        denominator: count('met'),
        pending: count('pending'),
        unknown: count('unknown'),
        ...own,
      };
    case 'ratio':
      return {
        numerator: sum((c) => (c.state === 'met' ? (c.adds?.[0] ?? 0) : 0)),
        denominator: sum((c) => (c.state === 'met' ? (c.adds?.[1] ?? 0) : 0)),
        pending: count('pending'),
        unknown: count('unknown'),
        ...own,
      };
    case 'patient proportion': {
      const patients = new Map<string | null, CaseState[]>();
      for (const { state, patient } of cases) {
        if (['excluded', 'undated', 'outside'].includes(state)) continue;
        patients.set(patient, [...(patients.get(patient) ?? []), state]);
      }
      const states = [...patients.values()].map((of) => patientState(of, indicator.cases));
      return { ...proportionOf(indicator.unknown, states), ...own };
    }
    default:
      return {
        ...proportionOf(
          indicator.unknown,
          cases.map(({ state }) => state),
        ),
        ...own,
      };
  }
}

function patientState(states: readonly CaseState[], cases: 'any' | 'all'): CaseState {
  if (states.includes('pending')) return 'pending';
  const order: CaseState[] = cases === 'any' ? ['met', 'unknown', 'not met'] : ['not met', 'unknown', 'met'];
  return order.find((state) => states.includes(state)) ?? 'outside';
}

function proportionOf(policy: 'not met' | 'left out', states: readonly CaseState[]) {
  const count = (state: CaseState) => states.filter((s) => s === state).length;
  const [met, unknown] = [count('met'), count('unknown')];
  const mature = met + unknown + count('not met');
  return {
    numerator: met,
    denominator: policy === 'left out' ? mature - unknown : mature,
    pending: count('pending'),
    unknown,
  };
}

function compares(n: number, { sign, value }: { readonly sign: Sign; readonly value: number }): boolean {
  switch (sign) {
    case '<':
      return n < value;
    case '<=':
      return n <= value;
    case '>':
      return n > value;
    case '>=':
      return n >= value;
    case '=':
      return n === value;
    case '<>':
      return n !== value;
  }
}

/** The cases that count on both sides, by their expected probability. */
function expectationsIn(cases: readonly ExplainedCase[]): Expectation[] {
  const groups = new Map<number, { n: number; observed: number }>();
  for (const { state, expected } of cases) {
    if (expected === null || (state !== 'met' && state !== 'not met')) continue;
    const group = groups.get(expected) ?? { n: 0, observed: 0 };
    group.n += 1;
    if (state === 'met') group.observed += 1;
    groups.set(expected, group);
  }
  return [...groups].map(([percent, group]) => ({ percent, ...group }));
}
