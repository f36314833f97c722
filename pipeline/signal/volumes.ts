import { ERROR } from '../compute/judgement.js';
import type { DefinedIndicator } from '../define/index.js';
import { periodsOf } from '../figure/ending-periods.js';
import type { FigureIndex } from '../figure/figure-index.js';
import { chanceToSettle } from '../statistics/index.js';
import type { BindingTest } from './binding-tests.js';
import type { Volume } from './signal.js';

/** The longest that anybody should wait for more cases, in months. */
export const longestWait = 24;

/**
 * For every test that is open because cases are too few: how long its hospital needs for as many more, and the chance that two more years settle
 * it. The volume is that of the twelve months up to the report's.
 */
export function volumesOf(tests: readonly BindingTest[], index: FigureIndex, month: string): Volume[] {
  return tests.flatMap(({ figure, indicator, met, settled, open, threshold: { value, operator } }) => {
    const { code, version, unit, period_type, period, needed } = figure;
    if (needed === null) return [];
    const yearly = yearlyCases(indicator, unit, index, month);
    const months = monthsFor(needed, yearly);
    const more = Math.round((yearly * longestWait) / 12);
    const chance = chanceToSettle(met, settled + open, more, value, operator, ERROR) ?? 0;
    return [{ code, version, unit, period_type, period, yearly, needed, months, chance }];
  });
}

/** The cases of a hospital in the twelve months up to the report's, those whose outcome is unknown or not due yet among them. */
export function yearlyCases(
  indicator: DefinedIndicator,
  unit: string,
  index: FigureIndex,
  month: string,
): number {
  const year = { period_type: 'rolling12', period: periodsOf(month).rolling12 } as const;
  const own = index.at(indicator, { level: 'hospital', unit, ...year });
  const leftOut = 'unknown' in indicator && indicator.unknown === 'left out' ? (own?.unknown ?? 0) : 0;
  return (own?.denominator ?? 0) + leftOut + (own?.pending ?? 0);
}

/** The months in which so many cases come; null where none come. */
export const monthsFor = (needed: number, yearly: number): number | null =>
  yearly === 0 ? null : Math.ceil((needed * 12) / yearly);
