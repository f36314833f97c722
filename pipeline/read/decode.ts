import { isAscii, isUtf8 } from 'node:buffer';
import { badByte, cutCharacter, mixedEncodings } from './messages.js';
import { Utf8LineFinder } from './mixed-encodings.js';
import { FileRefusal } from './refusal.js';
import type { ByteSource } from './source.js';

/** The encodings that can be read. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** The byte order mark at the start of a file, or null. `bytes` is its length. */
export function readBom(head: Uint8Array): { encoding: Encoding; bytes: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 };
  return null;
}

/**
 * Decodes a source strictly, piece by piece, each about one chunk long; never makes a replacement character.
 *
 * Characters split between chunks are joined, so the text does not depend on the chunk size. Only the first `skip` bytes (the BOM) are left
 * out; a second BOM stays in the text.
 *
 * @throws {FileRefusal} `bad-byte` with offset, line and 16 bytes; `truncated` when the last character is cut;
 *   `mixed-encodings` when a line of a GB18030 file is UTF-8
 */
export function* decodeChunks(source: ByteSource, encoding: Encoding, skip: number): Generator<string> {
  const finder = encoding === 'gb18030' ? new Utf8LineFinder() : null;
  for (const piece of wholeCharacters(source, encoding, skip)) {
    const text = piece.cut ? null : decodeExactly(piece.bytes, encoding);
    if (text === null) refuse(source, encoding, piece);
    refuseMixed(source, finder?.push(piece.bytes) ?? null, skip);
    yield text;
  }
  refuseMixed(source, finder?.end() ?? null, skip);
}

function refuseMixed(source: ByteSource, found: number | null, skip: number): void {
  if (found === null) return;
  const offset = found + skip;
  const { line, hex } = placeOf(source, 'gb18030', offset);
  throw new FileRefusal('mixed-encodings', mixedEncodings(line), line, { offset, hex });
}

/** The text of the first bytes of a file, or null when they are not in this encoding. A character cut by the end of `head` is left out. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string | null {
  return decodeExactly(head.subarray(0, boundary(asBuffer(head), encoding)), encoding);
}

/** The result of reading the whole file strictly as UTF-8. `badAt` is the first offset that is not UTF-8, or null. */
export interface Utf8Verdict {
  readonly ascii: boolean;
  readonly badAt: number | null;
}

/** Reads the whole file strictly as UTF-8, at several GB a second. A cut last character counts as bad. */
export function judgeUtf8(source: ByteSource): Utf8Verdict {
  let ascii = true;
  for (const piece of wholeCharacters(source, 'utf-8', 0)) {
    if (ascii && !isAscii(piece.bytes)) ascii = false;
    if (piece.cut) return { ascii: false, badAt: piece.offset };
    if (!ascii && !isUtf8(piece.bytes)) {
      return { ascii: false, badAt: piece.offset + firstBad(piece.bytes, 'utf-8') };
    }
  }
  return { ascii, badAt: null };
}

/** Whether every byte of the file decodes as GB18030; stops at the first that does not. */
export function isGb18030(source: ByteSource): boolean {
  for (const piece of wholeCharacters(source, 'gb18030', 0)) {
    if (piece.cut || decodeExactly(piece.bytes, 'gb18030') === null) return false;
  }
  return true;
}

interface Piece {
  readonly bytes: Buffer;
  readonly offset: number;
  readonly cut: boolean;
}

/** Pieces that end on a character border; the bytes of a cut last character come as a piece of their own. */
function* wholeCharacters(source: ByteSource, encoding: Encoding, skip: number): Generator<Piece> {
  let carry: Buffer = Buffer.alloc(0);
  let offset = skip;
  let toSkip = skip;
  for (const chunk of source.chunks()) {
    const dropped = Math.min(toSkip, chunk.length);
    toSkip -= dropped;
    const fresh = asBuffer(chunk).subarray(dropped);
    if (fresh.length === 0) continue;
    const bytes = carry.length === 0 ? fresh : Buffer.concat([carry, fresh]);
    const end = boundary(bytes, encoding);
    carry = Buffer.from(bytes.subarray(end));
    if (end > 0) yield { bytes: bytes.subarray(0, end), offset, cut: false };
    offset += end;
  }
  if (carry.length > 0) yield { bytes: carry, offset, cut: true };
}

const gb18030 = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true });
const utf16 = {
  'utf-16le': new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }),
  'utf-16be': new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true }),
};

