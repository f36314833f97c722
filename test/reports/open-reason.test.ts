import { describe, expect, it } from 'vitest';
import { norms } from '../../indicators/index.js';
import { findIndicator } from '../../pipeline/ask/explain.js';
import { figureOf } from '../../pipeline/compute/figure-of.js';
import type { DefinedIndicator, Norm } from '../../pipeline/define/index.js';
import { neededText, openWord } from '../../reports/page/judgement.js';
import { openReason } from '../../reports/read/open-reason.js';
import { words } from '../../reports/words/index.js';

const place = { level: 'hospital', unit: 'H1', period_type: 'year', period: '2026', stratum: '' } as const;
const from = { batch: 'b', asOf: '2026-12-31' };

/** The figure of counts against the threshold that an indicator has in the norms. */
function figure(
  indicator: DefinedIndicator,
  met: number,
  mature: number,
  unknown: number,
  periodOver = true,
) {
  const norm = norms.find((n: Norm) => n.thresholds.some((t) => t.indicator === indicator)) as Norm;
  const threshold = norm.thresholds.find((t) => t.indicator === indicator) as Norm['thresholds'][number];
  const counts = { met, mature, pending: 0, unknown, excluded: 0, undated: 0 };
  const made = figureOf(indicator, place, counts, { norm, threshold, applies: 'binding', periodOver }, from);
  if (!made) throw new Error('no figure');
  return made;
}

const removal = findIndicator('ECMO-01'); // at least 40 %; unknowns stay in the denominator as not met
const runs = findIndicator('ECMO-N01'); // at least 20 a year

// P(X <= 7 | 20, 0.4) = 0.416 and P(X >= 9 | 20, 0.4) = 0.404: neither is below 0.05. P(X >= 13 | 20, 0.4) = 0.021,
// P(X >= 12 | 20, 0.4) = 0.057, P(X <= 3 | 20, 0.4) = 0.016, P(X <= 4 | 20, 0.4) = 0.051.
describe('why a verdict is open', () => {
  it.each([
    ['no outcome is unknown', 7, 20, 0, 'too few'],
    ['whatever the unknowns were, neither side could be shown', 7, 20, 2, 'too few'],
    ['still so at the edge: twelve of twenty', 7, 20, 5, 'too few'],
    ['with all of them met it would be met: thirteen of twenty', 7, 20, 6, 'incomplete'],
    ['as counted not met, but one blank could lift it: three or four of twenty', 3, 20, 1, 'incomplete'],
    ['no outcome is known', 0, 5, 5, 'incomplete'],
  ] as const)('%s', (_, met, mature, unknown, reason) => {
    const made = figure(removal, met, mature, unknown);
    expect(made.verdict).toBe('cannot_tell');
    expect(openReason(made, removal)).toBe(reason);
  });

  it('is told in words, while the figure keeps its code', () => {
    const few = figure(removal, 7, 20, 0);
    const blank = figure(removal, 3, 20, 1);
    expect([few.verdict, blank.verdict]).toEqual(['cannot_tell', 'cannot_tell']);
    expect(openWord(few, removal, words.zh)).toBe('例数不足');
    expect(openWord(blank, removal, words.zh)).toBe('数据不全');
    expect(openWord(blank, removal, words.en)).toBe('data incomplete');
  });

  it('is that the year is not over for a yearly number, and nothing for a settled verdict', () => {
    expect(openReason(figure(runs, 12, 12, 0, false), runs)).toBe('not over');
    expect(openReason(figure(runs, 12, 12, 0, true), runs)).toBeNull();
    expect(openReason(figure(removal, 13, 20, 0), removal)).toBeNull();
  });
});

it('what would settle it names only what is open: outcomes, or whether a case belongs', () => {
  const made = figure(removal, 0, 5, 5);
  const say = (unknown: number, undated: number, lang: 'zh' | 'en') =>
    neededText({ ...made, unknown, undated }, removal, { words: words[lang] } as never);
  expect(say(5, 0, 'zh')).toBe('先补填 5 例未明的结局，补齐后结论可能不同');
  expect(say(5, 1, 'zh')).toBe('先补填 5 例未明的结局、1 例是否属分母，补齐后结论可能不同');
  // Five of five and one that may not belong.
  const sure = { ...made, numerator: 5, denominator: 5, unknown: 0, undated: 1, threshold: 1 };
  expect(neededText(sure, removal, { words: words.zh } as never)).toBe(
    '先补填 1 例是否属分母，补齐后结论可能不同',
  );
  expect(neededText(sure, removal, { words: words.en } as never)).toBe(
    'first fill in whether 1 belong to the denominator: they could change the verdict',
  );
});
