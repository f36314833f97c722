import { describe, expect, it } from 'vitest';
import { holidays } from '../../../pipeline/calendar/holidays.js';
import { builtInCalendar, calendarOf } from '../../../pipeline/calendar/working-days.js';
import { holidaysSetting, missingYear } from '../../../pipeline/warehouse/years-added.js';

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('the calendar', () => {
  it.each(holidays)('of $year works in their stead only on Saturdays and Sundays', ({ year, worked }) => {
    for (const day of worked) expect([0, 6], `${year}-${day}`).toContain(weekdayOf(`${year}-${day}`));
  });

  // An exchange of days leaves their number as it is: days of the year less its weekends and its 11 statutory days, 13 since
  // 2025. In 2020 the prolonged Spring Festival took two more: Friday 31 January, and Saturday 1 February, to be worked.
  it.each([
    [2019, 365 - 104 - 11],
    [2020, 366 - 104 - 11 - 2],
    [2021, 365 - 104 - 11],
    [2022, 365 - 105 - 11],
    [2023, 365 - 105 - 11],
    [2024, 366 - 104 - 11],
    [2025, 365 - 104 - 13],
    [2026, 365 - 104 - 13],
  ])('of %i leaves %i days to work', (year, count) => {
    expect(builtInCalendar.workingDays().filter((day) => day.startsWith(String(year)))).toHaveLength(count);
  });

  it.each([
    // Working days of a year: days − weekends − holidays on weekdays + weekends worked, counted on paper calendars.
    // 2026: 261 weekdays; off on weekdays 2 (New Year) + 6 (16–20 and 23 February) + 1 (6 April) + 3 (1, 4, 5 May) + 1
    // (19 June) + 1 (25 September) + 5 (1, 2, 5, 6, 7 October) = 19; weekends worked 6.
    [2026, 248],
    // 2024: 262 weekdays; off 1 + 5 (12–16 February) + 2 (4, 5 April) + 3 (1–3 May) + 1 + 2 (16, 17 September) + 5 (1–4, 7
    // October) = 19; weekends worked 8.
    [2024, 251],
  ])('of %i has %i working days', (year, count) => {
    expect(builtInCalendar.workingDays().filter((day) => day.startsWith(String(year)))).toHaveLength(count);
  });
});

describe('working days between', () => {
  it.each([
    ['2026-10-08', '2026-10-09', 1, 'Thursday to Friday'],
    ['2026-10-09', '2026-10-12', 2, 'Saturday the 10th is worked for the National Day, then Monday'],
    ['2026-10-16', '2026-10-19', 1, 'an ordinary weekend lies between'],
    ['2026-09-30', '2026-10-08', 1, 'seven days off'],
    ['2026-02-13', '2026-02-24', 2, 'Saturday the 14th is worked, nine days off, Tuesday the 24th'],
    ['2026-03-02', '2026-03-02', 0, 'the same day'],
    ['2026-03-02', '2026-02-27', 0, 'before it'],
    ['2022-12-30', '2023-01-03', 1, 'New Year across two years'],
    ['2024-02-28', '2024-03-01', 2, '29 February is a Thursday'],
    ['2026-01-05', '2026-01-26', 15, 'three weeks of five days'],
  ])('%s and %s are %i: %s', (from, to, days) => {
    expect(builtInCalendar.between(from, to)).toBe(days);
  });

  it('are not known in a year without a notice', () => {
    expect(builtInCalendar.between('2026-12-31', '2027-01-04')).toBeNull();
    expect(builtInCalendar.between('2018-12-28', '2019-01-02')).toBeNull();
  });
});

describe('a year that is added', () => {
  // Invented: New Year's Day 2027 is a Friday, off to Sunday the 3rd; Saturday the 9th is worked.
  const added = { year: 2027, off: [['01-01', '01-03']], worked: ['01-09'] } as const;
  const calendar = calendarOf([added]);

  it('is counted as the others are', () => {
    expect(calendar.between('2026-12-31', '2027-01-04')).toBe(1);
    // Monday 4 to Friday 8, and Saturday the 9th.
    expect(calendar.between('2026-12-31', '2027-01-10')).toBe(6);
    expect(calendar.between('2027-12-31', '2028-01-03')).toBeNull();
  });

  it('leaves a year between unknown, and takes the place of one that is known', () => {
    const later = calendarOf([{ ...added, year: 2028 }]);
    expect(later.between('2026-12-31', '2027-01-04')).toBeNull();
    expect(later.workingDays().some((day) => day.startsWith('2027'))).toBe(false);
    const changed = calendarOf([{ year: 2026, off: [['01-01', '01-01']], worked: [] }]);
    // 2 January 2026 was a Friday, off by the notice.
    expect(changed.between('2026-01-01', '2026-01-02')).toBe(1);
  });

  it.each([
    ['2026-09-30', null],
    ['2026-10-01', 2027],
    ['2027-03-31', 2027],
  ])('is asked for on %s: %s', (on, year) => {
    expect(missingYear(builtInCalendar, on)).toBe(year);
    expect(missingYear(calendar, on)).toBeNull();
  });

  it.each<[unknown, boolean]>([
    [[added], true],
    [[{ ...added, off: [['01-01', '02-30']] }], false],
    [[{ ...added, off: [['01-03', '01-01']] }], false],
    // A Monday.
    [[{ ...added, worked: ['01-04'] }], false],
    [[added, added], false],
    [[{ ...added, off: [] }], false],
  ])('as %j may be entered: %s', (setting, isValid) => {
    expect(holidaysSetting.safeParse(setting).success).toBe(isValid);
  });
});
