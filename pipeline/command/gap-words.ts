import type { InboxGaps } from '../inbox-gaps.js';
import { plain } from './terminal.js';

/** What lies in the inbox and is not in the figures, a line each; nothing when there is none. */
export function gapLines({ neverRun, unseen }: InboxGaps, lang: 'zh' | 'en'): string[] {
  const lines: string[] = [];
  if (neverRun.length > 0) lines.push(words[lang].neverRun(neverRun));
  for (const { month, files } of unseen) lines.push(words[lang].unseen(month, files));
  return lines;
}

const SHOWN = 3;

const words = {
  zh: {
    neverRun: (months: readonly string[]) =>
      `收件箱里有文件、却从未运行的月份：${months.join('、')}。以后各月的数字不含这些文件；请按先后运行这些月份，再重新运行其后的月份。`,
    unseen: (month: string, files: readonly string[]) =>
      `${month} 的收件箱里有 ${files.length} 个文件不曾被任何一次运行收入：${files.slice(0, SHOWN).map(plain).join('、')}${files.length > SHOWN ? ' 等' : ''}。文件是后来放入的，或工作区是从较早的备份恢复的；请再运行 ${month} 及其后的月份。`,
  },
  en: {
    neverRun: (months: readonly string[]) =>
      `Months that have files in the inbox and were never run: ${months.join(', ')}. Figures of later months lack them; run these months in order, then the later ones again.`,
    unseen: (month: string, files: readonly string[]) =>
      `${month} has ${files.length} files in the inbox that no run has taken in: ${files.slice(0, SHOWN).map(plain).join(', ')}${files.length > SHOWN ? ' and others' : ''}. They came later, or the workspace was restored from an older backup; run ${month} and the later months again.`,
  },
} as const;
