import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { currentRowsSql } from '../../../pipeline/current/current-sql.js';
import { type Cells, csv, ecmoRun, Province } from '../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

describe('the as-of day', () => {
  it('decides what of a file is read, not what of it is taken in', async () => {
    const file = {
      'H1/ecmo.csv': csv([
        ecmoRun('1'),
        ecmoRun('2', { started_at: '2026-10-15 08:00', ended_at: '2026-10-20 08:00' }),
      ]),
    };
    // Up to 12 October the run of the 15th has not begun, and the first may still die within 48 hours of the 10th.
    await province.send('2026-10', file, { asOf: '2026-10-11' });
    expect(await province.problems()).toEqual(['H1/ecmo.csv:3 begins-after-as-of']);
    const [early] = await province.figures('2026-10', '2026-10-11', [findIndicator('ECMO-01')]);
    expect([early?.numerator, early?.denominator, early?.pending]).toEqual([0, 0, 1]);
    expect(await province.send('2026-10', file)).toEqual({ 'H1/ecmo.csv': 'unchanged' });
    expect(await province.problems()).toEqual([]);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([2, 2]);
  });

  it('of a later run judges the files of the month anew, and an earlier one after it does not', async () => {
    const file = {
      'H1/ecmo.csv': csv([
        ecmoRun('1'),
        ecmoRun('2', { started_at: '2026-11-02 08:00', ended_at: '2026-11-03 08:00' }),
      ]),
    };
    await province.send('2026-10', file);
    expect(await province.problems()).toEqual(['H1/ecmo.csv:3 after-as-of']);
    expect(await province.send('2026-10', file, { asOf: '2026-11-30' })).toEqual({
      'H1/ecmo.csv': 'accepted',
    });
    expect(await province.send('2026-10', file)).toEqual({ 'H1/ecmo.csv': 'unchanged' });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 1]);
  });

  it('leaves blank what happened after it, with the reason or status told of it, and says so', async () => {
    // Discharged dead in November: on 31 October the patient was not known to be dead.
    const late = ecmoRun('1', { discharged_at: '2026-11-03 10:00', discharge_status: '死亡' });
    const open = ecmoRun('2', {
      started_at: '2026-10-28 08:00',
      ended_at: '2026-11-02 08:00',
      discharged_at: '',
      discharge_status: '',
    });
    await province.send('2026-10', { 'H1/ecmo.csv': csv([late, open]) });
    expect(await province.problems()).toEqual([
      'H1/ecmo.csv:2 outcome-after-as-of',
      'H1/ecmo.csv:3 outcome-after-as-of',
    ]);
    const rowsOn = async (end: string) => {
      const rows = await province.database.rows(
        `SELECT line, discharged_at, discharge_status, ended_at, end_reason, death_at
         FROM (${await currentRowsSql(province.database, ecmoRuns, '2026-10', end)}) ORDER BY line`,
      );
      return rows.map((row) => Object.values(row));
    };
    expect(await rowsOn('2026-11-01 00:00:00')).toEqual([
      [2, null, null, '2026-10-10 08:00:00', '心肺功能改善', null],
      [3, null, null, null, null, null],
    ]);
    // When the day has come, what was told is known, without a new file.
    expect(await rowsOn('2026-11-04 00:00:00')).toEqual([
      [2, '2026-11-03 10:00:00', '死亡', '2026-10-10 08:00:00', '心肺功能改善', '2026-11-03 10:00:00'],
      [3, null, null, '2026-11-02 08:00:00', '心肺功能改善', null],
    ]);
    // Run 2 was still on support: its removal discussion is not yet due.
    const [discussion] = await province.figures('2026-10', '2026-10-31', [findIndicator('ECMO-N11R')]);
    expect(discussion?.denominator).toBe(1);
  });
});

describe('a run without an end', () => {
  const unending = (started_at: string) =>
    ecmoRun('1', { started_at, ended_at: '', end_reason: '', discharged_at: '', discharge_status: '' });

  it('is pending, with a warning from day 60 on', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': csv([unending('2026-09-02 00:00')]) }); // the midnight 60 days before the end of October
    expect(await province.problems()).toEqual([]);
    await province.send('2026-10', { 'H1/ecmo.csv': csv([unending('2026-09-01 23:00')]) });
    expect(await province.problems()).toEqual(['H1/ecmo.csv:2 support-without-end']);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026')).toEqual([0, 0]);
  });

  it('counts after a year as an unknown outcome, not met', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': csv([unending('2025-01-02 08:00')]) });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2025')).toEqual([0, 1]);
  });
});

const vadImplant = (case_no: string, cells: Cells): Cells => ({
  case_no,
  patient_id: `V${case_no}`,
  device_type: '植入式',
  ...cells,
});

describe('contradictions that leave one answer unknown', () => {
  const died = (died_at: string, more = {}) => ({
    died_at,
    alive_48h: '',
    discharged_at: '2026-10-20',
    discharge_status: '好转',
    ...more,
  });

  it('keep the run and tell the hospital', async () => {
    await province.send('2026-10', {
      'H1/ecmo.csv': csv([
        ecmoRun('1', died('2026-10-19 23:00')), // home alive the day after death
        ecmoRun('2', died('2026-10-20 23:00')), // on the same day: which came first is open
        ecmoRun(
          '3',
          died('2026-10-09', {
            end_reason: '转院',
            ended_at: '2026-10-10 08:00',
            discharged_at: '',
            discharge_status: '',
          }),
        ),
        ecmoRun('4', died('2026-10-19', { discharge_status: '死亡' })),
        ecmoRun('5', { reported_at: '2026-10-04 23:59' }),
        ecmoRun('6', { reported_at: '2026-10-05' }),
        ecmoRun('7', { died_at: '', discharged_at: '2026-10-20', discharge_status: '' }),
      ]),
      'H1/vad.csv': csv([
        vadImplant('1', { implanted_on: '2026-10-05', reported_at: '2026-10-04' }),
        vadImplant('2', { implanted_on: '2026-10-05', reported_at: '2026-10-05 00:00' }),
      ]),
    });
    expect(await province.problems()).toEqual([
      'H1/ecmo.csv:2 transfer-after-death',
      'H1/ecmo.csv:4 transfer-after-death',
      'H1/ecmo.csv:6 report-before-start',
      'H1/vad.csv:2 report-before-start',
    ]);
    const [kept] = await province.database.rows('SELECT count(*)::INTEGER AS n FROM ecmo_runs');
    expect(kept?.['n']).toBe(7);
  });
});

describe('impossible orders', () => {
  it('hold back a patient born after the start and a cannulation after it', async () => {
    await province.send('2026-10', {
      'H1/ecmo.csv': csv([
        ecmoRun('1', { birth_date: '2030-01-01' }),
        ecmoRun('2', { cannulation_at: '2026-10-05 09:00' }),
        ecmoRun('3', { cannulation_at: '2026-10-05 07:30', birth_date: '1970-01-01' }),
      ]),
    });
    expect(await province.problems()).toEqual([
      'H1/ecmo.csv:2 birth-after-start',
      'H1/ecmo.csv:3 cannulation-after-start',
    ]);
    const [value] = await province.database.rows(
      "SELECT value FROM problems WHERE rule = 'birth-after-start'",
    );
    expect(value?.['value']).not.toContain('2030');
  });
});
