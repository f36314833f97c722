import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, write } from 'node:fs';
import { promisify } from 'node:util';
import { LONGEST_LINE, type NotPlain, PlainGrammar } from './plain-grammar.js';
import { ScanThread } from './scan-thread.js';

export type PlainScan =
  | {
      readonly plain: true;
      /** Physical lines, the header included. */
      readonly lines: number;
      readonly fields: number;
      readonly headerCells: readonly string[];
      /** Blank cells of each column. */
      readonly blanks: readonly number[];
      readonly crlf: boolean;
      readonly bom: boolean;
    }
  | { readonly plain: false; readonly reason: NotPlain; readonly line: number };

export interface ScannedFile {
  readonly scan: PlainScan;
  readonly sha256: string;
  readonly bytes: number;
}

export interface PlainScanOptions {
  /** An open file descriptor that is given all the bytes; it is not closed. */
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
  try {
    for (;;) {
      const buffer = await scan.free();
      const read = readSync(fd, buffer, 0, chunk, null);
      if (read === 0) break;
      const fresh = buffer.subarray(0, read);
      const written = options.copyTo === undefined ? null : writeAll(options.copyTo, fresh);
      try {
        scan.take(buffer, read);
        hash.update(fresh);
        bytes += read;
      } finally {
        await written;
      }
      scan.release(buffer);
    }
    return { scan: await scan.end(), sha256: hash.digest('hex'), bytes };
  } finally {
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
  free(): Promise<Buffer>;
  take(buffer: Buffer, bytes: number): void;
  release(buffer: Buffer): void;
  end(): Promise<PlainScan>;
  close(): void;
}

/** Scans at once, in the calling thread. */
class ScanHere implements Scan {
  readonly #buffer: Buffer;
  readonly #lines: CarriedLines;

  constructor(chunk: number) {
    this.#buffer = Buffer.allocUnsafeSlow(chunk);
    this.#lines = new CarriedLines(chunk);
  }

  async free(): Promise<Buffer> {
    return this.#buffer;
  }

  take(buffer: Buffer, bytes: number): void {
    this.#lines.push(buffer.subarray(0, bytes));
  }

  release(): void {}

  async end(): Promise<PlainScan> {
    return this.#lines.end();
  }

  close(): void {}
}

/** Room for the carried line: one longer than the longest allowed is never carried. */
const CARRY = LONGEST_LINE + 8;

/** Gives the scanner whole lines: a line that began in the last chunk is carried over in front of the next. */
export class CarriedLines {
  readonly #scanner = new PlainScanner();
  readonly #buffer: Buffer;
  #carried = 0;

  constructor(chunk: number) {
    this.#buffer = Buffer.allocUnsafeSlow(CARRY + chunk);
  }

  push(chunk: Uint8Array): void {
    const to = CARRY + chunk.length;
    this.#buffer.set(chunk, CARRY);
    this.#carried = this.#scanner.push(this.#buffer, CARRY - this.#carried, to);
    this.#buffer.copyWithin(CARRY - this.#carried, to - this.#carried, to);
  }

  end(): PlainScan {
    return this.#scanner.end(this.#carried);
  }
}

class PlainScanner {
  readonly #grammar = new PlainGrammar();
  #fault: NotPlain | null = null;

  /** Scans the whole lines between `from` and `to`; gives the length of the unfinished one. */
  push(buffer: Buffer, from: number, to: number): number {
    if (this.#fault !== null) return 0;
    const lf = buffer.subarray(from, to).lastIndexOf(0x0a);
    if (lf >= 0) this.#fault = this.#grammar.take(buffer, from, from + lf + 1);
    const rest = to - from - lf - 1;
    if (this.#fault === null && rest > LONGEST_LINE + 4) this.#fault = 'long-line';
    return this.#fault === null ? rest : 0;
  }

  end(carried: number): PlainScan {
    const { lines, fields, headerCells, blanks, crlf, bom } = this.#grammar;
    const reason = this.#fault ?? (carried > 0 ? 'no-final-newline' : lines === 0 ? 'empty' : null);
    if (reason !== null) return { plain: false, reason, line: lines + 1 };
    return { plain: true, lines, fields, headerCells, blanks, crlf, bom };
  }
}

async function writeAll(fd: number, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await writeBytes(fd, bytes, at, bytes.length - at, null);
    at += bytesWritten;
  }
}
