import type { DateFormat } from './number-format.js';

/** Days from 1970-01-01 to serial 0 of each system; the 1900 system counts a non-existent 1900-02-29 as serial 60. */
const EPOCH_1900 = -25_569;
const EPOCH_1904 = -24_107;
const LAST_DAY = 2_932_896; // 9999-12-31
const DAY = 86_400;

/** The text of a serial, or the rule that it breaks. */
export type SerialDate = { readonly text: string } | { readonly rule: 'excel-serial-60' | 'excel-serial' };

/** The format of a serial without one: the time is shown only if there is one. */
export const bareDate: DateFormat = { kind: 'date', day: true, time: false, clock: false };

/**
 * A date serial of a sheet as `2026-03-05` or `2026-03-05 14:30[:05]`, computed with whole numbers and no time zone.
 *
 * The fraction is rounded to the second. A time of day without a date gives `14:30`.
 */
export function serialText(serial: number, format: DateFormat, date1904: boolean): SerialDate {
  const seconds = Math.round(serial * DAY);
  const day = Math.floor(seconds / DAY);
  const clock = clockText(seconds - day * DAY);
  if (day === 0 && format.clock) return { text: clock };
  if (!date1904 && day === 60) return { rule: 'excel-serial-60' };
  const days = date1904 ? day + EPOCH_1904 : day + EPOCH_1900 + (day < 60 ? 1 : 0);
  if (day < (date1904 ? 0 : 1) || !(days <= LAST_DAY)) return { rule: 'excel-serial' };
  const [year, month, date] = civilDate(days);
  const yearMonth = `${String(year).padStart(4, '0')}-${two(month)}`;
  if (!format.day && seconds % DAY === 0) return { text: yearMonth };
  const text = `${yearMonth}-${two(date)}`;
  return { text: format.time || seconds % DAY !== 0 ? `${text} ${clock}` : text };
}

/** A length of time, as `36:00:00`. */
export function elapsedText(serial: number): string {
  const seconds = Math.round(Math.abs(serial) * DAY);
  const rest = seconds % 3600;
  const hours = (seconds - rest) / 3600;
  return `${serial < 0 ? '-' : ''}${hours}:${two(Math.floor(rest / 60))}:${two(rest % 60)}`;
}

/**
 * Whether a bare number in a date column can only be a serial: 1910 to 2099.
 *
 * Years (2026), months (202603) and days written as numbers (20260305) lie outside.
 */
export function isPlausibleSerial(serial: number, date1904: boolean): boolean {
  const days = Math.floor(serial) + (date1904 ? EPOCH_1904 : EPOCH_1900);
  return days >= -21_915 && days < 47_482;
}

/** Year, month and day of a count of days from 1970-01-01; computed in years from March to February, in eras of 400 years. */
export function civilDate(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return [year + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

function clockText(seconds: number): string {
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? text : `${text}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
