import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  binomialTest,
  byar,
  clopperPearson,
  decide,
  medianInterval,
  normalQuantile,
  poissonExact,
  wilson,
} from '../../../pipeline/statistics/index.js';
import { expectClose, readVector } from './vector.js';

type BinomialRow = Record<string, number> & { x: number; n: number };
const exact = readVector<{ rows: BinomialRow[] }>('binomial-ci-and-tests').rows;
const large = readVector<{
  lower_tails: { rows: [number, number, number, number, number][] };
  clopper_pearson_95: { rows: [number, number, number, number][] };
  poisson_95: { rows: [number, number, number][] };
  normal_quantiles: { rows: [number, number][] };
}>('large-counts');
const confint = readVector<{ rows: { x: number; n: number; method: string; low: number; upp: number }[] }>(
  'statsmodels-binom-confint',
).rows;
const scipy = readVector<{
  exact: {
    k: number;
    n: number;
    p: number;
    conf: number;
    alternative: string;
    pvalue: number;
    low: number;
    high: number;
  }[];
  wilson_n10: {
    k: number;
    alternative: string;
    continuity: boolean;
    conf: number;
    low: number;
    high: number;
  }[];
}>('scipy-binomtest');
const golden = readVector<{ poisson_95: { x: number; exact: number[]; byar: number[] }[] }>('golden-small');

const counts = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const confidence = fc.double({ min: 0.5, max: 0.999, noNaN: true });

describe('wilson', () => {
  it('agrees with 50-digit values at 95 % and 99.8 %', () => {
    for (const row of exact) {
      const at95 = wilson(row.x, row.n);
      expectClose(at95?.low, row['wilson_lo_95'] as number, 1e-13);
      expectClose(at95?.high, row['wilson_hi_95'] as number, 1e-13);
      const at998 = wilson(row.x, row.n, 0.998);
      expectClose(at998?.low, row['wilson_lo_998'] as number, 1e-12);
      expectClose(at998?.high, row['wilson_hi_998'] as number, 1e-12);
    }
  });

  it('agrees with R binom.confint(method = "wilson") as printed in statsmodels', () => {
    for (const { x, n, low, upp } of confint.filter((row) => row.method === 'wilson')) {
      expectClose(wilson(x, n)?.low, low, 2e-6);
      expectClose(wilson(x, n)?.high, upp, 2e-6);
    }
  });

  it('agrees with R prop.test without continuity correction as printed in SciPy, one-sided at twice the error', () => {
    for (const { k, alternative, continuity, conf, low, high } of scipy.wilson_n10) {
      if (continuity) continue;
      const interval = wilson(k, 10, alternative === 'two-sided' ? conf : 2 * conf - 1);
      if (alternative !== 'less') expectClose(interval?.low, low, 1e-6);
      if (alternative !== 'greater') expectClose(interval?.high, high, 1e-6);
    }
  });

  it('is null without cases, exactly 0 below when none is met and exactly 1 above when all are', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(0, 10)?.low).toBe(0);
    expect(wilson(10, 10)?.high).toBe(1);
  });

  it('stays from 0 to 1 and holds the observed rate', () => {
    fc.assert(
      fc.property(counts, confidence, ([x, n], conf) => {
        const { low, high } = wilson(x, n, conf) as { low: number; high: number };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(x / n);
        expect(high).toBeGreaterThanOrEqual(x / n);
      }),
    );
  });

  it('rises with every case met and mirrors when met and not met change places', () => {
    fc.assert(
      fc.property(counts, ([x, n]) => {
        const here = wilson(x, n) as { low: number; high: number };
        const mirrored = wilson(n - x, n) as { low: number; high: number };
        expect(mirrored.low).toBeCloseTo(1 - here.high, 14);
        expect(mirrored.high).toBeCloseTo(1 - here.low, 14);
        if (x === n) return;
        const next = wilson(x + 1, n) as { low: number; high: number };
        expect(next.low).toBeGreaterThan(here.low);
        expect(next.high).toBeGreaterThan(here.high);
      }),
    );
  });
});

