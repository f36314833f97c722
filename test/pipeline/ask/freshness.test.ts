import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { staleData } from '../../../pipeline/ask/freshness.js';
import { run } from '../../../pipeline/batch/run.js';
import { reportContext } from '../../../reports/data/report-context.js';
import { staleMark } from '../../../reports/page/figure-text.js';
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
