import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { submissionEntries } from '../../../../pipeline/ask/submission-entries.js';
import { ecmoRuns } from '../../../../pipeline/cases/ecmo-runs.js';
import { allRowsSql } from '../../../../pipeline/current/rows-sql.js';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';
import { lanes } from '../lane/lanes.js';

/*
 * Registers by hand. The hospital first called H3 had four runs until September, two of them effective, and a fifth, effective, in October.
 */
let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const timed = (i: number): Cells => ({
  patient_id: `P${i}`,
  started_at: `2026-09-0${i} 10:00`,
  ended_at: `2026-09-1${i} 10:00`,
});
const own = (i: number, cells: Cells = {}): Cells =>
  i === 2 || i === 3
    ? ecmoDeath(`C${i}`, { ...timed(i), died_at: `2026-09-1${i} 10:00`, ...cells })
    : ecmoRun(`C${i}`, { ...timed(i), discharged_at: '2026-09-25 10:00', ...cells });
const runs = (to: number) => Array.from({ length: to }, (_, i) => own(i + 1));
const list = (rows: readonly Cells[]) =>
  csv(
    rows.map((row) => ({
      name: row['hospital_id'] ?? '',
      city: '甲市',
      former_code: '',
      merged_into: '',
      closed_on: '',
      ...row,
    })),
  );
const before = list([{ hospital_id: 'H3' }, { hospital_id: 'H5' }]);
const renamed = list([{ hospital_id: 'H13', former_code: 'H3' }, { hospital_id: 'H5' }]);
const rate = (month: string, unit: string) => province.counts(month, `ECMO-01 ${unit} 2026`);

