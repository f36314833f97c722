import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import type { Place } from '../../../pipeline/compute/figure-of.js';
import { thresholdsFor } from '../../../pipeline/compute/thresholds.js';
import { monthNumber, type Period, periodsOf } from '../../../pipeline/define/periods.js';
import { csv, Province } from '../fixture.js';

const month = '2026-10';
const asOf = '2026-10-31';
const periods: Period[] = periodsOf(monthNumber('2016-01'), monthNumber(month), monthNumber(month));
let province: Province;

beforeAll(async () => {
  province = await Province.open();
  const row = (hospital_id: string, base: string, valid_from: string, valid_to = '') => ({
    hospital_id,
    name: hospital_id,
    city: '云川市',
    ecmo_training_base: base,
    valid_from,
    valid_to,
  });
  await province.send(month, {
    'hospitals.csv': csv([
      row('H1', '否', '2015-01-01', '2026-05-31'),
      row('H1', '是', '2026-06-01'),
      row('H2', '是', '2015-01-01', '2026-05-31'),
      row('H2', '否', '2026-06-01'),
      row('H3', '', '2015-01-01'),
    ]),
  });
});
afterAll(() => province.close());

const applies = async (code: string, at: Partial<Place>, name = '示例省', day = asOf) => {
  const of = await thresholdsFor(province.database, { month, asOf: day, norms, province: name }, periods);
  const place: Place = {
    level: 'hospital',
    unit: 'H1',
    period_type: 'year',
    period: '2026',
    stratum: '',
    ...at,
  };
  const found = of(findIndicator(code), place);
  return (
    found && {
      by: `${found.threshold.operator} ${found.threshold.value.num}/${found.threshold.value.den}`,
      as: found.applies,
      over: found.periodOver,
    }
  );
};

describe('a threshold', () => {
  it('binds a training base and is a reference line for every other hospital, city and the province', async () => {
    expect(await applies('ECMO-01', {})).toEqual({ by: '>= 40/100', as: 'binding', over: false });
    expect((await applies('ECMO-01', { unit: 'H3' }))?.as).toBe('reference');
    expect((await applies('ECMO-01', { unit: 'H9' }))?.as).toBe('reference');
    expect((await applies('ECMO-01', { level: 'city', unit: '云川市' }))?.as).toBe('reference');
    expect((await applies('ECMO-01', { level: 'province', unit: '*' }))?.as).toBe('reference');
  });

  it('binds a hospital by what it is on the last day of the period, or the as-of day when that comes first', async () => {
    // H1 becomes a base on 1 June 2026 and H2 is one no longer.
    const of = async (unit: string, period: string) => (await applies('ECMO-01', { unit, period }))?.as;
    expect([await of('H1', '2025'), await of('H1', '2026')]).toEqual(['reference', 'binding']);
    expect([await of('H2', '2025'), await of('H2', '2026')]).toEqual(['binding', 'reference']);
  });

  it('binds every hospital where the norm asks it of all', async () => {
    expect(await applies('VAD-07-1', { unit: 'H3', period: '2024' })).toEqual({
      by: '> 70/100',
      as: 'binding',
      over: true,
    });
  });

  it('of a municipality binds its own hospitals only', async () => {
    const here = await applies('CQ-04', { unit: 'H3', period: '2024' }, '重庆市');
    const elsewhere = await applies('CQ-04', { unit: 'H3', period: '2024' });
    expect([here?.as, elsewhere?.as]).toEqual(['binding', 'reference']);
    expect(here?.by).toBe(elsewhere?.by);
  });

  it('is not applied before it takes effect, nor to periods and strata that the clause does not judge', async () => {
    expect(await applies('ECMO-01', { period: '2021' })).toBeNull();
    expect(await applies('ECMO-01', { period: '2022' })).not.toBeNull();
    expect(await applies('ECMO-01', { period_type: 'month', period: '2026-10' })).toBeNull();
    expect(await applies('ECMO-01', { stratum: 'mode=VV' })).toBeNull();
    expect(await applies('ECMO-02', {})).toBeNull();
  });

  it('of a five-year outcome is the one in force when the outcome falls due', async () => {
    // Implants of 2017 fall due in 2022, after 20 April; those of 2016 fell due in 2021.
    expect(await applies('VAD-06-5', { period: '2017' })).not.toBeNull();
    expect(await applies('VAD-06-5', { period: '2016' })).toBeNull();
  });

  it('of three full years judges neither a year nor a span that still runs', async () => {
    const three = { period_type: 'years3', period: '2024..2026' } as const;
    expect(await applies('ECMO-N02', three)).toBeNull();
    expect(await applies('ECMO-N02', { period: '2025' })).toBeNull();
    expect(await applies('ECMO-N02', three, '示例省', '2026-12-31')).toEqual({
      by: '>= 40/100',
      as: 'binding',
      over: true,
    });
  });

  it('knows whether the period is over on the as-of day', async () => {
    const over = async (period_type: Place['period_type'], period: string) =>
      (await applies('ECMO-01', { period_type, period }))?.over;
    expect(await over('year', '2025')).toBe(true);
    expect(await over('year', '2026')).toBe(false);
    expect(await over('rolling12', '2025-11..2026-10')).toBe(true);
    expect(await over('years3', '2024..2026')).toBe(false);
  });
});
