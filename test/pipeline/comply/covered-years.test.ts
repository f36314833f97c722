import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import { loadHoldings } from '../../../pipeline/comply/load-holdings.js';
import { monthName } from '../../../pipeline/define/periods.js';
import { declareClaims } from '../../../pipeline/load/reconcile/declared-claims.js';
import { type Cells, csv, ecmoRun, Province } from '../fixture.js';

let province: Province;

beforeAll(async () => {
  province = await Province.open();
});
afterAll(() => province.close());

const runs = (hospital: string, ...days: readonly string[]): string =>
  csv(
    days.map((day, i) => ({
      ...ecmoRun(`${hospital}-${i}`, {
        started_at: `${day} 08:00`,
        ended_at: `${day} 20:00`,
        discharged_at: `${day} 21:00`,
      }),
      hospital_id: hospital,
    })),
  );
const count = (hospital: string, month: string, item: string, value: string): Cells => ({
  hospital_id: hospital,
  month,
  item,
  value,
});

/** The months of which it is known what was done, the first and the last, and how many lie between. */
async function covered(hospital: string): Promise<[string, string, number] | null> {
  const known = await loadHoldings(province.database, { month: '2026-10', on: '2026-10-31', figures: [] });
  const months = [...(known.get(hospital)?.covered['ecmo_runs'] ?? [])].sort((a, b) => a - b);
  const [first, last] = [months[0], months.at(-1)];
  return first === undefined || last === undefined
    ? null
    : [monthName(first), monthName(last), months.length];
}

describe('the months of which it is known what ECMO was done', () => {
  it('reach from the first case of a file to its last, and to its own month where it is cumulative', async () => {
    await province.send('2026-10', {
      'H1/ecmo.csv': runs('H1', '2024-03-05', '2026-02-05'),
      'H2/ecmo.csv': runs('H2', '2024-03-05', '2026-02-05'),
      'H3/ecmo.csv': runs('H3', '2024-03-05', '2026-10-05'),
    });
    await declareClaims(province.database, { H2: 'cumulative', H3: 'month' }, '2026-10');
    expect(await covered('H1')).toEqual(['2024-03', '2026-02', 24]);
    expect(await covered('H2')).toEqual(['2024-03', '2026-10', 32]);
    // A case of two years ago in an export of one month says nothing of the months between.
    expect(await covered('H3')).toEqual(['2026-10', '2026-10', 1]);
  });

  it('are those of reports of zero', async () => {
    const outcomes = await province.send('2026-09', {
      'H4/ecmo.csv': runs('H4', '2026-09-05'),
      'H4/填报.csv': csv([
        count('H4', '2025-01', '零报告', '0'),
        count('H4', '2025-02', 'ECMO零报告', '1'),
        count('H4', '2025-03', '首页ECMO例次', '0'),
        count('H4', '2025-04', '首页ECMO例次', '2'),
        count('H4', '2025-05', 'VAD零报告', '0'),
        count('H4', '2025-06', '零报告', '3'),
      ]),
    });
    expect(Object.values(outcomes)).toEqual(['accepted', 'accepted']);
    expect(await covered('H4')).toEqual(['2025-01', '2026-09', 4]);
    expect((await province.problems()).filter((text) => text.startsWith('H4/填报'))).toEqual([
      'H4/填报.csv:7 zero-report-of-cases',
    ]);
  });

  it('leave monthly returns of anaesthesia alone', async () => {
    const figures = await province.figures('2026-10', '2026-10-31', [findIndicator('AQI-DNR-01')]);
    expect(figures).toEqual([]);
  });
});

describe('the opening day', () => {
  it('is that of any row of the hospital, and not the first day of a row', async () => {
    const hospital = { hospital_id: 'H1', name: '甲院', city: '甲市', level: '三级甲等' };
    await province.send('2026-10', {
      '_中心/名录.csv': csv([
        { ...hospital, valid_from: '2020-01-01', valid_to: '2026-05-31', opened_on: '2019-07-01' },
        { ...hospital, valid_from: '2026-06-01' },
        { ...hospital, hospital_id: 'H2', name: '乙院', valid_from: '2025-07-01' },
      ]),
    });
    const known = await loadHoldings(province.database, { month: '2026-10', on: '2026-10-31', figures: [] });
    expect(known.get('H1')?.entry).toMatchObject({ opened_on: '2019-07-01' });
    expect(known.get('H2')?.entry).toMatchObject({ opened_on: null });
  });
});
