import type { Kind, Reading } from '../define/fact.js';
import type { Vocabulary } from '../define/vocabulary.js';

/**
 * Differences between SQL engines in the text of a fact or predicate. Everything else is written once, in `pipeline/compile/`. Operands
 * need no brackets around them; `column` is a name, and lists are marked as such.
 */
export interface Dialect {
  readonly name: string;
  /** The first moment after the as-of day, as a parameter. */
  readonly asOfEnd: string;
  /** NULL of the SQL type of a kind. */
  notKnown(kind: Kind): string;
  /** The latest of a list, ignoring NULL. */
  latest(of: readonly string[]): string;
  /** The earliest of a list, ignoring NULL. */
  earliest(of: readonly string[]): string;
  /** A length of time to add to a moment or subtract from one. */
  interval(count: number, unit: 'hours' | 'days'): string;
  /** What to add to a day for a number of days. */
  days(count: number): string;
  /** The day of a moment. */
  day(moment: string): string;
  /** The first moment of a day. */
  midnight(day: string): string;
  /** The first moment of the day a number of months after a day. */
  monthsAfter(day: string, count: number): string;
  /** The same day of the month a number of years later, `years` being a number or a text; the last day of February for a non-existent 29 February. */
  yearsAfter(of: string, years: number | string): string;
  daysBetween(from: string, to: string): string;
  /** Minutes between two moments, rounded to the nearest whole one, halves to the even one. */
  minutesBetween(from: string, to: string): string;
  /** Quotient with its fraction. */
  over(of: string, by: number): string;
  /** The next lower whole number. */
  roundedDown(of: string): string;
  /** Bits that a number and a mask have in common. */
  commonBits(of: string, mask: number): string;
  /** The value that a text is read as; null where the engine cannot read cells, because that is done at intake. */
  read(column: string, as: Reading): string | null;
  /** The key of a text's meaning by a list of words; null where the engine cannot read cells. */
  meaning(column: string, of: Vocabulary): string | null;
}
