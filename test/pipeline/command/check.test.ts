import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lineRanges } from '../../../pipeline/message/line-ranges.js';
import { csv, ecmoDeath, ecmoRun, newFolder, remove, writeFiles } from '../fixture.js';
import { workbook } from '../read/workbook-fixture.js';
import { type Said, stackLine, zhikong } from './buffer.js';

let folder = '';
let temporary = '';
const before = process.env['TMPDIR'];
beforeAll(() => {
  folder = newFolder();
  temporary = join(folder, 'tmp');
  mkdirSync(temporary);
});
afterAll(() => remove(folder));
beforeEach(() => {
  process.env['TMPDIR'] = temporary;
});
// Whatever became of the check, nothing of the hospital's file is left behind.
afterEach(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  expect(readdirSync(temporary)).toEqual([]);
});

/** Checks files by name and content; further arguments follow the files. */
function check(files: Readonly<Record<string, string | Uint8Array>>, ...more: string[]): Promise<Said> {
  writeFiles(folder, files);
  return zhikong(['check', ...Object.keys(files).map((name) => join(folder, name)), ...more]);
}
const h1 = { hospital_id: 'H1' };

describe('zhikong check on clean files', () => {
  it('needs no flag: hospital and month are those of the file, and it says so', async () => {
    // Cases 1 and 2 succeed and 3 dies; 4 is still on support. 2/3 has the Wilson interval 20.8–93.9 %.
    const text = csv([
      { ...h1, ...ecmoRun('1') },
      { ...h1, ...ecmoRun('2', { started_at: '2026-09-30 08:00' }) },
      { ...h1, ...ecmoDeath('3') },
      { ...h1, case_no: '4', mode: 'VA', started_at: '2026-10-29 08:00' },
    ]);
    const { exit, out, err } = await check({ 'ecmo.csv': text });
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('H1 上报前自查（数据截至 2026-10-31）');
    expect(out).toContain(
      '未指定 --month，按有两例以上的最近月份取 2026-10（其中最晚的病例：ecmo.csv 第 5 行，2026-10-29）',
    );
    expect(out).toContain(
      'ecmo.csv：可以收下\n    ECMO病例  utf-8  数据 4 行：入库 4，待更正（暂不计入）0\n',
    );
    expect(out).toContain('没有发现问题。');
    expect(out).toContain('ECMO-01 ECMO有效撤除率  阈值 ≥ 40%（仅供对照）');
    expect(out).toMatch(
      /2026 年（截至 10 月，未满一年） {2}2\/3 = 66\.7% {2}95% 区间 20\.8–93\.9% {2}待观察 1 {2}计数不差于参考值；例数不足（p/,
    );
    expect(out).toMatch(/2026-09 月 {2}1\/1 = 100\.0%/);
    expect(out).toMatch(/2026-10 月 {2}1\/2 = 50\.0% .*待观察 1/);
    expect(out.indexOf('ECMO-01')).toBeLessThan(out.indexOf('ECMO-N01'));
  });

  it('takes --month and --as-of, and speaks English and JSON', async () => {
    const text = csv([ecmoRun('1'), ecmoRun('2', { started_at: '2026-11-02 08:00' })]);
    const flags = ['--hospital', 'H7', '--month', '2026-11', '--as-of', '2026-11-30'];
    const english = await check({ 'a.csv': text }, ...flags, '--lang', 'en');
    expect(english.exit).toBe(1); // case 2 ended before it began
    expect(english.out).toContain('H7: check before submitting (data to 2026-11-30)');
    expect(english.out).not.toContain('Without --month');
    const json = JSON.parse((await check({ 'a.csv': text }, ...flags, '--json')).out);
    expect(json).toMatchObject({
      hospital: 'H7',
      month: '2026-11',
      asOf: '2026-11-30',
      latest: null,
      files: [
        { file: 'a.csv', status: 'accepted', table: 'ecmo_runs', records: 2, accepted: 1, heldBack: 1 },
      ],
      problems: [{ line: 3, rule: 'end-before-start' }],
    });
    const figure = json.figures.find(
      (f: { code: string; period: string }) => f.code === 'ECMO-01' && f.period === '2026',
    );
    expect(figure).toMatchObject({ numerator: 1, denominator: 1, unit: 'H7' });
  });
});

