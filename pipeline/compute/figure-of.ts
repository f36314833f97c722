import type { DefinedIndicator, Threshold } from '../define/index.js';
import type { Norm } from '../define/norm.js';
import type { Figure } from '../figure/figures.js';
import { byar, medianInterval, poissonExact, wilson } from '../statistics/index.js';
import { judgeProportion } from './judgement.js';

/** The counts of one indicator for one unit, period and stratum, before any policy for unknown outcomes. */
export interface Counts {
  /** Cases that meet the condition, or the numerator's sum. */
  readonly met: number;
  /** Mature cases, or the denominator's sum over cases where both sides are known. */
  readonly mature: number;
  readonly pending: number;
  readonly unknown: number;
  /** What the unknown cases would add to a ratio's denominator, as far as that is known; absent: one per case. */
  readonly open?: number;
  readonly excluded: number;
  readonly undated: number;
}

/** The unit, period and stratum of a figure. */
export interface Place {
  readonly level: Figure['level'];
  readonly unit: string;
  readonly period_type: Figure['period_type'];
  readonly period: string;
  readonly stratum: string;
}

/** The batch, as-of day and data that a figure comes from. */
export interface Provenance {
  readonly batch: string;
  readonly asOf: string;
  /** The month of the newest submission behind a unit's figures; absent: not stated. */
  readonly dataThrough?: (of: Pick<Place, 'level' | 'unit'>) => string | null;
}

/** A threshold as it applies to one unit and period. */
export interface ThresholdInForce {
  readonly norm: Norm;
  readonly threshold: Threshold;
  readonly applies: 'binding' | 'reference';
  /** False while the period is still running on the as-of date. */
  readonly periodOver: boolean;
}

type Judged = Pick<Figure, 'formal' | 'verdict' | 'p_value' | 'needed' | 'decide_low' | 'decide_high'>;
const notJudged: Judged = {
  formal: null,
  verdict: null,
  p_value: null,
  needed: null,
  decide_low: null,
  decide_high: null,
};

/** A figure with its place and source, and nothing counted yet. */
function blank(indicator: DefinedIndicator, place: Place, counts: Counts, from: Provenance): Figure {
  return {
    code: indicator.code,
    indicator: indicator.id,
    version: indicator.version,
    ...place,
    numerator: null,
    denominator: null,
    pending: counts.pending,
    unknown: counts.unknown,
    excluded: counts.excluded,
    undated: counts.undated,
    expected: null,
    rate: null,
    low_bound: null,
    high_bound: null,
    errs: '',
    ci_low: null,
    ci_high: null,
    threshold: null,
    operator: null,
    norm: null,
    clause: null,
    applies: null,
    ...notJudged,
    suppressed: false,
    batch: from.batch,
    definition_hash: indicator.hash,
    as_of: from.asOf,
    data_through: from.dataThrough?.(place) ?? null,
  };
}

/**
 * A figure from its counts: policy for unknowns, rate, bounds, interval and verdict.
 *
 * @returns null when nothing at all was counted: such a row does not exist
 */
export function figureOf(
  indicator: DefinedIndicator,
  place: Place,
  counts: Counts,
  applied: ThresholdInForce | null,
  from: Provenance,
): Figure | null {
  if (Object.values(counts).every((count) => count === 0)) return null;
  const base = { ...blank(indicator, place, counts, from), ...thresholdOf(applied) };
  if (indicator.measure === 'volume')
    return { ...base, numerator: counts.met, ...judgeVolume(counts, applied) };

  const isRatio = indicator.measure === 'ratio';
  const leftOut = !isRatio && 'unknown' in indicator && indicator.unknown === 'left out';
  const numerator = counts.met;
  const denominator = leftOut ? counts.mature - counts.unknown : counts.mature;
  // What an undated case would add to a ratio is not known, so it cannot widen the bounds.
  const open = (counts.open ?? counts.unknown) + (isRatio ? 0 : counts.undated);
  const settled = isRatio ? counts.mature : counts.mature - counts.unknown;
  const all = settled + open;
  // All institutions of the province are counted, so their share is a census without sampling error.
  const interval = isRatio
    ? indicator.interval
    : indicator.measure === 'centre proportion'
      ? 'none'
      : 'binomial';
  // Only a proportion has a worst and a best case, with no unknown case counted or all of them.
  const bounded = interval === 'binomial' && all > 0;
  const isJudged = applied !== null && interval === 'binomial' && numerator <= settled;
  return {
    ...base,
    numerator,
    denominator,
    rate: denominator === 0 ? null : numerator / denominator,
    low_bound: bounded ? numerator / all : null,
    high_bound: bounded ? (numerator + open) / all : null,
    errs: bounded && !isRatio && !leftOut && counts.unknown > 0 ? 'at least' : '',
    ...intervalOf[interval](numerator, denominator),
    ...(isJudged ? judge({ met: numerator, settled, open }, applied) : notJudged),
  };
}