describe('clopperPearson', () => {
  it('agrees with 50-digit values at 95 % and 99.8 %', () => {
    for (const row of exact) {
      for (const [conf, name] of [
        [0.95, '95'],
        [0.998, '998'],
      ] as const) {
        const interval = clopperPearson(row.x, row.n, conf);
        expectClose(interval?.low, row[`cp_lo_${name}`] as number, 1e-12);
        expectClose(interval?.high, row[`cp_hi_${name}`] as number, 1e-12);
      }
    }
  });

  it('agrees with 50-digit values up to ten million cases', () => {
    for (const [x, n, low, high] of large.clopper_pearson_95.rows) {
      expectClose(clopperPearson(x, n)?.low, low, 1e-12);
      expectClose(clopperPearson(x, n)?.high, high, 1e-12);
    }
  });

  it('agrees with R binom.confint(method = "exact") as printed in statsmodels', () => {
    for (const { x, n, low, upp } of confint.filter((row) => row.method === 'exact')) {
      expectClose(clopperPearson(x, n)?.low, low, 1e-7);
      expectClose(clopperPearson(x, n)?.high, upp, 1e-7);
    }
  });

  it('agrees with R binom.test as printed in SciPy, one-sided at twice the error', () => {
    for (const { k, n, conf, alternative, low, high } of scipy.exact) {
      const interval = clopperPearson(k, n, alternative === 'two-sided' ? conf : 2 * conf - 1);
      if (alternative !== 'less') expectClose(interval?.low, low, 1e-6);
      if (alternative !== 'greater') expectClose(interval?.high, high, 1e-6);
    }
  });

  it('ends where the one-sided exact tests reach half the error', () => {
    fc.assert(
      fc.property(counts, confidence, ([x, n], conf) => {
        const { low, high } = clopperPearson(x, n, conf) as { low: number; high: number };
        const tail = (1 - conf) / 2;
        if (x > 0) expectClose(binomialTest(x, n, low, 'greater'), tail, 1e-8);
        if (x < n) expectClose(binomialTest(x, n, high, 'less'), tail, 1e-8);
      }),
    );
  });

  it('cannot put a one-year survival above 70 % until eleven of eleven are alive, Wilson until nine of nine', () => {
    expect(clopperPearson(10, 10)?.low).toBeLessThan(0.7);
    expect(clopperPearson(11, 11)?.low).toBeGreaterThan(0.7);
    expect(wilson(8, 8)?.low).toBeLessThan(0.7);
    expect(wilson(9, 9)?.low).toBeGreaterThan(0.7);
  });

  it('is null without cases', () => {
    expect(clopperPearson(0, 0)).toBeNull();
  });
});

describe('binomialTest', () => {
  it('takes no other word for the side', () => {
    for (const side of ['two.sided', 'lower', ''])
      expect(() => binomialTest(1, 2, 0.5, side as 'less')).toThrow(RangeError);
  });

  it('agrees with 50-digit values against 0.40, two-sided as R binom.test', () => {
    for (const row of exact) {
      expectClose(binomialTest(row.x, row.n, 0.4, 'less'), row['p_le'] as number, 1e-12);
      expectClose(binomialTest(row.x, row.n, 0.4, 'two-sided'), row['p_two_minlike'] as number, 1e-12);
      // The source took 1 - P(X < x) at 50 digits, so its values near 1e-50 are noise (one is negative).
      const atLeast = row['p_ge'] as number;
      if (atLeast > 1e-35) expectClose(binomialTest(row.x, row.n, 0.4, 'greater'), atLeast, 1e-12);
    }
  });

  it('agrees with R 3.6.2 binom.test as printed in SciPy', () => {
    for (const { k, n, p, alternative, pvalue } of scipy.exact) {
      expectClose(binomialTest(k, n, p, alternative as 'less'), pvalue, 1e-6);
    }
  });

  it('agrees with 50-digit tails up to ten million cases', () => {
    for (const [x, n, num, den, p] of large.lower_tails.rows) {
      expectClose(binomialTest(x, n, num / den, 'less'), p, 1e-12);
      expectClose(decide(x, n, { num, den }, '>=').pValue, p, 1e-12);
      expectClose(decide(n - x, n, { num: den - num, den }, '<=').pValue, p, 1e-12);
    }
  });

  it('gives a centre with a true rate of 45 % a chance of 25.2 % to show less than 40 % of 20, 18.2 % of 60', () => {
    expect(binomialTest(7, 20, 0.45, 'less')).toBeCloseTo(0.252, 3);
    expect(binomialTest(23, 60, 0.45, 'less')).toBeCloseTo(0.182, 3);
  });

  it('counts the observed outcome in both tails, and gives 1 without cases', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.001, max: 0.999, noNaN: true }), ([x, n], p) => {
        const both = binomialTest(x, n, p, 'less') + binomialTest(x, n, p, 'greater');
        expect(both).toBeGreaterThanOrEqual(1);
        const twoSided = binomialTest(x, n, p, 'two-sided');
        const smaller = Math.min(binomialTest(x, n, p, 'less'), binomialTest(x, n, p, 'greater'));
        expect(twoSided).toBeLessThanOrEqual(1);
        expect(twoSided).toBeGreaterThanOrEqual(smaller * (1 - 1e-12));
      }),
    );
    expect(binomialTest(0, 0, 0.4, 'two-sided')).toBe(1);
  });

  it('takes outcomes that are equally likely but for rounding as equally likely', () => {
    // With (n + 1) p whole the two likeliest counts are tied, so that all outcomes are no likelier than either.
    for (let likeliest = 1; likeliest <= 100; likeliest++) {
      const n = 3 * likeliest - 1;
      expect(binomialTest(likeliest, n, 1 / 3, 'two-sided')).toBeCloseTo(1, 12);
      expect(binomialTest(likeliest - 1, n, 1 / 3, 'two-sided')).toBeCloseTo(1, 12);
    }
  });

  it('is certain at the probabilities 0 and 1', () => {
    expect(binomialTest(0, 5, 0, 'two-sided')).toBe(1);
    expect(binomialTest(1, 5, 0, 'greater')).toBe(0);
    expect(binomialTest(4, 5, 1, 'less')).toBe(0);
    expect(binomialTest(4, 5, 1, 'two-sided')).toBe(0);
  });
});

