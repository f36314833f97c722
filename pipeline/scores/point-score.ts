import type { Bilingual } from '../message/errors.js';

/*
 * A severity score is a table of points. From the same table come the function that works out one patient's score and the
 * SQL of the staged columns, so that the two cannot part.
 */

/** One range of a number: `below` excludes its value, `upTo` includes it; the first that fits counts, and the last has neither. */
export interface Band {
  readonly below?: number;
  readonly upTo?: number;
  /** Null: the score does not hold for such a patient. */
  readonly points: number | null;
}

/** One item of a score; `input` is the name of the column that holds it. */
export type ScoreItem<K extends string = string> =
  | { readonly kind: 'number'; readonly input: K; readonly bands: readonly Band[] }
  | { readonly kind: 'yes'; readonly input: K; readonly points: number }
  | { readonly kind: 'one of'; readonly input: K; readonly points: Readonly<Record<string, number>> }
  /** Points of every value named are added. */
  | { readonly kind: 'any of'; readonly input: K; readonly points: Readonly<Record<string, number>> };

/** A class of scores from `from` on, and the share of its patients that survived in the score's own cohort, in whole percent. */
export interface ScoreClass {
  readonly name: string;
  readonly from: number;
  readonly survival: number;
}

/** What makes a score doubtful although it can be worked out. */
export interface ScoreFlag<K extends string = string> {
  readonly word: string;
  readonly title: Bilingual;
  readonly when:
    | { readonly score: number }
    | { readonly input: K; readonly equals: number }
    | { readonly input: K; readonly several: true };
}

export interface ScoreTable<K extends string = string> {
  readonly name: string;
  readonly constant: number;
  readonly items: readonly ScoreItem<K>[];
  /** Highest first; the last takes every lower score. */
  readonly classes: readonly ScoreClass[];
  readonly flags: readonly ScoreFlag<K>[];
}

export type ScoreInput = number | boolean | string | readonly string[] | null;
export type ScoreInputs<K extends string = string> = Readonly<Partial<Record<K, ScoreInput>>>;

export interface Scored {
  /** Null when an input is missing or the score does not hold for the patient; never a part of a score. */
  readonly score: number | null;
  /** Lowest and highest score there can be. */
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

/** Points of one item; null when the score does not hold, undefined when the input is blank or no value of the item. */
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

const quoted = (text: string) => `'${text}'`;

function pointsSql(item: ScoreItem): string {
  const branches: string[] = [];
  switch (item.kind) {
    case 'number':
      for (const { below, upTo, points } of item.bands) {
        const when =
          below !== undefined
            ? `${item.input} < ${below}`
            : upTo !== undefined
              ? `${item.input} <= ${upTo}`
              : `${item.input} IS NOT NULL`;
        branches.push(`WHEN ${when} THEN ${points ?? 'NULL'}`);
      }
      break;
    case 'yes':
      branches.push(`WHEN ${item.input} THEN ${item.points}`, `WHEN NOT ${item.input} THEN 0`);
      break;
    case 'one of':
      for (const [word, points] of Object.entries(item.points))
        branches.push(`WHEN ${item.input} = ${quoted(word)} THEN ${points}`);
      break;
    case 'any of': {
      // A list of choices is stored as a bit mask in the order of its values.
      const bits = Object.values(item.points).map(
        (points, i) => `CASE WHEN (${item.input} & ${2 ** i}) <> 0 THEN ${points} ELSE 0 END`,
      );
      return `CASE WHEN ${item.input} <> 0 THEN ${bits.join(' + ')} END`;
    }
  }
  return `CASE ${branches.join(' ')} END`;
}

/** SQL of a score over the columns its items name; NULL as soon as one of them is. */
export const scoreSql = ({ items, constant }: ScoreTable): string =>
  [...items.map(pointsSql), String(constant)].join(' + ');

/** SQL of the published survival of the class of a score, in whole percent. */
export function survivalSql({ classes }: ScoreTable, score: string): string {
  const branches = classes.map(({ from, survival }, i) =>
    i < classes.length - 1
      ? `WHEN ${score} >= ${from} THEN ${survival}`
      : `WHEN ${score} IS NOT NULL THEN ${survival}`,
  );
  return `CASE ${branches.join(' ')} END`;
}

/** SQL branches `WHEN … THEN 'word'` of the flags of a score, in the order of the table. */
export const flagBranchesSql = ({ flags }: ScoreTable, score: string): string =>
  flags
    .map(({ word, when }) => {
      const holds =
        'score' in when
          ? `${score} = ${when.score}`
          : 'several' in when
            ? `bit_count(${when.input}) > 1`
            : `${when.input} = ${when.equals}`;
      return `WHEN ${score} IS NOT NULL AND ${holds} THEN ${quoted(word)}`;
    })
    .join(' ');
