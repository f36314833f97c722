import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endOf,
  lastDay,
  monthName,
  monthNumber,
  monthsOf,
  periodsOf,
} from '../../../pipeline/define/periods.js';
import { InputError } from '../../../pipeline/message/errors.js';

describe('periodsOf', () => {
  it('names every month, quarter and year with data, the last twelve months and the last three years', () => {
    const found = periodsOf(monthNumber('2025-11'), monthNumber('2026-02'), monthNumber('2026-02'));
    expect(found.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'month 2025-11',
      'month 2025-12',
      'month 2026-01',
      'month 2026-02',
      'quarter 2025Q4',
      'quarter 2026Q1',
      'year 2025',
      'year 2026',
      'rolling12 2025-03..2026-02',
      'years3 2024..2026',
    ]);
  });

  it('gives months that the names are read back as', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1990 * 12, max: 2050 * 12 }),
        fc.nat(30),
        fc.nat(20),
        (first, length, later) => {
          for (const period of periodsOf(first, first + length, first + length + later))
            expect(monthsOf(period.name)).toEqual({ first: period.first, last: period.last });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('months as numbers', () => {
  it('count from year 0 and back', () => {
    expect(monthNumber('2026-10')).toBe(2026 * 12 + 9);
    expect(monthName(2026 * 12 + 9)).toBe('2026-10');
  });

  it('end on their last day, in leap years too', () => {
    expect(['2026-02', '2024-02', '2026-12', '2026-10'].map((m) => lastDay(monthNumber(m)))).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2026-12-31',
      '2026-10-31',
    ]);
  });

  it('and days end at the first moment of the next', () => {
    expect([endOf('2026-10-31'), endOf('2026-12-31'), endOf('2024-02-28')]).toEqual([
      '2026-11-01 00:00:00',
      '2027-01-01 00:00:00',
      '2024-02-29 00:00:00',
    ]);
  });
});

describe('monthsOf', () => {
  it.each(['2026-13', '2026Q5', '26', '2026-10..2026-09', '2026..', '..', '2024..2025..2026', 'x', '2026-1'])(
    'refuses %s as a period and says what one looks like',
    (period) => {
      expect(() => monthsOf(period)).toThrow(InputError);
      expect(() => monthsOf(period)).toThrow(/2025-11\.\.2026-10/);
    },
  );
});
