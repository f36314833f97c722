import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explain, findIndicator } from '../../../pipeline/ask/explain.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../../pipeline/cases/vad-implants.js';
import { casesSql } from '../../../pipeline/compute/cases.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import { type Cells, csv, ecmoRun, Province } from '../fixture.js';

/* What one row, table or hospital tells of a patient informs the others. Every value is worked out by hand. */

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const asOfEnd = '2026-11-01 00:00:00';

/** Columns of the cases as figures count them, in the order of hospital and start. */
async function cases(columns: string, table: AnyTable = ecmoRuns, end = asOfEnd) {
  const sql = await casesSql(province.database, table, '2026-10', end);
  const rows = await province.database.rows(
    `SELECT ${columns} FROM (${sql}) ORDER BY hospital_id, ${table.spec.indexDate}`,
    { as_of_end: end },
  );
  return rows.map((row) => Object.values(row).join(' '));
}
const send = (files: Readonly<Record<string, readonly Cells[]>>, month = '2026-10') =>
  province.send(month, Object.fromEntries(Object.entries(files).map(([name, rows]) => [name, csv(rows)])), {
    asOf: '2026-10-31',
  });
const told = async (columns = 'p.hospital_id, p.line, p.zh') =>
  (
    await province.database.rows(
      `SELECT ${columns} FROM problems p WHERE rule = 'patient-contradicted' ORDER BY ALL`,
    )
  ).map((row) => Object.values(row));

/** A run from the first of May, removed on the sixth at nine, of which nothing more is told. */
const run = (case_no: string, cells: Cells = {}): Cells =>
  ecmoRun(case_no, {
    started_at: '2026-05-01 09:00',
    ended_at: '2026-05-06 09:00',
    discharged_at: '',
    discharge_status: '',
    ...cells,
  });
/** Cannulated again ten hours after, dead on support thirty hours after the first removal. */
const again = (case_no: string, cells: Cells = {}): Cells =>
  run(case_no, {
    run_no: '2',
    started_at: '2026-05-06 19:00',
    ended_at: '2026-05-07 15:00',
    end_reason: '死亡',
    died_at: '2026-05-07 15:00',
    ...cells,
  });
const implant = (case_no: string, cells: Cells = {}): Cells => ({
  case_no,
  patient_id: `P${case_no}`,
  device_type: '植入式',
  implanted_on: '2026-05-20',
  ...cells,
});

describe('a death in another row', () => {
  it('of a second run makes the first removal a failure, known and not only unknown', async () => {
    await send({ 'H1/e.csv': [run('A1'), again('A1')] });
    expect(await cases('alive_48h_after_removal, alive_24h_after_removal, died_within_30d')).toEqual([
      'false true true',
      'false false true',
    ]);
    expect(await told()).toEqual([]);
  });

  it('outweighs a cell without a date, and both rows are named', async () => {
    await send({ 'H1/e.csv': [run('A1', { alive_48h: '是' }), again('A1')] });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026')).toEqual([0, 2]);
    const [[hospital, line, zh] = []] = await told();
    expect([hospital, line]).toEqual(['H1', 3]);
    expect(zh).toContain('本行记载 2026-05-07 已死亡，2026-10“H1/e.csv”第 2 行记载 存活至 2026-05-08');
  });

  it('exactly 48 hours after removal is none of these: the edge falls as in one row', async () => {
    const at = (died: string) =>
      again('A1', { started_at: '2026-05-07 09:00', ended_at: died, died_at: died, case_no: 'A1' });
    await send({ 'H1/e.csv': [run('A1'), at('2026-05-08 09:00')] });
    expect((await cases('alive_48h_after_removal'))[0]).toBe('false');
    await send({ 'H1/e.csv': [run('A1'), at('2026-05-08 09:01')] });
    expect((await cases('alive_48h_after_removal'))[0]).toBe('true');
  });

  it('of the VAD table, of an anaesthetic and of a follow-up elsewhere reaches the run, and of a run the implantation', async () => {
    const anesthetic = {
      anesthesia_no: 'N1',
      case_no: 'X9',
      patient_id: 'PA2',
      started_at: '2026-05-08 10:00',
      died_at: '2026-05-09 12:00',
      asa: '5',
      methods: '全身麻醉',
      setting: '手术室内',
    };
    const follow = { patient_id: 'PA3', case_no: '', followed_on: '2026-05-25', status: '死亡', died_on: '' };
    await send({
      'H1/e.csv': [
        run('A1'),
        run('A2', { started_at: '2026-05-01 10:00' }),
        run('A3', { started_at: '2026-05-01 11:00' }),
        run('A4', { started_at: '2026-05-01 12:00' }),
      ],
      'H2/v.csv': [
        implant('V1', { patient_id: 'PA1', implanted_on: '2026-05-08', died_on: '2026-05-30' }),
        implant('V4', { patient_id: 'PA4', implanted_on: '2026-05-08' }),
      ],
      'H2/e.csv': [
        run('B4', {
          patient_id: 'PA4',
          started_at: '2026-05-09 09:00',
          ended_at: '2026-05-20',
          end_reason: '死亡',
        }),
      ],
      'H2/a.csv': [anesthetic],
      'H2/f.csv': [follow],
    });
    // 30 May is day 29. PA2 died on the ninth, 75 hours after removal. PA3 was dead by day 24. PA4 died on the twentieth, day 19.
    expect(await cases('died_within_30d, alive_48h_after_removal')).toEqual([
      'true true',
      'true true',
      'true ',
      'true true',
      'true false',
    ]);
    expect(await cases('died_within_30d', vadImplants)).toEqual(['true', 'true']);
  });

  it('after the as-of day is not known on it', async () => {
    await send({ 'H1/e.csv': [run('A1'), again('A1')] });
    expect(await cases('alive_48h_after_removal, died_within_30d', ecmoRuns, '2026-05-07 00:00:00')).toEqual([
      ' ',
      ' ',
    ]);
  });

  it('with a clock is more exact than the same day without', async () => {
    await send({
      'H1/e.csv': [run('A1', { died_at: '2026-05-08' })],
      'H2/v.csv': [implant('V1', { patient_id: 'PA1', implanted_on: '2026-05-07' })],
      'H3/e.csv': [
        run('A9', {
          patient_id: 'PA1',
          started_at: '2026-05-07 08:00',
          ended_at: '2026-05-08 10:00',
          end_reason: '死亡',
        }),
      ],
    });
    // The eighth alone leaves 48 hours open; ten o'clock is 49 hours after.
    expect(await cases('alive_48h_after_removal, death_at_timed')).toEqual(['true true', 'false true']);
  });
});