describe('a hospital whose code was replaced', () => {
  it('keeps its cases: each counts once, under the code in use', async () => {
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    expect(await rate('2026-09', 'H3')).toEqual([2, 4]);
    await province.send('2026-10', { '_中心/list.csv': renamed, 'H13/a.csv': csv(runs(5)) });
    expect(await rate('2026-10', 'H13')).toEqual([3, 5]);
    expect(await rate('2026-10', '*')).toEqual([3, 5]);
    expect(await rate('2026-10', 'H3')).toBe(null);
    expect(await province.problems()).toEqual([]);
  });

  it('may use its old folder in the very month whose list renames it', async () => {
    await province.send('2026-09', { '_中心/list.csv': before });
    await province.send('2026-10', { 'H3/a.csv': csv(runs(4)) });
    const files = { '_中心/list.csv': renamed, 'H3/a.csv': csv(runs(4)), 'H3/b.csv': csv([own(5)]) };
    expect(await province.send('2026-10', files)).toEqual({
      '_中心/list.csv': 'accepted',
      'H3/a.csv': 'accepted',
      'H3/b.csv': 'accepted',
    });
    expect(await rate('2026-10', 'H13')).toEqual([3, 5]);
    expect(await rate('2026-10', '*')).toEqual([3, 5]);
    expect(await province.problems()).toEqual([]);
    expect(await province.send('2026-10', files)).toEqual({
      '_中心/list.csv': 'unchanged',
      'H3/a.csv': 'unchanged',
      'H3/b.csv': 'unchanged',
    });
  });

  it('keeps its cases where the warehouse is lost and made anew, also what came to its old folder since', async () => {
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    await province.send('2026-10', { '_中心/list.csv': renamed });
    await province.send('2026-11', { 'H3/a.csv': csv(runs(5)) });
    const counts = async () => [
      await rate('2026-09', 'H13'),
      await rate('2026-11', 'H13'),
      await rate('2026-11', '*'),
    ];
    expect(await counts()).toEqual([
      [2, 4],
      [3, 5],
      [3, 5],
    ]);
    await province.rebuild();
    expect(await counts()).toEqual([
      [2, 4],
      [3, 5],
      [3, 5],
    ]);
    expect(await province.problems()).toEqual([]);
  });

  it.each(['fast', 'group', 'exact'] as const)(
    'keeps the lines of its rows, by the %s lane',
    async (lane) => {
      await province.send(
        '2026-09',
        { '_中心/list.csv': before, 'a.csv': csv(runs(4).map((run) => ({ hospital_id: 'H3', ...run }))) },
        lanes[lane],
      );
      const lines = async () =>
        (
          await province.database.rows<{ line: number; begun: string }>(
            `SELECT line, CAST(started_at AS VARCHAR) AS begun FROM (${await allRowsSql(province.database, ecmoRuns)}) ORDER BY started_at`,
          )
        ).map(({ line, begun }) => `${line} ${begun.slice(0, 10)}`);
      const by = ['2 2026-09-01', '3 2026-09-02', '4 2026-09-03', '5 2026-09-04'];
      expect(await lines()).toEqual(by);
      await province.send('2026-10', { '_中心/list.csv': renamed });
      expect(await lines()).toEqual(by);
      await province.send(
        '2026-11',
        { 'a.csv': csv(runs(5).map((run) => ({ hospital_id: 'H13', ...run }))) },
        lanes[lane],
      );
      expect(await rate('2026-11', 'H13')).toEqual([3, 5]);
    },
  );

  it('may go on sending under the old one, which it is told', async () => {
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    await province.send('2026-10', { '_中心/list.csv': renamed });
    await province.send('2026-11', {
      'H3/a.csv': csv(runs(5).map((run) => ({ hospital_id: 'H3', ...run }))),
    });
    expect(await rate('2026-11', 'H13')).toEqual([3, 5]);
    expect(await province.problems()).toEqual(['H3/a.csv:2 hospital-code-recognised']);
  });

  it('that was put under another by a wrong list stays there, and the corrected list is told how to part them', async () => {
    const three = list([{ hospital_id: 'H3' }, { hospital_id: 'H13' }, { hospital_id: 'H5' }]);
    await province.send('2026-09', { '_中心/list.csv': three, 'H3/a.csv': csv(runs(4)) });
    await province.send('2026-10', { '_中心/list.csv': renamed });
    await province.send('2026-10', { '_中心/list.csv': three });
    expect(await rate('2026-10', 'H13')).toEqual([2, 4]);
    expect(await province.problems()).toContain('_中心/list.csv:2 hospital-code-recognised');
    const [told] = await province.database.rows<{ fix: string }>(
      "SELECT fix_zh AS fix FROM problems WHERE rule = 'hospital-code-recognised'",
    );
    expect(told?.fix).toContain('新的工作区');
    const anew = await Province.open();
    await anew.send('2026-09', { '_中心/list.csv': three, 'H3/a.csv': csv(runs(4)) });
    await anew.send('2026-10', { '_中心/list.csv': three });
    expect(await anew.counts('2026-10', 'ECMO-01 H3 2026')).toEqual([2, 4]);
    expect(await anew.counts('2026-10', 'ECMO-01 H13 2026')).toBe(null);
    await anew.close();
  });

  it('may be renamed twice', async () => {
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    await province.send('2026-10', { '_中心/list.csv': renamed });
    const again = list([{ hospital_id: 'H23', former_code: 'H13' }, { hospital_id: 'H5' }]);
    await province.send('2026-11', { '_中心/list.csv': again, 'H23/a.csv': csv(runs(5)) });
    expect(await rate('2026-11', 'H23')).toEqual([3, 5]);
    expect(await rate('2026-11', '*')).toEqual([3, 5]);
  });

  it('may stand on the list under both codes', async () => {
    const both = list([
      { hospital_id: 'H3', city: '旧市', valid_from: '2015-01-01', valid_to: '2026-09-30' },
      { hospital_id: 'H13', former_code: 'H3', valid_from: '2015-01-01', valid_to: '' },
    ]);
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    await province.send('2026-10', { '_中心/list.csv': both, 'H13/a.csv': csv(runs(5)) });
    expect(await rate('2026-10', 'H13')).toEqual([3, 5]);
    expect(await rate('2026-10', '甲市')).toEqual([3, 5]);
    expect(await rate('2026-10', '旧市')).toBe(null);
  });

  it('changes nothing and asks where the former code is one that is in use', async () => {
    await province.send('2026-09', {
      '_中心/list.csv': before,
      'H3/a.csv': csv(runs(4)),
      'H5/a.csv': csv([own(5, { patient_id: 'P5' })]),
    });
    const typo = list([{ hospital_id: 'H3' }, { hospital_id: 'H5', former_code: 'H3' }]);
    await province.send('2026-10', { '_中心/list.csv': typo, 'H3/a.csv': csv(runs(4)) });
    expect(await rate('2026-10', 'H3')).toEqual([2, 4]);
    expect(await rate('2026-10', 'H5')).toEqual([1, 1]);
    const told = await province.database.rows<{ hospital_id: string | null; rule: string }>(
      'SELECT hospital_id, rule FROM problems ORDER BY ALL',
    );
    expect(told).toEqual([{ hospital_id: null, rule: 'former-code-in-use' }]);
  });

  it('keeps cases without a patient apart or together by their time, when the list says so late', async () => {
    const unnamed = (to: number) => runs(to).map((run) => ({ ...run, patient_id: '' }));
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(unnamed(4)) });
    const silent = list([{ hospital_id: 'H13' }, { hospital_id: 'H5' }]);
    await province.send('2026-10', { '_中心/list.csv': silent, 'H13/a.csv': csv(unnamed(5)) });
    expect(await rate('2026-10', '*')).toEqual([5, 9]);
    expect((await province.problems()).filter((told) => told.endsWith('possible-renaming'))).toHaveLength(1);
    await province.send('2026-11', { '_中心/list.csv': renamed, 'H13/a.csv': csv(unnamed(6)) });
    expect(await rate('2026-11', 'H13')).toEqual([4, 6]);
    expect(await rate('2026-11', '*')).toEqual([4, 6]);
  });

  it('is asked after where the list does not say so: until then its cases count for both', async () => {
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    const silent = list([{ hospital_id: 'H13' }, { hospital_id: 'H5' }]);
    await province.send('2026-10', { '_中心/list.csv': silent, 'H13/a.csv': csv(runs(5)) });
    expect(await rate('2026-10', '*')).toEqual([5, 9]);
    const told = await province.database.rows<{ hospital_id: string | null; zh: string }>(
      "SELECT hospital_id, zh FROM problems WHERE rule = 'possible-renaming'",
    );
    expect(told).toMatchObject([
      { hospital_id: null, zh: expect.stringMatching(/H13 有 4 例与本月未报送的 H3（共 4 例）/) },
    ]);
    await province.send('2026-10', { '_中心/list.csv': renamed });
    expect(await rate('2026-10', '*')).toEqual([3, 5]);
    expect(await province.problems()).toEqual([]);
  });
});

