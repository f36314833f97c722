import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, write } from 'node:fs';
import { promisify } from 'node:util';
import { LONGEST_LINE, type NotPlain, PlainGrammar } from './plain-grammar.js';

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
  const scanner = new PlainScanner();
  // A line that began in the last chunk is carried over in front of the next, so each buffer has room for both.
  let buffer = Buffer.allocUnsafeSlow(CARRY + chunk);
  let spare = Buffer.allocUnsafeSlow(CARRY + chunk);
  let carried = 0;
  let bytes = 0;
  for (;;) {
    const read = readSync(fd, buffer, CARRY, chunk, null);
    if (read === 0) break;
    const fresh = buffer.subarray(CARRY, CARRY + read);
    const written = options.copyTo === undefined ? null : writeAll(options.copyTo, fresh);
    try {
      hash.update(fresh);
      bytes += read;
      carried = scanner.push(buffer, CARRY - carried, CARRY + read);
      buffer.copy(spare, CARRY - carried, CARRY + read - carried, CARRY + read);
    } finally {
      await written;
    }
    [buffer, spare] = [spare, buffer];
  }
  return { scan: scanner.end(carried), sha256: hash.digest('hex'), bytes };
}

/** Room for the carried line: one longer than the longest allowed is never carried. */
const CARRY = LONGEST_LINE + 8;

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
