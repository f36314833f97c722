import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { sectionOf, sections } from '../../pipeline/technology/index.js';

type TechnologySection = (typeof sections)[number];

/** The indicators by part of a report, in report order, without empty parts. */
export function bySection(
  indicators: readonly DefinedIndicator[],
): { readonly section: TechnologySection; readonly indicators: DefinedIndicator[] }[] {
  return sections
    .map((section) => ({
      section,
      indicators: indicators.filter((indicator) => sectionOf(indicator) === section),
    }))
    .filter((group) => group.indicators.length > 0);
}
