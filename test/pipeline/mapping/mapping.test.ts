import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import {
  cellMapper,
  dictionariesWith,
  mappingAt,
  mappingFor,
  readMapping,
} from '../../../pipeline/mapping/index.js';
import { InputError } from '../../../pipeline/message/errors.js';
import { recogniseHeader } from '../../../pipeline/read/header.js';
import { FileRefusal } from '../../../pipeline/read/refusal.js';
import { newFolder, remove } from '../fixture.js';

/** A mapping file for ECMO runs with these sections. */
const ecmo = (sections: object, rest: object = {}) =>
  JSON.stringify({ hospital: 'H1', tables: { ecmo_runs: sections }, ...rest });

/** What the refusal of a mapping file says, in both languages. */
function refusal(text: string | Uint8Array): { zh: string; en: string } {
  try {
    readMapping(text, 'mappings/H1.json');
  } catch (error) {
    if (error instanceof InputError && error.code === 'bad-mapping') return error.text;
    throw error;
  }
  throw new Error('was not refused');
}

const good = ecmo({
  headers: { 住院流水号: 'case_no', '入院体重（G）': '体重(kg)', 开始: 'started_at', 模式: 'mode' },
  values: {
    mode: { '1': 'VV', '２': 'VA' },
    ecpr: { '1': '否', '2': '是' },
    died_at: { '9999-12-31': '未知' },
  },
  units: { weight_kg: { factor: '0.001', unit: 'g' } },
});

