import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chongqing2011, chongqingScorecard } from '../../../indicators/norms/chongqing-anesthesia-2011.js';
import { evaluateClauses } from '../../../pipeline/comply/evaluate.js';
import type { Holdings } from '../../../pipeline/comply/holdings.js';
import {
  groupScoreSheets,
  type ScoreSheet,
  type Scoring,
  scoreHospital,
} from '../../../pipeline/comply/score.js';
import {
  allOf,
  amount,
  answer,
  type Clause,
  type ClauseSet,
  defineScorecard,
  item,
  type Rule,
  ratioReaches,
  review,
  type ScoreItem,
  yesNo,
} from '../../../pipeline/define/index.js';
import { holdingsOf, reviewed, stated } from './holdings-fixture.js';

/*
 * A small standard of 100 points: 甲 60 (a rule 20, parts 10 + 5, a reviewed item 15 with a countable half, a reviewed item
 * 10), 乙 40 (general 40; a key department 0.7 × 40 = 28 and 12 of its own).
 */
const clause = (number: number, rule: Rule, of: Clause['class']): Clause => ({
  id: `A11-00${number}`,
  at: '甲',
  text: { zh: '条款', en: 'clause' },
  class: of,
  rule,
  missing: { zh: '未填报', en: 'not stated' },
  confidence: 'seed',
});
const yes = (number: number, name = '') =>
  answer(yesNo(`A11-00${number}${name === '' ? '' : `.${name}`}`, '是否？', 'whether?'));
const parts = [yes(2, 'a'), yes(2, 'b')] as const;
const beds = amount('A11-003.beds', '床位', 'beds', '张');
const tables = amount('A11-003.tables', '手术台', 'tables', '台');
const set: ClauseSet = {
  prefix: 'A11',
  technique: '麻醉',
  source: { id: 's', title: { zh: '标准', en: 'standard' }, year: 2011, issuer: 's' },
  advisory: false,
  effectiveFrom: '2011-12-29',
  clauses: [
    clause(1, yes(1), 'b'),
    clause(2, allOf(...parts), 'b'),
    clause(3, allOf(ratioReaches(item(beds), item(tables), 1, 4), review), 'b+c'),
    clause(4, review, 'c'),
    clause(5, review, 'c'),
    clause(6, yes(6), 'b'),
  ],
};
const words = { zh: '项', en: 'item' };
const scored = (id: string, points: number, number: number, how: ScoreItem['how']): ScoreItem => ({
  id,
  title: words,
  points,
  clauses: [`A11-00${number}`],
  how,
});
const card = defineScorecard(
  {
    norm: 'A11',
    title: words,
    onPages: { ranking: words, lead: words, elsewhere: words },
    total: 100,
    sections: [
      {
        id: '甲',
        title: words,
        points: 60,
        groups: [
          {
            id: '甲1',
            title: words,
            points: 60,
            items: [
              scored('甲1-1', 20, 1, { by: 'rule' }),
              scored('甲1-2', 15, 2, {
                by: 'parts',
                parts: [
                  { points: 10, title: words, rule: parts[0] },
                  { points: 5, title: words, rule: parts[1] },
                ],
              }),
              scored('甲1-3', 15, 3, { by: 'reviewer' }),
              scored('甲1-4', 10, 4, { by: 'reviewer' }),
            ],
          },
        ],
      },
      {
        id: '乙',
        title: words,
        points: 40,
        groups: [
          { id: '乙1', title: words, points: 40, items: [scored('乙1-1', 40, 5, { by: 'reviewer' })] },
          { id: '乙2', title: words, points: 12, items: [scored('乙2-1', 12, 6, { by: 'rule' })] },
        ],
      },
    ],
    keyPath: { lighter: '乙1', weight: { num: 7, den: 10 }, extra: '乙2' },
    passMarks: { 三级甲等: 85, 二级甲等: 70 },
  },
  set,
);

const everything = {
  statements: stated({
    'A11-001': true,
    'A11-002.a': true,
    'A11-002.b': true,
    'A11-003.beds': 5,
    'A11-003.tables': 20,
    'A11-006': true,
  }),
  reviews: reviewed({
    'A11-003': { verdict: '达标', score: 15 },
    'A11-004': { verdict: '达标', score: null },
    'A11-005': { verdict: '达标', score: 40 },
  }),
};

