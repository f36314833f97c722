import { isAscii, isUtf8 } from 'node:buffer';
import { decodeHead } from './decode.js';
import { headerKey } from './header-key.js';
import { labelStarts, rowLabel } from './rows.js';

/** Why a file is not plain, so that the exact lane reads it. None of these is a fault in itself. */
export type NotPlain =
  | 'empty'
  | 'utf-16'
  | 'not-utf8'
  | 'not-gb18030'
  | 'mixed-encodings'
  | 'encoding-unsure'
  | 'quote'
  | 'control-byte'
  | 'line-ends'
  | 'no-final-newline'
  | 'field-count'
  | 'blank-line'
  | 'edge-space'
  | 'odd-character'
  | 'long-line'
  | 'header'
  | 'label-row'
  | 'repeated-header';

/** In bytes; shorter than the exact lane's longest cell, so that none of its limits is reached. */
export const LONGEST_LINE = 32_767;
const MOST_FIELDS = 512;

const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
/** The leading byte of full-width forms, ！ to ～, which mean the same as their ASCII forms. */
const WIDE = 0xef;

const ORDINARY = 0;
const DELIMITER = 1;
const LINE_FEED = 2;
const RETURN = 3;
const LEAD = 4;
const BLANK = 5;
const NEVER = 6;
const QUOTED = 7;

/**
 * The class of each byte. NEVER: control bytes and the leading bytes of character blocks that this grammar excludes: U+0100–02BF,
 * U+0400–07FF, U+E000–EFFF (private use), planes 12–16. LEAD: the leading bytes of blocks with some white space, zero-width or other odd
 * character.
 */
const kinds = new Uint8Array(256);
kinds.fill(NEVER, 0, SPACE);
for (const byte of [0x7f, 0xee, 0xf3, 0xf4]) kinds[byte] = NEVER;
kinds.fill(NEVER, 0xc4, 0xcb);
kinds.fill(NEVER, 0xd0, 0xe0);
for (const byte of [0xc2, 0xe1, 0xe2, 0xe3, WIDE]) kinds[byte] = LEAD;
kinds[SPACE] = BLANK;
kinds[QUOTE] = QUOTED;
kinds[COMMA] = DELIMITER;
kinds[LF] = LINE_FEED;
kinds[CR] = RETURN;

/** Chinese characters that may begin a label, as three bytes. */
const labelBytes = new Set([...labelStarts].map((char) => firstKey(Buffer.from(char), 0)));

/**
 * First bytes of a cell that may be a label: those of the label characters, and of all blocks with other forms of letters and signs, such
 * as ㊟ and ⓣ, that compare equal to the plain ones.
 */
const maybeLabel = new Uint8Array(256);
for (const char of `${labelStarts}${labelStarts.toUpperCase()}`) maybeLabel[Buffer.from(char)[0] ?? 0] = 1;
for (let lead = 0x80; lead <= 0xff; lead += 1) if (!isHan(lead)) maybeLabel[lead] = 1;

/**
 * Proves, whole lines at a time, that bytes lie inside the plain grammar, on which all CSV readers agree.
 *
 * One header line and lines with as many cells; UTF-8; comma; LF or CRLF throughout; quotes only around whole cells, doubled inside,
 * without line breaks; nothing that a reader trims or skips, and nothing it folds except full-width forms. The grammar is narrower than
 * that of the exact lane, which would accept every line of such a file.
 */
export class PlainGrammar {
  lines = 0;
  fields = 0;
  crlf = false;
  bom = false;
  headerCells: string[] = [];
  /** Whether any cell holds full-width forms, which must be folded. */
  wide = false;
  /** Blank cells of each column, without the header. */
  blanks: number[] = [];
  #commas = 0;
  #headerKey = '';
  /** The first bytes of the first header cell, to check whether a line may repeat it. */
  #headerStart: Uint8Array = new Uint8Array(0);
  #proven: boolean;

  /** @param isProven the bytes are known to be UTF-8 because we wrote them */
  constructor(isProven = false) {
    this.#proven = isProven;
  }

