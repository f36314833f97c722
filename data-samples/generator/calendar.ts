// Civil dates as whole numbers: a day counts from 1970-01-01, a minute is day × 1440 + minute of the day.
// No Date object and no time zone: the same numbers everywhere.

export const minutesPerDay = 1440;

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day number of a date of the Gregorian calendar. */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function civilOf(dayNumber: number): Civil {
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function dayOfMinute(minute: number): number {
  return Math.floor(minute / minutesPerDay);
}

/** `2026-03-05` */
export function isoDate(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber);
  return `${year}-${pad2(month)}-${pad2(day)}`;
}

export function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** A month of the sample, such as 2026-10. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

export function parseMonth(text: string): Month {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (!match) throw new RangeError(`a month must look like 2026-10, not ${text}`);
  return { year: Number(match[1]), month: Number(match[2]) };
}

/** The month `count` months after (before, if negative) this one. */
export function addMonths({ year, month }: Month, count: number): Month {
  const index = year * 12 + month - 1 + count;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

export function monthText({ year, month }: Month): string {
  return `${year}-${pad2(month)}`;
}

export function firstDay({ year, month }: Month): number {
  return dayOf(year, month, 1);
}

/** The first day after the month: nothing in the sample happens on or after it. */
export function dayAfter(month: Month): number {
  return firstDay(addMonths(month, 1));
}
