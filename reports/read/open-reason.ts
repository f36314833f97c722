import type { Defined } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figures.js';
import { decide } from '../../pipeline/statistics/index.js';
import { fraction } from '../print/fraction.js';

/** Why a verdict is open; see the vocabulary for what each means. */
export type OpenReason = 'too few' | 'incomplete' | 'not over';

export const openReasons: readonly OpenReason[] = ['too few', 'incomplete', 'not over'];

/**
 * Why the verdict of a figure is open: `incomplete` where it would differ with every unknown outcome not met from what it
 * would be with every one met, or where no outcome is known; else `too few` cases; `not over` for a yearly number in a
 * year that still runs. Null where it is not open.
 */
export function openReason(figure: Figure, indicator: Defined): OpenReason | null {
  if (figure.verdict !== 'cannot_tell') return null;
  if (indicator.measure === 'volume') return 'not over';
  const { numerator, denominator, threshold, operator, unknown } = figure;
  if (numerator === null || denominator === null || threshold === null || operator === null || unknown === 0)
    return 'too few';
  const leftOut =
    indicator.measure === 'ratio' || ('unknown' in indicator && indicator.unknown === 'left out');
  const all = denominator + (leftOut ? unknown : 0);
  if (unknown >= all || numerator + unknown > all) return 'incomplete';
  const { num, den } = fraction(threshold);
  const verdict = (met: number) => decide(met, all, { num: Number(num), den: Number(den) }, operator).verdict;
  return verdict(numerator) === verdict(numerator + unknown) ? 'too few' : 'incomplete';
}