  /**
   * Takes the next lines, `bytes` from `from` to `to`, which ends after a line feed. The first call has the header.
   *
   * @returns null, or why the file is not plain; `lines + 1` is then the line
   */
  take(bytes: Buffer, from: number, to: number): NotPlain | null {
    let at = from;
    if (this.lines === 0) {
      const start = this.#begin(bytes, from, to);
      if (typeof start !== 'number') return start;
      at = start;
    }
    const fault = this.#scan(bytes, at, to);
    if (fault !== null) return fault;
    const text = bytes.subarray(at, to);
    if (isAscii(text)) return null;
    if (!isUtf8(text)) return 'not-utf8';
    if (this.#proven || this.bom) return null;
    // Bytes that are Chinese in both encodings prove nothing; real text of a few words is invalid in one of them.
    if (decodeHead(Buffer.concat([text, Buffer.from('\n')]), 'gb18030') !== null) return 'encoding-unsure';
    this.#proven = true;
    return null;
  }

  #begin(bytes: Buffer, from: number, to: number): NotPlain | number {
    if (bytes[from] === 0xff || bytes[from] === 0xfe) return 'utf-16';
    this.bom = bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
    const start = this.bom ? from + 3 : from;
    const lf = bytes.indexOf(LF, start);
    if (lf === -1 || lf >= to) return 'no-final-newline';
    this.crlf = bytes[lf - 1] === CR;
    const header = bytes.subarray(start, this.crlf ? lf - 1 : lf);
    if (!isUtf8(header)) return 'not-utf8';
    const cells = cellsOf(header.toString('utf8'));
    if (cells === null) return 'quote';
    this.headerCells = cells;
    this.fields = this.headerCells.length;
    this.#commas = this.fields - 1;
    this.blanks = new Array<number>(this.fields).fill(0);
    this.#headerKey = headerKey(this.headerCells[0] ?? '');
    this.#headerStart = Buffer.from(this.#headerKey).subarray(0, 4);
    const isHeader = this.fields <= MOST_FIELDS && this.headerCells.every((cell) => headerKey(cell) !== '');
    return isHeader ? start : 'header';
  }

  #scan(bytes: Buffer, from: number, to: number): NotPlain | null {
    const commas = this.#commas;
    const crlf = this.crlf;
    const blanks = this.blanks;
    let lines = this.lines;
    let start = from;
    let found = 0;
    let fault: NotPlain | null = null;
    const words = wordsOf(bytes);
    for (let i = from; i < to; i += 1) {
      if ((i & 3) === 0) i = skipOrdinaryWords(words, i >> 2) << 2;
      if (i >= to) break;
      const kind = kinds[bytes[i] as number];
      if (kind === ORDINARY) continue;
      if (kind === DELIMITER) {
        if ((bytes[i - 1] === COMMA || i === start) && found <= commas)
          blanks[found] = (blanks[found] as number) + 1;
        found += 1;
        continue;
      } else if (kind === LINE_FEED) {
        const end = crlf ? i - 1 : i;
        if (bytes[end - 1] === COMMA && found === commas) blanks[found] = (blanks[found] as number) + 1;
        if (found !== commas) fault = found === 0 && end <= start ? 'blank-line' : 'field-count';
        else if (crlf !== (bytes[i - 1] === CR)) fault = 'line-ends';
        else if (end - start > LONGEST_LINE) fault = 'long-line';
        else fault = this.#lineStart(bytes, start, end, lines);
        if (fault === null) {
          lines += 1;
          start = i + 1;
          found = 0;
          continue;
        }
      } else if (kind === QUOTED) {
        const close = i === start || bytes[i - 1] === COMMA ? this.#quotedEnd(bytes, i, to) : 'quote';
        if (typeof close === 'number') {
          if (close === i + 1 && found <= commas) blanks[found] = (blanks[found] as number) + 1;
          i = close;
          continue;
        }
        fault = close;
      } else if (kind === BLANK) {
        if (i > start && !isEdge(bytes[i - 1] as number) && !isEdge(bytes[i + 1] as number)) continue;
        fault = 'edge-space';
      } else if (kind === RETURN) {
        if (crlf && bytes[i + 1] === LF) continue;
        fault = 'line-ends';
      } else if (kind === LEAD) {
        if (!this.#isOdd(bytes, i)) continue;
        fault = 'odd-character';
      } else fault = neverFault(bytes[i] as number);
      break;
    }
    this.lines = lines;
    return fault;
  }

  /** Examines the first filled cell of a line: the exact lane would skip blanks, totals, notes and repeated headers. */
  #lineStart(bytes: Buffer, start: number, end: number, lines: number): NotPlain | null {
    let at = start;
    while (at < end) {
      if (bytes[at] === COMMA) at += 1;
      else if (bytes[at] === QUOTE && bytes[at + 1] === QUOTE && isEdge(bytes[at + 2] as number)) at += 2;
      else break;
    }
    if (at >= end) return 'blank-line';
    const isQuoted = bytes[at] === QUOTE;
    if (isQuoted) at += 1;
    const first = bytes[at] as number;
    if (lines > 0 && (first === 0x2a || this.#startsLikeHeader(bytes, at))) {
      if (headerKey(cellAt(bytes, at, end, isQuoted)) === this.#headerKey) return 'repeated-header';
    }
    if (maybeLabel[first] === 0) return null;
    if (first < 0x80 && !mayFollow(bytes[at + 1] as number)) return null;
    if (isHan(first) && !labelBytes.has(firstKey(bytes, at))) return null;
    return rowLabel(cellAt(bytes, at, end, isQuoted)) === null ? null : 'label-row';
  }

  /** Whether a character is odd, in a block with odd ones; also notes full-width forms. */
  #isOdd(bytes: Buffer, at: number): boolean {
    const odd = isOdd(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number);
    if (bytes[at] === WIDE && !odd) this.wide = true;
    return odd;
  }

