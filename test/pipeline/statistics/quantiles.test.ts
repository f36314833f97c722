import { describe, expect, it } from 'vitest';
import {
  cusumRunLength,
  deciles,
  funnelLine,
  kaplanMeier,
  medianSurvival,
  ratioIsShown,
  smrLine,
  survivalBand,
} from '../../../pipeline/statistics/index.js';
import { expectClose, readVector } from './vector.js';

describe('funnelLine and smrLine', () => {
  it('agree with R at other levels', () => {
    // sin(asin(sqrt(.45)) ± qnorm(.9) / (2 sqrt(20)))^2, and pgamma solved by uniroot.
    expectClose(funnelLine(0.45, 20, 0.8)?.low ?? null, 0.311418540190848);
    expectClose(funnelLine(0.45, 20, 0.99)?.high ?? null, 0.729027321324584);
    expectClose(smrLine(20, 0.8).high, 1.31620720598977, 1e-9);
    expectClose(smrLine(8, 0.99).low, 0.1622806224294, 1e-9);
    expect(() => funnelLine(0.4, 10, 1)).toThrow(RangeError);
    expect(() => smrLine(5, 0)).toThrow(RangeError);
  });
});

describe('deciles', () => {
  const rates = [12, 30, 7, 22, 41, 9, 15, 28, 3, 18, 25, 33, 1, 8, 17, 29, 44, 2, 19, 23, 37];
  const units = rates.map((rate) => ({ rate, n: 10 }));

  it('agree with R: quantile(x, 1:9 / 10)', () => {
    expect(deciles(units)?.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([
      3, 8, 12, 17, 19, 23, 28, 30, 37,
    ]);
  });

  it('are none of fewer than 20 units, and leave out those of fewer than 10 cases', () => {
    expect(deciles(units.slice(0, 19))).toBeNull();
    expect(deciles([...units.slice(0, 19), { rate: 99, n: 9 }])).toBeNull();
    expect(deciles([])).toBeNull();
    expect(() => deciles([{ rate: Number.NaN, n: 20 }])).toThrow(RangeError);
  });
});

describe('ratioIsShown', () => {
  it.each([
    [80, 100, 5, 'shown'],
    [79, 100, 30, 'few scored'],
    [100, 100, 4.99, 'few expected'],
    [0, 0, 9, 'few scored'],
  ] as const)('of %i scored of %i with %d expected is %s', (scored, cases, expected, gate) => {
    expect(ratioIsShown(scored, cases, expected)).toBe(gate);
  });
});

describe('medianSurvival', () => {
  type Study = { time: number[]; status: number[] };
  const aml = readVector<Record<'maintained' | 'nonmaintained', Study>>('km-aml');
  const followed = ({ time, status }: Study) => time.map((t, i) => ({ time: t, event: status[i] === 1 }));

  it('agrees with R: quantile(survfit(Surv(time, status) ~ 1, aml, conf.type = "log-log"), 0.5)', () => {
    expect(medianSurvival(kaplanMeier(followed(aml.maintained)))).toEqual({ time: 31, low: 13, high: null });
    expect(medianSurvival(kaplanMeier(followed(aml.nonmaintained)))).toEqual({ time: 23, low: 5, high: 33 });
  });

  it('is the middle where the curve lies at a half, as in R', () => {
    const four = [1, 2, 3, 4].map((time) => ({ time, event: true }));
    expect(medianSurvival(kaplanMeier(four))).toEqual({ time: 2.5, low: 1, high: null });
    const six = [1, 2, 3, 4, 5, 6].map((time) => ({ time, event: time !== 4 }));
    expect(medianSurvival(kaplanMeier(six))).toEqual({ time: 4, low: 1, high: null });
  });

  it('is null where fewer than half have the event, and without patients', () => {
    expect(medianSurvival(kaplanMeier([{ time: 5, event: false }]))?.time).toBeNull();
    expect(medianSurvival([])).toBeNull();
  });
});

describe('survivalBand', () => {
  it('spans what becomes of those lost, and ends below ten at risk', () => {
    // Twelve patients, one dies on day 1, one is lost on day 2, one dies on day 3: then nine are left.
    const patients = [
      { time: 1, event: true },
      { time: 2, event: false, lost: true },
      { time: 3, event: true },
      ...Array.from({ length: 9 }, () => ({ time: 50, event: false })),
    ];
    const rows = survivalBand(patients);
    expect(rows.map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [1, 12],
      [2, 11],
      [3, 10],
    ]);
    // 11/12 · 9/10; worst 9/12; best 10/12.
    expect(rows[2]?.survival).toBeCloseTo(0.825, 12);
    expect(rows[2]?.worst).toBeCloseTo(0.75, 12);
    expect(rows[2]?.best).toBeCloseTo(10 / 12, 12);
    expect(() => survivalBand([{ time: 1, event: true, lost: true }])).toThrow(RangeError);
    expect(survivalBand([])).toEqual([]);
  });
});

describe('cusumRunLength', () => {
  // Where a step up is k steps down the chart is a finite chain: R = b^(k + 1), p = (b - 1) / (R - 1); solved in R with solve(I - Q).
  it.each([
    [2.5937424601, 0.0627453948825116, 29.5 * Math.log(1.1), 545.571899393818],
    [2.18287458838194, 0.0422699079776457, 59.5 * Math.log(1.05), 1258.38219952351],
    [2.48832, 0.134379703289615, 13.5 * Math.log(1.2), 217.23953627803],
  ])(
    'for an odds ratio of %d and a risk of %d agrees with the finite chain within 2 %%',
    (oddsRatio, risk, limit, cases) => {
      // The limit lies half way between two heights that the chain can take.
      expectClose(cusumRunLength([risk], { oddsRatio, limit }), cases, 0.02);
    },
  );

  it('is longer for a higher limit and shorter where the odds are truly doubled', () => {
    const risks = [0.2, 0.5, 0.7];
    const of = (limit: number, actual = 1) => cusumRunLength(risks, { limit, actual });
    expect(of(4)).toBeGreaterThan(2 * of(3));
    expect(of(4, 2)).toBeLessThan(of(4) / 3);
    expect(() => cusumRunLength([], { limit: 3 })).toThrow(RangeError);
    expect(() => cusumRunLength([0], { limit: 3 })).toThrow(RangeError);
    expect(() => cusumRunLength([0.3], { limit: 0 })).toThrow(RangeError);
  });
});
