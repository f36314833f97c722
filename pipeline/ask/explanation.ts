import type { Recalibration } from '../compute/expectations.js';
import type { DefinedIndicator } from '../define/index.js';
import type { JsonValue } from '../warehouse/database.js';
import type { ToldFact } from './explain-told.js';

/** What a case is to an indicator. */
export type CaseState = 'met' | 'not met' | 'unknown' | 'pending' | 'excluded' | 'undated' | 'outside';

/** One case of a figure: where it stands, what it is to the indicator, and the values that decide it. */
export interface ExplainedCase {
  /** The inbox month of the file. */
  readonly month: string;
  readonly file: string;
  /** The sheet of a workbook; null for other files. */
  readonly sheet: string | null;
  readonly line: number;
  readonly hospital_id: string;
  /** Pseudonym, shortened; the same patient has the same one. Null where the table holds no patient. */
  readonly patient: string | null;
  readonly index: string;
  readonly state: CaseState;
  /** In the denominator or out of it. */
  readonly in: boolean;
  /** The columns that decide, with their values. */
  readonly because: readonly {
    readonly column: string;
    readonly title: { zh: string; en: string };
    readonly value: JsonValue;
  }[];
  /** Whether the case goes on with one of another hospital that counts in the same city or province: then it is outside. */
  readonly countsAlready: boolean;
  /** What other rows of the patient tell, each with its row, where the columns rest on it. */
  readonly told: readonly ToldFact[];
  /** For ratios: what the case adds to numerator and denominator. */
  readonly adds: readonly [number, number] | null;
  /** For standardised ratios: what the score expects as published, in whole percent. */
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
  /** Whether another contract or another text of the definition made the figure: then the list need not add up to it. */
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
  /** For standardised ratios: how the expected numbers of the period are moved, and ΣO/ΣE of the province as published. */
  readonly recalibration: Recalibration | null;
  /** The figure as published, or null when there is none. */
  readonly figure: Readonly<Record<string, JsonValue>> | null;
}
