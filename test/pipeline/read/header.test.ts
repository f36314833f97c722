import { describe, expect, it } from 'vitest';
import { type HeaderOptions, recogniseHeader } from '../../../pipeline/read/header.js';
import { editDistance, headerKey, nearest } from '../../../pipeline/read/header-key.js';
import { FileRefusal } from '../../../pipeline/read/refusal.js';
import { growth, linear } from '../../growth.js';
import { dictionaries, HEADER, ROW, read, refusalOf } from './fixture.js';

const VAD = '医院编码,病案号,装置类型,植入日期';

function recognise(header: string, options: HeaderOptions = {}) {
  return recogniseHeader(header.split(','), dictionaries, options);
}

function refused(header: string, options: HeaderOptions = {}): FileRefusal {
  try {
    recognise(header, options);
  } catch (error) {
    if (error instanceof FileRefusal) return error;
    throw error;
  }
  throw new Error('The header was not refused');
}

describe('headerKey', () => {
  it.each([
    ['体重(kg)', '体重（Kg）'],
    ['体重(kg)', ' 体重 (kg) *'],
    ['上机时间', '上 机\n时间'],
    ['上机时间', '\uFEFF上机\u200B时间\u3000'],
    ['ecmo模式', 'ＥＣＭＯ 模式'],
    ['hospital_id', 'Hospital_ID'],
    ['心脏指数(l/min/m2)', '心脏指数(L/min/m²)'],
    ['case no', 'Case  No'],
  ])('is %j for %j', (key, header) => {
    expect(headerKey(header)).toBe(key);
  });

  it('takes linear time on hostile text', async () => {
    for (const piece of [' ', 'a ', '(', '*'])
      expect(await growth((size) => piece.repeat(size), headerKey, 100_000), piece).toBeLessThan(linear);
  });
});

describe('nearest', () => {
  it('names the one word that is surely meant', () => {
    expect(nearest('病案好', ['病案号', '住院号'])).toBe('病案号');
    expect(nearest('hospitl_id', ['hospital_id'])).toBe('hospital_id');
  });

  it('names none where two are as near or all are far', () => {
    expect(nearest('性号', ['性别', '编号'])).toBeNull();
    expect(nearest('上报人', ['病案号'])).toBeNull();
  });
});

describe('editDistance', () => {
  it('counts a swap of neighbours as one', () => {
    expect(editDistance('撤时机间', '撤机时间')).toBe(1);
    expect(editDistance('abc', 'abc')).toBe(0);
    expect(editDistance('', 'ab')).toBe(2);
  });
});

