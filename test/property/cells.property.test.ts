import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import {
  brokenCellsSql,
  createCleanSql,
  createTypedSql,
  faultSql,
} from '../../pipeline/compile/stage-sql.js';
import { quickTypesSql } from '../../pipeline/compile/table-sql.js';
import { type Cell, fold, isMissing, oddTextSql } from '../../pipeline/define/cells/index.js';
import { defineTable } from '../../pipeline/define/table.js';
import { hospitals, monthlyCounts } from '../../pipeline/lists/lists.js';
import { CanonicalFile } from '../../pipeline/load/lane/canonical.js';
import { loadCanonical } from '../../pipeline/load/lane/load-exact.js';
import { PlainGrammar } from '../../pipeline/read/plain-grammar.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { createSchema } from '../../pipeline/warehouse/schema.js';
import { newFolder, remove } from '../pipeline/fixture.js';

/** One field of every kind and every option that changes the verdict, taken from the real tables. */
const fields = {
  hospital_id: ecmoRuns.spec.fields.hospital_id, // hospital code, required
  case_no: ecmoRuns.spec.fields.case_no, // identifier, required
  patient_id: ecmoRuns.spec.fields.patient_id, // identifier
  district: hospitals.spec.fields.district, // text
  remark: ecmoRuns.spec.fields.remark, // free text
  ecpr: ecmoRuns.spec.fields.ecpr, // yes or no
  mode: ecmoRuns.spec.fields.mode, // choice, required, with aliases
  sex: ecmoRuns.spec.fields.sex, // choice whose aliases are numbers
  methods: anesthesiaCases.spec.fields.methods, // list of choices
  asa: anesthesiaCases.spec.fields.asa,
  run_no: ecmoRuns.spec.fields.run_no, // whole number with a value for blank
  start_physicians: ecmoRuns.spec.fields.start_physicians, // whole number
  weight_kg: ecmoRuns.spec.fields.weight_kg, // decimal with a range
  svo2_percent: vadImplants.spec.fields.svo2_percent, // decimal that may carry %
  value: monthlyCounts.spec.fields.value, // decimal, required
  age: ecmoRuns.spec.fields.age,
  birth_date: ecmoRuns.spec.fields.birth_date, // date
  implanted_on: vadImplants.spec.fields.implanted_on, // date, required
  started_at: ecmoRuns.spec.fields.started_at, // date and time
  month: monthlyCounts.spec.fields.month,
} as const;

type Name = keyof typeof fields;
const names = Object.keys(fields) as Name[];
const everyKind = defineTable({
  name: 'every_kind',
  title: { zh: '各种格子', en: 'every kind of cell' },
  row: { zh: '每行一例', en: 'one row per case' },
  authority: 'hospital',
  key: ['district'],
  indexDate: null,
  fields,
  derived: {},
  windows: {},
  rules: [],
});

/* Near-valid forms of each kind: what people type, and what lies just beside it. */

const pick = (...texts: readonly string[]) => fc.constantFrom(...texts);
const int = (max: number) => fc.integer({ min: 0, max }).map(String);
const pad = (max: number) => int(max).map((n) => n.padStart(2, '0'));
const joined = (...parts: readonly (string | fc.Arbitrary<string>)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(''));

