import type { CaseRow } from './case-row.js';
import { type Day, dayOnly, yearsAfter } from './civil.js';
import type { Truth } from './three-valued.js';

/** Completed years on a day. */
export function completedYears(birth: Day, on: Day): number {
  let years = 0;
  while (yearsAfter(birth, years + 1) <= on) years += 1;
  return years;
}

/** The years that were meant by an age that is kept in days of 365.25 a year, rounded down; null where it was no whole number of them. */
function wholeYears(age: number): number | null {
  for (let years = 0; Math.floor(years * 365.25) <= age; years += 1)
    if (Math.floor(years * 365.25) === age) return years;
  return null;
}

/** Whether the stated age cannot be that of somebody born on the stated day: a year's slack in years, two months' in months or days under three years. */
export function ageContradicted(row: CaseRow, index: string): Truth {
  const [birth, age, on] = [
    row.day('birth_date'),
    row.number('age'),
    row.moment(index) ?? dayOnly(Number.NaN),
  ];
  if (birth === null || age === null || on === null || on.day < birth) return null;
  const lived = on.day - birth;
  const isInYears = wholeYears(age) !== null || age > 1095;
  // A year's slack is 366 days; the year that is running has up to 365 more.
  const [least, most] = isInYears ? [age - 366, age + 366 + 365] : [age - 62, age + 62];
  return lived < least || lived > most;
}
