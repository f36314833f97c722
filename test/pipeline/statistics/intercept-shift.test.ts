import { describe, expect, it } from 'vitest';
import {
  expectedNumber,
  interceptShift,
  shiftedProbability,
} from '../../../pipeline/statistics/intercept-shift.js';

describe('shiftedProbability', () => {
  it.each([
    // The odds are multiplied by exp(shift): 1/4 × 4 = 1, 4 × 4 = 16, 1 × 1/3 = 1/3.
    [0.2, Math.log(4), 1 / 2],
    [0.8, Math.log(4), 16 / 17],
    [0.5, -Math.log(3), 1 / 4],
    [0.37, 0, 0.37],
  ])('of %f by %f is %f', (probability, shift, shifted) => {
    expect(shiftedProbability(probability, shift)).toBeCloseTo(shifted, 12);
  });
});

describe('expectedNumber', () => {
  it('adds up the probabilities', () => {
    expect(
      expectedNumber([
        { probability: 0.57, n: 6 },
        { probability: 0.92, n: 2 },
      ]),
    ).toBeCloseTo(5.26, 12);
    expect(expectedNumber([])).toBe(0);
  });
});

describe('interceptShift', () => {
  it.each([
    // One probability: its logit must become that of the observed share. 8 of 10 from 0.5: ln 4.
    ['8 of 10 where half was expected', [{ probability: 0.5, n: 10 }], 8, Math.log(4)],
    // Half of 10 from 0.57: −ln(0.57/0.43).
    ['half where 0.57 was expected', [{ probability: 0.57, n: 10 }], 5, -Math.log(0.57 / 0.43)],
    // Odds of 1/4 and 4 by 4 are 1 and 16: 10/2 + 10·16/17.
    [
      'two groups of which the odds are multiplied by 4',
      [
        { probability: 0.2, n: 10 },
        { probability: 0.8, n: 10 },
      ],
      5 + 160 / 17,
      Math.log(4),
    ],
    ['as many as expected', [{ probability: 0.3, n: 10 }], 3, 0],
    // 1 of 1,000,000 from 0.92: far down the scale, −ln(999999) − ln(0.92/0.08).
    ['one of a million', [{ probability: 0.92, n: 1e6 }], 1, -Math.log(999_999) - Math.log(0.92 / 0.08)],
  ])('is found for %s', (_, groups, observed, shift) => {
    expect(interceptShift(groups, observed)).toBeCloseTo(shift, 9);
  });

  it('makes the expected number that of the observed', () => {
    const groups = [92, 76, 57, 33, 18].map((percent, i) => ({ probability: percent / 100, n: i + 3 }));
    const shift = interceptShift(groups, 7);
    expect(expectedNumber(groups, shift ?? 0)).toBeCloseTo(7, 10);
  });

  it.each([
    ['nobody', [], 0],
    ['none of them', [{ probability: 0.5, n: 10 }], 0],
    ['all of them', [{ probability: 0.5, n: 10 }], 10],
  ])('is null for %s', (_, groups, observed) => {
    expect(interceptShift(groups, observed)).toBeNull();
  });

  it('refuses a probability at an end and a number below 0', () => {
    expect(() => interceptShift([{ probability: 1, n: 1 }], 1)).toThrow(RangeError);
    expect(() => interceptShift([{ probability: 0, n: 1 }], 1)).toThrow(RangeError);
    expect(() => interceptShift([{ probability: 0.5, n: -1 }], 1)).toThrow(RangeError);
    expect(() => interceptShift([{ probability: 0.5, n: 3 }], Number.NaN)).toThrow(RangeError);
  });
});
