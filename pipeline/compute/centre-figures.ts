import { centresSql } from '../compile/centres-sql.js';
import type { DefinedIndicator } from '../define/index.js';
import { endOf, lastDay, type Period } from '../define/periods.js';
import type { Figure } from '../figure/figures.js';
import type { Database } from '../warehouse/database.js';
import { figureOf, type Place, type Provenance } from './figure-of.js';

type Row = Place & {
  readonly [count in 'numerator' | 'denominator' | 'excluded' | 'undated']: number | string;
};

/** The figures of a centre proportion; while a period is still running its institutions are pending. */
export async function centreFigures(
  database: Database,
  indicator: DefinedIndicator,
  from: Provenance,
  cases: string,
  periods: readonly Period[],
): Promise<Figure[]> {
  const ends = new Map(periods.map(({ type, name, last }) => [`${type} ${name}`, lastDay(last)]));
  const rows = await database.rows<Row>(centresSql(indicator, cases), { as_of_end: endOf(from.asOf) });
  return rows.flatMap(({ numerator, denominator, excluded, undated, ...place }) => {
    const isOver = (ends.get(`${place.period_type} ${place.period}`) ?? '9999') <= from.asOf;
    const counts = {
      met: isOver ? Number(numerator) : 0,
      mature: isOver ? Number(denominator) : 0,
      pending: isOver ? 0 : Number(denominator),
      unknown: 0,
      excluded: Number(excluded),
      undated: Number(undated),
    };
    const figure = figureOf(indicator, place, counts, null, from);
    return figure ? [figure] : [];
  });
}
