import { describe, expect, it } from 'vitest';
import { civilOf, dayOf, isoDate } from '../../data-samples/generator/calendar.js';
import { encode } from '../../data-samples/generator/encode.js';
import { randomStream } from '../../data-samples/generator/random.js';

describe('encode', () => {
  it.each([
    ['体外膜肺氧合', 'cce5cde2c4a4b7ced1f5bacf'],
    ['撤机时间', 'b3b7bbfacab1bce4'],
    ['是否男女', 'cac7b7f1c4d0c5ae'],
    ['㐀', '8139ee39'],
    ['𠮷', '9534b235'],
    ['a,1', '612c31'],
  ])('writes %s in GB18030 as %s', (text, hex) => {
    expect(Buffer.from(encode(text, 'gb18030')).toString('hex')).toBe(hex);
  });

  it.each(['gb18030', 'utf-8', 'utf-8-bom', 'utf-16le'] as const)('can be read back from %s', (encoding) => {
    const text = '心脏指数(L/min/m²)，√×Ⅲ℃ 𠮷㐀\r\n';
    const decoder = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { fatal: true });
    expect(decoder.decode(encode(text, encoding))).toBe(text);
  });
});

describe('calendar', () => {
  it('counts days as the Gregorian calendar does', () => {
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(dayOf(2000, 2, 29)).toBe(11016);
    for (let day = -30000; day < 40000; day += 13) {
      const { year, month, day: ofMonth } = civilOf(day);
      expect(dayOf(year, month, ofMonth)).toBe(day);
      expect(isoDate(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
    }
  });
});

describe('randomStream', () => {
  it('repeats itself for the same seed and name, and for no other', () => {
    const draw = (seed: number, name: string) => {
      const random = randomStream(seed, name);
      return Array.from({ length: 8 }, () => random.below(1_000_000));
    };
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  });

  it('draws evenly', () => {
    const random = randomStream(3, 'even');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const drawn = random.below(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });
});
