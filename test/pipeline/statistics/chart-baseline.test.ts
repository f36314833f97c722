import { describe, expect, it } from 'vitest';
import { laneyPPrime, pChart, tChart, uChart } from '../../../pipeline/statistics/index.js';
import { expectClose } from './vector.js';

// Expected values by hand in R 4.2: pbar <- sum(x[1:5]) / sum(n[1:5]), limits pbar ± 3 sqrt(pbar (1 - pbar) / n), near ones ± 2.
const counts = [
  [5, 50],
  [8, 60],
  [6, 55],
  [9, 62],
  [7, 48],
  [15, 70],
  [4, 44],
  [12, 66],
].map(([x = 0, n = 0]) => ({ x, n }));

describe('the baseline of a chart', () => {
  it('is the first points where it is frozen, and the lines hold for those after', () => {
    const { centre, points } = pChart(counts, { freezeAt: 5 });
    expectClose(centre, 0.127272727272727);
    expectClose(points[7]?.high ?? null, 0.250343870869331);
    expectClose(points[6]?.nearLow ?? null, 0.0267855593152353);
    expectClose(points[5]?.nearHigh ?? null, 0.206941462909842);
    // 15 / 70 = 0.214 is beyond 2 sigma of the frozen chart and not of the chart of all points.
    expect(points[5]?.value).toBeGreaterThan(0.2069);
    expect(pChart(counts).points[5]?.nearHigh).toBeGreaterThan(15 / 70);
  });

  it('leaves excluded points out of the centre and draws them', () => {
    const { centre, points } = pChart(counts, { exclude: [5] });
    expectClose(centre, 0.132467532467532);
    expectClose(points[0]?.high ?? null, 0.276292354232446);
    expect(points[5]?.value).toBe(15 / 70);
  });

  it('gives sigmaZ of p′ alone', () => {
    expectClose(laneyPPrime(counts, { freezeAt: 5 }).sigmaZ, 0.47184360620874);
  });

  it('holds for u charts too', () => {
    // 26 events in 260 of the first four, not 41 in 330.
    const series = [...counts.slice(0, 4), { x: 15, n: 70 }].map(({ x, n }) => ({ x, exposure: n }));
    expect(uChart(series, { freezeAt: 4 }).centre).toBeCloseTo(28 / 227, 12);
    expect(uChart(series, { exclude: [4] }).centre).toBeCloseTo(28 / 227, 12);
  });

  it('must be of the series', () => {
    for (const baseline of [
      { freezeAt: 0 },
      { freezeAt: 9 },
      { freezeAt: 1.5 },
      { exclude: [8] },
      { exclude: [-1] },
    ])
      expect(() => pChart(counts, baseline), JSON.stringify(baseline)).toThrow(RangeError);
    expect(pChart([])).toEqual({ centre: null, points: [] });
    // Nothing is left to pool from.
    expect(pChart(counts.slice(0, 1), { exclude: [0] }).centre).toBeNull();
  });
});

describe('screening', () => {
  it('leaves outlying moving ranges out of sigmaZ of p′', () => {
    const met = [200, 210, 190, 205, 195, 320, 198, 204, 207, 193, 201].map((x) => ({ x, n: 1000 }));
    expectClose(laneyPPrime(met).sigmaZ, 2.28727516981633);
    expectClose(laneyPPrime(met, { screen: true }).sigmaZ, 0.738384626892657);
  });

  it('leaves outlying moving ranges out of the limits of a t chart, not out of its centre', () => {
    const times = [12, 30, 7, 22, 41, 9, 15, 28, 900, 11, 17, 22, 19, 14, 8];
    const chart = tChart(times, true);
    expectClose(chart?.centre ?? null, 26.2625907007545);
    expectClose(chart?.upper ?? null, 102.905143912154);
    expect(tChart(times)?.upper).toBeGreaterThan(200);
  });
});
