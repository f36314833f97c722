import { describe, expect, it } from 'vitest';
import { anesthesiaPacuHypothermia } from '../../../indicators/anesthesia/pacu-hypothermia.js';
import { ecmoConsent } from '../../../indicators/ecmo/consent.js';
import { ecmoMortality30d } from '../../../indicators/ecmo/mortality-30d.js';
import { ecmoTrainingBaseRemoval } from '../../../indicators/ecmo/training-base-removal.js';
import { ecmoVolume } from '../../../indicators/ecmo/volume.js';
import { evaluateClauses, evaluateRule, type Finding } from '../../../pipeline/comply/evaluate.js';
import type { Holdings, Person } from '../../../pipeline/comply/holdings.js';
import {
  all,
  allOf,
  amount,
  answer,
  anyOf,
  type Clause,
  type ClauseResult,
  type ClauseSet,
  item,
  number,
  oneOf,
  persons,
  type Rule,
  ratioReaches,
  reaches,
  review,
  scope,
  steps,
  sum,
  times,
  yesNo,
} from '../../../pipeline/define/index.js';
import { trains } from '../../../pipeline/lists/hospital-marks.js';
import { hospitals } from '../../../pipeline/lists/lists.js';
import { person } from '../../../pipeline/lists/person.js';
import { ecmo } from '../../../pipeline/technology/ecmo.js';
import { figureWith, holdingsOf, personOf, reviewed, stated } from './holdings-fixture.js';

const never = (): Finding => {
  throw new RangeError('no other clause');
};
const result = (rule: Rule, known: Partial<Holdings> = {}): ClauseResult =>
  evaluateRule(rule, 'E22-001', holdingsOf(known), never).result;

const mra = yesNo('E22-011', '能否开展磁共振血管造影', 'MRA available');
const cta = yesNo('E22-012', '能否开展CT血管造影', 'CTA available');
const beds = amount('E22-058', '重症医学科床位', 'ICU beds', '张');
const wards = ['a', 'b', 'c'].map((ward) => amount(`E22-057.${ward}`, `${ward} 床位`, `${ward} beds`, '张'));
const level = hospitals.columns.level;

describe('an answer', () => {
  it('is met by yes, not met by no, and not known without a statement', () => {
    expect(result(answer(mra), { statements: stated({ 'E22-011': true }) })).toBe('met');
    expect(result(answer(mra), { statements: stated({ 'E22-011': false }) })).toBe('not met');
    expect(result(answer(mra))).toBe('not known');
  });

  it('tells the file and line of the statement', () => {
    const { evidence } = evaluateRule(
      answer(mra),
      'E22-011',
      holdingsOf({ statements: stated({ 'E22-011': true }) }),
      never,
    );
    expect(evidence).toMatchObject([{ file: 'H01/profile.csv', line: 2 }]);
    expect(evidence[0]?.text.zh).toContain('2026-09-30');
  });

  it('names the blank item when nothing was stated', () => {
    const { evidence } = evaluateRule(answer(mra), 'E22-011', holdingsOf(), never);
    expect(evidence[0]?.text.en).toBe('MRA available: not stated (E22-011)');
  });
});

describe('all and any', () => {
  // Kleene's tables with two more words; worked out from the order that rule.ts states.
  const words: readonly (readonly [Rule, ClauseResult])[] = [
    [answer(mra), 'met'],
    [answer(cta), 'not met'],
    [answer(yesNo('E22-013', '超声', 'echo')), 'not known'],
    [review, 'needs review'],
    [scope, 'not applicable'],
  ];
  const statements = stated({ 'E22-011': true, 'E22-012': false });
  const of = (word: ClauseResult) => words.find(([, w]) => w === word)?.[0] ?? scope;

  it.each<[ClauseResult, ClauseResult, ClauseResult, ClauseResult]>([
    ['met', 'met', 'met', 'met'],
    ['met', 'not met', 'not met', 'met'],
    ['met', 'not known', 'not known', 'met'],
    ['met', 'needs review', 'needs review', 'met'],
    ['met', 'not applicable', 'met', 'met'],
    ['not met', 'not known', 'not met', 'not known'],
    ['not met', 'needs review', 'not met', 'needs review'],
    ['not met', 'not applicable', 'not met', 'not met'],
    ['not known', 'needs review', 'not known', 'needs review'],
    ['not known', 'not applicable', 'not known', 'not known'],
    ['not applicable', 'not applicable', 'not applicable', 'not applicable'],
  ])('of %s and %s come to %s and %s', (a, b, both, either) => {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(result(allOf(of(x), of(y)), { statements })).toBe(both);
      expect(result(anyOf(of(x), of(y)), { statements })).toBe(either);
    }
  });
});

