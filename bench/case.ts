import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What one run of a case took: wall time in milliseconds and the peak memory of its process in MB. */
export interface Measured {
  readonly ms: number;
  readonly mb: number;
}

/** Runs a case of `cases.js` in a process of its own, so that no case warms another and memory is its own. */
export function measure(name: string, args: readonly string[]): Measured {
  const script = fileURLToPath(new URL('cases.js', import.meta.url));
  const child = spawnSync(process.execPath, [script, name, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (child.status !== 0) throw new Error(`${name} failed:\n${child.stderr}${child.stdout}`);
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '{}') as Measured;
}

export const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
