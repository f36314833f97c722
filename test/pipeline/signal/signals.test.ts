import { describe, expect, it } from 'vitest';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import type { DefinedIndicator } from '../../../pipeline/define/index.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import type { Signal } from '../../../pipeline/signal/signal.js';
import { signalsOf } from '../../../pipeline/signal/signals.js';
import { days, density, month, put, removal } from './simulated-provinces.js';

type Counts = readonly { readonly n: number; readonly x: number; readonly rate?: number }[];

/** The signal of one hospital's series that ends in the month of the report. */
function signal(
  indicator: DefinedIndicator,
  counts: Counts,
  change = (figures: Figure[]) => figures,
): Signal {
  const figures: Figure[] = [];
  put(figures, indicator, 'H1', [...Array(36 - counts.length).fill({ n: 0, x: 0 }), ...counts]);
  const [one] = signalsOf(change(figures), [indicator], month);
  if (one === undefined) throw new Error('no signal');
  return one;
}

/** Months of `n` cases, of which the numbers met go on in turn. */
const turns = (length: number, n: number, met: readonly number[]) =>
  Array.from({ length }, (_, at) => ({ n, x: met[at % met.length] as number }));

/** 24 months of 50 cases around 40 %: centre 0.4, sigma √(0.4 · 0.6 / 50) = 6.93 %, so the limits are 9.6 and 30.4 of 50. */
const steady = turns(24, 50, [20, 19, 21, 20]);

describe('the signal of a proportion', () => {
  it('is common cause inside the limits', () => {
    expect(signal(removal, [...steady, ...turns(12, 50, [19, 21])])).toMatchObject({
      kind: 'common cause',
      method: 'p',
      rules: 'zhikong runs 1',
      rule: null,
      direction: 0,
      broken: [],
      points: 36,
      baseline: { from: '2024-01', to: '2025-12', points: 24, cases: 1200, centre: 0.4 },
      latest: { period: '2026-12', rate: 0.42, n: 50 },
      whyNot: null,
    });
  });

  it('is better or worse by the declaration: more effective removals are better', () => {
    const last = (x: number) => signal(removal, [...steady, ...turns(11, 50, [19, 21]), { n: 50, x }]);
    expect(last(31)).toMatchObject({ kind: 'improving', rule: 'outside_limits', direction: 1 });
    expect(last(30)).toMatchObject({ kind: 'common cause' }); // 30 < 30.39
    expect(last(9)).toMatchObject({ kind: 'concern', rule: 'outside_limits', direction: -1 });
    expect(last(9).broken).toEqual([{ period: '2026-12', rule: 'outside_limits', direction: -1 }]);
    const lower = { ...removal, better: 'lower' } as DefinedIndicator;
    expect(signal(lower, [...steady, ...turns(11, 50, [19, 21]), { n: 50, x: 31 }]).kind).toBe('concern');
  });

  it('is a shift after seven months on one side, and none where one of them is missing', () => {
    const year = (rest: Counts) => signal(removal, [...steady, ...turns(5, 50, [19, 21]), ...rest]);
    expect(year(turns(7, 50, [18]))).toMatchObject({ kind: 'concern', rule: 'seven_on_one_side' });
    const gapped = year([...turns(3, 50, [18]), { n: 0, x: 0 }, ...turns(3, 50, [18])]);
    expect(gapped).toMatchObject({ kind: 'common cause', points: 35 });
  });

  it('tells of an earlier signal of the year that is over', () => {
    const found = signal(removal, [...steady, { n: 50, x: 35 }, ...turns(11, 50, [19, 21])]);
    expect(found).toMatchObject({ kind: 'common cause', rule: null });
    expect(found.broken).toEqual([{ period: '2026-01', rule: 'outside_limits', direction: 1 }]);
  });

  it('is read by quarters where months have fewer than five on a side, and not at all where these have too', () => {
    // 8 cases a month: 3.2 expected; 24 a quarter: 9.6.
    expect(signal(removal, turns(36, 8, [3, 4, 3, 3]))).toMatchObject({
      method: 'p quarters',
      latest: { period: '2026Q4' },
      points: 12,
    });
    expect(signal(removal, turns(36, 3, [1, 2]))).toMatchObject({ method: null, whyNot: 'too few cases' });
  });

  it('is read by Laney’s p′ where months have hundreds of cases', () => {
    const wide = signal(removal, [...turns(24, 500, [180, 220, 190, 210]), ...turns(12, 500, [165, 235])]);
    // Moving ranges of z of 40, 30, 20 and 30 cases over √120: sigmaZ is about 2.4, so 235 lies inside.
    expect(wide).toMatchObject({ method: 'laney p′', rule: null });
  });
});

