import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { centrePage } from '../data/audience.js';
import { indicatorPath } from '../data/indicator-files.js';
import type { ReportContext } from '../data/report-context.js';
import { drawnIndicators } from '../read/drawn-indicators.js';

/** The way from a page of the centre to an indicator's own, or to its line among all where it has none. */
export const indicatorLink = (indicator: DefinedIndicator, context: ReportContext): string =>
  context.root +
  (drawnIndicators(context).includes(indicator) ? indicatorPath(indicator) : `${centrePage('figures')}#all`);
