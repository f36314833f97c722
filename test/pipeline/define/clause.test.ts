import { describe, expect, it } from 'vitest';
import { ecmoVolume } from '../../../indicators/ecmo/volume.js';
import { ecmoNorm2022 } from '../../../indicators/texts/sources.js';
import {
  allOf,
  amount,
  answer,
  type Clause,
  type ClauseClass,
  day,
  defineClauses,
  defineNorm,
  item,
  itemsOf,
  type Rule,
  reaches,
  review,
  scope,
  yesNo,
} from '../../../pipeline/define/index.js';
import { DefinitionError } from '../../../pipeline/message/errors.js';

const mra = yesNo('E22-011', '是否能开展磁共振血管造影？', 'Is MRA available?');
const words = { zh: '具有磁共振血管造影', en: 'MRA' };
const clause = (but: Partial<Clause> = {}): Clause => ({
  id: 'E22-011',
  at: '一（三）',
  text: words,
  class: 'b',
  rule: answer(mra),
  missing: { zh: '未填报为未知', en: 'not answered is not known' },
  confidence: 'seed',
  ...but,
});
const shown: Rule = { op: 'figure shown', indicator: ecmoVolume, period: 'rolling12' };
const bound: Rule = {
  op: 'for',
  whom: { op: 'always' },
  title: words,
  rule: shown,
  otherwise: review,
};

describe('the number of a clause', () => {
  it.each(['E22-001', 'V22-085', 'A11-117', 'E00-A01', 'E00-H05'])('%s stands', (id) => {
    expect(defineClauses([clause({ id })]).map((one) => one.id)).toEqual([id]);
  });

  it.each([
    ['E22-57', 'two digits'],
    ['E22-0057', 'four digits'],
    ['e22-001', 'lower case'],
    ['E22-001.beds', 'that is an item'],
    ['E00-A1', 'one digit'],
    ['', 'nothing'],
  ])('%j does not: %s', (id) => {
    expect(() => defineClauses([clause({ id })])).toThrow(/must have a number such as E22-057/);
  });

  it('must stand only once', () => {
    expect(() => defineClauses([clause(), clause()])).toThrow(/E22-011: must stand only once/);
  });

  it('must begin as its norm does', () => {
    const norm = (id: string, numbers?: RegExp) => ({
      id: 'test',
      title: words,
      short: words,
      thresholds: [],
      clauseSet: {
        prefix: 'E22',
        ...(numbers ? { numbers } : {}),
        technique: 'ECMO' as const,
        source: ecmoNorm2022,
        advisory: false,
        effectiveFrom: '2022-04-20',
        clauses: [clause({ id })],
      },
    });
    expect(defineNorm(norm('E22-011')).clauseSet?.clauses).toHaveLength(1);
    expect(() => defineNorm(norm('V22-011'))).toThrow(/V22-011: must begin with E22-/);
    expect(() => defineNorm(norm('E22-A01'))).toThrow(/E22-A01: must have a number/);
    const eightTexts = /^[A-H][0-9]{2}$/;
    expect(defineNorm(norm('E22-A01', eightTexts)).clauseSet?.clauses).toHaveLength(1);
    expect(() => defineNorm(norm('E22-I01', eightTexts))).toThrow(/E22-I01: must have a number/);
    expect(() => defineNorm(norm('E22-001', eightTexts))).toThrow(/E22-001: must have a number/);
  });
});

describe('the words of a clause', () => {
  it.each<[keyof Clause, Partial<Clause>]>([
    ['text', { text: { zh: '', en: 'MRA' } }],
    ['text', { text: { zh: '磁共振', en: ' ' } }],
    ['missing', { missing: { zh: '未填报', en: '' } }],
    ['note', { note: { zh: '　', en: 'note' } }],
  ])('must be there in both languages: %s', (_, but) => {
    expect(() => defineClauses([clause(but)])).toThrow(/must be worded in both languages/);
  });
});

describe('the class of a clause', () => {
  it.each<[ClauseClass, Rule, string]>([
    ['a', shown, 'figures'],
    ['a', { op: 'single use', table: 'ecmo_runs' }, 'barcodes of cases'],
    ['b', answer(mra), 'a statement'],
    ['b', { op: 'clauses', of: ['E22-011'] }, 'other clauses, whatever they rest on'],
    ['c', review, 'a verdict'],
    ['c', allOf(review, review), 'two verdicts'],
    ['a+b', allOf(shown, answer(mra)), 'both'],
    ['a+c', allOf(shown, review), 'both'],
    ['b+c', allOf(answer(mra), review), 'both'],
    ['a+c', bound, 'inside a condition too'],
    ['scope', scope, 'nothing'],
  ])('%s may rest on %j: %s', (of, rule) => {
    expect(() => defineClauses([clause({ class: of, rule })])).not.toThrow();
  });

  it.each<[ClauseClass, Rule, RegExp]>([
    ['scope', answer(mra), /covers a scope/],
    ['scope', review, /covers a scope/],
    ['c', answer(mra), /is of class c and must rest on a review/],
    ['c', allOf(review, answer(mra)), /is of class c and must rest on a review/],
    ['c', scope, /is of class c and must rest on a review/],
    ['b', review, /rests on a review and must be of a class with c/],
    ['a', allOf(shown, review), /rests on a review/],
    ['a+b', allOf(shown, answer(mra), review), /rests on a review/],
    ['b', bound, /rests on a review/],
    ['a', answer(mra), /is of class a and must rest on figures/],
  ])('%s may not rest on %j', (of, rule, message) => {
    expect(() => defineClauses([clause({ class: of, rule })])).toThrow(message);
    expect(() => defineClauses([clause({ class: of, rule })])).toThrow(DefinitionError);
  });
});

describe('the questions of clauses', () => {
  it('may be shared by two clauses as one and the same', () => {
    const clauses = [clause(), clause({ id: 'E22-012' })];
    expect(defineClauses(clauses).flatMap(({ rule }) => itemsOf(rule))).toEqual([mra, mra]);
  });

  it('may not have one id in two wordings', () => {
    const other = yesNo('E22-011', '有没有磁共振？', 'MRA?');
    expect(() => defineClauses([clause(), clause({ id: 'E22-012', rule: answer(other) })])).toThrow(
      /E22-012: asks E22-011 in other words than another clause/,
    );
  });

  it('are each named once by a rule, in order', () => {
    const [from, to] = [
      day('E22-053.notice', '哪一天？', 'Which day?'),
      day('E22-053.report', '哪一天？', 'Which day?'),
    ];
    const beds = amount('E22-058', '多少张？', 'How many?', '张');
    const rule = allOf(
      reaches(item(beds), 20),
      { op: 'working days', from, to, atMost: 3 },
      answer(mra),
      reaches(item(beds), 30),
    );
    expect(itemsOf(rule)).toEqual([beds, from, to, mra]);
  });

  it.each(['E22-57', 'e22-057', 'E22-057.', 'E22-057.Beds', 'E22-057.1st', 'E00-J1'])(
    'may not have the id %s',
    (id) => {
      expect(() => yesNo(id, '问？', 'Asked?')).toThrow(/must be an item such as/);
    },
  );
});

describe('a clause that rests on others', () => {
  it('must rest on clauses of its own norm', () => {
    const rests = (of: readonly string[]) => clause({ id: 'E22-055', rule: { op: 'clauses', of } });
    expect(() => defineClauses([clause(), rests(['E22-011'])])).not.toThrow();
    expect(() => defineClauses([clause(), rests(['E22-011', 'E22-099'])])).toThrow(
      /E22-055: rests on E22-099, which this norm does not have/,
    );
  });
});
