import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The command line as it is built. */
export const binPath = fileURLToPath(new URL('../../pipeline/command/bin.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
  /** The most memory it held, where the system tells (Linux). */
  readonly mb: number;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has said on standard error until now. */
  readonly said: () => string;
}

export interface Surroundings {
  readonly env?: NodeJS.ProcessEnv;
  /** Words before the program, such as `bash -c 'ulimit -n 64; exec "$0" "$@"'`. */
  readonly under?: readonly string[];
}

/** Starts `zhikong` in a process of its own, with the settings that users have. */
export function start(args: readonly string[], { env = {}, under = [] }: Surroundings = {}): Started {
  const [program = '', ...rest] = [...under, process.execPath, binPath, ...args];
  const began = performance.now();
  const child = spawn(program, rest, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err, mb] = ['', '', 0];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const look = setInterval(() => {
    mb = Math.max(mb, peakOf(child.pid));
  }, 200);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => {
      clearInterval(look);
      resolve({ code, signal, out, err, mb, seconds: (performance.now() - began) / 1000 });
    });
  });
  return { child, ended, said: () => err };
}

/** The system keeps the peak itself, so that looking now and then misses only the last moment. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** How it ended, in a line: for a fault that is told. */
export const endText = ({ code, signal, seconds, err }: Ended): string =>
  `exit ${code ?? signal}, ${seconds.toFixed(1)} s: ${err.trim().split('\n').slice(-3).join(' | ').slice(-300)}`;
