import type { Bilingual } from '../message/errors.js';
import type { DefinedIndicator } from './indicator.js';
import type { Item } from './item.js';
import type { PeriodType } from './period-type.js';
import type { Predicate, Sign } from './predicate.js';
import type { Rational } from './rational.js';
import type { AnyTable } from './table.js';

/** A number taken from the profile: one item, a sum of items, the number of persons, or a plain number. */
export type Quantity =
  | { readonly of: 'item'; readonly item: Item }
  | { readonly of: 'sum'; readonly items: readonly Item[] }
  | { readonly of: 'persons'; readonly who: Predicate; readonly title: Bilingual }
  | { readonly of: 'number'; readonly value: number }
  /** The requirement of a step table at a size: the `need` of the last step whose `from` is reached; 0 below the first. */
  | { readonly of: 'steps'; readonly by: Quantity; readonly steps: readonly Step[] }
  | { readonly of: 'times'; readonly quantity: Quantity; readonly factor: Rational };

/** A step of a step table: from the size `from` on, `need` is required. */
export interface Step {
  readonly from: number;
  readonly need: number;
}

/**
 * What decides a clause. Rules are data, as predicates are: the evaluation walks them, and forms, documentation and the coverage table are
 * made from the same tree.
 *
 * Every rule has one of five results. `all`: not met as soon as one is not met, then not known, then needs review, otherwise met; what is
 * not applicable does not count. `any`: met as soon as one is met, then needs review, then not known, otherwise not met. A blank is not
 * known, never met and never not met.
 */
export type Rule =
  /** The item is answered 是. */
  | { readonly op: 'answer'; readonly item: Item }
  /** The item's text is one of these words; any other word needs review when `other` says so. */
  | {
      readonly op: 'word';
      readonly item: Item;
      readonly words: readonly string[];
      readonly other: 'not met' | 'needs review';
    }
  /** Compares two numbers, in exact arithmetic. */
  | { readonly op: 'number'; readonly left: Quantity; readonly sign: Sign; readonly right: Quantity }
  /** `left : right` against a ratio, by cross-multiplication. A ratio over zero is not applicable. */
  | {
      readonly op: 'ratio';
      readonly left: Quantity;
      readonly right: Quantity;
      readonly sign: Sign;
      readonly value: Rational;
    }
  /** Every person that `who` selects meets `must`; `none`: the result when there is nobody. */
  | {
      readonly op: 'every person';
      readonly who: Predicate;
      readonly title: Bilingual;
      readonly must: Predicate;
      readonly none: 'not met' | 'not known' | 'not applicable';
    }
  /** The hospital's own row in the list in force on the day meets a condition. */
  | { readonly op: 'hospital'; readonly is: Predicate; readonly title: Bilingual }
  /**
   * The hospital's figure over the period that ends with the day; `three years`: in each of the last three complete calendar years, or
   * `together`.
   */
  | {
      readonly op: 'figure';
      readonly indicator: DefinedIndicator;
      readonly sign: '>=' | '>' | '<=' | '<';
      readonly value: Rational;
      readonly period: PeriodType | 'three years' | 'three years together';
      /** The result where no case of the period is due yet, for hospitals that have sent cases of the table. */
      readonly noneDue?: 'not applicable';
    }
  /** The figure must only exist, with cases in it: the clause requires monitoring, whatever the value. */
  | { readonly op: 'figure shown'; readonly indicator: DefinedIndicator; readonly period: PeriodType }
  /** The figure is shown beside the deciding one; it decides nothing. */
  | { readonly op: 'figure beside'; readonly indicator: DefinedIndicator; readonly period: PeriodType }
  /** Working days from one stated day to another; the day after `from` is the first. */
  | { readonly op: 'working days'; readonly from: Item; readonly to: Item; readonly atMost: number }
  /** A single-use device whose serialised barcode occurs in two cases needs a review; it is not yet a violation. */
  | { readonly op: 'single use'; readonly table: string }
  /** A reviewer's verdict: 达标 is met, 未达标 not met, 不适用 not applicable, 基本达标 needs review. */
  | { readonly op: 'review' }
  | { readonly op: 'all' | 'any'; readonly of: readonly Rule[] }
  /** Only for hospitals that meet a condition; for others `otherwise`. If the condition is not known, the result is not known. */
  | {
      readonly op: 'for';
      readonly whom: Predicate;
      readonly title: Bilingual;
      readonly rule: Rule;
      readonly otherwise: Rule | 'not applicable' | 'needs review';
    }
  /** Other clauses of the same norm, by number. */
  | { readonly op: 'clauses'; readonly of: readonly string[] }
  /** The score sheet decides, once it is summed. */
  | { readonly op: 'score' }
  /** Says what the norm covers or how to read it; nothing has to be met. */
  | { readonly op: 'scope' };

