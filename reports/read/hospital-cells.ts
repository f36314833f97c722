import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { technologies } from '../../pipeline/technology/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import { isListed, type ReportContext } from '../data/report-context.js';
import { type Cell, cellOf } from './cell-verdict.js';
import { technologyIndicators } from './technology-indicators.js';

/** The indicators of a technology that are shown for every hospital: the one it begins with, then those with a threshold. */
export function shownIndicators(technology: Technology, context: ReportContext): readonly DefinedIndicator[] {
  const judged = context.index.judged(context.data.indicators);
  const own = technologyIndicators(technology, context).filter(
    (indicator) => indicator.measure !== 'centre proportion' && indicator.measure !== 'composition',
  );
  const [first] = own.filter(({ code }) => code === technology.headline);
  return [...(first ? [first] : []), ...own.filter((one) => one !== first && judged.includes(one))];
}

/** The cells of every hospital and shown indicator, by hospital; a code that no list names has none. */
export function hospitalCells(context: ReportContext): ReadonlyMap<string, readonly Cell[]> {
  return context.once('cells of hospitals', () => {
    const shown = technologies.flatMap((technology) => shownIndicators(technology, context));
    return new Map(
      context.hospitals
        .filter((hospital) => isListed(context, hospital))
        .map((hospital) => [hospital, shown.map((indicator) => cellOf(hospital, indicator, context))]),
    );
  });
}
