import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anesthesiaCases } from '../../../../pipeline/cases/anesthesia-cases.js';
import { ecmoRuns } from '../../../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../../../pipeline/cases/vad-implants.js';
import { allRowsSql } from '../../../../pipeline/current/rows-sql.js';
import type { AnyTable } from '../../../../pipeline/define/table.js';
import { type Cells, csv, ecmoRun, Province } from '../../fixture.js';
import { type Cell, styled, workbook } from '../../read/workbook-fixture.js';
import { anaesthetic, lanes } from '../lane/lanes.js';

/*
 * What exporters write for one and the same value. Every spelling is sent in a file of its own, as CSV by each lane and as
 * texts of a workbook, and must give the rows of the file that has the plain spelling.
 */

interface Spelt {
  readonly column: string;
  readonly plain: string;
  readonly others: readonly string[];
  /** Those that are told, and by which rule. */
  readonly told?: Readonly<Record<string, readonly string[]>>;
}

const nbsp = '\u00a0';
const zero = '\u200b';

const days = [
  '2026-03-05 00:00',
  '2026-03-05 00:00:00',
  '2026-03-05 0:00',
  '2026-03-05 0:00:00',
  '2026-03-05 00:00:00.0',
  '2026-03-05 00:00:00.000',
  '2026-03-05 00:00:00.0000000',
  '2026-03-05T00:00',
  '2026-03-05T00:00:00',
  '2026-03-05T00:00:00.000',
  '2026-03-05T00:00:00+08:00',
  '2026/3/5',
  '2026/3/5 0:00',
  '2026/3/5 0:00:00',
  '2026/03/05 00:00:00',
  '2026/3/5 上午 12:00:00',
  '2026/3/5 上午12:00',
  '2026/3/5 12:00:00 AM',
  '2026-03-05 12:00 am',
  '2026-03-05  00:00',
  '20260305',
  '20260305000000',
  '202603050000',
  '20260305T000000',
  '2026年3月5日',
  '2026年 3月 5日',
  '2026 年 3 月 5 日',
  '2026年03月05日 00:00',
  '2026年3月5日 0时00分',
  '2026/ 3/ 5',
  '2026.3.5',
  '２０２６－０３－０５',
];
const toldDays = {
  'unseen-characters': [
    `2026-03-05${nbsp}00:00`,
    `2026-03-05${nbsp}`,
    `${zero}2026-03-05`,
    `2026-\u206003-05`,
    `\ufeff2026-03-05`,
    `2026年${nbsp}3月${nbsp}5日`,
  ],
  'spreadsheet-guard': ['="2026-03-05"', "'2026-03-05", '＝＂2026-03-05＂', "'2026-03-05'", '="2026/3/5"'],
};
/** Half past two in the afternoon. */
const moments = [
  '2026-03-05 14:30:00',
  '2026-03-05 14:30:00.0',
  '2026-03-05 14:30:00.000',
  '2026-03-05 14:30:00.0000000',
  '2026-03-05T14:30',
  '2026-03-05T14:30:00',
  '2026-03-05t14:30:00',
  '2026-03-05T14:30:00.000',
  '2026-03-05T14:30:00+08:00',
  '2026-03-05T14:30:00+0800',
  '2026-03-05 14:30:00 +08:00',
  '2026-03-05 14:30+08',
  '2026/03/05 14:30',
  '2026/3/5 14:30',
  '2026/3/5 14:30:00',
  '2026-3-5 14:30',
  '2026.3.5 14:30',
  '2026/3/5 下午 2:30',
  '2026/3/5 下午2:30:00',
  '2026/3/5下午2:30',
  '2026/3/5 下午 02:30:00',
  '2026/3/5 下午 14:30:00',
  '2026/3/5 2:30 PM',
  '2026/3/5 2:30:00 PM',
  '2026/3/5 02:30PM',
  '2026-03-05 2:30 p.m.',
  '2026-03-05 PM 2:30',
  '2026-03-05 2:30:00.000 PM',
  '20260305143000',
  '202603051430',
  '20260305 143000',
  '20260305 14:30',
  '20260305T143000',
  '20260305T143000+08:00',
  '20260305143000.000',
  '2026-03-05   14:30',
  '2026年3月5日14时30分',
  '2026年3月5日 14:30',
  '2026年 3月 5日 14时 30分',
  '2026年3月5日 14时30分00秒',
  '2026年3月5日 14点30分',
  '2026年3月5日 下午 2时30分',
  '2026年3月5日下午2:30',
  '2026/ 3/ 5 14:30',
  '２０２６－０３－０５　１４：３０',
];
const toldMoments = {
  'unseen-characters': [
    `2026-03-05${nbsp}14:30`,
    `2026-03-05${nbsp}${nbsp}14:30`,
    `2026-03-05\u202f14:30`,
    `2026-03-05\u2003 14:30`,
    `2026-03-05 14:30${zero}`,
    `\u202a2026-03-05 14:30\u202c`,
    `2026/3/5 2:30\u202fPM`,
  ],
  'spreadsheet-guard': ['="2026-03-05 14:30"', "'2026/3/5 14:30"],
  'part-of-second': ['2026-03-05 14:30:00.123', '2026-03-05T14:30:00.9999999', '20260305143000.5'],
};
const wholes = ['3.0', '3.00', '3.000000', '03', '+3', '３', '３.０'];
const toldWholes = {
  'unseen-characters': [`3${nbsp}`, `${zero}3`, `3\ufeff`],
  'spreadsheet-guard': ['="3"', "'3", '="3.0"'],
};
const nulls = [
  'NA',
  'NaN',
  'nan',
  'NaT',
  'None',
  'none',
  '\\N',
  '.',
  'nil',
  '--',
  '<NA>',
  '[NULL]',
  '(null)',
  '（空）',
  'undefined',
];
const quiet = ['NULL', 'null', 'N/A', 'Ｎ／Ａ', '-', '—', '/', '无数据', '未知', '不详', ' ', '\u3000', nbsp];
const blank = { plain: '', others: quiet, told: { 'null-word': nulls } };
const signs = { 'unseen-characters': [`是${zero}`], 'spreadsheet-guard': ['="是"', "'是"] };

