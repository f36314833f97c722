import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide, type Operator, type Threshold } from '../../../pipeline/statistics/index.js';
import { timesLonger } from '../../growth.js';
import { readVector } from './vector.js';

const decidability = readVector<Record<string, [number, number | null, number | null][]>>('decidability');

const forty = { num: 40, den: 100 };
const seventy = { num: 70, den: 100 };
const oneInTenThousand = { num: 1, den: 10_000 };

/** P(X <= x) times den^n in whole numbers, by binomial coefficients: written apart from the code under test. */
function wholeLowerTail(x: number, n: number, { num, den }: Threshold): bigint {
  const hit = BigInt(num);
  const miss = BigInt(den - num);
  let coefficient = 1n;
  let sum = 0n;
  for (let k = 0; k <= x; k++) {
    sum += coefficient * hit ** BigInt(k) * miss ** BigInt(n - k);
    coefficient = (coefficient * BigInt(n - k)) / BigInt(k + 1);
  }
  return sum;
}

/** The verdict at alpha = 1/20 by whole numbers alone. */
function exactVerdict(x: number, n: number, threshold: Threshold, operator: Operator): Decision['verdict'] {
  const total = BigInt(threshold.den) ** BigInt(n);
  const atMost = wholeLowerTail(x, n, threshold);
  const atLeast = total - (x === 0 ? 0n : wholeLowerTail(x - 1, n, threshold));
  const upward = operator === '>=' || operator === '>';
  if (20n * atMost <= total) return upward ? 'not_met' : 'met';
  if (20n * atLeast <= total) return upward ? 'met' : 'not_met';
  return 'cannot_tell';
}

