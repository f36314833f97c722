import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeNew } from '../effects/effects.js';
import { CENTRE_FOLDER } from '../load/intake/inbox.js';
import { InputError } from '../message/errors.js';
import type { AuditLog } from '../workspace/audit.js';
import { type Decision, decisionCsv, decisionName } from './decision.js';

/**
 * Puts a decision on a letter into the centre's folder of a month and records who took it. The next run of the month takes the file in like
 * any other, so that the decision is in the vault, in the history and in every rebuild.
 *
 * @returns the path of the file
 */
export function putDecision(inbox: string, month: string, decision: Decision, audit: AuditLog): string {
  const folder = join(inbox, month, CENTRE_FOLDER);
  if (!existsSync(folder)) makeFolder(folder);
  const path = join(folder, decisionName(decision));
  const { letterNo, hospital, act, said, reason } = decision;
  // Recorded first, because no decision may stand without a record of who took it.
  audit.record({
    action: 'letter',
    object: letterNo,
    ...(reason === '' ? {} : { reason }),
    after: { act, hospital, code: said.code, period: said.period, due: said.due, month },
  });
  writeNew(path, decisionCsv(decision));
  return path;
}

/** The inbox that decisions go into. @throws {InputError} `no-inbox` when it is no folder */
export function requireInbox(inbox: string): string {
  if (existsSync(inbox)) return inbox;
  throw new InputError('no-inbox', {
    zh: `收件箱必须是一个文件夹，但找不到 ${inbox}。请用 --inbox 指定。`,
    en: `The inbox must be a folder, but there is none at ${inbox}. Name it with --inbox.`,
  });
}
