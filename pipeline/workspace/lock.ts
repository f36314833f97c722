import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { link, now, remove, rename, writeNew } from '../effects/effects.js';
import { isRunning, thisProcess, workName } from '../effects/process-identity.js';
import { InputError } from '../message/errors.js';

const holderSchema = z.object({
  pid: z.int().positive(),
  // An earlier program stored the process number alone.
  start: z.string().default(''),
  boot: z.string().default(''),
  host: z.string().default(''),
  since: z.string(),
});

type Holder = z.infer<typeof holderSchema>;

/**
 * Takes the lock of a workspace's only writer. The database's own lock is lost as soon as any part of a process closes the file, so the
 * workspace has a lock file of its own, made in one step that only one process can win.
 *
 * A lock whose process has ended is taken over. Many may try at once: whoever would replace a stale lock first takes a lock on *that very
 * lock*, named by its content, then checks that it still lies there, and only then replaces it in one step. A live lock is never moved.
 *
 * @param temp a folder on the same disk for the file that becomes the lock
 * @returns a function that releases the lock
 * @throws {InputError} `run-in-progress` with the process and since when
 */
export function takeLock(path: string, temp: string): () => void {
  const own = join(temp, workName('lock'));
  try {
    // Written elsewhere and linked into place, so that a visible lock always names its holder.
    writeNew(own, JSON.stringify({ ...thisProcess(), since: now().toISOString() }));
    take(path, own);
  } finally {
    remove(own);
  }
  return () => remove(path);
}

const ATTEMPTS = 20;

function take(path: string, own: string): void {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      link(own, path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const found = read(path);
    if (found === null) continue; // Released at this moment.
    const holder = holderOf(found);
    if (holder && isRunning(holder)) throw inProgress(holder);
    if (takeOver(path, own, found)) return;
  }
  throw inProgress(null);
}

/** Replaces a stale lock; false when it is no longer the one that was found. */
function takeOver(path: string, own: string, found: string): boolean {
  const right = `${path}.${createHash('sha256').update(found).digest('hex').slice(0, 16)}`;
  take(right, own);
  try {
    if (read(path) !== found) return false;
    // `own` is already linked as the right to replace; renaming another name of the same file would do nothing.
    const mine = `${own}-mine`;
    writeNew(mine, readFileSync(own));
    rename(mine, path);
    return true;
  } finally {
    remove(right);
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The holder; null for a lock without content, left by a power loss, whose process has ended too. */
function holderOf(text: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function inProgress(holder: Holder | null): InputError {
  if (holder === null)
    return new InputError('run-in-progress', {
      zh: '同一工作区一次只能有一个运行，另一个运行刚刚开始。请稍后再试。',
      en: 'A workspace takes one run at a time, and another has just begun. Try again later.',
    });
  const { pid, since, host } = holder;
  const isHere = host === '' || host === thisProcess().host;
  return new InputError('run-in-progress', {
    zh: isHere
      ? `同一工作区一次只能有一个运行，但进程 ${pid} 自 ${since} 起正在运行（run in progress）。请等它结束。`
      : `同一工作区一次只能有一个运行，但计算机 ${host} 上的进程 ${pid} 自 ${since} 起持有它。请等它结束；若确知它已不在，请删除工作区中的 zhikong.lock。`,
    en: isHere
      ? `A workspace takes one run at a time, but a run is in progress: process ${pid}, since ${since}. Wait for it to end.`
      : `A workspace takes one run at a time, but process ${pid} on ${host} has held it since ${since}. Wait for it to end; if you know that it is gone, delete zhikong.lock in the workspace.`,
  });
}