describe('zhikong check on files with flaws', () => {
  const flaws = csv([
    { ...ecmoRun('1'), weight_kg: '65', patient_name: '欧阳某某' },
    { ...ecmoRun('2', { mode: 'XX' }), weight_kg: '66' },
    { ...ecmoRun('3'), weight_kg: '65000' },
    { ...ecmoRun('4', { started_at: '2026-10-32' }), weight_kg: '60' },
    { ...ecmoRun('5', { ended_at: '2026-10-01' }), weight_kg: '60' },
    { ...ecmoRun('1'), weight_kg: '65', patient_name: '欧阳某某' },
    { ...ecmoRun('6'), weight_kg: '' },
  ]);

  it('lists every problem with line, column, value, message and what to do', async () => {
    const { exit, out } = await check({ 'flaws.csv': flaws }, '--hospital', 'H1');
    expect(exit).toBe(1);
    expect(out).toContain('数据 7 行：入库 2，待更正（暂不计入）4，重复 1');
    expect(out).toContain('问题（5 处）');
    // Columns: case_no A, patient_id B, mode C, started_at D, ended_at E, end_reason F, … weight_kg I.
    const found = [...out.matchAll(/^ {2}\[(\S+)\] flaws\.csv 第 (\d+) 行 (.*?)\n {4}(.*) \[(.*)\]$/gm)];
    expect(found.map(([, severity, line, place, , rule]) => [severity, line, place, rule])).toEqual([
      ['待更正', '3', 'C 列“mode” = XX', '值不在选项内'],
      ['待更正', '4', 'I 列“weight_kg” = 65000', '超出范围'],
      ['待更正', '5', 'D 列“started_at” = 2026-10-32', '不是日期'],
      ['待更正', '6', 'D, E 列“started_at, ended_at” = 2026-10-05 08:00 | 2026-10-01', '结束早于开始'],
      ['提示', '7', expect.stringContaining('A'), '完全重复的行'],
    ]);
    expect(found[0]?.[4]).toContain('应为 VV、VA、VAV、其他 之一，但为“XX”。请更正。');
    expect(found[1]?.[4]).toContain('0.3–400 kg');
    expect(out).not.toContain('欧阳某某');
  });

  it('puts many of one kind together and still names every line', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ecmoRun(String(i), i === 10 ? {} : { mode: 'XX' }));
    const { out } = await check(
      { 'many.csv': csv([...rows, ecmoRun('x', { ended_at: '?' })]) },
      '--hospital',
      'H1',
    );
    expect(out).toContain('问题（30 处）');
    expect(out).toContain('[待更正] many.csv C 列“mode” 29 处\n    第 2-11, 13-31 行\n    首处：');
    expect(out).toContain('[待更正] many.csv 第 32 行 E 列“ended_at” = ?');
  });

  it('counts a row that the reader holds back once, and says what was skipped', async () => {
    const text = 'case_no,mode,started_at\n1,VA,2026-10-01\n2,VA,2026-10-02,x\n,,\n合计,2,\n';
    const { out } = await check({ 'cells.csv': text }, '--hospital', 'H1', '--month', '2026-10');
    expect(out).toContain('数据 2 行：入库 1，待更正（暂不计入）1，跳过 空行 1，合计 1');
    expect(out).toMatch(/\[待更正\] cells\.csv 第 3 行.*\n.*\[列数不符\]/);
  });

  it('says why a file is refused, and goes on with the others', async () => {
    const { exit, out } = await check(
      {
        'a/ecmo.csv': 'case_no,mod,started_at\n1,VA,2026-10-01\n',
        'b/ecmo.csv': csv([ecmoRun('1'), ecmoRun('2')]),
      },
      '--hospital',
      'H1',
    );
    expect(exit).toBe(1);
    expect(out).toContain(`${join(folder, 'a/ecmo.csv')}：退回`);
    expect(out).toContain(`${join(folder, 'b/ecmo.csv')}：可以收下`);
    expect(out).toMatch(/\[退回\] .*a\/ecmo\.csv 第 1 行\n.*“支持模式”.*是否写成了“mod”.*\[缺列\]/);
  });

  it('tells a refusal even where nothing at all can be read', async () => {
    const { exit, out } = await check({ 'x.csv': '', 'y.csv': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0) });
    expect(exit).toBe(1);
    expect(out.match(/：退回/g)).toHaveLength(2);
    expect(out).toContain('[空文件]');
    expect(out).not.toContain('本院指标');
  });

  it('follows no link and reads the same bytes once', async () => {
    const text = csv([ecmoRun('1')]);
    writeFiles(folder, { 'one.csv': text, 'two.csv': text });
    symlinkSync(join(folder, 'one.csv'), join(folder, 'link.csv'));
    const names = ['one.csv', 'two.csv', 'link.csv'].map((name) => join(folder, name));
    const { exit, out } = await zhikong(['check', ...names, '--hospital', 'H1']);
    expect(exit).toBe(1);
    expect(out).toContain('two.csv：与另一文件字节相同，只读一次');
    expect(out).toContain('link.csv：退回');
  });

  it('keeps control characters of names and cells from the terminal', async () => {
    const { out } = await check(
      { 'a\u001b[31m\u202e.csv': csv([ecmoRun('1', { mode: '\u009b31mX' }), ecmoRun('2')]) },
      '--hospital',
      'H1',
    );
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('whose files they are', () => {
  it('asks for the code where the files have none, and where they have several', async () => {
    const none = await check({ 'none.csv': csv([ecmoRun('1')]) });
    expect(none.exit).toBe(2);
    expect(none.err).toMatch(/没有填写“医院编码”.*--hospital[\s\S]*no hospital code[\s\S]*\[no-hospital\]/);
    const two = {
      'two.csv': csv([
        { ...h1, ...ecmoRun('1') },
        { hospital_id: 'H2', ...ecmoRun('2') },
      ]),
    };
    const several = await check(two);
    expect(several.exit).toBe(2);
    expect(several.err).toContain('其中的医院编码有 2 个');
    expect(several.err).not.toContain('H2');
    const named = await check(two, '--hospital', 'H1');
    expect(named.exit).toBe(1);
    expect(named.out).toMatch(/第 3 行 A 列“hospital_id”\n.*\[他院病例\]/);
  });

  it('takes no month from a case alone or from days to come, and asks where nothing else is there', async () => {
    const at = (case_no: string, started_at: string) => ({ ...h1, ...ecmoRun(case_no, { started_at }) });
    const september = [at('1', '2026-09-05 08:00'), at('2', '2026-09-07 08:00')];
    // A slip of the pen a year ahead, twice; and one case of November.
    const slips = [at('3', '9996-09-06 08:00'), at('4', '9996-09-06 09:00'), at('5', '2026-11-02 08:00')];
    const { out } = await check({ 'slip.csv': csv([...september, ...slips]) });
    expect(out).toContain('取 2026-09（其中最晚的病例：slip.csv 第 3 行，2026-09-07）');
    const alone = await check({ 'alone.csv': csv([...slips, at('1', '2026-09-05 08:00')]) });
    expect(alone.exit).toBe(2);
    expect(alone.err).toMatch(/单独的日期可能是笔误[\s\S]*--month 2026-10[\s\S]*\[no-month\]/);
  });

  it('asks for the month where the files hold no date', async () => {
    const { exit, err } = await check(
      { 'n.csv': csv([ecmoRun('1', { started_at: '' })]) },
      '--hospital',
      'H1',
    );
    expect(exit).toBe(2);
    expect(err).toMatch(/--month 2026-10[\s\S]*\[no-month\]/);
  });
});

describe('zhikong check with a mapping', () => {
  const own =
    '流水号,模式,上机时间,撤机时间,撤机原因,体重(g),撤机后48小时存活\n1,2,2026-10-05 08:00,2026-10-09 08:00,心肺功能改善,65000,1\n2,7,2026-10-05 08:00,,,,\n';
  const mapping = JSON.stringify({
    hospital: 'H1',
    tables: {
      ecmo_runs: {
        headers: { 流水号: 'case_no', 模式: 'mode' },
        values: { mode: { '1': 'VV', '2': 'VA' } },
        units: { weight_kg: { factor: '0.001', unit: 'g' } },
      },
    },
  });

  it('reads the files by it, and names what it does not know', async () => {
    writeFiles(folder, { 'H1.json': mapping });
    const flags = ['--mapping', join(folder, 'H1.json'), '--month', '2026-10'];
    const { exit, out } = await check({ 'own.csv': own }, ...flags);
    expect(exit).toBe(1);
    expect(out).toContain('H1 上报前自查');
    expect(out).toContain('数据 2 行：入库 1，待更正（暂不计入）1');
    expect(out).toMatch(/第 3 行 B 列“模式” = 7\n.*\[值不在选项内\]/);
    expect(out).toMatch(/ECMO-01[\s\S]*2026 年（截至 10 月，未满一年） {2}1\/1/);
    expect((await check({ 'own.csv': own }, ...flags, '--hospital', 'H2')).err).toContain(
      'must be H2, not "H1"',
    );
  });

  it('drafts one: only JSON on standard output, what to do beside it', async () => {
    const { exit, out, err } = await check({ 'own.csv': own }, '--suggest-mapping', '--hospital', 'H1');
    expect(exit).toBe(0);
    const draft = JSON.parse(out);
    expect(draft.hospital).toBe('H1');
    expect(draft.tables.ecmo_runs.units).toEqual({ weight_kg: { factor: '0.001', unit: 'g' } });
    for (const line of draft.todo) expect(err).toContain(line);
    const clean = await check({ 'c.csv': csv([ecmoRun('1')]) }, '--suggest-mapping', '--lang', 'en');
    expect(clean.err).toBe('Every column and code is recognised; no mapping file is needed.\n');
    const bad = await check(
      { 'x.xls': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) },
      '--suggest-mapping',
    );
    expect(bad.exit).toBe(1);
    expect(bad.err).toContain('x.xls: ');
  });
});

describe('zhikong check --receipt', () => {
  const flawed = { 'r.csv': csv([ecmoRun('1'), ecmoRun('0012', { mode: 'XX' })]) };

  it('writes a workbook that, corrected, is checked clean beside the file', async () => {
    const path = join(folder, 'receipt.xlsx');
    const { exit, out } = await check(flawed, '--hospital', 'H1', '--receipt', path);
    expect(exit).toBe(1);
    expect(out).toContain(`回执（更正标色的单元格后可以直接报送）：${path}`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const parts = unzipSync(readFileSync(path));
    const sheets = Object.entries(parts).filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets.some(([, xml]) => strFromU8(xml).includes('>XX<'))).toBe(true);
    const corrected = sheets.map(([name, xml]) => [name, strToU8(strFromU8(xml).replace('>XX<', '>VA<'))]);
    writeFileSync(join(folder, 'corrected.xlsx'), zipSync({ ...parts, ...Object.fromEntries(corrected) }));
    const both = ['r.csv', 'corrected.xlsx'].map((name) => join(folder, name));
    const again = await zhikong(['check', ...both, '--hospital', 'H1', '--json']);
    const { files, figures } = JSON.parse(again.out);
    expect(files.map(({ heldBack }: { heldBack: number }) => heldBack)).toEqual([0, 0]);
    const year = figures.find(
      (f: { code: string; period: string }) => f.code === 'ECMO-01' && f.period === '2026',
    );
    expect(year).toMatchObject({ numerator: 2, denominator: 2 });
    expect(again.exit).toBe(0);
  });

  it('writes into a folder, nothing where all is well, and never over a file', async () => {
    const out = join(folder, 'receipts');
    await check(flawed, '--hospital', 'H1', '--receipt', out);
    expect(readdirSync(out).sort()).toEqual(['H1-ecmo_runs.csv', 'H1.xlsx']);
    const taken = await check(flawed, '--hospital', 'H1', '--receipt', out);
    expect(taken.exit).toBe(2);
    expect(taken.err).toContain('[would-overwrite]');
    const clean = await check(
      { 'c.csv': csv([ecmoRun('1'), ecmoRun('2')]) },
      '--hospital',
      'H1',
      '--receipt',
      join(folder, 'n.xlsx'),
    );
    expect(clean.out).toContain('没有要更正的行，没有写回执。');
    expect(existsSync(join(folder, 'n.xlsx'))).toBe(false);
  });
});

it('zhikong check reads workbooks sheet by sheet', async () => {
  const rows = [
    ['医院编码', '病案号', '支持模式', '上机时间'],
    ['H1', '001', 'VA', '2026-10-05 08:00'],
    ['H1', '002', 'XX', '2026-10-06 08:00'],
  ];
  const book = workbook({
    sheets: [
      { name: 'ECMO甲', rows },
      { name: '说明', rows: [['请看第一页']] },
    ],
  });
  const { exit, out } = await check({ 'b.xlsx': book });
  expect(exit).toBe(1);
  expect(out).toContain('b.xlsx 第 3 行，2026-10-06');
  expect(out).toContain('b.xlsx 工作表“ECMO甲”：可以收下\n    ECMO病例');
  expect(out).toMatch(/\[待更正\] b\.xlsx 工作表“ECMO甲” 第 3 行 C 列“支持模式” = XX/);
  const other = rows.map(([code = '', number = '', mode = '', at = '']) => [
    code,
    number,
    mode.replace('支持模式', '支持模试'),
    at,
  ]);
  const drafted = await check(
    { 'd.xlsx': workbook({ sheets: [{ name: 'ECMO甲', rows: other }] }) },
    '--suggest-mapping',
  );
  expect(JSON.parse(drafted.out)).toMatchObject({
    hospital: '',
    tables: { ecmo_runs: { headers: { 支持模试: 'mode' }, values: { mode: { XX: '' } } } },
  });
});

describe('wrong usage of zhikong check', () => {
  it.each<[string, string[], RegExp]>([
    ['a file that is not there', ['nowhere.csv'], /找不到 .*nowhere\.csv[\s\S]*\[no-file\]/],
    [
      'a table that is none',
      ['c.csv', '--table', 'ecmo_run'],
      /--table must be one of .*Did you mean ecmo_runs\?/,
    ],
    ['a month that is none', ['c.csv', '--month', '2026-13'], /--month must be such as 2026-10/],
    ['a code that is a path', ['c.csv', '--hospital', '../x'], /--hospital must be a hospital code/],
    ['a mapping that is not there', ['c.csv', '--mapping', 'none.json'], /\[no-mapping\]/],
  ])('%s is told with exit 2', async (_, [file = '', ...more], says) => {
    writeFiles(folder, { 'c.csv': csv([ecmoRun('1')]) });
    const { exit, out, err } = await zhikong(['check', join(folder, file), ...more]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).not.toMatch(stackLine);
  });

  it('--table holds a file to its table', async () => {
    const { exit, out } = await check(
      { 'c.csv': csv([ecmoRun('1')]) },
      '--table',
      'vad_implants',
      '--hospital',
      'H1',
    );
    expect(exit).toBe(1);
    expect(out).toContain('退回');
  });
});

describe('lineRanges', () => {
  it.each<[number[], string]>([
    [[], ''],
    [[3], '3'],
    [[4, 2, 3, 3], '2-4'],
    [[1, 3, 4, 9], '1, 3-4, 9'],
  ])('%j is "%s"', (lines, text) => {
    expect(lineRanges(lines)).toBe(text);
  });
});
