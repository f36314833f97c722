import { spawn } from 'node:child_process';
import type { Task } from './driver.js';
import { driverPath } from './small-workspace.js';

export interface End {
  readonly code: number | null;
  readonly signal: string | null;
  readonly said: string;
}

/** Runs the driver in a process of its own; with `limit`, no file may grow beyond so many KiB. */
export function drive(task: Task, { fault = '', limit = 0 } = {}): Promise<End> {
  const env = { ...process.env, ZHIKONG_DRIVER: JSON.stringify(task), ZHIKONG_FAULT: fault };
  // bash counts in KiB unless it is told to be POSIX.
  return limit > 0
    ? endOf('bash', ['-c', `ulimit -f ${limit}; exec "$0" "$1"`, process.execPath, driverPath], env)
    : endOf(process.execPath, [driverPath], env);
}

export function endOf(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<End> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, said }));
  });
}
