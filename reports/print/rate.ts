import type { DefinedIndicator, Multiplier } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { Lang } from '../words/index.js';
import { decimalText, type Fraction, fraction, over, roundedTo, times } from './fraction.js';
import { printApart, printCount, printPlain } from './number.js';

/** How the rates of an indicator are printed. */
export interface Scale {
  /** A stored rate times this is the number shown. */
  readonly factor: number;
  /** Printed before each number, such as `1:` of `1:0.45`. */
  readonly prefix: string;
  /** Printed behind each number. */
  readonly suffix: string;
  /** Printed once, at an axis or a column. */
  readonly unit: string;
  readonly decimals: number;
  /** Whether a rate cannot exceed 1, so that 99.96 % is not printed as 100 %. */
  readonly partOfWhole: boolean;
}

type Multiplied = Omit<Scale, 'partOfWhole' | 'prefix' | 'unit'> & Partial<Pick<Scale, 'prefix' | 'unit'>>;

const multipliers: Readonly<Record<Multiplier, (lang: Lang) => Multiplied>> = {
  '%': () => ({ factor: 100, suffix: '%', decimals: 1 }),
  '‰': () => ({ factor: 1000, suffix: '‰', decimals: 2 }),
  '‱': () => ({ factor: 10000, suffix: '‱', decimals: 2 }),
  '/1000h': () => ({ factor: 60000, suffix: '/1000h', unit: '/1000 h', decimals: 2 }),
  '1': () => ({ factor: 1, suffix: '', decimals: 2 }),
  '1:x': () => ({ factor: 1, prefix: '1:', suffix: '', unit: '1:x', decimals: 2 }),
  '/year': (lang) => ({ factor: 12, suffix: lang === 'zh' ? '例次/年' : ' a year', decimals: 1 }),
  // Months of staff over cases, shown as full-year staff per 10,000 cases.
  'years/10000': (lang) => ({
    factor: 10000 / 12,
    suffix: lang === 'zh' ? '人/万例次' : ' per 10,000',
    decimals: 2,
  }),
};

/** How the rates of an indicator are printed. */
export function scaleOf(indicator: DefinedIndicator, lang: Lang): Scale {
  if (indicator.measure === 'median') {
    const unit = indicator.shown.unit[lang];
    return {
      factor: 1 / indicator.shown.divideBy,
      prefix: '',
      suffix: ` ${unit}`,
      unit,
      decimals: 1,
      partOfWhole: false,
    };
  }
  if (indicator.measure === 'volume') {
    return { factor: 1, prefix: '', suffix: '', unit: '', decimals: 0, partOfWhole: false };
  }
  const partOfWhole =
    indicator.measure !== 'standardised ratio' &&
    (indicator.measure !== 'ratio' || indicator.interval === 'binomial');
  const multiplied = multipliers[indicator.multiplier](lang);
  return { prefix: '', unit: multiplied.suffix.trim(), ...multiplied, partOfWhole };
}

/** The exact rate of a figure, or null when there is none. */
export function exactRate(figure: Figure, indicator: DefinedIndicator): Fraction | null {
  if (indicator.measure === 'volume') return figure.numerator === null ? null : fraction(figure.numerator);
  if (figure.rate === null) return null;
  if (indicator.measure === 'standardised ratio') return fraction(figure.rate);
  if (figure.numerator !== null && figure.denominator !== null && figure.denominator > 0)
    return over(fraction(figure.numerator), fraction(figure.denominator));
  return fraction(figure.rate);
}

/**
 * The printed rate: on its own side of the threshold, never 0 when there was an event, never 100 % when one was missed; with `≥ ` where it
 * is a minimum. Null when there is no rate. It must not be shown without its n.
 */
export function printRate(figure: Figure, indicator: DefinedIndicator, lang: Lang): string | null {
  const quotient = printQuotient(figure, indicator, lang);
  return quotient !== null && figure.errs === 'at least' ? `≥ ${quotient}` : quotient;
}

/** As `printRate` without `≥ `, as the result of a division such as `12/27 = 44.4%`. */
export function printQuotient(figure: Figure, indicator: DefinedIndicator, lang: Lang): string | null {
  const exact = exactRate(figure, indicator);
  if (exact === null) return null;
  return printShare(exact, figure.threshold, scaleOf(indicator, lang));
}

