import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { decodeChunks } from './decode.js';
import { countLineEnds } from './physical-lines.js';
import { type PlainEncoding, PlainText } from './plain-text.js';
import { FileRefusal } from './refusal.js';
import { memorySource } from './source.js';
import { defaultLimits, Tokeniser } from './tokenise.js';

/** A stretch of bytes of a file: whole lines inside the plain grammar, or a neighbourhood that only the strict reader can read. */
export type Stretch =
  | { readonly from: number; readonly to: number; readonly line: number; readonly lines: number }
  | { readonly from: number; readonly to: number; readonly lines: null };

/** A file cut into stretches, from its header on, in file order. The header is the first neighbourhood. */
export interface CutFile {
  readonly path: string;
  readonly encoding: PlainEncoding;
  readonly headerCells: readonly string[];
  readonly stretches: readonly Stretch[];
  /** Rows in the plain stretches. */
  readonly rows: number;
  /** Blank cells of each column in the plain stretches. */
  readonly blanks: readonly number[];
  /** Whether any plain cell holds full-width forms. */
  readonly wide: boolean;
  readonly crlf: boolean;
}

/** Receives each plain stretch as UTF-8, valid until the next one, with the physical line of its first row. */
export type PlainSink = (utf8: Buffer, line: number, lines: number) => void;

/** In bytes. */
const PIECE = 64 << 10;
const LONGEST_NEIGHBOURHOOD = 4 << 20;
/** Beyond these the strict reader may as well read the whole file. */
const most = { neighbourhoods: 10_000, shareOfBytes: 1 / 8 } as const;
const LF = 0x0a;

/**
 * Cuts the bad neighbourhoods out of a file that is otherwise inside the plain grammar.
 *
 * A neighbourhood begins with the line that is not plain and ends at the first record border of the strict tokeniser that is also a line
 * feed. As the tokeniser carries nothing over such a border, and a plain line is one record to it, the stretches can be read apart from one
 * another. An open quote is followed to where the tokeniser gives it up.
 *
 * @returns null where only the whole file can be judged: its header or encoding is in doubt, or too much of it is not plain
 */
