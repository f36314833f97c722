import { describe, expect, it } from 'vitest';
import { holidays } from '../../../pipeline/calendar/holidays.js';
import { workingDays, workingDaysBetween } from '../../../pipeline/calendar/working-days.js';

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
    expect(workingDays().filter((day) => day.startsWith(String(year)))).toHaveLength(count);
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
    expect(workingDays().filter((day) => day.startsWith(String(year)))).toHaveLength(count);
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
    expect(workingDaysBetween(from, to)).toBe(days);
  });

  it('are not known in a year without a notice', () => {
    expect(workingDaysBetween('2026-12-31', '2027-01-04')).toBeNull();
    expect(workingDaysBetween('2018-12-28', '2019-01-02')).toBeNull();
  });
});