describe('recogniseHeader', () => {
  it('knows the table from its headers in any order, by aliases and English names', () => {
    expect(recognise(HEADER).table).toBe('ecmo_runs');
    expect(recognise(VAD).table).toBe('vad_implants');
    expect(recognise('city,name,hospital_id').columns).toEqual(['city', 'name', 'hospital_id']);
    expect(recognise('ecmo模式,CASE_NO,机构编码,ECMO开始时间').columns).toEqual([
      'mode',
      'case_no',
      'hospital_id',
      'started_at',
    ]);
  });

  it('gives the positions of the required columns', () => {
    expect(recognise(HEADER).required).toEqual([0, 1, 3, 4]);
  });

  it('lists unknown and unnamed columns, with a hint only when sure', () => {
    const { unknown, columns } = recognise(`${VAD},床号,,性 别,心脏指树(L/min/m²)`);
    expect(unknown).toEqual([
      { position: 4, header: '床号', near: null },
      { position: 5, header: '', near: null },
      { position: 7, header: '心脏指树(L/min/m²)', near: '心脏指数(L/min/m²)' },
    ]);
    expect(columns[6]).toBe('sex');
  });

  it('refuses a missing required column and names the nearest header', () => {
    const found = refused('医院编码,病案好,支持模式,上机时间,姓名');
    expect(found.code).toBe('missing-column');
    expect(found.facts).toMatchObject({ table: 'ecmo_runs', missing: ['case_no'], near: ['病案好'] });
    expect(found.texts.zh).toContain('“病案号”（是否写成了“病案好”？）');
    expect(found.texts.en).toContain('did you mean "病案好"?');
  });

  it('gives no hint where nothing is near', () => {
    expect(refused('医院编码,床位,支持模式,上机时间,姓名').facts['near']).toEqual([]);
  });

  it('lets hospital_id be missing only in a folder of the hospital', () => {
    const header = '病案号,支持模式,上机时间,姓名';
    expect(refused(header).code).toBe('missing-column');
    expect(recognise(header, { hospitalFromFolder: true }).required).toEqual([0, 1, 2]);
    expect(refused('支持模式,上机时间,姓名', { hospitalFromFolder: true }).facts['missing']).toEqual([
      'case_no',
    ]);
  });

  it('refuses two columns of one field, also by alias', () => {
    expect(refused(`${HEADER},姓名`).code).toBe('duplicate-column');
    const found = refused(`${HEADER},住院号`);
    expect(found.facts).toEqual({ field: 'case_no', headers: ['病案号', '住院号'] });
  });

  it('accepts two unknown columns of one name', () => {
    expect(recognise(`${VAD},床号,床号`).unknown).toHaveLength(2);
  });

  it('refuses a unit that contradicts the dictionary, naming both', () => {
    const found = refused(`${VAD},NT-proBNP(ng/ml)`);
    expect(found.code).toBe('unit-mismatch');
    expect(found.facts).toEqual({ found: 'NT-proBNP(ng/ml)', expected: 'NT-proBNP(pg/ml)' });
    expect(refused(`${HEADER},体重(g)`).code).toBe('unit-mismatch');
  });

  it.each(['NT-proBNP（pg/mL）', 'nt-probnp (PG/ML)', 'NT-proBNP(pg/ml)'])(
    'accepts the unit of %s',
    (header) => {
      expect(recognise(`${VAD},${header}`).columns[4]).toBe('nt_probnp_pg_ml');
    },
  );

  it.each(['体重（公斤）', '体重(千克)', '体重', '体重（KG）'])('knows %s as the weight in kg', (header) => {
    expect(recognise(`${HEADER},${header}`).columns[6]).toBe('weight_kg');
  });

  it('takes a remark in brackets for no unit, and does not guess the column', () => {
    expect(recognise(`${HEADER},体重(入院时)`).columns[6]).toBeNull();
    expect(recognise(`${VAD},NT-proBNP`).columns[4]).toBeNull();
  });

  it('knows a header that gives its alias in brackets', () => {
    expect(recognise('医院编码,病案号(住院号),支持模式,上机时间').columns[1]).toBe('case_no');
  });

  it('never takes a small table for one whose columns are in the file', () => {
    const found = refused('医院编码,医院名称,病案号,姓名,性别,上机时间,撤机时间');
    expect(found.code).toBe('missing-column');
    expect(found.facts['table']).toBe('ecmo_runs');
  });

  it('does not take two columns among many others for a small table', () => {
    expect(refused('医院编码,医院名称,科室,床号,费用,医生').code).toBe('unknown-table');
    expect(recognise('医院编码,医院名称,科室,床号').table).toBe('hospitals');
  });

  it('refuses a header that fits two tables alike', () => {
    const twin = { table: 'twin', fields: dictionaries[2]?.fields ?? [] };
    expect(() => recogniseHeader(['医院编码', '医院名称'], [...dictionaries, twin])).toThrow(
      /hospitals and twin/,
    );
  });

  it('refuses a header of which nothing is known, saying what was found', () => {
    const found = refused('科室,床号,费用');
    expect(found.code).toBe('unknown-table');
    expect(found.facts).toMatchObject({ best: null });
  });

  it('names the best candidate where too little is known', () => {
    const found = refused('医院编码,科室,床号,费用,医生,护士');
    expect(found.code).toBe('unknown-table');
    expect(found.texts.en).toContain('Nearest is');
  });

  it('throws on a dictionary that gives one header to two fields', () => {
    const field = (name: string) => ({ name, headers: ['同名'], required: true });
    const wrong = { table: 'wrong', fields: [field('a'), field('b')] };
    expect(() => recogniseHeader(['同名'], [wrong])).toThrow(/gives "同名" to a and b/);
  });
});

describe('the header of a file', () => {
  it.each([[','], [';'], ['\t'], ['|']])('is found under the delimiter %j', async (delimiter) => {
    const { result, records } = await read(`${HEADER}\n${ROW}\n`.replaceAll(',', delimiter));
    expect(result.delimiter).toBe(delimiter);
    expect(records[0]?.cells).toEqual(ROW.split(','));
  });

  it.each(['，', '；', '｜'])('is refused with the full-width %s as separator', async (delimiter) => {
    const found = await refusalOf(`${HEADER}\n${ROW}\n`.replaceAll(',', delimiter));
    expect([found.code, found.line, found.facts['delimiter']]).toEqual(['fullwidth-delimiter', 1, delimiter]);
  });

  it('may lie on row 20 and not on row 21', async () => {
    expect((await read(`${'标题\n'.repeat(19)}${HEADER}\n${ROW}\n`)).result.headerLine).toBe(20);
    expect((await refusalOf(`${'标题\n'.repeat(20)}${HEADER}\n${ROW}\n`)).code).toBe('unknown-table');
  });

  it('may span lines inside quotes', async () => {
    const header = '医院编码,"病案\r\n号",姓名,支持模式,上机时间,备注';
    const { result, records } = await read(`${header}\r\n${ROW}\r\n`);
    expect(result).toMatchObject({ headerLine: 1, lines: { header: 2 }, physicalLines: 3 });
    expect(records[0]?.line).toBe(3);
  });

  it('names unknown columns in a warning and loads the others', async () => {
    const { result } = await read(`${HEADER},床号\n${ROW},12\n`);
    expect(result.unknownColumns).toEqual(['床号']);
    expect(result.warnings.map(({ code }) => code)).toEqual(['unknown-column']);
    expect(result.columns[6]).toBeNull();
  });

  it('is missing in a file of other text', async () => {
    expect((await refusalOf('a,b\n1,2\n')).code).toBe('unknown-table');
    expect((await refusalOf('一些文字，没有表格。\n')).code).toBe('unknown-table');
    expect((await refusalOf(ROW)).code).toBe('unknown-table');
  });
});
