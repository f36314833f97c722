import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { staleData } from '../../../pipeline/ask/freshness.js';
import { tableFreshness } from '../../../pipeline/ask/table-freshness.js';
import { freshnessCsv } from '../../../pipeline/batch/publish.js';
import { run } from '../../../pipeline/batch/run.js';
import { reportContext } from '../../../reports/data/report-context.js';
import { staleMark } from '../../../reports/page/figure-text.js';
import { hospitalPage } from '../../../reports/page/hospital-page.js';
import { words } from '../../../reports/words/index.js';
import { reportData } from '../../reports/fixture.js';
import { csv, ecmoRun, newFolder, Province, remove, writeFiles } from '../fixture.js';

describe('how old the data of a figure are', () => {
  let province: Province;
  beforeAll(async () => {
    province = await Province.open();
    const asOf = '2026-11-20';
    const of = (hospital_id: string, no: string) => csv([ecmoRun(no, { hospital_id })]);
    const list = csv(
      [
        ['H1', '甲市'],
        ['H2', '甲市'],
        ['H3', '乙市'],
      ].map(([hospital_id, city]) => ({
        hospital_id: hospital_id ?? '',
        name: '某院',
        city: city ?? '',
      })),
    );
    await province.send(
      '2026-09',
      { '_中心/l.csv': list, 'H1/e.csv': of('H1', '1'), 'H3/e.csv': of('H3', '1') },
      { asOf },
    );
    await province.send('2026-10', { 'H1/e.csv': of('H1', '2'), 'H2/e.csv': of('H2', '1') }, { asOf });
    // Of November H1's file is refused, H2's comes and H3 sends nothing.
    await province.send('2026-11', { 'H1/e.csv': '甲,乙\n1,2\n', 'H2/e.csv': of('H2', '2') }, { asOf });
  }, 300_000);
  afterAll(() => province.close());

  const through = async (month: string) =>
    Object.fromEntries(
      (await province.figures(month, '2026-11-20'))
        .filter(({ code, period }) => code === 'ECMO-01' && period === '2026')
        .map(({ unit, data_through }) => [unit, data_through]),
    );

  it('is the month of the newest file that counts, of a city and the province the newest of their hospitals', async () => {
    expect(await through('2026-11')).toEqual({
      H1: '2026-10',
      H2: '2026-11',
      H3: '2026-09',
      甲市: '2026-11',
      乙市: '2026-09',
      '*': '2026-11',
    });
    // What came after a batch's month is not of it.
    expect(await through('2026-10')).toEqual({
      H1: '2026-10',
      H2: '2026-10',
      H3: '2026-09',
      甲市: '2026-10',
      乙市: '2026-09',
      '*': '2026-10',
    });
  }, 120_000);

  it('is told hospital by hospital, and why', async () => {
    expect(await staleData(province.database, '2026-11')).toEqual([
      { hospital_id: 'H1', table: 'ecmo_runs', through: '2026-10', refused: ['H1/e.csv'] },
      { hospital_id: 'H3', table: 'ecmo_runs', through: '2026-09', refused: [] },
    ]);
  });
});

describe('what the figures of a hospital and table rest on', () => {
  let province: Province;
  beforeAll(async () => {
    province = await Province.open();
    const of = (month: string, from: number, n: number) =>
      csv(
        Array.from({ length: n }, (_, i) =>
          ecmoRun(String(from + i), {
            hospital_id: 'H1',
            started_at: `${month}-05 08:00`,
            ended_at: `${month}-08 08:00`,
            discharged_at: `${month}-20 10:00`,
          }),
        ),
      );
    // Seven months with 2, 4, 0, 3, 5, 3 and 1 cases, of which the last but one is the median.
    const months = [2, 4, 0, 3, 5, 3, 1].map((n, i) => [`2026-0${i + 3}`, n] as const);
    for (const [month, n] of months)
      if (n > 0) await province.send(month, { 'H1/e.csv': of(month, Number(month.slice(5)) * 100, n) });
    const counts = csv([
      { hospital_id: 'H2', month: '2026-10', item: '首页ECMO例次', value: '4' },
      { hospital_id: 'H3', month: '2026-10', item: '零报告', value: '0' },
    ]);
    await province.send('2026-10', {
      '_中心/c.csv': counts,
      'H1/e.csv': of('2026-10', 1000, 2),
      'H2/e.csv': csv([
        ecmoRun('1', { hospital_id: 'H2' }),
        ecmoRun('2', { hospital_id: 'H2', mode: '' }),
        ecmoRun('3', { hospital_id: 'H2' }),
      ]),
    });
  }, 300_000);
  afterAll(() => province.close());

  it('is told with where the expectation comes from, and null where nothing says it', async () => {
    const rows = await tableFreshness(province.database, '2026-10', '2026-11-01 00:00:00');
    const of = (hospital: string, table: string) =>
      rows.find((row) => row.hospital_id === hospital && row.table === table);
    expect(of('H1', 'ecmo_runs')).toMatchObject({
      data_through: '2026-10',
      rows_reported: 2,
      rows_expected: 3,
      expected_from: 'earlier months',
    });
    expect(of('H2', 'ecmo_runs')).toMatchObject({ rows_expected: 4, expected_from: 'front pages' });
    expect(of('H3', 'ecmo_runs')).toEqual({
      hospital_id: 'H3',
      table: 'ecmo_runs',
      data_through: null,
      rows_reported: 0,
      rows_expected: 0,
      expected_from: 'zero report',
      required_filled: 0,
      required_due: 0,
    });
    const sent = of('H2', 'ecmo_runs');
    // Of three rows one lacks a required cell.
    expect((sent?.required_due ?? 0) - (sent?.required_filled ?? 0)).toBe(1);
    expect(of('H2', 'monthly_counts')).toMatchObject({ rows_reported: 1, rows_expected: null });
    // A hospital that sent for five months has no usual number yet.
    const early = await tableFreshness(province.database, '2026-08', '2026-09-01 00:00:00');
    expect(early.find(({ hospital_id }) => hospital_id === 'H1')).toMatchObject({
      rows_reported: 3,
      rows_expected: null,
      expected_from: null,
    });
  }, 120_000);

  it('stands in a file of the report, a row for each', () => {
    const row = {
      hospital_id: 'H1',
      table: 'ecmo_runs',
      data_through: '2026-09',
      rows_reported: 0,
      rows_expected: null,
      expected_from: null,
      required_filled: 0,
      required_due: 0,
    } as const;
    expect(freshnessCsv({ freshness: [row] })).toBe(
      'hospital_id,table,data_through,rows_reported,rows_expected,expected_from,required_filled,required_due\nH1,ecmo_runs,2026-09,0,,,0,0\n',
    );
  });
});

