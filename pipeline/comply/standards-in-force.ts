import { norms, scorecard } from '../../indicators/index.js';
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
  const set = norms.find(({ clauseSet }) => clauseSet?.prefix === scorecard?.norm)?.clauseSet;
  const ids = set?.clauses.map(({ id }) => id) ?? [];
  const unknown = veto.filter((id) => !ids.includes(id));
  if (unknown.length > 0)
    throw new InputError('bad-settings', {
      zh: `设置 scorecardVeto 应为 ${ids[0]} 至 ${ids.at(-1)} 中的条款，但有 ${unknown.join('、')}。请更正 zhikong.config.json。`,
      en: `The setting scorecardVeto must name clauses from ${ids[0]} to ${ids.at(-1)}, but has ${unknown.join(', ')}. Correct zhikong.config.json.`,
    });
  const scoring = set && scorecard ? { norm: scorecard.norm, card: scorecard, set, veto } : null;
  return { norms, questions, qualifications, scoring, ...(recentYears === 'running' ? { recentYears } : {}) };
}