const age = (plain: string, ...others: readonly string[]): Spelt => ({ column: '年龄', plain, others });

const ofEcmo: readonly Spelt[] = [
  { column: '一年随访日期', plain: '2026-03-05', others: days, told: toldDays },
  { column: '知情同意签署时间', plain: '2026-03-05 14:30', others: moments, told: toldMoments },
  {
    column: '知情同意签署时间',
    plain: '2026-03-05 00:05',
    others: [
      '2026/3/5 上午 12:05',
      '2026/3/5 12:05 AM',
      '2026/3/5 上午 0:05',
      '2026/3/5 0:05:00',
      '202603050005',
    ],
  },
  {
    column: '知情同意签署时间',
    plain: '2026-03-05 12:05',
    others: ['2026/3/5 下午 12:05', '2026/3/5 12:05 PM', '2026/3/5 12:05:00 p.m.'],
  },
  {
    column: '知情同意签署时间',
    plain: '2026-03-05 11:59:59',
    others: ['2026/3/5 上午 11:59:59', '2026/3/5 11:59:59 AM', '20260305115959'],
  },
  { column: '知情同意签署时间', plain: '2026-03-05', others: ['2026/3/5', '20260305', '2026 年 3 月 5 日'] },
  { column: '氧合器数量', plain: '3', others: wholes, told: toldWholes },
  {
    column: '体重(kg)',
    plain: '50.5',
    others: ['50.50', '50.5000', '50.500000', '５０.５', '+50.5'],
    told: { 'unseen-characters': [`50.5${nbsp}`, `${zero}50.5`], 'spreadsheet-guard': ['="50.5"', "'50.5"] },
  },
  { column: '出血', plain: '是', others: ['有', '1', '1.0', '1.00', 'Y', 'TRUE', '√'], told: signs },
  { column: '出血', plain: '否', others: ['无', '0', '0.0', 'n', 'False', '×'] },
  { column: '性别', plain: '男', others: ['1', '1.0', '男性'], told: { 'spreadsheet-guard': ['="男"'] } },
  age(
    '56',
    '56.0',
    '56.00',
    '56岁',
    '56 岁',
    '56周岁',
    '56 周岁',
    '５６岁',
    '56Y',
    '56y',
    '56 years',
    '56.0岁',
  ),
  age('3月', '3个月', '3 个月', '3月龄', '3个月龄', '3 months'),
  // Three months of 30.4375 days and 12 days.
  age(
    '103天',
    '3个月12天',
    '3月12天',
    '3 个月 12 天',
    '3个月零12天',
    '3M12D',
    '103日',
    '103天龄',
    '103日龄',
    '103D',
  ),
  // Two years of 365.25 days, three months, twelve days: 730.5 + 91.3125 + 12.
  age('833天', '2岁3个月12天', '2岁3月12天', '2岁 3个月 12天', '2岁零3个月12天', '2Y3M12D'),
  age('2岁3月', '2岁3个月', '2周岁3个月', '2岁零3个月', '2Y3M'),
  age('742天', '2岁12天', '2岁零12天'),
  age('21天', '3周龄', '3 weeks', '3W', '3星期'),
  age('17天', '2周3天', '2周零3天', '2w3d'),
  age('0天', '0岁', '6小时', '23 小时', '6h', '0'),
  age('2天', '48小时', '59小时'),
  { column: '年龄', ...blank },
  { column: '性别', ...blank },
  { column: '出血', ...blank },
  { column: '体重(kg)', ...blank },
  { column: '氧合器数量', ...blank },
  { column: '一年随访日期', ...blank },
  { column: '知情同意签署时间', ...blank },
  { column: '适应证', ...blank },
];
const ofVad: readonly Spelt[] = [{ column: '植入日期', plain: '2026-03-05', others: days, told: toldDays }];
const ofAnaesthesia: readonly Spelt[] = [
  { column: '麻醉开始时间', plain: '2026-03-05 14:30', others: moments, told: toldMoments },
  {
    column: 'ASA分级',
    plain: '2',
    others: ['2.0', 'Ⅱ', '２', 'II级'],
    told: { 'spreadsheet-guard': ['="2"'] },
  },
  { column: '有创麻醉操作次数', plain: '3', others: wholes, told: toldWholes },
  { column: '神经阻滞成功', ...blank },
  { column: 'ASA分级', ...blank },
];

