import { createHash } from 'node:crypto';
import { type BigIntStats, closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs';
import { openNew, remove, syncLater } from '../effects/effects.js';
import { changedWhileReading, type FileKind, notRegular, unreadable } from './messages.js';
import { type PlainScan, plainScan, type ScannedFile, WORTH_A_THREAD } from './plain-scan.js';
import { FileRefusal } from './refusal.js';
import { fileSource } from './source.js';

export interface ReceivedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Whether the fast lane may read the copy. */
  readonly scan: PlainScan;
  /** Path of a UTF-8 copy of a big plain GB18030 file; null for all others. The caller removes it. */
  readonly utf8: string | null;
  /** Resolves when the copy is flushed to disk; nothing may be published before. */
  readonly synced: Promise<void>;
}

/**
 * Copies a file from the inbox to a new file of ours, mode 0600, hashing and scanning it at the same time.
 *
 * Only regular files are taken; links are not followed, and a pipe never blocks. The copy is flushed in the background, and removed on any
 * failure. From then on read the copy, never the inbox.
 *
 * @param utf8To where to write a big plain GB18030 file as UTF-8, which is produced anyway; null for nowhere
 * @throws {FileRefusal} `not-a-regular-file`, `unreadable`, `changed-while-reading`
 * @throws the system's error when the copy cannot be written (a full disk, or `to` exists): not the hospital's fault
 */
export async function receiveFile(
  from: string,
  to: string,
  utf8To: string | null = null,
): Promise<ReceivedFile> {
  const source = openRegular(from);
  try {
    const before = fstatSync(source, { bigint: true });
    const target = openNew(to);
    try {
      const { utf8, ...received } = await scanTo(
        source,
        target,
        before.size < WORTH_A_THREAD ? null : utf8To,
      );
      refuseChanged(before, fstatSync(source, { bigint: true }), lstatOf(from), received.bytes);
      // Flushing may go on while the copy is read; the caller waits for it before publishing.
      return { ...received, utf8: utf8 ? utf8To : null, synced: syncAndClose(target) };
    } catch (error) {
      closeSync(target);
      remove(to);
      throw isReadError(error) ? refuseUnreadable(error) : error;
    }
  } finally {
    closeSync(source);
  }
}

/** Scans and copies a file; the file at `utf8To` remains only when it is valid. */
async function scanTo(source: number, copyTo: number, utf8To: string | null): Promise<ScannedFile> {
  if (utf8To === null) return plainScan(source, { copyTo });
  const fd = openNew(utf8To);
  let isWhole = false;
  try {
    const scanned = await plainScan(source, { copyTo, utf8To: fd });
    isWhole = scanned.utf8;
    return scanned;
  } finally {
    closeSync(fd);
    if (!isWhole) remove(utf8To);
  }
}

async function syncAndClose(fd: number): Promise<void> {
  try {
    await syncLater(fd);
  } finally {
    closeSync(fd);
  }
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export function sha256File(path: string): string {
  const hash = createHash('sha256');
  for (const chunk of fileSource(path).chunks()) hash.update(chunk);
  return hash.digest('hex');
}

function openRegular(path: string): number {
  const stat = lstatOf(path);
  if (!stat.isFile()) throw refuseKind(stat);
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const opened = fstatSync(fd, { bigint: true });
    if (opened.isFile() && opened.ino === stat.ino && opened.dev === stat.dev) return fd;
    closeSync(fd);
  } catch (error) {
    throw refuseUnreadable(error);
  }
  throw new FileRefusal('changed-while-reading', changedWhileReading());
}

function lstatOf(path: string): BigIntStats {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    throw refuseUnreadable(error);
  }
}

function refuseChanged(before: BigIntStats, after: BigIntStats, named: BigIntStats, bytes: number): void {
  const same = before.size === after.size && before.mtimeNs === after.mtimeNs && after.size === BigInt(bytes);
  if (same && named.ino === after.ino && named.dev === after.dev) return;
  throw new FileRefusal('changed-while-reading', changedWhileReading(), null, {
    bytesBefore: Number(before.size),
    bytesAfter: Number(after.size),
    bytesRead: bytes,
  });
}

function refuseKind(stat: BigIntStats): FileRefusal {
  const kind: FileKind = stat.isSymbolicLink()
    ? 'symbolic link'
    : stat.isDirectory()
      ? 'directory'
      : stat.isFIFO()
        ? 'pipe'
        : 'device or socket';
  return new FileRefusal('not-a-regular-file', notRegular(kind), null, { kind });
}

function refuseUnreadable(error: unknown): FileRefusal {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new FileRefusal('unreadable', unreadable(reason), null, { reason });
}

function isReadError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'read';
}
