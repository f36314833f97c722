import { norms } from '../../indicators/index.js';
import { hospitalId } from '../cases/shared-fields.js';
import * as fact from '../define/fact.js';
import { date, text } from '../define/field.js';
import { type Item, itemsOf, type Predicate } from '../define/index.js';
import { defineTable, type RowRule } from '../define/table.js';
import { DefinitionError } from '../message/errors.js';

/** The distinct questions that the clauses of the norms put to a hospital, in the order of the norms. */
export const profileQuestions: readonly Item[] = [
  ...new Set(
    norms.flatMap(({ clauseSet }) => (clauseSet?.clauses ?? []).flatMap(({ rule }) => itemsOf(rule))),
  ),
];

const clauseIds = new Set(norms.flatMap(({ clauseSet }) => (clauseSet?.clauses ?? []).map(({ id }) => id)));
for (const { id } of profileQuestions)
  if (!clauseIds.has(id.split('.')[0] ?? ''))
    throw new DefinitionError(id, 'must begin with the number of a clause of some norm');

const isOneOf = (items: readonly Item[]): Predicate => ({
  op: 'in',
  column: 'item',
  values: items.map(({ id }) => id),
});
const known = (column: string): Predicate => ({ op: 'known', column });
const not = (of: Predicate): Predicate => ({ op: 'not', of });
const all = (...of: readonly Predicate[]): Predicate => ({ op: 'all', of });

/** The advice for all of these rules: the form shows the allowed answers. */
const fix = {
  zh: '请按模板“允许的回答”一栏更正；不知道时留空。',
  en: 'Correct it by the column of allowed answers of the form; leave blank what is not known.',
} as const;

const answered = (by: Item['answer']) => profileQuestions.filter(({ answer }) => answer === by);

/** A filled answer must be of the right kind; `typed` is the column it is read into. */
const kindRule = (rule: string, of: Item['answer'], typed: string, zh: string, en: string): RowRule[] => {
  const items = answered(of);
  if (items.length === 0) return [];
  return [
    {
      rule,
      severity: 'error',
      broken: all(isOneOf(items), known('value'), not(known(typed))),
      fields: ['item', 'value'],
      message: { zh, en },
      fix,
    },
  ];
};

/** The numbers of some items must lie within their range. */
function rangeRules(): RowRule[] {
  const ranges = new Map<string, Item[]>();
  for (const item of answered('number')) {
    const key = (item.range ?? []).join('–');
    ranges.set(key, [...(ranges.get(key) ?? []), item]);
  }
  return [...ranges].flatMap(([words, items]): RowRule[] => {
    const range = items[0]?.range;
    if (!range) return [];
    const [low, high] = range;
    return [
      {
        rule: `value-not-within-${low}-${high}`,
        severity: 'error',
        broken: all(isOneOf(items), {
          op: 'any',
          of: [
            { op: 'compare', column: 'value_number', sign: '<', value: low },
            { op: 'compare', column: 'value_number', sign: '>', value: high },
          ],
        }),
        fields: ['item', 'value'],
        message: {
          zh: `该条款项目的数值应在 ${words} 之间`,
          en: `the value of this item must lie within ${words}`,
        },
        fix,
      },
    ];
  });
}

/** Some items accept only their listed words. */
function wordRules(): RowRule[] {
  return answered('text').map((item) => ({
    rule: `value-not-a-word-of-${item.id.toLowerCase()}`,
    severity: 'error',
    broken: all(isOneOf([item]), known('value'), not({ op: 'in', column: 'value', values: item.choices })),
    fields: ['item', 'value'],
    message: {
      zh: `该条款项目应填写：${item.choices.join('、')}`,
      en: `this item must be one of ${item.choices.join(', ')}`,
    },
    fix,
  }));
}

const percentItems = answered('number').filter(({ unit }) => unit === '%');
/** Whether a column that is not for answers holds one, apart from the form's own words. */
function isAnswer(name: string): fact.Fact<'bool'> {
  const words = [...new Set(answered('text').flatMap(({ choices }) => (choices.length > 1 ? choices : [])))];
  const reads = (['yes or no', 'number', 'day'] as const).map((as) => fact.known(fact.read(name, as)));
  return fact.any(...reads, ...(words.length === 0 ? [] : [fact.is(fact.column.text(name), ...words)]));
}

/**
 * One row per hospital, day and question of the norms. The blank form is made from the clauses, so nobody types a clause number.
 *
 * A row without a value states nothing: it is taken in and leaves the earlier statement in force. Values are read by the same rules as any
 * other cell; for an item of another kind those columns are blank.
 */
