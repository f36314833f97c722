import type { Standards } from '../../pipeline/comply/comply.js';
import { chongqing2011, chongqingScorecard } from './chongqing-anesthesia-2011.js';
import { norms } from './index.js';
import { qualifications, questions } from './questions.js';

/** What hospitals are judged by beside their figures; `veto` are the clauses that fail the scorecard by themselves. */
export const standards = (veto: readonly string[]): Standards => ({
  norms,
  questions,
  qualifications,
  scoring: chongqing2011.clauseSet
    ? { norm: chongqingScorecard.norm, card: chongqingScorecard, set: chongqing2011.clauseSet, veto }
    : null,
});
