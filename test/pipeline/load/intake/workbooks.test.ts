import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';
import { type Cell, workbook } from '../../read/workbook-fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

/** Rows as a sheet: the header of all columns and the cells as texts. */
function sheet(name: string, rows: readonly Cells[]) {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells: Cell[][] = rows.map((row) => header.map((column) => row[column] ?? null));
  return { name, rows: [header, ...cells] };
}

const rows = (sql: string) => province.database.rows(sql);

describe('a workbook', () => {
  it('gives each sheet a file number of its own: rows, problems and submissions name the sheet', async () => {
    const book = workbook({
      sheets: [
        { name: '说明', rows: [['本表由医务处填写']] },
        sheet('上半月', [ecmoRun('1'), ecmoRun('2', { mode: '??' })]),
        sheet('下半月', [ecmoDeath('3'), ecmoRun('4'), ecmoRun('5', { mode: '!!' })]),
      ],
    });
    expect(await province.send('2026-10', { 'H1/ecmo.xlsx': book })).toEqual({ 'H1/ecmo.xlsx': 'accepted' });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([2, 3]);
    expect(await rows('SELECT file_id, sheet, status, records FROM files ORDER BY file_id')).toEqual([
      { file_id: 1, sheet: '上半月', status: 'accepted', records: 2 },
      { file_id: 2, sheet: '下半月', status: 'accepted', records: 3 },
    ]);
    expect(
      await rows(`SELECT f.sheet, p.line, p.rule FROM problems p JOIN files f USING (file_id) ORDER BY ALL`),
    ).toEqual([
      { sheet: '上半月', line: 3, rule: 'unknown-value' },
      { sheet: '上半月', line: null, rule: 'unknown-sheet' },
      { sheet: '下半月', line: 4, rule: 'unknown-value' },
    ]);
    expect(await rows('SELECT file_id, records, accepted, live FROM submissions ORDER BY file_id')).toEqual([
      { file_id: 1, records: 2, accepted: 1, live: true },
      { file_id: 2, records: 3, accepted: 2, live: true },
    ]);
  });

  it('sent again is unchanged, and beside a new file of one of its tables is read again whole', async () => {
    const vad = { case_no: 'V1', patient_id: 'PV1', device_type: '植入式', implanted_on: '2026-10-03' };
    const book = workbook({ sheets: [sheet('ECMO', [ecmoRun('1')]), sheet('VAD', [vad])] });
    await province.send('2026-10', { 'H1/both.xlsx': book });
    expect(await province.send('2026-10', { 'H1/both.xlsx': book })).toEqual({ 'H1/both.xlsx': 'unchanged' });
    const more = { 'H1/both.xlsx': book, 'H1/more.csv': csv([ecmoDeath('2')]) };
    expect(await province.send('2026-10', more)).toEqual({
      // Its bytes say nothing new; its rows of the table count together with those of the new file.
      'H1/both.xlsx': 'unchanged',
      'H1/more.csv': 'accepted',
    });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 2]);
    const live = await rows(
      'SELECT table_name, CAST(sum(accepted) AS INTEGER) AS n FROM submissions WHERE live GROUP BY ALL ORDER BY ALL',
    );
    expect(live).toEqual([
      { table_name: 'ecmo_runs', n: 2 },
      { table_name: 'vad_implants', n: 1 },
    ]);
  });

  it('with one sheet that cannot be trusted is refused whole, and nothing of its other sheets stays', async () => {
    const sound = sheet('一', [ecmoRun('1')]);
    const twice = { name: '二', rows: [[...(sound.rows[0] ?? []), 'case_no'], ...sound.rows.slice(1)] };
    const book = workbook({ sheets: [sound, twice] });
    const files = { 'H1/bad.xlsx': book, 'H2/good.csv': csv([ecmoRun('9')]) };
    expect(await province.send('2026-10', files)).toEqual({
      'H1/bad.xlsx': 'refused',
      'H2/good.csv': 'accepted',
    });
    expect(await province.database.number('SELECT count(*) FROM ecmo_runs')).toBe(1);
    expect(await rows("SELECT path, refusal FROM files WHERE status = 'refused'")).toEqual([
      { path: 'H1/bad.xlsx', refusal: 'duplicate-column' },
    ]);
    expect(await rows('SELECT line FROM problems')).toEqual([{ line: 1 }]);
  });

  it('holds dates as Excel keeps them: number cells of date columns are serials', async () => {
    // 46300 is 2026-10-05; day 2 of the 1900 system is 1900-01-02.
    const cells = ecmoRun('1');
    const header = Object.keys(cells);
    const at = (value: Cell) => header.map((name) => (name === 'started_at' ? value : (cells[name] ?? null)));
    const dated = { xml: ' s="1"><v>46300.333333333336</v>' };
    const book = workbook({ formats: [22], sheets: [{ rows: [header, at(dated)] }] });
    await province.send('2026-10', { 'H1/a.xlsx': book });
    expect(await rows('SELECT CAST(started_at AS VARCHAR) AS at FROM ecmo_runs')).toEqual([
      { at: '2026-10-05 08:00:00' },
    ]);
    // Serial 60 is the 29 February 1900 that never was: nothing can be made of it.
    const never = { xml: ' s="1"><v>60</v>' };
    const second = workbook({ formats: [22], sheets: [{ rows: [header, at(never), at(46300.25)] }] });
    await province.send('2026-10', { 'H2/b.xlsx': second });
    expect(await rows("SELECT rule, line, position FROM problems WHERE hospital_id = 'H2'")).toEqual([
      { rule: 'excel-serial-60', line: 2, position: header.indexOf('started_at') + 1 },
    ]);
    const found = "SELECT CAST(started_at AS VARCHAR) AS at FROM ecmo_runs WHERE hospital_id = 'H2'";
    expect(await rows(found)).toEqual([{ at: '2026-10-05 06:00:00' }]);
  });

  it('returns a receipt by sheet name and line', async () => {
    const book = workbook({ sheets: [sheet('ECMO 十月', [ecmoRun('1'), ecmoRun('2', { mode: '??' })])] });
    await province.send('2026-10', { 'H1/a.xlsx': book });
    const [{ sha256 } = { sha256: '' }] = await province.database.rows<{ sha256: string }>(
      'SELECT sha256 FROM files',
    );
    const receipt = workbook({
      sheets: [
        sheet('暂缓入库', [{ 回执编号: `${sha256.slice(0, 12)}-ECMO 十月-3`, ...ecmoDeath('2') }]),
        { name: '文件问题', rows: [['没有']] },
        { name: '补填可确定', rows: [['没有']] },
      ],
    });
    await province.send('2026-10', { 'H1/receipt.xlsx': receipt });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 2]);
    expect(await rows("SELECT reason, line FROM skipped_rows WHERE reason = 'corrected'")).toEqual([
      { reason: 'corrected', line: 3 },
    ]);
    expect(await rows('SELECT rule FROM problems p JOIN submissions s USING (file_id) WHERE s.live')).toEqual(
      [],
    );
  });
});
