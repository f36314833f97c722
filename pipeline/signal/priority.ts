import { benjaminiHochberg } from '../statistics/index.js';
import { thresholdTail } from '../statistics/threshold-tail.js';
import type { BindingTest } from './binding-tests.js';
import type { Priority } from './signal.js';

/** The share of those named first that may be chance. */
export const falseDiscoveryShare = 0.1;

/**
 * Which of the province's binding figures deserve attention first, by rank: Benjamini and Hochberg's procedure over the exact one-sided
 * p-values against the threshold, with unknown outcomes counted for the hospital. It orders work and changes no verdict.
 */
export function priorityOf(tests: readonly BindingTest[]): Priority[] {
  const pValues = tests.map(shortfall);
  const found = benjaminiHochberg(pValues, falseDiscoveryShare);
  return tests
    .map(({ figure }, at): Priority => {
      const { code, version, unit, period_type, period } = figure;
      const { rank = 0, first = false } = found[at] ?? {};
      return { code, version, unit, period_type, period, p: pValues[at] ?? 1, rank, first };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** The chance of a count so bad, or worse, at the threshold itself; open cases count for the hospital. */
function shortfall({ met, settled, open, threshold: { value, operator } }: BindingTest): number {
  const isLow = operator === '>=' || operator === '>';
  return thresholdTail(isLow ? met + open : met, settled + open, value, isLow ? 'lower' : 'upper');
}