function sheetOf(known: Partial<Holdings> = {}, veto: readonly string[] = []): ScoreSheet {
  const holdings = holdingsOf({ ...everything, ...known });
  const scoring: Scoring = { norm: 'A11', card, set, veto };
  return scoreHospital(scoring, holdings, evaluateClauses(set, holdings));
}
const but = (values: Record<string, boolean | number>, without: readonly string[] = []) => {
  const statements = new Map([...everything.statements, ...stated(values)]);
  for (const id of without) statements.delete(id);
  return { statements };
};
const withReview = (
  clauseId: string,
  verdict: '达标' | '基本达标' | '未达标' | '不适用' | null,
  score: number | null,
) => ({
  reviews: new Map([...everything.reviews, ...reviewed({ [clauseId]: { verdict, score } })]),
});
const itemOf = (sheet: ScoreSheet, id: string) =>
  sheet.sections.flatMap(({ groups }) => groups.flatMap(({ items }) => items)).find((i) => i.item.id === id);
const range = ({ low, high }: ScoreSheet) => [low, high];

describe('a score sheet', () => {
  it('with everything met is the total, on either path', () => {
    expect(range(sheetOf())).toEqual([100, 100]);
    const key = sheetOf({ entry: { level: '三级甲等', key_anesthesia: true } });
    expect([key.path, ...range(key)]).toEqual(['key', 100, 100]);
    // 0.7 × 40 = 28 and 12.
    expect(itemOf(key, '乙1-1')).toMatchObject({ cap: 28, low: 28 });
    expect(itemOf(sheetOf(), '乙2-1')).toBeUndefined();
  });

  it('weighs a key department to the hundredth', () => {
    // 37.5 of 40 at 0.7 are 26.25.
    const sheet = sheetOf({
      ...withReview('A11-005', '基本达标', 37.5),
      entry: { level: '三级甲等', key_anesthesia: true },
    });
    expect(itemOf(sheet, '乙1-1')).toMatchObject({ low: 26.25, high: 26.25 });
    expect(sheet.low).toBe(98.25);
  });

  it('holds on both paths where it is blank whether it is a key department', () => {
    // General: 60 + 40. Key: 60 + 0.7 × 40 + 12 open, for A11-006 is blank: 88 to 100.
    const sheet = sheetOf({ ...but({}, ['A11-006']), entry: { level: '三级甲等', key_anesthesia: null } });
    expect([sheet.path, ...range(sheet)]).toEqual(['not known', 88, 100]);
    // 未达标 in 乙1-1 leaves 60 on the general path, and 60 or 72 on the other.
    const lost = sheetOf({ ...withReview('A11-005', '未达标', 0), entry: { level: '二级甲等' } });
    expect([...range(lost), lost.verdict]).toEqual([60, 72, 'cannot tell yet']);
    // What does not apply on one path keeps the verdict open: 60 and 40 outside, or 72 and 28 outside.
    const outside = sheetOf({ ...withReview('A11-005', '不适用', null), entry: { level: '二级甲等' } });
    expect([...range(outside), outside.outside]).toEqual([60, 72, 40]);
  });

  it('leaves what is blank open, part by part', () => {
    expect(range(sheetOf(but({}, ['A11-001'])))).toEqual([80, 100]);
    const partly = sheetOf(but({ 'A11-002.a': false }, ['A11-002.b']));
    expect(itemOf(partly, '甲1-2')).toMatchObject({ low: 0, high: 5, state: 'not known' });
    expect(range(partly)).toEqual([85, 90]);
  });

  it.each([
    ['达标', null, 10, 10, 'scored'],
    ['达标', 8, 8, 8, 'scored'],
    ['基本达标', 6, 6, 6, 'scored'],
    ['基本达标', null, 0, 10, 'not known'],
    ['未达标', null, 0, 0, 'scored'],
    ['未达标', 2, 2, 2, 'scored'],
    ['未达标', 10, 0, 10, 'contradiction'],
    [null, null, 0, 10, 'awaiting review'],
    ['不适用', null, 0, 0, 'not applicable'],
    [null, 7, 7, 7, 'scored'],
    ['达标', 12, 10, 10, 'scored'],
  ] as const)(
    'takes of a reviewer who says %s with %s points %d to %d: %s',
    (verdict, score, low, high, state) => {
      expect(itemOf(sheetOf(withReview('A11-004', verdict, score)), '甲1-4')).toMatchObject({
        low,
        high,
        state,
      });
    },
  );

  it('awaits a reviewer', () => {
    const reviews = new Map(everything.reviews);
    reviews.delete('A11-004');
    expect(itemOf(sheetOf({ reviews }), '甲1-4')).toMatchObject({
      low: 0,
      high: 10,
      state: 'awaiting review',
    });
  });

  it('shows a contradiction where full points meet a ratio that is missed, and not where points were taken off', () => {
    const missed = but({ 'A11-003.tables': 21 });
    expect(itemOf(sheetOf(missed), '甲1-3')).toMatchObject({ low: 0, high: 15, state: 'contradiction' });
    const lower = { ...missed, ...withReview('A11-003', '基本达标', 9) };
    expect(itemOf(sheetOf(lower), '甲1-3')).toMatchObject({ low: 9, high: 9, state: 'scored' });
    expect(itemOf(sheetOf(but({ 'A11-003.tables': 20 })), '甲1-3')).toMatchObject({
      low: 15,
      state: 'scored',
    });
  });

  it('never scales up for what does not apply', () => {
    const sheet = sheetOf(withReview('A11-005', '不适用', null));
    expect(sheet).toMatchObject({ low: 60, high: 60, outside: 40, total: 100, verdict: 'cannot tell yet' });
  });
});

