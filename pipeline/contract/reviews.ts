import { norms } from '../../indicators/index.js';
import { hospitalId } from '../cases/shared-fields.js';
import { asOfEnd, column, compare, midnight } from '../define/fact.js';
import { choice, date, decimal, text } from '../define/field.js';
import { asksReview, type Clause, type Predicate } from '../define/index.js';
import { defineTable, type RowRule } from '../define/table.js';
import { capOf } from './review-caps.js';

/** Every clause of the norms that a reviewer may judge, with the most points that may be entered; null points where there are none. */
export const reviewClauses: readonly { readonly clause: Clause; readonly cap: number | null }[] = norms
  .flatMap(({ clauseSet }) => clauseSet?.clauses ?? [])
  .map((clause) => ({ clause, cap: capOf(clause.id) }))
  .filter(({ clause, cap }) => cap !== null || asksReview(clause.rule));

const isOneOf = (clauses: readonly Clause[]): Predicate => ({
  op: 'in',
  column: 'clause',
  values: clauses.map(({ id }) => id),
});

/** A score must not exceed the points of its clause. */
function capRules(): RowRule[] {
  const byCap = new Map<number, Clause[]>();
  for (const { clause, cap } of reviewClauses)
    if (cap !== null) byCap.set(cap, [...(byCap.get(cap) ?? []), clause]);
  return [...byCap].map(([cap, clauses]) => ({
    rule: `score-above-${cap}`,
    severity: 'error',
    broken: {
      op: 'all',
      of: [isOneOf(clauses), { op: 'compare', column: 'score', sign: '>', value: cap }],
    },
    fields: ['clause', 'score'],
    message: { zh: `该条款满分 ${cap} 分`, en: `the clause is worth ${cap} points at most` },
    fix: { zh: '请核对评分表上的得分。', en: 'Check the score on the sheet.' },
  }));
}

const unscored = reviewClauses.filter(({ cap }) => cap === null).map(({ clause }) => clause);

/** One row per hospital, day of review and clause. A row with neither verdict nor score says nothing. */
export const reviews = defineTable({
  name: 'reviews',
  title: { zh: '专家评分', en: 'reviews' },
  row: { zh: '每家医院每次评审每个条款一行', en: 'one row per hospital, review and clause' },
  authority: 'centre',
  key: ['review_on', 'clause'],
  indexDate: null,
  fields: {
    hospital_id: hospitalId,
    review_on: date('评审日期', 'reviewed on', { required: true }),
    clause: text('条款', { required: true, en: 'clause', example: reviewClauses[0]?.clause.id ?? '' }),
    place: text('条款位置', { en: 'place in the norm', notStored: true }),
    requirement: text('要求', { en: 'requirement', notStored: true }),
    cap: text('满分', { en: 'points at most', notStored: true }),
    verdict: choice('结论', 'verdict', ['达标', '基本达标', '未达标', '不适用'] as const, {
      符合: '达标',
      不符合: '未达标',
    }),
    score: decimal('得分', 'score', { range: [0, 1000], example: '' }),
    reviewer: text('评审人', { personal: 'drop', en: 'reviewer' }),
    note: text('说明', { notStored: true, en: 'note' }),
  },
  derived: {
    reviewed_later: {
      kind: 'bool',
      transient: true,
      fact: compare(midnight(column.day('review_on')), '>=', asOfEnd),
      title: { zh: '评审日期晚于数据截止日', en: 'reviewed after the as-of day' },
    },
  },
  windows: {},
  rules: [
    {
      rule: 'unknown-clause',
      severity: 'error',
      broken: { op: 'not', of: isOneOf(reviewClauses.map(({ clause }) => clause)) },
      fields: ['clause'],
      message: {
        zh: '条款应为需要评审的条款编号，如 A11-035；请使用 zhikong template reviews 生成的模板',
        en: 'the clause must be the number of one that is reviewed, such as A11-035; use the form that zhikong template reviews makes',
      },
      fix: {
        zh: '请使用生成的模板，不手工改写编号。',
        en: 'Use the form that was made and leave its numbers alone.',
      },
    },
    {
      rule: 'reviewed-after-as-of',
      severity: 'error',
      broken: { op: 'is', column: 'reviewed_later', value: true },
      fields: ['review_on'],
      message: { zh: '评审日期不得晚于数据截止日', en: 'a review must not lie after the as-of date' },
      fix: { zh: '请核对评审日期。', en: 'Check the day of the review.' },
    },
    ...capRules(),
    ...(unscored.length === 0
      ? []
      : [
          {
            rule: 'score-without-points',
            severity: 'warning' as const,
            broken: {
              op: 'all' as const,
              of: [isOneOf(unscored), { op: 'known' as const, column: 'score' }],
            },
            fields: ['clause', 'score'],
            message: {
              zh: '该条款没有分值，得分不被采用，只看结论',
              en: 'the clause has no points; its score is not used, only the verdict',
            },
          },
        ]),
  ],
});