function decodeExactly(bytes: Uint8Array, encoding: Encoding): string | null {
  if (encoding === 'utf-8') return isUtf8(bytes) ? asBuffer(bytes).toString('utf8') : null;
  if (encoding === 'gb18030' && isAscii(bytes)) return asBuffer(bytes).toString('latin1');
  try {
    return encoding === 'gb18030' ? gb18030.decode(bytes) : utf16[encoding].decode(bytes);
  } catch {
    return null;
  }
}

/** The end of the last whole character; at most three bytes of an unfinished one follow. */
function boundary(bytes: Buffer, encoding: Encoding): number {
  if (encoding === 'utf-8') return utf8Boundary(bytes);
  if (encoding === 'gb18030') return gb18030Boundary(bytes);
  const even = bytes.length - (bytes.length % 2);
  if (even === 0) return 0;
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

function utf8Boundary(bytes: Buffer): number {
  const n = bytes.length;
  for (let back = 1; back <= 3 && back <= n; back += 1) {
    const byte = bytes[n - back] ?? 0;
    if (byte < 0x80) return n;
    if (byte >= 0xc0) return utf8Length(byte) > back ? n - back : n;
  }
  return n;
}

function utf8Length(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/** GB18030 does not show where a character begins, but a byte below 0x30 is never part of a longer one. */
function gb18030Boundary(bytes: Buffer): number {
  let at = bytes.length;
  while (at > 0 && (bytes[at - 1] ?? 0) >= 0x30) at -= 1;
  while (at < bytes.length) {
    const length = gb18030Length(bytes, at);
    if (at + length > bytes.length) return at;
    at += length;
  }
  return at;
}

/** Length of the character at `at` by its bytes; 1 for a byte that cannot begin one. */
function gb18030Length(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead <= 0x80 || lead === 0xff) return 1;
  const second = bytes[at + 1];
  if (second === undefined) return 2;
  return second >= 0x30 && second <= 0x39 ? 4 : 2;
}

function refuse(source: ByteSource, encoding: Encoding, piece: Piece): never {
  const offset = piece.offset + (piece.cut ? 0 : firstBad(piece.bytes, encoding));
  const { line, hex } = placeOf(source, encoding, offset);
  if (piece.cut) {
    throw new FileRefusal('truncated', cutCharacter(encoding, offset, line, hex), line, {
      encoding,
      offset,
      hex,
    });
  }
  throw new FileRefusal('bad-byte', badByte(encoding, offset, line, hex), line, { encoding, offset, hex });
}

/** Offset of the first character that does not decode, found by bisection, so that a bad megabyte takes twenty decodes. */
function firstBad(bytes: Uint8Array, encoding: Encoding): number {
  const starts = characterStarts(bytes, encoding);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = starts[middle + 1] ?? bytes.length;
    if (decodeExactly(bytes.subarray(0, end), encoding) === null) high = middle;
    else low = middle + 1;
  }
  return starts[low] ?? 0;
}

function characterStarts(bytes: Uint8Array, encoding: Encoding): number[] {
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    starts.push(at);
    if (encoding === 'gb18030') at += gb18030Length(bytes, at);
    else if (encoding === 'utf-8') at += utf8Step(bytes, at);
    else at += utf16Step(bytes, at, encoding);
  }
  return starts;
}

function utf8Step(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0xc0) return 1;
  let length = 1;
  while (length < utf8Length(lead) && ((bytes[at + length] ?? 0) & 0xc0) === 0x80) length += 1;
  return length;
}

function utf16Step(bytes: Uint8Array, at: number, encoding: Encoding): number {
  const little = encoding === 'utf-16le';
  const unit = (from: number) => bytes[little ? from + 1 : from] ?? 0;
  const isPair = unit(at) >= 0xd8 && unit(at) <= 0xdb && unit(at + 2) >= 0xdc && unit(at + 2) <= 0xdf;
  return isPair ? 4 : 2;
}

/** The physical line of a byte and the sixteen bytes from it on, found by reading the file again up to there. */
function placeOf(source: ByteSource, encoding: Encoding, offset: number): { line: number; hex: string } {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const shown: number[] = [];
  let line = 1;
  let at = 0;
  let first = 0;
  let before = -1;
  for (const chunk of source.chunks()) {
    for (const byte of chunk) {
      if (at >= offset) {
        if (shown.push(byte) === 16) return { line, hex: hexOf(shown) };
      } else if (wide && at % 2 === 0) {
        first = byte;
      } else {
        const unit = !wide ? byte : encoding === 'utf-16le' ? first | (byte << 8) : (first << 8) | byte;
        if (unit === 13 || (unit === 10 && before !== 13)) line += 1;
        before = unit;
      }
      at += 1;
    }
  }
  return { line, hex: hexOf(shown) };
}

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
