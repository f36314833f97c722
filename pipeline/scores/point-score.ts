import {
  all,
  column,
  compare,
  type Fact,
  howMany,
  includes,
  is,
  known,
  named,
  not,
  otherwise,
  sum,
  when,
} from '../define/fact.js';
import type { Bilingual } from '../message/errors.js';

/*
 * A severity score is a table of points. One table gives both the function for one patient's score and the facts of the staged columns, so
 * that they always agree.
 */

/** One range of a number: `below` excludes its value, `upTo` includes it; the first that fits counts, and the last has neither. */
export interface Band {
  readonly below?: number;
  readonly upTo?: number;
  /** Null: the score is not valid for such a patient. */
  readonly points: number | null;
}

/** One item of a score; `input` is the name of its column. */
export type ScoreItem<K extends string = string> =
  | { readonly kind: 'number'; readonly input: K; readonly bands: readonly Band[] }
  | { readonly kind: 'yes'; readonly input: K; readonly points: number }
  | { readonly kind: 'one of'; readonly input: K; readonly points: Readonly<Record<string, number>> }
  /** The points of all given values are added. */
  | { readonly kind: 'any of'; readonly input: K; readonly points: Readonly<Record<string, number>> };

/** A class of scores from `from` on, and the share of its patients that survived in the score's own cohort, in whole percent. */
export interface ScoreClass {
  readonly name: string;
  readonly from: number;
  readonly survival: number;
}

/** Why a score may be doubtful although it can be computed. */
export interface ScoreFlag<K extends string = string> {
  readonly word: string;
  readonly title: Bilingual;
  readonly when:
    | { readonly score: number }
    | { readonly input: K; readonly equals: number }
    | { readonly input: K; readonly several: true };
}

/** A published score as a table of points. */
export interface ScoreTable<K extends string = string> {
  readonly name: string;
  readonly constant: number;
  readonly items: readonly ScoreItem<K>[];
  /** Highest first; the last takes every lower score. */
  readonly classes: readonly ScoreClass[];
  readonly flags: readonly ScoreFlag<K>[];
}

/** A patient's value of an item; null where it is not known. */
export type ScoreInput = number | boolean | string | readonly string[] | null;
/** A patient's values by item; a missing one is not known. */
export type ScoreInputs<K extends string = string> = Readonly<Partial<Record<K, ScoreInput>>>;

/** A patient's score, with its class and flags. */
export interface Scored {
  /** Null when an input is missing or the score is not valid for the patient; never a partial score. */
  readonly score: number | null;
  /** Lowest and highest possible score. */
  readonly range: readonly [number, number];
  readonly class: string | null;
  /** Published survival of the class to discharge, in whole percent. */
  readonly expectedSurvival: number | null;
  /** Inputs that are blank. */
  readonly missing: readonly string[];
  /** Words of {@link ScoreTable.flags}. */
  readonly flags: readonly string[];
}

function extremesOf(item: ScoreItem): readonly [number, number] {
  switch (item.kind) {
    case 'number': {
      const points = item.bands.flatMap(({ points }) => (points === null ? [] : [points]));
      return [Math.min(...points), Math.max(...points)];
    }
    case 'yes':
      return [Math.min(0, item.points), Math.max(0, item.points)];
    case 'one of': {
      const points = Object.values(item.points);
      return [Math.min(...points), Math.max(...points)];
    }
    case 'any of': {
      const points = Object.values(item.points);
      const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0);
      return [sum(points.filter((p) => p < 0)), sum(points.filter((p) => p > 0))];
    }
  }
}

/** Lowest and highest score of a table: the extremes of its items and its constant. */
export function scoreRange({ items, constant }: ScoreTable): readonly [number, number] {
  const extremes = items.map(extremesOf);
  return [
    extremes.reduce((total, [low]) => total + low, constant),
    extremes.reduce((total, [, high]) => total + high, constant),
  ];
}

