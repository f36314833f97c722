import { z } from 'zod';
import type { YearOfHolidays } from '../calendar/holidays.js';
import { type Calendar, calendarOf } from '../calendar/working-days.js';
import { columnsOf } from './columns-of.js';
import type { Database } from './database.js';

/** A day of a year, `02-29`, that exists in that year. */
const dayOf = (year: number, day: string) => {
  const date = new Date(`${year}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === day ? date : null;
};
const day = z.string().regex(/^\d{2}-\d{2}$/);

/** Years of holidays that the centre has entered from the yearly notice: the setting `holidays`. */
export const holidaysSetting = z
  .array(
    z
      .strictObject({
        year: z.int().min(2019).max(2100),
        off: z.array(z.tuple([day, day])).min(1),
        worked: z.array(day),
      })
      .refine(({ year, off, worked }) => [...off.flat(), ...worked].every((text) => dayOf(year, text)), {
        error: 'every day must exist in its year, as 10-01',
      })
      .refine(({ off }) => off.every(([first, last]) => first <= last), {
        error: 'a run of days off must not end before it begins',
      })
      .refine(
        ({ year, worked }) => worked.every((text) => [0, 6].includes(dayOf(year, text)?.getUTCDay() ?? 0)),
        {
          error: 'a day worked in their stead must be a Saturday or Sunday',
        },
      ),
  )
  .refine((years) => new Set(years.map(({ year }) => year)).size === years.length, {
    error: 'a year must stand once',
  });

/** Stores in a warehouse the years that the workspace adds to the calendar. */
export async function noteYears(database: Database, added: readonly YearOfHolidays[]): Promise<void> {
  await database.run('DELETE FROM calendar_years');
  await database.append(
    'calendar_years',
    [...added].sort((a, b) => a.year - b.year).map((year) => [year.year, JSON.stringify(year)]),
    ['int', 'text'],
  );
}

/** The years, up to a given one, that a warehouse adds to the calendar; none where its program could not store them. */
export async function yearsAdded(database: Database, last = 9999): Promise<YearOfHolidays[]> {
  if ((await columnsOf(database, 'calendar_years')).size === 0) return [];
  const rows = await database.rows<{ arrangement: string }>(
    'SELECT arrangement FROM calendar_years WHERE year <= $last ORDER BY year',
    { last },
  );
  return rows.map(({ arrangement }) => JSON.parse(arrangement) as YearOfHolidays);
}

/** The calendar by which a warehouse counts working days. */
export const calendarIn = async (database: Database): Promise<Calendar> =>
  calendarOf(await yearsAdded(database));

/** The first month of a year in which the next year's notice may be expected. */
const noticeMonth = '10';

/** The year whose holidays must be entered, from October on the next one; null where none is missing. */
export function missingYear({ years }: Calendar, on: string): number | null {
  const year = Number(on.slice(0, 4));
  if (!years.has(year)) return year;
  return on.slice(5, 7) >= noticeMonth && !years.has(year + 1) ? year + 1 : null;
}
