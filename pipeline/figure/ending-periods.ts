import type { PeriodType } from '../define/index.js';

/** The last `count` months up to and including `month`, oldest first. */
export function monthsUpTo(month: string, count: number): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = year * 12 + number - 1;
  return Array.from({ length: count }, (_, index) => {
    const at = last - count + 1 + index;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** The periods of each type that end in the batch's month or year. */
export function periodsOf(month: string): Readonly<Record<PeriodType, string>> {
  const year = month.slice(0, 4);
  return {
    month,
    quarter: `${year}Q${Math.ceil(Number(month.slice(5)) / 3)}`,
    year,
    rolling12: `${monthsUpTo(month, 12)[0]}..${month}`,
    years3: `${Number(year) - 2}..${year}`,
  };
}
