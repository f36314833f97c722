import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explain, findIndicator } from '../../../pipeline/ask/explain.js';
import { type Cells, csv, ecmoRun, Province } from '../fixture.js';

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
       WHERE rule IN ('one-course', 're-cannulated', 'transfer-contradicted', 'unknown-transfer-hospital') ORDER BY ALL`,
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

describe('a transfer whose hospital is named', () => {
  it('goes on at that hospital alone, not at one where a run began sooner', async () => {
    await send({
      'H1/e.csv': [sent({ transfer_to: 'H3' })],
      'H2/e.csv': [takenOver('T1', { end_reason: '其他', started_at: '2026-06-04 08:30' })],
      'H3/e.csv': [takenOver('T2', { ended_at: '2026-06-13 08:00' })],
    });
    // H1 has the outcome of H3, and the run of H2 is one of its own.
    expect(await removal()).toEqual({
      '*': '1/2 0',
      甲: '1/2 0',
      乙: '1/1 0',
      H1: '1/1 0',
      H2: '0/1 0',
      H3: '1/1 0',
    });
    expect(await told()).toContain('one-course centre 2');
  });

  it('is told to the centre alone where the rows name other hospitals than each other, and its outcome is unknown', async () => {
    const contradicted = { '*': '1/2 1', 甲: '1/2 1', H1: '0/1 1', H2: '1/1 0' };
    await send({
      'H1/e.csv': [sent({ transfer_to: 'H2' })],
      'H2/e.csv': [takenOver('T1', { transfer_from: 'H3' })],
    });
    expect(await removal()).toEqual(contradicted);
    expect(await told()).toEqual(['transfer-contradicted centre 2']);
    const [notice] = await province.database.rows<{ zh: string; fix_zh: string }>(
      "SELECT zh, fix_zh FROM problems WHERE rule = 'transfer-contradicted'",
    );
    expect(notice?.zh).toContain('H1 2026-10“H1/e.csv”第 2 行');
    expect(notice?.zh).toContain('H2 2026-10“H2/e.csv”第 2 行');
    // One of them corrects its row.
    await send({ 'H2/e.csv': [takenOver('T1', { transfer_from: 'H1' })] }, '2026-11');
    expect(await removal('2026-11')).toEqual({ '*': '1/1 0', 甲: '1/1 0', H1: '1/1 0', H2: '1/1 0' });
  });

  it.each([
    ['transfer_to', '外省', ''],
    ['transfer_to', '省外医院', ''],
    ['transfer_from', '', '外省'],
  ])(
    'in another province (%s) goes on nowhere here and never becomes a failure by itself',
    async (_, to, from) => {
      await send({
        'H1/e.csv': [sent({ transfer_to: to })],
        'H2/e.csv': [takenOver('T1', { transfer_from: from })],
      });
      expect(await removal()).toEqual({ '*': '1/2 1', 甲: '1/2 1', H1: '0/1 1', H2: '1/1 0' });
      // A year later it is neither pending nor not met.
      const [figure] = (await province.figures('2026-10', '2027-12-31', [findIndicator('ECMO-01')])).filter(
        ({ unit, period, stratum }) => unit === 'H1' && period === '2026' && stratum === '',
      );
      expect([figure?.pending, figure?.unknown]).toEqual([0, 1]);
      expect(await told()).toEqual(['transfer-contradicted centre 2']);
    },
  );

  it('contradicts none where each run goes on as its row says, all within a day', async () => {
    await send({
      'H1/e.csv': [sent({ transfer_to: 'H2' })],
      'H2/e.csv': [
        takenOver('T1', {
          transfer_from: 'H1',
          transfer_to: 'H3',
          ended_at: '2026-06-04 15:00',
          end_reason: '转院',
          alive_48h: '',
        }),
      ],
      'H3/e.csv': [takenOver('T2', { started_at: '2026-06-04 16:00', transfer_from: 'H2' })],
    });
    expect((await removal())['*']).toBe('1/1 0');
    expect(await told()).toEqual(['one-course centre 2', 'one-course centre 2']);
  });

  it('is to a code that nobody knows where there is no list, and is not told', async () => {
    await province.send('2026-10', {
      'H1/e.csv': csv([
        sent({ transfer_to: 'H9' }),
        sent({ case_no: 'S2', patient_id: 'P2', transfer_to: 'H1' }),
      ]),
    });
    expect(await told()).toEqual(['unknown-transfer-hospital H1 3']);
  });

  it('is one to a code that was replaced, or to a hospital that was merged', async () => {
    const renamed = csv([
      { hospital_id: 'H1', name: 'H1', city: '甲' },
      { hospital_id: 'N2', name: 'H2', city: '甲', former_code: 'H2' },
      { hospital_id: 'H3', name: 'H3', city: '乙', merged_into: 'N2', closed_on: '2026-10-31' },
    ]);
    await send({
      'H1/e.csv': [sent({ transfer_to: 'H2' })],
      'H2/e.csv': [takenOver('T1', { transfer_from: 'H1' })],
      'H3/e.csv': [takenOver('T3', { patient_id: 'P3', transfer_from: 'H1', ended_at: '2026-06-20 08:00' })],
    });
    await province.send('2026-11', {
      '_中心/list.csv': renamed,
      'H1/e.csv': csv([sent(), sent({ case_no: 'S3', patient_id: 'P3', transfer_to: 'N2' })]),
    });
    expect(await removal('2026-11')).toMatchObject({ '*': '2/2 0', H1: '2/2 0', N2: '1/1 0', H3: '1/1 0' });
    expect(await told()).not.toContain('transfer-contradicted centre 2');
    expect((await told()).filter((said) => said.startsWith('unknown'))).toEqual([]);
  });

  it('tells a hospital of its own rows that name nobody on the list, or itself', async () => {
    await send({
      'H1/e.csv': [
        sent({ transfer_to: 'H9' }),
        ecmoRun('2', { transfer_from: 'H1' }),
        ecmoRun('3', { transfer_from: '外省' }),
        ecmoRun('4', { transfer_from: 'H3' }),
      ],
    });
    expect(await told()).toEqual(['unknown-transfer-hospital H1 2', 'unknown-transfer-hospital H1 3']);
    expect((await removal())['H1']).toBe('3/4 1');
    // The list knows it now.
    await province.send('2026-10', {
      '_中心/list.csv': `${list}H9,H9,乙\n`,
      'H1/e.csv': csv([sent({ transfer_to: 'H9' }), ecmoRun('2')]),
    });
    expect(await told()).toEqual([]);
  });

  it('is none, and is told, where support ended for another reason', async () => {
    await send({
      'H1/e.csv': [sent({ end_reason: '其他', transfer_to: 'H3' })],
      'H2/e.csv': [takenOver('T1')],
    });
    expect((await removal())['*']).toBe('1/2 0');
    expect(await province.problems()).toContain('H1/e.csv:2 transferred-without-reason');
  });
});

describe('a change of mode that a row tells', () => {
  const changed = (cells: Cells = {}) =>
    sent({
      end_reason: '心肺功能改善',
      alive_48h: '是',
      mode: 'VV',
      ended_at: '2026-06-12 08:00',
      mode_changed_at: '2026-06-03 08:00',
      mode_after: 'VA',
      ...cells,
    });

  it('leaves it one run, of the mode of its start', async () => {
    await send({ 'H1/e.csv': [changed()] });
    const figures = await province.figures('2026-10', undefined, [findIndicator('ECMO-01')]);
    const strata = figures
      .filter(({ unit, period }) => unit === 'H1' && period === '2026')
      .map(({ stratum, denominator }) => `${stratum} ${denominator}`);
    expect(strata).toEqual(expect.arrayContaining([' 1', 'mode_or_ecpr=VV 1']));
    expect(strata.filter((of) => of.startsWith('mode_or_ecpr=VA'))).toEqual([]);
    expect(await province.problems()).toEqual([]);
  });

  it.each([
    ['VA', '1/1 0'],
    ['VAV', '2/2 0'],
  ])('makes a row of mode %s that ends with it %s', async (mode, counts) => {
    await send({
      'H1/e.csv': [
        changed(),
        takenOver('S1', { run_no: '2', mode, started_at: '2026-06-03 08:00', ended_at: '2026-06-12 08:00' }),
      ],
    });
    expect((await removal())['H1']).toBe(counts);
  });

  it.each([
    ['2026-06-01 07:59', ['H1/e.csv:2 mode-change-outside-run']],
    ['2026-06-01 08:00', []],
    ['2026-06-12 08:00', []],
    ['2026-06-12 08:01', ['H1/e.csv:2 mode-change-outside-run']],
    ['2026-06-12', []],
    ['2026-06-13', ['H1/e.csv:2 mode-change-outside-run']],
  ])('at %s is told only outside the run, and counts nonetheless', async (mode_changed_at, problems) => {
    await send({ 'H1/e.csv': [changed({ mode_changed_at })] });
    expect(await province.problems()).toEqual(problems);
    expect((await removal())['H1']).toBe('1/1 0');
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
