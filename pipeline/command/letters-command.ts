import { resolve } from 'node:path';
import { type LetterEntry, letterEntries } from '../ask/letters.js';
import { latestBatch } from '../ask/status.js';
import { withPublished } from '../batch/open-published.js';
import { shanghaiToday } from '../effects/shanghai-day.js';
import { closeLetter } from '../letter/close-letter.js';
import { decisionsIn, type InboxDecision } from '../letter/inbox-decisions.js';
import { closingWords, letterStates } from '../message/letter-words.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { LettersFlags } from './flags.js';
import { columns, jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong letters`: what became of every letter; `--close` closes one. Exit 1 while a letter is overdue. */
export async function lettersCommand(flags: LettersFlags, terminal: Terminal): Promise<number> {
  const { lang, json, hospital, close, reason } = flags;
  const day = shanghaiToday();
  const { entries, newest } = await withPublished(flags.workspace, async (database) => ({
    entries: await letterEntries(database, '9999-12', day),
    newest: await latestBatch(database, undefined),
  }));
  if (close !== undefined) {
    const done = await closeLetter(
      { ...flags, letterNo: close, reason: reason ?? '' },
      entries,
      newest.month,
    );
    terminal.out(
      json
        ? `${jsonText({ letter_no: close, ...done })}\n`
        : lang === 'zh'
          ? `已关闭 ${plain(close)}。决定写入 ${plain(done.decision)}，由下次 zhikong run --month ${done.month} 收入；请勿删去。\n`
          : `${plain(close)} is closed. The decision lies in ${plain(done.decision)}, for the next zhikong run --month ${done.month}; leave it where it is.\n`,
    );
    return 0;
  }
  const inbox = resolve(flags.inbox ?? openWorkspace(flags.workspace).inbox);
  const isOwn = (code: string) => hospital === undefined || code === hospital;
  const listed = entries.filter(({ hospital_id }) => isOwn(hospital_id));
  const waiting = notTakenIn(entries, await decisionsIn(inbox)).filter((one) => isOwn(one.hospital));
  terminal.out(
    json
      ? `${jsonText({ today: day, letters: listed, waiting })}\n`
      : `${lettersText(listed, waiting, lang)}\n`,
  );
  return listed.some(({ state }) => state === 'overdue') ? 1 : 0;
}

/** Decisions in the inbox that no run has taken in. */
function notTakenIn(entries: readonly LetterEntry[], decisions: readonly InboxDecision[]): InboxDecision[] {
  const known = new Map(entries.map((entry) => [entry.letter_no, entry]));
  return decisions.filter(({ letterNo, act }) => {
    const entry = known.get(letterNo);
    return act === 'issued' ? entry === undefined : entry?.closed?.by !== 'centre';
  });
}

const words = {
  zh: {
    head: ['编号', '医院', '指标或条款', '期间', '数字或结果', '期限', '状态', ''],
    none: '没有反馈函',
    waiting: '在收件箱里、下次运行收入的决定：',
    acts: { issued: '发出', closed: '关闭' },
    altered: '送回时原有的格有改动',
    late: (day: string) => `${day} 才收到`,
    answer: (cause: string, measure: string, who: string, by: string) =>
      `原因：${cause}；措施：${measure}；责任人：${who}；完成日期：${by}`,
    next: (month: string) => `由 ${month} 的运行收入`,
  },
  en: {
    head: ['number', 'hospital', 'finding', 'period', 'figure or result', 'due', 'state', ''],
    none: 'There is no letter',
    waiting: 'Decisions in the inbox that the next run takes in:',
    acts: { issued: 'issued', closed: 'closed' },
    altered: 'cells of the letter came back changed',
    late: (day: string) => `came on ${day}`,
    answer: (cause: string, measure: string, who: string, by: string) =>
      `cause: ${cause}; measure: ${measure}; responsible: ${who}; done by: ${by}`,
    next: (month: string) => `by the run of ${month}`,
  },
} as const;

function lettersText(
  entries: readonly LetterEntry[],
  waiting: readonly InboxDecision[],
  lang: 'zh' | 'en',
): string {
  const w = words[lang];
  const rows = entries.map((entry) => [
    entry.letter_no,
    entry.hospital_id,
    entry.code,
    entry.period,
    entry.figure,
    entry.due,
    letterStates[entry.state][lang],
    noteOn(entry, lang),
  ]);
  const listed = rows.length === 0 ? [w.none] : [columns([w.head, ...rows])];
  const later = waiting.map(
    ({ letterNo, hospital, code, period, act, month }) =>
      `  ${plain(`${letterNo} ${hospital} ${code} ${period}`)}  ${w.acts[act]}  ${w.next(month)}`,
  );
  return [...listed, ...(later.length > 0 ? ['', w.waiting, ...later] : [])].join('\n');
}

function noteOn({ closed, answer }: LetterEntry, lang: 'zh' | 'en'): string {
  const w = words[lang];
  const parts = [
    closed ? closingWords(closed)[lang] : null,
    answer ? w.answer(answer.cause, answer.measure, answer.responsible, answer.done_by) : null,
    answer?.late && answer.received !== null ? w.late(answer.received) : null,
    answer && answer.altered.length > 0 ? w.altered : null,
  ].filter((part) => part !== null);
  return parts.join(lang === 'zh' ? '；' : '; ');
}
