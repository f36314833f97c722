import { expectedSql } from '../compile/expected-sql.js';
import type { DefinedIndicator } from '../define/index.js';
import { endOf } from '../define/periods.js';
import type { Figure } from '../figure/figures.js';
import type { Database } from '../warehouse/database.js';
import { type Expectation, expectedOf, recalibrationOf } from './expectations.js';
import {
  type Bounds,
  expectedBounds,
  type OpenExpectation,
  type Shifts,
  shiftsOf,
} from './expected-bounds.js';
import { type Counts, type Place, type Provenance, standardisedFigure } from './figure-of.js';

type Row = Place & { readonly percent: number | null } & {
  readonly [count in
    | 'n'
    | 'observed'
    | 'unknown'
    | 'surely_met'
    | 'surely_not'
    | 'pending'
    | 'excluded'
    | 'undated']: number | string;
};

const cellOf = ({ level, unit, period_type, period, stratum }: Place) =>
  `${level}\t${unit}\t${period_type}\t${period}\t${stratum}`;

/**
 * The figures of a standardised ratio. A recalibration is computed from all cases of the province in the same period, and applies to the
 * strata of that period too.
 */
export async function standardisedFigures(
  database: Database,
  indicator: DefinedIndicator,
  from: Provenance,
  cases: string,
): Promise<Figure[]> {
  if (indicator.measure !== 'standardised ratio') return [];
  const dimensions = (indicator.strata ?? []).map(({ name }) => name);
  const rows = await database.rows<Row>(expectedSql(indicator, dimensions, cases), {
    as_of_end: endOf(from.asOf),
  });
  const places = new Map<string, { place: Place; rows: Row[] }>();
  for (const row of rows) {
    const { level, unit, period_type, period, stratum } = row;
    const key = cellOf(row);
    const found = places.get(key) ?? { place: { level, unit, period_type, period, stratum }, rows: [] };
    found.rows.push(row);
    places.set(key, found);
  }
  const known = new Map<string, Shifts>();
  return [...places.values()].flatMap(({ place, rows: of }) => {
    const whole = cellOf({ ...place, level: 'province', unit: '*', stratum: '' });
    const province = places.get(whole)?.rows ?? [];
    const shifts = known.get(whole) ?? shiftsOf(openIn(province), indicator);
    known.set(whole, shifts);
    const recalibration = recalibrationOf(indicator, expectationsOf(province));
    const own = expectationsOf(of);
    const isOneByMeaning = indicator.recalibration === 'intercept' && cellOf(place) === whole;
    const figure = standardisedFigure(
      indicator,
      place,
      countsOf(of),
      { expected: expectedOf(own, recalibration), ...boundsOf(isOneByMeaning, of, shifts) },
      from,
    );
    return figure ? [figure] : [];
  });
}

/** The cases that count, grouped by their expected probability. */
const expectationsOf = (rows: readonly Row[]): Expectation[] =>
  rows.flatMap(({ percent, n, observed }) =>
    percent === null || Number(n) === 0
      ? []
      : [{ percent: Number(percent), n: Number(n), observed: Number(observed) }],
  );

/** The bounds of a place over all possible outcomes; under a recalibration the whole province is 1 by definition. */
function boundsOf(isOneByMeaning: boolean, of: readonly Row[], shifts: Shifts): Bounds {
  const bounds = expectedBounds(openIn(of), shifts);
  return isOneByMeaning && bounds.low_bound !== null ? { low_bound: 1, high_bound: 1 } : bounds;
}

const openIn = (rows: readonly Row[]): OpenExpectation[] =>
  rows.map(({ percent, n, observed, unknown, surely_met, surely_not, undated }) => ({
    percent: percent === null ? null : Number(percent),
    n: Number(n),
    observed: Number(observed),
    surelyMet: Number(surely_met),
    surelyNot: Number(surely_not),
    open: Number(unknown) - Number(surely_met) - Number(surely_not),
    undated: Number(undated),
  }));

function countsOf(rows: readonly Row[]): Counts {
  const sum = (of: (row: Row) => number | string) => rows.reduce((total, row) => total + Number(of(row)), 0);
  const unknown = sum((row) => row.unknown);
  return {
    met: sum((row) => row.observed),
    mature: sum((row) => row.n) + unknown,
    pending: sum((row) => row.pending),
    unknown,
    excluded: sum((row) => row.excluded),
    undated: sum((row) => row.undated),
  };
}
