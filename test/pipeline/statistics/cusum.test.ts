import { describe, expect, it } from 'vitest';
import { raCusum, vlad } from '../../../pipeline/statistics/index.js';
import { expectClose, readVector } from './vector.js';

const vector = readVector<Record<string, number[]> & { p0: number }>('cusum-vlad');
const golden = readVector<{
  bernoulli_cusum_weights_OR2: { p0: number; w_fail: number; w_success: number }[];
}>('golden-small').bernoulli_cusum_weights_OR2;

const events = (vector['outcomes'] as number[]).map(Boolean);
const constant = events.map((event) => ({ risk: vector.p0, event }));
const adjusted = events.map((event, i) => ({ risk: (vector['risks'] as number[])[i] as number, event }));

function expectPath(path: number[], expected: number[] | undefined): void {
  expect(path).toHaveLength(expected?.length ?? 0);
  path.forEach((value, i) => {
    expect(value).toBeCloseTo(expected?.[i] as number, 12);
  });
}

describe('raCusum', () => {
  it('agrees with the 50-digit paths: Bernoulli for a doubling and a halving, and risk-adjusted', () => {
    expectPath(raCusum(constant).path, vector['cusum_up']);
    expectPath(raCusum(constant, { oddsRatio: 0.5 }).path, vector['cusum_improve']);
    expectPath(raCusum(adjusted).path, vector['racusum']);
  });

  it('uses risks above one half as they are', () => {
    for (const { p0, w_fail, w_success } of golden) {
      expectClose(raCusum([{ risk: p0, event: true }]).path[0], w_fail);
      const [up, next] = raCusum([
        { risk: p0, event: true },
        { risk: p0, event: false },
      ]).path;
      expectClose(next, Math.max(0, (up as number) + w_success));
    }
  });

  it('signals at the limit and starts again from 0', () => {
    const { path, signals } = raCusum(constant, { limit: 1.5 });
    expect(signals).toEqual([7, 14]);
    expectClose(path[7], 1.5075804628538867);
    expect(path[8]).toBe(0);
    expectClose(path[11], 0.5978370007556204);
  });

  it('refuses risks outside 0 to 1 and an odds ratio of 1', () => {
    expect(() => raCusum([{ risk: 1.2, event: true }])).toThrow(/cases\[0\].risk/);
    expect(() => raCusum(constant, { oddsRatio: 1 })).toThrow(RangeError);
    expect(() => raCusum(constant, { limit: 0 })).toThrow(RangeError);
  });
});

describe('vlad', () => {
  it('agrees with the expected paths for constant and for adjusted risk', () => {
    expectPath(vlad(constant), vector['vlad_constant']);
    expectPath(vlad(adjusted), vector['vlad']);
    expect(vlad([])).toEqual([]);
  });
});
