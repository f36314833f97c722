import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ecmoRuns } from '../../../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../../../pipeline/cases/vad-implants.js';
import { currentRowsSql } from '../../../../pipeline/current/current-sql.js';
import type { AnyTable } from '../../../../pipeline/define/table.js';
import { type Cells, csv, ecmoRun, Province } from '../../fixture.js';

/* Follow-up alone, without the rest of the case. */

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const current = async (columns: string, table: AnyTable = ecmoRuns, end = '2027-01-01 00:00:00') => {
  const sql = await currentRowsSql(province.database, table, '2026-12', end);
  const rows = await province.database.rows(`SELECT ${columns} FROM (${sql}) ORDER BY ALL`);
  return rows.map((row) => Object.values(row).join(' '));
};
const start = (no: string, cells: Cells = {}) =>
  ecmoRun(no, {
    started_at: '2025-03-01 09:00',
    ended_at: '2025-03-04 09:00',
    discharged_at: '2025-03-09 09:00',
    ...cells,
  });
const send = (month: string, rows: readonly Cells[], name = 'f') =>
  province.send(month, { [`H1/${name}.csv`]: csv(rows) }, { asOf: '2026-12-31' });

describe('what follow-ups and cases say of one patient', () => {
  const told = async () =>
    (await province.problems()).filter((text) => text.endsWith(' follow-up-contradicted'));

  it('must agree: a death before a day of life is told with both lines, whichever comes later', async () => {
    await send(
      '2026-03',
      [start('A0'), start('A1', { followup_1y_status: '存活', followup_1y_on: '2026-03-20' })],
      'e',
    );
    // A0 went home on 9 March 2025, A1 lived in March 2026; a third agrees.
    await send('2026-04', [
      { case_no: 'A0', followed_on: '2026-04-01', status: '死亡', died_on: '2025-03-05' },
      { case_no: 'A1', followed_on: '2026-02-01', status: '死亡', died_on: '' },
    ]);
    expect(await told()).toEqual(['H1/f.csv:2 follow-up-contradicted', 'H1/f.csv:3 follow-up-contradicted']);
    const [first] = await province.database.rows<{ zh: string }>(
      "SELECT zh FROM problems WHERE rule = 'follow-up-contradicted' ORDER BY line",
    );
    expect(first?.zh).toContain('本行记载 2025-03-05 已死亡，2026-03“H1/e.csv”第 2 行记载 2025-03-09 仍存活');
    await send('2026-05', [{ case_no: 'A1', followed_on: '2026-05-01', status: '存活' }], 'g');
    // The follow-up of May is after the death of February's: told in May, of the follow-up before.
    expect((await told()).slice(2)).toEqual(['H1/g.csv:2 follow-up-contradicted']);
  });

  it('the later statement counts: a death that a later day of life contradicts is taken back, and the other way round', async () => {
    const open = { discharged_at: '', discharge_status: '', alive_48h: '' };
    await send(
      '2026-03',
      [start('A0', open), start('A1', open), start('A2', { ...open, alive_48h: '是' })],
      'e',
    );
    await send('2026-04', [
      { case_no: 'A0', followed_on: '2026-04-01', status: '死亡', died_on: '2025-03-05' },
      { case_no: 'A1', followed_on: '2026-04-01', status: '死亡', died_on: '2025-03-05' },
      { case_no: 'A2', followed_on: '2026-04-01', status: '死亡', died_on: '2025-03-05' },
    ]);
    expect(await current('line, died_within_48h_of_removal')).toEqual(['2 true', '3 true', '4 true']);
    await send('2026-05', [{ case_no: 'A0', followed_on: '2026-05-01', status: '存活' }], 'g');
    await send('2026-06', [start('A1', { ...open, alive_48h: '是' })], 'e');
    expect(await current('alive_48h_after_removal, case_key IS NOT NULL')).toEqual([
      'false true',
      'true true',
      'true true',
    ]);
    // A2 was alive at 48 hours by its own row and dead after one day by the follow-up: told, and the later one counts.
    expect((await told()).sort()).toEqual([
      'H1/e.csv:2 follow-up-contradicted',
      'H1/f.csv:4 follow-up-contradicted',
      'H1/g.csv:2 follow-up-contradicted',
    ]);
  });

  it('is told of the case where the case comes later', async () => {
    await send('2026-03', [{ case_no: 'A0', followed_on: '2026-02-01', status: '存活' }]);
    await send(
      '2026-04',
      [start('A0', { died_at: '2025-06-01 08:00', discharged_at: '', discharge_status: '' })],
      'e',
    );
    expect(await told()).toEqual(['H1/e.csv:2 follow-up-contradicted']);
    const [first] = await province.database.rows<{ zh: string }>(
      "SELECT zh FROM problems WHERE rule = 'follow-up-contradicted'",
    );
    expect(first?.zh).toContain('本行记载 2025-06-01 已死亡，2026-03“H1/f.csv”第 2 行记载 2026-02-01 仍存活');
  });

  it('is not told where it agrees: alive, then dead', async () => {
    await send('2026-03', [start('A0', { followup_1y_status: '存活', followup_1y_on: '2026-03-01' })], 'e');
    await send('2026-04', [
      { case_no: 'A0', followed_on: '2026-04-01', status: '死亡', died_on: '2026-03-20' },
    ]);
    expect(await told()).toEqual([]);
  });
});

