import type { Recalibration } from '../compute/expectations.js';
import type { DefinedIndicator } from '../define/index.js';
import type { JsonValue } from '../warehouse/database.js';
import type { ToldFact } from './explain-told.js';

/** The state of a case for an indicator. */
export type CaseState = 'met' | 'not met' | 'unknown' | 'pending' | 'excluded' | 'undated' | 'outside';

/** One case of a figure: its file and line, its state for the indicator, and the deciding values. */
export interface ExplainedCase {
  /** The inbox month of the file. */
  readonly month: string;
  readonly file: string;
  /** The sheet of a workbook; null for other files. */
  readonly sheet: string | null;
  readonly line: number;
  readonly hospital_id: string;
  /** Pseudonym, shortened; the same for the same patient. Null where the table has no patient. */
  readonly patient: string | null;
  readonly index: string;
  readonly state: CaseState;
  /** Whether it is in the denominator. */
  readonly in: boolean;
  /** The deciding columns with their values. */
  readonly because: readonly {
    readonly column: string;
    readonly title: { zh: string; en: string };
    readonly value: JsonValue;
  }[];
  /** Whether the case continues one of another hospital that counts in the same city or province; then it is outside. */
  readonly countsAlready: boolean;
  /** Facts taken from other rows of the patient, each with its row, where the columns depend on them. */
  readonly told: readonly ToldFact[];
  /** For ratios: what the case adds to numerator and denominator. */
  readonly adds: readonly [number, number] | null;
  /** For standardised ratios: the score's published expectation, in whole percent. */
  readonly expected: number | null;
}

/** A figure taken apart into its cases. */
export interface Explanation {
  readonly indicator: DefinedIndicator;
  readonly unit: string;
  readonly period: string;
  readonly batch: string;
  /** Inbox month of the batch. */
  readonly month: string;
  readonly asOf: string;
  /** Whether the figure was made by another contract or another text of the definition, so that the list need not add up to it. */
  readonly madeOtherwise: boolean;
  readonly cases: readonly ExplainedCase[];
  /** Counted from the list. */
  readonly totals: {
    numerator: number | null;
    denominator: number | null;
    pending: number;
    unknown: number;
    excluded: number;
    undated: number;
    /** Only for standardised ratios. */
    expected?: number | null;
  };
  /** For standardised ratios: the adjustment of the period's expected numbers, and ΣO/ΣE of the province as published. */
  readonly recalibration: Recalibration | null;
  /** The figure as published, or null when there is none. */
  readonly figure: Readonly<Record<string, JsonValue>> | null;
}