describe('a number', () => {
  it.each([
    [20, 'met'],
    [19, 'not met'],
    [0, 'not met'],
  ] as const)('of %s beds against 20 is %s', (value, expected) => {
    expect(result(reaches(item(beds), 20), { statements: stated({ 'E22-058': value }) })).toBe(expected);
  });

  it('is not known without a statement', () => expect(result(reaches(item(beds), 20))).toBe('not known'));

  it('summed over departments is reached as soon as the known ones reach it', () => {
    const rule = reaches(sum(...wards), 200);
    expect(result(rule, { statements: stated({ 'E22-057.a': 120, 'E22-057.b': 80 }) })).toBe('met');
    expect(result(rule, { statements: stated({ 'E22-057.a': 120, 'E22-057.b': 79 }) })).toBe('not known');
    expect(result(rule, { statements: stated({ 'E22-057.a': 120, 'E22-057.b': 79, 'E22-057.c': 0 }) })).toBe(
      'not met',
    );
  });

  it('in a ratio is multiplied out: 1 to 4 is reached by 3 to 12 and missed by 3 to 13', () => {
    const [a, b] = [item(wards[0] ?? beds), item(wards[1] ?? beds)];
    const rule = ratioReaches(a, b, 1, 4);
    expect(result(rule, { statements: stated({ 'E22-057.a': 3, 'E22-057.b': 12 }) })).toBe('met');
    expect(result(rule, { statements: stated({ 'E22-057.a': 3, 'E22-057.b': 13 }) })).toBe('not met');
    expect(result(rule, { statements: stated({ 'E22-057.a': 3, 'E22-057.b': 0 }) })).toBe('not applicable');
    expect(result(rule, { statements: stated({ 'E22-057.b': 12 }) })).toBe('not known');
  });

  it('of a step table is that of the last step reached', () => {
    // 4 beds need 2, 5 need 5, 8 need 6.
    const need = steps(item(beds), [4, 2], [5, 5], [8, 6]);
    const rule = (have: number) => reaches(number(have), need);
    const at = (size: number) => ({ statements: stated({ 'E22-058': size }) });
    expect(result(rule(1), at(3))).toBe('met');
    expect(result(rule(1), at(4))).toBe('not met');
    expect(result(rule(2), at(4))).toBe('met');
    expect(result(rule(5), at(7))).toBe('met');
    expect(result(rule(5), at(8))).toBe('not met');
  });

  it('times a factor asks ten per cent more', () => {
    const rule = reaches(item(beds), times(number(10), 11, 10));
    expect(result(rule, { statements: stated({ 'E22-058': 11 }) })).toBe('met');
    expect(result(rule, { statements: stated({ 'E22-058': 10 }) })).toBe('not met');
  });
});

describe('a word', () => {
  const mode = oneOf('E22-016', '方式', 'way', ['门诊', '病房', '其他']);
  it('is met when listed, and otherwise what the rule says', () => {
    const rule: Rule = { op: 'word', item: mode, words: ['门诊'], other: 'needs review' };
    expect(result(rule, { statements: stated({ 'E22-016': '门诊' }) })).toBe('met');
    expect(result(rule, { statements: stated({ 'E22-016': '其他' }) })).toBe('needs review');
    expect(result({ ...rule, other: 'not met' }, { statements: stated({ 'E22-016': '其他' }) })).toBe(
      'not met',
    );
    expect(result(rule)).toBe('not known');
  });
});

