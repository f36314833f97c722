import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ecmoRuns } from '../../../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../../../pipeline/cases/vad-implants.js';
import { currentRowsSql } from '../../../../pipeline/current/current-sql.js';
import type { AnyTable } from '../../../../pipeline/define/table.js';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';

/* Which statement about a case counts, where several months tell of it. Register values by hand. */

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const asOf = '2026-12-31';
const send = (month: string, rows: readonly Cells[], name = 'ecmo') =>
  province.send(month, { [`H1/${name}.csv`]: csv(rows) }, { asOf });
const current = async (columns: string, table: AnyTable = ecmoRuns, month = '2026-12') => {
  const sql = await currentRowsSql(province.database, table, month, '2027-01-01 00:00:00');
  const rows = await province.database.rows(`SELECT ${columns} FROM (${sql}) ORDER BY ALL`);
  return rows.map((row) => Object.values(row).join(' '));
};
/** Cases that are alive 48 hours after removal, and all. */
const alive = (month?: string) =>
  current(
    'CAST(count(*) FILTER (WHERE alive_48h_after_removal) AS INTEGER) AS alive, CAST(count(*) AS INTEGER) AS n',
    ecmoRuns,
    month,
  );
const rules = async () => (await province.problems()).map((text) => text.replace(/^\S+ /, ''));

const [start, end] = ['2026-09-03 09:00', '2026-09-06 09:00'];
const lived = (no: string) =>
  ecmoRun(no, {
    started_at: start,
    ended_at: end,
    alive_48h: '是',
    died_at: '',
    discharged_at: '2026-09-09 09:00',
  });
const died = (no: string) =>
  ecmoDeath(no, {
    started_at: start,
    ended_at: end,
    died_at: '2026-09-06 10:00',
    discharged_at: '2026-09-06 11:00',
  });

describe('a month corrected after a newer one was sent', () => {
  it('is told where a later file has somebody dead before the day that an earlier one had the patient alive', async () => {
    await send('2026-09', [lived('1'), lived('2')]);
    await send('2026-10', [died('1'), lived('2'), lived('9')]);
    expect(await alive()).toEqual(['2 3']);
    expect(await rules()).toEqual(['changed-outcome']);
    const [told] = await province.database.rows<{ zh: string }>(
      "SELECT zh FROM problems WHERE rule = 'changed-outcome'",
    );
    expect(told?.zh).toContain(
      '2026-09“H1/ecmo.csv”第 2 行记载 2026-09-09 仍存活，本行（第 2 行）记载 2026-09-06 已死亡',
    );
  });

  it('speaks as of when it comes: five of five live, and the changed outcome is told with both lines', async () => {
    await send('2026-09', [lived('1'), lived('2'), died('3'), died('4')]);
    await send('2026-10', [lived('1'), lived('2'), died('3'), died('4'), lived('9')]);
    expect(await alive()).toEqual(['3 5']);
    await send('2026-09', [lived('1'), lived('2'), lived('3'), lived('4')]);
    await send('2026-10', [lived('1'), lived('2'), died('3'), died('4'), lived('9')]);
    expect(await alive()).toEqual(['5 5']);
    expect((await province.problems()).filter((text) => text.endsWith('changed-outcome'))).toEqual([
      'H1/ecmo.csv:4 changed-outcome',
      'H1/ecmo.csv:5 changed-outcome',
    ]);
    const [told] = await province.database.rows<{ zh: string }>(
      "SELECT zh FROM problems WHERE rule = 'changed-outcome' ORDER BY line LIMIT 1",
    );
    expect(told?.zh).toContain('2026-09“H1/ecmo.csv”第 4 行');
  });

  it('is told once a row, of the last month that it contradicts, however many do', async () => {
    for (const month of ['2026-08', '2026-09', '2026-10', '2026-11'])
      await send(month, [died('1'), died('2'), lived('3')]);
    await send('2026-12', [lived('1'), lived('2'), lived('3')]);
    const told = await province.database.rows<{ line: number; zh: string }>(
      "SELECT line, zh FROM problems WHERE rule = 'changed-outcome' ORDER BY line",
    );
    expect(told.map(({ line, zh }) => [line, /但(.*?)“/.exec(zh)?.[1]])).toEqual([
      [2, '2026-11'],
      [3, '2026-11'],
    ]);
  });

  it('read in its own month has nothing of what came later', async () => {
    await send('2026-09', [died('3')]);
    await send('2026-10', [lived('3')]);
    expect(await alive('2026-09')).toEqual(['0 1']);
    expect(await alive('2026-10')).toEqual(['1 1']);
  });

  it('speaks as its own month where it only comes late, or out of order', async () => {
    await send('2026-10', [died('3')]);
    await send('2026-09', [lived('3')]);
    expect(await alive()).toEqual(['0 1']);
  });

  it('keeps its place when its unchanged bytes are judged anew, up to a later day or beside another file', async () => {
    const october = csv([died('3'), died('4')]);
    await province.send('2026-09', { 'H1/ecmo.csv': csv([died('3')]) });
    await province.send('2026-10', { 'H1/ecmo.csv': october });
    await province.send('2026-09', { 'H1/ecmo.csv': csv([lived('3')]) });
    expect(await alive()).toEqual(['1 2']);
    await province.send('2026-10', { 'H1/ecmo.csv': october }, { asOf });
    expect(await alive()).toEqual(['1 2']);
    await province.send('2026-10', { 'H1/ecmo.csv': october, 'H1/more.csv': csv([lived('5')]) }, { asOf });
    expect(await alive()).toEqual(['2 3']);
  });
});

