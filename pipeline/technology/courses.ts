import type { Fact } from '../define/fact.js';

/**
 * Rows of one patient that may be one course, entered as several: the cells that tell it, and the spans between rows.
 *
 *   conversion   in one hospital, the next row begins at most `conversionHours` after the last ended (or while it still ran)
 *   transfer     a row that ended by transfer goes on at another hospital, begun while it still ran or at most `transferHours` after;
 *                where a row names the other hospital, only at that one, so that a hospital of another province goes on nowhere here
 *
 * A new row within `recannulationHours` that is not of the same course counts by itself, with a warning.
 */
export interface Courses {
  /** Fields with the moments of beginning and end. */
  readonly begun: string;
  readonly ended: string;
  /** The field with the reason of the end, and its words for a death and a transfer. */
  readonly reason: { readonly field: string; readonly died: string; readonly transferred: string };
  /** Fields with the kind of support, and the kind that it was changed to. */
  readonly mode: string;
  readonly modeAfter: string;
  /** Fields with the hospital that the patient came from, and went to. */
  readonly from: string;
  readonly to: string;
  /** Derived columns with the outcome of a row, and the moment from which it is known. */
  readonly outcome: string;
  readonly over: string;
  /** Rows that belong to no course. */
  readonly never: Fact<'bool'>;
  readonly conversionHours: number;
  readonly transferHours: number;
  readonly recannulationHours: number;
}
