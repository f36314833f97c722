import type { Fact } from '../define/fact.js';
import { checkFacts } from '../define/fact-check.js';
import type { AnyTable } from '../define/table.js';
import { type Bilingual, DefinitionError } from '../message/errors.js';
import { nearestNames } from '../message/nearest-names.js';

/** How the stored columns of a case tell of life and death; not known where they do not. */
export interface Telling {
  readonly deadAt: Fact<'day' | 'moment'>;
  readonly timed: Fact<'bool'>;
  readonly deadBy: Fact<'day'>;
  readonly begunTimed: Fact<'bool'>;
  readonly aliveOn: Fact<'day'>;
  readonly aliveAt: Fact<'moment'>;
  /** Moments beyond which undated cells have the patient alive. A dated death is more exact: they contradict it and do not outweigh it. */
  readonly aliveBeyond: readonly Fact<'moment'>[];
  /** Rows of a donor are of somebody who is dead already: their dates are none of a life. */
  readonly donor: Fact<'bool'>;
}

/** Where the follow-ups of a case go in its own table. */
export interface FollowedCells {
  readonly status: string;
  readonly on: string;
  readonly died: string;
  /** Up to which day after the beginning a death without a date of its own is placed by its follow-up; null: always. */
  readonly years: number | null;
  /** Cells that a follow-up of a kind fills in. */
  readonly done: Readonly<Record<string, string>>;
}

/** A part of the report: the indicators whose codes begin alike. */
export interface Section {
  /** What stands before the first hyphen of their codes. */
  readonly prefix: string;
  readonly title: Bilingual;
}

/** An item of the monthly counts, and the words by which hospitals name it. */
export interface CountedItem {
  readonly item: string;
  readonly words: readonly string[];
}

/**
 * A line of care of which hospitals send cases: what the program must know of it beside its table, its indicators and its norms. Tables of
 * cases, techniques, sections of the report, kinds of withdrawals and items of the monthly counts are all taken from here.
 */
export interface Technology {
  /** As hospitals write it: the technique of a staff list and a norm, the kind of case of a withdrawal. */
  readonly id: string;
  /** Other words that a withdrawal may name it by, beside the name of its table. */
  readonly aliases?: readonly string[];
  /** As the head of a report names it. */
  readonly title: Bilingual;
  /** Short, for a column or a sentence: "hospitals that practise …". */
  readonly name: Bilingual;
  readonly cases: AnyTable;
  readonly sections: readonly [Section, ...Section[]];
  /** The code of the indicator that its section begins with and the first technology's report with. */
  readonly headline?: string;
  /** The codes of what a director looks for first; one that is not computed has no tile. */
  readonly tiles?: readonly string[];
  /** Codes: how many cases an institution that trains others had each year, and how they ended, the first of these that is computed. */
  readonly yearly?: {
    readonly volume: string;
    readonly outcome: readonly string[];
    /** Of the chart, what stands under it, and what stands in its place where no hospital trains others. */
    readonly title: Bilingual;
    readonly axis: Bilingual;
    readonly note: Bilingual;
    readonly none: Bilingual;
  };
  /** Hospitals that train others in it: which field of the list of hospitals says so, and the scope of thresholds that bind them alone. */
  readonly training?: {
    readonly scope: string;
    readonly field: string;
    readonly title: Bilingual;
    /** What the scope says of whom it binds. */
    readonly binds: Bilingual;
  };
  /** The field of the list of hospitals that holds the day on which the technique was filed. */
  readonly filedOn?: string;
  /** Monthly counts of its cases by the front pages of the records, and statements that a month had none. */
  readonly counted?: { readonly frontPage: CountedItem; readonly zeroReport: CountedItem };
  /** Absent: other rows of a patient are told nothing by its cases. */
  readonly telling?: Telling;
  /** Absent: follow-up files are not of its cases. */
  readonly followUp?: FollowedCells;
  /** The fields that a reviewer compares with the chart, in its order; absent: every field that is neither personal nor free text. */
  readonly reviewed?: readonly string[];
  /** Whether hospitals are told which blanks would settle their figures. */
  readonly settles?: true;
}

/** What the list of hospitals and the working days tell of a hospital's first case. */
const filings: readonly string[] = ['first_run', 'filed_in_time', 'filing_over'];

/** @throws {DefinitionError} when it names a field that its table does not have, its table looks up what the technology does not say, or what it tells of life reads a column as what it is not */
export function defineTechnology(technology: Technology): Technology {
  const { id, cases, followUp, reviewed = [], filedOn, telling } = technology;
  const fields = [...reviewed, ...(followUp ? [followUp.status, followUp.on, followUp.died] : [])];
  for (const field of [...fields, ...Object.values(followUp?.done ?? {})])
    if (!(field in cases.spec.fields))
      throw new DefinitionError(id, `${cases.name} has no field ${field}`, {
        field: 'reviewed',
        allowed: nearestNames(field, Object.keys(cases.spec.fields)),
      });
  for (const [name, { lookup }] of Object.entries(cases.spec.derived)) {
    if (lookup === 'staff' && !('operator_id' in cases.spec.fields))
      throw new DefinitionError(
        id,
        `${cases.name} must have operator_id, for ${name} is looked up in the staff list`,
      );
    if (lookup === 'hospitals' && (filedOn === undefined || !filings.includes(name)))
      throw new DefinitionError(
        id,
        `must say filedOn for ${name} of ${cases.name}, which is one of ${filings.join(', ')}`,
        { field: 'filedOn' },
      );
  }
  checkFacts(
    cases.spec,
    Object.values(telling ?? {})
      .flat()
      .map((fact: Fact) => ['telling', fact] as const),
  );
  if (cases.spec.indexDate === null)
    throw new DefinitionError(id, `${cases.name} has no index date`, { field: 'cases' });
  return Object.freeze(technology);
}
