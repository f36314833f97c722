import { sqlText } from '../sql/quote.js';
import { holidays, type YearOfHolidays } from './holidays.js';

const msPerDay = 86_400_000;
const numberOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay);
const textOf = (number: number) => new Date(number * msPerDay).toISOString().slice(0, 10);

/** The working days of the years whose arrangement of holidays is known. */
export interface Calendar {
  readonly years: ReadonlySet<number>;
  /** The first and the last known day; years between may be missing. */
  readonly span: { readonly first: string; readonly last: string };
  /** Every working day, in order. */
  workingDays(): readonly string[];
  /**
   * Working days after one day up to another, both `2026-10-31`: the day after `from` is the first that counts.
   *
   * 0 when `to` is not after `from`; null when a day between them lies in a year that the calendar does not hold.
   *
   * @example
   * ```ts
   * // The seven days of the National Day are off.
   * calendarOf().between('2026-09-30', '2026-10-08') // => 1
   * ```
   */
  between(from: string, to: string): number | null;
  /** SQL for a list of every working day, in order. */
  readonly workingDaysSql: string;
  /** SQL for whether a day lies in a year of the calendar. */
  holdsSql(day: string): string;
}

/** The calendar of the built-in notices, with years added or replaced by the caller. */
export function calendarOf(added: readonly YearOfHolidays[] = []): Calendar {
  const known = [...new Map([...holidays, ...added].map((year) => [year.year, year])).values()];
  const years = new Set(known.map(({ year }) => year));
  const worked = new Set(known.flatMap(({ year, worked: days }) => days.map((day) => `${year}-${day}`)));
  const off = new Set(
    known.flatMap(({ year, off: runs }) =>
      runs.flatMap(([first, last]) => {
        const start = numberOf(`${year}-${first}`);
        return Array.from({ length: numberOf(`${year}-${last}`) - start + 1 }, (_, i) => textOf(start + i));
      }),
    ),
  );
  const span = { first: `${Math.min(...years)}-01-01`, last: `${Math.max(...years)}-12-31` };
  const holds = (day: string) => years.has(Number(day.slice(0, 4)));
  /** Whether a day is worked: Monday to Friday except holidays, and the weekends worked instead. */
  const isWorked = (day: string): boolean => {
    if (worked.has(day)) return true;
    if (off.has(day)) return false;
    // 1970-01-01 was a Thursday.
    const weekday = (numberOf(day) + 4) % 7;
    return weekday !== 0 && weekday !== 6;
  };
  const dates = (days: Iterable<string>) => [...days].map((day) => `DATE ${sqlText(day)}`).join(', ');
  const holdsSql = (day: string) => `year(${day}) IN (${[...years].join(', ')})`;
  return {
    years,
    span,
    workingDays: () => {
      const first = numberOf(span.first);
      const all = Array.from({ length: numberOf(span.last) - first + 1 }, (_, i) => textOf(first + i));
      return all.filter((day) => holds(day) && isWorked(day));
    },
    between: (from, to) => {
      let count = 0;
      for (let day = numberOf(from) + 1; day <= numberOf(to); day += 1) {
        const text = textOf(day);
        if (!holds(text)) return null;
        if (isWorked(text)) count += 1;
      }
      return count;
    },
    workingDaysSql: `(SELECT list(day ORDER BY day)
  FROM (SELECT CAST(unnest(generate_series(DATE ${sqlText(span.first)}, DATE ${sqlText(span.last)}, INTERVAL 1 DAY)) AS DATE) AS day)
  WHERE ${holdsSql('day')} AND ((isodow(day) <= 5 AND day NOT IN (${dates(off)})) OR day IN (${dates(worked)})))`,
    holdsSql,
  };
}

/** The calendar of the built-in notices. */
export const builtInCalendar: Calendar = calendarOf();
