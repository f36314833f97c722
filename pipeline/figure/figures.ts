import type { DefinedIndicator } from '../define/index.js';
import type { Operator } from '../define/norm.js';
import type { PeriodType } from '../define/period-type.js';

/** One row of `figures`: a code × version × level × unit × period × stratum with its counts, uncertainty and source. */
export interface Figure {
  readonly code: string;
  readonly indicator: string;
  readonly version: string;
  readonly level: 'province' | 'city' | 'hospital';
  /** Hospital code, city name, or `*` for the province. */
  readonly unit: string;
  readonly period_type: PeriodType;
  /** `2026-10`, `2026Q4`, `2026`, `2025-11..2026-10`, `2024..2026`. */
  readonly period: string;
  /** Empty for all cases, or such as `mode=VV`. */
  readonly stratum: string;
  /** Null for medians, which have a value in `rate` and their n in `denominator`. */
  readonly numerator: number | null;
  /** Null for volumes, which are a count and no rate. */
  readonly denominator: number | null;
  readonly pending: number;
  readonly unknown: number;
  readonly excluded: number;
  /** Cases of which it is not known whether they belong to the denominator. */
  readonly undated: number;
  /** The number expected by a published score for the cases in the denominator; only for standardised ratios, else null. */
  readonly expected: number | null;
  /** numerator / denominator as a plain number, the median in its stored unit, or numerator / expected; null when there is nothing to divide by. */
  readonly rate: number | null;
  readonly low_bound: number | null;
  readonly high_bound: number | null;
  /**
   * The direction of the rate's error where outcomes are unknown: with unknown ones counted as no, the true rate is `at least` this one;
   * `''` where no direction is known.
   */
  readonly errs: '' | 'at least';
  readonly ci_low: number | null;
  readonly ci_high: number | null;
  /**
   * The deciding interval: from the exact lower limit with every unknown outcome a no to the exact upper limit with every one a yes, each
   * with 5 % error; for a duty of all or none the bounds themselves. Null for what is never judged.
   */
  readonly decide_low: number | null;
  readonly decide_high: number | null;
  readonly threshold: number | null;
  readonly operator: Operator | null;
  readonly norm: string | null;
  readonly clause: string | null;
  /** Whether the threshold binds this unit or is shown for reference; null without one. */
  readonly applies: 'binding' | 'reference' | null;
  readonly formal: 'met' | 'not_met' | null;
  readonly verdict: 'met' | 'not_met' | 'cannot_tell' | 'not_applicable' | null;
  readonly p_value: number | null;
  readonly needed: number | null;
  readonly suppressed: boolean;
  readonly batch: string;
  readonly definition_hash: string;
  readonly as_of: string;
  /** The month of the newest submission it rests on, `2026-09`; null where nothing was sent, or it is not known. */
  readonly data_through: string | null;
}

/**
 * The open amount in the units of a figure's denominator: its unknown cases and those of which it is not known whether they belong. For a
 * ratio, what its unknown cases would add to the denominator, derived from its bounds; null where it has none.
 */
export function openSize(
  { denominator, unknown, undated, low_bound, high_bound }: Figure,
  { measure }: DefinedIndicator,
): number | null {
  if (measure !== 'ratio') return unknown + undated;
  if (low_bound === null || high_bound === null) return unknown === 0 ? 0 : null;
  const share = high_bound - low_bound;
  return share === 1 ? unknown : Math.round(((denominator ?? 0) * share) / (1 - share));
}
