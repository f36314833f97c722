// Text to the bytes hospitals send. TextEncoder writes UTF-8 only, so GB18030 is made by turning TextDecoder round.

export type Encoding = 'gb18030' | 'utf-8' | 'utf-8-bom' | 'utf-16le';

/** The bytes of a text in an encoding, with the byte order mark where the encoding's name asks for one. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'gb18030':
      return encodeGb18030(text);
  }
}

function encodeGb18030(text: string): Uint8Array {
  twoByteCodes ??= readTwoByteCodes();
  // Two bytes at most for each UTF-16 unit of the two-byte plane, four for the others.
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[size++] = unit;
      continue;
    }
    const two = twoByteCodes[unit] ?? 0;
    if (two !== 0) {
      bytes[size++] = two >>> 8;
      bytes[size++] = two & 0xff;
      continue;
    }
    const code = text.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(code);
    for (const byte of fourBytes(char, code)) bytes[size++] = byte;
    at += char.length - 1;
  }
  return Uint8Array.from(bytes.subarray(0, size));
}

/** By UTF-16 unit; 0 where a character has no code of two bytes. */
let twoByteCodes: Uint16Array | undefined;
let fourByteCodes: Map<string, number> | undefined;

function readTwoByteCodes(): Uint16Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Uint16Array(0x10000);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length !== 1 || char === '\uFFFD') continue;
      const unit = char.charCodeAt(0);
      if (codes[unit] === 0) codes[unit] = (lead << 8) | trail;
    }
  }
  return codes;
}

/** Characters outside the two-byte plane: the superscript of m², rare characters of names. */
function fourBytes(char: string, code: number): number[] {
  if (code >= 0x10000) return linearBytes(code - 0x10000 + linearOf(0x90, 0x30, 0x81, 0x30));
  fourByteCodes ??= readFourByteCodes();
  const linear = fourByteCodes.get(char);
  if (linear === undefined) throw new RangeError(`GB18030 has no code for ${char}`);
  return linearBytes(linear);
}

function readFourByteCodes(): Map<string, number> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number>();
  for (let linear = 0; linear <= linearOf(0x84, 0x31, 0xa4, 0x39); linear++) {
    const char = decoder.decode(Uint8Array.from(linearBytes(linear)));
    if ([...char].length === 1 && char !== '\uFFFD' && !codes.has(char)) codes.set(char, linear);
  }
  return codes;
}

function linearOf(a: number, b: number, c: number, d: number): number {
  return (((a - 0x81) * 10 + (b - 0x30)) * 126 + (c - 0x81)) * 10 + (d - 0x30);
}

function linearBytes(linear: number): number[] {
  const d = linear % 10;
  const c = Math.floor(linear / 10) % 126;
  const b = Math.floor(linear / 1260) % 10;
  const a = Math.floor(linear / 12600);
  return [a + 0x81, b + 0x30, c + 0x81, d + 0x30];
}
