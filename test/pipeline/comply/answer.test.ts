import { describe, expect, it } from 'vitest';
import { chongqing2011 } from '../../../indicators/norms/chongqing-anesthesia-2011.js';
import { ecmoMinimum, ecmoQualification } from '../../../indicators/norms/ecmo-2022/index.js';
import { ecmo2022 } from '../../../indicators/norms/ecmo-2022.js';
import { questions } from '../../../indicators/norms/questions.js';
import { answerQuestion, qualifyPhysicians } from '../../../pipeline/comply/answer.js';
import { comply, decidingText } from '../../../pipeline/comply/comply.js';
import type { Holdings, Person } from '../../../pipeline/comply/holdings.js';
import { standards } from '../../../pipeline/comply/standards-in-force.js';
import { type ClauseSet, defineQuestion, type Norm, type Question } from '../../../pipeline/define/index.js';
import { holdingsOf, personOf, reviewed, stated } from './holdings-fixture.js';

function setOf({ clauseSet }: Norm): ClauseSet {
  if (!clauseSet) throw new Error('no clauses');
  return clauseSet;
}
const e22 = setOf(ecmo2022);
const named = (id: string): Question => {
  const found = questions.find((question) => question.id === id);
  if (!found) throw new Error(`no question ${id}`);
  return found;
};

/** A physician whom every clause of G11 finds in order. */
const sound: Person['values'] = {
  technique: 'ECMO',
  role: '医师',
  licensed: true,
  employed_here: true,
  practice_scope: '重症医学科',
  trained: true,
  passed: true,
  authorised: true,
  rank: 3,
  clinical_years: 8,
  training_months: 3,
  full_process_cases: 5,
  expert_group: true,
  technique_lead: true,
};
const staff = [
  ...[1, 2, 3].map(() => personOf(sound)),
  personOf({ technique: 'ECMO', role: '护士', trained: true, employed_here: true }),
];
const capable = Object.fromEntries(
  ['005', '006', '009', '010', '011', '012', '013', '014', '015', '022', '024'].map((n) => [
    `E22-${n}`,
    true,
  ]),
);
const visited = reviewed({
  'E22-004': { verdict: '达标', score: null },
  'E22-018': { verdict: '达标', score: null },
});
const ask = (id: string, known: Partial<Holdings>) => answerQuestion(named(id), e22, holdingsOf(known));
const complete = { persons: staff, statements: stated(capable), reviews: visited };

describe('may the hospital run ECMO', () => {
  it('is yes when every minimum clause is met', () => {
    const { answer, deciding, counts } = ask('ecmo-practice', complete);
    expect([answer, deciding.length, counts.met]).toEqual(['yes', ecmoMinimum.length, ecmoMinimum.length]);
  });

  it('is no by the one clause that is not, whatever is blank', () => {
    const statements = stated({ ...capable, 'E22-014': false });
    statements.delete('E22-011');
    const { answer, deciding } = ask('ecmo-practice', { ...complete, statements });
    expect([answer, deciding.map(({ clause }) => clause.id)]).toEqual(['no', ['E22-014']]);
  });

  it('cannot be told while a clause is blank or awaits a review, and names it', () => {
    const statements = stated(capable);
    statements.delete('E22-011');
    const { answer, deciding } = ask('ecmo-practice', { ...complete, statements, reviews: new Map() });
    expect(answer).toBe('cannot tell yet');
    expect(deciding.map(({ clause, result }) => [clause.id, result])).toEqual([
      ['E22-004', 'needs review'],
      ['E22-011', 'not known'],
      ['E22-018', 'needs review'],
    ]);
  });

  it('changes with the staff: two trained of three asked', () => {
    const { answer, deciding } = ask('ecmo-practice', { ...complete, persons: staff.slice(0, 2) });
    expect(answer).toBe('no');
    expect(deciding.map(({ clause }) => clause.id)).toContain('E22-007');
  });
});

describe('does it qualify as a training base', () => {
  it('is asked of a hospital that is none yet, by the clauses that bind bases', () => {
    const known = { ...complete, entry: { level: '二级甲等', ecmo_training_base: false } };
    const { answer, deciding } = ask('ecmo-training-base', known);
    expect(answer).toBe('no');
    expect(deciding.map(({ clause }) => clause.id)).toContain('E22-054');
    // 四（二）1, the conditions; what a base does afterwards, 053 and 064 to 068, is no condition of becoming one.
    expect([...named('ecmo-training-base').clauses].sort()).toEqual(
      Array.from({ length: 10 }, (_, k) => `E22-0${54 + k}`),
    );
  });
});

