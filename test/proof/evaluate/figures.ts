import { countsPatients, type DefinedIndicator, goesOnFrom } from '../../../pipeline/define/index.js';
import type { CaseRow } from './case-row.js';
import { type CaseState, stateOf } from './case-state.js';
import { type Expected, expectedIn, shiftOf } from './expectation.js';
import { indexMonth, patientOf, type Span, spansOf, strataOf } from './places.js';
import { compares } from './predicate.js';

/** What is compared of a figure. */
export interface Counted {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly pending: number;
  readonly unknown: number;
  readonly excluded: number;
  readonly undated: number;
  readonly expected: number | null;
  readonly rate: number | null;
}

export interface Unit {
  readonly level: 'province' | 'city' | 'hospital';
  readonly name: string;
}

interface Judged {
  readonly row: CaseRow;
  readonly state: CaseState;
}

interface Cell {
  readonly unit: Unit;
  readonly span: Span;
  readonly stratum: string;
  readonly cases: Judged[];
}

export const placeKey = (level: string, unit: string, type: string, period: string, stratum: string) =>
  `${level} ${unit} ${type} ${period} ${stratum}`;
const keyOf = ({ unit, span, stratum }: Omit<Cell, 'cases'>) =>
  placeKey(unit.level, unit.name, span.type, span.name, stratum);

/** Every figure of one indicator, by its place; a place where nothing was counted has none. */
export function figuresOf(
  indicator: DefinedIndicator,
  rows: readonly CaseRow[],
  unitsOf: (hospital: string) => readonly Unit[],
  asOf: string,
): Map<string, Counted> {
  const cells = new Map<string, Cell>();
  for (const row of rows) {
    const judged = { row, state: stateOf(indicator, row) };
    const strata = strataOf(indicator, row);
    const from = goesOnFrom(indicator);
    const earlier = from === null ? [] : (row.word(from)?.split(',') ?? []);
    // A course counts once in a city or province, where it began.
    const countsAlready = (unit: Unit) =>
      unit.level !== 'hospital' &&
      earlier.some((hospital) =>
        unitsOf(hospital).some(({ level, name }) => level === unit.level && name === unit.name),
      );
    for (const unit of unitsOf(row.hospital).filter((unit) => !countsAlready(unit)))
      for (const span of spansOf(indexMonth(indicator, row), asOf))
        for (const stratum of strata) {
          const place = { unit, span, stratum };
          const key = keyOf(place);
          const cell = cells.get(key) ?? { ...place, cases: [] };
          cell.cases.push(judged);
          cells.set(key, cell);
        }
  }
  const figures = new Map<string, Counted>();
  for (const [key, cell] of cells) {
    const counted = countCell(indicator, cell, cells, asOf);
    if (counted) figures.set(key, counted);
  }
  return figures;
}

function countCell(
  indicator: DefinedIndicator,
  cell: Cell,
  cells: ReadonlyMap<string, Cell>,
  asOf: string,
): Counted | null {
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion':
    case 'volume':
      return countsPatients(indicator)
        ? countPatients(indicator, cell.cases)
        : countCases(indicator, cell.cases);
    case 'ratio':
      return sumNumbers(indicator, cell.cases);
    case 'median':
      return middle(indicator.value.name, cell.cases);
    case 'composition':
      return cell.stratum === '' ? null : share(cell, cells);
    case 'standardised ratio':
      return standardise(indicator, cell, cells);
    case 'centre proportion':
      return countCentres(indicator, cell, asOf);
  }
}

const numberIn = (cases: readonly Judged[], ...states: CaseState[]) =>
  cases.filter(({ state }) => states.includes(state)).length;

const beside = (cases: readonly Judged[]) => ({
  pending: numberIn(cases, 'pending'),
  excluded: numberIn(cases, 'excluded'),
  undated: numberIn(cases, 'undated'),
});

const isNothing = (...counts: number[]) => counts.every((count) => count === 0);
const over = (x: number, n: number) => (n === 0 ? null : x / n);

interface Outcomes {
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
  readonly pending: number;
  readonly excluded: number;
  readonly undated: number;
}

function proportion(indicator: DefinedIndicator, counts: Outcomes): Counted | null {
  const { met, notMet, unknown, pending, excluded, undated } = counts;
  if (isNothing(met, notMet, unknown, pending, excluded, undated)) return null;
  const common = { pending, unknown, excluded, undated, expected: null };
  if (indicator.measure === 'volume') return { ...common, numerator: met, denominator: null, rate: null };
  const isLeftOut = 'unknown' in indicator && indicator.unknown === 'left out';
  const denominator = met + notMet + (isLeftOut ? 0 : unknown);
  return { ...common, numerator: met, denominator, rate: over(met, denominator) };
}

const countCases = (indicator: DefinedIndicator, cases: readonly Judged[]) =>
  proportion(indicator, {
    met: numberIn(cases, 'met'),
    notMet: numberIn(cases, 'not met'),
    unknown: numberIn(cases, 'unknown'),
    ...beside(cases),
  });

/** Each patient once: pending while one case is, then by any or by all of the cases. */
function countPatients(indicator: DefinedIndicator, cases: readonly Judged[]): Counted | null {
  const patients = new Map<string, CaseState[]>();
  for (const { row, state } of cases) {
    const patient = patientOf(row);
    patients.set(patient, [...(patients.get(patient) ?? []), state]);
  }
  const counts = { met: 0, notMet: 0, unknown: 0, pending: 0 };
  for (const states of patients.values()) {
    const state = patientState(indicator, states);
    if (state) counts[state] += 1;
  }
  const { excluded, undated } = beside(cases);
  return proportion(indicator, { ...counts, excluded, undated });
}