describe('the signal of other measures', () => {
  it('is read by a u chart for events over time', () => {
    // 9 events in 20,000 minutes; three sigma are 9 events.
    const points = turns(35, 20_000, [9, 8, 10, 9]);
    expect(signal(density, [...points, { n: 20_000, x: 19 }])).toMatchObject({
      method: 'u',
      kind: 'concern',
    });
    expect(signal(density, [...points, { n: 20_000, x: 18 }]).rule).not.toBe('outside_limits');
  });

  it('is read by XmR for medians', () => {
    const values = turns(35, 9, [0]).map((point, at) => ({ ...point, rate: 50 + (at % 2) }));
    // Moving range 1, so sigma 0.887 around 50.5: limits 47.84 and 53.16.
    expect(signal(days, [...values, { n: 9, x: 0, rate: 53.2 }])).toMatchObject({
      method: 'xmr',
      kind: 'concern',
    });
    expect(signal(days, [...values, { n: 9, x: 0, rate: 53.1 }]).rule).not.toBe('outside_limits');
    const equal = turns(36, 9, [0]).map((point) => ({ ...point, rate: 50 }));
    expect(signal(days, equal)).toMatchObject({ method: null, whyNot: 'never varies' });
  });

  it('is none for numbers of cases, and where neither direction is better', () => {
    const volume = findIndicator('ECMO-N01');
    expect(signal(volume, turns(36, 10, [10])).whyNot).toBe('no series');
    const monitored = { ...removal, better: 'monitor' } as DefinedIndicator;
    expect(signal(monitored, steady).whyNot).toBe('no direction');
  });
});

describe('a series without a signal says why', () => {
  const all = [...steady, ...turns(12, 50, [19, 21])];

  it('a first month, a short series, one without failures', () => {
    expect(signal(removal, [{ n: 50, x: 20 }])).toMatchObject({
      kind: 'not enough data',
      whyNot: 'too few points',
    });
    expect(signal(removal, turns(12, 50, [20, 21])).whyNot).toBe('too few points');
    expect(signal(removal, turns(13, 50, [20, 21])).method).toBe('p');
    expect(signal(removal, turns(36, 50, [0])).whyNot).toBe('never varies');
    expect(signal(removal, turns(36, 50, [50])).whyNot).toBe('never varies');
  });

  it('one whose outcomes are unknown or hidden', () => {
    const unknown = signal(removal, all, (figures) =>
      figures.map((figure) => ({ ...figure, unknown: (figure.denominator ?? 0) / 5 })),
    );
    expect(unknown.whyNot).toBe('incomplete');
    const hidden = signal(removal, all, (figures) =>
      figures.map((figure) => ({ ...figure, numerator: null, denominator: null, rate: null })),
    );
    expect(hidden.whyNot).toBe('too few points');
  });

  it('one that has ended, where others go on', () => {
    const figures: Figure[] = [];
    put(figures, removal, 'H1', [...all.slice(0, 30), ...Array(6).fill({ n: 0, x: 0 })]);
    put(figures, removal, 'H2', all);
    expect(signalsOf(figures, [removal], month).map(({ unit, whyNot }) => [unit, whyNot])).toEqual([
      ['H1', 'not recent'],
      ['H2', null],
    ]);
  });

  it('nothing at all gives nothing; a version that has ended is left out', () => {
    expect(signalsOf([], [removal], month)).toEqual([]);
    const figures: Figure[] = [];
    put(figures, removal, 'H1', all);
    expect(signalsOf(figures, [], month)).toEqual([]);
    const ended = { ...removal, effectiveTo: '2026-11-30' } as DefinedIndicator;
    expect(signalsOf(figures, [ended], month)).toEqual([]);
  });
});

describe('the chance of a false signal', () => {
  it('of twelve judged months is near that of the rules with known lines, and above it, for lines are estimates', () => {
    const { falseAlarm } = signal(removal, [...steady, ...turns(12, 50, [19, 21])]);
    // Known lines: 0.3 % outside, 0.3 % two in three, and 2 · 0.44^7 = 0.6 % seven on a side, since 20 of 50 lies on the line and on none.
    expect(falseAlarm?.month).toBeGreaterThan(0.012);
    expect(falseAlarm?.month).toBeLessThan(0.025);
    expect(falseAlarm?.year).toBeGreaterThan(0.08);
    expect(falseAlarm?.year).toBeLessThan(12 * (falseAlarm?.month ?? 0));
  });
});
