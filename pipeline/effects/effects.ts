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
 * Every change the pipeline makes to the world, and the clock and the dice it asks, go through here and are counted. A
 * test lets the n-th of them fail by its number: the same inbox then fails at the same place on any machine and at any
 * speed. Nothing here decides anything.
 */

/**
 * What `ZHIKONG_FAULT=<kind>@<n>` does to the n-th effect, for tests alone: the process dies before or after it; the
 * system says that the disk is full or broken; half of what is to be written is written and the process dies.
 */
type Fault = 'kill' | 'kill-after' | 'enospc' | 'eio' | 'torn';

const planned = /^(kill|kill-after|enospc|eio|torn)@([1-9]\d*)$/.exec(process.env['ZHIKONG_FAULT'] ?? '');
const plannedAt = planned ? Number(planned[2]) : 0;
let effects = 0;

/** How many effects there have been in this process. */
export const effectsSoFar = () => effects;

/** The fault of the effect that comes now; null but in tests. */
function fault(): Fault | null {
  effects += 1;
  return effects === plannedAt ? (planned?.[1] as Fault) : null;
}

const die = () => process.kill(process.pid, 'SIGKILL');

const said = { enospc: 'no space left on device', eio: 'i/o error' } as const;

function failBefore(kind: Fault, half: () => void): void {
  if (kind === 'enospc' || kind === 'eio')
    throw Object.assign(new Error(`${kind.toUpperCase()}: ${said[kind]} (injected)`), {
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

/** Opens a file that must not be there yet, for its owner alone. */
export const openNew = (path: string): number => effect(() => openSync(path, 'wx', 0o600));

/** Opens a file to write at its end, making it for its owner alone when it is not there. */
export const openAppend = (path: string): number => effect(() => openSync(path, 'a', 0o600));

/** Writes all bytes, at a position or where the file stands. */
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

export const truncate = (fd: number, bytes: number): void => effect(() => ftruncateSync(fd, bytes));

export const sync = (fd: number): void => effect(() => fsyncSync(fd));

const syncSoon = promisify(fsync);
export const syncLater = (fd: number): Promise<void> => laterEffect(() => syncSoon(fd));

/**
 * Makes what a file or folder holds safe against a loss of power; a folder holds the names of its files. Windows syncs a file through
 * a handle that may write and a folder not at all: the names are in the journal of its file system.
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

/** Writes a file that must not be there yet, all at once or text piece by piece, and makes it safe; its name is safe once its folder is synced. */
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

export const rename = (from: string, to: string): void => effect(() => renameSync(from, to));

/** A second name for a file. @throws `EEXIST` when the name is taken: only one of many can win it */
export const link = (from: string, to: string): void => effect(() => linkSync(from, to));

/** Removes a file or a folder with all that is in it; nothing there is fine. */
export const remove = (path: string): void => effect(() => rmSync(path, { recursive: true, force: true }));

/** Makes a folder for its owner alone, and those above it that are missing. */
export const makeFolder = (path: string): void =>
  effect(() => void mkdirSync(path, { recursive: true, mode: 0o700 }));

/** Copies a file, sharing its blocks where the file system can. */
export const copy = (from: string, to: string): void =>
  effect(() => copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));

export const chmod = (path: string, mode: number): void => effect(() => chmodSync(path, mode));

/** The clock; `ZHIKONG_NOW` stands for it in tests alone. */
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

/** A statement that changes a database, or its opening and closing. */
export const statement = <T>(act: () => Promise<T>): Promise<T> => laterEffect(act);
