import { decodeHead, type Encoding, isGb18030, judgeUtf8, readBom } from './decode.js';
import { type HeaderCandidate, type HeaderDictionary, type HeaderOptions, searchHeader } from './header.js';
import { encodingUnsure, wideWithoutBom } from './messages.js';
import { FileRefusal } from './refusal.js';
import type { ByteSource } from './source.js';

/** How to decide an encoding, with the options of the header search. */
export interface EncodingOptions extends HeaderOptions {
  /** A stated encoding; it replaces the decision, but decoding stays strict and the header must still be found. */
  readonly encoding?: Encoding;
}

/** An encoding with the head of the file decoded by it; `text` is null when the head does not decode. */
export interface Reading {
  readonly encoding: Encoding;
  /** Length of the BOM, 0 without one. */
  readonly skip: number;
  readonly text: string | null;
  readonly header: HeaderCandidate | null;
}

/**
 * Decides the encoding of a file: by BOM; else strict UTF-8, else GB18030, confirmed by the header.
 *
 * A Chinese header that matches a dictionary in one decoding proves that encoding. Where the header is ASCII and the bytes are valid in
 * both, Chinese characters in the UTF-8 decoding prove UTF-8: GB18030 bytes that happen to be valid UTF-8 give Latin, Greek or Cyrillic
 * letters. Nothing else is guessed.
 *
 * @throws {FileRefusal} `encoding-unsure` with the text in each encoding
 */
export function chooseEncoding(
  source: ByteSource,
  head: Uint8Array,
  dictionaries: readonly HeaderDictionary[],
  options: EncodingOptions,
): Reading {
  const whole = head.length >= source.bytes;
  const read = (encoding: Encoding, skip: number): Reading => {
    const text = decodeHead(head.subarray(skip), encoding);
    return {
      encoding,
      skip,
      text,
      header: text === null ? null : searchHeader(text, whole, dictionaries, options),
    };
  };
  const bom = readBom(head);
  if (options.encoding !== undefined) {
    return read(options.encoding, bom?.encoding === options.encoding ? bom.bytes : 0);
  }
  refuseWide(head, bom === null ? 0 : bom.bytes, bom?.encoding ?? null);
  if (bom !== null) return read(bom.encoding, bom.bytes);

  const verdict = judgeUtf8(source);
  const utf8 = read('utf-8', 0);
  if (verdict.ascii || proves(utf8)) return utf8;
  const gb = read('gb18030', 0);
  if (proves(gb)) return gb;
  const prefix = verdict.badAt === null ? head : head.subarray(0, verdict.badAt);
  if (utf8.header?.recognised === true || gb.header?.recognised === true) {
    if (verdict.badAt !== null) return holdsHan(prefix) ? utf8 : gb;
    if (holdsOnlyHan(prefix) || !isGb18030(source)) return utf8;
    throw refuseUnsure();
  }
  if (utf8.text === null) return holdsHan(prefix) ? utf8 : gb;
  if (gb.text === null || holdsHan(prefix)) return utf8;
  throw refuseUnsure();
}

function proves({ header }: Reading): boolean {
  return header?.recognised === true && header.provesEncoding;
}

function holdsHan(bytes: Uint8Array): boolean {
  return /[\u3400-\u9FFF]/.test(decodeHead(bytes, 'utf-8') ?? '');
}

/** Whether the head is UTF-8 with Chinese characters and none of the letters that misread GB18030 gives. */
function holdsOnlyHan(head: Uint8Array): boolean {
  const text = decodeHead(head, 'utf-8') ?? '';
  return /[\u3400-\u9FFF]/.test(text) && !/[\u0100-\u0390\u03CA-\u07FF]/.test(text);
}

function refuseUnsure(): FileRefusal {
  return new FileRefusal('encoding-unsure', encodingUnsure(), 1, {});
}

/** Refuses UTF-16 without a BOM, recognised by NUL bytes in every other position, and UTF-32, by more than half NUL bytes. */
function refuseWide(head: Uint8Array, skip: number, encoding: Encoding | null): void {
  const start = head.subarray(skip, 4096);
  const nulls = start.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  const odd = start.reduce((sum, byte, at) => sum + (byte === 0 && at % 2 === 1 ? 1 : 0), 0);
  const oneSided = Math.min(odd, nulls - odd) * 10 <= nulls;
  const narrow = encoding === null || encoding === 'utf-8';
  const isUtf32 = encoding === 'utf-16le' && head[2] === 0 && head[3] === 0;
  const isWide = nulls >= 4 && nulls * 20 >= start.length && (oneSided || nulls * 2 > start.length);
  if (isUtf32 || (narrow && isWide)) {
    throw new FileRefusal('encoding-unsure', wideWithoutBom(), 1, { nulls });
  }
}
