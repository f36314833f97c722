import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explain, findIndicator } from '../../pipeline/explain.js';
import { type Cells, csv, ecmoRun, Province } from './fixture.js';

/* Two rows that are one course on ECMO: whose figures count it, and who is told. Worked out by hand. */

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const cities: Readonly<Record<string, string>> = { H1: '甲', H2: '甲', H3: '乙' };
const list = csv(
  Object.entries(cities).map(([hospital_id, city]) => ({ hospital_id, name: hospital_id, city })),
);
const send = (files: Readonly<Record<string, readonly Cells[]>>, month = '2026-10') =>
  province.send(month, {
    '_中心/list.csv': list,
    ...Object.fromEntries(Object.entries(files).map(([name, rows]) => [name, csv(rows)])),
  });
/** ECMO-01 of 2026 by unit, as met of cases with the unknown. */
async function removal(month = '2026-10'): Promise<Record<string, string>> {
  const figures = await province.figures(month, undefined, [findIndicator('ECMO-01')]);
  return Object.fromEntries(
    figures
      .filter(({ period, stratum }) => period === '2026' && stratum === '')
      .map(({ unit, numerator, denominator, unknown }) => [unit, `${numerator}/${denominator} ${unknown}`]),
  );
}
const told = async () =>
  (
    await province.database.rows<{ said: string }>(
      `SELECT rule || ' ' || coalesce(hospital_id, 'centre') || ' ' || line AS said FROM problems
       WHERE rule IN ('one-course', 're-cannulated') ORDER BY ALL`,
    )
  ).map(({ said }) => said);

const open = { alive_48h: '', discharged_at: '', discharge_status: '' };
const sent = (cells: Cells = {}) =>
  ecmoRun('S1', {
    patient_id: 'P1',
    started_at: '2026-06-01 08:00',
    ended_at: '2026-06-04 08:00',
    end_reason: '转院',
    ...open,
    ...cells,
  });
const takenOver = (case_no: string, cells: Cells = {}) =>
  ecmoRun(case_no, {
    patient_id: 'P1',
    started_at: '2026-06-04 09:00',
    ended_at: '2026-06-12 08:00',
    ...open,
    alive_48h: '是',
    ...cells,
  });

describe('a transfer on ECMO', () => {
  it('is not known to have come to anything until it is linked', async () => {
    await send({ 'H1/e.csv': [sent()] });
    expect(await removal()).toEqual({ '*': '0/1 1', 甲: '0/1 1', H1: '0/1 1' });
    expect(await told()).toEqual([]);
    await send({ 'H2/e.csv': [takenOver('T1')] }, '2026-11');
    expect(await removal('2026-11')).toEqual({ '*': '1/1 0', 甲: '1/1 0', H1: '1/1 0', H2: '1/1 0' });
    // The row of the later month is told, to the centre alone.
    expect(await told()).toEqual(['one-course centre 2']);
    expect(await removal()).toEqual({ '*': '0/1 1', 甲: '0/1 1', H1: '0/1 1' });
  });

  it('counts once in each city that has part of it', async () => {
    await send({
      'H1/e.csv': [sent()],
      'H3/e.csv': [takenOver('T1', { alive_48h: '否', died_at: '2026-06-13 08:00' })],
    });
    expect(await removal()).toEqual({ '*': '0/1 0', 甲: '0/1 0', 乙: '0/1 0', H1: '0/1 0', H3: '0/1 0' });
  });

  it('over three hospitals is one course with the outcome of the last; back at the first it is no new run there', async () => {
    await send({
      'H1/e.csv': [
        sent(),
        takenOver('S1', { run_no: '2', started_at: '2026-06-20 10:00', ended_at: '2026-06-30 08:00' }),
      ],
      'H3/e.csv': [takenOver('T1', { end_reason: '转院', ended_at: '2026-06-20 08:00', alive_48h: '' })],
      'H2/e.csv': [
        ecmoRun('X1', {
          started_at: '2026-06-05 08:00',
          ended_at: '2026-06-06 08:00',
          ...open,
          alive_48h: '是',
        }),
      ],
    });
    expect(await removal()).toEqual({
      '*': '2/2 0',
      甲: '2/2 0',
      乙: '1/1 0',
      H1: '1/1 0',
      H2: '1/1 0',
      H3: '1/1 0',
    });
  });

  it('is none where the other run was over before, or where days alone are two apart', async () => {
    await send({
      'H1/e.csv': [sent()],
      'H2/e.csv': [takenOver('T1', { started_at: '2026-06-01 09:00', ended_at: '2026-06-03 08:00' })],
    });
    expect((await removal())['*']).toBe('1/2 1');
    await send({
      'H1/e.csv': [sent({ ended_at: '2026-06-04' })],
      'H2/e.csv': [takenOver('T1', { started_at: '2026-06-06' })],
    });
    expect((await removal())['*']).toBe('1/2 1');
    await send({
      'H1/e.csv': [sent({ ended_at: '2026-06-04' })],
      'H2/e.csv': [takenOver('T1', { started_at: '2026-06-05' })],
    });
    expect((await removal())['*']).toBe('1/1 0');
  });
});

