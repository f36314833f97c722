import { decodeChunks, type Encoding, readBom } from '../read/decode.js';
import { type ByteSource, readHead } from '../read/source.js';

/** Physical lines of a file that belong together. */
export interface LineSpan {
  /** From 1. */
  readonly line: number;
  readonly lines: number;
}

/** Raw text of a file, whole or cut, and its full length. */
export interface RawText {
  readonly text: string;
  readonly length: number;
}

/**
 * The raw text of spans of physical lines, by the number of their first line, without the line end after the last; CR, LF and CRLF each end
 * a line.
 *
 * @param spans in ascending order, none overlapping
 * @param limit most characters kept of one text
 */
export function rawLines(
  source: ByteSource,
  encoding: Encoding,
  spans: readonly LineSpan[],
  limit: number,
): ReadonlyMap<number, RawText> {
  const bom = readBom(readHead(source, 4));
  const collector = new Collector(spans, limit);
  let held = '';
  for (const chunk of decodeChunks(source, encoding, bom?.encoding === encoding ? bom.bytes : 0)) {
    const text = held + chunk;
    // A CR at the end may be half of a CRLF.
    held = text.endsWith('\r') ? '\r' : '';
    collector.push(held === '' ? text : text.slice(0, -1));
    if (collector.done) break;
  }
  collector.push(held);
  return collector.texts;
}

class Collector {
  readonly texts = new Map<number, RawText>();
  readonly #spans: readonly LineSpan[];
  readonly #limit: number;
  #at = 0;
  #line = 1;

  constructor(spans: readonly LineSpan[], limit: number) {
    this.#spans = spans;
    this.#limit = limit;
  }

  get done(): boolean {
    return this.#at >= this.#spans.length;
  }

  push(text: string): void {
    const end = /\r\n|\r|\n/g;
    for (let from = 0; from < text.length && !this.done; ) {
      end.lastIndex = from;
      const match = end.exec(text);
      this.#add(text.slice(from, match?.index ?? text.length));
      if (match === null) return;
      this.#endLine(match[0]);
      from = match.index + match[0].length;
    }
  }

  #add(text: string): void {
    const span = this.#spans[this.#at];
    if (span === undefined || this.#line < span.line) return;
    const known = this.texts.get(span.line) ?? { text: '', length: 0 };
    const more = text.slice(0, Math.max(0, this.#limit - known.text.length));
    this.texts.set(span.line, { text: known.text + more, length: known.length + text.length });
  }

  #endLine(end: string): void {
    const span = this.#spans[this.#at];
    if (span === undefined) return;
    const isLast = this.#line === span.line + span.lines - 1;
    if (isLast) this.#at += 1;
    else this.#add(end);
    this.#line += 1;
  }
}
