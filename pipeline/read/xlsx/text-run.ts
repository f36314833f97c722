import { type Attributes, prefixed } from './xml.js';

/**
 * Collects the text of a shared or inline string: of its runs, without the reading aids (phonetic runs).
 *
 * White space at the edges counts only where the file says so, as in Excel.
 */
export class TextRun {
  #text = '';
  #run = '';
  #inText = false;
  #keepsSpace = false;
  #phonetic = 0;

  open(name: string, attributes: Attributes): void {
    if (name === 'rPh') this.#phonetic += 1;
    if (name !== 't' || this.#phonetic > 0) return;
    this.#inText = true;
    this.#run = '';
    this.#keepsSpace = prefixed(attributes, 'space') === 'preserve';
  }

  text(text: string): void {
    if (this.#inText) this.#run += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1;
    if (name !== 't' || !this.#inText) return;
    this.#inText = false;
    this.#text += this.#keepsSpace ? this.#run : trimXml(this.#run);
  }

  /** The whole text; clears it for the next string. */
  take(): string {
    const text = decodeEscapes(this.#text);
    this.#text = '';
    this.#phonetic = 0;
    return text;
  }
}

/** Decodes `_x000D_`, which stands for a character that XML cannot hold, and `_x005F_`, for an underscore before such a form. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Without the white space of XML at both ends; U+3000 and the like are text. */
function trimXml(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
