import { oddCharacters } from './messages.js';
import type { ReadWarning } from './warnings.js';

type Kind = 'inner-bom' | 'replacement-char' | 'private-use' | 'foreign-letter';

/** Foreign letters that appear when GB18030 is decoded as UTF-8; Latin-1 and Greek are left out. */
const ODD = /[\uFEFF\uFFFD\uE000-\uF8FF\u0100-\u02AF\u0400-\u07FF]/;
const EACH = new RegExp(ODD, 'g');

/** Counts characters that are valid but signs of an earlier loss; they stay in the text. */
export class OddCharacters {
  readonly #found = new Map<Kind, { count: number; line: number }>();

  /** @param before gives the line of a character of this chunk */
  push(chunk: string, before: { lineOf(chunk: string, index: number): number }): void {
    if (!ODD.test(chunk)) return;
    for (const match of chunk.matchAll(EACH)) {
      const kind = kindOf(match[0]);
      const seen = this.#found.get(kind);
      if (seen !== undefined) seen.count += 1;
      else this.#found.set(kind, { count: 1, line: before.lineOf(chunk, match.index) });
    }
  }

  warnings(): ReadWarning[] {
    return [...this.#found].map(([code, { count, line }]) => {
      return { code, notice: oddCharacters(code, count, line), line, facts: { count } };
    });
  }
}

function kindOf(char: string): Kind {
  if (char === '\uFEFF') return 'inner-bom';
  if (char === '\uFFFD') return 'replacement-char';
  return char < '\u0800' ? 'foreign-letter' : 'private-use';
}
