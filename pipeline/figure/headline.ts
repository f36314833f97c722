import type { DefinedIndicator } from '../define/index.js';
import { periodsOf } from './ending-periods.js';
import type { FigureIndex, Place } from './figure-index.js';
import type { Figure } from './figures.js';

export type Period = Pick<Place, 'period_type' | 'period'>;

/**
 * The period in which an indicator is shown first: the last twelve months if anything is due in them, else three years, else the latest
 * year with something due (one-year survival has nothing due within twelve months). A yearly minimum cannot be counted in a running year,
 * so volumes take the last complete year.
 */
export function headlinePeriod(indicator: DefinedIndicator, index: FigureIndex, month: string): Period {
  return index.headline(indicator, () => findPeriod(indicator, index, month));
}

function findPeriod(indicator: DefinedIndicator, index: FigureIndex, month: string): Period {
  const now = periodsOf(month);
  const figures = index
    .of(indicator)
    .filter(({ stratum }) => stratum === '' || indicator.measure === 'composition');
  const judged = figures.some(({ threshold }) => threshold !== null);
  const due = (figure: Figure) =>
    (!judged || figure.threshold !== null) && (figure.denominator ?? figure.numerator ?? 0) > 0;
  const has = (type: Period['period_type'], period: string) =>
    figures.some((figure) => figure.period_type === type && figure.period === period && due(figure));

  if (has('rolling12', now.rolling12)) return { period_type: 'rolling12', period: now.rolling12 };
  if (indicator.measure !== 'volume' && has('years3', now.years3))
    return { period_type: 'years3', period: now.years3 };
  const lastYear =
    month.endsWith('-12') || indicator.measure !== 'volume' ? now.year : String(Number(now.year) - 1);
  const years = figures
    .filter((figure) => figure.period_type === 'year' && figure.period <= lastYear && due(figure))
    .map(({ period }) => period)
    .sort();
  const year = years.at(-1);
  if (year) return { period_type: 'year', period: year };
  return { period_type: 'rolling12', period: now.rolling12 };
}
