import { type Bilingual, DefinitionError } from '../message/errors.js';
import { nearestNames } from '../message/nearest-names.js';
import {
  type BoolColumn,
  boolColumn,
  type ChoiceColumn,
  type ChoicesColumn,
  type Column,
  choiceColumn,
  choicesColumn,
  type DateColumn,
  dateColumn,
  type NumberColumn,
  numberColumn,
  type TextColumn,
  textColumn,
} from './column.js';
import type { Fact } from './fact.js';
import { checkFacts } from './fact-check.js';
import type { Field } from './field.js';
import type { Predicate } from './predicate.js';

/** A rule between the cells of one row. A row that breaks an error-level rule is held back. */
export interface RowRule {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** True when the row breaks the rule; not known counts as not broken. */
  readonly broken: Predicate;
  /** The cells concerned, all named in the problem. */
  readonly fields: readonly string[];
  readonly message: Bilingual;
  /** What to do; by default to check the chart, where the rows of cases come from. */
  readonly fix?: Bilingual;
}

/** A column derived once when a row is staged: the only place of date arithmetic. */
export interface Derived<K extends DerivedKind = DerivedKind> {
  readonly kind: K;
  /** Its value, over the stored columns of the same row. */
  readonly fact: Fact<KindOf<K>>;
  readonly title: Bilingual;
  readonly unit?: string;
  readonly values?: readonly string[];
  /** Derived for the rules of the row and then dropped. */
  readonly transient?: boolean;
  /**
   * A fact (true or a day) that a row's own cells say, without a follow-up's: of several rows of a case the greatest counts. `fact` is over
   * fields.
   */
  readonly saidByRow?: true;
  /**
   * Derived when figures are computed, because it needs another table. `fact` is its value by the row alone; for `patients` that value
   * stands until then, because other columns depend on it.
   */
  readonly lookup?: Lookup;
}

/**
 * Which cells of a row tell of a patient's death. A later row of the case in which one of `turns` changes from dead to alive revokes
 * everything the earlier row said of the death, even if the later cells are blank.
 */
export interface Death {
  /** Fields with its dates. */
  readonly dates: readonly string[];
  /** Fields in which the word 死亡 tells of it. */
  readonly words: readonly string[];
  /** Fields in which `false` tells of it. */
  readonly alive: readonly string[];
  /** Over the cells of a row: a statement, and a later one that contradicts it. */
  readonly turns: readonly { readonly dead: Fact<'bool'>; readonly alive: Fact<'bool'> }[];
  /** Over the cells of a row: the day of death. */
  readonly day: Fact<'day' | 'moment'>;
  /** Over the cells of a row: days on which the patient was alive. One after an earlier statement's day of death contradicts it too. */
  readonly aliveOn: readonly Fact<'day' | 'moment'>[];
}
/** The other source that a column is derived from. */
export type Lookup = 'staff' | 'hospitals' | 'patients' | 'courses';

/** The kinds of derived columns. */
export type DerivedKind = 'bool' | 'number' | 'date' | 'choice';

/** The kinds of facts for each kind of derived column. */
type KindOf<K extends DerivedKind> = K extends 'date' ? 'day' | 'moment' : Exclude<K, 'date'>;

/** A window that must be over before a case counts; its end is a stored column. */
export interface Window {
  readonly table: string;
  /**
   * The column with the first moment after the window, or, with `days`, the moment from which the days are counted. Null: the window has
   * not begun (still on support).
   */
  readonly over: string;
  /** Calendar days from the day of `over` to the midnight on which the window is over. */
  readonly days?: number;
  /** The length in whole years of a window that outlasts the period of its cases. */
  readonly years?: number;
  readonly title: Bilingual;
}

type ColumnOf<F> =
  F extends Field<infer K, infer V>
    ? K extends 'bool'
      ? BoolColumn
      : K extends 'choice'
        ? ChoiceColumn<V>
        : K extends 'choices'
          ? ChoicesColumn<V>
          : K extends 'number'
            ? NumberColumn
            : K extends 'date'
              ? DateColumn
              : TextColumn
    : never;

type DerivedColumnOf<D> =
  D extends Derived<infer K>
    ? K extends 'bool'
      ? BoolColumn
      : K extends 'number'
        ? NumberColumn
        : K extends 'date'
          ? DateColumn
          : ChoiceColumn
    : never;

/** The declaration of a table of the input contract. */
export interface TableSpec<
  F extends Record<string, Field> = Record<string, Field>,
  D extends Record<string, Derived> = Record<string, Derived>,
  W extends Record<string, { from: string; days?: number; years?: number; title: Bilingual }> = Record<
    string,
    { from: string; days?: number; years?: number; title: Bilingual }
  >,
