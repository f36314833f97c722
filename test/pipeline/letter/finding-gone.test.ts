import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsGone, periodTypeOf } from '../../../pipeline/ask/finding-gone.js';
import { Province } from '../fixture.js';

/* When a finding is gone: by which figure of which period, or which result of a clause. */

let province: Province;
beforeAll(async () => {
  province = await Province.open();
  const { database } = province;
  const batches = [
    ['b10', '2026-10'],
    ['b11', '2026-11'],
    ['b12old', '2026-12'],
    ['b12', '2026-12'],
  ] as const;
  for (const [batch, month] of batches)
    await database.run("INSERT INTO batches (batch, month, as_of) VALUES ($batch, $month, '')", {
      batch,
      month,
    });
  const figures: readonly (readonly [
    batch: string,
    code: string,
    period: string,
    formal: string,
    verdict: string,
  ])[] = [
    ['b10', 'A', '2025-11..2026-10', 'not_met', 'not_met'],
    // The finding's own period, met since some cases were corrected.
    ['b11', 'A', '2025-11..2026-10', 'met', 'met'],
    ['b11', 'A', '2025-12..2026-11', 'not_met', 'cannot_tell'],
    ['b11', 'A', '2026', 'met', 'met'],
    ['b12old', 'A', '2026-01..2026-12', 'not_met', 'not_met'],
    ['b12', 'A', '2026-01..2026-12', 'met', 'cannot_tell'],
    // Met as counted, and missed statistically.
    ['b11', 'B', '2025-12..2026-11', 'met', 'not_met'],
    // A year that still runs.
    ['b11', 'C', '2026', 'met', 'met'],
    ['b12', 'C', '2026', 'met', 'met'],
    // Gone in one month and back in the next.
    ['b11', 'D', '2025-12..2026-11', 'met', 'met'],
    ['b12', 'D', '2026-01..2026-12', 'not_met', 'not_met'],
    // Of a quarter that ended since.
    ['b12', 'E', '2026Q4', 'met', 'cannot_tell'],
    // No later quarter has ended, and the finding's own is met since some cases were corrected.
    ['b11', 'G', '2026Q3', 'met', 'met'],
    // A later quarter in the batch in which the finding was chosen.
    ['b10', 'H', '2026Q3', 'met', 'met'],
  ];
  for (const [batch, code, period, formal, verdict] of figures)
    await database.run(
      `INSERT INTO figures (batch, code, level, unit, period_type, period, stratum, numerator, denominator, formal, verdict)
       VALUES ($batch, $code, 'hospital', 'H1', $type, $period, '', 9, 10, $formal, $verdict)`,
      { batch, code, type: periodTypeOf(period), period, formal, verdict },
    );
  const results = [
    ['b11', 'X-001', 'not known'],
    ['b12', 'X-001', 'met'],
    ['b12', 'X-002', 'not applicable'],
    ['b12', 'X-003', 'needs review'],
  ] as const;
  for (const [batch, clause, result] of results)
    await database.run(
      `INSERT INTO clause_results VALUES ($batch, 'H1', 'X', $clause, '2026-12-31', $result, '[]')`,
      { batch, clause, result },
    );
});
afterAll(() => province.close());

const gone = async (code: string, period: string, month: string, hospital = 'H1') => {
  const [found] = await findingsGone(
    province.database,
    [{ hospital, code, period, month: '2026-10' }],
    month,
  );
  return found ? `${found.month} ${found.period}` : null;
};
const rolling = '2025-11..2026-10';

describe('a finding is gone', () => {
  it.each([
    ['where the same period is met after corrections: no', 'A', rolling, '2026-11', null],
    ['by the newest batch of the month that meets it', 'A', rolling, '2026-12', '2026-12 2026-01..2026-12'],
    ['where it is met as counted and missed statistically: no', 'B', rolling, '2026-12', null],
    ['by a year that runs: no', 'C', '2025', '2026-11', null],
    ['by the year once it is over', 'C', '2025', '2026-12', '2026-12 2026'],
    ['for good, though it comes back', 'D', rolling, '2026-12', '2026-11 2025-12..2026-11'],
    ['by a period of the same kind alone', 'E', rolling, '2026-12', null],
    ['by the next quarter', 'E', '2026Q3', '2026-12', '2026-12 2026Q4'],
    ['by its own period, the last that has ended: no', 'G', '2026Q3', '2026-11', null],
    ['by the batch it was found in: no', 'H', '2026Q2', '2026-11', null],
    ['by no figure of another indicator', 'F', rolling, '2026-12', null],
  ])('%s', async (_, code, period, month, found) => {
    expect(await gone(code, period, month)).toBe(found);
  });

  it('by no figure of another hospital', async () => {
    expect(await gone('D', rolling, '2026-12', 'H2')).toBe(null);
  });

  it('for a clause where it is met or not applicable, and not while it is open or to be reviewed', async () => {
    expect(await gone('X-001', '2026-10-31', '2026-11')).toBe(null);
    expect(await gone('X-001', '2026-10-31', '2026-12')).toBe('2026-12 2026-12-31');
    expect(await gone('X-002', '2026-10-31', '2026-12')).toBe('2026-12 2026-12-31');
    expect(await gone('X-003', '2026-10-31', '2026-12')).toBe(null);
  });
});

describe('the kind of a period', () => {
  it.each([
    ['2026-10', 'month'],
    ['2026Q4', 'quarter'],
    ['2026', 'year'],
    ['2025-11..2026-10', 'rolling12'],
    ['2024..2026', 'years3'],
  ])('of %s is %s', (period, kind) => {
    expect(periodTypeOf(period)).toBe(kind);
  });
});
