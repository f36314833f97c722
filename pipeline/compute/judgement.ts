import type { Operator } from '../define/norm.js';
import { clopperPearson, decide } from '../statistics/index.js';

/** The error allowed at either end of the deciding interval: that of the exact one-sided test, everywhere the same. */
export const ERROR = 0.05;

/** The known and open cases of a proportion. */
export interface Known {
  readonly met: number;
  /** Cases of which it is known whether they meet the condition. */
  readonly settled: number;
  /** Cases that may or may not meet it, or may not belong at all. */
  readonly open: number;
}

/** How a proportion compares with a threshold. */
export interface Judgement {
  /** The comparison of the counts with the threshold; null where the open cases could reverse it. */
  readonly formal: 'met' | 'not_met' | null;
  readonly verdict: 'met' | 'not_met' | 'cannot_tell' | 'not_applicable';
  /** p-value of the exact one-sided test, the larger of the two ends; null where the ends lie on two sides, and for a census. */
  readonly p_value: number | null;
  /** How many more cases at the present rate would settle it; null where no number would. */
  readonly needed: number | null;
  readonly decide_low: number | null;
  readonly decide_high: number | null;
  /** Why the verdict is open: unknown cases could reverse it, or cases are too few. */
  readonly because: 'incomplete' | 'too few' | null;
}

/**
 * Compares a proportion with a threshold, unknown cases included.
 *
 * The ends are the counts with every open case a no and with every one a yes. `decide_low` is the exact (Clopper–Pearson) lower limit of
 * the first, `decide_high` the upper limit of the second, each with 5 % error; the verdict is settled where both lie on one side of the
 * threshold, which is where the exact test settles both ends alike.
 *
 * A duty of all (`>= 1`) or none (`<= 0`) is a census and no sample: one known failure refutes it, and without failure it is met as soon as
 * nothing is unknown; more cases never decide it. Its ends are the bounds themselves.
 *
 * Without any case it is not applicable; without a settled case it cannot be told.
 *
 * @example judgeProportion({ met: 8, settled: 12, open: 0 }, { num: 40, den: 100 }, '>=').verdict // => 'cannot_tell'
 */
export function judgeProportion(
  { met, settled, open }: Known,
  threshold: { readonly num: number; readonly den: number },
  operator: Operator,
): Judgement {
  const all = settled + open;
  const nothing = { formal: null, p_value: null, needed: null, decide_low: null, decide_high: null };
  if (all === 0) return { ...nothing, verdict: 'not_applicable', because: null };
  if (isCensus(threshold, operator)) {
    const bounds = { ...nothing, decide_low: met / all, decide_high: (met + open) / all };
    const failures = operator === '>=' ? settled - met : met;
    if (failures > 0) return { ...bounds, formal: 'not_met', verdict: 'not_met', because: null };
    if (open === 0) return { ...bounds, formal: 'met', verdict: 'met', because: null };
    return { ...bounds, verdict: 'cannot_tell', because: 'incomplete' };
  }
  const [low, high] = [
    decide(met, all, threshold, operator, ERROR),
    decide(met + open, all, threshold, operator, ERROR),
  ];
  const interval = {
    decide_low: clopperPearson(met, all, 1 - 2 * ERROR)?.low ?? null,
    decide_high: clopperPearson(met + open, all, 1 - 2 * ERROR)?.high ?? null,
  };
  if (settled === 0) return { ...nothing, ...interval, verdict: 'cannot_tell', because: 'incomplete' };
  const isOneSided = low.formal === high.formal;
  const p_value = isOneSided ? Math.max(low.pValue ?? 1, high.pValue ?? 1) : null;
  const formal = isOneSided ? low.formal : null;
  if (isOneSided && low.verdict === high.verdict && low.verdict !== 'cannot_tell')
    return { ...interval, formal, verdict: low.verdict, p_value, needed: null, because: null };
  // Where neither end is settled, cases are too few whatever the unknown ones are; otherwise the unknown ones would settle or reverse it.
  const few = low.verdict === 'cannot_tell' && high.verdict === 'cannot_tell';
  return {
    ...interval,
    formal,
    verdict: 'cannot_tell',
    p_value,
    needed: few ? low.needed : null,
    because: few ? 'too few' : 'incomplete',
  };
}

/** Whether a threshold requires every case, or none. */
const isCensus = ({ num, den }: { readonly num: number; readonly den: number }, operator: Operator) =>
  (operator === '>=' && num === den) || (operator === '<=' && num === 0);
