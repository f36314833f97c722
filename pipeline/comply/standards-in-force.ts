import { norms } from '../../indicators/index.js';
import { chongqing2011, chongqingScorecard } from '../../indicators/norms/chongqing-anesthesia-2011.js';
import { qualifications, questions } from '../../indicators/norms/questions.js';
import { InputError } from '../message/errors.js';
import type { Standards } from './comply.js';

/**
 * The standards that hospitals are judged by beside their figures; `veto` are the clauses that fail the scorecard by themselves, and
 * `running` makes the running year the third of the last three.
 *
 * @throws {InputError} `bad-settings` for a veto that is no clause of the standard
 */
export function standards(
  veto: readonly string[],
  recentYears: 'complete' | 'running' = 'complete',
): Standards {
  const set = chongqing2011.clauseSet;
  const unknown = veto.filter((id) => !set?.clauses.some((clause) => clause.id === id));
  if (unknown.length > 0)
    throw new InputError('bad-settings', {
      zh: `设置 scorecardVeto 应为 A11-001 至 A11-117 中的条款，但有 ${unknown.join('、')}。请更正 zhikong.config.json。`,
      en: `The setting scorecardVeto must name clauses from A11-001 to A11-117, but has ${unknown.join(', ')}. Correct zhikong.config.json.`,
    });
  const scoring = set ? { norm: chongqingScorecard.norm, card: chongqingScorecard, set, veto } : null;
  return { norms, questions, qualifications, scoring, ...(recentYears === 'running' ? { recentYears } : {}) };
}
