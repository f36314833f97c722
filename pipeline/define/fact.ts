import type { Bilingual } from '../message/errors.js';
import type { Sign } from './predicate.js';
import type { Vocabulary } from './vocabulary.js';

/*
 * Facts follow from the cells of one row; derived columns are declared with them. A fact is data, so that one declaration is compiled to
 * SQL, described in words, hashed, and evaluated without SQL. A blank cell is not known, and so is a fact that depends on it, unless stated
 * otherwise below. Truth values follow Kleene's logic, as in predicates.
 */

/**
 * The kind of a fact's value. A `day` is a date; a `moment` is a date with a clock time, and `<column>_timed` says whether that is known
 * (if not, the moment is 0:00 of its day). `choices` is a list of words, stored as bits in the order of its values.
 */
export type Kind = 'bool' | 'number' | 'day' | 'moment' | 'choice' | 'choices' | 'text';

declare const ofKind: unique symbol;

/** A fact whose value has a kind. */
export type Fact<K extends Kind = Kind> = FactNode & { readonly [ofKind]?: K };

/** A column of the row itself. */
export interface ColumnNode {
  readonly op: 'column';
  readonly kind: Kind;
  readonly name: string;
}
/** A column as a fact. */
export type ColumnFact<K extends Kind = Kind> = ColumnNode & { readonly [ofKind]?: K };

/** The kinds of facts; made by the functions below, which give their meaning. */
export type FactNode =
  | ColumnNode
  | { readonly op: 'constant'; readonly value: boolean | number | string }
  | { readonly op: 'not known'; readonly kind?: Kind }
  | { readonly op: 'as-of end' }
  | { readonly op: 'named'; readonly title: Bilingual; readonly of: Fact }
  | { readonly op: 'known' | 'surely' | 'possibly' | 'not'; readonly of: Fact }
  | { readonly op: 'all' | 'any' | 'how many'; readonly of: readonly Fact[] }
  | { readonly op: 'in'; readonly of: Fact; readonly values: readonly (string | number)[] }
  | {
      readonly op: 'includes';
      readonly of: ColumnNode;
      readonly values: readonly string[];
      readonly mask: number;
    }
  | { readonly op: 'compare'; readonly left: Fact; readonly sign: Sign; readonly right: Fact }
  | { readonly op: 'between'; readonly of: Fact; readonly low: Fact; readonly high: Fact }
  | { readonly op: 'when'; readonly branches: readonly Branch[]; readonly otherwise?: Fact }
  | { readonly op: 'first known' | 'latest' | 'earliest' | 'sum'; readonly of: readonly Fact[] }
  | { readonly op: 'clock known' | 'latest moment'; readonly of: ColumnNode }
  | { readonly op: 'surely before'; readonly left: ColumnNode; readonly right: ColumnNode }
  | {
      readonly op: 'within' | 'less than';
      readonly hours: number;
      readonly after: ColumnNode;
      readonly of: ColumnNode;
    }
  | { readonly op: 'day' | 'midnight' | 'rounded' | 'rounded down'; readonly of: Fact }
  | {
      readonly op: 'plus';
      readonly of: Fact;
      readonly count: number;
      readonly unit: 'hours' | 'days' | 'months';
    }
  | { readonly op: 'anniversary'; readonly of: Fact; readonly years: number }
  | {
      readonly op: 'days between' | 'minutes between' | 'years between';
      readonly from: Fact;
      readonly to: Fact;
    }
  | { readonly op: 'times' | 'over'; readonly of: Fact; readonly by: number }
  | { readonly op: 'read'; readonly column: string; readonly as: Reading }
  | {
      readonly op: 'meaning';
      readonly column: string;
      readonly of: Vocabulary;
      readonly kind: 'choice' | 'number';
    };

/** One branch of a `when`. */
export interface Branch {
  readonly condition: Fact;
  readonly value: Fact;
}

/** The kind of cell that a text is read as. */
export type Reading = 'yes or no' | 'number' | 'percentage' | 'day';

type Plain = boolean | number | string | null;
type KindOf<V> = V extends null
  ? never
  : V extends boolean
    ? 'bool'
    : V extends number
      ? 'number'
      : V extends string
        ? 'choice'
        : V extends { readonly [ofKind]?: infer K extends Kind }
          ? K
          : never;

const lifted = (value: Fact | Plain): Fact =>
  value === null ? { op: 'not known' } : typeof value === 'object' ? value : { op: 'constant', value };

const columnOf =
  <K extends Kind>(kind: K) =>
  (name: string): ColumnFact<K> => ({ op: 'column', kind, name });