const tables: readonly { table: AnyTable; spelt: readonly Spelt[]; row: (no: string) => Cells }[] = [
  {
    table: ecmoRuns,
    spelt: ofEcmo,
    row: (no) => ({ ...ecmoRun(no), 一年随访日期: '', 知情同意签署时间: '' }),
  },
  {
    table: vadImplants,
    spelt: ofVad,
    row: (no) => ({ case_no: no, patient_id: `P${no}`, device_type: '植入式', 植入日期: '2026-03-01' }),
  },
  {
    table: anesthesiaCases,
    spelt: ofAnaesthesia,
    row: (no) => ({ ...anaesthetic(no), 麻醉开始时间: '2026-03-04 08:00', 麻醉结束时间: '' }),
  },
];

/** One row for every spelling, the plain one of each list first. */
interface Row {
  readonly no: string;
  readonly plainNo: string;
  readonly column: string;
  readonly text: string;
  readonly rule: string | null;
  readonly cells: Cells;
}

function rowsOf({ spelt, row }: (typeof tables)[number], hospital: string): Row[] {
  return spelt.flatMap(({ column, plain, others, told = {} }, s) => {
    const texts = [
      ...[plain, ...others].map((text) => ({ text, rule: null })),
      ...Object.entries(told).flatMap(([rule, list]) => list.map((text) => ({ text, rule }))),
    ];
    return texts.map(({ text, rule }, i) => {
      const [no, plainNo] = [`${s}N${i}`, `${s}N0`];
      return { no, plainNo, column, text, rule, cells: { ...row(no), [column]: text, 医院编码: hospital } };
    });
  });
}

/** Text cells, as a workbook has what a program wrote as strings. */
function book(rows: readonly Cells[]): Uint8Array {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells: Cell[][] = rows.map((row) => header.map((name) => row[name] || null));
  return workbook({ sheets: [{ name: '病例', rows: [header, ...cells] }] });
}

