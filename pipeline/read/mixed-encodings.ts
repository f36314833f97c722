/** So many Chinese characters in a line that is entirely UTF-8 are no coincidence (chance below 1e-10). */
const ENOUGH = 4;
const LF = 10;
const CR = 13;

/**
 * Finds UTF-8 lines in a file that decodes as GB18030.
 *
 * UTF-8 text of an even number of bytes is also valid GB18030, and decodes to other characters without any error. Such lines come from two
 * exports pasted together. Works on bytes, with state kept across chunks.
 */
export class Utf8LineFinder {
  #at = 0;
  #lineStart = 0;
  #valid = true;
  #expected = 0;
  #han = 0;

  /** The offset of the first line that is certainly UTF-8, counted from the first byte pushed; null so far. */
  push(bytes: Buffer): number | null {
    const n = bytes.length;
    for (let i = 0; i < n; i += 1) {
      const byte = bytes[i] ?? 0;
      if (byte === LF || byte === CR) {
        const found = this.#verdict();
        if (found !== null) return found;
        this.#lineStart = this.#at + i + 1;
        this.#valid = true;
        this.#expected = 0;
        this.#han = 0;
      } else if (this.#valid) this.#take(byte);
    }
    this.#at += n;
    return null;
  }

  /** As `push`, for a last line without a line end. */
  end(): number | null {
    return this.#verdict();
  }

  #take(byte: number): void {
    if (this.#expected > 0) {
      if ((byte & 0xc0) === 0x80) this.#expected -= 1;
      else this.#valid = false;
    } else if (byte >= 0x80) {
      if (byte >= 0xe4 && byte <= 0xe9) this.#han += 1;
      if (byte >= 0xc2 && byte <= 0xf4) this.#expected = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
      else this.#valid = false;
    }
  }

  #verdict(): number | null {
    return this.#valid && this.#expected === 0 && this.#han >= ENOUGH ? this.#lineStart : null;
  }
}