describe('follow-ups of ECMO runs', () => {
  it('by the headers of the case file, without mode and start, tell who was alive after a year', async () => {
    await send('2026-03', [start('A0'), start('A1'), start('A2')], 'e');
    const header = '病案号,辅助次序,一年随访状态,一年随访日期';
    await province.send('2026-05', {
      'H1/随访.csv': `${header}\nA0,1,存活,2026-03-20\nA1,1,死亡,2025-12-20\nA2,1,失访,2026-03-20\nA7,1,存活,2026-03-20\n`,
    });
    expect(await current('line, alive_1y, alive_48h_after_removal, followup_1y_on')).toEqual([
      '2 true true 2026-03-20',
      '3 false true 2025-12-20',
      '4 false true 2026-03-20',
    ]);
    expect(await province.problems()).toEqual(['H1/随访.csv:5 follows-nothing']);
    // Before the day of the follow-up nothing of it is known.
    expect(await current('alive_1y', ecmoRuns, '2026-03-20 00:00:00')).toEqual(['false', '', '']);
  });

  it('by the patient, dead on a day; the last day alive stands against an earlier one and a later loss', async () => {
    await send(
      '2026-03',
      [start('A0'), start('A1', { followup_1y_status: '存活', followup_1y_on: '2026-03-20' })],
      'e',
    );
    await send('2026-04', [
      { patient_id: 'PA0', followed_on: '2026-04-01', status: '死亡', died_on: '2025-03-05' },
      { case_no: 'A1', patient_id: '', followed_on: '2025-09-01', status: '存活' },
      { case_no: 'A1', patient_id: '', followed_on: '2025-10-01', status: '失访' },
    ]);
    expect(
      await current('line, CAST(died_at AS DATE) AS died, died_within_30d, alive_1y, followup_1y_status'),
    ).toEqual(['2 2025-03-05 true false ', '3  false true 存活']);
  });

  it('of nobody, and with a death after it, are held', async () => {
    await send(
      '2026-04',
      [
        { case_no: '', patient_id: '', followed_on: '2026-04-01', status: '存活' },
        { case_no: '1', patient_id: '', followed_on: '2026-04-01', status: '死亡', died_on: '2026-04-02' },
      ].map((row) => ({ died_on: '', ...row })),
    );
    expect(await province.problems()).toEqual([
      'H1/f.csv:2 follow-up-of-nobody',
      'H1/f.csv:3 death-after-follow-up',
    ]);
  });
});

describe('follow-ups of implantations', () => {
  it('are the last one known, and complete that of their year', async () => {
    const implant = {
      case_no: 'V1',
      device_type: '植入式',
      implanted_on: '2024-05-02',
      last_followup_on: '2024-12-01',
      last_followup_status: '存活',
    };
    await send('2026-03', [implant], 'v');
    await send('2026-05', [{ case_no: 'V1', followed_on: '2025-05-20', status: '存活', kind: '1年' }]);
    await send('2026-06', [{ case_no: 'V1', followed_on: '2024-06-01', status: '失访', kind: '' }]);
    expect(
      await current('last_followup_on, last_followup_status, followup_1y_done, alive_1y', vadImplants),
    ).toEqual(['2025-05-20 存活 true true']);
  });

  it('say nothing of a removal that the row leaves blank: neither a death nor a day alive', async () => {
    const implant = (no: string, cells: Cells = {}) => ({
      case_no: no,
      device_type: '植入式',
      implanted_on: '2024-05-02',
      removal_reason: '',
      transplanted_on: '',
      died_on: '',
      last_followup_on: '',
      last_followup_status: '',
      ...cells,
    });
    const rows = [
      implant('V1'),
      implant('V2'),
      // The rows themselves know of these two: nobody would have left out the transplantation.
      implant('V3', { died_on: '2025-03-01' }),
      implant('V4', { last_followup_on: '2025-05-02', last_followup_status: '存活' }),
      implant('V5', { removal_reason: '心功能改善' }),
    ];
    await send('2026-03', rows, 'v');
    const followed = { died_on: '', kind: '' };
    await send('2026-05', [
      { ...followed, case_no: 'V1', followed_on: '2025-05-20', status: '死亡', died_on: '2025-03-01' },
      { ...followed, case_no: 'V2', followed_on: '2025-05-20', status: '存活' },
      { ...followed, case_no: 'V3', followed_on: '2025-05-20', status: '死亡', died_on: '2025-03-01' },
      { ...followed, case_no: 'V4', followed_on: '2025-05-20', status: '存活' },
      { ...followed, case_no: 'V5', followed_on: '2025-05-20', status: '死亡', died_on: '2025-03-01' },
    ]);
    const told = () =>
      current(
        'line, alive_1y, transplanted, transplanted_1y, removed_for_recovery, row_tells_death, row_in_place_on',
        vadImplants,
      );
    expect(await told()).toEqual([
      '2 false     ',
      '3 true     ',
      '4 false false false false true ',
      '5 true  false   2025-05-02 00:00:00',
      '6 false false false true  ',
    ]);
    // A row sent later that knows of the death, or has the patient alive, without a removal: now there was none.
    await send(
      '2026-06',
      [
        implant('V1', { died_on: '2025-03-01' }),
        implant('V2', { last_followup_on: '2025-05-02', last_followup_status: '存活' }),
      ],
      'v',
    );
    expect((await told()).sort()).toEqual([
      '2 false false false false true ',
      '3 true  false   2025-05-02 00:00:00',
      '4 false false false false true ',
      '5 true  false   2025-05-02 00:00:00',
      '6 false false false true  ',
    ]);
    // The row takes its death back; the one that the follow-up tells stands and says nothing of the removal.
    await send('2026-07', [implant('V3', { died_on: '清空' })], 'v');
    await send('2026-08', [
      { ...followed, case_no: 'V3', followed_on: '2025-06-20', status: '死亡', died_on: '2025-03-01' },
    ]);
    expect(await told()).toContain('2 false     ');
  });
});
