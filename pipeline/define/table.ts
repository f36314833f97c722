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
  /** The cells concerned; all of them are named in the problem. */
  readonly fields: readonly string[];
  readonly message: Bilingual;
  /** What to do; by default to look into the chart, where the rows of cases come from. */
  readonly fix?: Bilingual;
}

/** A column worked out once when a row is staged: the only place where dates are added and subtracted. */
export interface Derived<K extends DerivedKind = DerivedKind> {
  readonly kind: K;
  /** What it is, over the stored columns of the same row. */
  readonly fact: Fact<KindOf<K>>;
  readonly title: Bilingual;
  readonly unit?: string;
  readonly values?: readonly string[];
  /** Worked out for the rules of the row and then dropped. */
  readonly transient?: boolean;
  /**
   * What a row says by its own cells alone, true or a day: of several rows of a case the greatest, and nothing of what a follow-up has
   * filled in. `fact` is over fields.
   */
  readonly saidByRow?: true;
  /**
   * Worked out when figures are computed, because it needs another table. `fact` is what it is of a row by itself; until then what other
   * rows tell of a patient is that, for other columns rest on it.
   */
  readonly lookup?: Lookup;
}

/**
 * Where a row tells that the patient died. A later row of the case in which one of `turns` has come from dead to alive takes
 * back everything the earlier row said of the death, blank though the later cells are.
 */
export interface Death {
  /** Its dates. */
  readonly dates: readonly string[];
  /** Fields in which the word 死亡 tells it. */
  readonly words: readonly string[];
  /** Fields in which `false` tells it. */
  readonly alive: readonly string[];
  /** Over the cells of a row: what one statement says and what contradicts it in a later one. */
  readonly turns: readonly { readonly dead: Fact<'bool'>; readonly alive: Fact<'bool'> }[];
  /** Over the cells of a row, the day of death it tells of. */
  readonly day: Fact<'day' | 'moment'>;
  /** Over the cells of a row, days on which the patient was alive: one after an earlier statement's day of death contradicts it too. */
  readonly aliveOn: readonly Fact<'day' | 'moment'>[];
}
/** What a column is worked out from beside its own table. */
export type Lookup = 'staff' | 'hospitals' | 'patients' | 'courses';

export type DerivedKind = 'bool' | 'number' | 'date' | 'choice';

/** The kinds of facts that a derived column may be. */
type KindOf<K extends DerivedKind> = K extends 'date' ? 'day' | 'moment' : Exclude<K, 'date'>;

/** A window that must be over before a case counts: the moment it is over, as a stored column. */
export interface Window {
  readonly table: string;
  /** The column that holds the first moment after the window, or, with `days`, the moment the days are counted from. Null: the window has not begun to run (still on support). */
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
  /** What one row is. */
  readonly row: Bilingual;
  /**
   * Who may speak in it. A hospital speaks of itself, in its own folder, and the centre for it in a file that names it row by
   * row; what the centre alone may say is refused in a hospital's folder, whatever hospital its rows name.
   */
  readonly authority: 'hospital' | 'centre';
  /** Fields that are unique together inside one hospital (hospital_id always belongs to it). */
  readonly key: readonly string[];
  /**
   * A list that is sent whole: a newer one of a sender takes the place of the older. `entry` is what its rows are about; one list is
   * about all hospitals, or each hospital's rows are a list of their own.
   */
  readonly whole?: {
    readonly entry: readonly string[];
    readonly oneListOf: 'all hospitals' | 'each hospital';
    /** The field that names the entry of which a row has taken the place: that one has not left the list. */
    readonly former?: string;
    /** A list that adds unless it spans several months and holds two thirds of what is known, instead of half. */
    readonly adds?: true;
  };
  /** Each file stands by itself until one of the same name takes its place; else what a hospital sends for a month is one submission. */
  readonly byFile?: true;
  /**
   * A field of the key that numbers the rows of a case in the order of a date. Where a file leaves it blank in all rows of a case,
   * they are numbered by that date.
   */
  readonly numbered?: { readonly field: string; readonly by: string };
  /** The field whose month a row belongs to; null for lists that carry over. */
  readonly indexDate: string | null;
  /** The tables that hospitals send and this one is worked out from, first the one that makes its rows. None: it is sent itself. */
  readonly workedOutFrom?: readonly string[];
  /**
   * Dates that may lie after the as-of day, and the fields that tell of the same event. What happened later is not yet
   * known on that day, so date and tale are both left blank, with a warning.
   */
  readonly outcomes?: Readonly<Record<string, readonly string[]>>;
  /** How a case tells of death, so that a later statement of life takes it back. */
  readonly death?: Death;
  readonly fields: F;
  readonly rules: readonly RowRule[];
  readonly derived: D;
  /** Windows by name; `from` names the derived or stored column holding the first moment after it. */
  readonly windows: W;
}

/** Any table of the contract, its columns by name. */
export interface AnyTable {
  readonly spec: TableSpec;
  readonly name: string;
  readonly columns: { readonly [name: string]: Column };
  readonly windows: { readonly [name: string]: Window };
}

/** A table of the contract: its specification, and its columns as the words of definitions. */
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
 * Declares a table of the input contract. SQL casts and checks, templates, documentation and types derive from it.
 *
 * @throws {DefinitionError} when a key, index date or rule names a field that is not there, or a fact reads a column as what it is not
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