/** The item is answered 是. */
export const answer = (item: Item): Rule => ({ op: 'answer', item });
/** Every item is answered 是. */
export const answers = (...items: readonly Item[]): Rule => ({ op: 'all', of: items.map(answer) });
/** All rules must be met; see `Rule` for blanks. */
export const allOf = (...of: readonly Rule[]): Rule => ({ op: 'all', of });
/** One rule must be met; see `Rule` for blanks. */
export const anyOf = (...of: readonly Rule[]): Rule => ({ op: 'any', of });
/** A reviewer's verdict decides. */
export const review: Rule = { op: 'review' };
/** Nothing has to be met. */
export const scope: Rule = { op: 'scope' };

/** The number stated for an item. */
export const item = (of: Item): Quantity => ({ of: 'item', item: of });
/** The sum of the numbers stated for some items. */
export const sum = (...items: readonly Item[]): Quantity => ({ of: 'sum', items });
/** A constant. */
export const number = (value: number): Quantity => ({ of: 'number', value });
/** The number of persons in the staff list that meet a condition. */
export const persons = (who: Predicate, zh: string, en: string): Quantity => ({
  of: 'persons',
  who,
  title: { zh, en },
});
/** A quantity multiplied by `num`/`den`. */
export const times = (quantity: Quantity, num: number, den: number): Quantity => ({
  of: 'times',
  quantity,
  factor: { num, den },
});
/** What a step table requires at a size. */
export const steps = (
  by: Quantity,
  ...table: readonly (readonly [from: number, need: number])[]
): Quantity => ({
  of: 'steps',
  by,
  steps: table.map(([from, need]) => ({ from, need })),
});

/** `left >= right`, by far the most common comparison. */
export const reaches = (left: Quantity, right: Quantity | number): Rule => ({
  op: 'number',
  left,
  sign: '>=',
  right: typeof right === 'number' ? number(right) : right,
});

/** `left : right >= num : den`. */
export const ratioReaches = (left: Quantity, right: Quantity, num: number, den: number): Rule => ({
  op: 'ratio',
  left,
  right,
  sign: '>=',
  value: { num, den },
});

const partsOf = (rule: Rule): readonly Rule[] => {
  switch (rule.op) {
    case 'all':
    case 'any':
      return rule.of;
    case 'for':
      return typeof rule.otherwise === 'string' ? [rule.rule] : [rule.rule, rule.otherwise];
    default:
      return [];
  }
};

const itemsIn = (quantity: Quantity): readonly Item[] => {
  switch (quantity.of) {
    case 'item':
      return [quantity.item];
    case 'sum':
      return quantity.items;
    case 'steps':
      return itemsIn(quantity.by);
    case 'times':
      return itemsIn(quantity.quantity);
    default:
      return [];
  }
};

/** The distinct items that a rule needs, in order of first mention. */
export function itemsOf(rule: Rule): readonly Item[] {
  const own =
    rule.op === 'answer' || rule.op === 'word'
      ? [rule.item]
      : rule.op === 'number' || rule.op === 'ratio'
        ? [...itemsIn(rule.left), ...itemsIn(rule.right)]
        : rule.op === 'working days'
          ? [rule.from, rule.to]
          : [];
  return [...new Set([...own, ...partsOf(rule).flatMap(itemsOf)])];
}

/** The indicators a rule reads. */
export function indicatorsOf(rule: Rule): readonly DefinedIndicator[] {
  const own =
    rule.op === 'figure' || rule.op === 'figure shown' || rule.op === 'figure beside' ? [rule.indicator] : [];
  return [...new Set([...own, ...partsOf(rule).flatMap(indicatorsOf)])];
}

/** Whether a rule needs a reviewer's judgement. */
export const asksReview = (rule: Rule): boolean => rule.op === 'review' || partsOf(rule).some(asksReview);

/** Whether a rule counts working days, which asks for the holidays of their years. */
export const countsWorkingDays = (rule: Rule): boolean =>
  rule.op === 'working days' || partsOf(rule).some(countsWorkingDays);

/** The tables whose figures a rule asks of three years. */
export const tablesOverYears = (rule: Rule): readonly AnyTable[] => [
  ...(rule.op === 'figure' && (rule.period === 'three years' || rule.period === 'three years together')
    ? [rule.indicator.of]
    : []),
  ...partsOf(rule).flatMap(tablesOverYears),
];

/** The clauses that a rule depends on. */
export const clausesOf = (rule: Rule): readonly string[] => [
  ...(rule.op === 'clauses' ? rule.of : []),
  ...partsOf(rule).flatMap(clausesOf),
];