/** The columns of the row, fields and derived ones. */
export const column = {
  bool: columnOf('bool'),
  number: columnOf('number'),
  day: columnOf('day'),
  moment: columnOf('moment'),
  choice: columnOf('choice'),
  choices: columnOf('choices'),
  text: columnOf('text'),
} as const;

/** The same value for every row. */
export const constant = <V extends boolean | number | string>(value: V): Fact<KindOf<V>> => ({
  op: 'constant',
  value,
});

/** Not known for any row: filled in later by a look-up, or never. */
export const notKnown = <K extends Kind>(kind: K): Fact<K> => ({ op: 'not known', kind });

/** The first moment after the as-of day. */
export const asOfEnd: Fact<'moment'> = { op: 'as-of end' };

/** A fact with a name, which the words of other facts use. */
export const named = <K extends Kind>(zh: string, en: string, of: Fact<K>): Fact<K> => ({
  op: 'named',
  title: { zh, en },
  of,
});

/** Whether it is known; never itself not known. */
export const known = (of: Fact): Fact<'bool'> => ({ op: 'known', of });

/** True where it is true; not known counts as no. */
export const surely = (of: Fact<'bool'>): Fact<'bool'> => ({ op: 'surely', of });

/** False where it is false; not known counts as yes. */
export const possibly = (of: Fact<'bool'>): Fact<'bool'> => ({ op: 'possibly', of });

/** The negation; not known stays not known. */
export const not = (of: Fact<'bool'>): Fact<'bool'> => ({ op: 'not', of });

/** True when all are; false as soon as one is false; otherwise not known. */
export const all = (...of: readonly Fact<'bool'>[]): Fact<'bool'> => ({ op: 'all', of });

/** True as soon as one is; false when all are false; otherwise not known. */
export const any = (...of: readonly Fact<'bool'>[]): Fact<'bool'> => ({ op: 'any', of });

/** How many are true; not known as soon as one of them is not known. */
export const howMany = (...of: readonly Fact<'bool'>[]): Fact<'number'> => ({ op: 'how many', of });

/** One of these words or numbers; not known when blank. */
export const is = (
  of: Fact<'choice' | 'number' | 'text'>,
  ...values: readonly (string | number)[]
): Fact<'bool'> => ({ op: 'in', of, values });

/** At least one of these values is in the list whose values are `order`; not known when blank. */
export const includes = (
  of: ColumnFact<'choices'>,
  order: readonly string[],
  ...values: readonly string[]
): Fact<'bool'> => ({
  op: 'includes',
  of,
  values,
  mask: values.reduce((mask, value) => mask | (2 ** order.indexOf(value)), 0),
});

/** Compares two facts of a kind; not known as soon as one of them is not known. */
export const compare = <K extends Kind>(
  left: Fact<K>,
  sign: Sign,
  right: Fact<NoInfer<K>> | (K extends 'number' ? number : never),
): Fact<'bool'> => ({ op: 'compare', left, sign, right: lifted(right) });

/** No less than `low` and no more than `high`. */
export const between = (of: Fact<'number'>, low: Fact<'number'>, high: Fact<'number'>): Fact<'bool'> => ({
  op: 'between',
  of,
  low,
  high,
});

/** The last branch of a `when`, for all remaining rows. */
export interface Otherwise<V extends Fact | Plain = Fact | Plain> {
  readonly otherwise: V;
}
/** The last branch of a `when`: the value where no condition is true. */
export const otherwise = <V extends Fact | Plain>(value: V): Otherwise<V> => ({ otherwise: value });

type ValueIn<B> = B extends readonly [Fact<'bool'>, infer V] ? V : B extends Otherwise<infer V> ? V : never;

/**
 * The value of the first condition that is true, skipping those not known; else that of `otherwise`, else not known. A value of null means
 * not known, whatever follows.
 */
export function when<const B extends readonly (readonly [Fact<'bool'>, Fact | Plain] | Otherwise)[]>(
  ...branches: B
): Fact<KindOf<ValueIn<B[number]>>> {
  const tried = branches.flatMap((branch) =>
    'otherwise' in branch ? [] : [{ condition: branch[0], value: lifted(branch[1]) }],
  );
  const last = branches.flatMap((branch) => ('otherwise' in branch ? [lifted(branch.otherwise)] : []));
  return { op: 'when', branches: tried, ...(last[0] ? { otherwise: last[0] } : {}) };
}

/** The first known one. */
export const firstKnown = <K extends Kind>(...of: readonly Fact<K>[]): Fact<K> => ({ op: 'first known', of });

/** The latest of the known ones. */
export const latestOf = <K extends 'day' | 'moment'>(...of: readonly Fact<K>[]): Fact<K> => ({
  op: 'latest',
  of,
});

/** The earliest of the known ones. */
export const earliestOf = <K extends 'day' | 'moment'>(...of: readonly Fact<K>[]): Fact<K> => ({
  op: 'earliest',
  of,
});

