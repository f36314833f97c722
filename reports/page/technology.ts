import type { Defined } from '../../pipeline/define/index.js';
import type { Words } from '../words/index.js';

export type Technology = keyof Words['technology'];

/** The technologies in the order of a report. */
export const technologies: readonly Technology[] = ['ECMO', 'VAD', 'CQ', 'AQI'];

export const technologyOf = ({ code }: Defined): Technology => code.slice(0, code.indexOf('-')) as Technology;

/** The indicators of each technology that has some. */
export function byTechnology(
  indicators: readonly Defined[],
): { technology: Technology; indicators: Defined[] }[] {
  return technologies
    .map((technology) => ({
      technology,
      indicators: indicators.filter((indicator) => technologyOf(indicator) === technology),
    }))
    .filter((group) => group.indicators.length > 0);
}
