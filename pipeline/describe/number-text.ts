import type { Indicator, Rational } from '../define/index.js';

/** The factor of a stored rate for display, and the sign behind it. */
const shown: Readonly<Record<Indicator['multiplier'], readonly [factor: number, suffix: string]>> = {
  '%': [100, ' %'],
  '‰': [1000, ' ‰'],
  '‱': [10_000, ' ‱'],
  '/1000h': [60_000, ' /1000 h'],
  '1': [1, ''],
  '1:x': [1, ''],
  '/year': [12, ' /年'],
  'years/10000': [10_000 / 12, ''],
};

/** A threshold as its indicator prints it: `40 %`, `20`, `0.01 %`. Division comes last, so that no digit is added. */
export function thresholdNumber(
  { num, den }: Rational,
  { multiplier, measure }: Pick<Indicator, 'multiplier' | 'measure'>,
): string {
  const [factor, suffix] = measure === 'volume' ? [1, ''] : shown[multiplier];
  return `${Number(((num * factor) / den).toPrecision(12))}${suffix}`;
}
