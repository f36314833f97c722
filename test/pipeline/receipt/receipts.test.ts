import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectReceipts, type ReceiptOptions } from '../../../pipeline/ask/collect-receipts.js';
import { receiptFiles } from '../../../pipeline/batch/receipt-files.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import type { Receipt } from '../../../pipeline/receipt/receipt.js';
import { receiptCsv } from '../../../pipeline/receipt/receipt-csv.js';
import { receiptWorkbook } from '../../../pipeline/receipt/receipt-workbook.js';
import { Province } from '../fixture.js';
import { hasOffice, resaved } from '../workbook/office.js';
import { edited, partsOf } from '../workbook/parts.js';
import { type CameBack, comeBack, file, HEADER, row, SHOWN, short } from './fixture.js';

let province: Province;
/** The receipts of the month that all tests share, by hospital; '' for the one without a hospital. */
let found: ReadonlyMap<string, Receipt>;
const month = '2026-10';

const collect = async (options: ReceiptOptions = {}, of = month) => {
  const receipts = await collectReceipts(province.database, province.vault, of, options);
  return new Map(receipts.map((receipt) => [receipt.hospital ?? '', receipt]));
};

beforeAll(async () => {
  province = await Province.open();
  await province.send(month, inbox);
  found = await collect();
});
afterAll(() => province.close());