describe('persons', () => {
  const ecmo = (more: Record<string, boolean | number | string | null> = {}) =>
    personOf({ technique: 'ECMO', role: '医师', licensed: true, trained: true, rank: 3, ...more });
  const trained = all(person.technique.is('ECMO'), person.trained.isTrue());
  const ranked = (none: Extract<Rule, { op: 'every person' }>['none']): Rule => ({
    op: 'every person',
    who: all(person.technique.is('ECMO'), person.role.is('医师')),
    title: { zh: '医师职称', en: 'rank' },
    must: person.rank.atLeast(3),
    none,
  });
  const two = reaches(persons(trained, '培训合格人员', 'trained staff'), 2);

  it('are counted; one with a blank leaves the count open, and enough others settle it', () => {
    expect(result(two, { persons: [ecmo(), ecmo()] })).toBe('met');
    expect(result(two, { persons: [ecmo(), ecmo({ trained: false })] })).toBe('not met');
    expect(result(two, { persons: [ecmo(), ecmo({ trained: null })] })).toBe('not known');
    expect(result(two, { persons: [ecmo({ trained: null }), ecmo({ trained: false })] })).toBe('not met');
    expect(result(two, { persons: [ecmo(), ecmo(), ecmo({ trained: null })] })).toBe('met');
  });

  it('cannot be counted where the list names nobody of the technique', () => {
    expect(result(two)).toBe('not known');
    expect(result(two, { persons: [personOf({ technique: '麻醉', trained: true })] })).toBe('not known');
  });

  it('held back with their rows may count: too few is then open, enough is enough', () => {
    const held = { personsHeldBack: 1 };
    expect(result(two, { persons: [ecmo()], ...held })).toBe('not known');
    expect(result(two, { persons: [ecmo({ trained: false })], ...held })).toBe('not met');
    expect(result(two, { persons: [ecmo(), ecmo()], ...held })).toBe('met');
    for (const [persons, expected] of [
      [[ecmo()], 'not known'],
      [[ecmo({ rank: 2 })], 'not met'],
      [[ecmo({ role: '护士' })], 'not known'],
    ] as const)
      expect(result(ranked('not met'), { persons, ...held })).toBe(expected);
  });

  it('must all meet what is asked of every person', () => {
    const rule = ranked('not met');
    expect(result(rule, { persons: [ecmo(), ecmo()] })).toBe('met');
    expect(result(rule, { persons: [ecmo(), ecmo({ rank: 2 })] })).toBe('not met');
    expect(result(rule, { persons: [ecmo(), ecmo({ rank: null })] })).toBe('not known');
    expect(result(rule, { persons: [ecmo({ role: '护士' })] })).toBe('not met');
    expect(result(rule)).toBe('not known');
  });

  // Blank role: perhaps a physician. Such a one can turn the clause unless the rank suffices anyway.
  it.each<[ClauseResult, string, readonly Person[]]>([
    ['not known', 'nobody for certain, and one perhaps', [ecmo({ role: null })]],
    ['not known', 'one perhaps asked falls short', [ecmo(), ecmo({ role: null, rank: 2 })]],
    ['not known', 'of one perhaps asked the rank is blank', [ecmo(), ecmo({ role: null, rank: null })]],
    ['met', 'one perhaps asked meets it anyway', [ecmo(), ecmo({ role: null })]],
    ['not met', 'somebody surely asked falls short', [ecmo({ rank: 2 }), ecmo({ role: null })]],
  ])('are %s while blanks leave open who is asked: %s', (expected, _why, persons) => {
    for (const none of ['not met', 'not known', 'not applicable'] as const)
      expect(result(ranked(none), { persons })).toBe(expected);
  });
});

