import { holidays } from '../../../pipeline/calendar/holidays.js';
import { civilOf, type Day, dayOf } from './civil.js';

/** The years of which the notices on holidays are known; the lists of days are data and are not copied. */
const known = new Map(holidays.map((year) => [year.year, year]));

export const inCalendar = (day: Day): boolean => known.has(civilOf(day).year);

function isWorked(day: Day): boolean {
  const { year, month, date } = civilOf(day);
  const notice = known.get(year);
  if (!notice) throw new Error(`no notice on holidays in ${year}`);
  const name = `${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  if (notice.worked.includes(name)) return true;
  if (notice.off.some(([first, last]) => first <= name && name <= last)) return false;
  // 1970-01-05 was a Monday.
  const monday = dayOf(1970, 1, 5);
  return (((day - monday) % 7) + 7) % 7 < 5;
}

/** The n-th working day after a day; null where the calendar ends before it. */
export function workingDayAfter(day: Day, n: number): Day | null {
  if (!inCalendar(day)) return null;
  let count = 0;
  for (let next = day + 1; inCalendar(next); next += 1) {
    if (isWorked(next)) count += 1;
    if (count === n) return next;
  }
  return null;
}
