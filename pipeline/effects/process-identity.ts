import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { random } from './effects.js';

/** One process among all there ever were. Numbers of processes are given anew; with the moment of its start one is itself. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as the system counts; empty where the system does not tell. */
  readonly start: string;
  /** This start of the machine; empty where the system does not tell. */
  readonly boot: string;
  /** Empty where it was not noted. */
  readonly host: string;
}

export const thisProcess = (): ProcessIdentity => ({
  pid: process.pid,
  start: startOf(process.pid) ?? '',
  boot: bootId(),
  host: hostname(),
});

/**
 * Whether a process still runs. One of another machine, such as on a shared disk, cannot be asked and counts as running.
 */
export function isRunning({ pid, start, boot, host }: ProcessIdentity): boolean {
  if (host !== '' && host !== hostname()) return true;
  if (boot !== '' && boot !== bootId()) return false;
  if (!exists(pid)) return false;
  const found = startOf(pid);
  return start === '' || found === null || found === start;
}

/** Clock ticks from the machine's start to that of the process: field 22 of its stat line. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets that may itself hold blanks and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A name for something of this process alone in a folder for passing things; `isLeftover` knows it. */
export const workName = (kind: string): string =>
  `${kind}-${process.pid}-${startOf(process.pid) ?? '0'}-${random(4)}`;

/** Whether what has this name was left behind by a process that is gone. */
export function isLeftover(name: string): boolean {
  const [, pid, start] = /^[a-z]+-(\d+)-(\d+)-/.exec(name) ?? [];
  if (pid === undefined || start === undefined) return true;
  return !isRunning({ ...thisProcess(), pid: Number(pid), start: start === '0' ? '' : start });
}