describe('decide: the verdict', () => {
  it.each([
    ['p0_0.40', { num: 40, den: 100 }],
    ['p0_0.70', { num: 7, den: 10 }],
    ['p0_0.90', { num: 9, den: 10 }],
  ])('agrees with exact rationals for every x of n = 1 to 200 at %s', (name, threshold) => {
    const rows = decidability[name] ?? [];
    expect(rows).toHaveLength(200);
    for (const [n, below, above] of rows) {
      for (let x = 0; x <= n; x++) {
        const isBelow = below !== null && x <= below;
        const isAbove = above !== null && x >= above;
        for (const operator of ['>=', '>'] as const) {
          const expected = isBelow ? 'not_met' : isAbove ? 'met' : 'cannot_tell';
          expect(decide(x, n, threshold, operator).verdict, `${x}/${n} ${operator}`).toBe(expected);
        }
        for (const operator of ['<=', '<'] as const) {
          const expected = isBelow ? 'met' : isAbove ? 'not_met' : 'cannot_tell';
          expect(decide(x, n, threshold, operator).verdict, `${x}/${n} ${operator}`).toBe(expected);
        }
      }
    }
  });

  it('agrees with whole-number arithmetic at arbitrary fractions', () => {
    const cases = fc.record({
      n: fc.integer({ min: 1, max: 120 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      den: fc.integer({ min: 1, max: 60 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      operator: fc.constantFrom<Operator>('>=', '>', '<=', '<'),
    });
    fc.assert(
      fc.property(cases, ({ n, share, den, part, operator }) => {
        const x = Math.round(share * n);
        const threshold = { num: Math.round(part * den), den };
        expect(decide(x, n, threshold, operator).verdict).toBe(exactVerdict(x, n, threshold, operator));
      }),
      { numRuns: 1000 },
    );
  });

  it('counts a probability of exactly alpha as shown, although floating point misses it', () => {
    expect(decide(1, 1, { num: 1, den: 20 }, '<=').verdict).toBe('not_met'); // P = 1/20
    expect(decide(2, 2, { num: 1, den: 5 }, '<=', 0.04).verdict).toBe('not_met'); // P = 1/25, 0.2 * 0.2 > 0.04
    expect(decide(3, 3, { num: 1, den: 10 }, '<=', 0.001).verdict).toBe('not_met'); // P = 1/1000
    expect(decide(3, 3, { num: 1, den: 10 }, '<=', 0.000999999999999).verdict).toBe('cannot_tell');
  });

  it('cannot prove a rate of at most 0.01 % by fewer than 29,956 cases without an event', () => {
    const first = decide(0, 29_955, oneInTenThousand, '<=');
    expect(first).toMatchObject({ formal: 'met', verdict: 'cannot_tell', needed: 1 });
    expect(decide(0, 29_956, oneInTenThousand, '<=')).toMatchObject({
      formal: 'met',
      verdict: 'met',
      needed: null,
    });
    const shown = (n: bigint) => 20n * 9_999n ** n <= 10_000n ** n;
    expect([shown(29_955n), shown(29_956n)]).toEqual([false, true]);
  });

  it('proves more than 70 % by nine of nine at the earliest', () => {
    expect(decide(8, 8, seventy, '>').verdict).toBe('cannot_tell');
    expect(decide(9, 9, seventy, '>').verdict).toBe('met');
  });

  it('gives the probabilities of 7 and of 5 in 20 against 40 %', () => {
    expect(decide(7, 20, forty, '>=').pValue).toBeCloseTo(0.4159, 4);
    expect(decide(5, 20, forty, '>=').pValue).toBeCloseTo(0.1256, 4);
  });

  it('says the same of met under a norm and of not met under the mirrored norm', () => {
    const mirror = { '>=': '<=', '>': '<', '<=': '>=', '<': '>' } as const;
    const cases = fc.record({
      n: fc.integer({ min: 1, max: 400 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      den: fc.integer({ min: 1, max: 1000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      operator: fc.constantFrom<Operator>('>=', '>', '<=', '<'),
    });
    fc.assert(
      fc.property(cases, ({ n, share, den, part, operator }) => {
        const x = Math.round(share * n);
        const num = Math.round(part * den);
        const here = decide(x, n, { num, den }, operator);
        const there = decide(n - x, n, { num: den - num, den }, mirror[operator]);
        expect(there).toEqual({ ...here, pValue: there.pValue });
        expect(there.pValue).toBeCloseTo(here.pValue as number, 12);
        if (here.verdict !== 'cannot_tell') expect(here.verdict).toBe(here.formal);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('decide: the formal comparison', () => {
  it('lets exactly 40.0 % pass "at least 40 %" and fail "more than 40 %"', () => {
    expect(decide(8, 20, forty, '>=').formal).toBe('met');
    expect(decide(8, 20, forty, '>').formal).toBe('not_met');
    expect(decide(8, 20, forty, '<=').formal).toBe('met');
    expect(decide(8, 20, forty, '<').formal).toBe('not_met');
  });

  it('fails exactly 70.0 % under "more than 70 %" however many the cases', () => {
    for (const n of [10, 100, 1_000_000])
      expect(decide((7 * n) / 10, n, seventy, '>').formal).toBe('not_met');
    expect(decide(700_001, 1_000_000, seventy, '>').formal).toBe('met');
  });

  it('does not round: 39.996 % fails 40 %, 70.004 % is more than 70 %', () => {
    expect(decide(9_999, 25_000, forty, '>=').formal).toBe('not_met');
    expect(decide(17_501, 25_000, seventy, '>').formal).toBe('met');
  });

  it('compares a fraction that no binary number holds', () => {
    const third = { num: 1, den: 3 };
    expect(decide(3_333_333, 10_000_000, third, '>=').formal).toBe('not_met');
    expect(decide(3_333_334, 10_000_000, third, '>=').formal).toBe('met');
    expect(decide(3_000_000, 9_000_000, third, '>').formal).toBe('not_met');
  });
});

describe('decide: the cases needed', () => {
  it('is the first number of further cases at the present rate that settles it, by trying all', () => {
    const thresholds = [forty, { num: 9, den: 10 }, { num: 1, den: 100 }, { num: 1, den: 3 }];
    let compared = 0;
    for (const threshold of thresholds) {
      for (const [x, n] of [
        [0, 3],
        [1, 4],
        [2, 4],
        [5, 8],
        [3, 10],
        [10, 11],
        [7, 20],
        [25, 30],
        [1, 60],
        [30, 35],
      ] as const) {
        const decision = decide(x, n, threshold, '>=');
        if (decision.needed === null || decision.needed > 400) continue;
        const { num, den } = threshold;
        const settles = (more: number) => {
          const doubled = 2 * x * (n + more); // 2n times the rate kept
          const kept =
            x * den < num * n ? Math.floor((doubled + n) / (2 * n)) : Math.ceil((doubled - n) / (2 * n));
          return exactVerdict(kept, n + more, threshold, '>=') !== 'cannot_tell';
        };
        let first = 1;
        while (!settles(first)) first++;
        expect(decision.needed, `${x}/${n} against ${num}/${den}`).toBe(first);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(12);
  });

  it('is null when settled, at the threshold itself and beyond ten million cases', () => {
    expect(decide(0, 20, forty, '>=')).toMatchObject({ verdict: 'not_met', needed: null });
    expect(decide(8, 20, forty, '>=')).toMatchObject({ verdict: 'cannot_tell', needed: null });
    expect(decide(39_999, 100_000, forty, '>=')).toMatchObject({ verdict: 'cannot_tell', needed: null });
  });

  it('counts event-free cases up to the bound for rare events', () => {
    expect(decide(0, 100, oneInTenThousand, '<=').needed).toBe(29_956 - 100);
  });
});

describe('decide: the edges', () => {
  it('takes no other sign: a word it does not know must not read as another', () => {
    for (const sign of ['≥', '=>', '==', '', 'toString'])
      expect(() => decide(8, 10, { num: 40, den: 100 }, sign as '>=')).toThrow(RangeError);
  });

  it('judges nothing without cases', () => {
    expect(decide(0, 0, forty, '>=')).toEqual({
      formal: null,
      verdict: 'not_applicable',
      pValue: null,
      needed: null,
    });
  });

  it('refutes 100 % by one miss and never proves it', () => {
    const all = { num: 1, den: 1 };
    expect(decide(99, 100, all, '>=')).toEqual({
      formal: 'not_met',
      verdict: 'not_met',
      pValue: 0,
      needed: null,
    });
    expect(decide(100, 100, all, '>=')).toEqual({
      formal: 'met',
      verdict: 'cannot_tell',
      pValue: 1,
      needed: null,
    });
  });

  it('refuses impossible counts, thresholds and alphas', () => {
    expect(() => decide(3, 2, forty, '>=')).toThrow(RangeError);
    expect(() => decide(-1, 2, forty, '>=')).toThrow(RangeError);
    expect(() => decide(0.5, 2, forty, '>=')).toThrow(RangeError);
    expect(() => decide(1, 2, { num: 0.4, den: 1 }, '>=')).toThrow(/threshold must be whole numbers/);
    expect(() => decide(1, 2, { num: 3, den: 2 }, '>=')).toThrow(RangeError);
    expect(() => decide(1, 2, { num: 0, den: 0 }, '>=')).toThrow(RangeError);
    expect(() => decide(1, 2, forty, '>=', 0.5)).toThrow(RangeError);
  });

  it('answers of millions of cases hardly slower than of thousands', async () => {
    const thresholds = [forty, seventy, { num: 90, den: 100 }, oneInTenThousand];
    const ask = (from: number, to: number) => {
      for (let n = from; n < to; n = Math.ceil(n * 1.02)) {
        for (const threshold of thresholds) {
          const rate = threshold.num / threshold.den;
          const x = Math.floor(n * rate + Math.sqrt(n * rate * (1 - rate)) * Math.sin(n));
          decide(Math.max(0, Math.min(n, x)), n, threshold, '>=');
        }
      }
    };
    // As many questions, of a thousand times as many cases.
    const times = await timesLonger(
      () => ask(500, 5_000),
      () => ask(500_000, 5_000_000),
      10,
    );
    expect(times).toBeLessThan(10);
  });
});