describe('the verdict', () => {
  const at = (level: string | null, known: Partial<Holdings> = {}) =>
    sheetOf({ entry: { level, key_anesthesia: false }, ...known });
  it('passes only when the whole range does', () => {
    expect(at('三级甲等', but({}, ['A11-002.b'])).verdict).toBe('pass'); // 95 – 100 against 85
    expect(at('三级甲等', but({}, ['A11-001'])).verdict).toBe('cannot tell yet'); // 80 – 100
    expect(at('三级甲等', but({ 'A11-001': false })).verdict).toBe('fail'); // 80
    expect(at('二级甲等', but({ 'A11-001': false })).verdict).toBe('pass'); // 80 against 70
  });

  it('is reached at the mark itself', () => {
    // 20 for the rule, 5 of the parts not reached, 10 not given: 100 − 15 = 85.
    const sheet = at('三级甲等', but({ 'A11-002.a': false, 'A11-002.b': false }));
    expect([sheet.low, sheet.verdict]).toEqual([85, 'pass']);
  });

  it('is not told for a level without a printed mark', () => {
    expect(at('未定级').verdict).toBe('cannot tell yet');
    expect(at(null).reasons[0]?.en).toContain('not known');
  });

  it('fails by a veto whatever the points, and waits for one that is open', () => {
    const veto = ['A11-006'];
    expect(sheetOf(but({ 'A11-006': false }), veto)).toMatchObject({ verdict: 'fail', low: 100 });
    expect(sheetOf(but({}, ['A11-006']), veto).verdict).toBe('cannot tell yet');
    expect(sheetOf({}, veto).verdict).toBe('pass');
    expect(sheetOf(but({ 'A11-006': false })).verdict).toBe('pass');
  });
});

describe('what would raise the score', () => {
  it('lists the points still to be gained, most first', () => {
    const sheet = sheetOf({
      ...but({ 'A11-001': false }, ['A11-002.b']),
      ...withReview('A11-005', '基本达标', 30),
    });
    expect(sheet.raise.map(({ item: { item: of }, points }) => [of.id, points])).toEqual([
      ['甲1-1', 20],
      ['乙1-1', 10],
      ['甲1-2', 5],
    ]);
  });
});

describe('score sheets of several hospitals', () => {
  it('stand by verdict, and by hospital within: a wide range is no place behind a narrow one', () => {
    const sheets = [
      { ...sheetOf(but({}, ['A11-001'])), hospital: 'H2' }, // 80 – 100
      { ...sheetOf(but({ 'A11-001': false, 'A11-002.a': false })), hospital: 'H3' }, // 70
      { ...sheetOf(but({}, ['A11-001', 'A11-002.a'])), hospital: 'H1' },
      { ...sheetOf(but({ 'A11-002.b': false })), hospital: 'H4' }, // 95
    ];
    const verdictOf = new Map(sheets.map(({ hospital, verdict }) => [hospital, verdict]));
    const groups = groupScoreSheets(sheets);
    expect(groups.map(({ verdict }) => verdict)).toEqual(
      ['pass', 'fail', 'cannot tell yet'].filter((one) => [...verdictOf.values()].includes(one as never)),
    );
    for (const { verdict, sheets: own } of groups) {
      const expected = [...verdictOf].filter(([, one]) => one === verdict).map(([hospital]) => hospital);
      expect(own.map(({ hospital }) => hospital)).toEqual(expected.sort());
    }
  });

  it('are none where there are none', () => {
    expect(groupScoreSheets([])).toEqual([]);
  });
});

