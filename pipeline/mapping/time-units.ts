import { headerKey, splitUnit } from '../read/header-key.js';
import { factorRatio } from './times-decimal.js';

/** Spellings of the units of time, and the minutes of each. */
const units = [
  { minutes: 1n, spellings: ['min', 'mins', 'minute', 'minutes', '分', '分钟'] },
  { minutes: 60n, spellings: ['h', 'hr', 'hrs', 'hour', 'hours', '时', '小时', '钟头'] },
  { minutes: 1440n, spellings: ['d', 'day', 'days', '天', '日'] },
] as const;

/** The minutes of a unit in any spelling; null for what is no unit of time. */
export function minutesOf(unit: string): bigint | null {
  const key = splitUnit(headerKey(`x(${unit})`)).unit ?? '';
  return units.find(({ spellings }) => (spellings as readonly string[]).includes(key))?.minutes ?? null;
}

/** The factor between two units of time as it must be written: 1/60 from min to h. */
export function timeFactor(from: bigint, to: bigint): string {
  return from % to === 0n ? String(from / to) : `1/${to / from}`;
}

/** Whether a factor is right within one per cent, as people round it: 0.0167 for 1/60. */
export function isRoundedFactor(factor: string, from: bigint, to: bigint): boolean {
  const { times, by } = factorRatio(factor);
  const [is, must] = [times * to, by * from];
  const apart = is > must ? is - must : must - is;
  return apart * 100n <= must;
}

/** Whether a factor is exactly right. */
export function isExactFactor(factor: string, from: bigint, to: bigint): boolean {
  const { times, by } = factorRatio(factor);
  return times * to === by * from;
}
