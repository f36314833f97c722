import { describe, expect, it } from 'vitest';
import { vadFollowup5y } from '../../../indicators/vad/followup-5y.js';
import { vadSurvival1y } from '../../../indicators/vad/survival-1y.js';
import { judgeFigure, judgeShown } from '../../../pipeline/comply/figure-rule.js';
import type { DefinedIndicator } from '../../../pipeline/define/index.js';
import { figureWith, holdingsOf } from './holdings-fixture.js';

/** 19 of 20 in the year of implantation. */
const year = (indicator: DefinedIndicator, period: string) =>
  figureWith({
    code: indicator.code,
    version: indicator.version,
    period_type: 'year',
    period,
    numerator: 19,
    denominator: 20,
  });

const followed = (period: string, on: string) =>
  judgeFigure(
    { op: 'figure', indicator: vadFollowup5y, sign: '>', value: { num: 90, den: 100 }, period: 'year' },
    holdingsOf({ on, figures: [year(vadFollowup5y, period)] }),
  ).result;

describe('the year of a window of years', () => {
  it.each([
    ['2021', '2026-10-31', 'met', 'implants of 2021 come due in 2026'],
    ['2020', '2026-10-31', 'not known', 'those of 2020 came due in 2025'],
    ['2026', '2026-10-31', 'not known', 'those of 2026 are not due before 2031'],
    ['2019', '2024-02-29', 'met', 'a leap day has no counterpart in 2019 and needs none'],
  ])('implants of %s on %s: %s, as %s', (period, on, result) => {
    expect(followed(period, on)).toBe(result);
  });

  it('is the same for a figure that need only be there', () => {
    const holdings = holdingsOf({ figures: [year(vadSurvival1y, '2025')] });
    expect(judgeShown(vadSurvival1y, 'year', holdings).result).toBe('met');
  });
});
