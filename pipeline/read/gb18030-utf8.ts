import { Utf8LineFinder } from './mixed-encodings.js';

const LF = 0x0a;

/** Most UTF-8 bytes per byte of GB18030. */
export const MOST_GROWTH = 1.5;

/** The UTF-8 of every two-byte code, by lead and trail byte; 0 for none. Made with the exact lane's decoder, so that both decode every code alike. */
const twoByteCodes = readTwoByteCodes();
const decoder = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true });

/**
 * Writes whole lines of GB18030, `bytes` from `from` to `to`, as UTF-8 to the start of `out`, which has room for `MOST_GROWTH` times as
 * many bytes. `to` follows a line feed, which is never part of a longer character.
 *
 * @returns the bytes written, or why the lines cannot be taken for GB18030: a byte that does not decode, or a line that is also
 *   valid UTF-8, which the exact lane reports
 */
export function gb18030ToUtf8(
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
): number | 'not-gb18030' | 'mixed-encodings' {
  let o = 0;
  let isLineKnown = false;
  for (let i = from; i < to; ) {
    const byte = bytes[i] as number;
    if (byte < 0x80) {
      out[o++] = byte;
      i += 1;
      if (byte === LF) isLineKnown = false;
      continue;
    }
    if (!isLineKnown) {
      if (mayBeginUtf8(bytes, i) && isUtf8Line(bytes, from, i, to)) return 'mixed-encodings';
      isLineKnown = true;
    }
    const utf8 = twoByteCodes[((byte & 0x7f) << 8) | (bytes[i + 1] as number)] as number;
    if (utf8 !== 0) {
      if (utf8 > 0xffff) out[o++] = utf8 >> 16;
      out[o++] = (utf8 >> 8) & 0xff;
      out[o++] = utf8 & 0xff;
      i += 2;
      continue;
    }
    const four = i + 4 <= to ? fourByteUtf8(bytes.subarray(i, i + 4)) : null;
    if (four === null) return 'not-gb18030';
    out.set(four, o);
    o += four.length;
    i += 4;
  }
  return o;
}

/** The UTF-8 of four bytes that are one character, or null. */
function fourByteUtf8(bytes: Uint8Array): Uint8Array | null {
  try {
    const text = decoder.decode(bytes);
    return [...text].length === 1 ? Buffer.from(text) : null;
  } catch {
    return null;
  }
}

/** Whether the first non-ASCII character of a line has the shape of UTF-8, which is true of hardly any GB18030 line. */
function mayBeginUtf8(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] as number;
  if (lead < 0xc2 || lead > 0xf4) return false;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  for (let i = 1; i < length; i += 1) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}

/** Whether the exact lane would take the line around `at` for UTF-8. */
function isUtf8Line(bytes: Uint8Array, from: number, at: number, to: number): boolean {
  const line = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from);
  const start = line.lastIndexOf(LF, at - from) + 1;
  const end = line.indexOf(LF, at - from) + 1;
  return new Utf8LineFinder().push(line.subarray(start, end)) !== null;
}

function readTwoByteCodes(): Uint32Array {
  const codes = new Uint32Array(128 << 8);
  const all: number[] = [];
  const places: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      all.push(lead, trail, LF);
      places.push(((lead & 0x7f) << 8) | trail);
    }
  }
  const texts = new TextDecoder('gb18030').decode(Uint8Array.from(all)).split('\n');
  places.forEach((place, i) => {
    const text = texts[i] ?? '';
    if (text.length !== 1 || text === '\uFFFD') return;
    codes[place] = Buffer.from(text).reduce((sum, byte) => (sum << 8) | byte, 0);
  });
  return codes;
}
