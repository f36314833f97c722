import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { sectionOf } from '../../pipeline/technology/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import type { ReportContext } from '../data/report-context.js';

/** The indicators of a technology in report order, worked out once. */
export const technologyIndicators = (
  technology: Technology,
  { data, once }: Pick<ReportContext, 'data' | 'once'>,
): readonly DefinedIndicator[] =>
  once(`indicators of ${technology.id}`, () =>
    data.indicators.filter((indicator) => sectionOf(indicator).technology === technology),
  );
