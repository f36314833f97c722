import { lastDay, monthName, monthNumber, type Period, periodsOf } from '../define/periods.js';

/** Whether a month ended before a day. */
export const endsBefore = (month: string, day: string): boolean => lastDay(monthNumber(month)) < day;

/** The first month that lies wholly on or after a day. */
export function firstWholeMonth(day: string): number {
  const month = monthNumber(day.slice(0, 7));
  return day.endsWith('-01') ? month : month + 1;
}

const isCut = ({ first, last }: Period, day: string): boolean =>
  first < firstWholeMonth(day) && last >= monthNumber(day.slice(0, 7));

/**
 * The periods still reported that a day cuts, so that figures would count only some of their cases. A batch reports every month, quarter
 * and year, the twelve months up to its own and three calendar years.
 *
 * @param newest the newest month that is reported
 */
export function cutPeriods(day: string, newest: string): Period[] {
  const [of, at] = [monthNumber(newest), monthNumber(day.slice(0, 7))];
  return periodsOf(Math.min(of, at), Math.max(of, at), of).filter((period) => isCut(period, day));
}

/** The latest day up to a day that cuts no period still reported. */
export function latestDay(day: string, newest: string): string {
  for (let month = monthNumber(day.slice(0, 7)); ; month -= 1) {
    const first = `${monthName(month)}-01`;
    if (first <= day && cutPeriods(first, newest).length === 0) return first;
  }
}
