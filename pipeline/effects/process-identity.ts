import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { random } from './effects.js';

/** Identifies one process among all there ever were. Process numbers are reused, so the start time is part of it. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Its start time as the system counts; empty where the system does not give it. */
  readonly start: string;
  /** Identifies the machine's boot; empty where the system does not give it. */
  readonly boot: string;
  /** Empty where it was not stored. */
  readonly host: string;
}

/** The identity of this process. */
export const thisProcess = (): ProcessIdentity => ({
  pid: process.pid,
  start: startOf(process.pid) ?? '',
  boot: bootId(),
  host: hostname(),
});

/** Whether a process is still running. One on another machine, as with a shared disk, cannot be checked and counts as running. */
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

/** A name for a temporary item of this process in a shared folder; `isLeftover` recognises it. */
export const workName = (kind: string): string =>
  `${kind}-${process.pid}-${startOf(process.pid) ?? '0'}-${random(4)}`;

/** Whether the item with this name was left behind by a process that has ended. */
export function isLeftover(name: string): boolean {
  const [, pid, start] = /^[a-z]+-(\d+)-(\d+)-/.exec(name) ?? [];
  if (pid === undefined || start === undefined) return true;
  return !isRunning({ ...thisProcess(), pid: Number(pid), start: start === '0' ? '' : start });
}
