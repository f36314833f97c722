import { describe, expect, it } from 'vitest';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import { dictionariesWith, readMapping } from '../../../pipeline/mapping/index.js';
import { type DraftMapping, suggestMapping } from '../../../pipeline/mapping/suggest-mapping.js';

const draft = (rows: string[][], options: { table?: string; lang?: 'zh' | 'en' } = {}): DraftMapping =>
  suggestMapping([{ name: 'a.csv', sheet: null, rows }], headerDictionaries, {
    hospital: 'H1',
    lang: 'zh',
    ...options,
  });
const said = ({ todo }: DraftMapping) => todo.join('\n');

const header = [
  '病案号',
  '姓名',
  'ECMO支持模式',
  '上机时间',
  '撤机时间',
  '体重(g)',
  '是否ECPR',
  '经治医生电话',
];
const rows = [
  header,
  ['0012345', '欧阳某某', '1', '2026-10-05 08:00', '2026-10-09', '65000', '1', '13800138000'],
  ['0012346', '司马某某', '2', '2026-10-06 08:00', '', '3500', '2', '13900139000'],
  ['0012347', '诸葛某某', '1', '2026-10-07 08:00', '', '', '', ''],
];

describe('suggestMapping', () => {
  it('fills in what is likely, leaves codes empty, and lists everything to confirm', () => {
    const found = draft(rows);
    expect(found.hospital).toBe('H1');
    expect(found.tables).toEqual({
      ecmo_runs: {
        headers: { ECMO支持模式: 'mode', '体重(g)': 'weight_kg' },
        values: { mode: { '1': '', '2': '' }, ecpr: { '2': '' } },
        units: { weight_kg: { factor: '0.001', unit: 'g' } },
      },
    });
    expect(said(found)).toContain('“ECMO支持模式”很可能是 mode（支持模式）');
    expect(said(found)).toContain('“是否ECPR”中的 1 现按数据字典的含义读取');
    expect(said(found)).toContain('将不读取：“经治医生电话”');
  });

  it('shows no cell of a personal or free text column, nor of one it does not know', () => {
    const text = JSON.stringify(draft(rows));
    for (const cell of ['0012345', '某某', '13800138000', '2026-10-05']) expect(text).not.toContain(cell);
  });

  it('shows no cell of a column that is no choice, even one that its field refuses', () => {
    const text = JSON.stringify(
      draft([
        ['病案号', '支持模式', '上机时间', '出生日期', '年龄', '备注'],
        ['1', 'VA', '待定甲', '五月五日', '三岁半', '某某备注'],
      ]),
    );
    for (const cell of ['待定甲', '五月五日', '三岁半', '某某备注']) expect(text).not.toContain(cell);
  });

  it('cannot be used before a person has gone through it, and then can', () => {
    const found = draft(rows);
    expect(() => readMapping(JSON.stringify(found), 'x')).toThrow(/nothing left to confirm/);
    const { todo: _, ...rest } = found;
    expect(() => readMapping(JSON.stringify(rest), 'x')).toThrow(/must be filled in/);
    const done = JSON.stringify({
      ...rest,
      tables: {
        ecmo_runs: {
          ...rest.tables['ecmo_runs'],
          values: { mode: { '1': 'VV', '2': 'VA' }, ecpr: { '2': '否' } },
        },
      },
    });
    expect(dictionariesWith(headerDictionaries, readMapping(done, 'x'))).not.toBe(headerDictionaries);
  });

  it('does not choose between fields that are alike', () => {
    const found = draft([
      ['病案号', '支持模式', '上机时间', '讨论医师人数'],
      ['1', 'VA', '2026-10-01', '3'],
    ]);
    expect(found.tables['ecmo_runs']).toEqual({ headers: { 讨论医师人数: '' } });
    expect(said(found)).toMatch(
      /“讨论医师人数”可能是 .*start_physicians.*removal_physicians|removal_physicians.*start_physicians/,
    );
  });

  it('says which required column it could not find', () => {
    const found = draft([
      ['病案号', '上机时间', '撤机时间', '撤机原因', 'zzz'],
      ['1', '2026-10-01', '', '', '7'],
    ]);
    expect(said(found)).toContain('必需列 mode（支持模式） 没有找到');
    expect(said(found)).toContain('将不读取：“zzz”');
  });

  it('asks for the unit where numbers lie outside the range', () => {
    const found = draft([
      ['病案号', '支持模式', '上机时间', '体重'],
      ['1', 'VA', '2026-10-01', '65000'],
      ['2', 'VA', '2026-10-01', '3500'],
    ]);
    expect(said(found)).toContain('“体重”的 2/2 个数值不在 0.3–400 之间');
  });

  it('drafts nothing where there is nothing to say', () => {
    expect(
      draft([
        ['病案号', '支持模式', '上机时间'],
        ['1', 'VA', '2026-10-01'],
      ]),
    ).toEqual({
      hospital: 'H1',
      todo: [],
      tables: {},
    });
  });

  it('takes no row of patients for a header', () => {
    const found = draft([
      ['0012345', '欧阳某某', 'VA', '2026-10-05'],
      ['0012346', '司马某某', 'VV', '2026-10-06'],
    ]);
    expect(found.tables).toEqual({});
    expect(said(found)).toContain('没有认出表头行');
    expect(JSON.stringify(found)).not.toContain('某某');
  });

  it('finds a header of which no cell is known, with or without the table named', () => {
    const own = [
      ['住院病案编号', 'ECMO上机开始时间', 'ECMO的支持模式', '患者年龄(岁)'],
      ['1', '2026-10-01 08:00', 'VA', '56'],
    ];
    expect(draft(own).tables['ecmo_runs']?.headers).toMatchObject({ ECMO的支持模式: 'mode' });
    expect(draft(own, { table: 'vad_implants' }).tables['ecmo_runs']).toBeUndefined();
  });

  it('lists at most fifty codes, all short, and is the same each time', () => {
    const many = (count: number, code: (i: number) => string) =>
      draft([
        ['病案号', '支持模式', '上机时间'],
        ...Array.from({ length: count }, (_, i) => [String(i), code(i), '2026-10-01']),
      ]);
    expect(Object.keys(many(50, (i) => `m${i}`).tables['ecmo_runs']?.values?.['mode'] ?? {})).toHaveLength(
      50,
    );
    const over = many(51, (i) => `m${i}`);
    expect(over.tables['ecmo_runs']).toBeUndefined();
    expect(said(over)).toContain('超过 50 种');
    expect(many(3, () => '欧阳某某的一段很长很长的说明').tables).toEqual({});
    expect(JSON.stringify(draft(rows))).toBe(JSON.stringify(draft(rows)));
  });

  it('says it in English too', () => {
    expect(said(draft(rows, { lang: 'en' }))).toContain('"ECMO支持模式" is likely mode');
  });
});
