import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { technologies } from '../../pipeline/technology/index.js';
import type { ReportContext } from '../data/report-context.js';

/** The way from a page of the centre to an indicator's chart, or to its line among all where it has none. */
export function indicatorLink(indicator: DefinedIndicator, { data, index }: ReportContext): string {
  const isHeadline = technologies.some(({ headline }) => headline === indicator.code);
  const isDrawn =
    isHeadline || (indicator.measure !== 'volume' && index.judged(data.indicators).includes(indicator));
  return `figures.html#${isDrawn ? `chart-${indicator.code}` : 'all'}`;
}
