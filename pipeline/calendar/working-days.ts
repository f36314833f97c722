import { sqlText } from '../compile/quote.js';
import { holidays } from './holidays.js';

const msPerDay = 86_400_000;
const numberOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay);
const textOf = (number: number) => new Date(number * msPerDay).toISOString().slice(0, 10);

const years = new Set(holidays.map(({ year }) => year));
const worked = new Set(holidays.flatMap(({ year, worked: days }) => days.map((day) => `${year}-${day}`)));
const off = new Set(
  holidays.flatMap(({ year, off: runs }) =>
    runs.flatMap(([first, last]) => {
      const start = numberOf(`${year}-${first}`);
      return Array.from({ length: numberOf(`${year}-${last}`) - start + 1 }, (_, i) => textOf(start + i));
    }),
  ),
);

/** The first and the last day that the calendar knows. */
export const calendarSpan = {
  first: `${Math.min(...years)}-01-01`,
  last: `${Math.max(...years)}-12-31`,
} as const;

/** Whether a day is worked: Monday to Friday but for holidays, and the weekends that are worked in their stead. */
function isWorked(day: string): boolean {
  if (worked.has(day)) return true;
  if (off.has(day)) return false;
  // 1970-01-01 was a Thursday.
  const weekday = (numberOf(day) + 4) % 7;
  return weekday !== 0 && weekday !== 6;
}

/** Every day that is worked in the years of the calendar, in order. */
export function workingDays(): readonly string[] {
  const first = numberOf(calendarSpan.first);
  const all = Array.from({ length: numberOf(calendarSpan.last) - first + 1 }, (_, i) => textOf(first + i));
  return all.filter((day) => years.has(Number(day.slice(0, 4))) && isWorked(day));
}

/**
 * Working days after one day up to another, both `2026-10-31`: the day after `from` is the first that counts.
 *
 * 0 when `to` is not after `from`; null when a day between them lies in a year that the calendar does not hold.
 *
 * @example
 * ```ts
 * workingDaysBetween('2026-09-30', '2026-10-08'); // 1: the seven days of the National Day are off
 * ```
 */
export function workingDaysBetween(from: string, to: string): number | null {
  let count = 0;
  for (let day = numberOf(from) + 1; day <= numberOf(to); day += 1) {
    const text = textOf(day);
    if (!years.has(Number(text.slice(0, 4)))) return null;
    if (isWorked(text)) count += 1;
  }
  return count;
}

const dates = (days: Iterable<string>) => [...days].map((day) => `DATE ${sqlText(day)}`).join(', ');

/** SQL of a list of every day that is worked, in order: {@link workingDays} for the database. */
export const workingDaysSql = `(SELECT list(day ORDER BY day)
  FROM (SELECT CAST(unnest(generate_series(DATE ${sqlText(calendarSpan.first)}, DATE ${sqlText(calendarSpan.last)}, INTERVAL 1 DAY)) AS DATE) AS day)
  WHERE (isodow(day) <= 5 AND day NOT IN (${dates(off)})) OR day IN (${dates(worked)}))`;

/** SQL: whether a day lies in the years of the calendar. */
export const inCalendarSql = (day: string): string =>
  `${day} BETWEEN DATE ${sqlText(calendarSpan.first)} AND DATE ${sqlText(calendarSpan.last)}`;
