import { describe, expect, it } from 'vitest';
import { findIndicator } from '../../pipeline/ask/explain.js';
import { figureOf } from '../../pipeline/compute/figure-of.js';
import { printRange, printRate } from '../../reports/print/rate.js';

const place = { level: 'hospital', unit: 'H', period_type: 'year', period: '2026', stratum: '' } as const;
const printed = (code: string, met: number, mature: number, lang: 'zh' | 'en' = 'zh') => {
  const indicator = findIndicator(code);
  const counts = { met, mature, pending: 0, unknown: 0, excluded: 0, undated: 0 };
  const figure = figureOf(indicator, place, counts, null, { batch: 'b', asOf: '2026-12-31' });
  if (!figure) throw new Error('no figure');
  return { rate: printRate(figure, indicator, lang), figure, indicator };
};

describe('rates of staff', () => {
  it('print nurses as so many to one physician', () => {
    expect(printed('AQI-DNR-01', 45, 120).rate).toBe('1:0.38'); // 0.375, a half away from zero
    expect(printed('AQI-DNR-01', 150, 120).rate).toBe('1:1.25');
    expect(printed('AQI-DNR-01', 0, 120).rate).toBe('1:0.00');
  });

  it('print anaesthetics per physician and year from months', () => {
    // 6,000 anaesthetics in 120 months of physicians are 50 a month and 600 a year.
    expect(printed('AQI-ACC-02', 6000, 120).rate).toBe('600.0例次/年');
    expect(printed('AQI-ACC-02', 6000, 120, 'en').rate).toBe('600.0 a year');
  });

  it('print physicians through a year per 10,000 anaesthetics exactly', () => {
    // 120 months are 10 years; 10 over 5,000 are 20 per 10,000. One month over 7: 1/12 ÷ 7 × 10,000 = 119.0476.
    expect(printed('AQI-2015-01@2015', 120, 5000).rate).toBe('20.00人/万例次');
    expect(printed('AQI-2015-01@2015', 1, 7, 'en').rate).toBe('119.05 per 10,000');
  });

  it('print prefix and suffix of a range once', () => {
    const nurses = printed('AQI-DNR-01', 45, 120);
    expect(printRange(0.25, 0.5, nurses.figure, nurses.indicator, 'zh')).toBe('1:0.25–0.50');
    const load = printed('AQI-ACC-02', 6000, 120);
    expect(printRange(40, 60, load.figure, load.indicator, 'zh')).toBe('480.0–720.0例次/年');
  });
});