/** The stored row of each line, without what tells the rows apart. */
async function stored(province: Province, table: AnyTable): Promise<Map<string, unknown>> {
  const own = ['file_id', 'line', 'hospital_id', 'case_key', 'patient_key', 'anesthesia_no'].filter(
    (name) => name !== 'anesthesia_no' || table === anesthesiaCases,
  );
  const rows = await province.database.rows<Record<string, unknown>>(
    `SELECT r.* EXCLUDE (${own.join(', ')}), f.folder, r.line FROM (${await allRowsSql(province.database, table)}) r JOIN files f USING (file_id)`,
  );
  return new Map(rows.map(({ folder, line, ...row }) => [`${folder} ${line}`, row]));
}

function different(rows: readonly Row[], folder: string, found: ReadonlyMap<string, unknown>): string[] {
  const lineOf = new Map(rows.map(({ no }, i) => [no, i + 2]));
  const at = (no: string) => found.get(`${folder} ${lineOf.get(no)}`);
  return rows
    .filter(({ no, plainNo }) => at(no) === undefined || !isDeepStrictEqual(at(no), at(plainNo)))
    .map(({ column, text }) => `${column} ${JSON.stringify(text)}`);
}

const write = { 'cases.csv': csv, 'cases.xlsx': book };

describe.each(Object.keys(write) as (keyof typeof write)[])('%s with all spellings', (name) => {
  let province: Province;
  beforeAll(async () => {
    province = await Province.open();
    const files = tables.map((each) => {
      const { name: folder } = each.table;
      return [`${folder}/${name}`, write[name](rowsOf(each, folder).map(({ cells }) => cells))] as const;
    });
    await province.send('2026-10', Object.fromEntries(files), lanes.exact);
  });
  afterAll(() => province.close());

  it.each(tables)('has the row of the plain one for each: $table.name', async (each) => {
    const { name: folder } = each.table;
    const rows = rowsOf(each, folder);
    expect(different(rows, folder, await stored(province, each.table))).toEqual([]);
  });

  it.each(tables)('tells what was taken off once a column, with its count: $table.name', async (each) => {
    const { name: folder, spec } = each.table;
    const rows = rowsOf(each, folder);
    const told = new Map<string, { cells: number; line: number }>();
    rows.forEach(({ column, rule }, i) => {
      if (rule === null) return;
      const known = told.get(`${column} ${rule}`) ?? { cells: 0, line: i + 2 };
      told.set(`${column} ${rule}`, { ...known, cells: known.cells + 1 });
    });
    const problems = await province.database.rows<{
      field: string;
      rule: string;
      value: string;
      line: number;
    }>(
      `SELECT p.fields[1] AS field, p.rule, p.value, p.line FROM problems p JOIN files f USING (file_id)
       WHERE f.folder = $folder AND p.severity = 'warning' AND len(p.fields) > 0`,
      { folder },
    );
    const found = problems.map(({ field, rule, value }) => {
      const [, cells, line] = /^(\d+) @ (\d+)/.exec(value) ?? [];
      return [
        `${spec.fields[field]?.meta.header} ${rule}`,
        { cells: Number(cells), line: Number(line) },
      ] as const;
    });
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(told));
    expect(found).toHaveLength(told.size);
  });
});

