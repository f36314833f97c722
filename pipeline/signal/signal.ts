import type { DefinedIndicator, PeriodType } from '../define/index.js';
import type { Figure } from '../figure/figures.js';
import type { RunRule } from '../statistics/index.js';

/** What the newest point of a series says: of the series alone, never of a threshold. `not enough data`: no method applies, and `whyNot` says why. */
export type SignalKind = 'improving' | 'concern' | 'common cause' | 'not enough data';

/** The chart by which a series is read; `quarters` where months have too few cases. */
export type SignalMethod = 'p' | 'p quarters' | 'laney p′' | 'u' | 'u quarters' | 'xmr' | 'g';

/**
 * Why a series is not read. `no direction`: neither direction is better. `no series`: a number of cases, a composition, a census or a ratio to
 * what a score expects, which months do not make a series of. `too few points`: no baseline and a point after it. `too few cases`: quarters
 * have fewer than five expected on either side, and events are too few or not known in their order. `incomplete`: so many outcomes are unknown
 * that too few points are left. `never varies`: no case of the baseline met the condition, or all did. `not recent`: no point in the newest
 * three of the series.
 */
export type WhyNot =
  | 'no direction'
  | 'no series'
  | 'too few points'
  | 'too few cases'
  | 'incomplete'
  | 'never varies'
  | 'not recent';

/** A point that breaks a rule of its chart. */
export interface BrokenPoint {
  readonly period: string;
  readonly rule: RunRule;
  /** 1: above the centre line, -1: below it. */
  readonly direction: 1 | -1;
}

/** The points that the lines of a chart come from; the lines are frozen for the points after them. */
export interface Baseline {
  readonly from: string;
  readonly to: string;
  /** Points with a value, gaps left out. */
  readonly points: number;
  /** Cases, or exposure for rates over time, or values for medians. */
  readonly cases: number;
  /** The centre line, in the unit of the figures' rate. */
  readonly centre: number;
}

/** The chance of a false signal where nothing has changed since the baseline. */
export interface FalseSignalChance {
  /** That the newest point gives one: what the page of this month shows. */
  readonly month: number;
  /** That any point of a year does. */
  readonly year: number;
}

/** The variation of an indicator at a hospital or in the province, read from its months or quarters up to the month of the report. */
export interface Signal {
  readonly code: string;
  readonly version: string;
  readonly level: Exclude<Figure['level'], 'city'>;
  /** Hospital code, or `*` for the province. */
  readonly unit: string;
  readonly kind: SignalKind;
  /** Null where no method applies. */
  readonly method: SignalMethod | null;
  /** The name and number of the rules; null where no method applies. */
  readonly rules: string | null;
  /** The rule that the newest point breaks; null for common cause. */
  readonly rule: RunRule | null;
  /** 1: the newest point lies high, -1: low; 0 for common cause. */
  readonly direction: 1 | -1 | 0;
  /** The newest point: its period, its rate and the cases behind it; null where no method applies. */
  readonly latest: { readonly period: string; readonly rate: number; readonly n: number } | null;
  /** Judged points that break a rule, oldest first. */
  readonly broken: readonly BrokenPoint[];
  /** Points with a value that the chart has, baseline included; 0 where no method applies. */
  readonly points: number;
  readonly baseline: Baseline | null;
  readonly falseAlarm: FalseSignalChance | null;
  readonly whyNot: WhyNot | null;
}

/** One of the figures that deserve attention first (优先核查). It changes no verdict, and the centre alone sees it. */
export interface Priority {
  readonly code: string;
  readonly version: string;
  /** The hospital. */
  readonly unit: string;
  readonly period_type: PeriodType;
  readonly period: string;
  /** The exact chance of so bad a count at the threshold itself, whatever the unknown outcomes are. */
  readonly p: number;
  /** From 1 on, over all binding figures of the province. */
  readonly rank: number;
  /** Whether it is one of those that stand out among so many, by Benjamini and Hochberg at 10 %. */
  readonly first: boolean;
}

/**
 * How many signals to expect where nothing is wrong: every hospital exactly at its threshold, and no series changed. `month`: on the pages of
 * this month. `year`: on those of twelve such months, one that stays counted on each.
 */
export interface FalseSignals {
  readonly month: number;
  readonly year: number;
  /** Of these, `not met` by the exact tests of binding thresholds: how many tests there are, and the sum of their exact sizes. */
  readonly tests: { readonly number: number; readonly month: number; readonly year: number };
  /** Of these, by the rules of runs: how many series are read, and the sum of their chances. */
  readonly charts: {
    readonly number: number;
    readonly month: number;
    readonly year: number;
    /** How many series give at least one false signal within a year. */
    readonly seriesInYear: number;
  };
}

/** How long an open verdict stays open, at a hospital's own volume. */
export interface Volume {
  readonly code: string;
  readonly version: string;
  /** The hospital. */
  readonly unit: string;
  readonly period_type: PeriodType;
  readonly period: string;
  /** Cases of the last twelve months, not yet due ones included. */
  readonly yearly: number;
  /** Further cases that would settle it at the present rate, as the figure says. */
  readonly needed: number;
  /** Months until so many have come; null where none come. Above 24 nobody should wait: it cannot be told from the cases there are. */
  readonly months: number | null;
  /** The chance that two more years of cases settle it, at the present rate. */
  readonly chance: number;
}

/** The key of an indicator in one version. */
export const versionKey = ({ code, version }: Pick<DefinedIndicator, 'code' | 'version'>): string =>
  `${code}\u0000${version}`;