describe('a blank', () => {
  const followUp = (no: string, cells: Cells = {}) => ({
    case_no: no,
    mode: 'VA',
    started_at: start,
    ...cells,
  });

  it('erases nothing, be it a column that is not there or an empty cell: three of four', async () => {
    await send('2026-09', [lived('1'), lived('2'), lived('3'), died('4')]);
    const blanks = {
      ended_at: '',
      end_reason: '',
      alive_48h: '',
      died_at: '',
      discharged_at: '',
      discharge_status: '',
    };
    await send('2026-10', [followUp('1'), followUp('2')]);
    await send('2026-11', [followUp('3', blanks), followUp('4', { ...blanks, followup_1y_status: '' })]);
    expect(await alive()).toEqual(['3 4']);
    // The patient known by number in September is the same in all of them.
    expect(await current('CAST(count(DISTINCT patient_key) AS INTEGER) AS n')).toEqual(['4']);
    const named =
      'CAST(count(*) FILTER (WHERE patient_key = coalesce(case_loose, case_key)) AS INTEGER) AS n';
    expect(await current(named)).toEqual(['0']);
  });

  it('fills up: what one file knows is added to what another knows, and what follows is worked out anew', async () => {
    await send('2026-09', [
      ecmoRun('1', {
        started_at: start,
        ended_at: end,
        end_reason: '',
        discharged_at: '',
        discharge_status: '',
      }),
    ]);
    await send('2026-10', [followUp('1', { died_at: '2026-09-07 09:00' })]);
    expect(
      await current(
        'alive_48h_after_removal, ended_at, died_at_timed, CAST(death_at AS DATE) AS died, index_month',
      ),
    ).toEqual([`false 2026-09-06 09:00:00 true 2026-09-07 ${2026 * 12 + 8}`]);
  });

  it('that is declared takes back what was known, until it is filled in again', async () => {
    await send('2026-09', [
      ecmoRun('1', { followup_1y_status: '存活', indication: '心肌炎', started_at: start }),
    ]);
    await send('2026-10', [followUp('1', { followup_1y_status: '清空', indication: 'clear' })]);
    expect(await current('followup_1y_status, indication')).toEqual([' ']);
    await send('2026-11', [followUp('1', { followup_1y_status: '失访' })]);
    expect(await current('followup_1y_status, indication')).toEqual(['失访 ']);
    expect(await rules()).not.toContain('null-word');
  });
});

describe('a death', () => {
  it('after the 48 hours stands, though a later correction of the removal leaves it blank', async () => {
    const row = {
      started_at: start,
      ended_at: end,
      alive_48h: '是',
      discharged_at: '',
      discharge_status: '',
    };
    await send('2026-09', [ecmoRun('1', { ...row, end_reason: '其他' })]);
    await send('2026-10', [ecmoRun('1', { ...row, end_reason: '其他', died_at: '2026-09-20 10:00' })]);
    await send('2026-09', [ecmoRun('1', row)]);
    expect(await current('end_reason, CAST(died_at AS DATE) AS died, died_within_30d')).toEqual([
      '心肺功能改善 2026-09-20 true',
    ]);
    expect(await rules()).toEqual([]);
  });
});

describe('an implantation', () => {
  const implant = (no: string, implanted_on: string, cells: Cells = {}): Cells => ({
    case_no: no,
    device_type: '植入式',
    implanted_on,
    ...cells,
  });
  const vads = () => current('implant_no, CAST(implanted_on AS DATE) AS day, removal_reason', vadImplants);

  it('whose day is corrected is one, and the change is told; a follow-up leaves the removal known', async () => {
    await send(
      '2026-04',
      [
        implant('1', '2026-04-19', { removed_on: '2026-04-25', removal_reason: '心功能改善' }),
        implant('2', '2026-04-21', { removed_on: '2026-04-28', removal_reason: '心脏移植' }),
      ],
      'vad',
    );
    const followed = { last_followup_on: '2026-12-20', last_followup_status: '存活' };
    await send(
      '2026-12',
      [implant('1', '2026-04-20', followed), implant('2', '2026-04-21', followed)],
      'vad',
    );
    expect(await vads()).toEqual(['1 2026-04-20 心功能改善', '1 2026-04-21 心脏移植']);
    expect(await province.problems()).toEqual(['H1/vad.csv:2 changed-date']);
  });

  it('is numbered by its day where one file has several of a case and no number', async () => {
    await send(
      '2026-04',
      [implant('1', '2026-04-21'), implant('1', '2026-04-01'), implant('2', '2026-04-09')],
      'vad',
    );
    expect(await vads()).toEqual(['1 2026-04-01 ', '1 2026-04-09 ', '2 2026-04-21 ']);
    // The second alone, by its number.
    await send(
      '2026-05',
      [implant('1', '2026-04-22', { implant_no: '2', removal_reason: '其他', removed_on: '2026-05-01' })],
      'vad',
    );
    expect(await vads()).toEqual(['1 2026-04-01 ', '1 2026-04-09 ', '2 2026-04-22 其他']);
  });
});
