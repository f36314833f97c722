import { describe, expect, it } from 'vitest';
import { findIndicator } from '../../pipeline/ask/explain.js';
import { type Counts, standardisedFigure } from '../../pipeline/compute/figure-of.js';
import { printCounts, printRange, printRate, shareUnknown } from '../../reports/print/rate.js';
import { stateOf } from '../../reports/read/figure-state.js';

const place = { level: 'hospital', unit: 'H', period_type: 'year', period: '2026', stratum: '' } as const;
const indicator = findIndicator('ECMO-E06R');
const figureOf = (some: Partial<Counts>, expected: number | null) => {
  const counts = { met: 0, mature: 0, pending: 0, unknown: 0, excluded: 0, undated: 0, ...some };
  const figure = standardisedFigure(
    indicator,
    place,
    counts,
    { expected, low_bound: null, high_bound: null },
    { batch: 'b', asOf: '2026-12-31' },
  );
  if (!figure) throw new Error('no figure');
  return figure;
};

describe('a standardised ratio in print', () => {
  it('shows the ratio with observed, expected and the number of cases', () => {
    // 12 of 20 known cases, of which 9.62 were expected: 12 ÷ 9.62 = 1.2474.
    const figure = figureOf({ met: 12, mature: 25, unknown: 5 }, 9.62);
    expect(printRate(figure, indicator, 'zh')).toBe('1.25');
    expect(printCounts(figure, indicator)).toBe('O 12 / E 9.6 (n = 20)');
    // Five of twenty-five left both sides.
    expect(shareUnknown(figure, indicator)).toBe(0.2);
  });

  it('prints its interval: Byar of 10 is 4.787450 to 18.391459, over 8', () => {
    const figure = figureOf({ met: 10, mature: 14 }, 8);
    expect(figure.ci_low).toBeCloseTo(4.78745 / 8, 6);
    expect(printRange(figure.ci_low ?? 0, figure.ci_high ?? 0, figure, indicator, 'zh')).toBe('0.60–2.30');
  });

  it('may exceed 1 and is no share: 1.004 is not held apart from 1', () => {
    expect(printRate(figureOf({ met: 251, mature: 300 }, 250), indicator, 'zh')).toBe('1.00');
  });

  it('has no number where nothing is expected, and says so', () => {
    const impossible = figureOf({ met: 2, mature: 2 }, null);
    expect(impossible).toMatchObject({
      numerator: 2,
      denominator: 2,
      expected: null,
      rate: null,
      ci_low: null,
    });
    expect(printCounts(impossible, indicator)).toBe('O 2 / E — (n = 2)');
    expect(stateOf(impossible, indicator).kind).toBe('not applicable');
    expect(stateOf(figureOf({ mature: 4, unknown: 4 }, 0), indicator).kind).toBe('all unknown');
    expect(stateOf(figureOf({ pending: 3 }, 0), indicator).kind).toBe('not due');
  });

  it('is zero where nobody survived although some were expected to', () => {
    const none = figureOf({ mature: 5 }, 2.85);
    expect(stateOf(none, indicator).kind).toBe('zero');
    // The exact interval of 0 events reaches to 3.688879.
    expect(none.ci_high).toBeCloseTo(3.688879 / 2.85, 6);
  });
});
