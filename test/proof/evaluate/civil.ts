/*
 * Civil days by number and moments of which the clock may be missing. Nothing here knows time zones, SQL or `Date`.
 */

/** Days since 1970-01-01. */
export type Day = number;

/** A day, and the second of that day where the clock time is known. */
export interface Moment {
  readonly day: Day;
  readonly second: number | null;
}

export const secondsPerDay = 86_400;

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0);

/** Days from 1970-01-01 to a civil date: whole years, then whole months, then days. */
export function dayOf(year: number, month: number, date: number): Day {
  let days = 0;
  for (let y = 1970; y < year; y += 1) days += isLeap(y) ? 366 : 365;
  for (let y = year; y < 1970; y += 1) days -= isLeap(y) ? 366 : 365;
  for (let m = 1; m < month; m += 1) days += daysIn(year, m);
  return days + date - 1;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

const civil = new Map<Day, CivilDate>();

/** The civil date of a day. */
export function civilOf(day: Day): CivilDate {
  const known = civil.get(day);
  if (known) return known;
  let year = 1970 + Math.floor(day / 366) - (day < 0 ? 1 : 0);
  while (dayOf(year + 1, 1, 1) <= day) year += 1;
  let month = 1;
  let rest = day - dayOf(year, 1, 1);
  while (rest >= daysIn(year, month)) {
    rest -= daysIn(year, month);
    month += 1;
  }
  const found = { year, month, date: rest + 1 };
  civil.set(day, found);
  return found;
}

/** The same date some years on; 29 February has its anniversary on 28 February in other years. */
export function yearsAfter(day: Day, years: number): Day {
  const { year, month, date } = civilOf(day);
  return dayOf(year + years, month, Math.min(date, daysIn(year + years, month)));
}

/** Months since year 0. */
export function monthOf(day: Day): number {
  const { year, month } = civilOf(day);
  return year * 12 + month - 1;
}

/** `2026-10-31`, or as hospitals also write it, → day. @throws {Error} for anything else */
export function parseDay(text: string): Day {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [year, month, date] = (match ?? []).slice(1).map(Number);
  if (
    year === undefined ||
    month === undefined ||
    date === undefined ||
    date < 1 ||
    date > daysIn(year, month)
  )
    throw new Error(`no date: ${text}`);
  return dayOf(year, month, date);
}

const two = (n: number) => String(n).padStart(2, '0');

/** Day → `2026-10-31`. */
export function dayText(day: Day): string {
  const { year, month, date } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

/** Moment → `2026-10-31 08:05`, or the date alone. */
export const momentText = ({ day, second }: Moment): string =>
  second === null
    ? dayText(day)
    : `${dayText(day)} ${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}`;

/** `2026-10-31`, `2026-10-31 08:05` or `2026-10-31 08:05:30`. @throws {Error} for anything else */
export function parseMoment(text: string): Moment {
  const [day = '', clock, ...more] = text.split(' ');
  if (more.length > 0) throw new Error(`no moment: ${text}`);
  if (clock === undefined) return { day: parseDay(day), second: null };
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(clock);
  if (!match) throw new Error(`no moment: ${text}`);
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  return { day: parseDay(day), second: hour * 3600 + minute * 60 + second };
}

/** The first second a moment can mean, since 1970. */
export const earliest = ({ day, second }: Moment): number => day * secondsPerDay + (second ?? 0);

/** The second by which a moment has surely come: its own, or the end of the day where the clock is missing. */
export const over = ({ day, second }: Moment): number =>
  (day + (second === null ? 1 : 0)) * secondsPerDay + (second ?? 0);

/** A moment from seconds since 1970. */
export const at = (seconds: number): Moment => ({
  day: Math.floor(seconds / secondsPerDay),
  second: seconds - Math.floor(seconds / secondsPerDay) * secondsPerDay,
});

export const dayOnly = (day: Day): Moment => ({ day, second: null });
export const midnight = (day: Day): Moment => ({ day, second: 0 });
