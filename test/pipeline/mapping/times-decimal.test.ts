import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timesDecimal } from '../../../pipeline/mapping/times-decimal.js';

describe('timesDecimal', () => {
  it.each<[string, string, string | null]>([
    ['3500', '0.001', '3.5'],
    ['0.1', '3', '0.3'], // 0.30000000000000004 in binary
    ['1.005', '1000', '1005'],
    ['1,234.5', '10', '12345'],
    ['-2.50', '4', '-10'],
    ['+007', '0.5', '3.5'],
    ['-0', '5', '0'],
    ['0.0001', '0.0001', '0.00000001'],
    ['999999999', '999999999', '999999998000000001'],
    ['', '2', null],
    ['3500g', '0.001', null],
    ['1e3', '2', null],
    ['12,34', '2', null],
    ['.5', '2', null],
    ['5.', '2', null],
    ['１２', '2', null], // folded before, never here
    ['40%', '2', null],
    ['1234567890', '2', null],
    ['2880', '1/60', '48'],
    ['2,881', '1/60', '48.0167'],
    ['-1', '1/3', '-0.3333'],
    ['2880.001', '1/60', '48.0001'],
    ['2879.999', '1/60', '47.9999'],
    ['5', '0.6/1.2', '2.5'],
    ['0', '1/60', '0'],
  ])('%s × %s is %s', (cell, factor, product) => {
    expect(timesDecimal(cell, factor)).toBe(product);
  });

  it('agrees with fractions of whole numbers', () => {
    const digits = (least: number, most: number) =>
      fc
        .array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most })
        .map((list) => list.join(''));
    const decimal = fc
      .tuple(digits(1, 9), digits(0, 9))
      .map(([whole, rest]) => (rest ? `${whole}.${rest}` : whole));
    const ratio = (text: string): [bigint, bigint] => {
      const negative = text.startsWith('-');
      const [whole = '', rest = ''] = text.replace(/^[+-]/, '').split('.');
      const num = BigInt(whole) * 10n ** BigInt(rest.length) + BigInt(rest || '0');
      return [negative ? -num : num, 10n ** BigInt(rest.length)];
    };
    fc.assert(
      fc.property(fc.constantFrom('', '-', '+'), decimal, decimal, (sign, size, factor) => {
        const product = timesDecimal(sign + size, factor);
        expect(product).toMatch(/^-?\d+(\.\d*[1-9])?$/);
        const [a, b, c] = [ratio(sign + size), ratio(factor), ratio(product ?? '')];
        expect(a[0] * b[0] * c[1]).toBe(c[0] * a[1] * b[1]);
      }),
      { numRuns: 5000, seed: 20261031 },
    );
  });
});