  /** The position of the closing quote for the opening one at `open`, or why the cell is not plain. */
  #quotedEnd(bytes: Buffer, open: number, to: number): number | NotPlain {
    for (let i = open + 1; i < to; i += 1) {
      const kind = kinds[bytes[i] as number];
      if (kind === ORDINARY || kind === DELIMITER) continue;
      if (kind === QUOTED) {
        if (bytes[i + 1] !== QUOTE) return isEdge(bytes[i + 1] as number) ? i : 'quote';
        i += 1;
      } else if (kind === BLANK) {
        if (i === open + 1 || bytes[i + 1] === QUOTE) return 'edge-space';
      } else if (kind === LEAD) {
        if (this.#isOdd(bytes, i)) return 'odd-character';
      } else return kind === NEVER ? neverFault(bytes[i] as number) : 'quote';
    }
    return 'quote';
  }

  #startsLikeHeader(bytes: Buffer, at: number): boolean {
    const start = this.#headerStart;
    for (let i = 0; i < start.length; i += 1) {
      const byte = bytes[at + i] as number;
      if (byte === WIDE) return true;
      if (byte !== start[i] && (byte | 0x20) !== start[i]) return false;
    }
    return true;
  }
}

/** The bytes as words of four, or none where they are not aligned. */
function wordsOf(bytes: Buffer): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0;
  return new Int32Array(bytes.buffer, aligned ? bytes.byteOffset : 0, aligned ? bytes.length >> 2 : 0);
}

/**
 * The first word from `at` on that may hold anything but digits, letters and the signs between them: a byte below 0x2D, 0x7F, or one of
 * more than seven bits. Skips most of a file. A borrow between bytes can only stop it too early.
 */
function skipOrdinaryWords(words: Int32Array, at: number): number {
  let i = at;
  while (i < words.length) {
    const word = words[i] as number;
    if (((word | (word - 0x2d2d2d2d) | (word + 0x01010101)) & 0x80808080) !== 0) break;
    i += 1;
  }
  return i;
}

/** The cells of a line; null where a quote stands anywhere but around a whole cell. */
function cellsOf(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = cell.exec(line);
    if (match === null) return null;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return cells;
  }
}

/** The cell that begins at `at`, after its quote where it has one. */
function cellAt(bytes: Buffer, at: number, end: number, isQuoted: boolean): string {
  if (isQuoted) return cellsOf(`"${bytes.toString('utf8', at, end)}`)?.[0] ?? '';
  const comma = bytes.subarray(at, end).indexOf(COMMA);
  return bytes.toString('utf8', at, comma === -1 ? end : at + comma);
}

function firstKey(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

/** Leading bytes of U+4000–DFFF: the Chinese characters in use. */
function isHan(lead: number): boolean {
  return lead >= 0xe4 && lead <= 0xed;
}

/** Whether a byte can be the second of a label in letters: a letter, or a character that is folded. */
function mayFollow(byte: number): boolean {
  return isLetter(byte) || byte === SPACE || byte >= 0x80;
}

function isEdge(byte: number): boolean {
  return byte === COMMA || byte === LF || byte === CR;
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Whether a character is white space other than the blank, a C1 control, zero-width, or turns the direction of text. */
function isOdd(lead: number, second: number, third: number): boolean {
  if (lead === 0xc2) return second <= 0xa0 || second === 0xad;
  if (lead === 0xe3) return second === 0x80 && third === 0x80;
  if (lead === WIDE)
    return !((second === 0xbc && third > 0x80) || (second === 0xbd && third >= 0x80 && third <= 0x9e));
  if (lead === 0xe1)
    return (second === 0x9a && third === 0x80) || (second === 0xa0 && third >= 0x8b && third <= 0x8f);
  if (second === 0x80) return third <= 0x8f || (third >= 0xa8 && third <= 0xaf);
  return second === 0x81 && third >= 0x9f && third <= 0xaf;
}

function neverFault(byte: number): NotPlain {
  return byte < SPACE || byte === 0x7f ? 'control-byte' : 'odd-character';
}