describe('a figure', () => {
  const consent: Rule = {
    op: 'figure',
    indicator: ecmoConsent,
    sign: '>=',
    value: { num: 1, den: 1 },
    period: 'rolling12',
  };
  const figure = (numerator: number, denominator: number, unknown = 0) => [
    figureWith({ code: ecmoConsent.code, numerator, denominator, unknown }),
  ];

  it('decides only what unknown outcomes cannot turn', () => {
    expect(result(consent, { figures: figure(8, 8) })).toBe('met');
    expect(result(consent, { figures: figure(7, 8) })).toBe('not met');
    expect(result(consent, { figures: figure(7, 8, 1) })).toBe('not known');
    expect(result(consent, { figures: figure(0, 8, 8) })).toBe('not known');
    expect(result(consent, { figures: figure(0, 0) })).toBe('not applicable');
    expect(result(consent)).toBe('not known');
  });

  it('takes unknown outcomes back into the denominator where the definition leaves them out', () => {
    // At most half may be cold: 4 of 8 known and 2 unknown are between 4/10 and 6/10.
    const rule: Rule = {
      op: 'figure',
      indicator: anesthesiaPacuHypothermia,
      sign: '<=',
      value: { num: 1, den: 2 },
      period: 'rolling12',
    };
    const cold = (numerator: number, denominator: number, unknown: number) => [
      figureWith({ code: anesthesiaPacuHypothermia.code, numerator, denominator, unknown }),
    ];
    expect(result(rule, { figures: cold(4, 8, 2) })).toBe('not known');
    expect(result(rule, { figures: cold(3, 8, 2) })).toBe('met');
    expect(result(rule, { figures: cold(6, 8, 2) })).toBe('not met');
  });

  it('keeps unknown outcomes in the denominator where the definition counts every case, and lets undated ones span the bounds', () => {
    // At most half may die: 4 of 10 known dead and 2 unknown are between 4/10 and 6/10; 3 of 10 with 2 unknown at most 5/10.
    const rule: Rule = {
      op: 'figure',
      indicator: ecmoMortality30d,
      sign: '<=',
      value: { num: 1, den: 2 },
      period: 'rolling12',
    };
    const deaths = (numerator: number, denominator: number, unknown: number, undated = 0) => [
      figureWith({ code: ecmoMortality30d.code, numerator, denominator, unknown, undated }),
    ];
    expect(result(rule, { figures: deaths(4, 10, 2) })).toBe('not known');
    expect(result(rule, { figures: deaths(3, 10, 2) })).toBe('met');
    expect(result(rule, { figures: deaths(6, 10, 2) })).toBe('not met');
    // 3 of 10 and 4 of which nobody knows whether they belong: at most 7 of 14; with one more 8 of 15.
    expect(result(rule, { figures: deaths(3, 10, 0, 4) })).toBe('met');
    expect(result(rule, { figures: deaths(3, 10, 0, 5) })).toBe('not known');
  });

  const volume: Rule = {
    op: 'figure',
    indicator: ecmoVolume,
    sign: '>=',
    value: { num: 20, den: 1 },
    period: 'three years',
  };
  const years = (...counts: readonly (number | null)[]) =>
    counts.flatMap((numerator, i) =>
      numerator === null
        ? []
        : [
            figureWith({
              code: ecmoVolume.code,
              period_type: 'year',
              period: String(2024 + i),
              numerator,
              data_through: '2027-01',
            }),
          ],
    );

  it('of three years asks each year that is over, and shows the running one', () => {
    const on = '2027-01-31';
    expect(result(volume, { on, figures: years(20, 20, 20) })).toBe('met');
    expect(result(volume, { on, figures: years(19, 30, 30) })).toBe('not met');
    expect(result(volume, { on, figures: years(20, 20, 19) })).toBe('not met');
    // On 31 December the year is over.
    expect(result(volume, { on: '2026-12-31', figures: years(20, 20, 20) })).toBe('met');
    expect(result(volume, { on: '2026-12-31', figures: years(20, 20, 19) })).toBe('not met');
    // A day before, the three are 2023 to 2025, and of 2023 nothing is known.
    expect(result(volume, { on: '2026-12-30', figures: years(20, 20, 20) })).toBe('not known');
    expect(result(volume, { on: '2026-12-30', figures: years(20, 19, 20) })).toBe('not met');
    // The running one neither helps nor harms.
    expect(result(volume, { on, figures: years(20, 20, 20, 0) })).toBe('met');
    const shown = evaluateRule(volume, 'E22-059', holdingsOf({ on, figures: years(20, 20, 20, 3) }), never);
    expect(shown.evidence.at(-1)?.text.zh).toBe(
      'ECMO-N01 ECMO年应用例次（2027）：3（2027 尚未结束，只列出，不判定）',
    );
  });

  it('of three years is open while a year is not reported to its end, unless it has reached it', () => {
    const on = '2027-01-31';
    const through = (data_through: string, last: number) =>
      years(20, 20, last).map((figure) => ({ ...figure, data_through }));
    expect(result(volume, { on, figures: through('2026-11', 19) })).toBe('not known');
    expect(result(volume, { on, figures: through('2026-11', 20) })).toBe('met');
    expect(result(volume, { on, figures: through('2026-12', 19) })).toBe('not met');
    const rates = removal([8, 20], [8, 20], [7, 20]).map((figure) => ({
      ...figure,
      data_through: '2026-11',
    }));
    expect(result(pooled, { on, figures: rates })).toBe('not known');
  });

  it('of three years may take in the running one, for what it has reached', () => {
    const running = { recentYears: 'running' as const };
    expect(result(volume, { ...running, figures: years(20, 20, 20) })).toBe('met');
    expect(result(volume, { ...running, figures: years(20, 20, 19) })).toBe('not known');
    expect(result(volume, { ...running, figures: years(19, 20, 19) })).toBe('not met');
  });

  it('of three years takes a year without a case for zero only where that is said', () => {
    const on = '2026-12-31';
    const months = (first: number, last: number) =>
      new Set(Array.from({ length: last - first + 1 }, (_, i) => first + i));
    const figures = years(20, null, 20);
    expect(result(volume, { on, figures })).toBe('not known');
    // 2025 whole, and but for its December.
    expect(result(volume, { on, figures, covered: { ecmo_runs: months(2025 * 12, 2025 * 12 + 11) } })).toBe(
      'not met',
    );
    expect(result(volume, { on, figures, covered: { ecmo_runs: months(2025 * 12, 2025 * 12 + 10) } })).toBe(
      'not known',
    );
    // A year with nothing but donors has a figure and no run of the norm.
    expect(result(volume, { on, figures: years(20, 0, 20) })).toBe('not known');
    const asked = evaluateRule(volume, 'E22-059', holdingsOf({ on, figures }), never);
    expect(asked.evidence[1]?.text.zh).toContain('有病例的请补报，没有的请报送零报告');
  });

  it('of three years is not met by who has not been open for three', () => {
    const on = '2026-12-31';
    const opened = (day: string | null) => ({ entry: { level: '三级甲等', opened_on: day } });
    const figures = years(20, 20, 20);
    expect(result(volume, { on, figures, ...opened('2024-01-01') })).toBe('not met');
    expect(result(volume, { on, figures, ...opened('2023-12-31') })).toBe('met');
    expect(result(volume, { on, figures, ...opened(null) })).toBe('met');
    expect(
      evaluateRule(volume, 'E22-059', holdingsOf({ on, figures, ...opened('2024-01-01') }), never).evidence[0]
        ?.text.zh,
    ).toBe('开业日期 2024-01-01，至 2026-12-31 不足三年，不符合');
  });

  const removal = (...counts: readonly (readonly [number, number, number?])[]) =>
    counts.map(([numerator, denominator, unknown = 0], i) =>
      figureWith({
        code: ecmoTrainingBaseRemoval.code,
        period_type: 'year',
        period: String(2024 + i),
        numerator,
        denominator,
        unknown,
        data_through: '2026-12',
      }),
    );
  const pooled: Rule = {
    op: 'figure',
    indicator: ecmoTrainingBaseRemoval,
    sign: '>=',
    value: { num: 40, den: 100 },
    period: 'three years together',
  };

  it('of three years together adds them up, and the running one not', () => {
    const on = '2027-01-31';
    const of = (...counts: readonly (readonly [number, number, number?])[]) =>
      result(pooled, { on, figures: removal(...counts) });
    // 24 of 60 are 40 %; 7 of 20 in one year are 35 %.
    expect(of([8, 20], [8, 20], [8, 20])).toBe('met');
    expect(of([7, 20], [10, 20], [7, 20])).toBe('met');
    expect(of([8, 20], [8, 20], [7, 20])).toBe('not met');
    expect(of([8, 20], [8, 20], [8, 20], [0, 40])).toBe('met');
    // 20 of 60 and one more unknown; 23 of 60 and one.
    expect(of([8, 20], [8, 20], [4, 20, 1])).toBe('not met');
    expect(of([8, 20], [8, 20], [7, 20, 1])).toBe('not known');
    expect(of([8, 20], [8, 20])).toBe('not known');
    expect(of([0, 0], [0, 0], [0, 0])).toBe('not applicable');
    const told = evaluateRule(
      pooled,
      'E22-060',
      holdingsOf({ on, figures: removal([8, 20], [8, 20], [8, 20]) }),
      never,
    );
    // Wilson: (2 × 24 + 3.8415 ± 1.96 √(3.8415 + 4 × 24 × 36 / 60)) / (2 × 63.8415).
    expect(told.evidence.at(-1)?.text.zh).toBe(
      'ECMO-N02 ECMO技术成功撤除率（培训机构）（2024–2026 三年合计）：24/60 = 40 % (95 % CI 28.57 % – 52.63 %)；按例次比较得出，统计上例数不足',
    );
  });

  it('tells how many cases may not belong at all', () => {
    const rule: Rule = { op: 'figure shown', indicator: ecmoConsent, period: 'rolling12' };
    const figures = [figureWith({ code: ecmoConsent.code, numerator: 3, denominator: 3, undated: 2 })];
    expect(evaluateRule(rule, 'E22-026', holdingsOf({ figures }), never).evidence[0]?.text.zh).toContain(
      '；是否属分母未明 2',
    );
  });

  it('that need only be shown is met once it has cases', () => {
    const rule: Rule = { op: 'figure shown', indicator: ecmoConsent, period: 'rolling12' };
    expect(result(rule, { figures: figure(0, 3) })).toBe('met');
    expect(result(rule, { figures: figure(0, 0) })).toBe('not known');
    expect(result(rule)).toBe('not known');
  });
});

