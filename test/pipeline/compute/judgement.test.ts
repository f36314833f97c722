import { describe, expect, it } from 'vitest';
import { judgeProportion } from '../../../pipeline/compute/judgement.js';

const forty = { num: 40, den: 100 };
const judge = (met: number, settled: number, open = 0) =>
  judgeProportion({ met, settled, open }, forty, '>=');

/** P(X >= x) of a binomial, by summing. */
function upper(x: number, n: number, p: number): number {
  let sum = 0;
  for (let k = x; k <= n; k += 1) {
    let term = p ** k * (1 - p) ** (n - k);
    for (let i = 1; i <= k; i += 1) term *= (n - k + i) / i;
    sum += term;
  }
  return sum;
}

describe('a proportion against a threshold', () => {
  it('is settled just where the exact test is, which the interval that decides shows: all tables up to 30', () => {
    for (let n = 1; n <= 30; n += 1)
      for (let x = 0; x <= n; x += 1) {
        const { verdict, decide_low, decide_high } = judge(x, n);
        const expected =
          upper(x, n, 0.4) <= 0.05 ? 'met' : 1 - upper(x + 1, n, 0.4) <= 0.05 ? 'not_met' : 'cannot_tell';
        expect(verdict, `${x}/${n}`).toBe(expected);
        const by = (decide_low ?? 0) >= 0.4 ? 'met' : (decide_high ?? 1) <= 0.4 ? 'not_met' : 'cannot_tell';
        expect(by, `interval of ${x}/${n}`).toBe(expected);
      }
  });

  it('never contradicts a smaller interval by being shown: 8 of 12 against 40 % is open', () => {
    // P(X >= 8 | 12, 0.4) = 0.0573, by hand; the Wilson interval 39.1 % to 86.2 % is the shown one.
    expect(judge(8, 12)).toMatchObject({ formal: 'met', verdict: 'cannot_tell', because: 'too few' });
  });

  it('has ends of every unknown a no and every one a yes', () => {
    // 13 of 20 is met (0.021); with 13 of 26 it is not (P(X >= 13 | 26, 0.4) = 0.20), and 19 of 26 would be.
    const { verdict, formal, because, needed } = judge(13, 20, 6);
    expect({ verdict, formal, because, needed }).toEqual({
      verdict: 'cannot_tell',
      formal: 'met',
      because: 'incomplete',
      needed: null,
    });
    // 3 of 10 known and 4 unknown: 3/14 is below 40 %, 7/14 above it.
    expect(judge(3, 10, 4).formal).toBeNull();
    expect(judge(3, 10, 4).p_value).toBeNull();
  });

  it('says nothing of no case, and cannot tell where none is settled', () => {
    expect(judge(0, 0).verdict).toBe('not_applicable');
    expect(judge(0, 0, 3)).toMatchObject({ verdict: 'cannot_tell', because: 'incomplete', formal: null });
  });
});

describe('a duty of every case', () => {
  const all = { num: 1, den: 1 };
  const duty = (met: number, settled: number, open = 0) => judgeProportion({ met, settled, open }, all, '>=');

  it.each([
    ['one failure refutes it, whatever is unknown', 9, 10, 5, 'not_met'],
    ['without failure and without unknowns it is met, be the cases few', 1, 1, 0, 'met'],
    ['without failure it waits for what is unknown', 9, 9, 1, 'cannot_tell'],
    ['of no case nothing applies', 0, 0, 0, 'not_applicable'],
  ] as const)('%s', (_, met, settled, open, verdict) => {
    expect(duty(met, settled, open).verdict).toBe(verdict);
    expect(duty(met, settled, open).needed).toBeNull();
    expect(duty(met, settled, open).p_value).toBeNull();
  });

  it('has its bounds as the interval that decides', () => {
    expect(duty(9, 9, 1)).toMatchObject({ decide_low: 0.9, decide_high: 1, because: 'incomplete' });
  });

  it('of none is refuted by one case', () => {
    const none = (met: number, settled: number, open = 0) =>
      judgeProportion({ met, settled, open }, { num: 0, den: 1 }, '<=').verdict;
    expect([none(0, 5), none(1, 5), none(0, 5, 1)]).toEqual(['met', 'not_met', 'cannot_tell']);
  });
});