export function patientState(
  indicator: DefinedIndicator,
  states: readonly CaseState[],
): 'met' | 'notMet' | 'unknown' | 'pending' | null {
  const own = states.filter((state) => ['met', 'not met', 'unknown', 'pending'].includes(state));
  if (own.length === 0) return null;
  if (own.includes('pending')) return 'pending';
  const [deciding, otherwise] =
    indicator.measure === 'patient proportion' && indicator.cases === 'all'
      ? (['not met', 'met'] as const)
      : (['met', 'not met'] as const);
  const state = own.includes(deciding) ? deciding : own.includes('unknown') ? 'unknown' : otherwise;
  return state === 'not met' ? 'notMet' : state;
}

function sumNumbers(
  { numerator, denominator }: Extract<DefinedIndicator, { measure: 'ratio' }>,
  cases: readonly Judged[],
): Counted | null {
  const sum = (column: string, state: CaseState) =>
    cases.reduce((total, { row, state: own }) => total + (own === state ? (row.number(column) ?? 0) : 0), 0);
  const [x, n] = [sum(numerator.name, 'met'), sum(denominator.name, 'met')];
  const unknown = numberIn(cases, 'unknown');
  const others = beside(cases);
  if (isNothing(x, n, unknown, ...Object.values(others))) return null;
  return { numerator: x, denominator: n, unknown, ...others, expected: null, rate: over(x, n) };
}

function middle(column: string, cases: readonly Judged[]): Counted | null {
  const values = cases
    .filter(({ state }) => state === 'met')
    .map(({ row }) => row.number(column) ?? Number.NaN)
    .sort((a, b) => a - b);
  const unknown = numberIn(cases, 'unknown');
  const others = beside(cases);
  if (isNothing(values.length, unknown, ...Object.values(others))) return null;
  // With an even number of values, halfway between the two in the middle.
  const below = values[Math.ceil(values.length / 2) - 1];
  const above = values[Math.floor(values.length / 2)];
  return {
    numerator: null,
    denominator: values.length,
    unknown,
    ...others,
    expected: null,
    rate: below === undefined || above === undefined ? null : (below + above) / 2,
  };
}

const shifts = new WeakMap<readonly Judged[], number | null>();

/** The shift of the province's cases, worked out once for all of its hospitals. */
function shiftIn(
  province: readonly Judged[],
  expectations: (cases: readonly Judged[]) => Expected[],
): number | null {
  const known = shifts.get(province);
  if (known !== undefined) return known;
  const shift = shiftOf(expectations(province));
  shifts.set(province, shift);
  return shift;
}

const due = (cases: readonly Judged[]) => numberIn(cases, 'met', 'not met', 'unknown');

/** A stratum's part of all cases of the same unit and period. */
function share(cell: Cell, cells: ReadonlyMap<string, Cell>): Counted | null {
  const whole = cells.get(keyOf({ ...cell, stratum: '' }))?.cases ?? [];
  const [x, n] = [due(cell.cases), due(whole)];
  const others = beside(cell.cases);
  if (isNothing(x, n, ...Object.values(others))) return null;
  return { numerator: x, denominator: n, unknown: 0, ...others, expected: null, rate: over(x, n) };
}

function standardise(
  indicator: Extract<DefinedIndicator, { measure: 'standardised ratio' }>,
  cell: Cell,
  cells: ReadonlyMap<string, Cell>,
): Counted | null {
  const expectations = (cases: readonly Judged[]): Expected[] =>
    cases
      .filter(({ state }) => state === 'met' || state === 'not met')
      .map(({ row, state }) => ({
        percent: row.number(indicator.expected.name) ?? Number.NaN,
        met: state === 'met',
      }));
  const province = cells.get(keyOf({ unit: { level: 'province', name: '*' }, span: cell.span, stratum: '' }));
  const own = expectations(cell.cases);
  const met = own.filter((one) => one.met).length;
  const unknown = numberIn(cell.cases, 'unknown');
  const others = beside(cell.cases);
  if (isNothing(own.length, unknown, ...Object.values(others))) return null;
  const shift = indicator.recalibration === 'none' ? 0 : shiftIn(province?.cases ?? [], expectations);
  const expected = own.length === 0 || shift === null ? null : expectedIn(own, shift);
  return {
    numerator: met,
    denominator: own.length,
    unknown,
    ...others,
    expected,
    rate: expected === null ? null : over(met, expected),
  };
}

/** Institutions, of the province and its cities, in whole years; while a year runs they are pending. */
function countCentres(
  indicator: Extract<DefinedIndicator, { measure: 'centre proportion' }>,
  { unit, span, cases }: Cell,
  asOf: string,
): Counted | null {
  if (unit.level === 'hospital' || !['year', 'rolling12'].includes(span.type)) return null;
  const numbers = new Map<string, number>();
  for (const { row, state } of cases)
    if (['met', 'not met', 'unknown'].includes(state))
      numbers.set(row.hospital, (numbers.get(row.hospital) ?? 0) + 1);
  const isOver = span.ends <= asOf;
  const such = [...numbers.values()].filter((n) =>
    compares(n, indicator.centre.sign, indicator.centre.value),
  ).length;
  const [x, n] = isOver ? [such, numbers.size] : [0, 0];
  const { excluded, undated } = beside(cases);
  const pending = isOver ? 0 : numbers.size;
  if (isNothing(x, n, pending, excluded, undated)) return null;
  return {
    numerator: x,
    denominator: n,
    pending,
    unknown: 0,
    excluded,
    undated,
    expected: null,
    rate: over(x, n),
  };
}
