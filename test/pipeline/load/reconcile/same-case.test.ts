import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findIndicator } from '../../../../pipeline/ask/explain.js';
import { transfers } from '../../../../pipeline/ask/transfers.js';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';
import { workbook } from '../../read/workbook-fixture.js';

/*
 * One hospital's runs of 2026: ten until September, twelve until October, four of every six effective: of runs 1 to 12 those
 * numbered 3, 6, 9 and 12 died on support, so 8 of 12 are in the numerator of ECMO-01.
 */
const number = (i: number) => String(870 + i).padStart(9, '0');
const run = (i: number, cells: Cells = {}): Cells =>
  (i % 3 === 0 ? ecmoDeath : ecmoRun)(number(i), {
    patient_id: `P${i}`,
    started_at: `2026-0${Math.min(i, 9)}-1${i % 10} 10:0${i % 6}`,
    ended_at: `2026-0${Math.min(i, 9)}-2${i % 4} 10:30`,
    ...(i % 3 === 0
      ? { died_at: `2026-0${Math.min(i, 9)}-2${i % 4} 10:30` }
      : { discharged_at: `2026-0${Math.min(i, 9)}-28 12:00` }),
    ...cells,
  });
const runs = (to: number, change: (i: number) => Cells = () => ({})) =>
  Array.from({ length: to }, (_, i) => run(i + 1, change(i + 1)));

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const send = (month: string, rows: readonly Cells[]) => province.send(month, { 'H1/a.csv': csv(rows) });
const count = (month = '2026-10') => province.counts(month, 'ECMO-01 H1 2026');
async function patients(): Promise<number | null> {
  const figures = await province.figures('2026-10', '2026-10-31', [findIndicator('ECMO-N03')]);
  return (
    figures.find(({ unit, period, stratum }) => unit === 'H1' && period === '2026' && stratum === '')
      ?.numerator ?? null
  );
}
const texts = async (rule: string) =>
  (
    await province.database.rows<{ zh: string }>('SELECT zh FROM problems WHERE rule = $rule ORDER BY line', {
      rule,
    })
  ).map(({ zh }) => zh);
const shortened = (i: number) => ({ case_no: String(870 + i) });

