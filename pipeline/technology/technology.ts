import type { Fact } from '../define/fact.js';
import { checkFacts } from '../define/fact-check.js';
import type { AnyTable } from '../define/table.js';
import { type Bilingual, DefinitionError } from '../message/errors.js';
import { nearestNames } from '../message/nearest-names.js';
import type { Term } from '../message/vocabulary.js';
import type { Courses } from './courses.js';

/** The facts of life and death in the stored columns of a case; not known where they say nothing. */
export interface Telling {
  readonly deadAt: Fact<'day' | 'moment'>;
  readonly timed: Fact<'bool'>;
  readonly deadBy: Fact<'day'>;
  readonly begunTimed: Fact<'bool'>;
  readonly aliveOn: Fact<'day'>;
  readonly aliveAt: Fact<'moment'>;
  /**
   * Moments until which the patient was alive according to undated cells. A dated death is more exact: such moments contradict it
   * without outweighing it.
   */
  readonly aliveBeyond: readonly Fact<'moment'>[];
  /** Whether the row is of an organ donor, who is already dead, so that its dates are none of a life. */
  readonly donor: Fact<'bool'>;
}

/** The cells of a case's own table that its follow-ups fill. */
export interface FollowedCells {
  readonly status: string;
  readonly on: string;
  readonly died: string;
  /** Years after the beginning within which a death without a date is placed by its follow-up; null: no limit. */
  readonly years: number | null;
  /** Cells that a kind of follow-up fills in. */
  readonly done: Readonly<Record<string, string>>;
}

/** A part of the report: the indicators with one code prefix. */
export interface Section {
  /** The text before the first hyphen of their codes. */
  readonly prefix: string;
  readonly title: Bilingual;
}

/** An item of the monthly counts, with the hospitals' words for it. */
export interface CountedItem {
  readonly item: string;
  readonly words: readonly string[];
}

/** Monthly returns: a table with one row per hospital and month, of the technology's own monthly counts and the number of its cases. */
export interface Returns {
  readonly table: AnyTable;
  /** Its column with the number of cases begun in the month. */
  readonly begun: string;
  /** Whether a case is among them. */
  readonly counts: Fact<'bool'>;
}

/**
 * A line of care with cases from hospitals: what the program must know besides its table, indicators and norms. Tables of cases,
 * techniques, sections of the report, kinds of withdrawals and items of the monthly counts are all taken from here.
 */
export interface Technology {
  /** As hospitals write it: the technique in a staff list and a norm, the kind of case in a withdrawal. */
  readonly id: string;
  /** Other words for it in a withdrawal, besides the name of its table. */
  readonly aliases?: readonly string[];
  /** Its title in the head of a report. */
  readonly title: Bilingual;
  /** Short, for a column or a sentence: "hospitals that practise …". */
  readonly name: Bilingual;
  readonly cases: AnyTable;
  /** The title of its table on English pages, where the table's own is too narrow. */
  readonly pageTitle?: string;
  readonly sections: readonly [Section, ...Section[]];
  /** Code of the first indicator of its section; the first technology's also begins the report. */
  readonly headline?: string;
  /** Codes of the figures that a director looks for first; one that is not computed has no tile. */
  readonly tiles?: readonly string[];
  /** Codes for the yearly cases of a training institution and their outcome; the first computed one is used. */
  readonly yearly?: {
    readonly volume: string;
    readonly outcome: readonly string[];
    /** The chart's title, its note, and the text where no hospital trains others. */
    readonly title: Bilingual;
    readonly axis: Bilingual;
    readonly note: Bilingual;
    readonly none: Bilingual;
  };
  /** Training hospitals: the field of the list of hospitals that marks them, and the scope of thresholds that bind only them. */
  readonly training?: {
    readonly scope: string;
    readonly field: string;
    /** The header of the field, and the one word for such a hospital. */
    readonly title: Term;
    /** Other headers of the field. */
    readonly aliases?: readonly string[];
    /** The scope in words. */
    readonly binds: Bilingual;
  };
  /** The field of the list of hospitals that marks key departments, with its header. */
  readonly keyDepartment?: { readonly field: string; readonly title: Bilingual };
  /** The field of the list of hospitals with the day on which the technique was filed. */
  readonly filedOn?: string;
  /** Monthly counts of its cases by the front pages of the records, and statements that a month had none. */
  readonly counted?: { readonly frontPage: CountedItem; readonly zeroReport: CountedItem };
  /** Other items of the monthly counts that are asked for it alone, in the order of the list. */
  readonly monthly?: readonly CountedItem[];
  /** Absent: its monthly counts stand beside no cases. */
  readonly returns?: Returns;
  /** A number of its rows by which one of several of a case may be withdrawn, and what it numbers. */
  readonly ownNumber?: { readonly field: string; readonly en: string };
  /** Absent: its cells give no facts to other rows of a patient. */
  readonly telling?: Telling;
  /** Absent: each of its rows counts by itself. */
  readonly courses?: Courses;
  /** Absent: follow-up files are not about its cases. */
  readonly followUp?: FollowedCells;
  /** The fields that a reviewer compares with the chart, in chart order; absent: every field that is neither personal nor free text. */
  readonly reviewed?: readonly string[];
  /** Whether hospitals are told which blanks would settle their figures. */
  readonly settles?: true;
}