describe('the Chongqing scorecard', () => {
  const all = chongqing2011.clauseSet;
  const scoring: Scoring | null = all ? { norm: 'A11', card: chongqingScorecard, set: all, veto: [] } : null;
  const sheet = (known: Partial<Holdings>) => {
    if (!scoring) throw new Error('no clauses');
    const holdings = holdingsOf({ techniques: new Set(['麻醉']), ...known });
    return scoreHospital(scoring, holdings, evaluateClauses(scoring.set, holdings));
  };

  it('of a hospital of which nothing is known is open from 0 to 1,000', () => {
    expect(range(sheet({}))).toEqual([0, 1000]);
    expect(range(sheet({ entry: { level: '三级甲等', teaching: true, key_anesthesia: true } }))).toEqual([
      0, 1000,
    ]);
  });

  it.each([
    // 12 points for a recovery room, which secondary hospitals are only encouraged to have.
    ['达标', 8, 8, 8, 'scored'],
    ['达标', null, 12, 12, 'scored'],
    ['基本达标', 6, 6, 6, 'scored'],
    ['未达标', 2, 2, 2, 'scored'],
    ['不适用', null, 0, 0, 'not applicable'],
  ] as const)(
    'takes the points of a reviewer to whom a secondary hospital is left: %s with %s is %d to %d, %s',
    (verdict, score, low, high, state) => {
      const of = sheet({
        entry: { level: '二级甲等', teaching: false, key_anesthesia: false },
        reviews: reviewed({ 'A11-008': { verdict, score } }),
      });
      expect(itemOf(of, '一2-3-1')).toMatchObject({ low, high, state });
    },
  );

  it('takes no points of a reviewer where the hospital is bound', () => {
    // Tertiary: a recovery room of no bed is 0 of 12, whatever is entered.
    const of = sheet({
      statements: stated({ 'A11-008.beds': 0 }),
      reviews: reviewed({ 'A11-008': { verdict: '达标', score: 12 } }),
    });
    expect(itemOf(of, '一2-3-1')).toMatchObject({ low: 0, high: 0, state: 'scored' });
  });

  it('leaves out what binds training bases where a reviewer says that the hospital is none', () => {
    const ids = ['A11-097', 'A11-098', 'A11-099', 'A11-100'];
    const no = stated(Object.fromEntries(ids.map((id) => [id, false])));
    const items = ['五1-1-1', '五1-1-2', '五1-1-3', '五1-1-4'];
    const states = (of: ScoreSheet) => items.map((id) => itemOf(of, id)?.state);
    const none = { verdict: '不适用', score: null } as const;
    const of = sheet({ statements: no, reviews: reviewed(Object.fromEntries(ids.map((id) => [id, none]))) });
    expect(states(of)).toEqual(items.map(() => 'not applicable'));
    expect(of.outside).toBe(35); // 12 + 8 + 8 + 7
    // Unreviewed, the three stated ones are 0 and the fourth awaits its reviewer.
    expect(states(sheet({ statements: no }))).toEqual(['scored', 'scored', 'awaiting review', 'scored']);
  });

  it('gives nothing for the physicians of an AICU that is not there', () => {
    const of = sheet({ statements: stated({ 'A11-015.beds': 0 }) });
    expect(itemOf(of, '二1-3-2')).toMatchObject({ cap: 0, low: 0, high: 0, state: 'not applicable' });
  });

  it('keeps every range inside the one it had while less was known', () => {
    const ids = scoring?.set.clauses.map(({ id }) => id) ?? [];
    const verdicts = ['达标', '基本达标', '未达标'] as const;
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...ids),
          fc.record({
            verdict: fc.constantFrom(...verdicts),
            score: fc.option(fc.integer({ min: 0, max: 50 })),
          }),
          { maxKeys: 60 },
        ),
        fc.constantFrom(...ids),
        fc.boolean(),
        (entered, removed, key) => {
          const entry = { level: '三级甲等', teaching: true, key_anesthesia: key };
          const more = sheet({ entry, reviews: reviewed(entered) });
          const { [removed]: _, ...rest } = entered;
          const less = sheet({ entry, reviews: reviewed(rest) });
          expect(more.low).toBeGreaterThanOrEqual(less.low);
          expect(more.high).toBeLessThanOrEqual(less.high);
          expect(more.low).toBeLessThanOrEqual(more.high);
          expect(more.high).toBeLessThanOrEqual(1000);
        },
      ),
      { numRuns: 200 },
    );
  });
});