describe.each(['fast', 'group'] as const)('the %s lane', (lane) => {
  it('gives the row of the plain spelling for each that it takes, and hands on the others', async () => {
    const province = await Province.open();
    // A file for each list, so that a spelling that only the exact lane takes does not keep the others out.
    const sent = tables.flatMap((each, t) =>
      each.spelt.map((spelt, s) => {
        const folder = `T${t}S${s}`;
        const rows = rowsOf({ ...each, spelt: [spelt] }, folder).filter(({ rule }) => rule === null);
        return { table: each.table, folder, rows };
      }),
    );
    const files = sent.map(({ folder, rows }) => [`${folder}/a.csv`, csv(rows.map(({ cells }) => cells))]);
    await province.send('2026-10', Object.fromEntries(files), lanes[lane]);
    const found = new Map(
      (await Promise.all(tables.map(({ table }) => stored(province, table)))).flatMap((map) => [...map]),
    );
    expect(sent.flatMap(({ rows, folder }) => different(rows, folder, found))).toEqual([]);
    await province.close();
  });

  it('takes what big exporters write, without a detour', async () => {
    const province = await Province.open();
    const texts = ['2026/3/5 14:30', '2026/03/05 14:30:00', '2026-03-05T14:30', '2026-03-05 14:30:00.000'];
    const rows = (folder: string, text: string) =>
      ['1', '2'].map((no) => ({
        ...anaesthetic(no),
        医院编码: folder,
        年龄: no === '1' ? '56' : '56岁',
        麻醉开始时间: text,
        麻醉结束时间: '',
      }));
    const files = texts.map((text, i) => [`H${i}/a.csv`, csv(rows(`H${i}`, text))]);
    await province.send('2026-10', Object.fromEntries(files), lanes[lane]);
    expect(await province.database.rows('SELECT DISTINCT lane FROM files')).toEqual([{ lane }]);
    expect(
      await province.database.rows(
        `SELECT DISTINCT started_at, started_at_timed FROM (${await allRowsSql(province.database, anesthesiaCases)})`,
      ),
    ).toEqual([{ started_at: '2026-03-05 14:30:00', started_at_timed: true }]);
    await province.close();
  });
});

describe('numbers of a workbook', () => {
  it('are days where the format shows a time, and moments where the column holds one', async () => {
    const province = await Province.open();
    // 46086 is 2026-03-05; 0.604166… of a day is 14:30.
    const header = ['医院编码', '病案号', '支持模式', '上机时间', '一年随访日期', '氧合器数量'];
    const formats = ['yyyy/m/d h:mm', 'yyyy/m/d h:mm:ss', 'yyyy-mm-dd', 22, 14];
    const rows: Cell[][] = formats.map((_, i) => [
      'H1',
      `C${i}`,
      'VA',
      styled(46086.6041666667, i + 1),
      styled(46086, i + 1),
      3,
    ]);
    const wrong: Cell[] = ['H1', 'C9', 'VA', styled(46086.6041666667, 1), styled(46086.5, 1), 3];
    const sheets = [{ name: 'ECMO', rows: [header, ...rows, wrong] }];
    await province.send('2026-10', { 'H1/a.xlsx': workbook({ sheets, formats }) });
    expect(
      await province.database.rows(
        'SELECT DISTINCT started_at, started_at_timed, followup_1y_on, oxygenators FROM ecmo_runs',
      ),
    ).toEqual([
      {
        started_at: '2026-03-05 14:30:00',
        started_at_timed: true,
        followup_1y_on: '2026-03-05',
        oxygenators: 3,
      },
    ]);
    expect((await province.problems()).filter((text) => !text.endsWith('support-without-end'))).toEqual([
      'H1/a.xlsx:7 time-in-date',
    ]);
    await province.close();
  });
});