describe('a day alive in another row', () => {
  it('is the start of a later run, a discharge, an implantation', async () => {
    await send({
      'H1/e.csv': [
        run('A1'),
        run('A1', { run_no: '2', started_at: '2026-05-08 09:01', ended_at: '2026-06-20 09:00' }),
        run('A2', { started_at: '2026-05-02 09:00' }),
      ],
      'H2/v.csv': [implant('V2', { patient_id: 'PA2', implanted_on: '2026-06-02' })],
    });
    // Begun 48 h and a minute after the first removal. Alive on 20 June beyond day 30 of both; of PA2 on day 31.
    expect(await cases('alive_48h_after_removal, died_within_30d')).toEqual([
      'true false',
      'true false',
      ' false',
    ]);
  });

  it('exactly 48 hours after a removal leaves it open, for the death may follow in the same minute', async () => {
    await send({
      'H1/e.csv': [run('A1'), run('A1', { run_no: '2', started_at: '2026-05-08 09:00', ended_at: '' })],
    });
    expect((await cases('alive_48h_after_removal'))[0]).toBe('');
  });

  it('of a donor is none, for support of the dead is no life', async () => {
    const donor = {
      run_no: '2',
      started_at: '2026-06-20 09:00',
      ended_at: '2026-06-21 09:00',
      organ_donor: '是',
      end_reason: '其他',
    };
    await send({ 'H1/e.csv': [run('A1'), run('A1', donor)] });
    expect((await cases('died_within_30d'))[0]).toBe('');
  });
});

describe('the clock decides a living discharge where it is known', () => {
  it('within the day that the date alone leaves open', async () => {
    const left = (case_no: string, discharged_at: string) =>
      run(case_no, { discharged_at, discharge_status: '医嘱离院', started_at: `2026-05-01 0${case_no}:00` });
    await send({
      'H1/e.csv': [
        left('1', '2026-05-08 10:00'),
        left('2', '2026-05-08 09:00'),
        left('3', '2026-05-08'),
        left('4', '2026-05-09'),
      ],
    });
    expect(await cases('alive_48h_after_removal')).toEqual(['true', '', '', 'true']);
  });
});