describe('over the months', () => {
  it('a case whose number lost its zeros counts once', async () => {
    await send('2026-09', runs(10));
    await send('2026-10', runs(12, shortened));
    expect(await count()).toEqual([8, 12]);
    expect(await patients()).toBe(12);
    const [told, ...more] = await texts('same-case');
    expect(more).toEqual([]);
    expect(told).toContain('2026-09“H1/a.csv”');
    expect(told).toContain('共 10 对');
    expect(told).toContain('现计 12 例；若按两例计则为 22 例');
    // September is as it was.
    expect(await count('2026-09')).toEqual([7, 10]);
  });

  it('a workbook whose numbers stand as numbers is no other; of a staff number, patient and hospital likewise', async () => {
    await send(
      '2026-09',
      runs(10, (i) => ({ hospital_id: 'H1', patient_id: `00${i}`, operator_id: `00${i}` })),
    );
    const rows = runs(12, (i) => ({
      hospital_id: 'H1',
      patient_id: String(i),
      operator_id: String(i),
      ...shortened(i),
    }));
    const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const numbers = ['case_no', 'patient_id', 'operator_id'];
    const cells = rows.map((row) =>
      header.map((name) => (numbers.includes(name) ? Number(row[name]) : (row[name] ?? null))),
    );
    await province.send('2026-10', {
      'H1/a.xlsx': workbook({ sheets: [{ name: 'ECMO', rows: [header, ...cells] }] }),
    });
    expect(await count()).toEqual([8, 12]);
    expect(await patients()).toBe(12);
    expect(await texts('same-case')).toHaveLength(1);
    expect(await province.database.number('SELECT count(DISTINCT operator_id) FROM ecmo_runs')).toBe(12);
  });

  it('the order of the months does not matter, nor how often they are read', async () => {
    await send('2026-10', runs(12, shortened));
    await send('2026-09', runs(10));
    await send('2026-10', runs(12, shortened));
    await send('2026-10', runs(12, shortened));
    expect(await count()).toEqual([8, 12]);
  });

  it('the newest statement counts, under whatever number', async () => {
    await send('2026-09', runs(10));
    await send('2026-10', [
      run(1, {
        ...shortened(1),
        end_reason: '死亡',
        died_at: '2026-01-21 10:30',
        discharged_at: '',
        discharge_status: '',
        started_at: '2026-01-11 10:01',
      }),
    ]);
    // Run 1 is now a death: 6 of 10.
    expect(await count()).toEqual([6, 10]);
    await send('2026-11', runs(10));
    expect(await province.counts('2026-11', 'ECMO-01 H1 2026')).toEqual([7, 10]);
  });

  it('what was known under the old number is not lost under the new one, nor under a third', async () => {
    await send('2026-09', runs(10));
    const blank = { ended_at: '', end_reason: '', died_at: '', discharged_at: '', discharge_status: '' };
    await send(
      '2026-10',
      runs(10, (i) => ({ ...shortened(i), ...blank })),
    );
    // September told of seven that lived; October says nothing of any.
    expect(await count()).toEqual([7, 10]);
    expect(await patients()).toBe(10);
    await send(
      '2026-11',
      runs(10, (i) => ({ case_no: `N-${870 + i}`, ...blank })),
    );
    expect(await province.counts('2026-11', 'ECMO-01 H1 2026')).toEqual([7, 10]);
  });

  it('of three numbers of which only neighbours are alike is one case', async () => {
    const as = (case_no: string, started_at: string) =>
      run(1, { case_no, started_at, ended_at: '2026-01-21 10:30' });
    await send('2026-08', [as('01001', '2026-01-03 10:20')]);
    await send('2026-09', [as('1001', '2026-01-04 09:00')]);
    await send('2026-10', [as('ZY77', '2026-01-04 09:00')]);
    expect(await count()).toEqual([1, 1]);
  });

  it('zeros lost for good, then found again, make no third case', async () => {
    await send('2026-08', runs(8));
    await send('2026-09', runs(10, shortened));
    await send('2026-10', runs(12));
    expect(await count()).toEqual([8, 12]);
  });

  it('few pairs are told one by one, with both lines', async () => {
    await send('2026-09', runs(10));
    await send('2026-10', [run(2, shortened(2)), run(4, shortened(4))]);
    const told = await texts('same-case');
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('行 2↔3');
    expect(told[1]).toContain('行 3↔5');
  });

  it('numbers alike of which neither patient nor time agrees are two cases, and told', async () => {
    await send('2026-09', runs(10));
    await send('2026-10', [run(11, { case_no: '871' })]);
    expect(await count()).toEqual([8, 11]);
    expect(await texts('like-numbers-of-months')).toEqual([
      expect.stringContaining('本院计 11 例；若为同一例则为 10 例'),
    ]);
  });

  it('a blank patient is no agreement: the time tells', async () => {
    await send('2026-09', [run(1, { patient_id: '' }), run(2, { patient_id: '' })]);
    await send('2026-10', [
      run(1, { patient_id: '', case_no: '871' }),
      run(4, { patient_id: '', case_no: '872' }),
    ]);
    // 871 is run 1 again; 872 has the number of run 2 at another time.
    expect(await count()).toEqual([3, 3]);
    expect(await texts('same-case')).toHaveLength(1);
    expect(await texts('like-numbers-of-months')).toHaveLength(1);
  });

  it('patient and clock alike under wholly different numbers are one case; seconds do not matter', async () => {
    await send('2026-09', [run(1, { started_at: '2026-01-11 10:01:30' })]);
    await send('2026-10', [run(1, { case_no: 'ZY99', started_at: '2026-01-11 10:01' })]);
    expect(await count()).toEqual([1, 1]);
    expect(await texts('same-case')).toEqual([expect.stringContaining('现计 1 例；若按两例计则为 2 例')]);
  });

  it('of another hospital they are not one', async () => {
    await province.send('2026-09', { 'H1/a.csv': csv(runs(10)) });
    await province.send('2026-10', { 'H2/a.csv': csv(runs(10, shortened)) });
    expect(await count()).toEqual([7, 10]);
    expect(await texts('same-case')).toEqual([]);
  });

  it('a patient whose number lost its zeros is one patient, here and elsewhere', async () => {
    await send(
      '2026-09',
      runs(10, (i) => ({ patient_id: `00${i}` })),
    );
    await send(
      '2026-10',
      runs(12, (i) => ({ patient_id: i > 10 ? String(i - 10) : String(i) })),
    );
    // Runs 11 and 12 are of patients 1 and 2.
    expect(await patients()).toBe(10);
    await province.send('2026-10', {
      'H1/a.csv': csv(runs(12, (i) => ({ patient_id: String(i) }))),
      'H2/a.csv': csv([run(1, { patient_id: '001', started_at: '2026-01-11 22:00' })]),
    });
    expect((await transfers(province.database, '2026-10')).map((t) => t.hospital_id)).toEqual(['H1', 'H2']);
  });

  it('a day without a clock cannot tell: both count, and are told', async () => {
    const implant = (case_no: string): Cells => ({
      case_no,
      patient_id: 'P1',
      device_type: '植入式',
      implanted_on: '2026-05-04',
    });
    await send('2026-09', [implant('A1')]);
    await send('2026-10', [implant('B2')]);
    expect(await texts('same-day-cases-of-months')).toEqual([
      expect.stringContaining('本院计 2 例；若为同一例则为 1 例'),
    ]);
    const figures = await province.figures('2026-10', '2026-10-31', [findIndicator('VAD-N01')]);
    expect(figures.find(({ unit, period }) => unit === 'H1' && period === '2026')?.numerator).toBe(2);
  });
});

