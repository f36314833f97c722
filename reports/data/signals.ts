import type { Figure } from '../../pipeline/figure/figures.js';

/** What a run of months says of a figure: by its control chart, never by its threshold. */
export type SignalKind = 'improving' | 'concern' | 'common cause' | 'not enough data';

/** The variation of a unit's indicator up to the month of the report. */
export interface Signal {
  readonly code: string;
  readonly version: string;
  readonly level: Figure['level'];
  readonly unit: string;
  readonly kind: SignalKind;
}

/** One of the figures that deserve attention first (优先核查); the order of the list is the order of attention. It changes no verdict. */
export interface Priority {
  readonly code: string;
  readonly version: string;
  /** The hospital. */
  readonly unit: string;
}

/** How many signals a province without any change would give, on average. */
export interface FalseSignals {
  readonly month: number;
  readonly year: number;
}