/** The columns that say whether a technology was filed within some working days of a hospital's first case. */
export const filingTerm: readonly string[] = ['filed_in_time', 'filing_over'];

/** The columns about a hospital's first case that come from the list of hospitals and the working days. */
const filings: readonly string[] = ['first_run', ...filingTerm];

/**
 * @throws {DefinitionError} when it names a field that its table lacks, its table looks up something it does not define, or a fact reads a
 *   column as another kind
 */
export function defineTechnology(technology: Technology): Technology {
  const { id, cases, courses, followUp, ownNumber, returns, reviewed = [], filedOn, telling } = technology;
  const fields = [
    ...reviewed,
    ...(ownNumber ? [ownNumber.field] : []),
    ...(followUp ? [followUp.status, followUp.on, followUp.died] : []),
  ];
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
  checkCourses(technology);
  for (const name of returns ? [returns.begun, ...(technology.monthly ?? []).map(({ item }) => item)] : [])
    if (!(name in (returns?.table.spec.fields ?? {})))
      throw new DefinitionError(id, `${returns?.table.name} has no field ${name}`, { field: 'returns' });
  checkFacts(cases.spec, [
    ...Object.values(telling ?? {})
      .flat()
      .map((fact: Fact) => ['telling', fact] as const),
    ...(courses ? [['courses', courses.never] as const] : []),
    ...(returns ? [['returns', returns.counts] as const] : []),
  ]);
  if (cases.spec.indexDate === null)
    throw new DefinitionError(id, `${cases.name} has no index date`, { field: 'cases' });
  return Object.freeze(technology);
}

/** @throws {DefinitionError} when the table looks up courses that are not declared, or a cell of theirs is no column of it */
function checkCourses({ id, cases, courses }: Technology): void {
  const looked = Object.entries(cases.spec.derived).find(([, { lookup }]) => lookup === 'courses');
  if (looked && !courses)
    throw new DefinitionError(id, `must say courses for ${looked[0]} of ${cases.name}`, { field: 'courses' });
  if (!courses) return;
  const { begun, ended, reason, mode, modeAfter, from, to, outcome, over } = courses;
  for (const name of [begun, ended, reason.field, mode, modeAfter, from, to, outcome, over])
    if (!(name in cases.columns))
      throw new DefinitionError(id, `${cases.name} has no column ${name}`, {
        field: 'courses',
        allowed: nearestNames(name, Object.keys(cases.columns)),
      });
}
