import { join, resolve } from 'node:path';
import { hospitalFiles } from '../../reports/data/hospital-files.js';
import { type LetterEntry, letterEntries } from '../ask/letters.js';
import { type BatchEntry, latestBatch } from '../ask/status.js';
import { monthName, monthNumber } from '../define/periods.js';
import { remove, writeNew } from '../effects/effects.js';
import { shanghaiToday } from '../effects/shanghai-day.js';
import { placeFiles, refuseOverwriting } from '../export/place-files.js';
import { InputError } from '../message/errors.js';
import type { Database } from '../warehouse/database.js';
import { exclusively } from '../workspace/exclusive.js';
import { openWorkspace } from '../workspace/workspace.js';
import { type Chosen, findingOf } from './finding.js';
import { decisionsIn, type InboxDecision } from './inbox-decisions.js';
import type { Letter, LetterFinding } from './letter.js';
import { letterWorkbook } from './letter-workbook.js';
import { putDecision, requireInbox } from './put-decision.js';

export interface LetterOptions extends Chosen {
  readonly workspace: string;
  /** The folder that holds the months; the workspace's own inbox when absent. */
  readonly inbox?: string | undefined;
  /** The month of the batch; the newest when absent. */
  readonly month?: string | undefined;
  /** The last day to answer on. */
  readonly due: string;
  /** The folder for the form. */
  readonly out: string;
}

/** A letter that was issued. */
export interface IssuedLetter {
  readonly letter: Letter;
  /** The form for the hospital. */
  readonly form: string;
  /** The centre's decision, in the inbox. */
  readonly decision: string;
  /** The month whose next run takes the decision in. */
  readonly month: string;
}

/** What a letter is made from, as the published warehouse holds it. */
export interface Prepared {
  readonly finding: LetterFinding;
  readonly entries: readonly LetterEntry[];
  readonly newest: BatchEntry;
}

/**
 * Asks a published warehouse for what `issueLetter` needs.
 *
 * @throws {InputError} as `findingOf`; `no-batch`; `due-passed` where the deadline is not after today
 */
export async function prepareLetter(database: Database, options: LetterOptions): Promise<Prepared> {
  const day = shanghaiToday();
  if (options.due <= day)
    throw new InputError('due-passed', {
      zh: `--due 应晚于今天（${day}），但为 ${options.due}。`,
      en: `--due must be after today (${day}), not ${options.due}.`,
    });
  const newest = await latestBatch(database, undefined);
  const batch = await latestBatch(database, options.month);
  return {
    finding: await findingOf(database, batch, options),
    entries: await letterEntries(database, '9999-12', day),
    newest,
  };
}

/**
 * Issues a letter: writes its form for the hospital, and the centre's decision into the inbox of the month after the newest batch, whose run
 * takes it in. Nothing is overwritten.
 *
 * @throws {InputError} `letter-open` where a letter on the same finding is not closed; `no-inbox`, `would-overwrite`
 */
export async function issueLetter(options: LetterOptions, prepared: Prepared): Promise<IssuedLetter> {
  const workspace = openWorkspace(options.workspace);
  const inbox = requireInbox(resolve(options.inbox ?? workspace.inbox));
  const { finding, entries, newest } = prepared;
  return exclusively(workspace, async ({ audit, folder }) => {
    const decisions = await decisionsIn(inbox);
    refuseOpen(finding, entries, decisions);
    const letterNo = nextNumber(finding.said.month, entries, decisions);
    const { said, ...rest } = finding;
    const letter: Letter = {
      ...rest,
      letterNo,
      decidedOn: shanghaiToday(),
      said: { ...said, due: options.due },
    };
    const name = `反馈函-${letterNo}-${hospitalFiles([finding.hospital]).get(finding.hospital)}.xlsx`;
    refuseOverwriting(options.out, [name]);
    const month = monthName(monthNumber(newest.month) + 1);
    writeNew(join(folder, name), letterWorkbook(letter));
    placeFiles(folder, options.out, [name]);
    const form = join(options.out, name);
    try {
      const decision = putDecision(
        inbox,
        month,
        {
          hospital: finding.hospital,
          letterNo,
          act: 'issued',
          decidedOn: letter.decidedOn,
          said: letter.said,
          reason: '',
        },
        audit,
      );
      return { letter, form, decision, month };
    } catch (error) {
      // A form without a decision would be answered in vain.
      remove(form);
      throw error;
    }
  });
}

function refuseOpen(
  { hospital, said }: LetterFinding,
  entries: readonly LetterEntry[],
  decisions: readonly InboxDecision[],
): void {
  const closed = new Set([
    ...entries.filter(({ state }) => state === 'closed').map(({ letter_no }) => letter_no),
    ...decisions.filter(({ act }) => act === 'closed').map(({ letterNo }) => letterNo),
  ]);
  const same = [
    ...entries.map((entry) => ({ ...entry, letterNo: entry.letter_no, hospital: entry.hospital_id })),
    ...decisions.filter(({ act }) => act === 'issued'),
  ].find(
    (one) =>
      one.hospital === hospital &&
      one.code === said.code &&
      one.period === said.period &&
      !closed.has(one.letterNo),
  );
  if (same === undefined) return;
  throw new InputError('letter-open', {
    zh: `同一问题只应有一份未关闭的反馈函，但 ${same.letterNo}（期限 ${same.due}）还没有关闭。要另发，请先用 zhikong letters --close ${same.letterNo} --reason 关闭它。`,
    en: `A finding must have one letter that is not closed, but ${same.letterNo} (due ${same.due}) is not. To issue another, first close it with zhikong letters --close ${same.letterNo} --reason.`,
  });
}

/** `FK-2026-10-001`: the batch's month, and one more than any letter of it in the warehouse or the inbox. */
function nextNumber(
  month: string,
  entries: readonly LetterEntry[],
  decisions: readonly InboxDecision[],
): string {
  const used = [...entries.map(({ letter_no }) => letter_no), ...decisions.map(({ letterNo }) => letterNo)]
    .filter((no) => no.startsWith(`FK-${month}-`))
    .map((no) => Number(no.slice(`FK-${month}-`.length)))
    .filter(Number.isInteger);
  return `FK-${month}-${String(Math.max(0, ...used) + 1).padStart(3, '0')}`;
}
