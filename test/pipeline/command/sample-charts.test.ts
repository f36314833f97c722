import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import { readWorkbook } from '../../../pipeline/read/xlsx/read-workbook.js';
import { csv, ecmoDeath, ecmoRun, newFolder, oneThreaded, remove, writeFiles } from '../fixture.js';
import { saved } from '../read/workbook-fixture.js';
import { partsOf } from '../workbook/parts.js';
import { stackLine, zhikong } from './buffer.js';

/** Planted in every personal and free text column; no list may hold it. */
const marker = '欧阳某某0012345';
const personal = {
  patient_name: marker,
  patient_id: `${marker}9`,
  remark: marker,
  indication: marker,
  device_barcodes: marker,
  operator_id: marker,
};
let folder = '';
let workspace = '';

beforeAll(async () => {
  folder = newFolder();
  workspace = oneThreaded(join(folder, 'workspace'));
  writeFiles(join(workspace, 'inbox', '2026-10'), {
    '_中心/list.csv': csv([
      { hospital_id: 'H1', name: '=HYPERLINK("x")医院', city: '甲市' },
      { hospital_id: 'H2', name: '金丝雀医院', city: '甲市' },
      { hospital_id: 'H3', name: '丙医院', city: '甲市' },
    ]),
    'H1/=cmd|x.csv': csv(
      Array.from({ length: 8 }, (_, i) =>
        ecmoRun(`${marker}${i}`, { ...personal, patient_id: `P${i}`, bleeding: i % 2 ? '是' : '' }),
      ),
    ),
    'H2/ecmo.csv': csv([
      // The first patient of H1 died here afterwards.
      ecmoDeath(`${marker}a`, {
        patient_id: 'P0',
        started_at: '2026-10-20 08:00',
        died_at: '2026-10-22 09:17',
        ended_at: '2026-10-22 09:17',
      }),
      ecmoRun('b', { mode: 'VV' }),
    ]),
    'H1/counts.csv': csv([{ hospital_id: 'H1', month: '2026-10', item: '首页ECMO例次', value: '11' }]),
  });
  const { exit } = await zhikong(['run', '--month', '2026-10', '--workspace', workspace]);
  expect(exit).toBeLessThan(2);
});
afterAll(() => remove(folder));

const sampled = (...args: string[]) => zhikong(['sample-charts', '--workspace', workspace, ...args]);