describe('within one submission', () => {
  it('rows alike but for the number are one case', async () => {
    await send('2026-10', [...runs(12), ...runs(2, shortened)]);
    expect(await count()).toEqual([8, 12]);
    expect(await province.problems()).toEqual(['H1/a.csv:14 same-case-row', 'H1/a.csv:15 same-case-row']);
  });

  it('rows of one patient and clock that differ otherwise are all held back', async () => {
    await send('2026-10', [run(1), run(2), run(2, { case_no: 'X9', weight_kg: '60' })]);
    expect(await count()).toEqual([1, 1]);
    expect(await province.problems()).toEqual([
      'H1/a.csv:3 one-case-two-numbers',
      'H1/a.csv:4 one-case-two-numbers',
    ]);
  });

  it('in two files of it as well', async () => {
    await province.send('2026-10', {
      'H1/a.csv': csv([run(1)]),
      'H1/b.csv': csv([run(1, shortened(1)), run(2)]),
    });
    expect(await count()).toEqual([2, 2]);
    expect(await province.problems()).toEqual(['H1/b.csv:2 same-case-row']);
  });

  it('two implants of one day, and numbers alike of two patients, both count and are told', async () => {
    const implant = (case_no: string, patient_id: string, implanted_on = '2026-05-04'): Cells => ({
      case_no,
      patient_id,
      device_type: '植入式',
      implanted_on,
    });
    await province.send('2026-10', {
      'H1/a.csv': csv([run(1), run(2, { case_no: '871' })]),
      'H1/v.csv': csv([implant('A1', 'P1'), implant('B2', 'P1')]),
    });
    expect(await province.problems()).toEqual(['H1/a.csv:3 like-numbers', 'H1/v.csv:3 same-day-cases']);
    expect(await count()).toEqual([2, 2]);
    expect(await province.database.number('SELECT count(*) FROM vad_implants')).toBe(2);
  });
});
