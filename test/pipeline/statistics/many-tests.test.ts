import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  chanceToSettle,
  decide,
  type Operator,
  testSize,
} from '../../../pipeline/statistics/index.js';
import { expectClose } from './vector.js';

const percent = (num: number) => ({ num, den: 100 });

describe('testSize', () => {
  // R 4.2: pbinom(c, n, t) at the largest c with pbinom(c, n, t) <= 0.05, and the upper tail alike.
  it.each<[number, number, Operator, number, number]>([
    [12, 40, '>=', 0, 0.019591041024],
    [20, 40, '>=', 0, 0.0159611627900083],
    [100, 70, '>', 0, 0.0339789982689314],
    [4, 40, '>=', 0, 0],
    [30, 70, '>=', 2, 0.0207632816204804],
    [12, 40, '<=', 0, 0.01526726656],
    [20, 10, '<', 0, 0.0431744952844634],
    [50, 5, '<=', 3, 0.0289296460768859],
  ])('of %i cases against %i %% (%s), %i of them open, agrees with R', (n, t, operator, open, size) => {
    expectClose(testSize(n, percent(t), operator, 0.05, open), size);
  });

  it('is 3.4 % on average of 1 to 100 cases against 40 %, and never above 5 %', () => {
    const sizes = Array.from({ length: 100 }, (_, i) => testSize(i + 1, percent(40), '>='));
    expectClose(sizes.reduce((sum, size) => sum + size, 0) / 100, 0.0336698859458223);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(0.05);
  });

  it('is the chance of the verdict that decide gives', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom<Operator>('>=', '>', '<=', '<'),
        (n, t, operator) => {
          let chance = 0;
          for (let x = 0; x <= n; x++)
            if (decide(x, n, percent(t), operator).verdict === 'not_met')
              chance += choose(n, x) * (t / 100) ** x * (1 - t / 100) ** (n - x);
          expect(testSize(n, percent(t), operator)).toBeCloseTo(chance, 10);
        },
      ),
    );
  });

  it('is 0 where no outcome is known or open cases may undo every verdict', () => {
    expect(testSize(0, percent(40), '>=')).toBe(0);
    expect(testSize(10, percent(40), '>=', 0.05, 10)).toBe(0);
    expect(testSize(12, percent(40), '>=', 0.05, 2)).toBe(0); // P(X <= 1) needs at most 1 met of 12, 2 are open.
    expect(() => testSize(3, percent(40), '>=', 0.05, 4)).toThrow(RangeError);
    expect(() => testSize(1.5, percent(40), '>=')).toThrow(RangeError);
  });
});

describe('benjaminiHochberg', () => {
  // R: p.adjust(p, "BH"); 25 p-values as in Benjamini and Hochberg's way of reading them, at three shares.
  const pValues = [
    0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34,
    0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
  ];
  it.each([
    [0.25, 6],
    [0.1, 2],
    [0.05, 1],
  ])('at q = %d names %i of 25 first, as R does', (q, number) => {
    const shuffled = [...pValues.slice(7), ...pValues.slice(0, 7)];
    const found = benjaminiHochberg(shuffled, q);
    expect(found.filter(({ first }) => first)).toHaveLength(number);
    expect(found[18]).toEqual({ rank: 1, first: true });
  });

  it('finds more than each p-value by itself would at its rank: a later one carries the earlier', () => {
    // 0.041 <= 2 / 4 · 0.1 fails for the first alone (0.041 > 0.025), the second carries it.
    expect(benjaminiHochberg([0.041, 0.042, 0.5, 0.9], 0.1).map(({ first }) => first)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(benjaminiHochberg([])).toEqual([]);
    expect(() => benjaminiHochberg([1.1])).toThrow(RangeError);
    expect(() => benjaminiHochberg([Number.NaN])).toThrow(RangeError);
  });
});

describe('chanceToSettle', () => {
  // R 4.2: the binomial chances of all counts whose exact lower or upper tail is at most 5 %.
  it.each([
    [7, 20, 40, 40, 0.122578510322469],
    [3, 10, 24, 70, 0.999773617826618],
    [9, 12, 100, 90, 0.994579238534609],
    [31, 54, 108, 50, 0.616429202787605],
  ])('of %i of %i with %i more against %i %% agrees with R', (x, n, more, t, chance) => {
    expectClose(chanceToSettle(x, n, more, percent(t), '>='), chance);
  });

  it('is certain where all cases were alike, and null without a rate', () => {
    expect(chanceToSettle(0, 2, 10, percent(40), '>=')).toBe(1); // 0.6^12 = 0.2 %
    expect(chanceToSettle(0, 2, 1, percent(40), '>=')).toBe(0); // 0.6^3 = 22 %
    expect(chanceToSettle(5, 5, 20, percent(90), '>=')).toBe(0); // 0.9^25 = 7 %
    expect(chanceToSettle(0, 0, 10, percent(40), '>=')).toBeNull();
    expect(chanceToSettle(8, 12, 0, percent(40), '>=')).toBe(0);
  });
});
