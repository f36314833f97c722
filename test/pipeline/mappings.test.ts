import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from './fixture.js';

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

  it('changed, has the same bytes read anew', async () => {
    province.map('H1', mapping);
    await province.send('2026-10', { 'H1/a.csv': rows });
    const { ecmo_runs } = mapping.tables;
    province.map('H1', {
      ...mapping,
      tables: { ecmo_runs: { ...ecmo_runs, values: { mode: { '1': 'VA', '2': 'VV' } } } },
    });
    expect(await province.send('2026-10', { 'H1/a.csv': rows })).toEqual({ 'H1/a.csv': 'accepted' });
    const live =
      'SELECT DISTINCT mode FROM ecmo_runs WHERE file_id IN (SELECT file_id FROM submissions WHERE live)';
    expect(await province.database.rows(live)).toEqual([{ mode: 'VV' }]);
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
