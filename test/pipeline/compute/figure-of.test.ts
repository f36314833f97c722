import { describe, expect, it } from 'vitest';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import {
  type Counts,
  figureOf,
  medianFigure,
  type Place,
  type ThresholdInForce,
} from '../../../pipeline/compute/figure-of.js';
import type { DefinedIndicator, Threshold } from '../../../pipeline/define/index.js';

const place: Place = { level: 'hospital', unit: 'H1', period_type: 'year', period: '2026', stratum: '' };
const from = { batch: 'b', asOf: '2026-10-31' };
const none: Counts = { met: 0, mature: 0, pending: 0, unknown: 0, excluded: 0, undated: 0 };
const counts = (some: Partial<Counts>): Counts => ({ ...none, ...some });

const proportion = findIndicator('ECMO-01'); // unknown: not met
const leftOut = findIndicator('AQI-IHP-17'); // unknown: left out
const ratio = findIndicator('ECMO-04A');
const density = findIndicator('ECMO-E03'); // events per minute
const volume = findIndicator('ECMO-N01');
const median = findIndicator('ECMO-E07');

/** A threshold as it would apply to the place. */
const applied = (
  indicator: DefinedIndicator,
  operator: Threshold['operator'],
  num: number,
  den: number,
  periodOver = true,
) =>
  ({
    norm: { id: 'N', title: { zh: '规', en: 'norm' }, short: { zh: '规', en: 'norm' }, thresholds: [] },
    threshold: { indicator, operator, value: { num, den }, clause: '一' } as unknown as Threshold,
    applies: 'binding',
    periodOver,
  }) satisfies ThresholdInForce;
const atLeast40 = applied(proportion, '>=', 40, 100);

const figure = (indicator: DefinedIndicator, some: Partial<Counts>, by: ThresholdInForce | null = null) => {
  const found = figureOf(indicator, place, counts(some), by, from);
  if (!found) throw new Error('no figure');
  return found;
};

describe('figureOf', () => {
  it('gives no figure where nothing at all was counted, and one where anything was', () => {
    expect(figureOf(proportion, place, none, atLeast40, from)).toBeNull();
    for (const name of Object.keys(none))
      expect(figureOf(proportion, place, { ...none, [name]: 1 }, null, from), name).not.toBeNull();
  });

  it('carries its place, definition, batch and as-of date, and hides nothing', () => {
    expect(figure(proportion, { met: 1, mature: 2, pending: 3, excluded: 4, undated: 5 })).toMatchObject({
      ...place,
      code: 'ECMO-01',
      indicator: 'ecmo-effective-removal',
      definition_hash: proportion.hash,
      batch: 'b',
      as_of: '2026-10-31',
      pending: 3,
      excluded: 4,
      undated: 5,
      suppressed: false,
    });
  });

  it('shows a Wilson interval beside a proportion', () => {
    const { rate, ci_low, ci_high } = figure(proportion, { met: 8, mature: 10 });
    expect(rate).toBe(0.8);
    expect(ci_low).toBeCloseTo(0.49, 3);
    expect(ci_high).toBeCloseTo(0.943, 3);
  });

  it('has no rate, interval or verdict where the denominator is 0', () => {
    expect(figure(proportion, { pending: 2 }, atLeast40)).toMatchObject({
      numerator: 0,
      denominator: 0,
      rate: null,
      low_bound: null,
      high_bound: null,
      ci_low: null,
      ci_high: null,
      formal: null,
      verdict: 'not_applicable',
    });
  });

  it('has no threshold and no verdict where no norm applies', () => {
    expect(figure(proportion, { met: 1, mature: 2 })).toMatchObject({
      threshold: null,
      operator: null,
      norm: null,
      applies: null,
      formal: null,
      verdict: null,
    });
  });
});

describe('the policy for unknown outcomes', () => {
  it('“not met” keeps them in the denominator and spans the bounds', () => {
    expect(figure(proportion, { met: 5, mature: 10, unknown: 3 })).toMatchObject({
      numerator: 5,
      denominator: 10,
      rate: 0.5,
      low_bound: 0.5,
      high_bound: 0.8,
    });
  });

  it('“left out” takes them from the denominator, and the bounds are of all cases', () => {
    expect(figure(leftOut, { met: 5, mature: 10, unknown: 3 })).toMatchObject({
      numerator: 5,
      denominator: 7,
      rate: 5 / 7,
      low_bound: 0.5,
      high_bound: 0.8,
    });
  });

  it('of a ratio adds the unknown part to the bounds only', () => {
    expect(figure(ratio, { met: 1, mature: 5, unknown: 3 })).toMatchObject({
      numerator: 1,
      denominator: 5,
      rate: 0.2,
      low_bound: 1 / 8,
      high_bound: 4 / 8,
    });
  });
});