const year = pick('2026', '2024', '2023', '1900', '1899', '2099', '2100', '2000', '26', '0000', '9999');
const monthOf = fc.oneof(pad(13), int(13));
const dayOf = fc.oneof(pad(32), int(32), pick('28', '29', '30', '31'));
const separator = pick('-', '/', '.', '－');
const day = fc.oneof(
  fc.tuple(year, monthOf, dayOf, separator).map(([y, m, d, s]) => [y, m, d].join(s)),
  fc
    .tuple(year, pick('02', '2'), pick('28', '29', '30'), pick('-', '/'))
    .map(([y, m, d, s]) => [y, m, d].join(s)),
  joined(year, pad(13), pad(32)),
  joined(year, '年', monthOf, '月', dayOf, '日'),
  joined(year, '-', monthOf, '/', dayOf),
);
const clock = fc.oneof(
  joined(fc.oneof(pad(25), int(24)), ':', pad(61)),
  joined(pad(25), ':', pad(61), ':', pad(61)),
  joined(int(24), ':', fc.oneof(pad(61), int(61)), ':', fc.oneof(pad(61), int(61))),
  joined(int(25), '时', pad(61), '分'),
  joined(pad(25), '时', pad(60), '分', pad(60), '秒'),
  pick('24:00', '23:59:60', '00:00', '8:5', '08：30', '8:00am', '08:00:00.5', '08:00Z', '08:00+08'),
);
const half = pick('上午', '下午', 'AM', 'pm', 'p.m.', '早上');
const marked = fc.oneof(
  joined(half, pick('', ' '), int(24), ':', pad(61)),
  joined(int(24), ':', pad(61), pick('', ':00', ':30.5'), pick('', ' '), half),
  joined(half, int(24), '时', pad(61), '分'),
);
const tail = pick('.0', '.000', '.123', '.', 'Z', '+08:00', ' +08', '+0800', '+09:00', ' UTC', ' AM');
const compact = joined(pick('', ' ', 'T'), pad(25), pad(61), fc.oneof(pad(61), pick('', '.0')));
const moment = fc.oneof(
  day,
  joined(day, pick(' ', '', '  ', 'T', 't', ' T', '\u3000', '\u00a0'), clock),
  joined(day, pick(' ', '', '  ', 'T'), marked),
  joined(day, pick(' ', 'T'), clock, tail),
  joined(year, pad(13), pad(32), compact, pick('', '', '.0', '+08:00', 'Z')),
  joined(
    day,
    pick(' ', 'T', ''),
    pick('00:00', '0:00:00', '00:00:00.000', '12:00 AM', '上午12:00', '0时00分', '000000'),
  ),
  joined(
    year,
    pick(' 年', '年 ', ' - ', '/ ', ' .'),
    monthOf,
    pick(' 月', '月 ', '-', '/ ', '. '),
    dayOf,
    pick(' 日', '日 ', '号', ''),
    fc.oneof(clock, pick('', '')),
  ),
);
const number = fc.oneof(
  int(60),
  joined(int(300), pick('.0', '.00', '.000000', '.0000000000', '.', '.50000', '.00001')),
  int(999_999_999),
  joined(
    pick('', '+', '-', '－'),
    int(5000),
    pick('', '.', ','),
    fc.oneof(int(99_999), pick('000', '5', '')),
  ),
  joined(int(999), ',', pad(999), pick('', ',000', '.5')),
  pick(
    '12.5',
    '1,234',
    '1,23',
    '1e3',
    '0x1F',
    '１２',
    '1 234',
    '.5',
    '5.',
    '00',
    '-0',
    '99',
    '100',
    '0.3',
    '0.2999',
    '400',
    '400.0001',
    '1234567890',
    '40%',
    '40％',
    '%',
    '100.01%',
  ),
);
const age = fc.oneof(
  joined(int(140), pick('岁', '', '周岁', ' 岁')),
  joined(int(5), '岁', int(14), pick('月', '个月')),
  joined(int(2000), pick('月', '个月', '天', '日')),
  joined(int(130), '.', int(12), pick('', '岁')),
  joined(
    int(5),
    pick('岁', '周岁', 'Y', ' years '),
    pick('', '零', ' '),
    int(14),
    pick('月', '个月', 'M', 'm'),
    pick('', '零', ' '),
    int(33),
    pick('天', '日', 'D', ''),
  ),
  joined(
    int(15),
    pick('M', '月', '个月', '周', 'W', '周龄', '月龄', ' months'),
    pick('', '零'),
    int(9),
    pick('天', 'd', ' days'),
  ),
  joined(
    int(60),
    pick('M', 'm', 'Y', 'd', 'W', 'H', '周', '周龄', '小时', '月龄', '天龄', '.00', '.2500岁', 'K', 'ſ'),
  ),
  pick('5 6岁', '56岁半', '虚岁56', '1岁零零2月', '零岁'),
  pick('2岁3月', '130岁', '130.1岁', '131', '47482天', '47483天', '三岁', '12 天'),
);
const methodWords = [...anesthesiaCases.columns.methods.values, '全麻', '腰硬联合', 'MAC', 'mac', '麻醉', ''];
const list = fc
  .array(fc.tuple(pick(...methodWords), pick(';', '；', '、', '+', '|', ' ; ', '＋', ',', '\u3000；')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.map(([word, mark], i) => (i === 0 ? word : mark + word)).join(''));
const words = pick(
  '1.0',
  '0.00',
  '2.0',
  '9.0',
  '3.0E',
  '#N/A',
  '#value!',
  '####',
  '##',
  '#1',
  '是',
  '否',
  '有',
  '无',
  '1',
  '0',
  'Y',
  'n',
  'Ｙ',
  '已',
  '未',
  '阳性',
  '阴性',
  '√',
  '✓',
  '×',
  'x',
  'true',
  'FALSE',
  'yes',
  '2',
  'VV',
  'vv',
  'ＶＶ',
  'V-V',
  'v-a',
  'VAV-ECMO',
  '其他',
  '其它',
  '男',
  '女',
  '男性',
  '未知',
  '9',
  'Ⅲ',
  'ⅲ',
  'Ⅲ级',
  'Ⅲ级E',
  'ⅲ级e',
  'III',
  'iiiE',
  '3E',
  '3级',
  '7',
  'Ⅶ',
  'ＩＩ',
  'ı',
  'ſ',
  'K',
  'ß',
);
const missing = pick(
  'nan',
  'NaT',
  'None',
  '\\N',
  '\\n',
  '.',
  '..',
  '<na>',
  '（空）',
  '(空白)',
  'nil',
  '',
  '-',
  '—',
  '/',
  '无数据',
  '未知',
  '不详',
  'NULL',
  'null',
  'nULL',
  'N/A',
  'n/A',
  'n/a',
  'Ｎ／Ａ',
  ' ',
  '\u3000',
  '\u00a0',
  '--',
  'NA',
);
const monthText = fc.oneof(
  joined(year, pick('-', '/', '.', '', '年'), monthOf, pick('', '月')),
  pick('2026-10', '202610', '2026年10月', '2026年10', '2026-10月', '20261', '2026-00', '2026/1', '2026-010'),
);
const free = fc.oneof(
  // No half of a pair and no control character: the reader lets neither through.
  fc
    .string({ unit: 'binary', maxLength: 12 })
    .map((text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '')),
  fc.integer({ min: 509, max: 514 }).map((n) => '长'.repeat(n)),
  fc.integer({ min: 509, max: 514 }).map((n) => '𠀀'.repeat(n)),
  joined(pick('H', 'ZY', '00', '"', "'", '；'), int(99_999), pick('', ' ', '"', '\n', '\r\n', ',')),
);

const number18 = fc
  .tuple(
    int(899_999),
    pick('1950', '1999', '2010', '1850'),
    pad(13),
    pad(32),
    int(999),
    pick('0', '000', 'X', 'x', '7'),
  )
  .map(([place, y, m, d, serial, end]) =>
    `${place.padStart(6, '1')}${y}${m}${d}${serial.padStart(3, '0')}${end}`.slice(0, 18),
  );
/** A number or code, then what Excel, exporters and careful people make of it. */
const code = fc.oneof(
  int(99_999).map((n) => n.padStart(10, '0')),
  int(999_999_999),
  joined(pick('H', 'ZY', 'mz', 'D-', '住'), int(99_999)),
  number18,
  number18.map((n) => `${n.slice(0, 15)}000`),
);
const identifiers = fc.oneof(
  { weight: 3, arbitrary: code },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        pick("'", '="', '＝"', '=T("', '"', '‘', '\'="', '=', '\u200b', '\u202a', '\ufeff', '\u3000'),
        code,
        pick('"', '")', '', '\t', '\u00ad', '\u2069', '"\u200b'),
      )
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: joined(
      code,
      pick('\u00a0', ' ', '\u2060', '‑', '－', '—', '/', '.', '.0', '.00', '.5', ',000', ',5'),
      fc.oneof(code, pick('')),
    ),
  },
  {
    weight: 1,
    arbitrary: joined(
      int(9),
      pick('', '.', '.90101', ',2'),
      pick('E', 'e', 'Ｅ', 'E+', 'e+', 'E-'),
      pick('5', '05', '17', '0012'),
    ),
  },
  pick(
    '#N/A',
    '#REF!',
    '#name?',
    '########',
    '#12',
    '1,234,567',
    '12,34,567',
    '01,234',
    '12345.0',
    '1-Jan',
    'Jan-26',
    '1月2日',
    '2026/10/5',
    '3.',
    "'",
    '=""',
    '=A1',
    '="1"&"2"',
    "'-'",
    'Err:502',
  ),
);

