import type { Calendar } from '../calendar/working-days.js';
import type { Figure } from '../figure/figures.js';
import type { Bilingual } from '../message/errors.js';

/** The place of a statement: the file of the inbox, with the sheet of a workbook, and its line. */
export interface At {
  readonly file: string | null;
  readonly line: number | null;
}

/** A hospital's statement to one item: the latest answer on or before the day. */
export interface Statement extends At {
  readonly item: string;
  /** The day of the answer. */
  readonly as_of: string;
  /** 是/否 as true/false, a number, a word, or a day. */
  readonly value: boolean | number | string;
  /** Name of the file that proves it; null when none was named. */
  readonly evidence: string | null;
}

/** A person of the staff list in force on the day; the keys are those of `person`. */
export interface Person extends At {
  /** The keyed hash of the staff number, shortened for printing. */
  readonly id: string;
  readonly title: string | null;
  readonly values: Readonly<Record<string, boolean | number | string | null>>;
}

/** A reviewer's verdict on a clause: the latest on or before the day. */
export interface Review extends At {
  readonly clause: string;
  readonly review_on: string;
  readonly verdict: '达标' | '基本达标' | '未达标' | '不适用' | null;
  readonly score: number | null;
}

/** A single-use device whose serialised barcode occurs in more than one case. */
export interface Repeated {
  readonly barcode: string;
  readonly cases: number;
}

/** Everything known of one hospital on one day that clauses are judged by. */
export interface Holdings {
  readonly hospital: string;
  /** The day, as `2026-10-31`. */
  readonly on: string;
  /** The month in which the figures' periods end, as `2026-10`. */
  readonly month: string;
  /** The row of the list of hospitals in force on the day; null when it is not listed. */
  readonly entry: Readonly<Record<string, boolean | number | string | null>> | null;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly persons: readonly Person[];
  /** Rows of the last staff list that were held back: each may be a person who would count. */
  readonly personsHeldBack: number;
  /** Held-back rows of the last profile; their answers were received and do not count yet. */
  readonly statementsHeldBack: number;
  readonly reviews: ReadonlyMap<string, Review>;
  /** The hospital's figures of the batch. */
  readonly figures: readonly Figure[];
  /**
   * By table of cases the months, counted from year 0, of which it is known what was done, from files that cover them or from zero reports;
   * of tables that no clause asks about over years there is nothing.
   */
  readonly covered: Readonly<Record<string, ReadonlySet<number>>>;
  /** The working days; absent: those of the built-in calendar. */
  readonly calendar?: Calendar;
  /** Whether the running year is the third of the last three; absent: it is shown but not judged. */
  readonly recentYears?: 'running';
  /** Techniques the hospital practises, as shown by cases, staff or a profile. */
  readonly techniques: ReadonlySet<string>;
  /** Repeated barcodes by table; null where no barcode was ever recorded. */
  readonly repeated: Readonly<Record<string, readonly Repeated[] | null>>;
}

/** One piece of evidence for a result, in words, with its place where it has one. */
export interface Evidence extends At {
  readonly text: Bilingual;
}
