import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anhoej,
  gChart,
  laneyPPrime,
  nhsRules,
  pChart,
  tChart,
  uChart,
  xmr,
} from '../../../pipeline/statistics/index.js';
import {
  type Side,
  sevenOnOneSide,
  sevenPointTrend,
  twoInThree,
} from '../../../pipeline/statistics/nhs-patterns.js';
import { expectClose, readVector } from './vector.js';

const golden = readVector<{
  xmr: Record<string, number> & { values: number[] };
  g_chart: { values: number[]; mean: number; median: number; ucl: number };
}>('golden-small');
type Pattern = { v: number[]; y: number[]; close: number[]; rtm: number[]; expected: number[] };
type Snapshot = { mean: number; lpl: number; upl: number; screened: boolean };
const rules = readVector<{
  seven_point_one_side: Pattern[];
  part_of_seven: Pattern[];
  seven_point_trend: Pattern[];
  two_in_three: Pattern[];
  part_of_two_in_three: Pattern[];
  xmr_snapshot: { y: number[]; case1: Snapshot; case2: Snapshot; case3: Snapshot };
}>('nhsrplotthedots-rules');

/** From flags on the last of seven points to flags on all seven. */
const ofAllSeven = (flags: number[]) =>
  flags.map((_, i) => flags.slice(i, i + 7).find((flag) => flag !== 0) ?? 0);
const asSides = (values: number[]) => values as Side[];
const proportions = fc.array(
  fc
    .integer({ min: 1, max: 300 })
    .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) })),
  { minLength: 2, maxLength: 30 },
);

/** A point without a denominator. */
const noPoint = { value: null, low: null, high: null, nearLow: null, nearHigh: null };

describe('xmr', () => {
  it('agrees with the golden chart with 2.66 and with 3/1.128', () => {
    const { values } = golden.xmr;
    const nhs = xmr(values, { factor: 2.66, screen: true });
    expectClose(nhs?.mean, golden.xmr['mean'] as number);
    expectClose(nhs?.movingRange, golden.xmr['mr_mean'] as number);
    expectClose(nhs?.upper, golden.xmr['upl_2.66'] as number);
    expectClose(nhs?.lower, golden.xmr['lpl_2.66'] as number);
    expectClose(nhs?.movingRangeLimit, golden.xmr['mr_limit_3.267'] as number);
    expect(nhs?.screened).toBe(0);
    expectClose(xmr(values)?.upper, golden.xmr['upl_3_over_1.128'] as number);
  });

  it('agrees with the NHSRplotthedots snapshots, with and without screening', () => {
    const { y, case1, case2, case3 } = rules.xmr_snapshot;
    const jump = y.map((value, i) => (i === 14 ? 10 : value));
    for (const [values, expected] of [
      [y, case1],
      [jump, case2],
      [jump, case3],
    ] as const) {
      const chart = xmr(values, { factor: 2.66, screen: expected.screened });
      expectClose(chart?.mean, expected.mean, 1e-6);
      expectClose(chart?.lower, expected.lpl, 1e-6);
      expectClose(chart?.upper, expected.upl, 1e-6);
    }
  });

  it('lies on its own mean where nothing varies, whatever the value and the length', () => {
    const one = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      fc.constant(0.1),
    );
    fc.assert(
      fc.property(one, fc.integer({ min: 2, max: 60 }), (of, n) => {
        const value = of + 0;
        const values = Array.from({ length: n }, () => value);
        const lines = xmr(values);
        expect([lines?.mean, lines?.upper, lines?.lower, lines?.movingRange]).toEqual([
          value,
          value,
          value,
          0,
        ]);
        for (const point of nhsRules(values, { improvement: 'increase', target: value })?.points ?? [])
          expect([point.rule, point.direction, point.meaning]).toEqual([null, 0, 'common_cause']);
        if (value > 0) {
          const lines = tChart(values);
          expect([lines?.centre, lines?.upper, lines?.lower]).toEqual([value, value, value]);
        }
      }),
    );
  });

  it('screens a moving range from 3.267 means on', () => {
    const steady = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]; // nine ranges of 1
    expect(xmr([...steady, 5.2], { screen: true })?.screened).toBe(0); // 4.2 is 3.18 means
    expect(xmr([...steady, 5.9], { screen: true })).toMatchObject({ screened: 1, movingRange: 1 }); // 4.9 is 3.53
  });

  it('has no limits below two values and calls limits from fewer than twelve a trial', () => {
    expect(xmr([])).toBeNull();
    expect(xmr([5])).toBeNull();
    expect(xmr([5, 5])).toMatchObject({ upper: 5, lower: 5, trial: true });
    expect(xmr(golden.xmr.values)?.trial).toBe(false);
  });

  it('refuses gaps', () => {
    expect(() => xmr([1, Number.NaN, 2])).toThrow(/values\[1\] must be a finite number/);
  });
});