/** Points of one item; null when the score is not valid, undefined when the input is blank or no value of the item. */
function pointsOf(item: ScoreItem, value: ScoreInput | undefined): number | null | undefined {
  switch (item.kind) {
    case 'number':
      if (typeof value !== 'number') return undefined;
      return item.bands.find(
        ({ below, upTo }) => (below === undefined || value < below) && (upTo === undefined || value <= upTo),
      )?.points;
    case 'yes':
      return typeof value === 'boolean' ? (value ? item.points : 0) : undefined;
    case 'one of':
      return typeof value === 'string' ? item.points[value] : undefined;
    case 'any of': {
      if (!Array.isArray(value) || value.length === 0) return undefined;
      const points = [...new Set<string>(value)].map((one) => item.points[one]);
      return points.some((one) => one === undefined)
        ? undefined
        : points.reduce<number>((total, one) => total + (one ?? 0), 0);
    }
  }
}

/** The score of one patient. */
export function scoreOf<K extends string>(table: ScoreTable<K>, inputs: ScoreInputs<K>): Scored {
  const points = table.items.map((item) => pointsOf(item, inputs[item.input]));
  const missing = table.items.flatMap(({ input }, i) => (points[i] === undefined ? [input] : []));
  const score = points.every((one) => typeof one === 'number')
    ? points.reduce<number>((total, one) => total + (one ?? 0), table.constant)
    : null;
  const found = score === null ? undefined : table.classes.find(({ from }) => score >= from);
  const lowest = table.classes.at(-1);
  const of = score === null ? undefined : (found ?? lowest);
  const flags = table.flags.filter(({ when }) => {
    if (score === null) return false;
    if ('score' in when) return score === when.score;
    const value = inputs[when.input];
    return 'several' in when ? Array.isArray(value) && value.length > 1 : value === when.equals;
  });
  return {
    score,
    range: scoreRange(table),
    class: of?.name ?? null,
    expectedSurvival: of?.survival ?? null,
    missing,
    flags: flags.map(({ word }) => word),
  };
}

/** Points of one item; not known where the input is blank or the score is not valid for the patient. */
function pointsFact(item: ScoreItem): Fact<'number'> {
  switch (item.kind) {
    case 'number': {
      const input = column.number(item.input);
      return when(
        ...item.bands.map(({ below, upTo, points }): [Fact<'bool'>, number | null] => [
          below !== undefined
            ? compare(input, '<', below)
            : upTo !== undefined
              ? compare(input, '<=', upTo)
              : known(input),
          points,
        ]),
      );
    }
    case 'yes': {
      const input = column.bool(item.input);
      return when([input, item.points], [not(input), 0]);
    }
    case 'one of':
      return when(
        ...Object.entries(item.points).map(([word, points]): [Fact<'bool'>, number] => [
          is(column.choice(item.input), word),
          points,
        ]),
      );
    case 'any of': {
      const [input, words] = [column.choices(item.input), Object.keys(item.points)];
      const points = Object.entries(item.points).map(([word, of]) =>
        when([includes(input, words, word), of], otherwise(0)),
      );
      return when([includes(input, words, ...words), sum(...points)]);
    }
  }
}

/** The name of a score's sum in facts; its points are explained as a table. */
export const scoreTitle = ({ name }: ScoreTable): Bilingual => ({
  zh: `${name}各项之和`,
  en: `the sum of the items of ${name}`,
});

/** A score over the columns of its items; not known as soon as one of them is not known. */
export function scoreFact(table: ScoreTable): Fact<'number'> {
  const { zh, en } = scoreTitle(table);
  return named(zh, en, sum(...table.items.map(pointsFact), table.constant));
}

/** The published survival of the class of a score, in whole percent. */
export const survivalFact = ({ classes }: ScoreTable, score: Fact<'number'>): Fact<'number'> =>
  when(
    ...classes.map(({ from, survival }, i): [Fact<'bool'>, number] => [
      i < classes.length - 1 ? compare(score, '>=', from) : known(score),
      survival,
    ]),
  );

/** The first flag of a score that applies, by name. */
export function flagFact({ items, flags }: ScoreTable, score: Fact<'number'>): Fact<'choice'> {
  const severalOf = (input: string) => {
    const item = items.find((one) => one.input === input);
    const words = item?.kind === 'any of' ? Object.keys(item.points) : [];
    return compare(howMany(...words.map((word) => includes(column.choices(input), words, word))), '>', 1);
  };
  return when(
    ...flags.map(({ word, when: holds }): [Fact<'bool'>, string] => [
      all(
        known(score),
        'score' in holds
          ? compare(score, '=', holds.score)
          : 'several' in holds
            ? severalOf(holds.input)
            : compare(column.number(holds.input), '=', holds.equals),
      ),
      word,
    ]),
  );
}
