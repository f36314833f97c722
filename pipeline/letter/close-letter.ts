import { resolve } from 'node:path';
import type { LetterEntry } from '../ask/letters.js';
import { monthName, monthNumber } from '../define/periods.js';
import { shanghaiToday } from '../effects/shanghai-day.js';
import { InputError } from '../message/errors.js';
import { exclusively } from '../workspace/exclusive.js';
import { openWorkspace } from '../workspace/workspace.js';
import { decisionsIn } from './inbox-decisions.js';
import { putDecision, requireInbox } from './put-decision.js';

export interface CloseOptions {
  readonly workspace: string;
  /** The folder that holds the months; the workspace's own inbox when absent. */
  readonly inbox?: string | undefined;
  readonly letterNo: string;
  readonly reason: string;
}

/**
 * Closes a letter by the centre's decision, with a reason: a file in the inbox of the month after the newest batch, whose run takes it in.
 *
 * @param entries the letters in the published warehouse
 * @param newest the month of the newest batch
 * @returns the file and the month whose run takes it in
 * @throws {InputError} `unknown-letter`, `letter-closed`, `no-inbox`
 */
export async function closeLetter(
  options: CloseOptions,
  entries: readonly LetterEntry[],
  newest: string,
): Promise<{ readonly decision: string; readonly month: string }> {
  const workspace = openWorkspace(options.workspace);
  const inbox = requireInbox(resolve(options.inbox ?? workspace.inbox));
  const entry = entries.find(({ letter_no }) => letter_no === options.letterNo);
  if (!entry)
    throw new InputError('unknown-letter', {
      zh: `没有编号为“${options.letterNo}”的反馈函，或还没有运行收入它的月份。用 zhikong letters 查看全部。`,
      en: `There is no letter "${options.letterNo}", or the month that takes it in was not run yet. See all with zhikong letters.`,
    });
  return exclusively(workspace, async ({ audit }) => {
    const waits = (await decisionsIn(inbox)).some(
      ({ letterNo, act }) => letterNo === entry.letter_no && act === 'closed',
    );
    if (waits || entry.state === 'closed')
      throw new InputError('letter-closed', {
        zh: `要关闭的反馈函须未关闭，但 ${entry.letter_no} 已经关闭。`,
        en: `A letter to be closed must not be closed, but ${entry.letter_no} is.`,
      });
    const month = monthName(monthNumber(newest) + 1);
    const { hospital_id, letter_no, code, period, figure, interval, threshold, clause, source, due } = entry;
    const said = {
      month: entry.month,
      code,
      period,
      figure,
      interval: interval ?? '',
      threshold: threshold ?? '',
      clause: clause ?? '',
      source,
      due,
    };
    const decision = putDecision(
      inbox,
      month,
      {
        hospital: hospital_id,
        letterNo: letter_no,
        act: 'closed',
        decidedOn: shanghaiToday(),
        said,
        reason: options.reason,
      },
      audit,
    );
    return { decision, month };
  });
}
