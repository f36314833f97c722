import type { PeriodType } from './period-type.js';

/** A period as first and last month, counted from year 0: 2026-10 is 2026 × 12 + 9. */
export interface Period {
  readonly type: PeriodType;
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** `2026-10` → months since year 0. */
export function monthNumber(month: string): number {
  const [year, of] = month.split('-').map(Number) as [number, number];
  return year * 12 + of - 1;
}

/** Months since year 0 → `2026-10`. */
export function monthName(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** The last day of a month number, as `2026-10-31`. */
export function lastDay(number: number): string {
  const [year, month] = [Math.floor(number / 12), (number % 12) + 1];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The first moment after a day. */
export const endOf = (day: string) => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return `${next.toISOString().slice(0, 10)} 00:00:00`;
};

/**
 * The periods figures are given for: every month, quarter and year from the first to the last month with data, the
 * twelve months that end in the batch's month, and the three calendar years that end in its year.
 */
export function periodsOf(firstData: number, lastData: number, batchMonth: number): Period[] {
  const periods: Period[] = [];
  for (let m = firstData; m <= lastData; m += 1)
    periods.push({ type: 'month', name: monthName(m), first: m, last: m });
  for (let q = Math.floor(firstData / 3); q <= Math.floor(lastData / 3); q += 1)
    periods.push({
      type: 'quarter',
      name: `${Math.floor(q / 4)}Q${(q % 4) + 1}`,
      first: q * 3,
      last: q * 3 + 2,
    });
  for (let y = Math.floor(firstData / 12); y <= Math.floor(lastData / 12); y += 1)
    periods.push({ type: 'year', name: String(y), first: y * 12, last: y * 12 + 11 });
  const year = Math.floor(batchMonth / 12);
  const start = batchMonth - 11;
  periods.push({
    type: 'rolling12',
    name: `${monthName(start)}..${monthName(batchMonth)}`,
    first: start,
    last: batchMonth,
  });
  periods.push({
    type: 'years3',
    name: `${year - 2}..${year}`,
    first: (year - 2) * 12,
    last: year * 12 + 11,
  });
  return periods;
}