export const profileItems = defineTable({
  name: 'profile_items',
  title: { zh: '机构条件填报', en: 'hospital profile' },
  row: { zh: '每家医院每次填报每个条款项目一行', en: 'one row per hospital, day and item' },
  authority: 'hospital',
  key: ['as_of', 'item'],
  indexDate: null,
  fields: {
    hospital_id: hospitalId,
    as_of: date('填报日期', 'stated as of', { required: true }),
    item: text('条款项目', { required: true, en: 'item', example: profileQuestions[0]?.id ?? '' }),
    place: text('条款位置', { en: 'place in the norm', notStored: true }),
    question: text('问题', { en: 'question', notStored: true }),
    unit: text('单位', { en: 'unit', notStored: true }),
    allowed: text('允许的回答', { en: 'allowed answers', notStored: true }),
    value: text('数值', { en: 'value', example: '是' }),
    evidence: text('证明材料', { en: 'file that proves it', example: '' }),
  },
  derived: {
    value_bool: {
      kind: 'bool',
      fact: fact.read('value', 'yes or no'),
      title: { zh: '是或否', en: 'yes or no' },
    },
    value_number: {
      kind: 'number',
      fact:
        percentItems.length === 0
          ? fact.read('value', 'number')
          : fact.when(
              [
                fact.is(fact.column.text('item'), ...percentItems.map(({ id }) => id)),
                fact.read('value', 'percentage'),
              ],
              fact.otherwise(fact.read('value', 'number')),
            ),
      title: { zh: '数字', en: 'number' },
    },
    value_day: {
      kind: 'date',
      fact: fact.read('value', 'day'),
      title: { zh: '日期', en: 'day' },
    },
    answered_elsewhere: {
      kind: 'bool',
      transient: true,
      fact: fact.all(
        fact.not(fact.known(fact.column.text('value'))),
        fact.any(...['allowed', 'unit'].map(isAnswer), fact.known(fact.read('evidence', 'yes or no'))),
      ),
      title: { zh: '回答写在别的列里', en: 'answered in another column' },
    },
    stated_later: {
      kind: 'bool',
      transient: true,
      fact: fact.compare(fact.midnight(fact.column.day('as_of')), '>=', fact.asOfEnd),
      title: { zh: '填报日期晚于数据截止日', en: 'stated after the as-of day' },
    },
  },
  windows: {},
  rules: [
    {
      rule: 'unknown-item',
      severity: 'error',
      broken: not(isOneOf(profileQuestions)),
      fields: ['item'],
      message: {
        zh: '条款项目应为规范条款的编号，如 E22-057.cardiology_beds；请使用 zhikong template profile 生成的模板',
        en: 'the item must be the number of a question of the norms, such as E22-057.cardiology_beds; use the form that zhikong template profile makes',
      },
      fix: {
        zh: '请使用生成的模板，不手工改写编号。',
        en: 'Use the form that was made and leave its numbers alone.',
      },
    },
    {
      rule: 'stated-after-as-of',
      severity: 'error',
      broken: { op: 'is', column: 'stated_later', value: true },
      fields: ['as_of'],
      message: { zh: '填报日期不得晚于数据截止日', en: 'a profile must not be stated after the as-of date' },
      fix: { zh: '请核对填报日期。', en: 'Check the day of the statement.' },
    },
    {
      rule: 'answer-in-other-column',
      severity: 'error',
      broken: { op: 'is', column: 'answered_elsewhere', value: true },
      fields: ['item', 'value', 'allowed', 'unit', 'evidence'],
      message: {
        zh: '回答应写在“数值”一列，但“数值”为空而回答写在了“允许的回答”“单位”或“证明材料”里',
        en: 'the answer must stand in 数值, but that is blank and an answer stands in 允许的回答, 单位 or 证明材料',
      },
      fix: {
        zh: '请把回答移到“数值”一列；这一项不作回答时，请恢复表格原来的文字。',
        en: 'Move the answer to 数值; where none is meant, put the words of the form back.',
      },
    },
    ...kindRule(
      'value-not-yes-or-no',
      'yes/no',
      'value_bool',
      '该条款项目应填写 是 或 否',
      'this item must be answered 是 or 否',
    ),
    ...kindRule(
      'value-not-a-number',
      'number',
      'value_number',
      '该条款项目应填写数字（最多四位小数）',
      'this item must be a number of at most four decimals',
    ),
    ...kindRule(
      'value-not-a-date',
      'date',
      'value_day',
      '该条款项目应填写存在的日期，如 2026-03-05',
      'this item must be a date such as 2026-03-05',
    ),
    ...rangeRules(),
    ...wordRules(),
  ],
});