describe('pChart', () => {
  it('puts the limits three binomial sigmas from the pooled rate', () => {
    const chart = pChart([
      { x: 30, n: 100 },
      { x: 0, n: 0 },
      { x: 50, n: 100 },
    ]);
    expect(chart.centre).toBe(0.4);
    expectClose(chart.points[0]?.high, 0.4 + 3 * Math.sqrt(0.0024));
    expectClose(chart.points[0]?.low, 0.4 - 3 * Math.sqrt(0.0024));
    expect(chart.points[1]).toEqual(noPoint);
  });

  it('has no centre without any case', () => {
    expect(pChart([{ x: 0, n: 0 }]).centre).toBeNull();
  });
});

describe('laneyPPrime', () => {
  it('is the XmR chart of the proportions when all n are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 49 }), { minLength: 2, maxLength: 30 }), (met) => {
        const chart = laneyPPrime(met.map((x) => ({ x, n: 50 })));
        const lines = xmr(met.map((x) => x / 50));
        expect(chart.points[0]?.high).toBeCloseTo(Math.min(1, lines?.upper ?? 0), 12);
        expect(chart.points[0]?.low).toBeCloseTo(Math.max(0, lines?.lower ?? 0), 12);
      }),
    );
  });

  it('widens the p chart by sigmaZ', () => {
    fc.assert(
      fc.property(proportions, (counts) => {
        const { sigmaZ, centre, points } = laneyPPrime(counts);
        if (sigmaZ === null || centre === null) return;
        points.forEach(({ high }, i) => {
          const reach = 3 * sigmaZ * Math.sqrt((centre * (1 - centre)) / (counts[i]?.n as number));
          expect(high).toBeCloseTo(Math.min(1, centre + reach), 12);
        });
      }),
    );
  });

  it('has no limits where the pooled rate is 0, 1 or from a single point', () => {
    expect(
      laneyPPrime([
        { x: 0, n: 5 },
        { x: 0, n: 7 },
      ]).sigmaZ,
    ).toBeNull();
    expect(
      laneyPPrime([
        { x: 2, n: 5 },
        { x: 0, n: 0 },
      ]),
    ).toEqual({
      centre: 0.4,
      sigmaZ: null,
      points: [{ ...noPoint, value: 0.4 }, noPoint],
    });
  });
});

describe('uChart', () => {
  it('puts the limits three Poisson sigmas from the pooled rate, not below 0', () => {
    const chart = uChart([
      { x: 4, exposure: 50 },
      { x: 0, exposure: 0 },
      { x: 6, exposure: 200 },
    ]);
    expect(chart.centre).toBe(0.04);
    expectClose(chart.points[0]?.high, 0.04 + 3 * Math.sqrt(0.04 / 50));
    expect(chart.points[0]?.low).toBe(0);
    expect(chart.points[1]).toEqual(noPoint);
  });

  it('refuses events without exposure', () => {
    expect(() => uChart([{ x: 1, exposure: 0 }])).toThrow(RangeError);
  });
});

