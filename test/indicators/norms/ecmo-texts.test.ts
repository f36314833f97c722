import { describe, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import { evaluateClauses } from '../../../pipeline/comply/evaluate.js';
import type { Holdings, Person } from '../../../pipeline/comply/holdings.js';
import { asksReview, type ClauseSet, indicatorsOf, itemsOf } from '../../../pipeline/define/index.js';
import {
  figureWith,
  holdingsOf,
  personOf,
  reviewed,
  stated,
} from '../../pipeline/comply/holdings-fixture.js';

const setOf = (prefix: string): ClauseSet => {
  const found = norms.find(({ clauseSet }) => clauseSet?.prefix === prefix)?.clauseSet;
  if (!found) throw new Error(`${prefix} has no clauses`);
  return found;
};
const set = setOf('E00');
const result = (id: string, known: Partial<Holdings> = {}) =>
  evaluateClauses(set, holdingsOf(known)).find(({ clause }) => clause.id === id)?.result;
const ruleOf = (id: string) =>
  set.clauses.find((clause) => clause.id === id)?.rule ?? { op: 'scope' as const };

const member = (but: Person['values'] = {}) =>
  personOf({
    technique: 'ECMO',
    role: '医师',
    specialty: '重症医学',
    practice_scope: '重症医学科',
    licensed: true,
    employed_here: true,
    authorised: true,
    trained: true,
    passed: true,
    rank: 3,
    clinical_years: 8,
    ...but,
  });

describe('the clauses of the eight ECMO texts', () => {
  it('are those of texts A to H, none left out', () => {
    const counts = { A: 12, B: 20, C: 7, D: 3, E: 9, F: 4, G: 1, H: 5 };
    const expected = Object.entries(counts).flatMap(([text, last]) =>
      Array.from({ length: last }, (_, i) => `E00-${text}${String(i + 1).padStart(2, '0')}`),
    );
    expect(expected).toHaveLength(61);
    expect(set.clauses.map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    ['a', 9],
    ['a+b', 3],
    ['a+c', 4],
    ['b', 35],
    ['b+c', 0],
    ['c', 7],
    ['scope', 3],
  ])('of class %s are %i', (of, count) => {
    expect(set.clauses.filter((clause) => clause.class === of)).toHaveLength(count);
  });

  it('advise and never judge, and set no threshold', () => {
    expect(set.advisory).toBe(true);
    expect(norms.find(({ clauseSet }) => clauseSet === set)?.thresholds).toEqual([]);
  });

  it('name the text each stands in, one for each letter, and call none a regulation', () => {
    const texts = new Map<string, Set<string>>();
    for (const { id, source, confidence } of set.clauses) {
      const letter = id.slice(4, 5);
      texts.set(letter, (texts.get(letter) ?? new Set()).add(source?.id ?? 'none'));
      expect(confidence, id).not.toBe('seed');
    }
    expect([...texts.values()].map((sources) => sources.size)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(new Set([...texts.values()].flatMap((sources) => [...sources])).size).toBe(8);
  });

  it('ask a question of their own, or one of G11 in its very words', () => {
    const g11 = new Set(setOf('E22').clauses.flatMap(({ rule }) => itemsOf(rule)));
    for (const { rule } of set.clauses)
      for (const item of itemsOf(rule)) {
        if (item.id.startsWith('E22-')) expect(g11.has(item), item.id).toBe(true);
        else expect(item.id).toMatch(/^E00-[A-H]\d{2}(\.[a-z_0-9]+)?$/);
        expect(item.question.zh, item.id).toMatch(/(？|填是)$/);
        expect(item.question.en, item.id).not.toBe('');
      }
  });

  it('are each settled by what their class says', () => {
    for (const { id, class: of, rule } of set.clauses) {
      if (of.startsWith('a')) expect(indicatorsOf(rule).length, id).toBeGreaterThan(0);
      expect(asksReview(rule), id).toBe(of.includes('c') && of !== 'scope');
    }
  });

  it('are not applicable where they only tell a scope', () => {
    for (const id of ['E00-B20', 'E00-D02', 'E00-H01']) expect(result(id)).toBe('not applicable');
  });

  it('come to nothing but not known or to be reviewed where nothing is known', () => {
    const others = evaluateClauses(set, holdingsOf()).filter(
      ({ clause, result: of }) => clause.class !== 'scope' && of !== 'not known' && of !== 'needs review',
    );
    expect(others.map(({ clause }) => clause.id)).toEqual([]);
  });
});

describe('a clause of the texts', () => {
  const figures = (code: string, numerator: number, denominator: number | null) =>
    figureWith({ code, numerator, denominator });

  it('that wants 10 patients a year holds at 10', () => {
    expect(result('E00-B19', { figures: [figures('ECMO-N03', 10, null)] })).toBe('met');
    expect(result('E00-B19', { figures: [figures('ECMO-N03', 9, null)] })).toBe('not met');
    expect(result('E00-B19')).toBe('not known');
  });

  it('that wants complications watched is met by their figures, however large', () => {
    const watched = (...codes: readonly string[]) => codes.map((code) => figures(code, 9, 10));
    expect(result('E00-E07', { figures: watched('ECMO-05A', 'ECMO-05C', 'ECMO-05F') })).toBe('met');
    expect(result('E00-E07', { figures: watched('ECMO-05A', 'ECMO-05C') })).toBe('not known');
  });

  it('that wants a discussion on record is not met by runs of which it is blank', () => {
    const discussed = (unknown: number) => [
      figureWith({ code: 'ECMO-N11', numerator: 0, denominator: 4, unknown }),
    ];
    expect(result('E00-E03', { figures: discussed(4) })).toBe('not known');
    expect(result('E00-E03', { figures: discussed(3) })).toBe('met');
  });

  it('of every case assessed wants every record complete', () => {
    expect(result('E00-E09', { figures: [figures('ECMO-N09C', 6, 6)] })).toBe('met');
    expect(result('E00-E09', { figures: [figures('ECMO-N09C', 5, 6)] })).toBe('not met');
  });

  it('that only a reviewer can judge has figures laid before the reviewer', () => {
    const discussed = { figures: [figures('ECMO-N11', 1, 6)] };
    expect(result('E00-F01')).toBe('not known');
    expect(result('E00-F01', discussed)).toBe('needs review');
    const reviews = reviewed({ 'E00-F01': { verdict: '达标', score: null } });
    expect(result('E00-F01', { ...discussed, reviews })).toBe('met');
  });

  it.each([
    ['有转运设备和24小时队伍', 'met'],
    ['没有转运设备', 'met'],
    ['有转运设备但没有24小时队伍', 'not met'],
  ])('of a transport team: %s is %s', (word, expected) => {
    expect(result('E00-B10', { statements: stated({ 'E00-B10': word }) })).toBe(expected);
  });

  it('is answered once where two texts ask the same', () => {
    const statements = stated({ 'E00-C07': true, 'E00-A08': true, 'E00-A03': false });
    for (const id of ['E00-C07', 'E00-E08']) expect(result(id, { statements }), id).toBe('met');
    for (const id of ['E00-A03', 'E00-F04']) expect(result(id, { statements }), id).toBe('not met');
  });

  it('of the interpretation is answered by what G11 asks', () => {
    // Five of the eight topics of E22-039; deaths, follow-up and charts are not named.
    const ids = itemsOf(ruleOf('E00-D03')).map(({ id }) => id);
    expect(ids).toEqual([
      'E22-022',
      'E22-024',
      'E22-030',
      'E22-038',
      'E22-039.case_selection',
      'E22-039.complications',
      'E22-039.adverse_events',
      'E22-039.aftercare',
      'E22-039.quality_of_life',
    ]);
    const answers = Object.fromEntries(ids.map((id) => [id, true]));
    expect(result('E00-D03', { statements: stated(answers) })).toBe('met');
    expect(result('E00-D03', { statements: stated({ ...answers, 'E22-030': false }) })).toBe('not met');
  });
});

describe('the people that the texts ask for', () => {
  const team = (...persons: readonly Person[]) => ({ persons, statements: stated({ 'E00-A01': true }) });
  const engineer = member({ role: '工程师' });
  const nurse = member({ role: '护士' });
  it('are a team of attending, engineer and nurse', () => {
    expect(result('E00-A01', team(member({ rank: 2 }), engineer, nurse))).toBe('met');
    expect(result('E00-A01', team(member({ rank: 1 }), engineer, nurse))).toBe('not met');
    expect(result('E00-A01', team(member(), nurse))).toBe('not met');
    expect(result('E00-A01', { persons: [member(), engineer, nurse] })).toBe('not known');
  });

  it.each<[Person['values'], string, string]>([
    [{ clinical_years: 1 }, 'met', 'of critical care'],
    [{ specialty: '麻醉', clinical_years: 3 }, 'met', 'three years'],
    [{ specialty: '麻醉', clinical_years: 2 }, 'not met', 'two years, another specialty'],
    [{ trained: false }, 'not met', 'not trained for ECMO'],
  ])('are a physician on call: %j is %s, %s', (but, expected) => {
    const known = { persons: [member(but)], statements: stated({ 'E00-B08': true }) };
    expect(result('E00-B08', known)).toBe(expected);
  });

  it('differ from G11 in employment: the edition of 2020 wants them employed there', () => {
    expect(result('E00-G01', { persons: [member()] })).toBe('met');
    expect(result('E00-G01', { persons: [member(), member({ employed_here: false })] })).toBe('not met');
    expect(result('E00-G01', { persons: [member({ employed_here: null })] })).toBe('not known');
  });

  it('differ in scope: the draft does not name anaesthesia, which the hospital must then say to suit', () => {
    expect(result('E00-H04', { persons: [member()] })).toBe('met');
    const persons = [member(), member({ practice_scope: '麻醉' })];
    expect(result('E00-H04', { persons })).toBe('not known');
    expect(result('E00-H04', { persons, statements: stated({ 'E00-H04': true }) })).toBe('met');
    expect(result('E00-H04', { persons, statements: stated({ 'E00-H04': false }) })).toBe('not met');
  });

  it('differ in experts: five years in the draft, eight in G11', () => {
    const five = [1, 2, 3].map(() => member({ expert_group: true, clinical_years: 5 }));
    expect(result('E00-H05', { persons: five })).toBe('met');
    const g11 = evaluateClauses(setOf('E22'), holdingsOf({ persons: five }));
    expect(g11.find(({ clause }) => clause.id === 'E22-023')?.result).toBe('not met');
    const four = [...five.slice(1), member({ expert_group: true, clinical_years: 4 })];
    expect(result('E00-H05', { persons: four })).toBe('not met');
  });

  it('do not differ in number: the draft wants the three of G11', () => {
    const persons = [member(), member(), member({ role: '护士' })];
    expect(result('E00-H02', { persons })).toBe('met');
    expect(result('E00-H02', { persons: persons.slice(1) })).toBe('not met');
  });
});
