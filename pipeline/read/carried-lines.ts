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

/** Room for the carried line: one longer than the longest allowed is never carried. */
export const CARRY = (LONGEST_LINE + 8 + 3) & ~3;

/**
 * Gives the scanner whole lines: a line that began in the last chunk is carried over in front of the next. Chunks lie in
 * buffers with room for it, `CARRY` bytes from the start, and are scanned where they lie.
 */
export class CarriedLines {
  readonly #scanner = new PlainScanner();
  readonly #carry = Buffer.allocUnsafeSlow(CARRY);
  #carried = 0;

  push(buffer: Buffer, bytes: number): void {
    const from = CARRY - this.#carried;
    const to = CARRY + bytes;
    this.#carry.copy(buffer, from, 0, this.#carried);
    this.#carried = this.#scanner.push(buffer, from, to);
    buffer.copy(this.#carry, 0, to - this.#carried, to);
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
