import type { Standards } from '../../pipeline/comply/comply.js';
import { norms } from './index.js';
import { qualifications, questions } from './questions.js';

/** What hospitals are judged by beside their figures; `veto` are the clauses that fail the scorecard by themselves. */
export const standards = (_veto: readonly string[]): Standards => ({
  norms,
  questions,
  qualifications,
  scoring: null,
});