describe('gChart and tChart', () => {
  it('agree with the golden g chart: limits from the mean, the median drawn', () => {
    const chart = gChart(golden.g_chart.values);
    expect(chart).toMatchObject({ mean: golden.g_chart.mean, centre: golden.g_chart.median, lower: 0 });
    expectClose(chart?.upper, golden.g_chart.ucl);
  });

  it('make the t chart the XmR chart of the times to the power 1/3.6', () => {
    const lines = xmr(golden.g_chart.values.map((value) => value ** (1 / 3.6)));
    const chart = tChart(golden.g_chart.values);
    expectClose(chart?.upper, (lines?.upper ?? 0) ** 3.6);
    expectClose(chart?.upper, 125.238998474158); // mpmath
    expectClose(chart?.lower, 0.22171042335663);
    expect(tChart([1, 1000, 1, 1000])?.lower).toBe(0);
  });

  it('have no lines without values and refuse times of 0', () => {
    expect(gChart([])).toBeNull();
    expect(tChart([3])).toBeNull();
    expect(() => tChart([1, 0, 2])).toThrow(/times\[1\] must be above 0/);
    expect(() => gChart([1.5])).toThrow(RangeError);
  });
});

describe('anhoej', () => {
  it('signals a shift of twelve in twenty-four by a long run and few crossings', () => {
    const values = [...Array(12).fill(1), ...Array(12).fill(2)];
    // n = 24: round(log2 24) + 3 = 8; R qbinom(0.05, 23, 0.5) = 8
    expect(anhoej(values)).toMatchObject({
      useful: 24,
      longestRun: 12,
      longestRunMax: 8,
      crossings: 1,
      crossingsMin: 8,
      longRun: true,
      fewCrossings: true,
      signal: true,
    });
  });

  it('keeps quiet about a series that keeps changing sides, and leaves values on the line out', () => {
    const result = anhoej([1, 3, 2, 1, 3, 2, 1, 3, 2, 1, 3]);
    expect(result).toMatchObject({ centre: 2, useful: 8, longestRun: 1, crossings: 7, signal: false });
  });

  it('has the limits of Anhøj and Olesen for 10, 20, 21 and 30 useful values', () => {
    const limits = [10, 20, 21, 30].map((n) => {
      const result = anhoej(
        Array.from({ length: n }, (_, i) => i % 2),
        0.5,
      );
      return [result?.longestRunMax, result?.crossingsMin];
    });
    expect(limits).toEqual([
      [6, 2],
      [7, 6],
      [7, 6], // P(X <= 6 | 20, 1/2) = 0.0577
      [8, 10],
    ]);
  });

  it('has nothing to say when all values lie on the line', () => {
    expect(anhoej([2, 2, 2])).toBeNull();
    expect(anhoej([])).toBeNull();
  });
});

describe('the NHS patterns', () => {
  it('mark all of seven or more on one side, as NHSRplotthedots', () => {
    for (const { v, expected } of rules.seven_point_one_side) {
      expect(sevenOnOneSide(asSides(v)).map(Number)).toEqual(ofAllSeven(expected));
    }
    for (const { v, expected } of rules.part_of_seven) {
      const sides = v.map((_, i) => v.slice(i, i + 7).find((flag) => flag !== 0) ?? 0);
      expect(sevenOnOneSide(asSides(sides)).map(Number)).toEqual(expected);
    }
  });

  it('mark all of seven rising or falling points with their sign, as NHSRplotthedots', () => {
    for (const { y, expected } of rules.seven_point_trend)
      expect(sevenPointTrend(y)).toEqual(ofAllSeven(expected));
  });

  it('mark three on one side of which two are near the limit, as NHSRplotthedots', () => {
    for (const { close, rtm, expected } of rules.two_in_three) {
      expect(twoInThree(close.map(Boolean), asSides(rtm)).map(Number)).toEqual(expected);
    }
    for (const { close, rtm, expected } of rules.part_of_two_in_three) {
      const near = close.map(Boolean);
      expect(twoInThree(near, asSides(rtm)).map((mark, i) => Number(mark && near[i]))).toEqual(expected);
    }
  });
});