const ofKind: Readonly<Record<string, fc.Arbitrary<string>>> = {
  text: free,
  identifier: identifiers,
  'hospital code': identifiers,
  'free text': free,
  bool: words,
  choice: words,
  choices: list,
  asa: words,
  int: number,
  decimal: number,
  age,
  date: fc.oneof(day, moment),
  datetime: moment,
  month: monthText,
};
const any = fc.oneof(missing, words, number, age, day, moment, monthText, list, free);

const toFullWidth = (text: string) =>
  text.replace(/[!-~]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0));
const blanks = pick(
  ' ',
  '\u3000',
  '\u00a0',
  '\t',
  '\n',
  '  ',
  '\u2003',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\u3164',
);

/** A text as it is, in full width, between blanks, in another case, or with one character changed. */
const worn = (text: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 8, arbitrary: text },
    { weight: 2, arbitrary: text.map(toFullWidth) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(text, pick('="', "'", "''", '=', '＝＂', ' ="'), pick('"', "'", '', '" ', '＂'))
        .map(([t, open, close]) => `${open}${t}${close}`),
    },
    { weight: 2, arbitrary: fc.tuple(blanks, text, blanks).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.tuple(text, blanks).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: text.map((t) => t.toLowerCase()) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          text,
          fc.nat(30),
          pick('', ' ', '0', '5', '-', ':', '+', '.', 'E', 'Z', '年', '\n', '\u00a0', '\u200b', 'T'),
          fc.boolean(),
        )
        .map(([t, at, char, insert]) => [...t].toSpliced(at, insert ? 0 : 1, char).join('')),
    },
  );

