import { describe, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import {
  pathways,
  physicianClauses,
  vadMinimum,
  vadQualification,
  vadTrainingBase,
} from '../../../indicators/norms/vad-2022/index.js';
import { qualifyPhysicians } from '../../../pipeline/comply/answer.js';
import { evaluateClauses } from '../../../pipeline/comply/evaluate.js';
import type { Holdings, Person } from '../../../pipeline/comply/holdings.js';
import { type ClauseSet, indicatorsOf, itemsOf } from '../../../pipeline/define/index.js';
import {
  figureWith,
  holdingsOf,
  personOf,
  reviewed,
  stated,
} from '../../pipeline/comply/holdings-fixture.js';

const set: ClauseSet = (() => {
  const found = norms.find(({ clauseSet }) => clauseSet?.prefix === 'V22')?.clauseSet;
  if (!found) throw new Error('G09 has no clauses');
  return found;
})();

/** A training base, so that every clause binds it. */
const base = { level: '三级甲等', vad_training_base: true };
const result = (id: string, known: Partial<Holdings>) =>
  evaluateClauses(set, holdingsOf({ entry: base, techniques: new Set(['心室辅助']), ...known })).find(
    ({ clause }) => clause.id === id,
  )?.result;

/** A surgeon who meets every clause of a physician. */
const sound: Person['values'] = {
  technique: '心室辅助',
  role: '医师',
  specialty: '心脏大血管外科',
  practice_scope: '外科',
  licensed: true,
  authorised: true,
  trained: true,
  passed: true,
  rank: 3,
  title_years: 5,
  clinical_years: 10,
  training_months: 3,
  animal_implants: 1,
  full_process_cases: 2,
  clinical_years_at_norm: 6,
  rank_at_norm: 2,
  independent_cases: 0,
  independent_cases_5y: 0,
  no_serious_events: true,
};
const surgeon = (but: Person['values'] = {}) => personOf({ ...sound, ...but });
/** Free of training by 四（一）3, to the year and to the case. */
const veteran: Person['values'] = {
  rank: 4,
  clinical_years: 15,
  independent_cases_5y: 6,
};

describe('the clauses of G09', () => {
  it('are numbered V22-001 to V22-085, in order, none left out', () => {
    const expected = Array.from({ length: 85 }, (_, i) => `V22-${String(i + 1).padStart(3, '0')}`);
    expect(set.clauses.map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    ['a', 12],
    ['a+b', 3],
    ['a+c', 2],
    ['b', 60],
    ['b+c', 1],
    ['c', 7],
    ['scope', 0],
  ])('of class %s are %i', (of, count) => {
    expect(set.clauses.filter((clause) => clause.class === of)).toHaveLength(count);
  });

  it('ask every question by the number of the clause it stands in', () => {
    for (const { rule } of set.clauses)
      for (const item of itemsOf(rule)) {
        expect(item.id).toMatch(/^V22-\d{3}(\.[a-z_0-9]+)?$/);
        expect(item.question.zh, item.id).toMatch(/？$/);
        expect(item.question.en, item.id).toMatch(/\?$/);
        if (item.answer === 'number') expect(item.unit, item.id).not.toBe('');
      }
  });

  it('read figures in every clause of class a but that of single use', () => {
    const without = set.clauses.filter(
      (clause) => clause.class.startsWith('a') && indicatorsOf(clause.rule).length === 0,
    );
    // 068 and 070 are a+b: cases name no trainee, and independent cases come with the person.
    expect(without.map(({ id }) => id)).toEqual(['V22-062', 'V22-068', 'V22-070']);
  });

  it('bind training bases from V22-071 on, and no others', () => {
    expect(set.clauses.filter(({ binds }) => binds).map(({ id }) => id)).toEqual(vadTrainingBase);
    expect([vadTrainingBase[0], vadTrainingBase.length]).toEqual(['V22-071', 15]);
    expect(result('V22-071', { entry: { level: '三级甲等', vad_training_base: false } })).toBe(
      'not applicable',
    );
    expect(result('V22-071', { entry: { level: '三级甲等', vad_training_base: null } })).toBe('not known');
  });

  it('have chapters 一 and 二 as the minimum', () => {
    expect([vadMinimum[0], vadMinimum.at(-1), vadMinimum.length]).toEqual(['V22-003', 'V22-047', 45]);
  });

  it('do not apply before 20 April 2022', () => {
    expect(result('V22-005', { on: '2022-04-19', statements: stated({ 'V22-005': false }) })).toBe(
      'not applicable',
    );
    expect(result('V22-005', { on: '2022-04-20', statements: stated({ 'V22-005': false }) })).toBe('not met');
  });
});

describe('statements', () => {
  it.each<[string, Record<string, number | boolean>, string, string]>([
    ['V22-009', { 'V22-009': 50 }, 'met', '不少于 holds at the number'],
    ['V22-009', { 'V22-009': 49 }, 'not met', 'one bed short'],
    ['V22-009', {}, 'not known', 'not answered'],
    ['V22-023', { 'V22-023.current': 800, 'V22-023.voltage': 120 }, 'met', '以上 includes the number'],
    ['V22-023', { 'V22-023.current': 1000, 'V22-023.voltage': 119 }, 'not met', 'both are asked'],
    ['V22-023', { 'V22-023.current': 800 }, 'not known', 'one of two is not answered'],
    ['V22-004', { 'V22-004.surgery': true, 'V22-004.cardiology': false }, 'not met', 'both subjects'],
    ['V22-037', { 'V22-037.physicians': 1, 'V22-037.nurses': 0 }, 'not met', 'physicians and nurses'],
    ['V22-084', { 'V22-083.due': 5, 'V22-084.concluded': 5 }, 'met', 'every trainee'],
    ['V22-084', { 'V22-083.due': 5, 'V22-084.concluded': 4 }, 'not met', 'one was not examined'],
    ['V22-084', { 'V22-083.due': 0 }, 'not applicable', 'there was no trainee'],
  ])('%s with %j is %s: %s', (id, values, expected) => {
    expect(result(id, { statements: stated(values) })).toBe(expected);
  });

  it('of a course still await the reviewer of textbook and syllabus', () => {
    const course = ['textbook', 'theory', 'animal', 'clinical'].map((name) => [`V22-082.${name}`, true]);
    const statements = stated(Object.fromEntries(course));
    expect(result('V22-082', { statements })).toBe('needs review');
    const reviews = reviewed({ 'V22-082': { verdict: '达标', score: null } });
    expect(result('V22-082', { statements, reviews })).toBe('met');
  });
});

describe('the artificial-heart team', () => {
  it.each<[readonly Person[], string, string]>([
    [[surgeon(), surgeon()], 'met', 'two of 2'],
    [[surgeon(), surgeon({ trained: null })], 'not known', 'whether the second was trained is blank'],
    [[surgeon(), surgeon({ trained: false })], 'not met', 'the second was not trained'],
    [[surgeon(), surgeon({ technique: 'ECMO' })], 'not met', 'the second is of another technique'],
    [[], 'not known', 'no staff list'],
  ])('has two cardiac surgeons (%#)', (persons, expected) => {
    expect(result('V22-041', { persons })).toBe(expected);
  });

  it('has one physician of each other subject; a perfusionist who is no physician does not count', () => {
    const of = (specialty: string, role = '医师') => surgeon({ specialty, role, authorised: null });
    const others = [of('麻醉'), of('超声'), of('重症医学')];
    expect(result('V22-042', { persons: [...others, of('体外循环')] })).toBe('met');
    expect(result('V22-042', { persons: [...others, of('体外循环', '灌注师')] })).toBe('not met');
  });
});

describe('a practising physician', () => {
  it.each<[string, Person['values'], string, string]>([
    ['V22-043', {}, 'met', 'surgery is in scope'],
    ['V22-043', { practice_scope: '麻醉' }, 'not met', 'anaesthesia is not'],
    ['V22-043', { practice_scope: '麻醉', authorised: false }, 'not known', 'nobody practises'],
    ['V22-044', { clinical_years: 9 }, 'not met', 'nine years of ten'],
    ['V22-045', { title_years: 4 }, 'not met', 'associate chief for four years'],
    ['V22-045', { title_years: null }, 'not known', 'since when is blank'],
    ['V22-045', { rank: 4, title_years: 1 }, 'met', 'a chief was associate chief for five years before'],
    ['V22-045', { rank: 2, title_years: 9 }, 'not met', 'attending'],
    ['V22-046', { trained: false }, 'not met', 'neither trained nor free of it'],
    ['V22-046', { ...veteran, trained: false }, 'met', 'free of training'],
    ['V22-066', { training_months: 2.5 }, 'not met', 'two and a half months'],
    ['V22-065', { ...veteran, licensed: false }, 'not met', 'free of training is not free of a licence'],
    ['V22-067', { animal_implants: 0 }, 'not met', 'no animal survived'],
    ['V22-068', { full_process_cases: 1 }, 'not met', 'one patient of two'],
    ['V22-069', { passed: null }, 'not known', 'blank, and not free of training'],
    ['V22-069', { ...veteran, passed: null }, 'met', 'free of training'],
    ['V22-070', {}, 'not applicable', 'was trained'],
    ['V22-070', { ...veteran, trained: false }, 'met', 'free of training'],
    ['V22-070', { ...veteran, trained: false, independent_cases_5y: 5 }, 'not met', 'five cases of six'],
    ['V22-070', { ...veteran, trained: false, clinical_years: 14 }, 'not met', '14 years of 15'],
    ['V22-070', { ...veteran, trained: false, rank: 3 }, 'not met', 'no chief physician'],
    [
      'V22-070',
      { ...veteran, trained: false, independent_cases_5y: null, independent_cases: 8 },
      'not known',
      'cases before the norm are no answer: G09 names no day',
    ],
    ['V22-070', { ...veteran, trained: false, no_serious_events: null }, 'not known', 'events are blank'],
  ])('by %s with %j is %s: %s', (id, but, expected) => {
    expect(result(id, { persons: [surgeon(but)] })).toBe(expected);
  });

  const status = (but: Person['values']) =>
    qualifyPhysicians(vadQualification, holdingsOf({ persons: [surgeon(but)] }))[0]?.status;

  it('qualifies by training, or is free of it', () => {
    expect(status({})).toBe('qualified');
    expect(status({ ...veteran, training_months: 0, trained: false })).toBe('exempt');
    expect(status({ training_months: 0 })).toBe('missing');
    expect(status({ training_months: null })).toBe('not known');
    // Free of training is not free of a licence.
    expect(status({ ...veteran, training_months: 0, licensed: false })).toBe('missing');
  });

  it('is named among the physicians of the technique, not an anaesthetist of the team', () => {
    const anaesthetist = surgeon({ specialty: '麻醉', practice_scope: '麻醉', authorised: false });
    expect(qualifyPhysicians(vadQualification, holdingsOf({ persons: [anaesthetist] }))).toEqual([]);
  });

  it('is asked by clauses of the norm', () => {
    const known = set.clauses.map(({ id }) => id);
    for (const id of [...physicianClauses.map((c) => c.id), ...pathways.map((p) => p.clause)])
      expect(known).toContain(id);
  });
});

describe('figures', () => {
  const figures = (code: string, numerator: number, denominator: number | null, more = {}) => [
    figureWith({ code, numerator, denominator, ...more }),
  ];
  const year = (period: string) => ({ period_type: 'year' as const, period });

  it.each([
    ['V22-057', 'VAD-07-1', 71, 100, '2025', 'met', '71 % alive at one year'],
    ['V22-057', 'VAD-07-1', 70, 100, '2025', 'not met', '大于 is strict: exactly 70 % fails'],
    ['V22-057', 'VAD-07-1', 70001, 100_000, '2025', 'met', '70.001 % is above, whatever it prints as'],
    ['V22-060', 'VAD-06-5', 91, 100, '2021', 'met', '91 % followed for five years'],
    ['V22-060', 'VAD-06-5', 90, 100, '2021', 'not met', 'exactly 90 % fails'],
  ])('%s by %s, %i of %i of the implants of %s: %s, as %s', (id, code, n, of, period, expected) => {
    expect(result(id, { figures: figures(code, n, of, year(period)) })).toBe(expected);
  });

  it('V22-054, 057 and 060 ask nothing where no case has come due', () => {
    const of = (code: string, period: string, n: number, d: number, more = {}) =>
      figures(code, n, d, { ...year(period), ...more });
    // Implants of 2025 alone: one year is due for them, three and five are not.
    const first = of('VAD-06-1', '2025', 5, 5);
    expect(result('V22-054', { figures: first })).toBe('met');
    expect(result('V22-060', { figures: first })).toBe('not applicable');
    expect(result('V22-054', { figures: of('VAD-06-1', '2025', 0, 5) })).toBe('not met');
    // Implants of 2026 alone, and some of 2025 that come due in November.
    const fresh = of('VAD-N01', '2026', 3, 3);
    for (const id of ['V22-054', 'V22-057', 'V22-060'])
      expect(result(id, { figures: fresh })).toBe('not applicable');
    expect(result('V22-057', { figures: of('VAD-07-1', '2025', 0, 0, { pending: 2 }) })).toBe(
      'not applicable',
    );
    expect(result('V22-060', { figures: of('VAD-06-5', '2021', 0, 0, { undated: 1 }) })).toBe('not known');
    // Who never sent a case is not known.
    for (const id of ['V22-054', 'V22-057', 'V22-060']) expect(result(id, {})).toBe('not known');
  });

  it.each([
    ['V22-051', 'VAD-N04'],
    ['V22-052', 'VAD-N05'],
    ['V22-055', 'VAD-N09'],
    ['V22-064', 'VAD-N06'],
  ])('%s is owed by every case of %s', (id, code) => {
    expect(result(id, { figures: figures(code, 8, 8) })).toBe('met');
    expect(result(id, { figures: figures(code, 7, 8) })).toBe('not met');
    expect(result(id, { figures: figures(code, 7, 8, { unknown: 1 }) })).toBe('not known');
    expect(result(id, { figures: [] })).toBe('not known');
  });

  it('V22-049 asks for two deciders of each elective case and for two who may decide', () => {
    const decided = figures('VAD-N03', 4, 4);
    const two = [surgeon(), surgeon({ specialty: '心血管内科' })];
    expect(result('V22-049', { figures: decided, persons: two })).toBe('met');
    expect(result('V22-049', { figures: figures('VAD-N03', 3, 4), persons: two })).toBe('not met');
    expect(result('V22-049', { figures: decided, persons: [surgeon()] })).toBe('not met');
  });

  it('V22-048 lays the rate before the reviewer, who decides', () => {
    const counted = { figures: figures('VAD-01', 6, 8) };
    expect(result('V22-048', counted)).toBe('needs review');
    const reviews = reviewed({ 'V22-048': { verdict: '未达标', score: null } });
    expect(result('V22-048', { ...counted, reviews })).toBe('not met');
  });

  it('V22-077 is proved by cases, or stated; cases of three years never refute it', () => {
    const implants = (n: number) =>
      figures('VAD-N02', n, null, { period_type: 'years3', period: '2024..2026' });
    const total = (n: number) => stated({ 'V22-077': n });
    expect(result('V22-077', { figures: implants(20) })).toBe('met');
    expect(result('V22-077', { figures: implants(19) })).toBe('not known');
    expect(result('V22-077', { figures: implants(5), statements: total(20) })).toBe('met');
    expect(result('V22-077', { on: '2026-12-31', figures: implants(5), statements: total(19) })).toBe(
      'not met',
    );
  });

  it('V22-062 takes a repeated barcode for a lead, not a breach', () => {
    const repeated = (found: readonly { barcode: string; cases: number }[] | null) => ({
      repeated: { vad_implants: found },
    });
    expect(result('V22-062', repeated(null))).toBe('not known');
    expect(result('V22-062', repeated([]))).toBe('met');
    expect(result('V22-062', repeated([{ barcode: '(01)1(21)7', cases: 2 }]))).toBe('needs review');
  });

  it('V22-072 rests on the level and on every clause of chapters 一 to 三', () => {
    expect(result('V22-072', { entry: { level: '三级乙等', vad_training_base: true } })).toBe('not met');
    expect(result('V22-072', { statements: stated({ 'V22-005': false }) })).toBe('not met');
    expect(result('V22-072', {})).toBe('not known');
  });
});