describe('nhsRules', () => {
  it('takes no other word for what is good', () => {
    expect(() => nhsRules([1, 2], { improvement: 'up' as 'increase' })).toThrow(/improvement must be one of/);
  });

  it('finds no special cause in the golden series', () => {
    const chart = nhsRules(golden.xmr.values, { improvement: 'increase' });
    expect(chart?.points.every(({ rule, meaning }) => rule === null && meaning === 'common_cause')).toBe(
      true,
    );
    expect(chart?.trial).toBe(false);
  });

  it('names the first rule that applies: outside, trend, two in three, one side', () => {
    const level = [50, 52, 48, 51, 49, 52, 48, 50, 51, 49];
    const outside = nhsRules([...level, 90], { improvement: 'decrease' });
    expect(outside?.points.at(-1)).toMatchObject({
      rule: 'outside_limits',
      direction: 1,
      meaning: 'concern',
    });
    const wide = [60, 40, 60, 40, 60, 40];
    const trend = nhsRules([...wide, 44, 46, 48, 50, 52, 54, 56], { improvement: 'increase' });
    expect(trend?.points.slice(6).map(({ rule }) => rule)).toEqual(Array(7).fill('seven_point_trend'));
    expect(trend?.points[6]).toMatchObject({ direction: 1, meaning: 'improvement' });
    const shift = nhsRules([...wide, ...wide, 40, 40, 54, 55, 54, 55, 54, 55, 54], {
      improvement: 'neutral',
    });
    expect(shift?.points.at(-1)).toMatchObject({
      rule: 'seven_on_one_side',
      direction: 1,
      meaning: 'neutral',
    });
  });

  it('marks of two in three only the points near the limit', () => {
    const values = [50, 54, 46, 54, 46, 54, 46, 50, 72, 55, 72, 46, 54, 46, 54, 46];
    const chart = nhsRules(values, { improvement: 'increase' });
    expect(chart?.points.slice(8, 11).map(({ rule }) => rule)).toEqual([
      'two_in_three',
      null,
      'two_in_three',
    ]);
  });

  it('does not count a point outside the limits as near them', () => {
    const values = [52, 48, 52, 48, 52, 48, 52, 48, 60, 78, 66, 52, 48, 52, 48, 52, 48];
    const chart = nhsRules(values, { improvement: 'increase' });
    const upper = chart?.points[0]?.upper as number;
    const mean = chart?.points[0]?.mean as number;
    expect(78).toBeGreaterThan(upper);
    expect(66).toBeGreaterThan(mean + (2 / 3) * (upper - mean));
    expect(chart?.points.slice(8, 11).map(({ rule }) => rule)).toEqual([null, 'outside_limits', null]);
  });

  it('judges the target by where the last limits lie', () => {
    const assurance = (target: number, improvement: 'increase' | 'decrease' | 'neutral') =>
      nhsRules(golden.xmr.values, { improvement, target })?.assurance;
    expect(assurance(70, 'increase')).toBe('consistent_fail');
    expect(assurance(70, 'decrease')).toBe('consistent_pass');
    expect(assurance(30, 'increase')).toBe('consistent_pass');
    expect(assurance(30, 'decrease')).toBe('consistent_fail');
    expect(assurance(50, 'increase')).toBe('inconsistent');
    expect(assurance(70, 'neutral')).toBeNull();
    expect(nhsRules(golden.xmr.values, { improvement: 'increase' })?.assurance).toBeNull();
  });

  it('begins limits and rules anew where the process was rebased', () => {
    const chart = nhsRules([1, 2, 1, 2, 11, 12, 11, 12], { improvement: 'increase', rebaseAt: [4] });
    expect(chart?.points.map(({ mean }) => mean)).toEqual([1.5, 1.5, 1.5, 1.5, 11.5, 11.5, 11.5, 11.5]);
    expect(chart?.trial).toBe(true);
    expect(() => nhsRules([1, 2, 3], { improvement: 'increase', rebaseAt: [2] })).toThrow(RangeError);
    expect(() => nhsRules([1, 2, 3], { improvement: 'increase', rebaseAt: [3] })).toThrow(RangeError);
    expect(nhsRules([], { improvement: 'increase' })).toBeNull();
  });
});