describe('rows of one hospital', () => {
  const first = (cells: Cells = {}) => sent({ end_reason: '其他', ...cells });
  const second = (started_at: string, cells: Cells = {}) =>
    takenOver('S1', { run_no: '2', started_at, ...cells });

  it.each([
    ['2026-06-04 09:00', '1/1 0', ['one-course H1 3']],
    ['2026-06-04 09:01', '1/2 0', ['re-cannulated H1 3']],
    ['2026-06-03 20:00', '1/1 0', ['one-course H1 3']],
    ['2026-06-06 08:00', '1/2 0', ['re-cannulated H1 3']],
    ['2026-06-06 08:01', '1/2 0', []],
  ])('of which the next begins at %s', async (started_at, counts, problems) => {
    await send({ 'H1/e.csv': [first(), second(started_at)] });
    expect((await removal())['H1']).toBe(counts);
    expect(await told()).toEqual(problems);
  });

  it('do not go on after a death, nor as the support of a donor', async () => {
    await send({ 'H1/e.csv': [first({ end_reason: '死亡' }), second('2026-06-04 08:30')] });
    expect((await removal())['H1']).toBe('0/2 1');
    await send({
      'H1/e.csv': [
        first({ end_reason: '心肺功能改善', alive_48h: '是' }),
        second('2026-06-04 08:30', { organ_donor: '是', end_reason: '其他' }),
      ],
    });
    expect((await removal())['H1']).toBe('1/1 0');
  });
});

describe('explain', () => {
  it('adds up to the figure of a city and of a hospital, and says which rows count elsewhere', async () => {
    await send({ 'H1/e.csv': [sent()], 'H2/e.csv': [takenOver('T1')] });
    const figures = await province.figures('2026-10', undefined, [findIndicator('ECMO-01')]);
    await province.database.run(
      "INSERT INTO figures BY NAME SELECT 'test' AS batch, unnest(['*', '甲', 'H2']) AS unit",
    );
    const batch = { batch: 'test', month: '2026-10', as_of: '2026-10-31' };
    for (const unit of ['*', '甲', 'H2']) {
      const { totals, cases } = await explain(
        province.database,
        findIndicator('ECMO-01'),
        unit,
        '2026',
        batch,
      );
      const figure = figures.find((f) => f.unit === unit && f.period === '2026' && f.stratum === '');
      expect([totals.numerator, totals.denominator]).toEqual([figure?.numerator, figure?.denominator]);
      expect(
        cases.filter(({ countsAlready }) => countsAlready).map(({ hospital_id }) => hospital_id),
      ).toEqual(unit === 'H2' ? [] : ['H2']);
    }
  });
});
