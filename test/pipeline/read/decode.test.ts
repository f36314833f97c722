import { describe, expect, it } from 'vitest';
import {
  decodeChunks,
  decodeHead,
  type Encoding,
  isGb18030,
  judgeUtf8,
  readBom,
} from '../../../pipeline/read/decode.js';
import { FileRefusal } from '../../../pipeline/read/refusal.js';
import { memorySource } from '../../../pipeline/read/source.js';
import { gb18030, utf16 } from './fixture.js';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function decode(bytes: Uint8Array, encoding: Encoding, chunk = 1 << 20, skip = 0): string {
  return [...decodeChunks(memorySource(bytes, chunk), encoding, skip)].join('');
}

function refusal(bytes: Uint8Array, encoding: Encoding, chunk = 1 << 20): FileRefusal {
  try {
    decode(bytes, encoding, chunk);
  } catch (error) {
    if (error instanceof FileRefusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('decodeChunks', () => {
  it.each([
    ['体外膜肺氧合', 'cce5cde2c4a4b7ced1f5bacf'],
    ['撤机时间', 'b3b7bbfacab1bce4'],
    ['是', 'cac7'],
    ['否', 'b7f1'],
    ['男', 'c4d0'],
    ['女', 'c5ae'],
    ['㐀', '8139ee39'],
    ['𠮷', '9534b235'],
    ['䶮', 'fe9f'],
  ])('reads %s from its GB18030 bytes', (text, bytes) => {
    expect(decode(hex(bytes), 'gb18030')).toBe(text);
    expect(gb18030(text).toString('hex')).toBe(bytes);
  });

  const text = '医院,"𠮷㐀"\r\n女1男,é\n龥0体';
  const written: [Encoding, Buffer, number][] = [
    ['utf-8', Buffer.from(text), 0],
    ['gb18030', gb18030(text), 0],
    ['utf-16le', utf16(text, 'le'), 2],
    ['utf-16be', utf16(text, 'be'), 2],
  ];
  it.each(written)('gives the same text in %s for every chunk size', (encoding, bytes, skip) => {
    for (let chunk = 1; chunk <= 64; chunk += 1) expect(decode(bytes, encoding, chunk, skip)).toBe(text);
  });

  it('keeps a second BOM in the text', () => {
    expect(decode(Buffer.from('\uFEFF\uFEFFa'), 'utf-8', 1, 3)).toBe('\uFEFFa');
  });

  it.each([1, 2, 3, 5, 64])(
    'names offset, line and sixteen bytes of a bad byte, in chunks of %i',
    (chunk) => {
      const bytes = Buffer.concat([
        Buffer.from('医院\r\n女,'),
        hex('c4d0'),
        Buffer.from('\n0123456789abcdefgh'),
      ]);
      const found = refusal(bytes, 'utf-8', chunk);
      expect(found.code).toBe('bad-byte');
      expect(found.facts).toEqual({
        encoding: 'utf-8',
        offset: 12,
        hex: 'c4 d0 0a 30 31 32 33 34 35 36 37 38 39 61 62 63',
      });
      expect(found.line).toBe(2);
      expect(found.texts.zh).toContain('字节偏移 12');
    },
  );

  it('names a bad byte of GB18030', () => {
    const found = refusal(
      Buffer.concat([gb18030('医院\n女\n男'), hex('ff'), Buffer.from('abc')]),
      'gb18030',
      2,
    );
    expect(found.code).toBe('bad-byte');
    expect(found.facts['offset']).toBe(10);
    expect(found.line).toBe(3);
  });

  it('finds a four-byte sequence that no character has', () => {
    const found = refusal(Buffer.concat([gb18030('女\n'), hex('fe39fe39'), gb18030('男')]), 'gb18030');
    expect([found.code, found.facts['offset'], found.line]).toEqual(['bad-byte', 3, 2]);
  });

  it('finds a lone surrogate in UTF-16, counting lines by units', () => {
    const bytes = Buffer.concat([
      Buffer.from('a\n\u0a0d\nb', 'utf16le'),
      hex('00d8'),
      Buffer.from('c', 'utf16le'),
    ]);
    const found = refusal(bytes, 'utf-16le');
    expect([found.code, found.facts['offset'], found.line]).toEqual(['bad-byte', 10, 3]);
  });

  it.each([
    ['utf-8', Buffer.from('a\n女').subarray(0, 4)],
    ['gb18030', gb18030('a\n女').subarray(0, 3)],
    ['gb18030', gb18030('a\n𠮷').subarray(0, 5)],
    ['utf-16le', Buffer.from('a\n女', 'utf16le').subarray(0, 5)],
  ] as [Encoding, Buffer][])('refuses a cut last character in %s as truncated', (encoding, bytes) => {
    const found = refusal(bytes, encoding, 2);
    expect(found.code).toBe('truncated');
    expect(found.line).toBe(2);
  });

  it('finds a bad byte inside a megabyte of characters without ASCII', () => {
    const bytes = Buffer.concat([gb18030('女'.repeat(600_000)), hex('ff'), gb18030('女'.repeat(10))]);
    expect(refusal(bytes, 'gb18030').facts['offset']).toBe(1_200_000);
  });
});

describe('decodeHead', () => {
  it('leaves out a character that the end cuts', () => {
    expect(decodeHead(Buffer.from('a女').subarray(0, 3), 'utf-8')).toBe('a');
    expect(decodeHead(gb18030('a女').subarray(0, 2), 'gb18030')).toBe('a');
  });

  it('gives null for bytes of another encoding', () => {
    expect(decodeHead(gb18030('医院编码,a'), 'utf-8')).toBeNull();
    expect(decodeHead(Buffer.from('医,a'), 'gb18030')).toBeNull();
  });
});

describe('judgeUtf8', () => {
  it('tells ASCII, valid UTF-8, and the first bad byte, whatever the chunks', () => {
    for (let chunk = 1; chunk <= 8; chunk += 1) {
      expect(judgeUtf8(memorySource(Buffer.from('abc'), chunk))).toEqual({ ascii: true, badAt: null });
      expect(judgeUtf8(memorySource(Buffer.from('a女𠮷b'), chunk))).toEqual({ ascii: false, badAt: null });
      expect(judgeUtf8(memorySource(gb18030('ab男b'), chunk))).toEqual({ ascii: false, badAt: 2 });
      expect(judgeUtf8(memorySource(Buffer.from('a女').subarray(0, 3), chunk))).toEqual({
        ascii: false,
        badAt: 1,
      });
    }
  });

  it('refuses overlong forms and surrogates', () => {
    expect(judgeUtf8(memorySource(hex('61c080'))).badAt).toBe(1);
    expect(judgeUtf8(memorySource(hex('61eda080'))).badAt).toBe(1);
    expect(judgeUtf8(memorySource(hex('61f4908080'))).badAt).toBe(1);
  });

  it('takes 女 in GB18030 for valid UTF-8, which is why the header decides', () => {
    expect(judgeUtf8(memorySource(gb18030('女'))).badAt).toBeNull();
  });
});

describe('isGb18030', () => {
  it('tells text that is GB18030 from text that is not', () => {
    expect(isGb18030(memorySource(gb18030('体外膜肺氧合𠮷'), 1))).toBe(true);
    expect(isGb18030(memorySource(Buffer.from('女,'), 1))).toBe(false);
    expect(isGb18030(memorySource(gb18030('女').subarray(0, 1)))).toBe(false);
  });
});

describe('readBom', () => {
  it('knows the three marks and nothing else', () => {
    expect(readBom(hex('efbbbf61'))).toEqual({ encoding: 'utf-8', bytes: 3 });
    expect(readBom(hex('fffe6100'))).toEqual({ encoding: 'utf-16le', bytes: 2 });
    expect(readBom(hex('feff0061'))).toEqual({ encoding: 'utf-16be', bytes: 2 });
    expect(readBom(hex('efbb'))).toBeNull();
    expect(readBom(hex(''))).toBeNull();
  });
});
