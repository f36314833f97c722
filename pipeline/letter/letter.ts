import type { saidFields } from '../lists/letters.js';
import type { Bilingual } from '../message/errors.js';

/** The cells of a letter that its answer brings back, as text; empty where there is nothing to say. */
export type Said = Readonly<Record<(typeof saidFields)[number], string>>;

/** A case or record behind a finding, by its place in the hospital's own files; no case number stands in a letter. */
export interface FindingCase {
  /** The inbox month of the file; empty for a record that a clause rests on. */
  readonly month: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number | null;
  /** Pseudonym, shortened as in `explain`; empty where there is none. */
  readonly patient: string;
  /** The index date; empty for a record that a clause rests on. */
  readonly index: string;
  readonly why: Bilingual;
}

/** A figure of a hospital that misses its threshold, or a clause that it does not meet. */
export interface LetterFinding {
  readonly hospital: string;
  /** By the centre's list; null where the hospital is not on it. */
  readonly name: string | null;
  readonly title: Bilingual;
  readonly said: Omit<Said, 'due'>;
  readonly cases: readonly FindingCase[];
}

/** A letter to one hospital. It holds the hospital's own data and goes to that hospital alone. */
export interface Letter extends Omit<LetterFinding, 'said'> {
  readonly letterNo: string;
  readonly decidedOn: string;
  readonly said: Said;
}
