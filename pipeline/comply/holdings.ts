import type { Calendar } from '../calendar/working-days.js';
import type { Figure } from '../figure/figures.js';
import type { Bilingual } from '../message/errors.js';

/** Where a statement stands: the file of the inbox, with the sheet of a workbook, and its line. */
export interface At {
  readonly file: string | null;
  readonly line: number | null;
}

/** What a hospital has stated to one item: the latest answer on or before the day. */
export interface Statement extends At {
  readonly item: string;
  /** The day the answer is of. */
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

/** A single-use device whose serialised barcode stands in more than one case. */
export interface Repeated {
  readonly barcode: string;
  readonly cases: number;
}

/** Everything that is known of one hospital on one day and that clauses can be judged by. */
export interface Holdings {
  readonly hospital: string;
  /** `2026-10-31` */
  readonly on: string;
  /** The month with which periods of figures end, `2026-10`. */
  readonly month: string;
  /** The row of the list of hospitals in force on the day; null when it is not listed. */
  readonly entry: Readonly<Record<string, boolean | number | string | null>> | null;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly persons: readonly Person[];
  /** Rows of the last staff list that were held back: each may be a person who would count. */
  readonly personsHeldBack: number;
  /** Rows of the last profile that were held back: what they answer was received and does not count yet. */
  readonly statementsHeldBack: number;
  readonly reviews: ReadonlyMap<string, Review>;
  /** The hospital's figures of the batch. */
  readonly figures: readonly Figure[];
  /** Months, counted from year 0, of which it is known what ECMO was done: those that files reach over or that a report of zero was sent for. */
  readonly covered: ReadonlySet<number>;
  /** The working days; absent: those of the notices that the program knows. */
  readonly calendar?: Calendar;
  /** Whether the running year is the third of the last three; absent: it is shown and not judged. */
  readonly recentYears?: 'running';
  /** Techniques the hospital practises: it has sent cases, staff or a profile of them. */
  readonly techniques: ReadonlySet<string>;
  /** Repeated barcodes by table; null where no barcode was ever recorded. */
  readonly repeated: Readonly<Record<string, readonly Repeated[] | null>>;
}

/** One thing that a result rests on, in words, with its place where it has one. */
export interface Evidence extends At {
  readonly text: Bilingual;
}
