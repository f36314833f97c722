import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, write } from 'node:fs';
import { promisify } from 'node:util';
import { CARRY, CarriedLines, type PlainScan } from './carried-lines.js';
import { ScanThread } from './scan-thread.js';

export type { PlainScan } from './carried-lines.js';

export interface ScannedFile {
  readonly scan: PlainScan;
  readonly sha256: string;
  readonly bytes: number;
}

export interface PlainScanOptions {
  /** An open file descriptor that is given all the bytes, from its first on; it is not closed. */
  readonly copyTo?: number;
  /** Bytes read at a time; more than twice the longest line. */
  readonly chunkBytes?: number;
}

const CHUNK = 4 << 20;
const writeBytes = promisify(write);

/**
 * Reads a file once: whether it is plain enough for the fast lane, its SHA-256, and on wish a copy.
 *
 * A file that is not plain is still hashed and copied to its end. The copy is written in the background while the same
 * bytes are hashed and scanned.
 *
 * @param file a path, or an open file descriptor, read from its current position and not closed
 */
export async function plainScan(file: string | number, options: PlainScanOptions = {}): Promise<ScannedFile> {
  if (typeof file === 'number') return scanDescriptor(file, options);
  const fd = openSync(file, 'r');
  try {
    return await scanDescriptor(fd, options);
  } finally {
    closeSync(fd);
  }
}

async function scanDescriptor(fd: number, options: PlainScanOptions): Promise<ScannedFile> {
  const chunk = Math.max(options.chunkBytes ?? CHUNK, 1);
  const hash = createHash('sha256');
  const scan: Scan = fstatSync(fd).size >= WORTH_A_THREAD ? startScanThread(chunk) : new ScanHere(chunk);
  let bytes = 0;
  let failure: unknown = null;
  const writes: Promise<void>[] = [];
  try {
    for (;;) {
      const buffer = await scan.free();
      if (failure !== null) break;
      const read = readSync(fd, buffer, CARRY, chunk, null);
      if (read === 0) break;
      const fresh = buffer.subarray(CARRY, CARRY + read);
      // The copy is written while the same bytes are scanned and hashed, and later ones read.
      const written =
        options.copyTo === undefined ? Promise.resolve() : writeAll(options.copyTo, fresh, bytes);
      scan.take(buffer, read);
      hash.update(fresh);
      bytes += read;
      const done = written
        .catch((error: unknown) => {
          failure = error;
        })
        .then(() => scan.release(buffer));
      writes.push(done);
      if (!scan.isParallel) await done;
    }
    await Promise.all(writes);
    if (failure !== null) throw failure;
    return { scan: await scan.end(), sha256: hash.digest('hex'), bytes };
  } finally {
    // Whatever ended the loop: the caller closes the copy next, and its number may then be another file's.
    await Promise.all(writes);
    scan.close();
  }
}

/** Files from this size on are scanned beside reading, hashing and copying, in a thread of their own. */
const WORTH_A_THREAD = 32 << 20;

/** A thread needs a compiled program to start; run from its sources, the scan stays in the calling thread. */
function startScanThread(chunk: number): Scan {
  return ScanThread.canStart ? new ScanThread(chunk) : new ScanHere(chunk);
}

/** Takes the chunks of a file in order. A buffer may be filled again once the scan and `release` are both done with it. */
export interface Scan {
  /** Whether there are several buffers, so that reading may run ahead. */
  readonly isParallel: boolean;
  free(): Promise<Buffer>;
  take(buffer: Buffer, bytes: number): void;
  release(buffer: Buffer): void;
  end(): Promise<PlainScan>;
  close(): void;
}

/** Scans at once, in the calling thread. */
class ScanHere implements Scan {
  readonly isParallel = false;
  readonly #buffer: Buffer;
  readonly #lines = new CarriedLines();

  constructor(chunk: number) {
    this.#buffer = Buffer.allocUnsafeSlow(CARRY + chunk);
  }

  async free(): Promise<Buffer> {
    return this.#buffer;
  }

  take(buffer: Buffer, bytes: number): void {
    this.#lines.push(buffer, bytes);
  }

  release(): void {}

  async end(): Promise<PlainScan> {
    return this.#lines.end();
  }

  close(): void {}
}

async function writeAll(fd: number, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await writeBytes(fd, bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}
