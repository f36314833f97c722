import { describe, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import {
  ecmoMinimum,
  ecmoQualification,
  ecmoTrainingBase,
  ecmoTrainingConditions,
  ecmoTrainingWork,
  pathways,
  physicianClauses,
} from '../../../indicators/norms/ecmo-2022/index.js';
import { qualifyPhysicians } from '../../../pipeline/comply/answer.js';
import { evaluateClauses } from '../../../pipeline/comply/evaluate.js';
import type { Holdings, Person, Repeated } from '../../../pipeline/comply/holdings.js';
import { type ClauseSet, indicatorsOf, itemsOf } from '../../../pipeline/define/index.js';
import {
  figureWith,
  holdingsOf,
  personOf,
  reviewed,
  stated,
} from '../../pipeline/comply/holdings-fixture.js';

const set: ClauseSet = (() => {
  const found = norms.find(({ clauseSet }) => clauseSet?.prefix === 'E22')?.clauseSet;
  if (!found) throw new Error('G11 has no clauses');
  return found;
})();

/** A training base, so that every clause binds it. */
const base = { level: '三级甲等', ecmo_training_base: true };
const result = (id: string, known: Partial<Holdings> = {}) =>
  evaluateClauses(set, holdingsOf({ entry: base, ...known })).find(({ clause }) => clause.id === id)?.result;

/** A physician who meets every clause of a physician, each to the very number. */
const sound: Person['values'] = {
  technique: 'ECMO',
  role: '医师',
  specialty: '重症医学',
  practice_scope: '重症医学科',
  licensed: true,
  employed_here: true,
  authorised: true,
  trained: true,
  passed: true,
  overseas: false,
  rank: 2,
  clinical_years: 5,
  training_months: 3,
  full_process_cases: 5,
  clinical_years_at_norm: 1,
  rank_at_norm: 1,
  independent_cases: 0,
  no_serious_events: true,
};
const physician = (but: Person['values'] = {}) => personOf({ ...sound, ...but });
/** Trained nowhere, and free of it by 四（一）4, to the year, rank and case. */
const veteran: Person['values'] = {
  trained: false,
  passed: false,
  training_months: 0,
  full_process_cases: 0,
  clinical_years: 14,
  clinical_years_at_norm: 10,
  rank_at_norm: 2,
  independent_cases: 20,
};
/** Three months abroad and passed here. */
const abroad: Person['values'] = { trained: false, overseas: true, full_process_cases: 0 };
const expert = (but: Person['values'] = {}) =>
  physician({ expert_group: true, rank: 3, clinical_years: 8, ...but });

describe('the clauses of G11', () => {
  it('are numbered E22-001 to E22-068, in order, none left out', () => {
    const expected = Array.from({ length: 68 }, (_, i) => `E22-${String(i + 1).padStart(3, '0')}`);
    expect(set.clauses.map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    ['a', 13],
    ['a+b', 4],
    ['a+c', 1],
    ['b', 41],
    ['b+c', 4],
    ['c', 4],
    ['scope', 1],
  ])('of class %s are %i', (of, count) => {
    expect(set.clauses.filter((clause) => clause.class === of)).toHaveLength(count);
  });

  it('ask every question by the number of the clause it first stands in', () => {
    for (const { rule } of set.clauses)
      for (const item of itemsOf(rule)) {
        expect(item.id).toMatch(/^E22-\d{3}(\.[a-z_0-9]+)?$/);
        expect(item.question.zh, item.id).toMatch(/？|填0$/);
        expect(item.question.en, item.id).toMatch(/\?|0 where there is none$/);
        if (item.answer === 'number') expect(item.unit, item.id).not.toBe('');
      }
  });

  it('read figures in every clause with cases but those that cases cannot tell', () => {
    const without = set.clauses.filter(
      (clause) => clause.class.startsWith('a') && indicatorsOf(clause.rule).length === 0,
    );
    // 041 reads barcodes themselves; of 049 and 052 cases name no trainee, so the number comes with the person.
    expect(without.map(({ id }) => id)).toEqual(['E22-041', 'E22-049', 'E22-052']);
  });

  it('bind training bases from E22-053 on, and no others', () => {
    const bound = set.clauses.filter(({ binds }) => binds).map(({ id }) => id);
    expect(bound).toEqual(ecmoTrainingBase);
    expect([bound[0], bound.at(-1), bound.length]).toEqual(['E22-053', 'E22-068', 16]);
    expect(result('E22-054', { entry: { level: '三级乙等', ecmo_training_base: false } })).toBe(
      'not applicable',
    );
    expect(result('E22-054', { entry: { level: '三级乙等', ecmo_training_base: null } })).toBe('not known');
  });

  it('tell what a base must have from what it must do', () => {
    expect([ecmoTrainingConditions[0], ecmoTrainingConditions.at(-1), ecmoTrainingConditions.length]).toEqual(
      ['E22-054', 'E22-063', 10],
    );
    expect(ecmoTrainingWork).toEqual(['E22-053', 'E22-064', 'E22-065', 'E22-066', 'E22-067', 'E22-068']);
  });

  it('have chapters 一 and 二, expert group and authorisation as the minimum', () => {
    // 004 to 024, without a gap.
    expect([ecmoMinimum[0], ecmoMinimum.at(-1), ecmoMinimum.length]).toEqual(['E22-004', 'E22-024', 21]);
  });

  it('do not apply before 20 April 2022', () => {
    const statements = stated({ 'E22-011': false });
    expect(result('E22-011', { on: '2022-04-19', statements })).toBe('not applicable');
    expect(result('E22-011', { on: '2022-04-20', statements })).toBe('not met');
  });
});

const beds = (...numbers: readonly number[]) =>
  stated(
    Object.fromEntries(
      [
        'cardiology_beds',
        'cardiac_surgery_beds',
        'respiratory_beds',
        'paediatric_beds',
        'thoracic_surgery_beds',
        'emergency_beds',
      ]
        .slice(0, numbers.length)
        .map((ward, i) => [`E22-057.${ward}`, numbers[i] ?? 0]),
    ),
  );

describe('statements', () => {
  it.each<[readonly number[], string, string]>([
    [[40, 40, 40, 30, 30, 20], 'met', '200 exactly: 不少于 holds at the number'],
    [[40, 40, 40, 30, 30, 19], 'not met', '199'],
    [[40, 40, 40, 30, 49], 'not known', '199 without the emergency beds, which nobody stated'],
    [[40, 40, 40, 30, 49, 0], 'not met', 'the same with a stated zero'],
    [[90, 110], 'met', 'two departments reach it, whatever the others have'],
  ])('of beds %j come to %s: %s', (numbers, expected) => {
    expect(result('E22-057', { statements: beds(...numbers) })).toBe(expected);
  });

  it.each<[string, Record<string, number | boolean | string>, string, string]>([
    ['E22-058', { 'E22-058': 20 }, 'met', '不少于 holds at the number'],
    ['E22-058', { 'E22-058': 19 }, 'not met', 'one bed short'],
    ['E22-066', { 'E22-066.due': 4, 'E22-066.finished': 4 }, 'met', 'all finished'],
    ['E22-066', { 'E22-066.due': 4, 'E22-066.finished': 3 }, 'not met', 'one did not'],
    ['E22-067', { 'E22-066.due': 4, 'E22-067.concluded': 4 }, 'met', 'asked once, judged by three'],
    ['E22-068', { 'E22-066.due': 0 }, 'not applicable', 'there was no trainee'],
    ['E22-068', { 'E22-068.filed': 3 }, 'not known', 'of how many is not stated'],
    // 2024-03-01 was a Friday; the working days after it are Monday 4th, Tuesday 5th, Wednesday 6th, Thursday 7th.
    ['E22-053', { 'E22-053.notice': '2024-03-01', 'E22-053.report': '2024-03-06' }, 'met', 'the third'],
    ['E22-053', { 'E22-053.notice': '2024-03-01', 'E22-053.report': '2024-03-07' }, 'not met', 'the fourth'],
    ['E22-053', { 'E22-053.notice': '2024-03-01' }, 'not known', 'no day of the report'],
    // National Day 2024 was off from 1 to 7 October; the days after are Tuesday 8th, 9th, 10th.
    ['E22-053', { 'E22-053.notice': '2024-09-30', 'E22-053.report': '2024-10-10' }, 'met', 'over a holiday'],
    ['E22-053', { 'E22-053.notice': '2024-09-30', 'E22-053.report': '2024-10-11' }, 'not met', 'one later'],
    // Saturday 12 October 2024 was worked in its stead: Friday 11th, Saturday 12th, Monday 14th.
    ['E22-053', { 'E22-053.notice': '2024-10-10', 'E22-053.report': '2024-10-14' }, 'met', 'over a Saturday'],
    ['E22-053', { 'E22-053.notice': '2024-10-10', 'E22-053.report': '2024-10-15' }, 'not met', 'the fourth'],
  ])('%s with %j is %s: %s', (id, values, expected) => {
    expect(result(id, { statements: stated(values) })).toBe(expected);
  });

  it('to eight topics still await the reviewer, and one that was not assessed decides without', () => {
    const topics = itemsOf(set.clauses.find(({ id }) => id === 'E22-039')?.rule ?? { op: 'scope' });
    expect(topics).toHaveLength(8);
    const answers = Object.fromEntries(topics.map(({ id }) => [id, true]));
    const reviews = reviewed({ 'E22-039': { verdict: '达标', score: null } });
    expect(result('E22-039', { statements: stated(answers) })).toBe('needs review');
    expect(result('E22-039', { statements: stated(answers), reviews })).toBe('met');
    const statements = stated({ ...answers, 'E22-039.deaths': false });
    expect(result('E22-039', { statements, reviews })).toBe('not met');
  });

  it('that quality control was accepted is for the centre to confirm', () => {
    const statements = stated({ 'E22-045': true });
    expect(result('E22-045', { statements })).toBe('needs review');
    const reviews = reviewed({ 'E22-045': { verdict: '未达标', score: null } });
    expect(result('E22-045', { statements, reviews })).toBe('not met');
  });
});

describe('the staff of a hospital', () => {
  const nurse = physician({ role: '护士', licensed: null });
  it.each<[string, readonly Person[], string, string]>([
    ['E22-007', [physician(), physician(), nurse], 'met', '三名 of any profession'],
    ['E22-007', [physician(), nurse], 'not met', 'two of three'],
    ['E22-007', [physician(), nurse, physician({ trained: null })], 'not known', 'the third is blank'],
    ['E22-007', [physician(), nurse, physician({ employed_here: false })], 'not met', 'the third is a guest'],
    ['E22-007', [physician(), nurse, physician({ passed: false })], 'not met', 'the third did not pass'],
    [
      'E22-007',
      [physician(), nurse, physician({ passed: null })],
      'not known',
      'whether she passed is blank',
    ],
    ['E22-007', [physician(), nurse, physician(veteran)], 'met', 'the third is free of training'],
    ['E22-007', [physician(), nurse, physician(abroad)], 'met', 'the third was trained abroad'],
    [
      'E22-007',
      [physician(), nurse, physician({ ...veteran, role: '护士' })],
      'not met',
      '四（一）4 speaks of physicians',
    ],
    ['E22-007', [], 'not known', 'no staff list'],
    ['E22-008', [physician(), physician(), nurse], 'met', 'two physicians'],
    ['E22-008', [physician(), nurse, nurse], 'not met', 'one physician'],
    ['E22-008', [physician(), physician(veteran)], 'met', 'the second is free of training'],
    ['E22-008', [physician(), physician({ passed: false })], 'not met', 'the second did not pass'],
    ['E22-019', [expert({ technique_lead: true })], 'met', 'an associate chief leads'],
    ['E22-019', [physician({ technique_lead: true })], 'not met', 'an attending leads'],
    ['E22-019', [physician({ technique_lead: false })], 'not met', 'nobody leads'],
    ['E22-021', [nurse], 'met', 'the nurse is trained'],
    ['E22-021', [personOf({ technique: 'ECMO', role: '灌注师', trained: false })], 'not met', 'she is not'],
    ['E22-023', [expert(), expert(), expert()], 'met', 'three'],
    ['E22-023', [expert(), expert(), expert({ clinical_years: 7 })], 'not met', 'seven years of eight'],
    ['E22-023', [expert(), expert(), expert({ rank: 2 })], 'not met', 'an attending'],
    ['E22-023', [expert(), expert(), expert({ rank: null })], 'not known', 'a blank title'],
    ['E22-062', Array.from({ length: 5 }, () => physician({ supervisor: true })), 'met', 'five'],
    ['E22-062', Array.from({ length: 4 }, () => physician({ supervisor: true })), 'not met', 'four'],
    ['E22-063', [1, 2].map(() => physician({ supervisor: true, rank: 3 })), 'met', 'two of rank'],
    ['E22-063', [3, 2].map((rank) => physician({ supervisor: true, rank })), 'not met', 'one of rank'],
  ])('by %s (%#) is %s: %s', (id, persons, expected, _why) => {
    expect(result(id, { persons })).toBe(expected);
  });

  it('of another scope is for a reviewer, of a blank one not known', () => {
    expect(result('E22-016', { persons: [physician(), physician({ practice_scope: '麻醉' })] })).toBe('met');
    const other = { persons: [physician(), physician({ practice_scope: '其他' })] };
    expect(result('E22-016', other)).toBe('needs review');
    const reviews = reviewed({ 'E22-016': { verdict: '未达标', score: null } });
    expect(result('E22-016', { ...other, reviews })).toBe('not met');
    expect(result('E22-016', { persons: [physician({ practice_scope: null })] })).toBe('not known');
  });
});

describe('a physician who uses ECMO', () => {
  it.each<[string, Person['values'], string, string]>([
    ['E22-017', {}, 'met', 'five years'],
    ['E22-017', { clinical_years: 4 }, 'not met', 'four'],
    ['E22-017', { clinical_years: 4, authorised: false }, 'not known', 'nobody is authorised'],
    ['E22-020', { passed: false }, 'not met', 'did not pass'],
    ['E22-020', abroad, 'met', 'trained abroad'],
    ['E22-020', veteran, 'met', 'free of training'],
    ['E22-046', {}, 'met', 'attending'],
    ['E22-046', { rank: 1 }, 'not met', 'resident'],
    ['E22-046', { ...abroad, rank: 1 }, 'not met', 'training abroad gives no rank'],
    ['E22-047', { trained: false }, 'not met', 'not trained'],
    ['E22-048', { training_months: 2.9 }, 'not met', 'less than three months'],
    ['E22-048', { training_months: null }, 'not known', 'blank'],
    ['E22-049', { full_process_cases: 4 }, 'not met', 'four cases of five'],
    ['E22-049', abroad, 'met', 'trained abroad'],
    ['E22-050', { passed: null }, 'not known', 'blank'],
    ['E22-050', veteran, 'met', 'free of training'],
    ['E22-051', {}, 'not applicable', 'nobody trained abroad'],
    ['E22-051', abroad, 'met', 'three months and passed'],
    ['E22-051', { ...abroad, training_months: 2 }, 'not met', 'two months'],
    ['E22-051', { ...abroad, passed: null }, 'not known', 'whether she passed is blank'],
    ['E22-052', {}, 'not applicable', 'was trained'],
    ['E22-052', veteran, 'met', 'to the year and the case'],
    ['E22-052', { ...veteran, clinical_years_at_norm: 9 }, 'not met', 'nine years of ten'],
    ['E22-052', { ...veteran, rank_at_norm: 1 }, 'not met', 'a resident then'],
    ['E22-052', { ...veteran, independent_cases: 19 }, 'not met', '19 cases of 20'],
    ['E22-052', { ...veteran, no_serious_events: false }, 'not met', 'an accident'],
    ['E22-052', { ...veteran, no_serious_events: null }, 'not known', 'whether there was one is blank'],
  ])('by %s with %j is %s: %s', (id, but, expected) => {
    expect(result(id, { persons: [physician(but)] })).toBe(expected);
  });

  it('of whom one falls short makes the hospital fall short', () => {
    expect(result('E22-049', { persons: [physician(), physician({ full_process_cases: 4 })] })).toBe(
      'not met',
    );
  });

  const status = (but: Person['values']) =>
    qualifyPhysicians(ecmoQualification, holdingsOf({ persons: [physician(but)] }))[0]?.status;

  it('qualifies by training at home or abroad, or is free of it', () => {
    expect(status({})).toBe('qualified');
    expect(status(abroad)).toBe('equivalent');
    expect(status(veteran)).toBe('exempt');
    expect(status({ full_process_cases: 4 })).toBe('missing');
    expect(status({ full_process_cases: null })).toBe('not known');
  });

  it('is asked by clauses of the norm', () => {
    expect(physicianClauses.map(({ id }) => id)).toEqual([
      'E22-046',
      'E22-047',
      'E22-048',
      'E22-049',
      'E22-050',
    ]);
    expect(pathways.map(({ clause }) => clause)).toEqual(['E22-051', 'E22-052']);
  });
});

describe('figures', () => {
  const figures = (code: string, numerator: number, denominator: number | null, more = {}) => [
    figureWith({ code, numerator, denominator, ...more }),
  ];

  it.each([
    ['E22-026', 'ECMO-N07'],
    ['E22-032', 'ECMO-N04A'],
    ['E22-033', 'ECMO-N04B'],
    ['E22-034', 'ECMO-N04C'],
    ['E22-043', 'ECMO-N08'],
    ['E22-044', 'ECMO-N09'],
  ])('%s is owed by every run of %s', (id, code) => {
    expect(result(id, { figures: figures(code, 8, 8) })).toBe('met');
    expect(result(id, { figures: figures(code, 7, 8) })).toBe('not met');
    expect(result(id, { figures: figures(code, 7, 8, { unknown: 1 }) })).toBe('not known');
    expect(result(id, { figures: [] })).toBe('not known');
    expect(result(id, { figures: figures(code, 0, 0) })).toBe('not applicable');
  });

  it.each<[string, string, readonly Person[]]>([
    ['E22-025', 'ECMO-N10', [physician()]],
    ['E22-036', 'ECMO-N05', [expert()]],
  ])('%s is owed by every run of %s, and by people who can do it', (id, code, persons) => {
    expect(result(id, { figures: figures(code, 5, 5), persons })).toBe('met');
    expect(result(id, { figures: figures(code, 4, 5), persons })).toBe('not met');
    expect(result(id, { figures: figures(code, 5, 5), persons: [] })).toBe('not known');
    const fewer = [...persons.slice(1), physician({ role: '护士' })];
    expect(result(id, { figures: figures(code, 5, 5), persons: fewer })).toBe('not met');
  });

  it('E22-036 asks rank and membership of who decides, and no years: those are asked of three of the group', () => {
    const decided = { figures: figures('ECMO-N05', 5, 5) };
    for (const clinical_years of [7, null]) {
      expect(result('E22-036', { ...decided, persons: [expert({ clinical_years })] })).toBe('met');
      expect(result('E22-023', { persons: [expert(), expert(), expert({ clinical_years })] })).not.toBe(
        'met',
      );
    }
    expect(result('E22-036', { ...decided, persons: [expert({ rank: 2 })] })).toBe('not met');
    expect(result('E22-036', { ...decided, persons: [expert({ expert_group: false })] })).toBe('not met');
  });

  it('E22-035 is owed by every removal, of the revision that asks none of a transfer', () => {
    expect(result('E22-035', { figures: figures('ECMO-N04R', 8, 8) })).toBe('met');
    expect(result('E22-035', { figures: figures('ECMO-N04R', 7, 8) })).toBe('not met');
    expect(result('E22-035', { figures: figures('ECMO-N04R', 0, 0) })).toBe('not applicable');
  });

  it('E22-028 and 029 ask for a system; runs without a discussion stand beside and decide nothing', () => {
    for (const [id, code] of [
      ['E22-028', 'ECMO-N11'],
      ['E22-029', 'ECMO-N11R'],
    ] as const) {
      const none = figures(code, 0, 8);
      expect(result(id, { figures: none, statements: stated({ [id]: true }) })).toBe('met');
      expect(result(id, { figures: none, statements: stated({ [id]: false }) })).toBe('not met');
      const all = figures(code, 8, 8);
      expect(result(id, { figures: all })).toBe('not known');
      expect(result(id, { figures: all, statements: stated({ [id]: false }) })).toBe('not met');
      const found = evaluateClauses(
        set,
        holdingsOf({ entry: base, figures: none, statements: stated({ [id]: true }) }),
      ).find(({ clause }) => clause.id === id);
      expect(found?.evidence.map(({ text }) => text.zh).join()).toContain(`${code} `);
    }
  });

  it('E22-037 asks when the plan was made and by whom', () => {
    const kept = figures('ECMO-N06', 8, 8);
    expect(result('E22-037', { figures: [...kept, ...figures('ECMO-N06P', 8, 8)] })).toBe('met');
    expect(result('E22-037', { figures: [...kept, ...figures('ECMO-N06P', 7, 8)] })).toBe('not met');
    expect(result('E22-037', { figures: [...kept, ...figures('ECMO-N06P', 0, 8, { unknown: 8 })] })).toBe(
      'not known',
    );
    const late = figures('ECMO-N06', 7, 8);
    expect(result('E22-037', { figures: [...late, ...figures('ECMO-N06P', 8, 8)] })).toBe('not met');
    expect(
      result('E22-037', { figures: [...figures('ECMO-N06', 0, 0), ...figures('ECMO-N06P', 0, 0)] }),
    ).toBe('not applicable');
  });

  const years = (code: string, ...counts: readonly (readonly [number, number | null])[]) =>
    counts.map(([numerator, denominator], i) =>
      figureWith({
        code,
        period_type: 'year',
        period: String(2024 + i),
        numerator,
        denominator,
        data_through: '2026-12',
      }),
    );

  it.each<[readonly number[], string, string, string]>([
    [[20, 20, 20], '2026-12-31', 'met', 'three years that are over'],
    [[20, 20, 20, 6], '2027-10-31', 'met', 'the running year is shown and not judged'],
    [[20, 20, 19], '2026-12-31', 'not met', 'the year is over'],
    [[19, 60, 60], '2027-10-31', 'not met', 'each year by itself; no average'],
    [[20, 20], '2026-12-31', 'not known', 'a year without a figure'],
    [[20, 20, 20], '2026-10-31', 'not known', 'the three are 2023 to 2025'],
  ])('of runs %j on %s: E22-059 is %s: %s', (counts, on, expected) => {
    const runs = years('ECMO-N01', ...counts.map((n) => [n, null] as const));
    expect(result('E22-059', { on, figures: runs })).toBe(expected);
  });

  it('E22-060 wants 40 % in the three years together, each year beside it', () => {
    const removal = (...counts: readonly (readonly [number, number])[]) =>
      result('E22-060', { on: '2027-01-31', figures: years('ECMO-N02', ...counts) });
    // 8 of 20 are 40 % exactly; 24 of 60 as well.
    expect(removal([8, 20], [8, 20], [8, 20])).toBe('met');
    // 7 of 20 are 35 % though 27 of 60 are 45 %.
    expect(removal([7, 20], [10, 20], [10, 20])).toBe('met');
    // 39.999 % prints as 40.00 % and is below.
    expect(removal([39_999, 100_000])).toBe('not known');
    expect(removal([39_999, 100_000], [40_000, 100_000], [40_000, 100_000])).toBe('not met');
  });

  it('E22-001 and 002 only tell that there are runs to which the norm applies', () => {
    for (const id of ['E22-001', 'E22-002']) {
      expect(result(id, { figures: figures('ECMO-N01', 1, null) })).toBe('met');
      expect(result(id, { figures: figures('ECMO-N01', 0, null) })).toBe('not known');
    }
  });

  it('E22-041 takes a repeated barcode for a lead, not a breach', () => {
    const repeated = (found: readonly Repeated[] | null) => ({
      repeated: { ecmo_runs: found, vad_implants: null },
    });
    expect(result('E22-041', repeated(null))).toBe('not known');
    expect(result('E22-041', repeated([]))).toBe('met');
    expect(result('E22-041', repeated([{ barcode: '(01)1(21)7', cases: 2 }]))).toBe('needs review');
  });

  it('E22-055 rests on every clause of chapters 一 to 三', () => {
    expect(result('E22-055')).toBe('not known');
    expect(result('E22-055', { statements: stated({ 'E22-015': false }) })).toBe('not met');
    // Beds belong to chapter 四 and decide nothing here.
    expect(result('E22-055', { statements: stated({ 'E22-058': 0 }) })).toBe('not known');
  });
});