/** Whether the clock time of a moment is known; false for a date alone, not known where the moment is blank. */
export const clockKnown = (of: ColumnFact<'moment'>): Fact<'bool'> => ({ op: 'clock known', of });

/** The latest moment that a column can mean: itself, or the end of its day where the clock time is not known. */
export const latestMoment = (of: ColumnFact<'moment'>): Fact<'moment'> => ({ op: 'latest moment', of });

/** Whether `left` is before `right` for every possible missing clock time. On one day with a clock time missing: no. */
export const surelyBefore = (left: ColumnFact<'moment'>, right: ColumnFact<'moment'>): Fact<'bool'> => ({
  op: 'surely before',
  left,
  right,
});

const hoursAfter = (op: 'within' | 'less than') => (hours: number) => ({
  after: (after: ColumnFact<'moment'>) => ({
    of: (of: ColumnFact<'moment'>): Fact<'bool'> => ({ op, hours, after, of }),
  }),
});

/** `within(48).after(b).of(a)`: `a` no more than 48 hours after `b`; not known where missing clock times leave it open. */
export const within = hoursAfter('within');

/** `lessThan(24).after(b).of(a)`: `a` less than 24 hours after `b`; not known where missing clock times leave it open. */
export const lessThan = hoursAfter('less than');

/** The day of a moment. */
export const day = (of: Fact<'moment'>): Fact<'day'> => ({ op: 'day', of });

/** The first moment of a day. */
export const midnight = (of: Fact<'day'>): Fact<'moment'> => ({ op: 'midnight', of });

/** A number of hours after a moment. */
export const plusHours = (of: Fact<'moment'>, count: number): Fact<'moment'> => ({
  op: 'plus',
  of,
  count,
  unit: 'hours',
});

/** A number of days after a day. */
export const plusDays = (of: Fact<'day'>, count: number): Fact<'day'> => ({
  op: 'plus',
  of,
  count,
  unit: 'days',
});

/** The first moment of the day a number of months after a day. */
export const plusMonths = (of: Fact<'day'>, count: number): Fact<'moment'> => ({
  op: 'plus',
  of,
  count,
  unit: 'months',
});

/** The same day of the month a number of years later; 28 February for a non-existent 29 February. */
export const anniversary = (of: Fact<'day' | 'moment'>, years: number): Fact<'day'> => ({
  op: 'anniversary',
  of,
  years,
});

/** Days from one day to another, negative where the second is earlier. */
export const daysBetween = (from: Fact<'day'>, to: Fact<'day'>): Fact<'number'> => ({
  op: 'days between',
  from,
  to,
});

/** Minutes from one moment to another, rounded to the nearest whole one, halves to the even one. */
export const minutesBetween = (from: Fact<'moment'>, to: Fact<'moment'>): Fact<'number'> => ({
  op: 'minutes between',
  from,
  to,
});

/** Whole years from one day to another: the number of anniversaries reached. */
export const yearsBetween = (from: Fact<'day'>, to: Fact<'day'>): Fact<'number'> => ({
  op: 'years between',
  from,
  to,
});

/** The sum; not known as soon as one of them is not known. */
export const sum = (...of: readonly (Fact<'number'> | number)[]): Fact<'number'> => ({
  op: 'sum',
  of: of.map(lifted),
});

/** The product with a constant. */
export const times = (of: Fact<'number'>, by: number): Fact<'number'> => ({ op: 'times', of, by });

/** The quotient, with its fraction. */
export const over = (of: Fact<'number'>, by: number): Fact<'number'> => ({ op: 'over', of, by });

/** Rounded to the nearest whole number, halves away from zero. */
export const rounded = (of: Fact<'number'>): Fact<'number'> => ({ op: 'rounded', of });

/** The next lower whole number. */
export const roundedDown = (of: Fact<'number'>): Fact<'number'> => ({ op: 'rounded down', of });

interface Readings {
  readonly 'yes or no': 'bool';
  readonly number: 'number';
  readonly percentage: 'number';
  readonly day: 'day';
}

/** A text read as a cell of another kind; not known where it is none. */
export const read = <R extends Reading>(name: string, as: R): Fact<Readings[R]> => ({
  op: 'read',
  column: name,
  as,
});

/** The meaning of a text by a list of words; not known where it is not listed or means several things. */
export const meaning = (name: string, of: Vocabulary): Fact<'choice'> => ({
  op: 'meaning',
  column: name,
  of,
  kind: 'choice',
});

/** As `meaning`, where the meanings are numbers. */
export const meaningNumber = (name: string, of: Vocabulary): Fact<'number'> => ({
  op: 'meaning',
  column: name,
  of,
  kind: 'number',
});