/** The cells of every sheet of a workbook as text, by sheet and address. */
function cellsOf(path: string): Record<string, Record<string, string>> {
  const parts = partsOf(readFileSync(path));
  const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(
    ([, name]) => name ?? '',
  );
  return Object.fromEntries(
    names.map((name, at) => [
      name,
      Object.fromEntries(
        [
          ...(parts[`xl/worksheets/sheet${at + 1}.xml`] ?? '').matchAll(
            /<c r="([A-Z]+\d+)"[^>]*>(?:<is><t[^>]*>([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)/g,
          ),
        ].map(([, address = '', text, number]) => [address, text ?? number ?? '']),
      ),
    ]),
  );
}
const rowsOf = (cells: Record<string, string>, column: string) =>
  Object.entries(cells)
    .filter(([address]) => new RegExp(`^${column}\\d+$`).test(address) && address !== `${column}1`)
    .map(([, text]) => text);

describe('zhikong sample-charts', () => {
  it('writes a workbook for each hospital with a case and one for the centre, and says what was drawn', async () => {
    const out = join(folder, 'lists');
    const said = await sampled('--charts', '5', '--seed', 's1', '--table', 'ecmo_runs', '--out', out);
    expect({ exit: said.exit, err: said.err }).toEqual({ exit: 0, err: '' });
    expect(readdirSync(out).sort()).toEqual([
      'charts-2026-10-H1.xlsx',
      'charts-2026-10-H2.xlsx',
      'charts-2026-10.xlsx',
    ]);
    expect(said.out).toContain('种子：s1');
    expect(said.out).toMatch(/H1 .* ECMO病例 +8 +5 {2}期内 8 例，抽取 5 例/);
    expect(said.out).toMatch(/H2 .* ECMO病例 +2 +2 {2}期内 2 例，全部复核/);
    expect(said.out).toMatch(/H3 .* ECMO病例 +0 +0 {2}期内没有病例，未抽取/);

    const book = cellsOf(join(out, 'charts-2026-10-H1.xlsx'));
    expect(Object.keys(book)).toEqual(['说明', 'ECMO病例清单', 'ECMO病例核对']);
    const list = book['ECMO病例清单'] ?? {};
    expect(rowsOf(list, 'A')).toEqual(['1', '2', '3', '4', '5']);
    expect(new Set(rowsOf(list, 'C'))).toEqual(new Set(['H1/=cmd|x.csv']));
    const lines = rowsOf(list, 'E');
    expect(new Set(lines).size).toBe(5);
    for (const line of lines) expect(Number(line)).toBeGreaterThanOrEqual(2);
    expect(new Set(rowsOf(list, 'G'))).toEqual(new Set(['2026-10-05 08:00']));
    expect([list['G1'], list['H1']]).toEqual(['上机时间 Index date', '病案号（现场填写） Number on site']);
    // What the reviewer fills in is blank.
    for (const column of ['H', 'I', 'J', 'K', 'L']) expect(rowsOf(list, column)).toEqual([]);

    const items = book['ECMO病例核对'] ?? {};
    expect(rowsOf(items, 'A')).toHaveLength(5 * 25);
    for (const column of ['D', 'E', 'F', 'G']) expect(rowsOf(items, column)).toEqual([]);
    expect([items['B2'], items['C2']]).toEqual(['支持模式 support mode at start', 'VA']);
    // Line 2 is the case with number 0: bleeding is reported for odd numbers only.
    const bleeding = Object.entries(items)
      .filter(([address, text]) => address.startsWith('B') && text === '出血 bleeding')
      .map(([address]) => items[address.replace('B', 'C')]);
    expect(bleeding).toEqual(lines.map((line) => (Number(line) % 2 === 1 ? '是' : '（空白 blank）')));
    expect(
      Object.values(items).filter((text) => text.includes('出血：') || text.includes('出血')),
    ).not.toEqual([]);

    const about = Object.values(book['说明'] ?? {}).join('\n');
    expect(about).toContain('期内 8 例，抽取 5 例');
    expect(about).toContain('数据截至 2026-10-31');
    expect(about).toMatch(/批次 2026-10-\S+，/);
    // 1 - 0.025^(1/5) = 0.52182.
    expect(about).toContain('5 例中 0 例不符：差错率在 0.0% 至 52.2% 之间');
    // 0.975^36 < 0.1 …: ln 0.025 / ln 0.9 = 35.01 and ln 0.025 / ln 0.95 = 71.92.
    expect(about).toContain('不超过 10%，须复核 36 例且无一不符；不超过 5%，须 72 例');
    expect(about).toContain('2026-10 首页ECMO例次（零报告为 0）11，报送 8：不相等');
    expect(about).toContain('SHA-256（种子|医院的首个编码|表名|病例的假名键）');
    expect(about).toContain('=HYPERLINK(&quot;x&quot;)医院');

    const small = Object.values(cellsOf(join(out, 'charts-2026-10-H2.xlsx'))['说明'] ?? {}).join('\n');
    expect(small).toContain('期内 2 例，全部复核');
    expect(small).toContain('没有抽样误差');
    const summary = cellsOf(join(out, 'charts-2026-10.xlsx'))['抽样汇总'] ?? {};
    expect([2, 3, 4].map((row) => ['A', 'D', 'E', 'G'].map((c) => summary[`${c}${row}`]))).toEqual([
      ['H1', '8', '5', '52.2%'],
      ['H2', '2', '2', undefined],
      ['H3', '0', '0', undefined],
    ]);
  });

  it('gives the same bytes again, for its owner alone, with nothing personal, no formula and nothing of another hospital', async () => {
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    for (const out of [a, b])
      expect((await sampled('--charts', '8', '--seed', 's', '--out', out)).exit).toBe(0);
    for (const name of readdirSync(a)) {
      const bytes = readFileSync(join(a, name));
      expect(bytes.equals(readFileSync(join(b, name))), name).toBe(true);
      expect(statSync(join(a, name)).mode & 0o777, name).toBe(0o600);
      const text = Object.values(partsOf(bytes)).join('\n');
      for (const secret of [marker, '0012345', '欧阳']) expect(text.includes(secret), name).toBe(false);
      expect(text, name).not.toMatch(/<f[ >]/);
      if (name.includes('-H1'))
        for (const other of ['金丝雀', '>H2', '2026-10-22']) expect(text.includes(other), other).toBe(false);
    }
    expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
  });

  it('draws a seed where none is given and keeps it: given back it draws the same', async () => {
    const of = async (...args: string[]) => {
      const { out } = await sampled('--charts', '3', '--json', ...args);
      return JSON.parse(out);
    };
    const [first, second] = [
      await of('--out', join(folder, 'drawn-1')),
      await of('--out', join(folder, 'drawn-2')),
    ];
    expect(first.seed).toMatch(/^[0-9a-f]{16}$/);
    expect(second.seed).not.toBe(first.seed);
    const again = await of('--seed', first.seed, '--out', join(folder, 'drawn-3'), '--month', '2026-10');
    expect(again.hospitals).toEqual(first.hospitals);
    expect(again.hospitals[0].tables[0]).toMatchObject({ table: 'ecmo_runs', cases: 8 });
    expect(again.hospitals[0].tables[0].drawn[0]).not.toHaveProperty('reported');
    const about = Object.values(
      cellsOf(join(folder, 'drawn-1', 'charts-2026-10-H1.xlsx'))['说明'] ?? {},
    ).join('\n');
    expect(about).toContain(`种子：${first.seed}`);
  });

  it('writes workbooks in which the reader finds no table, should one be sent back', async () => {
    const out = join(folder, 'back');
    await sampled('--charts', '2', '--seed', 's', '--out', out);
    for (const name of readdirSync(out)) {
      const result = await readWorkbook(saved(readFileSync(join(out, name))), headerDictionaries, {}, () => ({
        record: () => undefined,
        held: () => undefined,
        skipped: () => undefined,
      })).catch((error: unknown) => error);
      expect(result, name).toMatchObject({ code: 'unknown-table' });
    }
  });

  it('tells when the data have changed since the batch', async () => {
    const out = join(folder, 'stale');
    writeFiles(join(workspace, 'inbox', '2026-09'), {
      'H3/ecmo.csv': csv([ecmoRun('n', { started_at: '2026-09-05 08:00' })]),
    });
    await zhikong(['run', '--month', '2026-09', '--workspace', workspace]);
    const said = await sampled('--charts', '2', '--month', '2026-10', '--out', out, '--lang', 'en');
    expect(said.out).toContain('The data have changed since the batch');
    expect(Object.values(cellsOf(join(out, 'charts-2026-10.xlsx'))['说明'] ?? {}).join()).toContain(
      '批次之后数据有变',
    );
  });

  it('overwrites nothing and then writes nothing', async () => {
    const out = join(folder, 'taken');
    mkdirSync(out);
    writeFileSync(join(out, 'charts-2026-10-H2.xlsx'), 'mine');
    const { exit, err } = await sampled('--charts', '2', '--out', out);
    expect(exit).toBe(2);
    expect(err).toContain('[would-overwrite]');
    expect(readFileSync(join(out, 'charts-2026-10-H2.xlsx'), 'utf8')).toBe('mine');
    expect(readdirSync(out)).toEqual(['charts-2026-10-H2.xlsx']);
  });

  it.each<[string, string[], RegExp]>([
    ['no number', [], /--charts/],
    ['none', ['--charts', '0'], /--charts must be a whole number from 1 to 1000, not "0"/],
    ['half a chart', ['--charts', '2.5'], /--charts must be a whole number/],
    ['a word for a number', ['--charts', 'all'], /--charts must be a whole number from 1 to 1000, not "all"/],
    ['an empty seed', ['--charts', '2', '--seed', ''], /--seed must have 1 to 100 characters/],
    [
      'a list for a table',
      ['--charts', '2', '--table', 'staff'],
      /--table must be one of ecmo_runs, vad_implants/,
    ],
    ['a period that is not over', ['--charts', '2', '--period', '2026'], /\[period-ahead\]/],
    ['no period', ['--charts', '2', '--period', 'soon'], /\[bad-period\]/],
    ['an unknown hospital', ['--charts', '2', '--hospital', 'H8'], /no "H8". Such as: H1、H2、H3/],
    ['a month without a batch', ['--charts', '2', '--month', '2025-01'], /There must be a batch of 2025-01/],
  ])('refuses %s', async (_, args, says) => {
    const { exit, out, err } = await sampled(...args, '--out', join(folder, 'never'));
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).not.toMatch(stackLine);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });
});
