import type { DefinedIndicator } from '../define/index.js';
import { type Figure, openSize } from '../figure/figures.js';

/** The cases behind a figure with a denominator: those of which it is known whether they meet the condition, and those of which it is not. */
export function knownAndOpen(
  figure: Figure,
  indicator: DefinedIndicator,
): { readonly settled: number; readonly open: number } {
  const keepsUnknown =
    indicator.measure !== 'ratio' && 'unknown' in indicator && indicator.unknown === 'not met';
  const denominator = figure.denominator ?? 0;
  return {
    settled: keepsUnknown ? denominator - figure.unknown : denominator,
    open: openSize(figure, indicator) ?? figure.unknown,
  };
}
