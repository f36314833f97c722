import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dispersionOfScores,
  funnelLimits,
  overdispersion,
  smrLimits,
  standardisedRatio,
} from '../../../pipeline/statistics/index.js';
import { expectClose, readVector } from './vector.js';

type Limits = Record<string, number> & { n: number };
const worked = readVector<{
  numerators: number[];
  denominators: number[];
  theta: number;
  z: number[];
  s: number[];
  phi: number;
  phi_unwinsorised: number;
  tau2: number;
  limits: Limits[];
}>('funnel-proportion-worked');
const golden = readVector<{
  'funnel_theta_0.45': Limits[];
  overdispersion_no_winsor: { x: number[]; n: number[]; theta: number; phi: number; tau2: number };
}>('golden-small');
const smr = readVector<{ rows: (Record<string, number> & { expected: number })[] }>('funnel-smr-exact').rows;
const funnelplotr = readVector<{
  shmi_phi: { num: number[]; denom: number[]; phi: number };
}>('funnelplotr');

const units = worked.numerators.map((x, i) => ({ x, n: worked.denominators[i] as number }));

describe('funnelLimits', () => {
  it('agrees with the golden limits around 45 %', () => {
    for (const { n, lo95, hi95, lo998, hi998 } of golden['funnel_theta_0.45']) {
      const limits = funnelLimits(0.45, n);
      expectClose(limits?.low95, lo95 as number, 1e-12);
      expectClose(limits?.high95, hi95 as number, 1e-12);
      expectClose(limits?.low998, lo998 as number, 1e-12);
      expectClose(limits?.high998, hi998 as number, 1e-12);
    }
  });

  it('agrees with the worked example of 14 hospitals, without and with between-hospital variance', () => {
    for (const row of worked.limits) {
      for (const [name, tau2] of [
        ['arcsine', 0],
        ['od', worked.tau2],
      ] as const) {
        const limits = funnelLimits(worked.theta, row.n, tau2);
        expectClose(limits?.low95, row[`${name}_lo95`] as number, 1e-10);
        expectClose(limits?.high95, row[`${name}_hi95`] as number, 1e-10);
        expectClose(limits?.low998, row[`${name}_lo998`] as number, 1e-10);
        expectClose(limits?.high998, row[`${name}_hi998`] as number, 1e-10);
      }
    }
  });

  it('keeps the limits in order from 0 to 1 and clamps where few cases would leave the scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
        (theta, n) => {
          const limits = funnelLimits(theta, n);
          const ordered = [0, limits?.low998, limits?.low95, limits?.high95, limits?.high998, 1] as number[];
          expect([...ordered].sort((a, b) => a - b)).toEqual(ordered);
        },
      ),
    );
    expect(funnelLimits(0.9, 1)).toMatchObject({ high95: 1, high998: 1, low998: 0 });
  });

  it('is null without cases and refuses an impossible target', () => {
    expect(funnelLimits(0.4, 0)).toBeNull();
    expect(() => funnelLimits(1.2, 10)).toThrow(RangeError);
    expect(() => funnelLimits(0.4, 10, -1)).toThrow(RangeError);
  });
});

describe('overdispersion', () => {
  it('agrees with the worked example of 14 hospitals, winsorised and not', () => {
    const result = overdispersion(units);
    expectClose(result.theta, worked.theta);
    expectClose(result.phi, worked.phi);
    expectClose(result.tau2, worked.tau2);
    expect(result).toMatchObject({ units: 14, reason: 'adjusted' });
    expectClose(overdispersion(units, { winsorise: 0 }).phi, worked.phi_unwinsorised);
  });

  it('reports phi but adjusts nothing with fewer than ten units, and says so', () => {
    const { x, n, theta, phi, tau2 } = golden.overdispersion_no_winsor;
    const eight = x.map((met, i) => ({ x: met, n: n[i] as number }));
    const result = overdispersion(eight, { winsorise: 0 });
    expectClose(result.theta, theta);
    expectClose(result.phi, phi);
    expect(result).toMatchObject({ tau2: 0, reason: 'too_few_units' });
    expectClose(overdispersion(eight, { winsorise: 0, minUnits: 8 }).tau2, tau2);
  });

  it('finds nothing beyond chance in units that are all alike', () => {
    const alike = Array.from({ length: 12 }, () => ({ x: 4, n: 10 }));
    const result = overdispersion(alike);
    expect(result.phi).toBeCloseTo(0, 20);
    expect(result).toMatchObject({ tau2: 0, reason: 'no_overdispersion' });
  });

  it('has no overall rate without units and refuses units without cases', () => {
    expect(overdispersion([])).toEqual({
      theta: null,
      units: 0,
      phi: null,
      tau2: 0,
      reason: 'too_few_units',
    });
    expect(() => overdispersion([{ x: 0, n: 0 }])).toThrow(RangeError);
  });
});

describe('dispersionOfScores', () => {
  it('agrees with FunnelPlotR on SHMI scores, √E log(O/E)', () => {
    const { num, denom, phi } = funnelplotr.shmi_phi;
    const scores = num.map((o, i) => Math.sqrt(denom[i] as number) * Math.log(o / (denom[i] as number)));
    const errors = denom.map((e) => 1 / Math.sqrt(e));
    expectClose(dispersionOfScores(scores, errors, { winsorise: 0 }).phi, phi, 2e-7);
  });

  it('refuses lists that do not fit together', () => {
    expect(() => dispersionOfScores([1, 2], [1])).toThrow(RangeError);
    expect(() => dispersionOfScores([1], [0])).toThrow(RangeError);
    expect(() => dispersionOfScores([Number.NaN], [1])).toThrow(RangeError);
    expect(() => dispersionOfScores([1], [1], { winsorise: 0.5 })).toThrow(RangeError);
  });
});

describe('smrLimits', () => {
  it('agrees with 50-digit exact Poisson limits', () => {
    for (const { expected, lo95, hi95, lo998, hi998 } of smr) {
      const limits = smrLimits(expected);
      expectClose(limits.low95, lo95 as number, 1e-12);
      expectClose(limits.high95, hi95 as number, 1e-12);
      expectClose(limits.low998, lo998 as number, 1e-12);
      expectClose(limits.high998, hi998 as number, 1e-12);
    }
  });

  it('calls a unit low or high if, and only if, that is rarer than the limit says', () => {
    // By adding up the probabilities of 0, 1, 2 … events, independently of the incomplete gamma function.
    for (const expected of [0.02, 0.3, 1, 2.5, 3.6, 3.7, 7, 7.1, 12.4, 40]) {
      const { low95, high95, low998, high998 } = smrLimits(expected);
      let probability = Math.exp(-expected);
      let atMost = 0;
      for (let events = 0; events < 100; events += 1) {
        const atLeast = 1 - atMost;
        atMost += probability;
        const ratio = events / expected;
        expect([ratio < low95, ratio < low998]).toEqual([atMost < 0.025, atMost < 0.001]);
        if (atLeast > 1e-12)
          expect([ratio > high95, ratio > high998]).toEqual([atLeast < 0.025, atLeast < 0.001]);
        probability *= expected / (events + 1);
      }
    }
    // No event where one is expected is nothing rare.
    expect(smrLimits(1).low95).toBe(0);
  });

  it('refuses an expected number that is not positive', () => {
    expect(() => smrLimits(0)).toThrow(RangeError);
    expect(() => standardisedRatio(3, 0)).toThrow(RangeError);
  });
});