describe('events per time', () => {
  it('take an exact Poisson interval below ten events and Byar’s from ten on', () => {
    // Garwood: 5 events lie in 1.6235 to 11.6683; Byar by hand: 10 × (1 − 1/90 − 1.95996/(3√10))³ and
    // 11 × (1 − 1/99 + 1.95996/(3√11))³.
    const five = figure(density, { met: 5, mature: 1000 });
    const ten = figure(density, { met: 10, mature: 1000 });
    expect(five.ci_low).toBeCloseTo(0.0016235, 6);
    expect(five.ci_high).toBeCloseTo(0.0116683, 6);
    expect(ten.ci_low).toBeCloseTo(0.0047874, 6);
    expect(ten.ci_high).toBeCloseTo(0.0183913, 5);
  });

  it('may exceed one event per minute and have no bounds as a share would', () => {
    expect(figure(density, { met: 12, mature: 4, unknown: 1 })).toMatchObject({
      rate: 3,
      low_bound: null,
      high_bound: null,
    });
  });

  it('have no interval without time', () => {
    expect(figure(density, { pending: 1 })).toMatchObject({ rate: null, ci_low: null, ci_high: null });
  });
});

describe('the verdict', () => {
  it('is formal by whole numbers: 40 of 100 meets 40 % or more and not more than 40 %', () => {
    expect(figure(proportion, { met: 40, mature: 100 }, atLeast40).formal).toBe('met');
    expect(figure(proportion, { met: 40, mature: 100 }, applied(proportion, '>', 40, 100)).formal).toBe(
      'not_met',
    );
    expect(figure(proportion, { met: 39_999, mature: 100_000 }, atLeast40).formal).toBe('not_met');
  });

  it('is settled only where chance is ruled out, and otherwise says how many cases are missing', () => {
    expect(figure(proportion, { met: 34, mature: 125 }, atLeast40)).toMatchObject({
      formal: 'not_met',
      verdict: 'not_met',
      needed: null,
    });
    // 7 of 20 against 40 %: 244 more cases, as the documentation of decide works out.
    expect(figure(proportion, { met: 7, mature: 20 }, atLeast40)).toMatchObject({
      formal: 'not_met',
      verdict: 'cannot_tell',
      needed: 244,
    });
  });

  it('stands only if the unknown outcomes could not change it', () => {
    const verdict = (met: number, unknown: number) =>
      figure(proportion, { met, mature: 125, unknown }, atLeast40).verdict;
    // 36 of 125 is still below 40 % by more than chance; 54 of 125 is above it.
    expect(verdict(34, 0)).toBe('not_met');
    expect(verdict(34, 2)).toBe('not_met');
    expect(verdict(34, 20)).toBe('cannot_tell');
  });

  it('looks at both ends where unknown outcomes are left out', () => {
    const low = applied(leftOut, '<=', 10, 100);
    const verdict = (unknown: number) =>
      figure(leftOut, { met: 1, mature: 100 + unknown, unknown }, low).verdict;
    // 1 of 100 is surely below 10 %. With 40 unknown it could be 41 of 140.
    expect([verdict(0), verdict(40)]).toEqual(['met', 'cannot_tell']);
  });

  it('cannot be told where no outcome is known at all', () => {
    expect(figure(proportion, { met: 0, mature: 30, unknown: 30 }, atLeast40)).toMatchObject({
      formal: null,
      verdict: 'cannot_tell',
    });
  });

  it('is not given where there are more events than devices', () => {
    expect(figure(ratio, { met: 3, mature: 2 }, applied(ratio, '<=', 1, 100))).toMatchObject({
      formal: null,
      verdict: null,
      ci_low: null,
      threshold: 0.01,
    });
  });
});

describe('a volume', () => {
  const judged = (met: number, periodOver: boolean) => {
    const { numerator, denominator, rate, verdict, formal, needed } = figure(
      volume,
      { met },
      applied(volume, '>=', 20, 1, periodOver),
    );
    return { numerator, denominator, rate, verdict, formal, needed };
  };

  it('is a count without rate and denominator', () => {
    expect(judged(20, true)).toMatchObject({ numerator: 20, denominator: null, rate: null });
  });

  it('that is reached is met at once, also while the period runs', () => {
    for (const over of [true, false])
      expect(judged(20, over)).toMatchObject({ verdict: 'met', formal: 'met', needed: null });
  });

  it('that is not reached is open while the period runs, with what is missing, and not met when it is over', () => {
    expect(judged(18, false)).toMatchObject({ verdict: 'cannot_tell', formal: null, needed: 2 });
    expect(judged(18, true)).toMatchObject({ verdict: 'not_met', formal: 'not_met', needed: null });
  });
});

describe('medianFigure', () => {
  const of = (sorted: readonly number[], some: Partial<Counts> = {}) =>
    medianFigure(median, place, counts(some), sorted, from);

  it('is the middle value, or the mean of the two in the middle', () => {
    expect(of([1, 5, 100])).toMatchObject({ rate: 5, denominator: 3, numerator: null });
    expect(of([1, 5, 6, 100])).toMatchObject({ rate: 5.5, denominator: 4 });
  });

  it('has an interval of order statistics once there are enough values', () => {
    // Of six values the least and the greatest hold the median with 1 − 2 × 0.5⁶ = 96.9 %; of five not with 95 %.
    expect(of([1, 2, 3, 4, 5, 6])).toMatchObject({ ci_low: 1, ci_high: 6 });
    expect(of([1, 2, 3, 4, 5])).toMatchObject({ ci_low: null, ci_high: null });
  });

  it('has no value where only other cases were counted, and is no figure where none were', () => {
    expect(of([], { pending: 2 })).toMatchObject({ rate: null, denominator: 0, pending: 2 });
    expect(of([])).toBeNull();
  });
});