describe('a review', () => {
  it.each([
    ['达标', 'met'],
    ['基本达标', 'needs review'],
    ['未达标', 'not met'],
    ['不适用', 'not applicable'],
  ] as const)('that says %s is %s', (verdict, expected) => {
    expect(result(review, { reviews: reviewed({ 'E22-001': { verdict, score: null } }) })).toBe(expected);
  });

  it('is told in words, points and verdict apart', () => {
    const told = (verdict: '达标' | null, score: number | null) =>
      evaluateRule(
        review,
        'E22-001',
        holdingsOf({ reviews: reviewed({ 'E22-001': { verdict, score } }) }),
        never,
      ).evidence[0]?.text;
    expect(told('达标', 5)).toEqual({
      zh: '2026-09-30 评审：达标 5 分',
      en: 'reviewed 2026-09-30: met 5 points',
    });
    expect(told(null, 5)?.zh).toBe('2026-09-30 评审：5 分');
    expect(told('达标', null)?.en).toBe('reviewed 2026-09-30: met');
  });

  it('is awaited where nobody has reviewed', () => expect(result(review)).toBe('needs review'));
});

describe('single-use devices', () => {
  const rule: Rule = { op: 'single use', table: 'ecmo_runs' };
  it('with a repeated barcode are to be looked into, never a violation by themselves', () => {
    expect(result(rule, { repeated: { ecmo_runs: [{ barcode: 'X21', cases: 2 }] } })).toBe('needs review');
    expect(result(rule, { repeated: { ecmo_runs: [] } })).toBe('met');
    expect(result(rule)).toBe('not known');
  });
});