/** One end of an interval, printed like the rate beside it. */
export function printBound(bound: number, figure: Figure, indicator: DefinedIndicator, lang: Lang): string {
  return printShare(fraction(bound), figure.threshold, scaleOf(indicator, lang));
}

/** Both ends of an interval, with prefix and suffix once. */
export function printRange(
  low: number,
  high: number,
  figure: Figure,
  indicator: DefinedIndicator,
  lang: Lang,
): string {
  const { prefix, suffix } = scaleOf(indicator, lang);
  const [first, last] = [low, high].map((end) => printBound(end, figure, indicator, lang)) as [
    string,
    string,
  ];
  return `${first.slice(0, first.length - suffix.length)}–${last.slice(prefix.length)}`;
}

/** A threshold in the units shown, with prefix and suffix. */
export function printThreshold(threshold: number, indicator: DefinedIndicator, lang: Lang): string {
  const scale = scaleOf(indicator, lang);
  return scale.prefix + printPlain(scaled(fraction(threshold), scale)) + scale.suffix;
}

/**
 * `12/27`; only the n where there is no numerator, only the count where there is no denominator; hours for a rate per hours; observed and
 * expected with n for a standardised ratio.
 */
export function printCounts(
  { numerator, denominator, expected }: Figure,
  indicator: DefinedIndicator,
): string {
  if (indicator.measure === 'standardised ratio' && numerator !== null) {
    const size = expected === null ? '—' : decimalText(roundedTo(fraction(expected), 1), 1);
    return `O ${printCount(numerator)} / E ${size} (n = ${printCount(denominator ?? 0)})`;
  }
  if (numerator === null) return `n = ${printCount(denominator ?? 0)}`;
  if (denominator === null) return printCount(numerator);
  return `${printCount(numerator)}/${printSize(denominator, indicator)}`;
}

const printSize = (size: number, { multiplier, measure }: DefinedIndicator): string =>
  multiplier === '/1000h' && measure === 'ratio' ? `${printCount(size / 60)} h` : printCount(size);

/**
 * The share of due cases with unknown outcome, 0 to 1; if the denominator leaves the unknown out, of both together. Null where their amount
 * is not known, as for a ratio without bounds.
 */
export function shareUnknown(figure: Figure, indicator: DefinedIndicator): number | null {
  const { denominator, unknown, low_bound, high_bound } = figure;
  if (indicator.measure === 'ratio') {
    if (low_bound !== null && high_bound !== null) return high_bound - low_bound;
    return unknown === 0 ? 0 : denominator === 0 ? 1 : null;
  }
  const leftOut =
    indicator.measure === 'median' ||
    indicator.measure === 'standardised ratio' ||
    ('unknown' in indicator && indicator.unknown === 'left out');
  const all = (denominator ?? 0) + (leftOut ? unknown : 0);
  return all === 0 ? 0 : unknown / all;
}

function printShare(value: Fraction, threshold: number | null, scale: Scale): string {
  const lines = [fraction(0)];
  if (threshold !== null) lines.push(scaled(fraction(threshold), scale));
  if (scale.partOfWhole) lines.push(scaled(fraction(1), scale));
  const shown = scaled(value, scale);
  const printed = printApart(shown, Math.max(scale.decimals, decimalsFor(shown)), lines);
  return scale.prefix + printed + scale.suffix;
}

/** Decimals that keep two digits of a number below 1: 0.0114 % and not 0.0 %. */
function decimalsFor({ num, den }: Fraction): number {
  const size = num < 0n ? -num : num;
  if (size === 0n || size >= den) return 0;
  let decimals = 1;
  for (let ten = 10n; size * ten < den; ten *= 10n) decimals++;
  return Math.min(decimals + 1, 8);
}

/** Scales exactly: a factor that is no whole number is a fraction, such as 1/60 or 10,000/12. */
function scaled(value: Fraction, { factor }: Scale): Fraction {
  if (Number.isInteger(factor)) return times(value, factor);
  if (factor < 1) return over(value, fraction(Math.round(1 / factor)));
  return over(times(value, Math.round(factor * 12)), fraction(12));
}
