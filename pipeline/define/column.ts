import type { Predicate, Sign } from './predicate.js';

/** A typed column of a staged table, of which definitions are made. */
export interface Column {
  readonly table: string;
  readonly name: string;
  /** The title that readers know it by. */
  readonly title: { readonly zh: string; readonly en: string };
}

/** A column of yes or no. */
export interface BoolColumn extends Column {
  readonly kind: 'bool';
  isTrue(): Predicate;
  isFalse(): Predicate;
  isKnown(): Predicate;
}

/** A column with one of some words. */
export interface ChoiceColumn<V extends string = string> extends Column {
  readonly kind: 'choice';
  readonly values: readonly V[];
  /** One of these values; not known when blank. */
  is(...values: readonly V[]): Predicate;
  isKnown(): Predicate;
}

/** A column with several of some words. */
export interface ChoicesColumn<V extends string = string> extends Column {
  readonly kind: 'choices';
  readonly values: readonly V[];
  /** At least one of these values is in the list; not known when blank. */
  includes(...values: readonly V[]): Predicate;
  isKnown(): Predicate;
}

/** A column of numbers. Comparisons are not known when blank. */
export interface NumberColumn extends Column {
  readonly kind: 'number';
  /** The unit, such as `min` or `mmHg`; empty for a count. */
  readonly unit: string;
  moreThan(value: number): Predicate;
  atLeast(value: number): Predicate;
  lessThan(value: number): Predicate;
  atMost(value: number): Predicate;
  equals(value: number): Predicate;
  /** This number is greater than the other column's. */
  exceeds(other: NumberColumn): Predicate;
  isKnown(): Predicate;
}

/** A column of days or moments. Comparisons are not known when blank, unless stated otherwise. */
export interface DateColumn extends Column {
  readonly kind: 'date';
  /** Earlier than the other; not known when either is blank. */
  before(other: DateColumn): Predicate;
  onOrBefore(other: DateColumn): Predicate;
  /** Not more than this many days before the as-of day; false when blank. */
  isRecent(days: number): Predicate;
  isKnown(): Predicate;
}

/** A column of text, of which only its presence can be used. */
export interface TextColumn extends Column {
  readonly kind: 'text';
  isKnown(): Predicate;
}

type Title = Column['title'];

const known = (name: string) => (): Predicate => ({ op: 'known', column: name });

export function boolColumn(table: string, name: string, title: Title): BoolColumn {
  return {
    kind: 'bool',
    table,
    name,
    title,
    isTrue: () => ({ op: 'is', column: name, value: true }),
    isFalse: () => ({ op: 'is', column: name, value: false }),
    isKnown: known(name),
  };
}

export function choiceColumn<V extends string>(
  table: string,
  name: string,
  title: Title,
  values: readonly V[],
): ChoiceColumn<V> {
  return {
    kind: 'choice',
    table,
    name,
    title,
    values,
    is: (...wanted) => ({ op: 'in', column: name, values: wanted }),
    isKnown: known(name),
  };
}

export function choicesColumn<V extends string>(
  table: string,
  name: string,
  title: Title,
  values: readonly V[],
): ChoicesColumn<V> {
  return {
    kind: 'choices',
    table,
    name,
    title,
    values,
    includes: (...wanted) => ({
      op: 'includes',
      column: name,
      values: wanted,
      mask: wanted.reduce((mask, value) => mask | (2 ** values.indexOf(value)), 0),
    }),
    isKnown: known(name),
  };
}

export function numberColumn(table: string, name: string, title: Title, unit: string): NumberColumn {
  const compare =
    (sign: Sign) =>
    (value: number): Predicate => ({ op: 'compare', column: name, sign, value });
  return {
    kind: 'number',
    table,
    name,
    title,
    unit,
    moreThan: compare('>'),
    atLeast: compare('>='),
    lessThan: compare('<'),
    atMost: compare('<='),
    equals: compare('='),
    exceeds: (other) => ({ op: 'order', left: name, sign: '>', right: other.name }),
    isKnown: known(name),
  };
}

export function dateColumn(table: string, name: string, title: Title): DateColumn {
  return {
    kind: 'date',
    table,
    name,
    title,
    before: (other) => ({ op: 'order', left: name, sign: '<', right: other.name }),
    onOrBefore: (other) => ({ op: 'order', left: name, sign: '<=', right: other.name }),
    isRecent: (days) => ({ op: 'recent', column: name, days }),
    isKnown: known(name),
  };
}

export function textColumn(table: string, name: string, title: Title): TextColumn {
  return { kind: 'text', table, name, title, isKnown: known(name) };
}