describe('the pages', () => {
  const report = reportData();
  const [figure] = report.figures;
  const indicator = report.indicators.find(({ code }) => code === figure?.code);
  const stale = [{ hospital_id: 'H01', table: indicator?.of.name ?? '', through: '2026-08', refused: [] }];
  const mark = (cells: object, lang: 'zh' | 'en' = 'zh') => {
    if (!figure || !indicator) throw new Error('a report without figures');
    const context = reportContext({ ...report, stale }, lang);
    const html = staleMark({ ...figure, ...cells }, indicator, context);
    return html === null ? null : html.text.replace(/<[^>]*>/g, '').trim();
  };

  it('say of a figure that rests on an older month which, and of the province how many lag behind', () => {
    const own = { level: 'hospital', unit: 'H01' };
    expect(mark({ ...own, data_through: '2026-09' })).toBe('数据截至2026年9月报送');
    expect(mark({ ...own, data_through: '2026-09' }, 'en')).toBe('data as submitted in 2026-09');
    expect(mark({ ...own, data_through: '2026-10' })).toBe(null);
    expect(mark({ ...own, data_through: null })).toBe(null);
    expect(mark({ level: 'province', unit: '*', data_through: '2026-10' })).toBe(
      words.zh.olderHospitals('1'),
    );
  });
});

describe('the page of a hospital', () => {
  it('says of every figure without a mark which month its data are of, and table by table what they rest on', async () => {
    const row = {
      hospital_id: 'H02',
      table: 'ecmo_runs',
      data_through: '2026-09',
      rows_reported: 7,
      rows_expected: 9,
      expected_from: 'front pages',
      required_filled: 61,
      required_due: 63,
    } as const;
    const freshness = [row, { ...row, hospital_id: 'H04', rows_reported: 4321 }];
    const page = await hospitalPage('H02', reportContext({ ...reportData(), freshness }, 'zh'));
    const text = page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('未另注明的数字数据截至2026年10月报送');
    expect(text).toMatch(/2026-09 7 9 按首页 61\/63/);
    expect(text).not.toContain('4321');
  }, 120_000);
});

describe('the as-of day', () => {
  let workspace = '';
  afterEach(() => {
    delete process.env['ZHIKONG_NOW'];
    if (workspace !== '') remove(workspace);
  });
  const outcome = async (utc: string, options: { month: string; asOf?: string; future?: boolean }) => {
    workspace = newFolder();
    writeFiles(workspace, { 'inbox/2026-12/note.txt': '' });
    process.env['ZHIKONG_NOW'] = utc;
    // An inbox without the month is what is found next, where the day is not refused.
    return run({ ...options, workspace }).then(
      () => 'published',
      ({ code }: { code: string }) => code,
    );
  };

  it.each([
    ['2026-11-29T15:59:59Z', { month: '2026-11' }, 'future-as-of'],
    ['2026-11-29T16:00:00Z', { month: '2026-11' }, 'empty-inbox'],
    ['2026-11-29T00:00:00Z', { month: '2026-11', asOf: '2026-11-29' }, 'empty-inbox'],
    ['2026-11-29T00:00:00Z', { month: '2026-11', future: true }, 'empty-inbox'],
    ['2030-01-01T00:00:00Z', { month: '2026-11', asOf: '2026-10-31' }, 'as-of-before-month'],
    ['2030-01-01T00:00:00Z', { month: '2026-11', asOf: '2026-11-01' }, 'empty-inbox'],
  ])('at %s with %o: %s', async (utc, options, found) => {
    expect(await outcome(utc, options)).toBe(found);
  });
});
