import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';

/**
 * The state of a figure. A value of zero, a hidden value, a zero denominator, nothing due yet and no data are five different things that
 * must look different on every page. A sixth is a denominator without any known outcome: by the counting rule its rate would be 0 %, which
 * nobody has observed.
 */
export type FigureState =
  | { readonly kind: 'value' | 'zero'; readonly figure: Figure }
  | { readonly kind: 'suppressed'; readonly figure: Figure }
  | { readonly kind: 'not applicable'; readonly figure: Figure }
  | { readonly kind: 'not due'; readonly figure: Figure }
  | { readonly kind: 'all unknown'; readonly figure: Figure }
  | { readonly kind: 'no data' };

/** A figure is hidden where its counts are gone; one that is hidden from others alone (`suppressed`) still has them. */
export function stateOf(figure: Figure | undefined, indicator: DefinedIndicator): FigureState {
  if (!figure) return { kind: 'no data' };
  if (figure.suppressed && figure.numerator === null && figure.denominator === null)
    return { kind: 'suppressed', figure };
  if (indicator.measure === 'volume') {
    return { kind: figure.numerator === 0 ? 'zero' : 'value', figure };
  }
  if (figure.denominator === null || figure.denominator === 0 || figure.rate === null) {
    if (figure.pending > 0) return { kind: 'not due', figure };
    return { kind: figure.unknown > 0 ? 'all unknown' : 'not applicable', figure };
  }
  if (figure.numerator === 0 && countsUnknown(indicator) && figure.unknown >= figure.denominator)
    return { kind: 'all unknown', figure };
  return { kind: figure.numerator === 0 ? 'zero' : 'value', figure };
}

/** Whether cases with unknown outcome stay in the denominator. */
const countsUnknown = (indicator: DefinedIndicator) =>
  'unknown' in indicator && indicator.unknown === 'not met';

/** Below this a rate is drawn light and open, because one case more or less changes it by a tenth or more. */
export const fewCases = 10;
