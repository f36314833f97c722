import type { Kind, Reading } from '../define/fact.js';
import type { Vocabulary } from '../define/vocabulary.js';

/**
 * What differs between engines of SQL in the text of a fact or predicate. Everything else is written once, in `pipeline/compile/`. Operands
 * come as text that needs no brackets around it, but for `column`, a name, and what is said to be a list.
 */
export interface Dialect {
  readonly name: string;
  /** The first moment after the as-of day, as a parameter. */
  readonly asOfEnd: string;
  /** NULL of the type that a kind is stored as. */
  notKnown(kind: Kind): string;
  /** The latest of a list, leaving out NULL. */
  latest(of: readonly string[]): string;
  /** The earliest of a list, leaving out NULL. */
  earliest(of: readonly string[]): string;
  /** A length of time, to be added to a moment or taken from one. */
  interval(count: number, unit: 'hours' | 'days'): string;
  /** What is added to a day for so many days. */
  days(count: number): string;
  /** The day of a moment. */
  day(moment: string): string;
  /** The first moment of a day. */
  midnight(day: string): string;
  /** The first moment of the day so many months after a day. */
  monthsAfter(day: string, count: number): string;
  /** The same day of the month so many years on, `years` a number or a text; the last day of February where there is none. */
  yearsAfter(of: string, years: number | string): string;
  daysBetween(from: string, to: string): string;
  /** Between two moments, rounded to the nearest whole minute, half a minute to the even one. */
  minutesBetween(from: string, to: string): string;
  /** Quotient with its fraction. */
  over(of: string, by: number): string;
  /** The next lower whole number. */
  roundedDown(of: string): string;
  /** Bits that a number and a mask have in common. */
  commonBits(of: string, mask: number): string;
  /** What a text is read as; null where the engine cannot read cells, which is done at intake. */
  read(column: string, as: Reading): string | null;
  /** The key of what a text means by a list of words; null where the engine cannot read cells. */
  meaning(column: string, of: Vocabulary): string | null;
}
