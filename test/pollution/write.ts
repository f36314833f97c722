import { gb18030 } from '../pipeline/read/fixture.js';
import { BAD_BYTE, BREAK } from './csv-text.js';
import type { Part, PollutedFile } from './polluted-file.js';

export type Encoding = 'UTF-8' | 'UTF-8-BOM' | 'GB18030' | 'UTF-16LE-BOM';
export type LineEnd = 'LF' | 'CRLF' | 'CR';

/** How a file is written. */
export interface Variant {
  readonly encoding: Encoding;
  readonly lineEnd: LineEnd;
}

const encodings: readonly Encoding[] = ['UTF-8', 'UTF-8-BOM', 'GB18030', 'UTF-16LE-BOM'];

/** Four encodings times LF and CRLF, and CR alone in two of them. */
export const variants: readonly Variant[] = [
  ...encodings.flatMap((encoding) => (['LF', 'CRLF'] as const).map((lineEnd) => ({ encoding, lineEnd }))),
  { encoding: 'UTF-8', lineEnd: 'CR' },
  { encoding: 'GB18030', lineEnd: 'CR' },
];

const ends: Readonly<Record<LineEnd, string>> = { LF: '\n', CRLF: '\r\n', CR: '\r' };

/** Physical lines, from 1, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A polluted file as bytes, and the physical lines of its parts. */
export interface WrittenFile {
  readonly file: PollutedFile;
  readonly variant: Variant;
  readonly bytes: Buffer;
  /** One for each part. */
  readonly spans: readonly Span[];
  readonly physicalLines: number;
}

interface WrittenPart {
  readonly bytes: Buffer;
  readonly lines: number;
}

/** Writes polluted files in one encoding and with one line end. Parts that files share are encoded once. */
export class Writer {
  readonly #variant: Variant;
  readonly #written = new WeakMap<Part, WrittenPart>();

  constructor(variant: Variant) {
    this.#variant = variant;
  }

  /** The file's bytes, or null when this encoding cannot hold the pollution. */
  write(file: PollutedFile): WrittenFile | null {
    const wide = this.#variant.encoding === 'UTF-16LE-BOM';
    // A row of another encoding between two-byte characters is no row at all.
    if (wide && file.parts.some(({ foreign }) => foreign)) return null;
    const chunks = [bomOf(this.#variant.encoding)];
    const spans: Span[] = [];
    let line = 1;
    for (const part of file.parts) {
      const { bytes, lines } = this.#part(part);
      chunks.push(bytes);
      spans.push({ from: line, to: line + lines - 1 });
      line += lines;
    }
    return { file, variant: this.#variant, bytes: Buffer.concat(chunks), spans, physicalLines: line - 1 };
  }

  #part(part: Part): WrittenPart {
    const known = this.#written.get(part);
    if (known !== undefined) return known;
    const end = ends[this.#variant.lineEnd];
    const text = part.text.replaceAll(BREAK, end) + (part.ended === false ? '' : end);
    const { encoding } = this.#variant;
    const foreign = encoding === 'GB18030' ? 'UTF-8' : 'GB18030';
    const bytes = part.foreign
      ? Buffer.concat([encode(text.slice(0, text.length - end.length), foreign), encode(end, encoding)])
      : encode(text, encoding);
    const written = { bytes, lines: text.split(/\r\n|\r|\n/).length - (part.ended === false ? 0 : 1) };
    this.#written.set(part, written);
    return written;
  }
}

function bomOf(encoding: Encoding): Buffer {
  if (encoding === 'UTF-8-BOM') return Buffer.from([0xef, 0xbb, 0xbf]);
  return encoding === 'UTF-16LE-BOM' ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0);
}

function encode(text: string, encoding: Encoding): Buffer {
  const pieces = text.split(BAD_BYTE).map((piece) => encodePiece(piece, encoding));
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  // 0xFF begins no character of UTF-8 or GB18030; the first half of a pair alone is none of UTF-16.
  const bad = Buffer.from(encoding === 'UTF-16LE-BOM' ? [0x00, 0xd8] : [0xff]);
  return Buffer.concat(pieces.flatMap((piece, at) => (at === 0 ? [piece] : [bad, piece])));
}

function encodePiece(text: string, encoding: Encoding): Buffer {
  if (encoding === 'UTF-16LE-BOM') return Buffer.from(text, 'utf16le');
  return encoding === 'GB18030' ? gb18030(text) : Buffer.from(text, 'utf8');
}
