import { closeSync, readFileSync } from 'node:fs';
import { openNew, write } from '../../effects/effects.js';
import { gb18030ToUtf8, MOST_GROWTH } from '../../read/gb18030-utf8.js';
import type { PlainScan } from '../../read/plain-scan.js';

/** A file of the vault that the scan has proven plain, and what the scan found. */
export interface PlainCopy {
  readonly path: string;
  readonly scan: Extract<PlainScan, { plain: true }>;
}

const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
/** Bytes for two numbers with their commas, at most. */
const ORIGIN = 24;

/**
 * A plain file that we write with the rows of many files: UTF-8, LF, no header. Every row begins with its file's number and its physical
 * line there.
 */
export class PlainRows {
  readonly #fd: number;
  #utf8: Buffer = Buffer.alloc(0);
  #out: Buffer = Buffer.alloc(0);
  rows = 0;

  constructor(readonly path: string) {
    this.#fd = openNew(path);
  }

  /**
   * Adds the rows of a file, each after its number, its line and `cells`.
   *
   * @param cells further cells, the same in every row, in CSV form
   * @throws {Error} when the copy differs from what was scanned: a fault of the program or the disk
   */
  add(id: number, { path, scan }: PlainCopy, cells: readonly string[]): void {
    const text = this.#textOf(path, scan.encoding);
    const line = this.addLines(
      { id, text, from: text.indexOf(LF) + 1, line: 2, lines: scan.lines - 1 },
      cells,
    );
    if (line !== scan.lines) throw new Error(`scanned ${scan.lines} lines of a file, read back ${line}`);
  }

  /**
   * Adds whole lines of UTF-8 of a file, from a position on.
   *
   * @param line the physical line of the first
   * @param cells as of `add`
   * @returns the physical line of the last
   */
  addLines(
    { id, text, from, line, lines }: { id: number; text: Buffer; from: number; line: number; lines: number },
    cells: readonly string[] = [],
  ): number {
    const fixed = Buffer.from(cells.map((cell) => `${cell},`).join(''));
    const most = text.length + lines * (fixed.length + ORIGIN);
    if (this.#out.length < most) this.#out = Buffer.allocUnsafeSlow(most);
    const out = this.#out;
    let o = 0;
    let next = line;
    for (let i = from; i < text.length; ) {
      o = writeNumber(out, o, id);
      o = writeNumber(out, o, next);
      next += 1;
      for (let k = 0; k < fixed.length; k += 1) out[o++] = fixed[k] as number;
      for (;;) {
        const byte = text[i++] as number;
        if (byte !== CR) out[o++] = byte;
        if (byte === LF) break;
      }
    }
    this.rows += next - line;
    write(this.#fd, out.subarray(0, o));
    return next - 1;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #textOf(path: string, encoding: 'utf-8' | 'gb18030'): Buffer {
    const bytes = readFileSync(path);
    if (bytes.at(-1) !== LF) throw new Error('a plain file was cut short in the vault');
    if (encoding === 'utf-8') return bytes;
    const most = Math.ceil(bytes.length * MOST_GROWTH);
    if (this.#utf8.length < most) this.#utf8 = Buffer.allocUnsafeSlow(most);
    const written = gb18030ToUtf8(bytes, 0, bytes.length, this.#utf8);
    if (typeof written !== 'number') throw new Error('a plain file in GB18030 changed in the vault');
    return this.#utf8.subarray(0, written);
  }
}

/** Writes a whole number and a comma; returns the next free position. */
function writeNumber(out: Uint8Array, at: number, value: number): number {
  let digits = 1;
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
  let rest = value;
  for (let i = at + digits - 1; i >= at; i -= 1) {
    out[i] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  out[at + digits] = COMMA;
  return at + digits + 1;
}

/** Copies a plain GB18030 file to a new UTF-8 file, header included. */
export function writeUtf8(from: string, to: string): void {
  const bytes = readFileSync(from);
  const out = Buffer.allocUnsafeSlow(Math.ceil(bytes.length * MOST_GROWTH));
  const written = gb18030ToUtf8(bytes, 0, bytes.length, out);
  if (typeof written !== 'number') throw new Error('a plain file in GB18030 changed in the vault');
  const fd = openNew(to);
  try {
    write(fd, out.subarray(0, written));
  } finally {
    closeSync(fd);
  }
}
