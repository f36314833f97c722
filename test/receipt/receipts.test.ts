import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectReceipts, type ReceiptOptions } from '../../pipeline/receipt/collect-receipts.js';
import type { Receipt } from '../../pipeline/receipt/receipt.js';
import { receiptCsv } from '../../pipeline/receipt/receipt-csv.js';
import { receiptFiles, writeReceipts } from '../../pipeline/receipt/receipt-files.js';
import { receiptWorkbook } from '../../pipeline/receipt/receipt-workbook.js';
import { ecmoRuns } from '../../pipeline/stage/ecmo-runs.js';
import { newFolder, Province, remove } from '../pipeline/fixture.js';
import { hasOffice, resaved } from '../workbook-writing/office.js';
import { edited, partsOf } from '../workbook-writing/parts.js';
import { comeBack, file, HEADER, row, SHOWN, short } from './fixture.js';

let province: Province;
/** Each test has a month of its own, after the cases of all rows. */
let month = '';
let months = 0;
beforeAll(async () => {
  province = await Province.open();
});
beforeEach(() => {
  months += 1;
  month = `${2027 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
});
afterAll(() => province.close());

async function receipts(files: Record<string, string | Uint8Array>, options: ReceiptOptions = {}) {
  await province.send(month, files);
  return collectReceipts(province.database, province.vault, month, options);
}

/** The only receipt, its only table and its rows. */
function only(found: readonly Receipt[]) {
  const [receipt, ...more] = found;
  const [table, ...others] = receipt?.tables ?? [];
  if (!receipt || !table || more.length + others.length > 0)
    throw new Error('not one receipt with one table');
  return { receipt, table, rows: table.rows };
}

const shown = (cells: readonly string[]) =>
  SHOWN.map((header) => cells[HEADER.split(',').indexOf(header)] ?? '');

/** Every way in which a row can be held back after it was read. */
const wrongMode = row('00002', { 支持模式: '心脏' });
const endsFirst = row('3', { 撤机时间: '2026-10-04 08:00' });
const badDate = row('4', { 出生日期: '1968-02-30', 上机时间: '2026-13-05 08:00' });
const [conflict, other] = [row('6'), row('6', { 撤机原因: '死亡' })];
const sent = file([row('1'), wrongMode, endsFirst, badDate, row('5'), conflict, other]);

describe('collectReceipts', () => {
  it('gives back the held-back rows as they were sent, without the columns that nobody needs', async () => {
    const { receipt, table, rows } = only(await receipts({ 'H1/e.csv': sent }));
    expect(receipt.hospital).toBe('H1');
    expect(table.columns.map(({ header }) => header)).toEqual(SHOWN);
    expect(rows.map(({ ref, cells }) => [ref, cells])).toEqual([
      [`${short(sent)}--3`, shown(wrongMode)],
      [`${short(sent)}--4`, shown(endsFirst)],
      [`${short(sent)}--5`, shown(badDate)],
      [`${short(sent)}--7`, shown(conflict)],
      [`${short(sent)}--8`, shown(other)],
    ]);
    const all = JSON.stringify(receipt);
    for (const left of ['张某', '13800000000', '平稳']) expect(all).not.toContain(left);
  });

  it('marks the cells that the problems name, says what is wrong and what to do', async () => {
    const { rows } = only(await receipts({ 'H1/e.csv': sent }));
    const seen = rows.map(({ marks, problem, advice }) => ({
      marks: [...marks].map(([at, how]) => `${SHOWN[at]} ${how}`),
      problem,
      advice,
    }));
    expect(seen[0]).toEqual({
      marks: ['支持模式 wrong'],
      problem: '“支持模式” 应为 VV、VA、VAV、其他 之一，但为“心脏”。请更正。',
      advice: '请更正标色的单元格后送回。',
    });
    expect(seen[1]?.marks).toEqual(['上机时间 wrong', '撤机时间 wrong']);
    expect(seen[1]?.problem).toContain('2026-10-04');
    expect(seen[2]?.marks).toEqual(['出生日期 wrong', '上机时间 wrong']);
    expect(seen[2]?.problem).toMatch(/“出生日期”.*“上机时间”|“上机时间”.*“出生日期”/);
    for (const of of [seen[3], seen[4]]) {
      expect(of?.marks).toEqual(['撤机原因 wrong']);
      expect(of?.problem).toContain('第 7, 8 行');
      expect(of?.advice).toContain('同一内容');
    }
  });

  it('says everything in both languages on demand', async () => {
    const { rows } = only(await receipts({ 'H1/e.csv': sent }, { lang: 'en' }));
    expect(rows[0]?.problem).toContain('请更正。 / “支持模式” must be');
    expect(rows[0]?.problem).toContain('must be one of VV, VA, VAV');
    expect(rows[0]?.advice).toContain('Correct the marked cells');
  });

  it('asks whether a word that is nearly right was meant', async () => {
    const { rows } = only(await receipts({ 'H1/e.csv': file([row('1', { 撤机原因: '心肺功能改普' })]) }));
    expect(rows[0]?.advice).toBe('是否为“心肺功能改善”？ 请更正标色的单元格后送回。');
  });

  it('gives no receipt to a hospital with nothing to fix', async () => {
    const found = await receipts({
      'H1/e.csv': file([row('1')]),
      'H2/e.csv': file([row('1', { 支持模式: 'X' })]),
    });
    expect(found.map(({ hospital }) => hospital)).toEqual(['H2']);
  });

  it('forgets a file that its correction has replaced', async () => {
    await receipts({ 'H1/e.csv': file([row('1', { 支持模式: 'X' })]) });
    expect(await receipts({ 'H1/e.csv': file([row('1')]) })).toEqual([]);
  });

  it('shows the whole raw line of a row that has no cells, not only what the ledger keeps', async () => {
    const long = `7,${'长'.repeat(6_000)},李四,,VA,2026-10-05,,,,,备注,多一格`;
    const text = file([row('1'), long]);
    const { rows } = only(await receipts({ 'H1/e.csv': text }));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cells).toEqual(SHOWN.map(() => ''));
    expect(rows[0]?.problem).toContain(`应有 11 列，实有 12 列`);
    expect(rows[0]?.problem.endsWith(`【原文】${long}`)).toBe(true);
    expect(rows[0]?.advice).toBe('请把“原文”中的内容逐格填入这一行后送回。');
  });

  it('shows control characters as signs', async () => {
    const { rows } = only(
      await receipts({ 'H1/e.csv': file([row('1'), row('2', { 适应证: 'a\x00b\x07c' })]) }),
    );
    expect(rows[0]?.problem).toContain('a␀b␇c');
  });

  it('cuts a raw line that no cell could hold, with a mark', async () => {
    const text = file([row('1'), `7,${'长'.repeat(40_000)},x`]);
    const { rows } = only(await receipts({ 'H1/e.csv': text }));
    expect(rows[0]?.problem.length).toBeLessThanOrEqual(30_000);
    expect(rows[0]?.problem).toMatch(/【已截断，原有 \d+ 个字符/);
  });

  it('fills in the cells that a row probably had, when told how, and asks to compare them', async () => {
    const raw = '7;P7;李四;1970-01-01;VA;2026-10-05 08:00;;;休克;;';
    const asked: unknown[] = [];
    const { rows } = only(
      await receipts(
        { 'H1/e.csv': file([row('1'), raw]) },
        {
          salvage: (...question) => {
            asked.push(question);
            return question[0].split(';');
          },
        },
      ),
    );
    expect(asked).toEqual([[raw, ',', 11]]);
    expect(rows[0]?.cells).toEqual(['7', 'P7', '1970-01-01', 'VA', '2026-10-05 08:00', '', '', '休克']);
    expect(rows[0]?.advice).toContain('逐格核对');
    expect(rows[0]?.problem).toContain(`【原文】${raw}`);
  });

  it('does not believe a proposal of another width or with control characters', async () => {
    const found = await receipts(
      { 'H1/e.csv': file([row('1'), 'a,b', `c\x00${',x'.repeat(10)}`]) },
      { salvage: (text, _, width) => (text === 'a,b' ? ['a', 'b'] : Array(width).fill('\x00')) },
    );
    const { rows } = only(found);
    expect(rows).toHaveLength(2);
    for (const { cells, advice } of rows) {
      expect(cells.join('')).toBe('');
      expect(advice).toContain('逐格填入');
    }
  });

  it('gives a row of a flat file to the hospital it names, and what names none to the centre', async () => {
    const header = `医院编码,${HEADER}`;
    const lines = [
      ['H1', ...row('1', { 支持模式: 'X' })],
      ['H2', ...row('2', { 支持模式: 'Y' })],
      ['H2', ...row('3')],
      ['', ...row('4')],
      ['H1', ...row('5'), '多一格'],
    ];
    const text = [header, ...lines.map((cells) => cells.join(','))].map((line) => `${line}\n`).join('');
    const found = await receipts({ 'all.csv': text });
    const seen = found.map(({ hospital, tables }) => [
      hospital,
      tables.flatMap(({ rows }) => rows.map(({ ref }) => ref.split('--')[1])),
    ]);
    expect(seen).toEqual([
      ['H1', ['2']],
      ['H2', ['3']],
      [null, ['5', '6']],
    ]);
    expect(JSON.stringify(found[0])).not.toContain('P2');
  });

  it('keeps rows apart that came under other headers: a column that is not there is not a blank one', async () => {
    const csvOf = (headers: string[], cells: string[]) => `${headers.join(',')}\n${cells.join(',')}\n`;
    const a = csvOf(['住院号', '支持模式', '上机时间'], ['1', 'X', '2026-10-05']);
    const b = csvOf(['病案号', '支持模式', '上机时间', '年龄'], ['2', 'Y', '2026-10-05', '57']);
    const [receipt, ...more] = await receipts({ 'H1/a.csv': a, 'H1/b.csv': b });
    expect(more).toEqual([]);
    expect(receipt?.tables.map(({ columns, rows }) => [columns.map((c) => c.header), rows.length])).toEqual([
      [['住院号', '支持模式', '上机时间'], 1],
      [['病案号', '支持模式', '上机时间', '年龄'], 1],
    ]);
    const names = [...receiptFiles(receipt ? [receipt] : [])].map(([name]) => name);
    expect(names).toEqual(['receipts/H1.xlsx', 'receipts/H1-ecmo_runs.csv', 'receipts/H1-ecmo_runs-2.csv']);
    const books = receipt ? await comeBack(receiptWorkbook(receipt)) : [];
    expect(books.map(({ rows }) => rows.map((cells) => [cells['支持模式'], cells['年龄']]))).toEqual([
      [['X', undefined]],
      [['Y', '57']],
    ]);
  });

  it('names refused files and what was noticed in the others', async () => {
    const found = await receipts({
      'H1/e.csv': file([row('1', { 支持模式: 'X' })]),
      'H1/x.csv': '患者,金额\n张三,5\n',
      'H2/x.csv': '',
      'flat.csv': '患者,金额\n张三,5\n',
    });
    expect(found.map(({ hospital, tables }) => [hospital, tables.length])).toEqual([
      ['H1', 1],
      ['H2', 0],
      [null, 0],
    ]);
    const files = found[0]?.files.map(({ file: name, severity }) => [name, severity]);
    expect(files?.[0]).toEqual(['H1/x.csv', 'refusal']);
    // The unknown column 电话.
    expect(files?.slice(1)).toEqual([['H1/e.csv', 'warning']]);
    expect(found[0]?.files[1]?.message).toContain('电话');
    expect(found[1]?.files[0]?.message).toMatch(/空/);
  });

  it('fails rather than leaving rows out when the vault no longer has them', async () => {
    await province.send(month, { 'H1/e.csv': sent });
    const vault = { path: () => province.vault.path('0'.repeat(64)) };
    await expect(collectReceipts(province.database, vault, month)).rejects.toThrow(/ENOENT/);
  });
});

/** Texts that a spreadsheet, CSV or XML might take for something else, as cells of a free column. */
const hostile = [
  '=1+1',
  "=cmd|'/C calc'!A0",
  '+86',
  '-5',
  '@SUM(A1)',
  '\t=1',
  '＝1+1',
  "'=1",
  "''",
  '110101199003077570',
  '00012',
  '1E5',
  'MAR1',
  '3-5',
  '2026-10-05 08:00:30',
  '<script>alert(1)</script>&amp;',
  '_x003D_1',
  'a"b""c',
  'a,b;c|d',
  ' 空格 ',
  '第一行\n第二行',
  '合计',
  '注：x',
  '𠮷',
  '\u202Eabc',
  '回执编号',
];

describe('a receipt that comes back', () => {
  const rows = hostile.map((text, at) => row(`0${at}`, { 适应证: text, 支持模式: '=X' }));
  const text = file(rows);

  it('has the same cells as CSV, and none that a spreadsheet would run', async () => {
    const { table } = only(await receipts({ 'H1/e.csv': text }));
    const csv = receiptCsv(table);
    const [book] = await comeBack(csv);
    expect(book?.table).toBe('ecmo_runs');
    expect(book?.others).toEqual([]);
    expect(book?.rows.map((cells) => SHOWN.map((header) => cells[header]))).toEqual(rows.map(shown));
    expect(book?.rows.map((cells) => cells['回执编号'])).toEqual(table.rows.map(({ ref }) => ref));
    expect(csv.startsWith('\ufeff"回执编号","回执问题","回执建议","住院号"')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toContain('\r');
    const starts = [...csv.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell);
    expect(starts.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  });

  it('has the same cells as a workbook', async () => {
    const { receipt } = only(await receipts({ 'H1/e.csv': text }));
    const bytes = receiptWorkbook(receipt);
    const [book] = await comeBack(bytes);
    expect(book?.others).toEqual([[1, 'title']]);
    expect(book?.rows.map((cells) => SHOWN.map((header) => cells[header]))).toEqual(rows.map(shown));
    expect(Object.values(partsOf(bytes)).join('')).not.toMatch(/<f[ >]/);
  });

  it.skipIf(!hasOffice)('has the same cells after LibreOffice has saved it with a correction', async () => {
    const { receipt } = only(await receipts({ 'H1/e.csv': text }));
    const corrected = edited(receiptWorkbook(receipt), 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace('>=X<', '>VA<'),
    );
    const [bytes = new Uint8Array()] = resaved([corrected]);
    const [book] = await comeBack(bytes);
    const expected = rows.map((cells, at) =>
      shown(at === 0 ? row('00', { 适应证: hostile[0] ?? '' }) : cells),
    );
    expect(book?.rows.map((cells) => SHOWN.map((header) => cells[header]))).toEqual(expected);
    expect(book?.rows[0]?.['支持模式']).toBe('VA');
    expect(book?.rows.map((cells) => cells['回执编号'])).toEqual(
      receipt.tables[0]?.rows.map(({ ref }) => ref),
    );
  });

  it.skipIf(!hasOffice)(
    'has the same cells after LibreOffice has made a workbook of the CSV file',
    async () => {
      const { table } = only(await receipts({ 'H1/e.csv': text }));
      const [bytes = new Uint8Array()] = resaved([receiptCsv(table)], 'csv');
      expect(partsOf(bytes)['xl/worksheets/sheet1.xml']).not.toMatch(/<f[ >]/);
      const [book] = await comeBack(bytes);
      expect(book?.rows.map((cells) => SHOWN.map((header) => cells[header]))).toEqual(rows.map(shown));
    },
  );

  it('can be held back again, and is then named by its own file', async () => {
    const first = only(await receipts({ 'H1/e.csv': file([row('1', { 支持模式: 'X' })]) }));
    const again = receiptCsv(first.table);
    const { rows: left } = only(await receipts({ 'H1/e.csv': again }));
    expect(left.map(({ ref }) => ref)).toEqual([`${short(again)}--2`]);
    expect(left[0]?.cells[3]).toBe('X');
  });
});

describe('receiptWorkbook', () => {
  it('goes on in another sheet where one is full', async () => {
    const wrong = Array.from({ length: 7 }, (_, at) => row(String(at), { 支持模式: 'X' }));
    const { receipt } = only(await receipts({ 'H1/e.csv': file(wrong) }));
    const bytes = receiptWorkbook(receipt, 5); // title, header and three rows
    expect(partsOf(bytes)['xl/workbook.xml']).toMatch(
      /ECMO病例".*ECMO病例 \(2\)".*ECMO病例 \(3\)".*文件问题"/,
    );
    const books = await comeBack(bytes);
    expect(books.map(({ rows }) => rows.map((cells) => cells['住院号']))).toEqual([
      ['0', '1', '2'],
      ['3', '4', '5'],
      ['6'],
    ]);
  });

  it('colours what a problem names red, and only that', async () => {
    const { receipt } = only(await receipts({ 'H1/e.csv': file([wrongMode]) }));
    const xml = partsOf(receiptWorkbook(receipt))['xl/worksheets/sheet1.xml'] ?? '';
    const styleAt = (cell: string) => new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(xml)?.[1];
    // A ref, B problem, C advice, D case number, E patient, F birth, G mode, H started.
    expect(styleAt('G3')).not.toBe(styleAt('H3'));
    expect(new Set(['D3', 'E3', 'F3', 'H3', 'I3', 'J3', 'K3'].map(styleAt)).size).toBe(1);
    const styles = partsOf(receiptWorkbook(receipt))['xl/styles.xml'] ?? '';
    const xfs = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(styles)?.[1]?.match(/<xf .*?<\/xf>|<xf [^>]*\/>/g) ?? [];
    const fill = /fillId="(\d+)"/.exec(xfs[Number(styleAt('G3'))] ?? '')?.[1];
    const fills = styles.match(/<fill>.*?<\/fill>/g) ?? [];
    expect(fills[Number(fill)]).toContain('FFF8A5A5');
  });
});

describe('writeReceipts', () => {
  const nobody: Omit<Receipt, 'hospital'> = {
    tables: [{ table: ecmoRuns, columns: [], rows: [] }],
    files: [],
  };
  let folder = '';
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => remove(folder));

  it('writes for the owner alone, and only into its folder, whatever the codes are', () => {
    const codes = [
      '../../etc',
      'a/b',
      'a\\b',
      '..',
      '',
      'CON',
      'con',
      'H1',
      'h1',
      'x\x00y',
      '医院',
      'H1-ecmo_runs',
      '~unassigned',
      'a'.repeat(300),
    ];
    writeReceipts(folder, [
      ...codes.map((hospital) => ({ ...nobody, hospital })),
      { ...nobody, hospital: null },
    ]);
    expect(readdirSync(folder)).toEqual(['receipts']);
    expect(statSync(join(folder, 'receipts')).mode & 0o777).toBe(0o700);
    const names = readdirSync(join(folder, 'receipts'));
    expect(names).toHaveLength((codes.length + 1) * 2);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^[\w~-]{1,130}\.(?:xlsx|csv)$/);
      expect(name).not.toMatch(/^(?:con|nul|aux|prn)\./i);
      expect(statSync(join(folder, 'receipts', name)).mode & 0o777).toBe(0o600);
    }
    expect(names).toContain('~unassigned.xlsx');
  });

  it('never overwrites a receipt, and writes the same bytes every time', async () => {
    const found = await receipts({ 'H1/e.csv': sent });
    writeReceipts(folder, found);
    expect(() => writeReceipts(folder, found)).toThrow(/EEXIST/);
    const again = newFolder();
    try {
      writeReceipts(again, found);
      for (const name of readdirSync(join(folder, 'receipts')))
        expect(
          readFileSync(join(again, 'receipts', name)).equals(readFileSync(join(folder, 'receipts', name))),
        ).toBe(true);
    } finally {
      remove(again);
    }
  });
});
