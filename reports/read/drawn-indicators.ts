import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { ReportContext } from '../data/report-context.js';

/** The indicators that have a page of their own: those in force in the month of which the report has figures. */
export const drawnIndicators = ({ data, index, once }: ReportContext): readonly DefinedIndicator[] =>
  once('indicators with a page', () =>
    data.indicators.filter(
      (indicator) =>
        (indicator.effectiveTo ?? '9999') >= `${data.month}-01` && index.of(indicator).length > 0,
    ),
  );
