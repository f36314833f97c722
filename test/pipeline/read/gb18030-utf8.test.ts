import { describe, expect, it } from 'vitest';
import { decodeChunks } from '../../../pipeline/read/decode.js';
import { gb18030ToUtf8, MOST_GROWTH } from '../../../pipeline/read/gb18030-utf8.js';
import { memorySource } from '../../../pipeline/read/source.js';
import { seeded } from './fixture.js';

/** The lines as the exact lane decodes them, or null where it refuses. */
function exactly(bytes: Buffer): string | null {
  try {
    return [...decodeChunks(memorySource(bytes), 'gb18030', 0)].join('');
  } catch {
    return null;
  }
}

function ours(bytes: Buffer): string | null {
  const out = Buffer.alloc(Math.ceil(bytes.length * MOST_GROWTH));
  const written = gb18030ToUtf8(bytes, 0, bytes.length, out);
  return typeof written === 'number' ? out.toString('utf8', 0, written) : null;
}

describe('gb18030ToUtf8', () => {
  it('reads every code of one and of two bytes as the decoder does, and refuses those that it refuses', () => {
    const different: string[] = [];
    let read = 0;
    for (let lead = 0; lead <= 0xff; lead += 1) {
      // Some decoders take 0x80 alone for the euro sign; the exact lane then reads the file.
      if (lead === 0x80) continue;
      for (let trail = 0; trail <= 0xff; trail += 1) {
        const bytes = Buffer.from([lead, trail, 0x0a]);
        const text = exactly(bytes);
        if (text !== null) read += 1;
        const isEuro = lead < 0x80 && trail === 0x80;
        if (ours(bytes) !== text && !isEuro) different.push(bytes.toString('hex'));
      }
    }
    expect(different).toEqual([]);
    expect(read).toBeGreaterThanOrEqual(128 * 128 + 23_940);
    for (const hex of ['800a', '61800a', 'ff0a', '61ff0a', '810a', '81300a'])
      expect(ours(Buffer.from(hex, 'hex')), hex).toBeNull();
  });

  it('reads codes of four bytes as the decoder does', () => {
    const random = seeded(18030);
    const different: string[] = [];
    let read = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const [a, b, c, d] = [random(), random(), random(), random()];
      const lead = run % 2 === 0 ? 0x81 + Math.floor(a * 4) : 0x81 + Math.floor(a * 126);
      const bytes = Buffer.from([
        lead,
        0x30 + Math.floor(b * 10),
        0x81 + Math.floor(c * 126),
        0x30 + Math.floor(d * 10),
        0x0a,
      ]);
      const text = exactly(bytes);
      if (text !== null) read += 1;
      if (ours(bytes) !== text) different.push(bytes.toString('hex'));
    }
    expect(different).toEqual([]);
    expect(read).toBeGreaterThan(8_000);
  });

  it('never reads random bytes otherwise than the exact lane', () => {
    const random = seeded(7);
    const pieces = ['a', ',', '\n', '是', '麻醉'].map((text) => Buffer.from(text));
    const gb = ['cac7', 'c2e9', 'd7ed', '8130b136', 'a6c1', 'ff', '80', '81', 'e4bda0', 'c3a9'].map((hex) =>
      Buffer.from(hex, 'hex'),
    );
    let read = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const count = 1 + Math.floor(random() * 12);
      const of = random() < 0.5 ? gb.slice(0, 5) : [...pieces, ...gb];
      const parts = Array.from({ length: count }, () => of[Math.floor(random() * of.length)] as Buffer);
      const bytes = Buffer.concat([...parts, Buffer.from('\n')]);
      const text = ours(bytes);
      if (text === null) continue;
      read += 1;
      expect(text, bytes.toString('hex')).toBe(exactly(bytes));
    }
    expect(read).toBeGreaterThan(5_000);
  });

  it('leaves a line that is UTF-8 just as well to the exact lane', () => {
    const line = (text: string) => Buffer.from(`${text}\n`);
    expect(ours(line('医院编码'))).toBeNull();
    expect(ours(Buffer.concat([Buffer.from('d2bdd4ba0a', 'hex'), line('全身麻醉,腰麻')]))).toBeNull();
    // Two characters are too few for the exact lane to be sure.
    expect(ours(line('医院'))).toBe(exactly(line('医院')));
  });

  it('takes stretches from the middle of a buffer', () => {
    const bytes = Buffer.from('ffffcac70a80', 'hex');
    const out = Buffer.alloc(16);
    expect(gb18030ToUtf8(bytes, 2, 5, out)).toBe(4);
    expect(out.toString('utf8', 0, 4)).toBe('是\n');
  });
});
