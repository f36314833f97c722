import type { Bilingual } from './errors.js';

/** The states of a letter in words. */
export const letterStates = {
  open: { zh: '待答复', en: 'to be answered' },
  overdue: { zh: '逾期未答复', en: 'overdue' },
  answered: { zh: '已答复，待后续数据', en: 'answered' },
  closed: { zh: '已关闭', en: 'closed' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Why a letter is closed: by a later figure or clause, or by the centre. */
export type Closing =
  | {
      readonly by: 'data';
      readonly month: string;
      readonly period: string;
      readonly numerator: number | null;
      readonly denominator: number | null;
    }
  | { readonly by: 'centre'; readonly on: string; readonly reason: string };

/** The closing in words: 后续数据（2026-11 批次，2026-11：9/10） */
export function closingWords(closed: Closing): Bilingual {
  if (closed.by === 'centre')
    return {
      zh: `质控中心 ${closed.on} 关闭：${closed.reason}`,
      en: `by the centre on ${closed.on}: ${closed.reason}`,
    };
  const { month, period, numerator, denominator } = closed;
  const counts =
    numerator === null ? '' : denominator === null ? `${numerator}` : `${numerator}/${denominator}`;
  return {
    zh: `后续数据已达到（${month} 批次，${period}${counts === '' ? '' : `：${counts}`}）`,
    en: `by later data (batch of ${month}, ${period}${counts === '' ? '' : `: ${counts}`})`,
  };
}