/** A median from its sorted values; `denominator` is their number. */
export function medianFigure(
  indicator: DefinedIndicator,
  place: Place,
  counts: Counts,
  sorted: readonly number[],
  from: Provenance,
): Figure | null {
  if (sorted.length === 0 && Object.values(counts).every((count) => count === 0)) return null;
  const half = sorted.length / 2;
  const at = (rank: number) => sorted[rank - 1] ?? null;
  const middle = Number.isInteger(half) ? ((at(half) ?? 0) + (at(half + 1) ?? 0)) / 2 : at(Math.ceil(half));
  const ranks = sorted.length === 0 ? null : medianInterval(sorted.length);
  return {
    ...blank(indicator, place, counts, from),
    denominator: sorted.length,
    rate: sorted.length === 0 ? null : middle,
    ci_low: ranks ? at(ranks.lower) : null,
    ci_high: ranks ? at(ranks.upper) : null,
  };
}

/**
 * A standardised ratio: `met` is the observed number, `mature` less `unknown` the cases that count on both sides. Without an expected
 * number there is no ratio. Bounds span all possible outcomes of unknown and undated cases.
 */
export function standardisedFigure(
  indicator: DefinedIndicator,
  place: Place,
  counts: Counts,
  {
    expected,
    low_bound,
    high_bound,
  }: { readonly expected: number | null } & Pick<Figure, 'low_bound' | 'high_bound'>,
  from: Provenance,
): Figure | null {
  if (Object.values(counts).every((count) => count === 0)) return null;
  const denominator = counts.mature - counts.unknown;
  const size = denominator === 0 ? null : expected;
  return {
    ...blank(indicator, place, counts, from),
    numerator: counts.met,
    denominator,
    expected: size,
    rate: size === null || size === 0 ? null : counts.met / size,
    low_bound,
    high_bound,
    ...(size === null ? noInterval : poissonInterval(counts.met, size)),
  };
}

function thresholdOf(applied: ThresholdInForce | null) {
  if (!applied) return {};
  const { norm, threshold, applies } = applied;
  return {
    threshold: threshold.value.num / threshold.value.den,
    operator: threshold.operator,
    norm: norm.id,
    clause: threshold.clause,
    applies,
  };
}

const noInterval = { ci_low: null, ci_high: null };

/** The interval by kind of measure; a census has no sampling error and so no interval. */
const intervalOf = { binomial: proportionInterval, poisson: poissonInterval, none: () => noInterval };

function proportionInterval(x: number, n: number): { ci_low: number | null; ci_high: number | null } {
  // More failures than devices are reported as a problem and never arrive here; a sum of events may exceed the cases.
  const interval = x > n ? null : wilson(x, n);
  return { ci_low: interval?.low ?? null, ci_high: interval?.high ?? null };
}

/** Exact below ten events, Byar's approximation from ten on, as is public-health practice. */
function poissonInterval(events: number, time: number): { ci_low: number | null; ci_high: number | null } {
  if (time === 0) return noInterval;
  const { low, high } = events < 10 ? poissonExact(events) : byar(events);
  return { ci_low: low / time, ci_high: high / time };
}

function judge(known: Parameters<typeof judgeProportion>[0], { threshold }: ThresholdInForce): Judged {
  const { because, ...judged } = judgeProportion(known, threshold.value, threshold.operator);
  return judged;
}

/** A count is a fact, not an estimate; only a running period leaves it open. */
function judgeVolume(counts: Counts, applied: ThresholdInForce | null): Judged {
  if (!applied) return notJudged;
  const { value, operator } = applied.threshold;
  const reached =
    operator === '>=' ? counts.met * value.den >= value.num : counts.met * value.den > value.num;
  if (reached) return { ...notJudged, formal: 'met', verdict: 'met' };
  if (!applied.periodOver)
    return {
      ...notJudged,
      verdict: 'cannot_tell',
      needed: Math.ceil(value.num / value.den) - counts.met,
    };
  return { ...notJudged, formal: 'not_met', verdict: 'not_met' };
}