describe('poissonExact and byar', () => {
  it('agree with the golden values at 95 %', () => {
    for (const row of golden.poisson_95) {
      expectClose(poissonExact(row.x).low, row.exact[0] as number, 1e-13);
      expectClose(poissonExact(row.x).high, row.exact[1] as number, 1e-13);
      expectClose(byar(row.x).low, row.byar[0] as number, 1e-13);
      expectClose(byar(row.x).high, row.byar[1] as number, 1e-13);
    }
  });

  it('agree with each other and with 50-digit values for very many events', () => {
    for (const [x, low, high] of large.poisson_95.rows) {
      expectClose(poissonExact(x).low, low, 1e-13);
      expectClose(poissonExact(x).high, high, 1e-13);
      expectClose(byar(x).low, low, 1e-5);
      expectClose(byar(x).high, high, 1e-5);
    }
  });
});

describe('normalQuantile', () => {
  it('agrees with 50-digit values on both sides', () => {
    for (const [p, z] of large.normal_quantiles.rows) {
      expectClose(normalQuantile(p), z, p > 0.9999 ? 1e-10 : 1e-12);
    }
    expect(normalQuantile(0.5)).toBe(0);
    expectClose(normalQuantile(0.025), -1.9599639845400543, 1e-14);
  });
});

describe('medianInterval', () => {
  it('gives the ranks of Conover (1999), table A3', () => {
    expect(medianInterval(6)).toEqual({ lower: 1, upper: 6 });
    expect(medianInterval(9)).toEqual({ lower: 2, upper: 8 });
    expect(medianInterval(20)).toEqual({ lower: 6, upper: 15 });
    expect(medianInterval(50)).toEqual({ lower: 18, upper: 33 });
  });

  it('is null below six values, which cannot enclose a median with 95 %', () => {
    for (const n of [0, 1, 2, 3, 4, 5]) expect(medianInterval(n)).toBeNull();
  });

  it('keeps an end whose error is exactly half of what is allowed', () => {
    expect(medianInterval(3, 0.75)).toEqual({ lower: 1, upper: 3 });
  });

  it('is the narrowest that covers at least the confidence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 1_000_000 }), (n) => {
        const ranks = medianInterval(n);
        const lower = ranks?.lower ?? 0;
        expect(ranks?.upper).toBe(n + 1 - lower);
        expect(binomialTest(lower - 1, n, 0.5, 'less')).toBeLessThanOrEqual(0.025);
        expect(binomialTest(lower, n, 0.5, 'less')).toBeGreaterThan(0.025);
      }),
    );
  });
});

describe('impossible counts', () => {
  it('are refused by name', () => {
    expect(() => wilson(3, 2)).toThrow(/x must not exceed n/);
    expect(() => wilson(-1, 2)).toThrow(RangeError);
    expect(() => clopperPearson(1.5, 2)).toThrow(RangeError);
    expect(() => wilson(1, 2, 1)).toThrow(/conf must lie between 0 and 1/);
    expect(() => wilson(1, 2, -0.5)).toThrow(RangeError);
    expect(() => binomialTest(1, 2, 1.1, 'less')).toThrow(RangeError);
    expect(() => poissonExact(Number.NaN)).toThrow(RangeError);
    expect(() => byar(-1)).toThrow(RangeError);
    expect(() => medianInterval(-1)).toThrow(RangeError);
  });
});