describe('a physician of ECMO', () => {
  const status = (values: Person['values']) =>
    qualifyPhysicians(ecmoQualification, holdingsOf({ persons: [personOf({ ...sound, ...values })] }))[0];

  it.each<[string, Person['values'], string]>([
    ['qualified', {}, 'trained and passed'],
    ['missing', { full_process_cases: 4, overseas: false, independent_cases: 0 }, 'four cases of five'],
    ['missing', { rank: 1, overseas: false, independent_cases: 0 }, 'resident'],
    ['not known', { full_process_cases: null }, 'the number of cases is blank'],
    ['not known', { full_process_cases: 4 }, 'another way is still open'],
    ['not known', { role: null }, 'perhaps no physician'],
    ['not known', { technique: null }, 'perhaps of another technique'],
    [
      'equivalent',
      { full_process_cases: 0, trained: false, overseas: true },
      'three months abroad and passed',
    ],
    [
      'missing',
      { full_process_cases: 0, trained: false, overseas: true, training_months: 2.9, independent_cases: 0 },
      'less than three months abroad',
    ],
    [
      'exempt',
      {
        trained: false,
        passed: false,
        training_months: 0,
        overseas: false,
        clinical_years_at_norm: 10,
        rank_at_norm: 2,
        independent_cases: 20,
        no_serious_events: true,
      },
      'ten years, attending, twenty cases',
    ],
    [
      'missing',
      {
        trained: false,
        passed: false,
        training_months: 0,
        overseas: false,
        clinical_years_at_norm: 10,
        rank_at_norm: 2,
        independent_cases: 19,
        no_serious_events: true,
      },
      'nineteen cases of twenty',
    ],
    [
      'not known',
      {
        trained: false,
        passed: false,
        training_months: 0,
        overseas: false,
        clinical_years_at_norm: 10,
        rank_at_norm: 2,
        independent_cases: 20,
        no_serious_events: null,
      },
      'whether there were serious events is blank',
    ],
  ])('is %s with %j: %s', (expected, values) => {
    expect(status(values)?.status).toBe(expected);
  });

  it('is judged clause by clause', () => {
    const { clauses = [], by } = status({ full_process_cases: 4, overseas: true }) ?? {};
    expect(by).toBe('E22-051');
    expect(clauses.map(({ id, result }) => `${id} ${result}`)).toEqual([
      'E22-046 met',
      'E22-047 met',
      'E22-048 met',
      'E22-049 not met',
      'E22-050 met',
      'E22-051 met',
      'E22-052 not known',
    ]);
  });
});

describe('a question', () => {
  const [question] = questions;
  it('must name clauses of its norm', () => {
    if (!question) throw new Error('no question');
    expect(() => defineQuestion({ ...question, clauses: [] }, e22)).toThrow(/must name the clauses/);
    expect(() => defineQuestion({ ...question, clauses: ['E22-999'] }, e22)).toThrow(/E22-999/);
    expect(() => defineQuestion(question, setOf(chongqing2011))).toThrow(/asks E22, not A11/);
  });
});

describe('the standards', () => {
  it('judge a hospital only by norms of what it practises', () => {
    const { norms, answers, sheet } = comply(
      holdingsOf({ techniques: new Set(['心室辅助']) }),
      standards([]),
    );
    expect(norms.map(({ prefix }) => prefix)).toEqual(['V22']);
    expect(answers.map(({ question: { norm } }) => norm)).toEqual(['V22', 'V22']);
    expect(sheet).toBeNull();
  });

  it.each([
    ['2022-04-19', 0, 0, 'the day before G11 came into force there was nothing to answer'],
    ['2022-04-20', 2, 1, 'practice and training base, and one physician'],
  ])('ask on %s %i questions and judge %i physicians: %s', (on, asked, judged) => {
    const { answers, physicians } = comply(holdingsOf({ on, persons: [personOf(sound)] }), standards([]));
    expect([answers.length, physicians.length]).toEqual([asked, judged]);
  });

  it('ask of VAD whoever is authorised, and of others only specialists whose authorisation is blank', () => {
    const surgeon = {
      technique: '心室辅助',
      role: '医师',
      specialty: '心脏大血管外科',
      practice_scope: '外科',
      licensed: true,
      authorised: true,
    };
    const of = (...team: readonly Person['values'][]) =>
      comply(
        holdingsOf({ techniques: new Set(['心室辅助']), persons: team.map(personOf) }),
        standards([]),
      ).norms[0]?.findings.find(({ clause }) => clause.id === 'V22-043')?.result;
    // V22-043 asks licence and scope; 麻醉 is no scope of it.
    const anaesthetist = { ...surgeon, specialty: '麻醉', practice_scope: '麻醉' };
    expect(of(surgeon, { ...anaesthetist, authorised: null })).toBe('met');
    expect(of(surgeon, anaesthetist)).toBe('not met');
    expect(of(surgeon, { ...surgeon, practice_scope: null, authorised: null })).toBe('not known');
  });

  it('tell the clause of the pass mark by the sheet', () => {
    const { norms, sheet } = comply(holdingsOf({ techniques: new Set(['麻醉']) }), standards([]));
    const total = norms[0]?.findings.find(({ clause }) => clause.id === 'A11-115');
    expect(sheet?.verdict).toBe('cannot tell yet');
    expect(total?.result).toBe('not known');
    expect(total?.evidence.length).toBeGreaterThan(0);
  });

  it('refuse a veto that is no clause of the standard', () => {
    expect(() => standards(['A11-118'])).toThrow(/A11-118/);
  });

  it('decide by rules and vetoes, not by words', () => {
    const text = decidingText(standards([]));
    expect(decidingText(standards(['A11-001']))).not.toBe(text);
    expect(text).not.toContain('是否');
    expect(text).toContain('E22-057.cardiology_beds');
  });
});