> {
  readonly name: string;
  readonly title: Bilingual;
  /** What one row stands for. */
  readonly row: Bilingual;
  /**
   * Who may send it. A hospital sends its own rows, in its own folder, and the centre sends them for it in a file that names it row by row;
   * tables of the centre alone are refused in a hospital's folder, whatever hospital their rows name.
   */
  readonly authority: 'hospital' | 'centre';
  /** Fields that are unique together within one hospital (hospital_id always belongs to the key). */
  readonly key: readonly string[];
  /**
   * Set for a list that is sent whole: a sender's newer list replaces the older one. `entry` identifies its entries; one list is about all
   * hospitals, or each hospital's rows form a list.
   */
  readonly whole?: {
    readonly entry: readonly string[];
    readonly oneListOf: 'all hospitals' | 'each hospital';
    /** The field naming an entry that the row replaces, which has not left the list. */
    readonly former?: string;
    /** Set for a list that adds to the older one unless it spans several months and holds two thirds of the older entries, instead of half. */
    readonly adds?: true;
  };
  /** Set where each file counts until one of the same name replaces it; otherwise a hospital's files of a month form one submission. */
  readonly byFile?: true;
  /** A key field that numbers the rows of a case by a date. Where a file leaves it blank in all rows of a case, they are numbered by that date. */
  readonly numbered?: { readonly field: string; readonly by: string };
  /** The date field that assigns a row to a month; null for lists that carry over. */
  readonly indexDate: string | null;
  /** The sent tables that this one is derived from, first the one that makes its rows. Absent: it is sent itself. */
  readonly workedOutFrom?: readonly string[];
  /**
   * Dates that may lie after the as-of day, and the fields about the same event. A later event is not yet known on that day, so all of them
   * are left blank, with a warning.
   */
  readonly outcomes?: Readonly<Record<string, readonly string[]>>;
  /** How a case tells of death, so that a later statement of life revokes it. */
  readonly death?: Death;
  readonly fields: F;
  readonly rules: readonly RowRule[];
  readonly derived: D;
  /** Windows by name; `from` names the derived or stored column with the first moment after it. */
  readonly windows: W;
}

/** Any table of the contract, its columns by name. */
export interface AnyTable {
  readonly spec: TableSpec;
  readonly name: string;
  readonly columns: { readonly [name: string]: Column };
  readonly windows: { readonly [name: string]: Window };
}

/** A table of the contract: its specification, and its columns for use in definitions. */
export interface Table<
  F extends Record<string, Field> = Record<string, Field>,
  D extends Record<string, Derived> = Record<string, Derived>,
  W extends Record<string, { from: string; days?: number; years?: number; title: Bilingual }> = Record<
    string,
    { from: string; days?: number; years?: number; title: Bilingual }
  >,
> {
  readonly spec: TableSpec<F, D, W>;
  readonly name: string;
  readonly columns: { readonly [N in keyof F]: ColumnOf<F[N]> } & {
    readonly [N in keyof D]: DerivedColumnOf<D[N]>;
  };
  readonly windows: { readonly [N in keyof W]: Window };
}

/**
 * Declares a table of the input contract. SQL casts and checks, templates, documentation and types are made from it.
 *
 * @throws {DefinitionError} when a key, index date or rule names a missing field, or a fact reads a column as another kind
 */
export function defineTable<
  const F extends Record<string, Field>,
  const D extends Record<string, Derived>,
  const W extends Record<string, { from: string; days?: number; years?: number; title: Bilingual }>,
>(spec: TableSpec<F, D, W>): Table<F, D, W> {
  const known = new Set([...Object.keys(spec.fields), ...Object.keys(spec.derived)]);
  const named = {
    key: spec.key,
    indexDate: spec.indexDate ? [spec.indexDate] : [],
    rules: spec.rules.flatMap((r) => r.fields),
    windows: Object.values(spec.windows).map(({ from }) => from),
  };
  for (const [field, names] of Object.entries(named))
    for (const name of names)
      if (!known.has(name))
        throw new DefinitionError(spec.name, `has no field ${name}`, {
          field,
          allowed: nearestNames(name, [...known]),
        });

  checkFacts(spec);

  const columns: Record<string, unknown> = {};
  for (const [name, { kind, meta, values }] of Object.entries(spec.fields)) {
    const title = { zh: meta.header, en: meta.en ?? name.replaceAll('_', ' ') };
    columns[name] = makeColumn(kind, spec.name, name, title, meta.unit ?? '', values ?? []);
  }
  for (const [name, { kind, title, unit, values }] of Object.entries(spec.derived)) {
    columns[name] = makeColumn(kind, spec.name, name, title, unit ?? '', values ?? []);
  }
  const windows = Object.fromEntries(
    Object.entries(spec.windows).map(([name, w]) => [
      name,
      {
        table: spec.name,
        over: w.from,
        title: w.title,
        ...(w.days === undefined ? {} : { days: w.days }),
        ...(w.years === undefined ? {} : { years: w.years }),
      },
    ]),
  );
  return {
    spec,
    name: spec.name,
    columns: columns as Table<F, D, W>['columns'],
    windows: windows as Table<F, D, W>['windows'],
  };
}

function makeColumn(
  kind: string,
  table: string,
  name: string,
  title: Bilingual,
  unit: string,
  values: readonly string[],
) {
  switch (kind) {
    case 'bool':
      return boolColumn(table, name, title);
    case 'choice':
      return choiceColumn(table, name, title, values);
    case 'choices':
      return choicesColumn(table, name, title, values);
    case 'number':
      return numberColumn(table, name, title, unit);
    case 'date':
      return dateColumn(table, name, title);
    default:
      return textColumn(table, name, title);
  }
}
