import type { Defined, Multiplier } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figures.js';
import type { Lang } from '../words/index.js';
import { type Fraction, fraction, over, times } from './fraction.js';
import { printApart, printCount, printPlain } from './number.js';

/** How the rates of an indicator are printed. */
export interface Scale {
  /** A stored rate times this is the number shown. */
  readonly factor: number;
  /** Stands behind each number. */
  readonly suffix: string;
  /** Stands once, at an axis or a column. */
  readonly unit: string;
  readonly decimals: number;
  /** True where a rate cannot exceed 1, so that 99.96 % is not printed as all. */
  readonly partOfWhole: boolean;
}

const multipliers: Readonly<Record<Multiplier, Omit<Scale, 'partOfWhole'>>> = {
  '%': { factor: 100, suffix: '%', unit: '%', decimals: 1 },
  '‰': { factor: 1000, suffix: '‰', unit: '‰', decimals: 2 },
  '‱': { factor: 10000, suffix: '‱', unit: '‱', decimals: 2 },
  '/1000h': { factor: 60000, suffix: '/1000h', unit: '/1000 h', decimals: 2 },
  '1': { factor: 1, suffix: '', unit: '', decimals: 2 },
};

export function scaleOf(indicator: Defined, lang: Lang): Scale {
  if (indicator.measure === 'median') {
    const unit = indicator.shown.unit[lang];
    return {
      factor: 1 / indicator.shown.divideBy,
      suffix: ` ${unit}`,
      unit,
      decimals: 1,
      partOfWhole: false,
    };
  }
  if (indicator.measure === 'volume') {
    return { factor: 1, suffix: '', unit: '', decimals: 0, partOfWhole: false };
  }
  const partOfWhole = indicator.measure !== 'ratio' || indicator.interval === 'binomial';
  return { ...multipliers[indicator.multiplier], partOfWhole };
}

/** The exact rate of a figure, or null when there is none. */
export function exactRate(figure: Figure, indicator: Defined): Fraction | null {
  if (indicator.measure === 'volume') return figure.numerator === null ? null : fraction(figure.numerator);
  if (figure.rate === null) return null;
  if (figure.numerator !== null && figure.denominator !== null && figure.denominator > 0)
    return over(fraction(figure.numerator), fraction(figure.denominator));
  return fraction(figure.rate);
}

/**
 * The printed rate: on its own side of the threshold, never 0 when there was an event, never all when one was missed.
 * Null when there is no rate. It must not be shown without its n.
 */
export function printRate(figure: Figure, indicator: Defined, lang: Lang): string | null {
  const exact = exactRate(figure, indicator);
  if (exact === null) return null;
  return printShare(exact, figure.threshold, scaleOf(indicator, lang));
}

/** One end of an interval, printed like the rate beside it. */
export function printBound(bound: number, figure: Figure, indicator: Defined, lang: Lang): string {
  return printShare(fraction(bound), figure.threshold, scaleOf(indicator, lang));
}

/** Both ends of an interval; the suffix stands once. */
export function printRange(
  low: number,
  high: number,
  figure: Figure,
  indicator: Defined,
  lang: Lang,
): string {
  const { suffix } = scaleOf(indicator, lang);
  const first = printBound(low, figure, indicator, lang);
  return `${suffix ? first.slice(0, -suffix.length) : first}–${printBound(high, figure, indicator, lang)}`;
}

export function printThreshold(threshold: number, indicator: Defined, lang: Lang): string {
  const scale = scaleOf(indicator, lang);
  return printPlain(scaled(fraction(threshold), scale)) + scale.suffix;
}

/**
 * `12/27`; only the n where there is no numerator, only the count where there is no denominator; time in hours
 * where the rate is per hours.
 */
export function printCounts({ numerator, denominator }: Figure, indicator: Defined): string {
  if (numerator === null) return `n = ${printCount(denominator ?? 0)}`;
  if (denominator === null) return printCount(numerator);
  return `${printCount(numerator)}/${printSize(denominator, indicator)}`;
}

/** What is unknown, in what the denominator counts: cases, devices, or hours from minutes. */
export const printUnknown = ({ unknown }: Figure, indicator: Defined): string =>
  printSize(unknown, indicator);

const printSize = (size: number, { multiplier, measure }: Defined): string =>
  multiplier === '/1000h' && measure === 'ratio' ? `${printCount(size / 60)} h` : printCount(size);

/**
 * The share of the mature cases whose outcome is not known, 0 to 1. Where the unknown left the denominator it is
 * counted over both.
 */
export function shareUnknown({ denominator, unknown }: Figure, indicator: Defined): number {
  const leftOut =
    indicator.measure === 'ratio' ||
    indicator.measure === 'median' ||
    ('unknown' in indicator && indicator.unknown === 'left out');
  const all = (denominator ?? 0) + (leftOut ? unknown : 0);
  return all === 0 ? 0 : unknown / all;
}

function printShare(value: Fraction, threshold: number | null, scale: Scale): string {
  const lines = [fraction(0)];
  if (threshold !== null) lines.push(scaled(fraction(threshold), scale));
  if (scale.partOfWhole) lines.push(scaled(fraction(1), scale));
  const shown = scaled(value, scale);
  return printApart(shown, Math.max(scale.decimals, decimalsFor(shown)), lines) + scale.suffix;
}

/** Decimals that keep two digits of a number below 1: 0.0114 % and not 0.0 %. */
function decimalsFor({ num, den }: Fraction): number {
  const size = num < 0n ? -num : num;
  if (size === 0n || size >= den) return 0;
  let decimals = 1;
  for (let ten = 10n; size * ten < den; ten *= 10n) decimals++;
  return Math.min(decimals + 1, 8);
}

const scaled = (value: Fraction, { factor }: Scale): Fraction =>
  factor >= 1 ? times(value, factor) : over(value, fraction(Math.round(1 / factor)));
