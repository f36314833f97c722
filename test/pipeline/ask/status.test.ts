import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { monthStatus } from '../../../pipeline/ask/status.js';
import { csv, ecmoDeath, ecmoRun, Province } from '../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const status = () => monthStatus(province.database, '2026-10', '2026-10-31');

describe('the status of a month', () => {
  it('tells a case that two hospitals sent, from both sides; both rows count', async () => {
    const first = ecmoRun('1', {
      patient_id: '110101199003070011',
      ended_at: '2026-10-08 08:00',
      end_reason: '转院',
    });
    const second = ecmoRun('7', {
      patient_id: '110101199003070011',
      started_at: '2026-10-08 20:00',
      ended_at: '2026-10-12 08:00',
    });
    // Same patient a month apart, and another patient on the same day, are no transfers.
    const later = ecmoRun('8', {
      patient_id: '110101199003070011',
      started_at: '2026-10-29 20:00',
      ended_at: '',
      end_reason: '',
      discharged_at: '',
      discharge_status: '',
    });
    await province.send('2026-10', {
      'H1/a.csv': csv([first, ecmoRun('2')]),
      'H2/b.csv': csv([ecmoRun('6'), second]),
      'H3/c.csv': csv([later]),
    });
    const { transfers } = await status();
    expect(transfers).toEqual([
      {
        table: 'ecmo_runs',
        hospital_id: 'H1',
        file: 'H1/a.csv',
        sheet: null,
        line: 2,
        date: '2026-10-05',
        other_hospital: 'H2',
        other_file: 'H2/b.csv',
        other_line: 3,
      },
      {
        table: 'ecmo_runs',
        hospital_id: 'H2',
        file: 'H2/b.csv',
        sheet: null,
        line: 3,
        date: '2026-10-08',
        other_hospital: 'H1',
        other_file: 'H1/a.csv',
        other_line: 2,
      },
    ]);
    expect(await province.counts('2026-10', 'ECMO-N01 H2 2026-10')).toEqual([2, null]);
  });

  it('does not take two patients without an identifier, or with the same case number, for one', async () => {
    const nobody = ecmoRun('1', { patient_id: '' });
    await province.send('2026-10', { 'H1/a.csv': csv([nobody]), 'H2/b.csv': csv([nobody]) });
    expect((await status()).transfers).toEqual([]);
  });

  it('gives the completeness of each required column over all rows sent', async () => {
    await province.send('2026-10', {
      'H1/a.csv': csv([
        ecmoRun('1'),
        ecmoRun('2', { mode: '' }),
        ecmoDeath('3', { mode: '未知' }),
        ecmoRun('4'),
      ]),
    });
    const found = (await status()).completeness.map((c) => [c.hospital_id, c.field, c.filled, c.records]);
    expect(found).toContainEqual(['H1', 'mode', 2, 4]);
    expect(found).toContainEqual(['H1', 'started_at', 4, 4]);
  });

  it('calls late what came after the tenth of the next month, Shanghai time', async () => {
    const row = csv([ecmoRun('1')]);
    await province.send('2026-10', { 'H1/a.csv': row }, { now: '2026-11-10T15:59:59.000Z' });
    await province.send('2026-10', { 'H2/a.csv': row }, { now: '2026-11-10T16:00:00.000Z' });
    // A correction after the day does not make a submission late that was there in time.
    await province.send(
      '2026-10',
      { 'H1/a.csv': csv([ecmoRun('1'), ecmoRun('2')]) },
      { now: '2026-11-20T00:00:00.000Z' },
    );
    const { due, late } = await status();
    expect(due).toBe('2026-11-10');
    expect(late).toEqual([
      { hospital_id: 'H2', table: 'ecmo_runs', file: 'H2/a.csv', received: '2026-11-11' },
    ]);
  });

  it('tells how many cases the front pages count beside those reported, and runs beside a report of zero', async () => {
    const count = (hospital_id: string, month: string, item: string, value: string) => ({
      hospital_id,
      month,
      item,
      value,
    });
    await province.send('2026-10', {
      'H1/a.csv': csv([ecmoRun('1'), ecmoRun('2')].map((row) => ({ ...row, hospital_id: 'H1' }))),
      'H1/填报.csv': csv([
        count('H1', '2026-10', '首页ECMO例次', '3'),
        count('H1', '2026-09', '零报告', '0'),
        count('H1', '2026-10', '首页VAD例次', '0'),
      ]),
      'H2/b.csv': csv([{ ...ecmoRun('6'), hospital_id: 'H2' }]),
      'H2/填报.csv': csv([count('H2', '2026-10', 'ECMO零报告', '0')]),
    });
    const { expected } = await status();
    const of = (
      hospital_id: string,
      month: string,
      table: string,
      said: number,
      reported: number,
      by = 'front pages',
    ) => ({
      hospital_id,
      month,
      table,
      expected: said,
      reported,
      basis: by,
    });
    expect(expected).toEqual([
      of('H1', '2026-09', 'ecmo_runs', 0, 0, 'zero report'),
      of('H1', '2026-09', 'vad_implants', 0, 0, 'zero report'),
      of('H1', '2026-10', 'ecmo_runs', 3, 2),
      of('H1', '2026-10', 'vad_implants', 0, 0),
      of('H2', '2026-10', 'ecmo_runs', 0, 1, 'zero report'),
    ]);
  });
});