export function cutFile(path: string, sink: PlainSink): CutFile | null {
  const fd = openSync(path, 'r');
  try {
    return new Cutter(path, fd, fstatSync(fd).size, sink).cut();
  } catch (error) {
    // Bytes that do not decode refuse the whole file, and the exact lane says where.
    if (error instanceof FileRefusal) return null;
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** The header cells of a file that may be cut; null where its first line is not a plain header. */
export function cutHeader(
  path: string,
): { readonly encoding: PlainEncoding; readonly cells: readonly string[] } | null {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(PIECE);
    const head = bytes.subarray(0, readSync(fd, bytes, 0, PIECE, 0));
    const end = head.indexOf(LF) + 1;
    const text = new PlainText();
    if (end === 0 || text.take(head, 0, end) !== null) return null;
    return { encoding: text.encoding, cells: text.grammar.headerCells };
  } finally {
    closeSync(fd);
  }
}

class Cutter {
  readonly #text = new PlainText();
  readonly #stretches: Stretch[] = [];
  #bytes: Buffer = Buffer.alloc(0);
  /** The place of `#bytes` in the file, and of the next byte to judge within it. */
  #base = 0;
  #at = 0;
  #line = 1;
  #rows = 0;
  #neighbourhoods = 0;
  #cutBytes = 0;

  constructor(
    private readonly path: string,
    private readonly fd: number,
    private readonly size: number,
    private readonly sink: PlainSink,
  ) {}

  cut(): CutFile | null {
    if (!this.#takeHeader()) return null;
    while (this.#fill(PIECE)) {
      const to = this.#bytes.lastIndexOf(LF) + 1;
      const isSound = to > this.#at ? this.#takeLines(to) : this.#takeNeighbourhood();
      if (!isSound || this.#isTooMuch) return null;
    }
    const { encoding, grammar } = this.#text;
    const { headerCells, blanks, wide, crlf } = grammar;
    const cut = { path: this.path, encoding, headerCells, blanks, wide, crlf };
    return { ...cut, stretches: this.#stretches, rows: this.#rows };
  }

  get #isTooMuch(): boolean {
    return (
      this.#neighbourhoods > most.neighbourhoods ||
      this.#cutBytes > Math.max(PIECE, this.size * most.shareOfBytes)
    );
  }

  /** Holds at least so many bytes from the next one to judge on, or all that are left; false where none are. */
  #fill(bytes: number): boolean {
    const held = this.#bytes.length - this.#at;
    const left = this.size - this.#base - this.#bytes.length;
    if (held < bytes && left > 0) {
      const wanted = Math.min(Math.max(bytes, PIECE), held + left);
      const next = Buffer.allocUnsafeSlow(wanted);
      this.#bytes.copy(next, 0, this.#at);
      let filled = held;
      while (filled < wanted) {
        const read = readSync(this.fd, next, filled, wanted - filled, this.#base + this.#at + filled);
        if (read === 0) throw new Error('a file was cut short in the vault');
        filled += read;
      }
      this.#base += this.#at;
      this.#at = 0;
      this.#bytes = next;
    }
    return this.#at < this.#bytes.length;
  }

  #takeHeader(): boolean {
    this.#fill(PIECE);
    const end = this.#bytes.indexOf(LF) + 1;
    if (end === 0 || this.#text.take(this.#bytes, 0, end) !== null) return false;
    this.#stretches.push({ from: this.#text.grammar.bom ? 3 : 0, to: end, lines: null });
    this.#at = end;
    this.#line = 2;
    return true;
  }

  /** Takes the plain lines before `to`, and the neighbourhood after them where there is one. */
  #takeLines(to: number): boolean {
    const { grammar } = this.#text;
    const [before, blanks] = [grammar.lines, [...grammar.blanks]];
    const fault = this.#text.take(this.#bytes, this.#at, to);
    if (fault === null) return this.#give(to, grammar.lines - before);
    if (isOfWholeFile(fault)) return false;
    let sound = this.#at;
    const lines = grammar.lines - before;
    for (let i = 0; i < lines; i += 1) sound = this.#bytes.indexOf(LF, sound) + 1;
    // Taken once more without the faulty line, of which some blank cells are counted.
    grammar.lines = before;
    grammar.blanks = blanks;
    if (sound > this.#at) {
      if (this.#text.take(this.#bytes, this.#at, sound) !== null) return false;
      this.#give(sound, lines);
    }
    return this.#takeNeighbourhood();
  }

  #give(to: number, lines: number): true {
    const { utf8 } = this.#text;
    this.sink(utf8, this.#line, lines);
    this.#stretches.push({ from: this.#base + this.#at, to: this.#base + to, line: this.#line, lines });
    this.#at = to;
    this.#line += lines;
    this.#rows += lines;
    return true;
  }

  #takeNeighbourhood(): boolean {
    const probe = new Tokeniser(',', { record: () => undefined, held: () => undefined }, defaultLimits);
    probe.expectFields(this.#text.grammar.fields);
    let end = 0;
    let lines = 0;
    do {
      if (end > LONGEST_NEIGHBOURHOOD || !this.#fill(end + 1)) return false;
      let lf = this.#bytes.indexOf(LF, this.#at + end);
      while (lf === -1 && this.#base + this.#bytes.length < this.size) {
        const held = this.#bytes.length - this.#at;
        if (held > LONGEST_NEIGHBOURHOOD) return false;
        this.#fill(held + PIECE);
        lf = this.#bytes.indexOf(LF, this.#at + end);
      }
      const next = (lf === -1 ? this.#bytes.length : lf + 1) - this.#at;
      const line = strictText(this.#bytes.subarray(this.#at + end, this.#at + next), this.#text.encoding);
      probe.push(line);
      lines += countLineEnds(line);
      end = next;
    } while (!probe.isAtBorder && this.#base + this.#at + end < this.size);
    this.#stretches.push({ from: this.#base + this.#at, to: this.#base + this.#at + end, lines: null });
    this.#at += end;
    this.#line += lines;
    this.#neighbourhoods += 1;
    this.#cutBytes += end;
    return true;
  }
}

/**
 * The text of whole lines.
 *
 * @throws {FileRefusal} as `decodeChunks`
 */
export function strictText(bytes: Buffer, encoding: PlainEncoding): string {
  return [...decodeChunks(memorySource(bytes), encoding, 0)].join('');
}

/** Whether a fault is one of the encoding or header and not of a line. */
function isOfWholeFile(fault: NonNullable<ReturnType<PlainText['take']>>): boolean {
  return [
    'not-utf8',
    'not-gb18030',
    'mixed-encodings',
    'encoding-unsure',
    'utf-16',
    'header',
    'empty',
  ].includes(fault);
}
