import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, remove } from '../effects/effects.js';
import { whenInterrupted } from '../effects/interruption.js';
import { isLeftover, workName } from '../effects/process-identity.js';
import { AuditLog } from './audit.js';
import { recover } from './commit-journal.js';
import { takeLock } from './lock.js';
import type { Workspace } from './workspace.js';

/** What the only writer of a workspace works with. */
export interface Exclusive {
  readonly audit: AuditLog;
  /** A temporary folder, deleted afterwards unless a publication from it is unfinished. */
  readonly folder: string;
}

/**
 * Runs `act` as the only writer of a workspace, after finishing a publication that a crash interrupted and deleting the leftovers.
 *
 * @throws {InputError} `run-in-progress`, `damaged-audit`, `damaged-journal`
 */
export async function exclusively<T>(workspace: Workspace, act: (held: Exclusive) => Promise<T>): Promise<T> {
  const release = takeLock(workspace.lock, workspace.temp);
  const released = whenInterrupted(release);
  try {
    const audit = new AuditLog(workspace.audit);
    recover(workspace, audit);
    clean(workspace);
    const folder = join(workspace.temp, workName('run'));
    makeFolder(folder);
    // The folder still holds what an unfinished publication has to put in place; the next command continues.
    const leave = () => {
      if (!existsSync(workspace.journal)) remove(folder);
    };
    const left = whenInterrupted(() => {
      leave();
      removeIncoming(workspace);
    });
    try {
      return await act({ audit, folder });
    } finally {
      left();
      leave();
    }
  } finally {
    released();
    release();
  }
}

function clean(workspace: Workspace): void {
  const { root, temp } = workspace;
  for (const name of readdirSync(temp)) if (isLeftover(name)) remove(join(temp, name));
  removeIncoming(workspace);
  for (const name of readdirSync(root))
    if (/^(audit\.jsonl\.head-|zhikong\.lock\.)/.test(name)) remove(join(root, name));
}

/** Deletes copies in the vault that never got their final name. */
function removeIncoming({ vault }: Workspace): void {
  if (!existsSync(vault)) return;
  for (const name of readdirSync(vault)) if (name.startsWith('incoming-')) remove(join(vault, name));
}

/** Finishes a publication that a crash interrupted, unless a run is at work, which has already done so. */
export async function finishOpenPublication(workspace: Workspace): Promise<void> {
  if (!existsSync(workspace.journal)) return;
  try {
    await exclusively(workspace, async () => undefined);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'run-in-progress') throw error;
  }
}
