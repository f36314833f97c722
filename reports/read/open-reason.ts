import { judgeProportion } from '../../pipeline/compute/judgement.js';
import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { type Figure, openSize } from '../../pipeline/figure/figures.js';
import { fraction } from '../print/fraction.js';

/** Why a verdict is open; the vocabulary explains each reason. */
export type OpenReason = 'too few' | 'incomplete' | 'not over';

export const openReasons: readonly OpenReason[] = ['too few', 'incomplete', 'not over'];

/**
 * Why the verdict of a figure is open: `incomplete` where unknown cases would settle or reverse it; else `too few` cases; `not over` for a
 * yearly count in a running year. Null where it is not open.
 */
export function openReason(figure: Figure, indicator: DefinedIndicator): OpenReason | null {
  if (figure.verdict !== 'cannot_tell') return null;
  const known = found.get(figure);
  if (known !== undefined) return known;
  const reason = reasonOf(figure, indicator);
  found.set(figure, reason);
  return reason;
}

/** Caches reasons by figure, because an exact test takes long and several tables and charts show the same figure. */
const found = new WeakMap<Figure, OpenReason>();

function reasonOf(figure: Figure, indicator: DefinedIndicator): OpenReason {
  if (indicator.measure === 'volume') return 'not over';
  const { numerator, denominator, threshold, operator, unknown } = figure;
  if (numerator === null || denominator === null || threshold === null || operator === null) return 'too few';
  const isRatio = indicator.measure === 'ratio';
  const leftOut = isRatio || ('unknown' in indicator && indicator.unknown === 'left out');
  const known = {
    met: numerator,
    settled: leftOut ? denominator : denominator - unknown,
    open: openSize(figure, indicator) ?? unknown,
  };
  const { num, den } = fraction(threshold);
  return judgeProportion(known, { num: Number(num), den: Number(den) }, operator).because ?? 'too few';
}
