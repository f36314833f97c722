/**
 * Counts physical lines: CR, LF and CRLF each end one, also inside quotes; a rest without a line end is a line.
 *
 * It shares no code with the tokeniser, so that the accounting compares two independent counts.
 */
export class LineCounter {
  #ends = 0;
  #lastWasCr = false;
  #rest = false;

  push(text: string): void {
    if (text.length === 0) return;
    let ends = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends += 1;
    if (this.#lastWasCr && text.charCodeAt(0) === LF) ends -= 1;
    for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
      if (text.charCodeAt(at + 1) !== LF) ends += 1;
    }
    this.#ends += ends;
    const last = text.charCodeAt(text.length - 1);
    this.#lastWasCr = last === CR;
    this.#rest = last !== CR && last !== LF;
  }

  /** Counts whole lines without seeing them. */
  pass(lines: number): void {
    this.#ends += lines;
    this.#lastWasCr = false;
    this.#rest = false;
  }

  /** The physical line, from 1, of a character of the chunk that comes next. */
  lineOf(chunk: string, index: number): number {
    const ahead = new LineCounter();
    ahead.#ends = this.#ends;
    ahead.#lastWasCr = this.#lastWasCr;
    ahead.push(`${chunk.slice(0, index)}x`);
    return ahead.lines;
  }

  /** Lines so far, an unfinished last one included. */
  get lines(): number {
    return this.#ends + (this.#rest ? 1 : 0);
  }
}

/** Number of line ends in a text; CRLF is one. */
export function countLineEnds(text: string): number {
  const counter = new LineCounter();
  counter.push(text);
  counter.push('x');
  return counter.lines - 1;
}

const LF = 10;
const CR = 13;
