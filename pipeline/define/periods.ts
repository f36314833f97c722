import { InputError } from '../message/errors.js';
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
 * The periods that have figures: every month, quarter and year from the first to the last month with data, the twelve months that end in
 * the batch's month, and the three calendar years that end in its year.
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

/** First and last month of a period's name, such as 2026-10, 2026Q4, 2026, 2025-11..2026-10 or 2024..2026. */
export function monthsOf(period: string): { readonly first: number; readonly last: number } {
  const known = monthsKnown.get(period);
  if (known) return known;
  const months = readMonths(period);
  monthsKnown.set(period, months);
  return months;
}

/** A province has some hundred periods and half a million figures of them. */
const monthsKnown = new Map<string, { readonly first: number; readonly last: number }>();

function readMonths(period: string): { first: number; last: number } {
  const parts = period.split('..');
  const from = partOf(parts[0] ?? '');
  const to = parts.length === 2 ? partOf(parts[1] ?? '') : from;
  if (!from || !to || parts.length > 2 || to.last < from.first)
    throw new InputError('bad-period', {
      zh: `期间应如 2026-10、2026Q4、2026、2025-11..2026-10 或 2024..2026，但为“${period}”。`,
      en: `A period must be such as 2026-10, 2026Q4, 2026, 2025-11..2026-10 or 2024..2026, not "${period}".`,
    });
  return { first: from.first, last: to.last };
}

function partOf(text: string): { first: number; last: number } | null {
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month) return { first: monthNumber(text), last: monthNumber(text) };
  const quarter = /^(\d{4})Q([1-4])$/.exec(text);
  if (quarter) {
    const first = Number(quarter[1]) * 12 + (Number(quarter[2]) - 1) * 3;
    return { first, last: first + 2 };
  }
  return /^\d{4}$/.test(text) ? { first: Number(text) * 12, last: Number(text) * 12 + 11 } : null;
}
