import type { DefinedIndicator } from '../define/index.js';
import type { Figure } from '../figure/figures.js';

/** A count that a figure shows, or that follows from those it shows. */
export type CountName =
  | 'numerator'
  | 'denominator'
  /** The cases that do not meet the condition, those of unknown outcome included. */
  | 'others'
  | 'pending'
  | 'unknown'
  | 'excluded'
  | 'undated'
  /** The cases of which it is known that they do not meet the condition. */
  | 'notMet'
  /** All cases that the figure looks at. */
  | 'whole';

/** The counts that are shown or hidden together with a rate. */
export function mainCounts({ measure }: DefinedIndicator): readonly CountName[] {
  if (measure === 'median') return ['denominator'];
  if (measure === 'volume') return ['numerator'];
  return measure === 'ratio' ? ['numerator', 'denominator'] : ['numerator', 'denominator', 'others'];
}

/** The counts beside a rate, which are shown or hidden together. */
export function sideCounts(indicator: DefinedIndicator): readonly CountName[] {
  const sides = ['pending', 'unknown', 'excluded', 'undated'] as const;
  return keepsUnknown(indicator) ? [...sides, 'notMet'] : sides;
}

/** The count of cases that other indicators may share. */
export const baseCount = ({ measure }: DefinedIndicator): CountName =>
  measure === 'volume' ? 'numerator' : 'denominator';

const keepsUnknown = (indicator: DefinedIndicator) =>
  'unknown' in indicator && indicator.unknown === 'not met';

/** A count of a figure; 0 where it has none. */
export function countOf(figure: Figure, indicator: DefinedIndicator, name: CountName): number {
  const { numerator, denominator, pending, unknown, excluded, undated } = figure;
  switch (name) {
    case 'numerator':
      return numerator ?? 0;
    case 'denominator':
      return denominator ?? 0;
    // A sum of events may exceed the cases.
    case 'others':
      return Math.max(0, (denominator ?? 0) - (numerator ?? 0));
    case 'notMet':
      return Math.max(0, (denominator ?? 0) - (numerator ?? 0) - unknown);
    case 'whole':
      return (
        (figure[baseCount(indicator) as 'numerator' | 'denominator'] ?? 0) +
        pending +
        excluded +
        undated +
        (keepsUnknown(indicator) ? 0 : unknown)
      );
    default:
      return { pending, unknown, excluded, undated }[name];
  }
}
