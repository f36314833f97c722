import type { Bilingual } from '../message/errors.js';
import type { DefinedIndicator } from './indicator.js';
import type { Item } from './item.js';
import type { PeriodType } from './period-type.js';
import type { Predicate, Sign } from './predicate.js';
import type { Rational } from './rational.js';

/** A number taken from the profile: one item, a sum of items, the number of persons, or a plain number. */
export type Quantity =
  | { readonly of: 'item'; readonly item: Item }
  | { readonly of: 'sum'; readonly items: readonly Item[] }
  | { readonly of: 'persons'; readonly who: Predicate; readonly title: Bilingual }
  | { readonly of: 'number'; readonly value: number }
  /** What a step table asks for at a size: the `need` of the last step whose `from` is reached; 0 below the first. */
  | { readonly of: 'steps'; readonly by: Quantity; readonly steps: readonly Step[] }
  | { readonly of: 'times'; readonly quantity: Quantity; readonly factor: Rational };

export interface Step {
  readonly from: number;
  readonly need: number;
}

/**
 * What decides a clause. Rules are data, as predicates are: the evaluation walks them, and forms, documentation and the
 * coverage table are drawn from the same tree.
 *
 * Every rule comes to one of five results. `all`: not met as soon as one is not met, then not known, then needs review,
 * otherwise met; what is not applicable does not count. `any`: met as soon as one is met, then needs review, then not
 * known, otherwise not met. A blank is not known, never met and never not met.
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
  /** One number against another, in exact arithmetic. */
  | { readonly op: 'number'; readonly left: Quantity; readonly sign: Sign; readonly right: Quantity }
  /** `left : right` against a ratio, by multiplying out; nothing is divided. A ratio over zero is not applicable. */
  | {
      readonly op: 'ratio';
      readonly left: Quantity;
      readonly right: Quantity;
      readonly sign: Sign;
      readonly value: Rational;
    }
  /** Every person that `who` names meets `must`; `none`: what it comes to when there is nobody. */
  | {
      readonly op: 'every person';
      readonly who: Predicate;
      readonly title: Bilingual;
      readonly must: Predicate;
      readonly none: 'not met' | 'not known' | 'not applicable';
    }
  /** The hospital's own row in the list in force on the day. */
  | { readonly op: 'hospital'; readonly is: Predicate; readonly title: Bilingual }
  /** The hospital's figure over the period that ends with the day; `three years`: in each of the last three calendar years that are over, or `together`. */
  | {
      readonly op: 'figure';
      readonly indicator: DefinedIndicator;
      readonly sign: '>=' | '>' | '<=' | '<';
      readonly value: Rational;
      readonly period: PeriodType | 'three years' | 'three years together';
      /** What it comes to where no case of the period has come due, among hospitals that have sent cases of the table. */
      readonly noneDue?: 'not applicable';
    }
  /** The figure need only be there, with cases in it: the clause asks that it be watched, not how large it is. */
  | { readonly op: 'figure shown'; readonly indicator: DefinedIndicator; readonly period: PeriodType }
  /** The figure stands beside what decides, for whoever reads it; it decides nothing. */
  | { readonly op: 'figure beside'; readonly indicator: DefinedIndicator; readonly period: PeriodType }
  /** Working days from one stated day to another; the day after `from` is the first. */
  | { readonly op: 'working days'; readonly from: Item; readonly to: Item; readonly atMost: number }
  /** A single-use device whose serialised barcode stands in two cases is to be looked into; it is not yet a violation. */
  | { readonly op: 'single use'; readonly table: string }
  /** A reviewer's verdict: 达标 is met, 未达标 not met, 不适用 not applicable, 基本达标 needs review. */
  | { readonly op: 'review' }
  | { readonly op: 'all' | 'any'; readonly of: readonly Rule[] }
  /** Only for hospitals of which this is true; for others `otherwise`. Not known whether it is: not known. */
  | {
      readonly op: 'for';
      readonly whom: Predicate;
      readonly title: Bilingual;
      readonly rule: Rule;
      readonly otherwise: Rule | 'not applicable' | 'needs review';
    }
  /** Other clauses of the same norm, by number. */
  | { readonly op: 'clauses'; readonly of: readonly string[] }
  /** The score sheet decides, once it is added up. */
  | { readonly op: 'score' }
  /** Says what the norm covers or how it is to be read; there is nothing to meet. */
  | { readonly op: 'scope' };

export const answer = (item: Item): Rule => ({ op: 'answer', item });
export const answers = (...items: readonly Item[]): Rule => ({ op: 'all', of: items.map(answer) });
export const allOf = (...of: readonly Rule[]): Rule => ({ op: 'all', of });
export const anyOf = (...of: readonly Rule[]): Rule => ({ op: 'any', of });
export const review: Rule = { op: 'review' };
export const scope: Rule = { op: 'scope' };

export const item = (of: Item): Quantity => ({ of: 'item', item: of });
export const sum = (...items: readonly Item[]): Quantity => ({ of: 'sum', items });
export const number = (value: number): Quantity => ({ of: 'number', value });
export const persons = (who: Predicate, zh: string, en: string): Quantity => ({
  of: 'persons',
  who,
  title: { zh, en },
});
export const times = (quantity: Quantity, num: number, den: number): Quantity => ({
  of: 'times',
  quantity,
  factor: { num, den },
});
export const steps = (
  by: Quantity,
  ...table: readonly (readonly [from: number, need: number])[]
): Quantity => ({
  of: 'steps',
  by,
  steps: table.map(([from, need]) => ({ from, need })),
});

/** `left >= right`; the commonest comparison by far. */
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

/** The items a rule asks for, each once, in order of first mention. */
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

/** Whether a person's judgement is part of the rule. */
export const asksReview = (rule: Rule): boolean => rule.op === 'review' || partsOf(rule).some(asksReview);

/** The clauses a rule rests on. */
export const clausesOf = (rule: Rule): readonly string[] => [
  ...(rule.op === 'clauses' ? rule.of : []),
  ...partsOf(rule).flatMap(clausesOf),
];
