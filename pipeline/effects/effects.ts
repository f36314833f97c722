import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  write as writeLater,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';

/*
 * Every change the pipeline makes to the world, and every use of the clock and of random numbers, goes through here and is counted. A test
 * lets the n-th effect fail by its number, so that the same inbox fails at the same place on any machine and at any speed. Nothing here
 * decides anything.
 */

/**
 * What `ZHIKONG_FAULT=<kind>@<n>` does to the n-th effect, in tests only: the process dies before or after it; the system reports a full or
 * broken disk; or the process dies after writing half.
 */
type Fault = 'kill' | 'kill-after' | 'enospc' | 'eio' | 'torn';

const planned = /^(kill|kill-after|enospc|eio|torn)@([1-9]\d*)$/.exec(process.env['ZHIKONG_FAULT'] ?? '');
const plannedAt = planned ? Number(planned[2]) : 0;
let effects = 0;

/** The number of effects in this process so far. */
export const effectsSoFar = () => effects;

/** The fault of the next effect; null except in tests. */
function fault(): Fault | null {
  effects += 1;
  return effects === plannedAt ? (planned?.[1] as Fault) : null;
}

const die = () => process.kill(process.pid, 'SIGKILL');

const systemMessages = { enospc: 'no space left on device', eio: 'i/o error' } as const;

function failBefore(kind: Fault, half: () => void): void {
  if (kind === 'enospc' || kind === 'eio')
    throw Object.assign(new Error(`${kind.toUpperCase()}: ${systemMessages[kind]} (injected)`), {
      code: kind.toUpperCase(),
    });
  if (kind === 'torn') half();
  if (kind !== 'kill-after') die();
}

const nothing = () => undefined;

function effect<T>(act: () => T, half: () => void = nothing): T {
  const kind = fault();
  if (kind === null) return act();
  failBefore(kind, half);
  const result = act();
  die();
  return result;
}

async function laterEffect<T>(act: () => Promise<T>, half: () => void = nothing): Promise<T> {
  const kind = fault();
  if (kind === null) return act();
  failBefore(kind, half);
  const result = await act();
  die();
  return result;
}

/** Creates a new file, readable by its owner only; fails if it exists. */
export const openNew = (path: string): number => effect(() => openSync(path, 'wx', 0o600));

/** Opens a file for appending, created for its owner only if it does not exist. */
export const openAppend = (path: string): number => effect(() => openSync(path, 'a', 0o600));

/** Writes all bytes, at a position or at the file's current one. */
export function write(fd: number, bytes: Uint8Array, position: number | null = null): void {
  const put = (end: number) => {
    for (let at = 0; at < end; )
      at += writeSync(fd, bytes, at, end - at, position === null ? null : position + at);
  };
  effect(
    () => put(bytes.length),
    () => put(bytes.length >> 1),
  );
}

const writePart = promisify(writeLater);

/** Writes all bytes at a position, in the background. */
export function writeAt(fd: number, bytes: Uint8Array, position: number): Promise<void> {
  return laterEffect(
    async () => {
      for (let at = 0; at < bytes.length; )
        at += (await writePart(fd, bytes, at, bytes.length - at, position + at)).bytesWritten;
    },
    () => writeSync(fd, bytes, 0, bytes.length >> 1, position),
  );
}

/** Cuts a file to a number of bytes. */
export const truncate = (fd: number, bytes: number): void => effect(() => ftruncateSync(fd, bytes));

/** Flushes an open file to disk. */
export const sync = (fd: number): void => effect(() => fsyncSync(fd));

const syncSoon = promisify(fsync);
/** Flushes an open file to disk in the background; resolves when that is done. */
export const syncLater = (fd: number): Promise<void> => laterEffect(() => syncSoon(fd));

/**
 * Flushes a file or folder to disk; a folder holds the names of its files. Windows flushes a file only through a handle with write access,
 * and folders not at all: its file system journals the names.
 */
export function syncPath(path: string): void {
  const isWindows = process.platform === 'win32';
  if (isWindows && statSync(path).isDirectory()) return;
  const fd = openSync(path, isWindows ? 'r+' : 'r');
  try {
    sync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Writes a new file, at once or text by text, and flushes it; its name is safe once its folder is flushed. */
export function writeNew(path: string, content: string | Uint8Array | Iterable<string>): void {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  const fd = openNew(path);
  try {
    for (const piece of pieces) write(fd, typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece);
    sync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Renames a file or folder, replacing a file of the new name in one step. */
export const rename = (from: string, to: string): void => effect(() => renameSync(from, to));

/** Gives a file a second name. @throws `EEXIST` when the name is taken, so that only one process can succeed */
export const link = (from: string, to: string): void => effect(() => linkSync(from, to));

/** Removes a file or a folder with its content; a missing one is fine. */
export const remove = (path: string): void => effect(() => rmSync(path, { recursive: true, force: true }));

/** Makes a folder and its missing parents, for its owner only. */
export const makeFolder = (path: string): void =>
  effect(() => void mkdirSync(path, { recursive: true, mode: 0o700 }));

/** Copies a file, sharing its blocks where the file system can. */
export const copy = (from: string, to: string): void =>
  effect(() => copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));

export const chmod = (path: string, mode: number): void => effect(() => chmodSync(path, mode));

/** The current time; in tests that of `ZHIKONG_NOW`. */
export const now = (): Date =>
  effect(() => {
    const given = process.env['ZHIKONG_NOW'];
    return given === undefined ? new Date() : new Date(given);
  });

/** Random bytes in hexadecimal. */
export const random = (bytes: number): string => effect(() => randomBytes(bytes).toString('hex'));

/** Starts another program, never through a shell. */
export const start = (program: string, args: readonly string[], options: SpawnOptions): ChildProcess =>
  effect(() => spawn(program, args, { ...options, shell: false }));

/** Runs a statement that changes a database, or opens or closes one. */
export const statement = <T>(act: () => Promise<T>): Promise<T> => laterEffect(act);
