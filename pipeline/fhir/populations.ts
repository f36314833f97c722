import type { Indicator } from '../define/index.js';

export type PopulationCode = 'initial-population' | 'numerator' | 'denominator' | 'measure-population';

/** How FHIR scores a measure, and which of its populations it has. */
export interface Scored {
  readonly scoring: 'proportion' | 'ratio' | 'continuous-variable' | 'cohort';
  readonly populations: readonly PopulationCode[];
}

/**
 * How FHIR scores a kind of measure. The denominator is what remains after exclusions, so that numerator ÷ denominator is the score and no
 * population of exclusions is taken away a second time. A standardised ratio is scored over its cases; O and E are extensions.
 *
 * @example scoredAs({ measure: 'volume' }) // => { scoring: 'cohort', populations: ['initial-population'] }
 */
export function scoredAs({ measure }: Pick<Indicator, 'measure'>): Scored {
  switch (measure) {
    case 'ratio':
      return { scoring: 'ratio', populations: ['denominator', 'numerator'] };
    case 'median':
    case 'standardised ratio':
      return { scoring: 'continuous-variable', populations: ['measure-population'] };
    case 'volume':
      return { scoring: 'cohort', populations: ['initial-population'] };
    default:
      return { scoring: 'proportion', populations: ['denominator', 'numerator'] };
  }
}

/**
 * The count of a population in a figure's counts; null where it is hidden.
 *
 * @example countOf('measure-population', { numerator: null, denominator: 27 }) // => 27
 */
export const countOf = (
  population: PopulationCode,
  { numerator, denominator }: { readonly numerator: number | null; readonly denominator: number | null },
): number | null =>
  population === 'numerator' || population === 'initial-population' ? numerator : denominator;