describe('the hospital', () => {
  const tertiary: Rule = {
    op: 'hospital',
    is: level.is('三级甲等'),
    title: { zh: '三级甲等', en: 'tertiary grade A' },
  };
  it('is judged by its row in force, and not known without one', () => {
    expect(result(tertiary)).toBe('met');
    expect(result(tertiary, { entry: { level: '二级甲等' } })).toBe('not met');
    expect(result(tertiary, { entry: { level: null } })).toBe('not known');
    expect(result(tertiary, { entry: null })).toBe('not known');
  });

  it('may be outside a rule', () => {
    const rule: Rule = {
      op: 'for',
      whom: level.is('三级甲等'),
      title: { zh: '三级甲等', en: 'tertiary grade A' },
      rule: answer(mra),
      otherwise: 'needs review',
    };
    expect(result(rule)).toBe('not known');
    expect(result(rule, { statements: stated({ 'E22-011': true }) })).toBe('met');
    expect(result(rule, { entry: { level: '二级甲等' } })).toBe('needs review');
    expect(result(rule, { entry: null })).toBe('not known');
  });
});

describe('the clauses of a norm', () => {
  const clause = (id: string, rule: Rule, more: Partial<Clause> = {}): Clause => ({
    id,
    at: '一',
    text: { zh: '条款', en: 'clause' },
    class: 'b',
    rule,
    missing: { zh: '未填报', en: 'not stated' },
    confidence: 'seed',
    ...more,
  });
  const set: ClauseSet = {
    prefix: 'E22',
    technique: 'ECMO',
    source: { id: 's', title: { zh: '规范', en: 'norm' }, year: 2022, issuer: 's' },
    advisory: false,
    effectiveFrom: '2022-04-20',
    clauses: [
      clause('E22-001', { op: 'clauses', of: ['E22-002', 'E22-003'] }),
      clause('E22-002', answer(mra)),
      clause('E22-003', answer(cta), {
        binds: {
          whom: trains(ecmo).isTrue(),
          title: { zh: '培训基地', en: 'training bases' },
        },
      }),
    ],
  };
  const results = (known: Partial<Holdings>, options = {}) =>
    evaluateClauses(set, holdingsOf(known), options).map((finding) => finding.result);

  it('rest on one another whatever their order', () => {
    const statements = stated({ 'E22-011': true, 'E22-012': false });
    expect(results({ statements })).toEqual(['met', 'met', 'not applicable']);
    expect(results({ statements }, { regardless: true })).toEqual(['not met', 'met', 'not met']);
    expect(results({ statements, entry: { ecmo_training_base: true } })).toEqual([
      'not met',
      'met',
      'not met',
    ]);
    expect(results({ statements, entry: { ecmo_training_base: null } })).toEqual([
      'not known',
      'met',
      'not known',
    ]);
  });

  it('count only those that apply when one rests on others', () => {
    const [first] = evaluateClauses(set, holdingsOf({ statements: stated({ 'E22-011': true }) }));
    expect(first?.evidence[0]?.text).toEqual({ zh: '1/1 条符合', en: '1 of 1 clauses met' });
  });

  it('bind from the day the norm is in force', () => {
    const statements = stated({ 'E22-011': true });
    expect(results({ statements, on: '2022-04-19' })).toEqual(Array(3).fill('not applicable'));
    expect(results({ statements, on: '2022-04-20' })[1]).toBe('met');
  });
});