describe('readMapping', () => {
  it('gives headers, folded codes and units by field, and the hash of the bytes', () => {
    const mapping = readMapping(good, 'mappings/H1.json');
    const table = mapping.tables.get('ecmo_runs');
    expect(mapping.hospital).toBe('H1');
    expect(mapping.hash).toBe(createHash('sha256').update(good).digest('hex'));
    expect(table?.headers.get('入院体重（G）')).toEqual({ field: 'weight_kg', insteadOf: null });
    expect([...(table?.values.get('mode') ?? [])]).toEqual([
      ['1', 'VV'],
      ['2', 'VA'],
    ]);
    expect(table?.units.get('weight_kg')).toEqual({ factor: '0.001', unit: 'g' });
  });

  it('reads a file with a byte order mark, as Notepad writes it', () => {
    const bytes = Buffer.from(`\ufeff${good}`);
    expect(readMapping(bytes, 'x').hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it.each<[string, string, string[], string[]]>([
    ['no JSON', '{"hospital": “H1”}', ['应为 JSON'], ['must be JSON']],
    [
      'an unknown section',
      ecmo({ header: {} }),
      ['tables → ecmo_runs：不得有其他键', 'header'],
      ['no other keys'],
    ],
    ['no hospital', '{"tables":{}}', ['hospital：应为文本', '缺少'], ['hospital: must be text']],
    ['a list', '[]', ['(root)：应为 {"hospital", "tables"}'], ['must be {"hospital", "tables"}']],
    [
      'an unknown table',
      '{"hospital":"H1","tables":{"ecmo_run":{}}}',
      ['ecmo_run', '是否应为 ecmo_runs？'],
      ['Did you mean ecmo_runs?'],
    ],
    [
      'an unknown field',
      ecmo({ headers: { 模式: '支持方式' } }),
      ['tables → ecmo_runs → headers → 模式', '“支持方式”', 'mode（支持模式）'],
      ['must be a field or header of ECMO runs', 'mode (支持模式)'],
    ],
    ['an empty target', ecmo({ headers: { 模式: '' } }), ['须填写'], ['must be filled in']],
    ['an empty word', ecmo({ values: { mode: { '1': '' } } }), ['mode → 1：须填写'], ['must be filled in']],
    [
      'a word the field does not know',
      ecmo({ values: { end_reason: { '3': '心肺功能好转' } } }),
      ['end_reason → 3：应为 心肺功能改善', '是否应为“心肺功能改善”？'],
      ['Did you mean "心肺功能改善"?'],
    ],
    ['not known for a required field', ecmo({ values: { mode: { '9': '未知' } } }), ['mode → 9'], ['VV']],
    [
      "another field's header",
      ecmo({ headers: { 年龄: 'weight_kg' } }),
      ['“年龄”在数据字典中已是 age（年龄）', '"instead_of": "age"'],
      ['gives "年龄" to age', '"instead_of": "age"'],
    ],
    [
      "another field's header in its own unit",
      ecmo({ headers: { '体重（公斤）': 'age' } }),
      ['已是 weight_kg'],
      ['to weight_kg'],
    ],
    [
      'instead of a field that does not own the header',
      ecmo({ headers: { 年龄: { field: 'weight_kg', instead_of: 'sex' } } }),
      ['instead_of：应为', 'age（年龄）'],
      ['must be the field that the dictionary gives "年龄" to, age'],
    ],
    [
      'instead of nothing',
      ecmo({ headers: { 入院体重: { field: 'weight_kg', instead_of: 'sex' } } }),
      ['并不属于其他字段'],
      ['to no other field'],
    ],
    [
      'a unit without its conversion',
      ecmo({ headers: { '入院体重(g)': 'weight_kg' } }),
      ['在 units 中写明换算', '"unit": "g"'],
      ['conversion stated in units'],
    ],
    [
      'a unit other than the one stated',
      ecmo({
        headers: { '入院体重(斤)': 'weight_kg', '入院体重(lb)': 'weight_kg' },
        units: { weight_kg: { factor: '0.001', unit: 'g' } },
      }),
      ['入院体重(lb)：表头的单位应与 units 中写的 g 一致'],
      ['must have the unit that units states, g'],
    ],
    [
      'our unit with a factor',
      ecmo({ units: { weight_kg: { factor: '0.001', unit: '公斤' } } }),
      ['系数应为 1'],
      ['must be 1'],
    ],
    [
      'a unit for a word',
      ecmo({ units: { mode: { factor: '2', unit: 'x' } } }),
      ['只有数字字段'],
      ['must be a number'],
    ],
    [
      'a unit for an age',
      ecmo({ units: { age: { factor: '12', unit: '月' } } }),
      ['只有数字字段'],
      ['must be a number'],
    ],
    ...['-1', '0', '0.000', '1e3', '.5', '1/0', '0/3', '1/3/5', '1/', '٣', ''].map(
      (factor): [string, string, string[], string[]] => [
        `a factor of "${factor}"`,
        ecmo({ units: { weight_kg: { factor, unit: 'g' } } }),
        ['weight_kg → factor', '应'],
        ['must be'],
      ],
    ),
    [
      'minutes by sixty',
      ecmo({
        headers: { 通气分钟: 'ventilated_hours' },
        units: { ventilated_hours: { factor: '60', unit: '分钟' } },
      }),
      ['ventilated_hours → factor：由 分钟 换算为 h 的系数应为 "1/60"'],
      ['must be "1/60"'],
    ],
    ...['通气分钟', '机械通气时长', '通气时间（分钟）', '通气时间(入院前)'].map(
      (header): [string, string, string[], string[]] => [
        `no unit in ${header}`,
        ecmo({ headers: { [header]: 'ventilated_hours' } }),
        ['应在 units 中写明'],
        ['must have its unit stated'],
      ],
    ),
    [
      'another unit than the header',
      ecmo({
        headers: { '通气时间（小时）': 'ventilated_hours' },
        units: { ventilated_hours: { factor: '1/60', unit: 'min' } },
      }),
      ['应在 units 中写明'],
      ['must have its unit stated'],
    ],
    [
      'a month that is none',
      JSON.stringify({ hospital: 'H1', from: '2026-13', tables: {} }),
      ['from：应为月份'],
      ['month'],
    ],
    [
      'an end before the start',
      JSON.stringify({ hospital: 'H1', from: '2026-10', to: '2026-09', tables: {} }),
      ['to：不得早于 from'],
      ['must not be before from'],
    ],
    [
      'a factor as a number',
      ecmo({ units: { weight_kg: { factor: 0.001, unit: 'g' } } }),
      ['factor：应为文本', '0.001'],
      ['must be text'],
    ],
    [
      'codes of patients',
      ecmo({ values: { patient_id: { '110101199001011234': 'x' } } }),
      ['个人信息'],
      ['personal'],
    ],
    [
      'another hospital',
      ecmo({ values: { hospital_id: { A1: 'H2' } } }),
      ['应为本院编码 H1', '“H2”'],
      ["this hospital's code, H1"],
    ],
    [
      'a meaning for blank',
      ecmo({ values: { ecpr: { '／': '否' } } }),
      ['一律为不详'],
      ['must not give a meaning to blank'],
    ],
    [
      'the same code in two widths',
      ecmo({ values: { mode: { '1': 'VV', '１': 'VA' } } }),
      ['每个代码只能写一次'],
      ['name each code once'],
    ],
    [
      'the same header in two widths',
      ecmo({ headers: { 'A B': 'mode', 'ａ ｂ': 'age' } }),
      ['每个表头只能写一次'],
      ['name each header once'],
    ],
    [
      'one field under two names',
      ecmo({ values: { mode: { '1': 'VV' }, 支持模式: { '1': 'VA' } } }),
      ['每个字段只能写一次'],
      ['name each field once'],
    ],
    [
      'a key twice',
      '{"hospital":"H1","tables":{"ecmo_runs":{"values":{"ecpr":{"1":"是","1":"否"}}}}}',
      ['tables → ecmo_runs → values → ecpr：每个键只能写一次', '“1”'],
      ['must name each key once'],
    ],
    [
      'a key twice, once in disguise',
      '{"hospital":"H1","tables":{},"\\u0074ables":{}}',
      ['每个键只能写一次'],
      ['name each key once'],
    ],
    ...['__proto__', 'constructor', 'prototype', '\\u005f_proto__'].map(
      (key): [string, string, string[], string[]] => [
        `the key ${key}`,
        `{"hospital":"H1","tables":{"ecmo_runs":{"headers":{"${key}":"mode"}}}}`,
        ['不得使用保留名'],
        ['must not use reserved names'],
      ],
    ),
    [
      'a draft',
      ecmo({}, { todo: ['体重可能以克为单位'] }),
      ['草稿', '体重可能以克为单位'],
      ['nothing left to confirm'],
    ],
    [
      'too many codes',
      ecmo({ values: { mode: Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`c${i}`, 'VV'])) } }),
      ['最多 2000 项'],
      ['at most 2000'],
    ],
    ['a header of 201 characters', ecmo({ headers: { ['x'.repeat(201)]: 'mode' } }), ['200'], ['200']],
  ])('refuses %s, in both languages, naming file and place', (_, text, zh, en) => {
    const said = refusal(text);
    expect(said.zh).toContain('mappings/H1.json');
    expect(said.en).toContain('mappings/H1.json');
    for (const part of zh) expect(said.zh).toContain(part);
    for (const part of en) expect(said.en).toContain(part);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('names every fault at once', () => {
    const said = refusal(ecmo({ headers: { a: 'b' }, values: { mode: { '1': 'x' } } }));
    expect(said.en).toContain('2 places');
    expect(said.zh).toMatch(/2 处不符：（1）.*（2）/);
  });

  it('refuses bytes that are not UTF-8, and depth without end, without an untyped throw', () => {
    expect(refusal(Uint8Array.of(0x7b, 0xd6, 0xd0, 0x7d)).zh).toContain('UTF-8');
    expect(refusal('['.repeat(500_000) + ']'.repeat(500_000)).en).toContain('must be');
    expect(refusal(`"${'\\"'.repeat(400_000)}"`).en).toContain('must be');
  });
});

describe('dictionariesWith', () => {
  const header = (text: string, cells: string[]) =>
    recogniseHeader(cells, dictionariesWith(headerDictionaries, readMapping(text, 'x')), {
      hospitalFromFolder: true,
    });
  const refused = (text: string, cells: string[]) => {
    try {
      header(text, cells);
    } catch (error) {
      if (error instanceof FileRefusal) return [error.code, error.texts.zh];
      throw error;
    }
    return null;
  };

  it('recognises their headers beside ours', () => {
    expect(header(good, ['住院流水号', '模式', '开始', '入院体重(g)', '撤机时间']).columns).toEqual([
      'case_no',
      'mode',
      'started_at',
      'weight_kg',
      'ended_at',
    ]);
    expect(header(good, ['病案号', '支持模式', '上机时间', '体重']).columns).toEqual([
      'case_no',
      'mode',
      'started_at',
      'weight_kg',
    ]);
  });

  it('gives a header to another field where the file says so', () => {
    const text = ecmo({
      headers: { 患者ID: { field: 'case_no', instead_of: 'patient_id' }, 身份证: 'patient_id' },
    });
    expect(header(text, ['患者ID', '身份证', '支持模式', '上机时间']).columns).toEqual([
      'case_no',
      'patient_id',
      'mode',
      'started_at',
    ]);
    expect(headerDictionaries.some(({ fields }) => fields.some((f) => f.headers.includes('患者ID')))).toBe(
      true,
    );
  });

  it('refuses a file that states our unit where the mapping converts, and one with both headers', () => {
    const base = ['病案号', '支持模式', '上机时间'];
    expect(refused(good, [...base, '体重(kg)'])?.[0]).toBe('unit-mismatch');
    expect(refused(good, [...base, '体重(kg)'])?.[1]).toContain('“入院体重（G）”');
    expect(refused(good, [...base, '体重（公斤）'])?.[0]).toBe('unit-mismatch');
    expect(refused(good, [...base, '体重(g)'])).toBeNull();
    expect(refused(good, [...base, '体重', '入院体重（G）'])?.[0]).toBe('duplicate-column');
    expect(header(good, [...base, 'weight_kg']).columns.at(-1)).toBeNull();
  });
});

describe('cellMapper', () => {
  const mapping = readMapping(good, 'x');
  const columns = ['case_no', 'mode', 'ecpr', 'weight_kg', null, 'died_at'];

  it('turns codes and units, and leaves what it does not know', () => {
    const mappers = cellMapper(mapping, 'ecmo_runs', columns);
    const cells = (row: string[]) => row.map((cell, i) => mappers?.[i]?.(cell) ?? cell);
    expect(cells(['007', '1', '1', '3500', 'x', '9999-12-31'])).toEqual([
      '007',
      'VV',
      '否',
      '3.5',
      'x',
      '未知',
    ]);
    expect(cells(['', ' ２　', '2', '１,０００', '', '2026-10-01'])).toEqual([
      '',
      'VA',
      '是',
      '1',
      '',
      '2026-10-01',
    ]);
    expect(cells(['1', '3', '', '', '', ''])).toEqual(['1', '3', '', '', '', '']);
    expect(cells(['1', 'VV', '3', '3500g', '', '-'])).toEqual(['1', 'VV', '3', '3500g', '', '-']);
  });

  it('is null where there is nothing to do', () => {
    expect(cellMapper(mapping, 'ecmo_runs', ['case_no', 'started_at', null])).toBeNull();
    expect(cellMapper(mapping, 'vad_implants', ['device_type'])).toBeNull();
    expect(cellMapper(null, 'ecmo_runs', columns)).toBeNull();
  });

  it('turns each code of a list', () => {
    const text = JSON.stringify({
      hospital: 'H1',
      tables: { anesthesia_cases: { values: { methods: { '1': '全身麻醉', '2': '腰麻', '1+2': '其他' } } } },
    });
    const map = cellMapper(readMapping(text, 'x'), 'anesthesia_cases', ['methods'])?.[0];
    expect(map?.('1； 2')).toBe('全身麻醉;腰麻');
    expect(map?.('1+2')).toBe('其他');
    expect(map?.('1、局麻')).toBe('全身麻醉;局麻');
    expect(map?.('局麻')).toBe('局麻');
  });

  it('does not multiply a number that came from the list of codes', () => {
    const text = ecmo({
      values: { weight_kg: { 新生儿: '3' } },
      units: { weight_kg: { factor: '0.001', unit: 'g' } },
    });
    const map = cellMapper(readMapping(text, 'x'), 'ecmo_runs', ['weight_kg'])?.[0];
    expect([map?.('新生儿'), map?.('3')]).toEqual(['3', '0.003']);
  });
});

describe('mappingFor', () => {
  let folder = '';
  beforeAll(() => {
    folder = newFolder();
    mkdirSync(join(folder, 'mappings', 'H3.json'), { recursive: true });
    writeFileSync(join(folder, 'mappings', 'H1.json'), good);
    writeFileSync(join(folder, 'mappings', 'H2.json'), good);
    writeFileSync(join(folder, 'outside.json'), good);
    symlinkSync(join(folder, 'outside.json'), join(folder, 'mappings', 'H4.json'));
    writeFileSync(join(folder, 'mappings', 'H5.json'), Buffer.alloc((1 << 20) + 1, 0x20));
  });
  afterAll(() => remove(folder));
  const find = (hospital: string) => mappingFor(join(folder, 'mappings'), hospital, '2026-10');

  it('finds the file of a hospital, and nothing where there is none', () => {
    expect(find('H1')?.mapping.hospital).toBe('H1');
    for (const code of ['H9', '', '..', '../outside', 'a/b', 'a\0b', 'x'.repeat(101)])
      expect(find(code)).toBeNull();
    expect(mappingFor(join(folder, 'nowhere'), 'H1', '2026-10')).toBeNull();
  });

  it.each([
    ['another hospital inside', 'H2', /must be H2, not "H1"/],
    ['a folder', 'H3', /must be a regular file/],
    ['a link', 'H4', /must be a regular file/],
    ['more than 1 MB', 'H5', /must be a regular file of at most 1 MB/],
  ])('refuses %s', (_, hospital, says) => {
    expect(() => find(hospital)).toThrow(says);
    expect(() => find(hospital)).toThrow(InputError);
  });

  it('takes the one that is for the month, and the one that begins last of two', () => {
    const at = (months: Record<string, string>) => JSON.stringify({ hospital: 'H6', ...months, tables: {} });
    writeFileSync(join(folder, 'mappings', 'H6.json'), at({ to: '2026-09' }));
    writeFileSync(join(folder, 'mappings', 'H6@新系统.json'), at({ from: '2026-06' }));
    const used = (month: string) => mappingFor(join(folder, 'mappings'), 'H6', month)?.path.split('/').at(-1);
    expect(['2026-05', '2026-06', '2026-09', '2026-10'].map(used)).toEqual([
      'H6.json',
      'H6@新系统.json',
      'H6@新系统.json',
      'H6@新系统.json',
    ]);
    writeFileSync(join(folder, 'mappings', 'H6.json'), at({ from: '2026-06', to: '2026-09' }));
    expect(used('2026-10')).toBe('H6@新系统.json');
    expect(() => used('2026-05')).toThrow(/must be for 2026-05/);
    expect(() => used('2026-07')).toThrow(/H6\.json/);
  });

  it('reads one by its path, for any hospital or for one', () => {
    expect(mappingAt(join(folder, 'outside.json'), null).hospital).toBe('H1');
    expect(() => mappingAt(join(folder, 'outside.json'), 'H2')).toThrow(/must be H2/);
    expect(() => mappingAt(join(folder, 'none.json'), null)).toThrow(/no-mapping/);
  });
});