const rowCount = 3_000;
const seed = 20_261_031;
const rows = fc.sample(
  fc.record(
    Object.fromEntries(
      names.map((name) => {
        const own = ofKind[fields[name].meta.cell.kind] ?? any;
        return [
          name,
          worn(
            fc.oneof(
              { weight: 7, arbitrary: own },
              { weight: 1, arbitrary: missing },
              { weight: 2, arbitrary: any },
            ),
          ),
        ];
      }),
    ) as Record<Name, fc.Arbitrary<string>>,
  ),
  { numRuns: rowCount, seed },
);

let folder = '';
let database: Database;
let typed: Record<string, unknown>[] = [];

beforeAll(async () => {
  folder = newFolder();
  database = await Database.open(':memory:', {
    folders: [`${folder}/`],
    threads: 1,
    memory: '1GB',
    temp: folder,
  });
  await createSchema(database);
  const canonical = new CanonicalFile(join(folder, 'every_kind.csv'), everyKind);
  const layout = canonical.layout(names, null);
  rows.forEach((row, i) => {
    canonical.add(
      1,
      i + 1,
      names.map((name) => row[name]),
      layout,
    );
  });
  canonical.close();
  await loadCanonical(database, everyKind, canonical);
  await database.run(createCleanSql(everyKind));
  await database.run(createTypedSql(everyKind));
  const columns = names.map((name) => `CAST("${name}" AS VARCHAR) AS "${name}"`).join(', ');
  typed = await database.rows(
    `SELECT * REPLACE (${columns}, CAST(started_at_timed AS VARCHAR) AS started_at_timed) FROM typed_every_kind ORDER BY line`,
  );
  const named = await database.rows<{ line: number; field: string; rule: string }>(
    `SELECT line, field, ${faultSql(everyKind, names)} AS rule FROM (${brokenCellsSql(everyKind)})`,
  );
  for (const { line, field, rule } of named) (typed[line - 1] ?? {})[`b_${field}`] = rule;
});
afterAll(async () => {
  await database.close();
  remove(folder);
});

/** What zod says of a raw text: the value as SQL would print it, or the rule it breaks. */
function byZod(name: Name, raw: string): { value: unknown; rule: string | null } {
  const result = fields[name].schema.safeParse(raw);
  if (!result.success) {
    const [issue] = result.error.issues as { params?: { rule?: string } }[];
    return { value: undefined, rule: issue?.params?.rule ?? 'no rule' };
  }
  return { value: result.data, rule: null };
}