describe('whose rows they are', () => {
  it('is told by the record number where a row has no patient, if its other rows agree on one', async () => {
    await send({ 'H1/e.csv': [run('A1', { patient_id: '' }), again('A1', { patient_id: 'P7' })] });
    expect((await cases('alive_48h_after_removal'))[0]).toBe('false');
    // Two identities under one number: nobody knows whose the row is.
    const third = again('A1', {
      run_no: '3',
      patient_id: 'P8',
      started_at: '2026-05-20 09:00',
      ended_at: '',
      end_reason: '',
      died_at: '',
    });
    await send({ 'H1/e.csv': [run('A1', { patient_id: '' }), again('A1', { patient_id: 'P7' }), third] });
    expect((await cases('alive_48h_after_removal'))[0]).toBe('');
  });

  it('is not one person where the identity stands for a woman and a man', async () => {
    const both = {
      'H1/e.csv': [run('A1', { sex: '女' })],
      'H2/e.csv': [again('B1', { patient_id: 'PA1', run_no: '1', sex: '男' })],
    };
    await send(both);
    expect((await cases('alive_48h_after_removal'))[0]).toBe('');
    const several = async () =>
      (
        await province.database.rows(
          "SELECT hospital_id, line, zh FROM problems WHERE rule = 'identity-of-several'",
        )
      ).map((row) => Object.values(row));
    const [[hospital, line, zh] = []] = await several();
    expect([hospital, line]).toEqual([null, 2]);
    expect(zh).toContain('H2 2026-10“H2/e.csv”第 2 行与H1 2026-10“H1/e.csv”第 2 行的性别不同');
    // A third row that does not say whose it is learns nothing; said to be the man's, it does.
    await send({ ...both, 'H3/e.csv': [run('C1', { patient_id: 'PA1', started_at: '2026-05-01 10:00' })] });
    expect((await cases('alive_48h_after_removal'))[2]).toBe('');
    await send({
      ...both,
      'H3/e.csv': [run('C1', { patient_id: 'PA1', sex: '男', started_at: '2026-05-01 10:00' })],
    });
    expect((await cases('alive_48h_after_removal'))[2]).toBe('false');
    expect(await several()).toHaveLength(2);
  });

  it('is not told by the record number of another hospital', async () => {
    await send({
      'H1/e.csv': [run('A1', { patient_id: '' })],
      'H2/e.csv': [again('A1', { patient_id: '' })],
    });
    expect((await cases('alive_48h_after_removal'))[0]).toBe('');
  });
});

describe('rows that contradict each other', () => {
  const alive = { discharged_at: '2026-06-20 10:00', discharge_status: '医嘱离院' };

  it('leave everything unknown from the first day of death on, and nothing before it', async () => {
    const early = { started_at: '2026-03-01 09:00', ended_at: '2026-03-04 09:00' };
    await send({
      'H1/e.csv': [run('A1', early), run('A1', { run_no: '2', ...alive }), again('A1', { run_no: '3' })],
    });
    expect(await cases('alive_48h_after_removal, died_within_30d, alive_at_discharge')).toEqual([
      'true false ',
      '  ',
      '  ',
    ]);
    expect((await told('p.line')).flat()).toEqual([4]);
  });

  it('of two hospitals are told to the centre alone, with both', async () => {
    await send({
      'H1/e.csv': [run('A1', alive)],
      'H2/e.csv': [again('B1', { patient_id: 'PA1', run_no: '1' })],
    });
    const [[hospital, line, zh] = []] = await told();
    expect([hospital, line]).toEqual([null, 2]);
    expect(zh).toContain(
      'H2 2026-10“H2/e.csv”第 2 行记载 2026-05-07 已死亡，H1 2026-10“H1/e.csv”第 2 行记载 2026-06-20 仍存活',
    );
    expect((await told('p.hospital_id')).flat()).toEqual([null]);
  });

  it('on the day of death are told too; two deaths on one day are none', async () => {
    await send({
      'H1/e.csv': [run('A1', { died_at: '2026-05-12' }), run('A2', { died_at: '2026-05-12 08:00' })],
      'H1/v.csv': [
        implant('A1', { implanted_on: '2026-05-10', died_on: '2026-05-13' }),
        implant('A2', { implanted_on: '2026-05-11', died_on: '2026-05-12' }),
      ],
    });
    expect((await told('p.line')).flat()).toEqual([2]);
    expect(await cases('CAST(death_on AS DATE)', vadImplants)).toEqual(['2026-05-13', '2026-05-12']);
  });

  it('are gone once the wrong one is corrected', async () => {
    await send({ 'H1/e.csv': [run('A1', alive), again('A1')] });
    expect(await told()).toHaveLength(1);
    await send({ 'H1/e.csv': [run('A1', alive), again('A1', { end_reason: '其他', died_at: '' })] });
    expect(await told()).toEqual([]);
    expect((await cases('alive_at_discharge'))[0]).toBe('true');
  });
});

describe('explain', () => {
  it('names the row of a fact that came from another, and of nothing else', async () => {
    await send({ 'H1/e.csv': [run('A1')], 'H2/e.csv': [again('B1', { patient_id: 'PA1', run_no: '1' })] });
    await province.database.run(
      "INSERT INTO figures BY NAME SELECT 'test' AS batch, unnest(['H1', 'H2']) AS unit",
    );
    const batch = { batch: 'test', month: '2026-10', as_of: '2026-10-31' };
    const about = async (code: string, unit: string) =>
      (await explain(province.database, findIndicator(code), unit, '2026', batch)).cases.map(({ told }) =>
        told.map(({ fact, at, hospital_id, file, line }) => `${fact} ${at} ${hospital_id} ${file}:${line}`),
      );
    expect(await about('ECMO-01', 'H1')).toEqual([
      ['alive 2026-05-06 19:00:00 H2 H2/e.csv:2', 'dead 2026-05-07 15:00:00 H2 H2/e.csv:2'],
    ]);
    // Its own row tells all that H2 needs; the mode rests on nobody's life.
    expect(await about('ECMO-01', 'H2')).toEqual([[]]);
    expect(await about('ECMO-N01', 'H1')).toEqual([[]]);
  });
});
