import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { makeFolder, now, writeNew } from '../effects/effects.js';
import { withdrawals } from '../lists/withdrawals.js';
import { CENTRE_FOLDER } from '../load/intake/inbox.js';
import { InputError } from '../message/errors.js';
import { technologyOfTable } from '../technology/index.js';
import { exclusively } from '../workspace/exclusive.js';
import { openWorkspace } from '../workspace/workspace.js';

export interface WithdrawOptions {
  readonly workspace: string;
  /** The folder that holds the months; the workspace's own inbox when absent. */
  readonly inbox?: string;
  /** The month from which the case no longer counts. */
  readonly month: string;
  readonly hospital: string;
  /** The name of its table of cases. */
  readonly table: string;
  readonly caseNo: string;
  /** Which run or implantation; the whole case when absent. */
  readonly number?: number;
  readonly reason: string;
}

/**
 * Withdraws a case on a hospital's behalf: puts a withdrawal form into the centre's folder of the month and records who did so and why. The
 * next run of the month takes it in like any other file, so that it is in the vault, in the history and in every rebuild.
 *
 * @returns the form's path
 * @throws {InputError} `no-inbox` when the inbox is no folder
 */
export async function withdraw(options: WithdrawOptions): Promise<string> {
  const { month, hospital, table, caseNo, number, reason } = options;
  const workspace = openWorkspace(options.workspace);
  const inbox = resolve(options.inbox ?? workspace.inbox);
  if (!existsSync(inbox))
    throw new InputError('no-inbox', {
      zh: `收件箱必须是一个文件夹，但找不到 ${inbox}。请用 --inbox 指定。`,
      en: `The inbox must be a folder, but there is none at ${inbox}. Name it with --inbox.`,
    });
  const folder = join(inbox, month, CENTRE_FOLDER);
  return exclusively(workspace, async ({ audit }) => {
    if (!existsSync(folder)) makeFolder(folder);
    // The name is always new: a form of the same name would replace the earlier one, whose cases would count again.
    const moment = now().toISOString().slice(0, 19).replaceAll(/\D/g, '');
    const free = (n: number): string => {
      const path = join(folder, `撤回-${hospital}-${moment}-${n}.csv`);
      return existsSync(path) ? free(n + 1) : path;
    };
    const path = free(1);
    const { hospital_id, case_type, case_no, number: which, reason: why } = withdrawals.spec.fields;
    const rows = {
      fields: [hospital_id, case_type, case_no, which, why].map(({ meta }) => meta.header),
      data: [[hospital, technologyOfTable(table)?.id ?? '', caseNo, number ?? '', reason]],
    };
    // Recorded first, because no form may exist without a record of who made it.
    audit.record({
      action: 'withdraw',
      object: month,
      reason,
      after: { hospital, table, file: `${CENTRE_FOLDER}/撤回-${hospital}` },
    });
    writeNew(path, `\ufeff${Papa.unparse(rows, { newline: '\r\n' })}\r\n`);
    return path;
  });
}