/** What the database says of the same cell, in the types of zod. */
function bySql(name: Name, row: Record<string, unknown>): { value: unknown; rule: string | null } {
  const rule = (row[`b_${name}`] ?? null) as string | null;
  if (rule !== null) return { value: undefined, rule };
  const text = row[name] as string | null;
  if (text === null) return { value: null, rule };
  switch (fields[name].meta.cell.kind) {
    case 'bool':
      return { value: text === 'true', rule };
    case 'int':
    case 'decimal':
    case 'age':
    case 'asa':
    case 'choices':
      return { value: Number(text), rule };
    case 'datetime':
      return { value: { at: text, timed: row[`${name}_timed`] === 'true' }, rule };
    default:
      return { value: text, rule };
  }
}

const shown = (value: unknown) => JSON.stringify(value).slice(0, 80);

describe('zod and the database', () => {
  it.each(names)('come to the same value or the same broken rule for %s', (name) => {
    const differing = rows.flatMap((row, i) => {
      const [zod, sql] = [byZod(name, row[name]), bySql(name, typed[i] ?? {})];
      return JSON.stringify(zod) === JSON.stringify(sql)
        ? []
        : [`${shown(row[name])} ${shown(zod)} ${shown(sql)}`];
    });
    expect(differing).toEqual([]);
    expect(typed).toHaveLength(rowCount);
  });

  it.each(names)('meet sound, blank and broken cells of %s in fair number', (name) => {
    const verdicts = rows.map((row) => byZod(name, row[name]));
    const share = (is: (verdict: (typeof verdicts)[number]) => boolean) =>
      verdicts.filter(is).length / rowCount;
    expect(share(({ rule }) => rule === null)).toBeGreaterThan(0.05);
    expect(share(({ rule }) => rule !== null)).toBeGreaterThan(name === 'remark' ? -1 : 0.005);
    expect(rows.filter((row) => isMissing(fold(row[name]))).length / rowCount).toBeGreaterThan(0.05);
  });
});

describe('the quick reading of a plain text', () => {
  const isPlain = (text: string) => {
    const bytes = Buffer.from(`\ufeffa,b\nx,${text}\n`);
    return new PlainGrammar().take(bytes, 0, bytes.length) === null;
  };

  it.each(names)('of %s gives what the cast gives, or nothing', async (name) => {
    const cell: Cell = fields[name].meta.cell;
    const narrow = (text: string) =>
      text.replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
    const sent = rows.map((row) => row[name]).concat(rows.map((row) => fold(row[name])));
    // The lanes fold full-width forms before they look.
    const texts = [...new Set(sent.filter((text) => text !== '' && isPlain(text)).map(narrow))];
    await database.run('CREATE OR REPLACE TEMP TABLE plain (raw VARCHAR)');
    await database.append(
      'plain',
      texts.map((text) => [text]),
      ['text'],
    );
    // The fast lane looks at the length of texts and at words for "not known" afterwards, in bulk.
    const accepted = ['text', 'identifier', 'hospital code'].includes(cell.kind)
      ? `strlen(raw) <= 512 AND TRY_CAST(raw AS missing_word) IS NULL AND NOT ${oddTextSql('raw')}`
      : 'true';
    const cast = cell.cast(cell.tidy?.sql('raw') ?? 'raw');
    const also = (cell.also ?? []).map((a) => `${a.quick('raw')} IS NOT DISTINCT FROM ${a.cast('raw')}`);
    const quick = await database.rows<{ raw: string; same: boolean }>(
      `SELECT raw, ${cell.quick('raw')} IS NOT DISTINCT FROM ${cast} ${also.map((a) => ` AND ${a}`).join('')} AS same
       FROM plain WHERE ${cell.quick('raw')} IS NOT NULL AND ${accepted}`,
    );
    expect(quick.filter(({ same }) => !same).map(({ raw }) => shown(raw))).toEqual([]);
    // A word for "not known" is not in the cast's domain; the quick reading must leave it alone.
    expect(quick.filter(({ raw }) => isMissing(raw))).toEqual([]);
    if (!['free text', 'month'].includes(cell.kind)) expect(quick.length).toBeGreaterThan(1);
  });

  it('knows every word of the types it looks cells up in', () => {
    expect(quickTypesSql(everyKind).map((sql) => sql.split(' ')[2])).toEqual(['methods_word', 'asa_word']);
  });
});
