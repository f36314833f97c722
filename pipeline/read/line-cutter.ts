import { LONGEST_LINE } from './plain-grammar.js';

const LF = 0x0a;

/** Room in bytes for the carried line; a line beyond the longest allowed is never carried. */
export const CARRY = (LONGEST_LINE + 8 + 3) & ~3;

/** A stretch of whole lines inside a buffer. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts the chunks of a file at line ends: an unfinished line is carried over in front of the next chunk. Chunks lie in buffers with room
 * for it, `CARRY` bytes from the start, and are not copied.
 */
export class LineCutter {
  /** Whether a line is longer than any plain file's; then nothing more is cut. */
  isTooLong = false;
  readonly #carry = Buffer.allocUnsafeSlow(CARRY);
  #carried = 0;

  /** Whether the file ended inside a line. */
  get isInLine(): boolean {
    return this.#carried > 0;
  }

  /** The whole lines that end within the next `bytes` bytes, which lie at `CARRY`; empty while a line continues. */
  cut(buffer: Buffer, bytes: number): Segment {
    const from = CARRY - this.#carried;
    const end = CARRY + bytes;
    if (this.isTooLong) return { from, to: from };
    this.#carry.copy(buffer, from, 0, this.#carried);
    const to = from + buffer.subarray(from, end).lastIndexOf(LF) + 1;
    this.isTooLong = end - to > LONGEST_LINE + 4;
    this.#carried = this.isTooLong ? 0 : end - to;
    buffer.copy(this.#carry, 0, end - this.#carried, end);
    return { from, to };
  }
}
