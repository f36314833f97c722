import type { InboxGaps } from '../ask/inbox-gaps.js';
import type { StaleMonth } from '../ask/stale-months.js';
import { plain } from './terminal.js';

/** Files in the inbox that are not in the figures, one line each; empty when there are none. */
export function gapLines({ neverRun, unseen }: InboxGaps, lang: 'zh' | 'en'): string[] {
  const lines: string[] = [];
  if (neverRun.length > 0) lines.push(words[lang].neverRun(neverRun));
  for (const { month, files } of unseen) lines.push(words[lang].unseen(month, files));
  return lines;
}

/** The months that must be run again, as one line; empty when there are none. */
export const renewLines = (stale: readonly StaleMonth[], lang: 'zh' | 'en'): string[] =>
  stale.length === 0 ? [] : [words[lang].stale(stale.map(({ month }) => month))];

const SHOWN = 3;

const words = {
  zh: {
    stale: (months: readonly string[]) =>
      `已发布的数字应以现在收到的数据为准，但 ${months.join('、')} 发布之后，较早月份的数据有更正、补报或首次运行。请用 zhikong run --stale 按先后重新运行这些月份。`,
    neverRun: (months: readonly string[]) =>
      `收件箱里有文件、却从未运行的月份：${months.join('、')}。以后各月的数字不含这些文件；请按先后运行这些月份，再重新运行其后的月份。`,
    unseen: (month: string, files: readonly string[]) =>
      `${month} 的收件箱里有 ${files.length} 个文件不曾被任何一次运行收入：${files.slice(0, SHOWN).map(plain).join('、')}${files.length > SHOWN ? ' 等' : ''}。文件是后来放入的，或工作区是从较早的备份恢复的；请再运行 ${month} 及其后的月份。`,
  },
  en: {
    stale: (months: readonly string[]) =>
      `Published figures must rest on what has come by now, but since ${months.join(', ')} data of older months were corrected, completed or run for the first time. Run these months again in order with zhikong run --stale.`,
    neverRun: (months: readonly string[]) =>
      `Months that have files in the inbox and were never run: ${months.join(', ')}. Figures of later months lack them; run these months in order, then the later ones again.`,
    unseen: (month: string, files: readonly string[]) =>
      `${month} has ${files.length} files in the inbox that no run has taken in: ${files.slice(0, SHOWN).map(plain).join(', ')}${files.length > SHOWN ? ' and others' : ''}. They came later, or the workspace was restored from an older backup; run ${month} and the later months again.`,
  },
} as const;
