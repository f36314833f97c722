import { describe, expect, it } from 'vitest';
import { chongqing2011, chongqingScorecard } from '../../../indicators/norms/chongqing-anesthesia-2011.js';
import { evaluateClauses } from '../../../pipeline/comply/evaluate.js';
import type { Holdings } from '../../../pipeline/comply/holdings.js';
import {
  asksReview,
  type ClauseResult,
  type ClauseSet,
  defineScorecard,
  indicatorsOf,
  itemsOf,
  type Scorecard,
} from '../../../pipeline/define/index.js';
import { figureWith, holdingsOf, stated } from '../../pipeline/comply/holdings-fixture.js';

const set: ClauseSet = (() => {
  if (!chongqing2011.clauseSet) throw new Error('no clauses');
  return chongqing2011.clauseSet;
})();

const general = { level: '三级甲等', teaching: false, key_anesthesia: false };
const result = (number: number, known: Partial<Holdings>) =>
  evaluateClauses(set, holdingsOf({ entry: general, techniques: new Set(['麻醉']), ...known }))[number - 1]
    ?.result;

describe('the clauses of the Chongqing standard', () => {
  it('are numbered A11-001 to A11-117, in order', () => {
    const expected = Array.from({ length: 117 }, (_, i) => `A11-${String(i + 1).padStart(3, '0')}`);
    expect(set.clauses.map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    ['a', 7],
    ['a+c', 4],
    ['b', 53],
    ['b+c', 27],
    ['c', 26],
  ])('of class %s are %i', (of, count) => {
    expect(set.clauses.filter((clause) => clause.class === of)).toHaveLength(count);
  });

  it('mark every sign that the scan lost, by the places where it prints a number without one', () => {
    const inferred = set.clauses.filter((clause) => clause.inferred).map(({ id }) => Number(id.slice(4)));
    expect(inferred).toEqual([
      9, 18, 19, 20, 21, 22, 25, 26, 27, 29, 30, 36, 37, 38, 50, 52, 53, 56, 57, 61, 73, 76, 83, 84, 85, 86,
      87, 88, 89, 101, 102, 105, 107, 108, 109, 110, 113, 114, 115,
    ]);
  });

  it('ask questions under the number of a clause, in both languages', () => {
    for (const { rule } of set.clauses)
      for (const { id, question, answer, unit } of itemsOf(rule)) {
        expect(id).toMatch(/^A11-\d{3}(\.[a-z_0-9]+)?$/);
        expect(question.zh, id).toMatch(/[？填0]$/);
        expect(question.en, id).toMatch(/[a-z?]$/);
        if (answer === 'number') expect(unit, id).not.toBe('');
      }
  });

  it('of class a read figures, and those with c ask a reviewer', () => {
    for (const { id, class: of, rule } of set.clauses) {
      if (of.includes('a')) expect(indicatorsOf(rule).length, id).toBeGreaterThan(0);
      expect(asksReview(rule), id).toBe(of.includes('c'));
    }
  });
});

/** Beds and operations that no department here has the staff for. */
const neither = { 'A11-022.surgical_beds': 5000, 'A11-023.operations': 500_000 };

describe('ratios', () => {
  const beds = (rr: number, tables: number) => ({
    statements: stated({ 'A11-008.beds': rr, 'A11-020.operating_tables': tables }),
  });
  it.each<[number, number, string, boolean, ClauseResult, string]>([
    [5, 20, '二级甲等', false, 'met', '1:4 exactly'],
    [5, 21, '二级甲等', false, 'not met', 'one table too many for 1:4'],
    [7, 21, '三级乙等', false, 'met', '1:3 exactly'],
    [7, 22, '三级甲等', false, 'not met', 'one table too many for 1:3'],
    [10, 20, '三级甲等', true, 'met', '1:2 exactly in a key department'],
    [9, 20, '三级甲等', true, 'not met', 'one bed short of 1:2'],
    [1, 20, '二级甲等', false, 'not met', 'one bed where 20 tables need 5'],
    [0, 20, '二级甲等', false, 'not applicable', 'no recovery room, which is only encouraged at this level'],
    [0, 20, '三级乙等', false, 'not met', 'no recovery room, which is required at this level'],
  ] as const)(
    '%i recovery beds to %i tables at %s (key %s) are %s: %s',
    (rr, tables, level, key, expected) => {
      expect(result(9, { ...beds(rr, tables), entry: { ...general, level, key_anesthesia: key } })).toBe(
        expected,
      );
    },
  );

  it.each<[number, number, number, number, boolean, ClauseResult, string]>([
    [40, 20, 15, 10, false, 'met', 'two a table and 1.5 a site'],
    [39, 20, 15, 10, false, 'not met', 'one short in theatre'],
    [40, 20, 14, 10, false, 'not met', '14 for 10 sites'],
    [43, 20, 17, 10, true, 'not met', '10 % more would be 44'],
    [44, 20, 17, 10, true, 'met', '44 and 16.5 are reached'],
  ])(
    '%i staff to %i tables and %i to %i sites (teaching %s) are %s by tables: %s',
    (staff, tables, outside, sites, teaching, expected) => {
      const statements = stated({
        'A11-020.staff': staff,
        'A11-020.operating_tables': tables,
        'A11-021.staff': outside,
        'A11-021.outside_tables': sites,
        ...neither,
      });
      const known = { statements, entry: { ...general, teaching } };
      const both = [result(20, known), result(21, known)];
      expect(both.includes('not met') ? 'not met' : both[0]).toBe(expected);
    },
  );

  it('for 100 surgical beds ask 8 staff, all of the department counted', () => {
    const staff = (theatre: number, beds: number) => ({
      statements: stated({
        'A11-020.staff': theatre,
        'A11-020.operating_tables': 50,
        'A11-021.staff': 4,
        'A11-021.outside_tables': 10,
        ...neither,
        'A11-022.surgical_beds': beds,
      }),
    });
    expect(result(22, staff(12, 200))).toBe('met');
    expect(result(22, staff(11, 200))).toBe('not met');
  });

  it('of clinical staff are three ways of which one is enough', () => {
    const few = {
      'A11-020.staff': 12,
      'A11-020.operating_tables': 10,
      'A11-021.staff': 4,
      'A11-021.outside_tables': 10,
    };
    const ways = (more: Record<string, number>) =>
      [20, 21, 22, 23].map((number) => result(number, { statements: stated({ ...few, ...more }) }));
    // 16 of 200 beds are 8 for 100; by tables 12 of 20 and 4 of 15.
    expect(ways({ ...neither, 'A11-022.surgical_beds': 200 })).toEqual(['met', 'met', 'met', 'met']);
    expect(ways(neither)).toEqual(['not met', 'not met', 'not met', 'not met']);
    // Whether one of the other ways holds was not stated.
    expect(ways({})).toEqual(['not known', 'not known', 'not known', 'not known']);
  });

  it.each([
    [0, 0, 'not applicable'], // no AICU: nobody is asked, and nothing is earned
    [3, 0, 'not met'], // read as 4 beds and fewer: 2
    [3, 2, 'met'],
    [4, 2, 'met'],
    [4, 1, 'not met'],
    [5, 4, 'not met'],
    [5, 5, 'met'],
    [9, 5, 'met'],
    [10, 5, 'not met'],
    [14, 7, 'not met'],
    [14, 8, 'met'],
  ] as const)('of an AICU of %i beds with %i physicians are %s', (beds, physicians, expected) => {
    expect(
      result(29, { statements: stated({ 'A11-015.beds': beds, 'A11-029.physicians': physicians }) }),
    ).toBe(expected);
  });

  it('over no beds at all do not apply', () => {
    expect(result(28, { statements: stated({ 'A11-015.beds': 0, 'A11-028': 0 }) })).toBe('not applicable');
  });
});

describe('what depends on the level', () => {
  const at = (level: string, values: Record<string, number | boolean>) => ({
    entry: { ...general, level },
    statements: stated(values),
  });
  it('is required of tertiary hospitals and left to a reviewer in secondary ones', () => {
    expect(result(8, at('三级乙等', { 'A11-008.beds': 0 }))).toBe('not met');
    expect(result(8, at('三级乙等', { 'A11-008.beds': 1 }))).toBe('met');
    expect(result(8, at('二级甲等', { 'A11-008.beds': 0 }))).toBe('needs review');
  });

  it('asks staff of a pain clinic where the clinic is required, and leaves it to a reviewer where it is encouraged', () => {
    const nobody = { 'A11-030.physicians': 0, 'A11-030.nurses': 0 };
    expect(result(30, at('三级乙等', nobody))).toBe('not met');
    expect(result(30, at('三级乙等', { 'A11-030.physicians': 1, 'A11-030.nurses': 2 }))).toBe('met');
    expect(result(30, at('二级甲等', nobody))).toBe('needs review');
  });

  it('leaves the pain ward of a secondary hospital to a reviewer, as the clinic beside it', () => {
    const none = { 'A11-019.beds': 0 };
    expect(result(19, at('三级乙等', none))).toBe('not met');
    expect(result(19, at('二级甲等', none))).toBe('needs review');
  });

  it('takes the garbled 2-5-2 for general departments of tertiary hospitals', () => {
    const none = { 'A11-113.contributed': 0 };
    expect(result(114, at('三级乙等', none))).toBe('not met');
    expect(result(114, at('三级乙等', { 'A11-113.contributed': 1 }))).toBe('met');
    expect(result(114, at('二级甲等', none))).toBe('not applicable');
    const teaching = { entry: { ...general, level: '三级甲等', teaching: true } };
    expect(result(114, { ...teaching, statements: stated(none) })).toBe('not applicable');
    const other = { entry: { ...general, level: '三级甲等', teaching: false } };
    expect(result(114, { ...other, statements: stated(none) })).toBe('not met');
  });

  it('names time and bonus for research only of tertiary hospitals and key departments', () => {
    // The reviewer's part stays open, so what is stated shows only where it fails.
    expect(result(105, at('三级乙等', { 'A11-105': false }))).toBe('not met');
    expect(result(105, at('二级甲等', { 'A11-105': false }))).toBe('needs review');
    const key = { entry: { ...general, level: '二级甲等', key_anesthesia: true } };
    expect(result(105, { ...key, statements: stated({ 'A11-105': false }) })).toBe('not met');
  });

  it('asks awards of a key department at any level', () => {
    const none = { 'A11-112': 0 };
    expect(result(112, at('二级甲等', none))).toBe('needs review');
    const key = { entry: { ...general, level: '二级甲等', key_anesthesia: true } };
    expect(result(112, { ...key, statements: stated(none) })).toBe('not met');
  });

  it('asks the ten techniques of key departments of nobody else', () => {
    const small = stated({ 'A11-060': 3000, 'A11-064': false });
    const key = { ...general, key_anesthesia: true };
    for (const number of [56, 57, 58, 59, 60, 61, 62, 63, 64, 65]) {
      expect(result(number, { statements: small }), `${number}`).toBe('not applicable');
      expect(result(number, { statements: small, entry: key }), `${number}`).not.toBe('not applicable');
      // Whether it is a key department is blank: whether it is asked is not known.
      expect(result(number, { statements: small, entry: { level: '三级甲等' } }), `${number}`).toBe(
        'not known',
      );
    }
    expect(result(64, { statements: small, entry: key })).toBe('not met');
  });

  it('counts general and block anaesthetics alone for the 10,000 of a key department', () => {
    const key = { ...general, key_anesthesia: true };
    const sent = (code: string, numerator: number) => ({
      entry: key,
      figures: [
        figureWith({
          code,
          version: '2011',
          period_type: 'rolling12',
          period: '2025-11..2026-10',
          numerator,
          denominator: null,
        }),
      ],
    });
    expect(result(60, sent('CQ-A01G', 10_000))).toBe('met');
    // With sedation and local anaesthesia there may be 10,000 while the others are fewer.
    expect(result(60, sent('CQ-A01', 12_000))).toBe('not known');
    expect(result(60, { ...sent('CQ-A01G', 3000), statements: stated({ 'A11-060': 10_000 }) })).toBe('met');
    expect(result(60, { ...sent('CQ-A01G', 3000), statements: stated({ 'A11-060': 9999 }) })).toBe('not met');
  });

  it('asks of every department that all its physicians pass', () => {
    expect(result(54, { statements: stated({ 'A11-054.due': 60, 'A11-054.passed': 59 }) })).toBe('not met');
    expect(result(54, { statements: stated({ 'A11-054.due': 60, 'A11-054.passed': 60 }) })).toBe('met');
  });

  it('asks two kinds of difficult-airway equipment of tertiary hospitals and one of secondary ones', () => {
    // The reviewer's part stays open, so what is countable shows only where it fails.
    expect(result(48, at('三级甲等', { 'A11-048.kinds': 1 }))).toBe('not met');
    expect(result(48, at('三级甲等', { 'A11-048.kinds': 2 }))).toBe('needs review');
    expect(result(48, at('二级甲等', { 'A11-048.kinds': 1 }))).toBe('needs review');
    expect(result(48, at('二级甲等', { 'A11-048.kinds': 0 }))).toBe('not met');
  });

  it('asks papers by level', () => {
    const papers = { 'A11-109.chinese_journals': 1, 'A11-109.sci': 0, 'A11-110.papers': 3 };
    expect(result(109, at('三级甲等', papers))).toBe('not met');
    expect(result(110, at('三级乙等', papers))).toBe('met');
    expect(result(110, at('三级甲等', papers))).toBe('not applicable');
    expect(result(111, at('二级甲等', papers))).toBe('met');
    expect(result(111, at('三级乙等', papers))).toBe('not applicable');
  });
});

describe('the scorecard', () => {
  const sums = (card: Scorecard) =>
    card.sections.map(({ id, groups }) => [
      id,
      ...groups.map(({ items }) => items.reduce((sum, { points }) => sum + points, 0)),
    ]);

  it('adds up to the printed sub-totals', () => {
    expect(sums(chongqingScorecard)).toEqual([
      ['一', 50, 65, 40, 25],
      ['二', 100, 35, 15],
      ['三', 330, 99],
      ['四', 100, 60, 30, 30],
      ['五', 60, 60],
    ]);
    expect(chongqingScorecard.sections.map(({ points }) => points)).toEqual([180, 150, 330, 220, 120]);
    // 0.7 × 330 + 99 = 231 + 99.
    expect((330 * 7 + 99 * 10) / 10).toBe(330);
  });

  it('scores every clause but remarks and the head', () => {
    const scored = new Set(
      chongqingScorecard.sections.flatMap(({ groups }) =>
        groups.flatMap(({ items }) => items.flatMap(({ clauses }) => clauses)),
      ),
    );
    expect(set.clauses.map(({ id }) => id).filter((id) => !scored.has(id))).toEqual([
      'A11-025',
      'A11-055',
      'A11-115',
      'A11-116',
      'A11-117',
    ]);
  });

  const broken = (change: (card: Scorecard) => Scorecard) => () =>
    defineScorecard(change(chongqingScorecard), set);
  const withFirstItem = (patch: object) => (card: Scorecard) => {
    const [section, ...sections] = card.sections;
    const [group, ...groups] = section?.groups ?? [];
    const [item, ...items] = group?.items ?? [];
    if (!section || !group || !item) throw new Error('empty');
    return {
      ...card,
      sections: [
        { ...section, groups: [{ ...group, items: [{ ...item, ...patch }, ...items] }, ...groups] },
        ...sections,
      ],
    } as Scorecard;
  };

  it.each([
    [
      'points that do not add up',
      withFirstItem({ points: 14 }),
      /一1 has items|一1: has items that do not add up to 50/,
    ],
    ['a clause that is not there', withFirstItem({ clauses: ['A11-999'] }), /一1-1-1.*A11-999/],
    [
      'a clause scored twice',
      withFirstItem({ clauses: ['A11-002'] }),
      /A11-002, which another item scores too/,
    ],
    ['no clause', withFirstItem({ clauses: [] }), /must name the clauses/],
    [
      'parts that do not add up',
      withFirstItem({ how: { by: 'parts', parts: [{ points: 1 }] } }),
      /parts that do not add up to 15/,
    ],
    ['several clauses and no rule', withFirstItem({ clauses: ['A11-001', 'A11-025'] }), /rule of its own/],
    ['another total', (card: Scorecard) => ({ ...card, total: 999 }), /do not add up to 999/],
  ] as const)('with %s fails when it loads', (_, change, message) => {
    expect(broken(change)).toThrow(message);
  });
});
