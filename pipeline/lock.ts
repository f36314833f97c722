import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { InputError } from './errors.js';

/**
 * The one writer of a workspace. The database's own lock is lost as soon as any part of a process closes the file, so
 * the workspace has a lock file of its own, made in one step that only one process can win.
 *
 * @throws {InputError} `run-in-progress` with the process and since when
 */
export function takeLock(path: string): () => void {
  const own = `${path}.${process.pid}`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      // Written beside and linked into place, so that nobody ever sees a lock that does not name its holder.
      writeFileSync(own, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }), {
        mode: 0o600,
      });
      linkSync(own, path);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readHolder(path);
      if (holder && isRunning(holder.pid))
        throw new InputError('run-in-progress', {
          zh: `同一工作区一次只能有一个运行，但进程 ${holder.pid} 自 ${holder.since} 起正在运行。请等它结束。`,
          en: `A workspace takes one run at a time, but process ${holder.pid} has been running since ${holder.since}. Wait for it to end.`,
        });
      rmSync(path, { force: true }); // left behind by a process that is gone
    } finally {
      rmSync(own, { force: true });
    }
  }
  throw new InputError('run-in-progress', {
    zh: '同一工作区一次只能有一个运行，另一个运行刚刚开始。请稍后再试。',
    en: 'A workspace takes one run at a time, and another has just begun. Try again later.',
  });
}

function readHolder(path: string): { pid: number; since: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
