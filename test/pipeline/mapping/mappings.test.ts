import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMapping } from '../../../pipeline/mapping/index.js';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

/** A hospital's own export: its names, its codes, weight in grams. */
const own = ({ mode, started_at, ...cells }: Cells): Cells => ({
  流转模式代码: mode === 'VA' ? '2' : '1',
  泵启动时刻: started_at ?? '',
  体重克: '61500',
  ...cells,
});
const rows = csv([own(ecmoRun('1')), own(ecmoDeath('2'))]);
const mapping = {
  hospital: 'H1',
  tables: {
    ecmo_runs: {
      headers: { 流转模式代码: 'mode', 泵启动时刻: 'started_at', 体重克: 'weight_kg' },
      values: { mode: { '1': 'VV', '2': 'VA' } },
      units: { weight_kg: { factor: '0.001', unit: 'g' } },
    },
  },
};
const stored = () =>
  province.database.rows('SELECT mode, CAST(weight_kg AS VARCHAR) AS weight FROM ecmo_runs ORDER BY line');

describe("a hospital's mapping file", () => {
  it('lets its own names, codes and units be read; without it the file is refused', async () => {
    expect(await province.send('2026-10', { 'H1/a.csv': rows })).toEqual({ 'H1/a.csv': 'refused' });
    province.map('H1', mapping);
    expect(await province.send('2026-10', { 'H1/a.csv': rows })).toEqual({ 'H1/a.csv': 'accepted' });
    expect(await stored()).toEqual([
      { mode: 'VA', weight: '61.5000' },
      { mode: 'VA', weight: '61.5000' },
    ]);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 2]);
    expect(await province.send('2026-10', { 'H1/a.csv': rows })).toEqual({ 'H1/a.csv': 'unchanged' });
  });

  const { ecmo_runs } = mapping.tables;
  const other = {
    ...mapping,
    tables: { ecmo_runs: { ...ecmo_runs, values: { mode: { '1': 'VA', '2': 'VV' } } } },
  };
  const modes = () =>
    province.database.rows(
      `SELECT DISTINCT month, mode FROM ecmo_runs JOIN files USING (file_id)
       WHERE file_id IN (SELECT file_id FROM submissions WHERE live) ORDER BY ALL`,
    );

  it('changed, reads new files only: what was taken in keeps the mapping of then, on another day too', async () => {
    province.map('H1', mapping);
    await province.send('2026-09', { 'H1/a.csv': rows });
    province.map('H1', other);
    await province.send('2026-10', { 'H1/b.csv': csv([own(ecmoRun('3'))]) });
    expect(await province.send('2026-09', { 'H1/a.csv': rows })).toEqual({ 'H1/a.csv': 'unchanged' });
    await province.send('2026-09', { 'H1/a.csv': rows }, { asOf: '2026-10-31' });
    const both = [
      { month: '2026-09', mode: 'VA' },
      { month: '2026-10', mode: 'VV' },
    ];
    expect(await modes()).toEqual(both);
    // Read again beside another part of the month, it is read as then; the new part is not.
    await province.send(
      '2026-09',
      { 'H1/a.csv': rows, 'H1/c.csv': csv([own(ecmoRun('4'))]) },
      { asOf: '2026-10-31' },
    );
    expect(await modes()).toEqual([both[0], { month: '2026-09', mode: 'VV' }, both[1]]);
    // Nor does one that cannot be used, or none, take anything away.
    province.map('H1', { ...mapping, hospital: 'H2' });
    expect(await province.send('2026-10', { 'H1/b.csv': csv([own(ecmoRun('3'))]) })).toEqual({
      'H1/b.csv': 'unchanged',
    });
  });

  it('changed, has the files of the months that it names read anew', async () => {
    province.map('H1', mapping);
    await province.send('2026-09', { 'H1/a.csv': rows }, { asOf: '2026-10-31' });
    await province.send('2026-10', { 'H1/b.csv': csv([own(ecmoRun('3'))]) });
    province.map('H1', { ...other, from: '2026-10' });
    expect(await province.send('2026-09', { 'H1/a.csv': rows }, { asOf: '2026-10-31' })).toEqual({
      'H1/a.csv': 'unchanged',
    });
    expect(await province.send('2026-10', { 'H1/b.csv': csv([own(ecmoRun('3'))]) })).toEqual({
      'H1/b.csv': 'accepted',
    });
    expect(await modes()).toEqual([
      { month: '2026-09', mode: 'VA' },
      { month: '2026-10', mode: 'VV' },
    ]);
  });

  it('turns minutes into hours by a fraction', async () => {
    province.map('H1', {
      ...mapping,
      tables: {
        ecmo_runs: {
          headers: { ...ecmo_runs.headers, 通气分钟: 'ventilated_hours' },
          values: ecmo_runs.values,
          units: { ...ecmo_runs.units, ventilated_hours: { factor: '1/60', unit: 'min' } },
        },
      },
    });
    const cells = [
      { ...own(ecmoRun('1')), 通气分钟: '2880' },
      { ...own(ecmoRun('2')), 通气分钟: '2881' },
    ];
    await province.send('2026-10', { 'H1/a.csv': csv(cells) });
    const hours = 'SELECT CAST(ventilated_hours AS VARCHAR) AS hours FROM ecmo_runs ORDER BY line';
    expect(await province.database.rows(hours)).toEqual([{ hours: '48.0000' }, { hours: '48.0167' }]);
  });

  it('of the file that a receipt corrects reads the receipt too', async () => {
    province.map('H1', mapping);
    const wrong = csv([own(ecmoRun('1')), { ...own(ecmoRun('2')), 流转模式代码: '7' }]);
    await province.send('2026-10', { 'H1/a.csv': wrong });
    province.map('H1', other);
    const name = createHash('sha256').update(wrong).digest('hex').slice(0, 12);
    const receipt = csv([{ 回执编号: `${name}--3`, ...own(ecmoRun('2')) }]);
    await province.send('2026-10', { 'H1/a.csv': wrong, 'H1/回执.csv': receipt });
    const both = await province.counts('2026-10', 'ECMO-01 H1 2026-10');
    expect(both).toEqual([2, 2]);
    // Code 2 is VA in what is corrected, whatever it is now.
    expect(await modes()).toEqual([{ month: '2026-10', mode: 'VA' }]);
  });

  it('of then is not asked for what is asked of new ones', () => {
    const table = {
      ...ecmo_runs,
      headers: { ...ecmo_runs.headers, 通气分钟: 'ventilated_hours' },
    };
    const old = JSON.stringify({ hospital: 'H1', tables: { ecmo_runs: table } });
    expect(() => readMapping(old, 'H1.json')).toThrow(/must have its unit stated/);
    expect(readMapping(old, 'H1.json', { ofThen: true }).tables.size).toBe(1);
  });

  it('that turns a meaning round is told once, to the hospital and to the centre', async () => {
    province.map('H1', {
      ...mapping,
      tables: {
        ecmo_runs: {
          ...ecmo_runs,
          headers: {
            ...ecmo_runs.headers,
            出院时刻: 'died_at',
            撤机时间: { field: 'started_at', instead_of: 'ended_at' },
          },
          units: { ...ecmo_runs.units, ventilated_hours: { factor: '0.0167', unit: 'min' } },
          values: {
            ...ecmo_runs.values,
            discharge_status: { 病死: '好转', 已愈: '治愈' },
            ecpr: { '1': '否', '2': '是' },
          },
        },
      },
    });
    const told = () =>
      province.database.rows<{ hospital: string | null; path: string; zh: string }>(
        `SELECT p.hospital_id AS hospital, f.path, p.zh FROM problems p JOIN files f USING (file_id)
         WHERE rule = 'mapping-turns' ORDER BY ALL`,
      );
    await province.send('2026-10', { 'H1/a.csv': rows });
    const zh =
      '映射文件只改写法、不改意思，但这一份：“出院时刻”一列将作为“死亡时间”；“撤机时间”一列将作为“上机时间”；' +
      '“离院方式”中的“病死”将按“好转”计；“是否ECPR”中的“1”将按“否”计；“上机前机械通气时长(h)”由 min 按 0.0167 换算，准确的系数是 1/60。已照此读入。';
    expect(await told()).toEqual([
      { hospital: 'H1', path: 'H1/a.csv', zh },
      { hospital: null, path: 'H1/a.csv', zh },
    ]);
    await province.send('2026-11', { 'H1/b.csv': csv([own(ecmoRun('3'))]) });
    expect((await told()).length).toBe(2);
  });

  it('is its own: other folders do not know it', async () => {
    province.map('H1', mapping);
    expect(await province.send('2026-10', { 'H2/a.csv': rows })).toEqual({ 'H2/a.csv': 'refused' });
  });

  it('that cannot be used has the files of its hospital refused and no others', async () => {
    province.map('H1', { ...mapping, tables: { ecmo_runs: { headers: { 模式代码: 'no_such_field' } } } });
    const files = { 'H1/a.csv': rows, 'H2/b.csv': csv([ecmoRun('9')]) };
    expect(await province.send('2026-10', files)).toEqual({ 'H1/a.csv': 'refused', 'H2/b.csv': 'accepted' });
    const [problem] = await province.database.rows<{ rule: string; zh: string }>(
      "SELECT rule, zh FROM problems WHERE severity = 'refusal'",
    );
    expect(problem).toMatchObject({ rule: 'bad-mapping', zh: expect.stringContaining('no_such_field') });
  });
});
