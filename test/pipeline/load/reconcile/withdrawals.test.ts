import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdraw } from '../../../../pipeline/batch/withdraw.js';
import { ecmoRuns } from '../../../../pipeline/cases/ecmo-runs.js';
import { currentRowsSql } from '../../../../pipeline/current/current-sql.js';
import { listInbox } from '../../../../pipeline/load/intake/inbox.js';
import { type Cells, csv, ecmoRun, newFolder, Province, remove, writeFiles } from '../../fixture.js';

/* Cases taken back by a form, the hospital's or the centre's. */

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const lines = async (month: string) => {
  const rows = await province.database.rows<{ text: string }>(
    `SELECT hospital_id || ':' || line AS text FROM (${await currentRowsSql(province.database, ecmoRuns, month)}) ORDER BY ALL`,
  );
  return rows.map(({ text }) => text);
};
const form = (case_no: string, cells: Cells = {}) => ({
  case_type: 'ECMO',
  case_no,
  reason: '重复报送',
  ...cells,
});
const cases = {
  'H1/e.csv': csv([
    ecmoRun('1'),
    ecmoRun('2'),
    ecmoRun('2', { run_no: '2', started_at: '2026-10-14 08:00', ended_at: '2026-10-15 08:00' }),
  ]),
  'H2/e.csv': csv([ecmoRun('1', { patient_id: 'other' })]),
};

describe('a withdrawal', () => {
  it('takes a case of its own hospital out from its month on, and no other', async () => {
    await province.send('2026-10', cases);
    await province.send('2026-11', {
      'H1/撤回.csv': csv([form('1'), form('2', { number: '2' }), form('9')]),
    });
    expect(await lines('2026-10')).toEqual(['H1:2', 'H1:3', 'H1:4', 'H2:2']);
    expect(await lines('2026-11')).toEqual(['H1:3', 'H2:2']);
    expect(await province.problems()).toEqual(['H1/撤回.csv:4 withdraws-nothing']);
  });

  it('of another hospital is held, and by the centre for a hospital is taken', async () => {
    await province.send('2026-10', cases);
    await province.send('2026-11', {
      'H2/撤回.csv': csv([form('1', { hospital_id: 'H1' }), form('1', { hospital_id: 'H2' })]),
    });
    expect(await lines('2026-11')).toEqual(['H1:2', 'H1:3', 'H1:4']);
    await province.send('2026-12', { '_中心/撤回.csv': csv([form('1', { hospital_id: 'H1' })]) });
    expect(await lines('2026-12')).toEqual(['H1:3', 'H1:4']);
  });

  it('holds whatever later files say, which is told, until the form is replaced by one without the case', async () => {
    await province.send('2026-10', { ...cases, 'H1/撤回.csv': csv([form('1')]) });
    expect(await lines('2026-10')).toEqual(['H1:3', 'H1:4', 'H2:2']);
    await province.send('2026-11', { 'H1/e.csv': csv([ecmoRun('1')]) });
    expect(await lines('2026-11')).toEqual(['H1:3', 'H1:4', 'H2:2']);
    expect(await province.problems()).toContain('H1/e.csv:2 withdrawn-but-sent');
    await province.send(
      '2026-10',
      { 'H1/撤回.csv': csv([form('2')]) },
      { shrink: { share: 1, accepted: 'all' } },
    );
    // Case 2 stands on lines 3 and 4, its two runs.
    expect(await lines('2026-11')).toEqual(['H1:2', 'H2:2']);
  });

  it('holds when its form is taken out of the inbox and another comes, and ends with an empty one of its name', async () => {
    await province.send('2026-10', { ...cases, '_中心/a.csv': csv([form('1', { hospital_id: 'H1' })]) });
    expect(await lines('2026-10')).toEqual(['H1:3', 'H1:4', 'H2:2']);
    await province.send('2026-10', { ...cases, '_中心/b.csv': csv([form('2', { hospital_id: 'H1' })]) });
    expect(await lines('2026-10')).toEqual(['H2:2']);
    await province.send('2026-10', {
      ...cases,
      '_中心/a.csv': 'hospital_id,case_type,case_no,reason\n',
      '_中心/b.csv': csv([form('2', { hospital_id: 'H1' })]),
    });
    expect(await lines('2026-10')).toEqual(['H1:2', 'H2:2']);
  });

  it('by a number that one case has is not of another that is spelled alike, but of the same case under its other spelling', async () => {
    const at = (no: string, patient: string, day: string) =>
      ecmoRun(no, {
        patient_id: patient,
        started_at: `2026-10-${day} 08:00`,
        ended_at: `2026-10-${day} 20:00`,
      });
    await province.send('2026-10', {
      'H1/e.csv': csv([at('00901', 'P1', '03'), at('901', 'P2', '15'), at('00777', 'P3', '04')]),
    });
    await province.send('2026-11', { 'H1/e.csv': csv([at('777', 'P3', '04')]) });
    expect(await lines('2026-11')).toEqual(['H1:2', 'H1:2', 'H1:3']);
    await province.send('2026-12', { 'H1/撤回.csv': csv([form('901'), form('00777')]) });
    expect(await lines('2026-12')).toEqual(['H1:2']);
  });

  it('of a month that later exports have followed holds in those too', async () => {
    await province.send('2026-10', cases);
    await province.send('2026-11', { 'H1/e.csv': csv([ecmoRun('1'), ecmoRun('2'), ecmoRun('9')]) });
    await province.send('2026-10', { 'H1/撤回.csv': csv([form('1')]) });
    expect((await lines('2026-11')).filter((line) => line.startsWith('H1'))).toHaveLength(3);
  });
});

describe('zhikong withdraw', () => {
  it('lays the form of a hospital into the centre’s folder, and records who and why', async () => {
    const folder = newFolder();
    try {
      writeFiles(join(folder, 'inbox/2026-10'), cases);
      const options = {
        workspace: join(folder, 'w'),
        inbox: join(folder, 'inbox'),
        month: '2026-11',
      } as const;
      const path = await withdraw({
        ...options,
        hospital: 'H1',
        table: 'ecmo_runs',
        caseNo: '2',
        number: 2,
        reason: '登记错误',
      });
      const second = await withdraw({
        ...options,
        hospital: 'H1',
        table: 'ecmo_runs',
        caseNo: '1',
        reason: '登记错误',
      });
      expect([existsSync(path), existsSync(second), path === second]).toEqual([true, true, false]);
      expect(listInbox(options.inbox, '2026-11').map(({ label, folder: of }) => [label, of])).toEqual([
        [expect.stringMatching(/^_中心\/撤回-H1-\d{14}-\d\.csv$/), null],
        [expect.stringMatching(/^_中心\/撤回-H1-\d{14}-\d\.csv$/), null],
      ]);
      const audit = readFileSync(join(folder, 'w/audit.jsonl'), 'utf8');
      expect(audit).toContain('登记错误');
      await province.send('2026-10', cases);
      await province.send('2026-11', {
        '_中心/a.csv': readFileSync(path),
        '_中心/b.csv': readFileSync(second),
      });
      expect(await lines('2026-11')).toEqual(['H1:3', 'H2:2']);
    } finally {
      remove(folder);
    }
  });
});
