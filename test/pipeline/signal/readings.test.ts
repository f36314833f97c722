import { describe, expect, it } from 'vitest';
import { indicators, norms } from '../../../indicators/index.js';
import { figureOf } from '../../../pipeline/compute/figure-of.js';
import { judgeProportion } from '../../../pipeline/compute/judgement.js';
import { periodsOf } from '../../../pipeline/figure/ending-periods.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import { readingsOf } from '../../../pipeline/signal/readings.js';
import { decide } from '../../../pipeline/statistics/index.js';
import { month, removal } from './simulated-provinces.js';

const norm = norms.find(({ thresholds }) => thresholds.some(({ indicator }) => indicator === removal));
const threshold = norm?.thresholds.find(({ indicator }) => indicator === removal);

/** The judged figure of the last twelve months: `met` of `mature` cases, `unknown` of them without outcome. */
function figure(unit: string, met: number, mature: number, unknown = 0, pending = 0): Figure {
  if (norm === undefined || threshold === undefined) throw new Error('no norm judges the proportion');
  const made = figureOf(
    removal,
    { level: 'hospital', unit, period_type: 'rolling12', period: periodsOf(month).rolling12, stratum: '' },
    { met, mature, pending, unknown, excluded: 0, undated: 0 },
    { norm, threshold, applies: 'binding', periodOver: true },
    { batch: 'b', asOf: '2026-12-31' },
  );
  if (made === null) throw new Error('no figure');
  return made;
}

const read = (figures: readonly Figure[]) => readingsOf(figures, indicators, norms, month);

describe('the priority', () => {
  it('orders binding figures by their exact p-value and names those first that stand out among so many', () => {
    // P(X <= 2 of 20) = 0.36 %, P(X <= 5 of 20) = 12.56 %, P(X <= 9 of 20) = 75.5 % at 40 %.
    const { priority } = read([figure('H1', 9, 20), figure('H2', 2, 20), figure('H3', 5, 20)]);
    expect(priority.map(({ unit, rank, first }) => [unit, rank, first])).toEqual([
      ['H2', 1, true],
      ['H3', 2, false],
      ['H1', 3, false],
    ]);
    expect(priority[0]?.p).toBeCloseTo(0.003611, 6);
    expect(priority[1]?.p).toBeCloseTo(0.125599, 6);
  });

  it('counts unknown outcomes for the hospital', () => {
    // 2 met of 20, 4 unknown: at best 6 of 20, P(X <= 6) = 25.0 %.
    expect(read([figure('H1', 2, 20, 4)]).priority[0]?.p).toBeCloseTo(0.250011, 6);
  });

  it('leaves out what binds nobody, other periods and strata', () => {
    const one = figure('H1', 2, 20);
    const others: Figure[] = [
      { ...one, unit: 'H2', applies: 'reference' },
      { ...one, unit: 'H3', stratum: 'mode=VV' },
      { ...one, unit: 'H4', period_type: 'year', period: '2026' },
      { ...one, unit: '*', level: 'province', applies: 'reference' },
    ];
    expect(read([one, ...others]).priority.map(({ unit }) => unit)).toEqual(['H1']);
  });
});

describe('the number of false signals', () => {
  it('is the sum of the exact sizes of the tests', () => {
    // P(X <= 1 of 12) = 1.96 %, P(X <= 4 of 20) = 5.10 % > 5 %, so P(X <= 3 of 20) = 1.60 %.
    const { falseSignals } = read([figure('H1', 9, 12), figure('H2', 2, 20)]);
    expect(falseSignals.tests).toMatchObject({ number: 2 });
    expect(falseSignals.month).toBeCloseTo(0.019591 + 0.015961, 6);
    expect(falseSignals.year).toBeCloseTo(12 * (0.019591 + 0.015961), 5);
    expect(falseSignals.charts).toEqual({ number: 0, month: 0, year: 0, seriesInYear: 0 });
  });

  it('is 0 without figures', () => {
    expect(read([])).toMatchObject({
      signals: [],
      priority: [],
      volumes: [],
      falseSignals: { month: 0, year: 0 },
    });
  });
});

describe('the time that an open verdict takes', () => {
  it('is that of the cases needed at the hospital’s own volume', () => {
    // decide(7, 20, 40 %): 244 more; 20 cases and 4 not yet due a year: 244 / 24 years = 122 months.
    const { volumes } = read([figure('H1', 7, 20, 0, 4)]);
    expect(volumes).toMatchObject([{ unit: 'H1', needed: 244, yearly: 24, months: 122 }]);
    // Two years bring 48 more; R: the binomial chance at 35 % that 68 cases then settle.
    expect(volumes[0]?.chance).toBeCloseTo(0.1597553075, 9);
  });

  it('is not asked of settled verdicts, nor where data are incomplete', () => {
    expect(read([figure('H1', 2, 20)]).volumes).toEqual([]);
    expect(read([figure('H1', 5, 20, 12)]).volumes).toEqual([]);
  });
});

describe('the one-sided test at 5 %', () => {
  it('is the same in a verdict as in decide, for every count of up to 30 cases', () => {
    for (const operator of ['>=', '>', '<=', '<'] as const)
      for (let n = 1; n <= 30; n++)
        for (let met = 0; met <= n; met++) {
          const { verdict, p_value } = judgeProportion(
            { met, settled: n, open: 0 },
            { num: 40, den: 100 },
            operator,
          );
          const { verdict: own, pValue } = decide(met, n, { num: 40, den: 100 }, operator, 0.05);
          expect([verdict, p_value], `${met} of ${n} ${operator}`).toEqual([own, pValue]);
        }
  });
});
