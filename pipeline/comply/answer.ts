import type { ClauseResult, ClauseSet, Qualification, Question } from '../define/index.js';
import { type ClauseFinding, evaluateClauses } from './evaluate.js';
import type { Holdings, Person } from './holdings.js';
import { holds } from './holds.js';

/** The answer to a question about a hospital, with the clauses that decide it. */
export interface Answered {
  readonly question: Question;
  readonly answer: 'yes' | 'no' | 'cannot tell yet';
  /** For `no` the clauses not met; for `cannot tell yet` those not known or awaiting review; for `yes` all of them. */
  readonly deciding: readonly ClauseFinding[];
  /** The number of clauses by result. */
  readonly counts: Readonly<Record<ClauseResult, number>>;
}

/** Counts results; every result is listed, also with 0. */
export function countResults(results: readonly ClauseResult[]): Record<ClauseResult, number> {
  const counts = { met: 0, 'not met': 0, 'not known': 0, 'not applicable': 0, 'needs review': 0 };
  for (const result of results) counts[result] += 1;
  return counts;
}

/**
 * Answers a question from its clauses: no as soon as one clause is not met, yes when every clause is met or does not
 * apply, otherwise it cannot be told yet. At least one clause must be met for a yes.
 */
export function answerQuestion(question: Question, set: ClauseSet, holdings: Holdings): Answered {
  const wanted = new Set(question.clauses);
  const findings = evaluateClauses(set, holdings, { regardless: question.regardless }).filter(({ clause }) =>
    wanted.has(clause.id),
  );
  const counts = countResults(findings.map(({ result }) => result));
  const of = (...results: readonly ClauseResult[]) =>
    findings.filter(({ result }) => results.includes(result));
  if (counts['not met'] > 0) return { question, answer: 'no', deciding: of('not met'), counts };
  if (counts['not known'] + counts['needs review'] > 0 || counts.met === 0)
    return { question, answer: 'cannot tell yet', deciding: of('not known', 'needs review'), counts };
  return { question, answer: 'yes', deciding: of('met'), counts };
}

/** An answer for display: where it cannot be told yet, why. */
export type AnswerWord = 'yes' | 'no' | 'incomplete' | 'awaiting review' | 'nothing applies';

/** Unknown facts take precedence over pending reviews; without either there was no clause to answer from. */
export function answerWord({ answer, counts }: Answered): AnswerWord {
  if (answer !== 'cannot tell yet') return answer;
  if (counts['not known'] > 0) return 'incomplete';
  return counts['needs review'] > 0 ? 'awaiting review' : 'nothing applies';
}

/** Whether one physician may use a technique, and why. */
export interface Qualified {
  readonly person: Person;
  readonly technique: Qualification['technique'];
  readonly status: 'qualified' | 'equivalent' | 'exempt' | 'missing' | 'not known';
  /** The clause by which the physician qualifies; null for the regular clauses. */
  readonly by: string | null;
  readonly clauses: readonly {
    readonly id: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly result: 'met' | 'not met' | 'not known';
  }[];
}

const word = (value: boolean | null): 'met' | 'not met' | 'not known' =>
  value === null ? 'not known' : value ? 'met' : 'not met';

/** The first finding for a person who may not be a physician of the technique at all. */
const perhapsAsked = {
  id: '—',
  title: {
    zh: '是否为该技术的医师（角色或技术空白）',
    en: 'a physician of the technique (role or technique blank)',
  },
  result: 'not known',
} as const;

/**
 * Every physician of a technique: qualified when all regular clauses are met; equivalent or exempt when another way is met; missing when no
 * way can be met any more; otherwise not known, as is a person whose role or technique is blank.
 */
export function qualifyPhysicians(qualification: Qualification, holdings: Holdings): readonly Qualified[] {
  return holdings.persons
    .map((person) => ({ person, asked: holds(qualification.who, person.values) }))
    .filter(({ asked }) => asked !== false)
    .map(({ person, asked }): Qualified => {
      const regular = qualification.clauses.map(({ id, title, predicate }) => ({
        id,
        title,
        result: word(holds(predicate, person.values)),
      }));
      const ways = qualification.pathways.map((way) => ({ way, value: holds(way.predicate, person.values) }));
      const clauses = [
        ...regular,
        ...ways.map(({ way, value }) => ({ id: way.clause, title: way.title, result: word(value) })),
      ];
      const base = { person, technique: qualification.technique, clauses };
      if (asked === null)
        return { ...base, clauses: [perhapsAsked, ...clauses], status: 'not known', by: null };
      if (regular.every(({ result }) => result === 'met')) return { ...base, status: 'qualified', by: null };
      const taken = ways.find(({ value }) => value === true);
      if (taken) return { ...base, status: taken.way.kind, by: taken.way.clause };
      const isLost =
        regular.some(({ result }) => result === 'not met') && ways.every(({ value }) => value === false);
      return { ...base, status: isLost ? 'missing' : 'not known', by: null };
    });
}
