import { expectedSql } from '../compile/expected-sql.js';
import type { Defined } from '../define/index.js';
import type { Figure } from '../figures.js';
import type { Database } from '../warehouse/database.js';
import { type Expectation, expectedOf, recalibrationOf } from './expectations.js';
import { type Counts, type Place, standardisedFigure } from './figure-of.js';
import { endOf } from './periods.js';

type Row = Place & { readonly percent: number | null } & {
  readonly [count in 'n' | 'observed' | 'unknown' | 'pending' | 'excluded' | 'undated']: number | string;
};

const cellOf = ({ level, unit, period_type, period, stratum }: Place) =>
  `${level}\t${unit}\t${period_type}\t${period}\t${stratum}`;

/**
 * The figures of a standardised ratio. A recalibration is worked out from all cases of the province in the same period,
 * and holds for the strata of that period too.
 */
export async function standardisedFigures(
  database: Database,
  indicator: Defined,
  { asOf, batch }: { readonly asOf: string; readonly batch: string },
  cases: string,
): Promise<Figure[]> {
  if (indicator.measure !== 'standardised ratio') return [];
  const dimensions = (indicator.strata ?? []).map(({ name }) => name);
  const rows = await database.rows<Row>(expectedSql(indicator, dimensions, cases), {
    as_of_end: endOf(asOf),
  });
  const places = new Map<string, { place: Place; rows: Row[] }>();
  for (const row of rows) {
    const { level, unit, period_type, period, stratum } = row;
    const key = cellOf(row);
    const found = places.get(key) ?? { place: { level, unit, period_type, period, stratum }, rows: [] };
    found.rows.push(row);
    places.set(key, found);
  }
  return [...places.values()].flatMap(({ place, rows: of }) => {
    const province = places.get(cellOf({ ...place, level: 'province', unit: '*', stratum: '' }))?.rows ?? [];
    const recalibration = recalibrationOf(indicator, expectationsOf(province));
    const own = expectationsOf(of);
    const figure = standardisedFigure(indicator, place, countsOf(of), expectedOf(own, recalibration), {
      batch,
      asOf,
    });
    return figure ? [figure] : [];
  });
}

/** The cases that count, by what is expected of them. */
const expectationsOf = (rows: readonly Row[]): Expectation[] =>
  rows.flatMap(({ percent, n, observed }) =>
    percent === null || Number(n) === 0
      ? []
      : [{ percent: Number(percent), n: Number(n), observed: Number(observed) }],
  );

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