/** The receipt of a hospital, its only table and its rows. */
function of(hospital: string, among: ReadonlyMap<string, Receipt> = found) {
  const receipt = among.get(hospital);
  const [table, ...others] = receipt?.tables ?? [];
  if (!receipt || !table || others.length > 0) throw new Error(`no receipt of ${hospital} with one table`);
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
const hostileRows = hostile.map((text, at) => row(`0${at}`, { 适应证: text, 支持模式: '=X' }));

const long = `7,${'长'.repeat(6_000)},李四,,VA,2026-10-05,,,,,备注,多一格`;
const semicolons = '7;P7;李四;1970-01-01;VA;2026-10-05 08:00;;;休克;;';
const csvOf = (headers: string[], ...rows: string[][]) =>
  [headers, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
const seven = Array.from({ length: 7 }, (_, at) => row(String(at), { 支持模式: 'X' }));

const inbox: Readonly<Record<string, string>> = {
  'H01/e.csv': sent,
  'H02/e.csv': file([row('1', { 撤机原因: '心肺功能改普' })]),
  'H03/e.csv': file([row('1')]),
  'H04/e.csv': file([row('1'), long]),
  'H05/e.csv': file([row('1'), row('2', { 适应证: 'a\x00b\x07c' })]),
  'H06/e.csv': file([row('1'), `7,${'长'.repeat(40_000)},x`]),
  'H07/e.csv': file([row('1'), semicolons]),
  'H08/a.csv': csvOf(['住院号', '支持模式', '上机时间'], ['1', 'X', '2026-10-05']),
  'H08/b.csv': csvOf(['病案号', '支持模式', '上机时间', '年龄'], ['2', 'Y', '2026-10-05', '57']),
  'H09/e.csv': file([row('1', { 支持模式: 'X' })]),
  'H09/x.csv': '患者,金额\n张三,5\n',
  'H10/x.csv': '',
  'H11/e.csv': file(hostileRows),
  'H12/e.csv': file(seven),
  'H14/e.csv': csvOf(
    ['医院编码', ...HEADER.split(',')],
    ['H14', ...row('8')],
    ['H99', ...row('9', { 患者标识: 'P-of-H99', 撤机时间: '2026-10-04 08:00' })],
  ),
  'H13/e.csv': file([row('1'), 'a,b', `c\x00${',x'.repeat(10)}`]),
  'flat.csv': csvOf(
    ['医院编码', ...HEADER.split(',')],
    ['F1', ...row('1', { 支持模式: 'X' })],
    ['F2', ...row('2', { 支持模式: 'Y' })],
    ['F2', ...row('3')],
    ['', ...row('4')],
    ['F1', ...row('5'), '多一格'],
  ),
  'flat-x.csv': '患者,金额\n张三,5\n',
};

describe('collectReceipts', () => {
  it('gives back the held-back rows as they were sent, without the columns that nobody needs', () => {
    const { receipt, table, rows } = of('H01');
    expect(receipt.hospital).toBe('H01');
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

  it('marks the cells that the problems name, says what is wrong and what to do', () => {
    const { rows } = of('H01');
    const seen = rows.map(({ marks, problem, advice }) => ({
      marks: [...marks].map(([at, how]) => `${SHOWN[at]} ${how}`),
      problem,
      advice,
    }));
    expect(seen[0]).toEqual({
      marks: ['支持模式 wrong'],
      problem: '“支持模式” 应为 VV、VA、VAV、其他 之一，但为“心脏”。',
      advice: '请更正。',
    });
    expect(seen[1]?.marks).toEqual(['上机时间 wrong', '撤机时间 wrong']);
    expect(seen[1]?.problem).toContain('2026-10-04');
    expect(seen[2]?.marks).toEqual(['出生日期 wrong', '上机时间 wrong']);
    expect(seen[2]?.problem).toMatch(/“出生日期”.*“上机时间”|“上机时间”.*“出生日期”/);
    for (const one of [seen[3], seen[4]]) {
      expect(one?.marks).toEqual(['撤机原因 wrong']);
      expect(one?.problem).toContain('第 7, 8 行');
      expect(one?.advice).toMatch(/^请把回执中同一病例的各行都改成正确的同一内容[^保留]*$/);
    }
  });

  it('says everything in both languages on demand', async () => {
    const { rows } = of('H01', await collect({ lang: 'en' }));
    expect(rows[0]?.problem).toContain('但为“心脏”。 / “支持模式” must be');
    expect(rows[0]?.problem).toContain('must be one of VV, VA, VAV');
    expect(rows[0]?.advice).toBe('请更正。 / Correct it.');
  });

  it('asks whether a word that is nearly right was meant', () => {
    expect(of('H02').rows[0]?.advice).toBe('是否为“心肺功能改善”？');
  });

  it('gives a receipt to those who have something to fix, and to nobody else', () => {
    const hospitals = ['01', '02', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14'];
    expect([...found.keys()]).toEqual(['F1', 'F2', ...hospitals.map((n) => `H${n}`), '']);
  });

  it('shows the whole raw line of a row that has no cells, not only what the ledger keeps', () => {
    const { rows } = of('H04');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cells).toEqual(SHOWN.map(() => ''));
    expect(rows[0]?.problem).toContain(`应有 11 列，实有 12 列`);
    expect(rows[0]?.problem.endsWith(`【原文】${long}`)).toBe(true);
    expect(rows[0]?.advice).toMatch(/分隔符.*请把“原文”中的内容逐格填入这一行后送回。$/);
  });

  it('shows what cannot be seen by its code', () => {
    expect(of('H05').rows[0]?.problem).toContain('a<U+0000>b<U+0007>c');
  });

  it('cuts a raw line that no cell could hold, with a mark', () => {
    const problem = of('H06').rows[0]?.problem ?? '';
    expect(problem.length).toBeLessThan(32_767);
    expect(problem).toContain('【已截断，原有 40004 个字符'); // 7, a comma, 40,000, a comma, x
  });

  it('fills in the cells that a row probably had, when told how, and asks to compare them', async () => {
    const asked: unknown[] = [];
    const { rows } = of(
      'H07',
      await collect({
        suggest: (...question) => {
          asked.push(question);
          return question[3].split(';');
        },
      }),
    );
    expect(asked.map((question) => (question as unknown[]).slice(2))).toContainEqual([',', semicolons]);
    expect(rows[0]?.cells).toEqual(['7', 'P7', '1970-01-01', 'VA', '2026-10-05 08:00', '', '', '休克']);
    expect(rows[0]?.advice).toContain('逐格核对');
    expect(rows[0]?.problem).toContain(`【原文】${semicolons}`);
  });

  it('does not believe a proposal of another width or with control characters', async () => {
    const proposed = await collect({
      suggest: (_, columns, __, text) => (text === 'a,b' ? ['a', 'b'] : Array(columns.length).fill('\x00')),
    });
    const { rows } = of('H13', proposed);
    expect(rows).toHaveLength(2);
    for (const { cells, advice } of rows) {
      expect(cells.join('')).toBe('');
      expect(advice).toContain('逐格填入');
    }
  });

  it('gives a row of a flat file to the hospital it names, and what names none to the centre', () => {
    const lines = (hospital: string) => of(hospital).rows.map(({ ref }) => ref.split('--')[1]);
    expect([lines('F1'), lines('F2'), lines('')]).toEqual([['2'], ['3'], ['5', '6']]);
    expect(JSON.stringify(found.get('F1'))).not.toContain('P2');
  });

  it('tells the hospital of a folder the line of a row that names another, and sends the row to nobody', () => {
    const { tables, files } = found.get('H14') ?? { tables: null, files: [] };
    expect(tables).toEqual([]);
    expect(
      files.filter(({ severity }) => severity === 'held').map(({ file: name, message }) => [name, message]),
    ).toEqual([['H14/e.csv', '第 3 行填的不是本院编码，没有采用。']]);
    expect(found.has('H99')).toBe(false);
    expect(JSON.stringify([...found.values()])).not.toContain('P-of-H99');
  });

  it('keeps rows apart that came under other headers: a column that is not there is not a blank one', async () => {
    const receipt = found.get('H08');
    expect(receipt?.tables.map(({ columns, rows }) => [columns.map((c) => c.header), rows.length])).toEqual([
      [['住院号', '支持模式', '上机时间'], 1],
      [['病案号', '支持模式', '上机时间', '年龄'], 1],
    ]);
    const names = [...receiptFiles(receipt ? [receipt] : [])].map(([name]) => name);
    expect(names).toEqual([
      'hospitals/H08/receipt/H08.xlsx',
      'hospitals/H08/receipt/H08-ecmo_runs.csv',
      'hospitals/H08/receipt/H08-ecmo_runs-2.csv',
    ]);
    const books = receipt ? await comeBack(receiptWorkbook(receipt)) : [];
    expect(books.map(({ rows }) => rows.map((cells) => [cells['支持模式'], cells['年龄']]))).toEqual([
      [['X', undefined]],
      [['Y', '57']],
    ]);
  });

  it('names refused files and what was noticed in the others', () => {
    const filesOf = (hospital: string) =>
      found.get(hospital)?.files.map(({ file: name, severity }) => [name, severity]);
    // The warning is about the unknown column 电话.
    expect(filesOf('H09')).toEqual([
      ['H09/x.csv', 'refusal'],
      ['H09/e.csv', 'warning'],
    ]);
    expect(found.get('H09')?.files[1]?.message).toContain('电话');
    expect(filesOf('H10')).toEqual([['H10/x.csv', 'refusal']]);
    expect(found.get('H10')?.files[0]?.message).toContain('空');
    expect(found.get('H10')?.tables).toEqual([]);
    expect(filesOf('')).toContainEqual(['flat-x.csv', 'refusal']);
  });

  it('forgets a file that its correction has replaced', async () => {
    await province.send('2026-11', { 'H1/e.csv': file([row('1', { 支持模式: 'X' })]) });
    expect([...(await collect({}, '2026-11')).keys()]).toEqual(['H1']);
    await province.send('2026-11', { 'H1/e.csv': file([row('1')]) });
    expect([...(await collect({}, '2026-11')).keys()]).toEqual([]);
  });

  it('fails rather than leaving rows out when the vault no longer has them', async () => {
    const vault = { path: () => province.vault.path('0'.repeat(64)) };
    await expect(collectReceipts(province.database, vault, month)).rejects.toThrow(/ENOENT/);
  });
});

describe('a receipt that comes back', () => {
  const cellsOf = (book: CameBack | undefined) =>
    book?.rows.map((cells) => SHOWN.map((header) => cells[header]));
  const refsOf = (book: CameBack | undefined) => book?.rows.map((cells) => cells['回执编号']);

  it('has the same cells as CSV, and none that a spreadsheet would run', async () => {
    const { table } = of('H11');
    const text = receiptCsv(table);
    const [book] = await comeBack(text);
    expect(book?.table).toBe('ecmo_runs');
    expect(book?.others).toEqual([]);
    expect(cellsOf(book)).toEqual(hostileRows.map(shown));
    expect(refsOf(book)).toEqual(table.rows.map(({ ref }) => ref));
    expect(text.startsWith('\ufeff"回执编号","回执问题","回执建议","回执处理","住院号"')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\r');
    const cells = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell);
    expect(cells.length).toBe(12 * (hostile.length + 1));
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  });

  it('has the same cells as a workbook', async () => {
    const bytes = receiptWorkbook(of('H11').receipt);
    const [book] = await comeBack(bytes);
    expect(book?.others).toEqual([[1, 'title']]);
    expect(cellsOf(book)).toEqual(hostileRows.map(shown));
    expect(Object.values(partsOf(bytes)).join('')).not.toMatch(/<f[ >]/);
  });

  it.skipIf(!hasOffice)('has the same cells after LibreOffice has saved it with a correction', async () => {
    const { receipt, table } = of('H11');
    const corrected = edited(receiptWorkbook(receipt), 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace('>=X<', '>VA<'),
    );
    const [bytes = new Uint8Array()] = resaved([corrected]);
    const [book] = await comeBack(bytes);
    const [first = [], ...others] = hostileRows.map(shown);
    expect(cellsOf(book)).toEqual([first.map((cell) => (cell === '=X' ? 'VA' : cell)), ...others]);
    expect(refsOf(book)).toEqual(table.rows.map(({ ref }) => ref));
  });

  it.skipIf(!hasOffice)(
    'has the same cells after LibreOffice has made a workbook of the CSV file',
    async () => {
      const [bytes = new Uint8Array()] = resaved([receiptCsv(of('H11').table)], 'csv');
      expect(partsOf(bytes)['xl/worksheets/sheet1.xml']).not.toMatch(/<f[ >]/);
      const [book] = await comeBack(bytes);
      expect(cellsOf(book)).toEqual(hostileRows.map(shown));
    },
  );

  it('can be held back again with the same cells, and is then named by its own file', async () => {
    const again = receiptCsv(of('H11').table);
    await province.send('2026-12', { 'H1/e.csv': again });
    const { rows } = of('H1', await collect({}, '2026-12'));
    expect(rows.map(({ ref }) => ref)).toContain(`${short(again)}--2`);
    expect(rows.map(({ cells }) => cells)).toEqual(hostileRows.map(shown));
  });
});

describe('receiptWorkbook', () => {
  it('goes on in another sheet where one is full', async () => {
    const bytes = receiptWorkbook(of('H12').receipt, 5); // title, header and three rows
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

  it('colours what a problem names red, and only that', () => {
    const parts = partsOf(receiptWorkbook(of('H09').receipt));
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    const styleAt = (cell: string) => new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(xml)?.[1];
    // A ref, B problem, C advice, D action, E case number, F patient, G birth, H mode, I started.
    expect(styleAt('H3')).not.toBe(styleAt('I3'));
    expect(new Set(['E3', 'F3', 'G3', 'I3', 'J3', 'K3'].map(styleAt)).size).toBe(1);
    const styles = parts['xl/styles.xml'] ?? '';
    const xfs = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(styles)?.[1]?.match(/<xf [^>]*\/>|<xf .*?<\/xf>/g) ?? [];
    const fill = /fillId="(\d+)"/.exec(xfs[Number(styleAt('H3'))] ?? '')?.[1];
    const fills = styles.match(/<fill>.*?<\/fill>/g) ?? [];
    expect(fills[Number(fill)]).toContain('FFF8A5A5');
  });
});

describe('receiptFiles', () => {
  const nobody: Omit<Receipt, 'hospital'> = {
    tables: [{ table: ecmoRuns, columns: [], rows: [] }],
    files: [],
  };

  it('names files that stay in their folder and never take the name of another, whatever the codes are', () => {
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
    const receipts = [...codes.map((hospital) => ({ ...nobody, hospital })), { ...nobody, hospital: null }];
    const names = [...receiptFiles(receipts)].map(([name]) => name);
    expect(names).toHaveLength((codes.length + 1) * 2);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^(?:hospitals\/[\w~-]{1,130}|centre)\/receipt\/[\w~-]{1,130}\.(?:xlsx|csv)$/);
      expect(name).not.toMatch(/\/(?:con|nul|aux|prn)[./]/i);
    }
    expect(names).toContain('centre/receipt/unassigned.xlsx');
  });

  it('gives the same bytes every time', () => {
    const all = [...found.values()];
    const bytes = () => [...receiptFiles(all)].map(([name, content]) => [name, Buffer.from(content)]);
    expect(bytes()).toEqual(bytes());
  });
});
