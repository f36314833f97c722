import type { Norm, Qualification, Question, Technique } from '../define/index.js';
import { type Answered, answerQuestion, type Qualified, qualifyPhysicians } from './answer.js';
import { type ClauseFinding, evaluateClauses, isInForce } from './evaluate.js';
import { fact } from './evidence.js';
import type { Holdings } from './holdings.js';
import { type ScoreSheet, type Scoring, scoreHospital } from './score.js';

/** What hospitals are judged by beside their figures. */
export interface Standards {
  readonly norms: readonly Norm[];
  readonly questions: readonly Question[];
  readonly qualifications: readonly Qualification[];
  readonly scoring: Scoring | null;
  /** Whether 近3年 includes the running year; absent: the last three complete years. */
  readonly recentYears?: 'running';
}

/** The clauses of one norm for one hospital. */
export interface NormFindings {
  readonly prefix: string;
  readonly findings: readonly ClauseFinding[];
}

/** The compliance of one hospital on one day: every clause, the answers based on them, its physicians, its score sheet. */
export interface Compliance {
  readonly hospital: string;
  readonly on: string;
  /** Only norms of techniques that the hospital practises. */
  readonly norms: readonly NormFindings[];
  readonly answers: readonly Answered[];
  readonly physicians: readonly Qualified[];
  readonly sheet: ScoreSheet | null;
}

/**
 * Judges one hospital by every norm whose technique it practises. A norm that is not in force on the day gives neither answers nor
 * physicians, because there is nothing to meet yet.
 */
export function comply(known: Holdings, standards: Standards): Compliance {
  const holdings = standards.recentYears ? { ...known, recentYears: standards.recentYears } : known;
  const practised = (technique: Technique) => holdings.techniques.has(technique);
  const sets = standards.norms.flatMap(({ clauseSet }) => (clauseSet ? [clauseSet] : []));
  const norms = sets
    .filter(({ technique }) => practised(technique))
    .map((set) => ({ prefix: set.prefix, findings: evaluateClauses(set, holdings) }));
  const answers = standards.questions.flatMap((question) => {
    const set = sets.find(({ prefix }) => prefix === question.norm);
    return set && practised(set.technique) && isInForce(set, holdings.on)
      ? [answerQuestion(question, set, holdings)]
      : [];
  });
  const { scoring } = standards;
  const scored = scoring && norms.find(({ prefix }) => prefix === scoring.norm);
  const sheet = scoring && scored ? scoreHospital(scoring, holdings, scored.findings) : null;
  return {
    hospital: holdings.hospital,
    on: holdings.on,
    norms: sheet ? norms.map((norm) => (norm === scored ? withTotal(norm, sheet) : norm)) : norms,
    answers,
    physicians: standards.qualifications
      .filter(
        ({ norm, technique }) =>
          practised(technique) && sets.some((set) => set.prefix === norm && isInForce(set, holdings.on)),
      )
      .flatMap((qualification) => qualifyPhysicians(qualification, holdings)),
    sheet,
  };
}

/** Fills the clause of the pass mark from the score sheet. */
function withTotal(norm: NormFindings, { verdict, reasons }: ScoreSheet): NormFindings {
  const results = { pass: 'met', fail: 'not met', 'cannot tell yet': 'not known' } as const;
  return {
    ...norm,
    findings: norm.findings.map((finding) =>
      finding.clause.rule.op === 'score'
        ? { ...finding, result: results[verdict], evidence: reasons.map(({ zh, en }) => fact(zh, en)) }
        : finding,
    ),
  };
}

/** Keys of texts that decide nothing, and of the form of clause numbers, which only checks declarations. */
const worded = new Set([
  'title',
  'text',
  'question',
  'missing',
  'note',
  'yes',
  'no',
  'source',
  'short',
  'numbers',
  'onPages',
]);

/** Everything that decides the results of clauses, answers and scores; wording may change without changing it. */
export const decidingText = ({ norms, questions, qualifications, scoring, recentYears }: Standards): string =>
  JSON.stringify(
    [
      norms.map(({ clauseSet }) => clauseSet ?? null),
      questions,
      qualifications,
      scoring,
      recentYears ?? null,
    ],
    (key, value) => {
      if (worded.has(key)) return undefined;
      return key === 'indicator' ? (value as { readonly hash: string }).hash : value;
    },
  );
