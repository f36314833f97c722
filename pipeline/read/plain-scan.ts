import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { writeAt } from '../effects/effects.js';
import { CARRY, LineCutter, type Segment } from './line-cutter.js';
import type { NotPlain } from './plain-grammar.js';
import { type PlainEncoding, PlainText } from './plain-text.js';
import type { Append, Scan, Scanned } from './scan.js';
import { ScanThreads } from './scan-threads.js';

/** The result of a scan: a plain file with its counts, or the reason why it is not plain. */
export type PlainScan =
  | {
      readonly plain: true;
      readonly encoding: PlainEncoding;
      /** Physical lines, the header included. */
      readonly lines: number;
      readonly fields: number;
      readonly headerCells: readonly string[];
      /** Blank cells of each column. */
      readonly blanks: readonly number[];
      readonly crlf: boolean;
      readonly bom: boolean;
      /** Whether any cell holds full-width forms. */
      readonly wide: boolean;
    }
  | { readonly plain: false; readonly reason: NotPlain; readonly line: number };

/** A scanned file with its hash and size. */
export interface ScannedFile {
  readonly scan: PlainScan;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether `utf8To` now holds the whole file in UTF-8: it does for a big plain file in GB18030. */
  readonly utf8: boolean;
}

export interface PlainScanOptions {
  /** An open file descriptor that receives all bytes, from the first on; it is not closed. */
  readonly copyTo?: number;
  /** An open file descriptor that receives a big GB18030 file as UTF-8, which the scanning threads produce anyway; valid only if the scan says so. */
  readonly utf8To?: number;
  /** Bytes read at a time; more than twice the longest line. */
  readonly chunkBytes?: number;
  /** Where the threads' compiled program lies; if given, scans in threads whatever the file's size. */
  readonly program?: URL;
}

const CHUNK = 4 << 20;
/** Size in bytes from which files are scanned in threads of their own, beside reading, hashing and copying. */
export const WORTH_A_THREAD = 32 << 20;

/**
 * Reads a file once: whether it is plain enough for the fast lane, its SHA-256, and optionally a copy.
 *
 * A file that is not plain is still hashed and copied to its end. The copy is written in the background while the same bytes are hashed and
 * scanned.
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
  const { size } = fstatSync(fd);
  const chunk = Math.max(options.chunkBytes ?? Math.min(CHUNK, size + 1), 1);
  const hash = createHash('sha256');
  const scan: Scan =
    options.program !== undefined || size >= WORTH_A_THREAD
      ? startScanThreads(chunk, options)
      : new ScanHere(chunk);
  const cutter = new LineCutter();
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
        options.copyTo === undefined ? Promise.resolve() : writeAt(options.copyTo, fresh, bytes);
      scan.take(buffer, cutter.cut(buffer, read));
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
    const scanned = await scan.end();
    const found = summary(scanned, cutter);
    return { scan: found, sha256: hash.digest('hex'), bytes, utf8: found.plain && scanned.utf8 };
  } finally {
    // The caller closes the copy next, and its descriptor may then be reused, so all writes must have ended.
    await Promise.all(writes);
    await scan.close();
  }
}

function summary({ fault, utf8: _, ...scanned }: Scanned, cutter: LineCutter): PlainScan {
  const unfinished = cutter.isTooLong ? 'long-line' : cutter.isInLine ? 'no-final-newline' : null;
  const reason = fault ?? unfinished ?? (scanned.lines === 0 ? 'empty' : null);
  return reason === null ? { plain: true, ...scanned } : { plain: false, reason, line: scanned.lines + 1 };
}

/** Threads need a compiled program; run from TypeScript sources, the scan stays in the calling thread. */
function startScanThreads(chunk: number, { program, utf8To }: PlainScanOptions): Scan {
  const append = utf8To === undefined ? null : appendTo(utf8To);
  if (program !== undefined) return new ScanThreads(chunk, append, program);
  return ScanThreads.canStart ? new ScanThreads(chunk, append) : new ScanHere(chunk);
}

function appendTo(fd: number): Append {
  let end = 0;
  return (bytes) => {
    const position = end;
    end += bytes.length;
    return writeAt(fd, bytes, position);
  };
}

/** Scans directly, in the calling thread. */
class ScanHere implements Scan {
  readonly isParallel = false;
  readonly #buffer: Buffer;
  readonly #text = new PlainText();
  #fault: NotPlain | null = null;

  constructor(chunk: number) {
    this.#buffer = Buffer.allocUnsafeSlow(CARRY + chunk);
  }

  async free(): Promise<Buffer> {
    return this.#buffer;
  }

  take(buffer: Buffer, { from, to }: Segment): void {
    if (this.#fault === null && from < to) this.#fault = this.#text.take(buffer, from, to);
  }

  release(): void {}

  async end(): Promise<Scanned> {
    const { encoding, grammar } = this.#text;
    const { lines, fields, headerCells, blanks, crlf, bom, wide } = grammar;
    return { encoding, lines, fields, headerCells, blanks, crlf, bom, wide, fault: this.#fault, utf8: false };
  }

  async close(): Promise<void> {}
}