describe('a hospital that was merged into another', () => {
  const merged = list([
    { hospital_id: 'H3', merged_into: 'H5', closed_on: '2026-09-30' },
    { hospital_id: 'H5' },
  ]);

  it('keeps its cases, and of those that the other sends as well each counts once', async () => {
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    await province.send('2026-10', {
      '_中心/list.csv': merged,
      'H5/a.csv': csv([...runs(5).map((run, i) => ({ ...run, case_no: `N${i}` }))]),
    });
    expect(await rate('2026-10', '*')).toEqual([3, 5]);
    const told = await province.database.rows<{ hospital_id: string | null }>(
      "SELECT hospital_id FROM problems WHERE rule = 'same-case'",
    );
    expect(told).toEqual([{ hospital_id: null }]);
  });

  it('stays merged when its row leaves the list', async () => {
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    await province.send('2026-10', { '_中心/list.csv': merged });
    await province.send('2026-11', {
      '_中心/list.csv': list([{ hospital_id: 'H5' }]),
      'H5/a.csv': csv([...runs(5).map((run, i) => ({ ...run, case_no: `N${i}` }))]),
    });
    expect(await rate('2026-11', '*')).toEqual([3, 5]);
  });

  it('is not missed once it has closed', async () => {
    await province.send('2026-09', { '_中心/list.csv': before, 'H3/a.csv': csv(runs(4)) });
    await province.send('2026-10', { '_中心/list.csv': merged, 'H5/b.csv': csv([own(5)]) });
    expect(await missing('2026-10')).toEqual([]);
    await province.send('2026-11', { 'x.csv': csv([{ hospital_id: 'H5', ...own(6) }]) });
    expect(await missing('2026-11')).toEqual([]);
  });

  it('must have the day it closed', async () => {
    await province.send('2026-09', {
      '_中心/list.csv': list([{ hospital_id: 'H3', merged_into: 'H5' }, { hospital_id: 'H5' }]),
    });
    expect(await province.problems()).toEqual(['_中心/list.csv:2 merged-without-closing']);
  });
});

async function missing(month: string): Promise<string[]> {
  const hospitals = [{ hospital_id: 'H3' }, { hospital_id: 'H5' }].map((h) => ({
    ...h,
    name: '',
    city: null,
    level: null,
    ecmo_training_base: null,
    vad_training_base: null,
  }));
  const entries = await submissionEntries(province.database, month, hospitals);
  return entries.filter(({ status }) => status === 'missing').map(({ hospital_id }) => hospital_id);
}
