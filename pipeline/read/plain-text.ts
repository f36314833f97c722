import { isUtf8 } from 'node:buffer';
import { gb18030ToUtf8, MOST_GROWTH } from './gb18030-utf8.js';
import { type NotPlain, PlainGrammar } from './plain-grammar.js';

/** The encodings of plain files. */
export type PlainEncoding = 'utf-8' | 'gb18030';

/**
 * Proves that whole lines, in UTF-8 or in GB18030, lie inside the plain grammar.
 *
 * Only a header that is not UTF-8 makes a file GB18030 here. The exact lane decides the same, provided that the decoded header is one of a
 * dictionary (`provesEncoding`), which the caller must confirm.
 */
export class PlainText {
  encoding: PlainEncoding = 'utf-8';
  grammar = new PlainGrammar();
  /** The lines taken last, as UTF-8. Valid until the next are taken. */
  utf8: Buffer = Buffer.alloc(0);
  #out: Buffer = Buffer.alloc(0);

  /** Takes the next lines, as `PlainGrammar.take`; the first call has the header. */
  take(bytes: Buffer, from: number, to: number): NotPlain | null {
    if (this.grammar.lines === 0 && isGb18030Header(bytes, from, to)) {
      this.encoding = 'gb18030';
      this.grammar = new PlainGrammar(true);
    }
    if (this.encoding === 'utf-8') {
      this.utf8 = bytes.subarray(from, to);
      return this.grammar.take(bytes, from, to);
    }
    const most = Math.ceil((to - from) * MOST_GROWTH);
    if (this.#out.length < most) this.#out = Buffer.allocUnsafeSlow(most);
    const written = gb18030ToUtf8(bytes, from, to, this.#out);
    if (typeof written !== 'number') return written;
    this.utf8 = this.#out.subarray(0, written);
    return this.grammar.take(this.#out, 0, written);
  }

  /** Sets the buffer for the UTF-8 of the next stretches of GB18030. */
  writeTo(out: Buffer): void {
    this.#out = out;
  }
}

/** Whether the first line is not UTF-8 and has no mark of another encoding. */
function isGb18030Header(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from] as number;
  if (first === 0xef || first === 0xfe || first === 0xff) return false;
  const end = bytes.indexOf(0x0a, from);
  return end !== -1 && end < to && !isUtf8(bytes.subarray(from, end));
}

/** Whether a header read as GB18030 proves that encoding: a column is recognised by a non-ASCII word. */
export function provesEncoding(header: {
  readonly cells: readonly string[];
  readonly columns: readonly (string | null)[];
}): boolean {
  return header.cells.some((cell, i) => header.columns[i] !== null && /[^\x00-\x7F]/.test(cell));
}