describe('what stays held', () => {
  const held: readonly (readonly [column: string, text: string, rule: string])[] = [
    ['一年随访日期', '2026-03-05 08:30', 'time-in-date'],
    ['一年随访日期', '2026/3/5 下午 12:00', 'time-in-date'],
    ['一年随访日期', '20260305083000', 'time-in-date'],
    ['一年随访日期', '2026-03-05 00:00:00.5', 'time-in-date'],
    ['一年随访日期', '2026-03-05T00:00:00Z', 'time-zone'],
    ['一年随访日期', '2026-02-30 00:00', 'not-a-date'],
    ['一年随访日期', '26-3-5', 'not-a-date'],
    ['一年随访日期', '03/05/2026', 'not-a-date'],
    ['一年随访日期', '2026-03-05 24:00', 'not-a-date'],
    ['知情同意签署时间', '2026-03-05T06:30:00Z', 'time-zone'],
    ['知情同意签署时间', '2026-03-05T14:30:00+09:00', 'time-zone'],
    ['知情同意签署时间', '2026-03-05 14:30 UTC', 'time-zone'],
    ['知情同意签署时间', '2026/3/5 上午 13:00', 'not-a-date'],
    ['知情同意签署时间', '2026/3/5 下午 0:05', 'not-a-date'],
    ['知情同意签署时间', '2026/3/5 2:30 XM', 'not-a-date'],
    ['知情同意签署时间', '2026-03-05 14:60', 'not-a-date'],
    ['知情同意签署时间', '2026-03-05 24:00', 'not-a-date'],
    ['知情同意签署时间', '2026-03-0514:30', 'not-a-date'],
    ['知情同意签署时间', '202603051', 'not-a-date'],
    ['知情同意签署时间', '20260305256000', 'not-a-date'],
    ['知情同意签署时间', '2026-3-5 14:3:05', 'not-a-date'],
    ['氧合器数量', '3.5', 'not-an-integer'],
    ['氧合器数量', '3.', 'not-an-integer'],
    ['氧合器数量', '1 000', 'not-an-integer'],
    ['氧合器数量', '="3', 'not-an-integer'],
    ['氧合器数量', '#N/A', 'error-cell'],
    ['一年随访日期', '########', 'error-cell'],
    ['适应证', '#NAME?', 'error-cell'],
    ['出血', '#VALUE!', 'error-cell'],
    ['出血', '2.0', 'not-a-boolean'],
    ['年龄', '3周', 'age-of-two-meanings'],
    ['年龄', '10M', 'age-of-two-meanings'],
    ['年龄', '虚岁56', 'not-an-age'],
    ['年龄', '56岁半', 'not-an-age'],
    ['年龄', '新生儿', 'not-an-age'],
    ['年龄', '2岁13个月', 'not-an-age'],
    ['年龄', '5 6岁', 'not-an-age'],
    ['年龄', '131岁', 'out-of-range'],
  ];

  it('has its rule in every lane, in CSV and in a workbook', async () => {
    const rows = held.map(([column, text], i) => ({
      ...ecmoRun(`C${i}`),
      ...Object.fromEntries(held.map(([name]) => [name, ''])),
      [column]: text,
      医院编码: 'H1',
    }));
    const expected = held.map(([, , rule], i) => `${i + 2} ${rule}`).sort();
    for (const [name, content, lane] of [
      ['a.csv', csv(rows), lanes.fast],
      ['b.csv', csv(rows), lanes.group],
      ['c.csv', csv(rows), lanes.exact],
      ['d.xlsx', book(rows), lanes.exact],
    ] as const) {
      const province = await Province.open();
      await province.send('2026-10', { [`H1/${name}`]: content }, lane);
      const problems = await province.problems();
      expect(problems.map((text) => text.slice(text.indexOf(':') + 1)).sort()).toEqual(expected);
      await province.close();
    }
  });
});

describe('an age beside a date of birth', () => {
  // On 2026-10-05, when support begins.
  const born: readonly (readonly [age: string, birth: string, isHeld: boolean])[] = [
    ['56', '1970-10-05', false], // 56 that day
    ['56', '1970-10-06', false], // 55 completed years
    ['56', '1968-10-06', false], // 57
    ['56', '1968-10-03', true], // 58
    ['56', '1972-01-01', true], // 54
    ['56', '2026-07-05', true],
    ['3个月', '2026-07-05', false],
    ['3个月', '2026-06-06', false], // four months, not complete
    ['3个月', '2026-09-23', true], // 12 days
    ['3个月', '1970-10-05', true],
    ['12天', '2026-09-23', false],
    ['12天', '2024-09-23', true],
    ['0岁', '2026-09-23', false],
    ['1岁', '2024-11-01', false], // 23 months
    ['2岁3个月', '2024-07-05', false],
    ['2岁3个月', '2020-07-05', true],
    ['56', '', false],
    ['', '1970-10-05', false],
  ];

  it('is held where they contradict each other, and only there', async () => {
    const rows = born.map(([age, birth], i) => ({
      ...ecmoRun(`C${i}`),
      年龄: age,
      出生日期: birth,
      医院编码: 'H1',
    }));
    const expected = born.flatMap(([, , isHeld], i) =>
      isHeld ? [`H1/a.csv:${i + 2} age-contradicts-birth`] : [],
    );
    for (const lane of [lanes.fast, lanes.group, lanes.exact]) {
      const province = await Province.open();
      await province.send('2026-10', { 'H1/a.csv': csv(rows) }, lane);
      expect((await province.problems()).sort()).toEqual([...expected].sort());
      await province.close();
    }
  });
});
