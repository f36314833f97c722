import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicators } from '../../../indicators/index.js';
import { hospitalId } from '../../../pipeline/cases/shared-fields.js';
import { tableByName, tables } from '../../../pipeline/contract/tables.js';
import { choice } from '../../../pipeline/define/field.js';
import { columnsOf, type Predicate } from '../../../pipeline/define/index.js';
import { defineTable } from '../../../pipeline/define/table.js';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import { readWorkbook } from '../../../pipeline/read/xlsx/read-workbook.js';
import { clinicalDefinitions } from '../../../pipeline/template/clinical-definitions.js';
import { fieldWords } from '../../../pipeline/template/field-words.js';
import { INSTRUCTIONS, templateWorkbook } from '../../../pipeline/template/template-workbook.js';
import { zhikong } from '../command/buffer.js';
import { csv, newFolder, Province, remove } from '../fixture.js';
import { rowsXml, saved } from '../read/workbook-fixture.js';
import { hasOffice, resaved } from './office.js';
import { edited, partsOf } from './parts.js';

const tableOf = (name: string) => {
  const table = tableByName.get(name);
  if (!table) throw new RangeError(name);
  return table;
};
const runFields = Object.keys(tableOf('ecmo_runs').spec.fields).length;
const exampleOf = (name: string) =>
  Object.entries(tableOf(name).spec.fields).map(([field, of]) => fieldWords(field, of).example);

/** The template of a table with rows typed in below its header. */
function filled(name: string, rows: readonly (readonly string[])[]): Uint8Array {
  const xml = rowsXml([[], ...rows]);
  return edited(templateWorkbook(tableOf(name)).bytes, 'xl/worksheets/sheet1.xml', (sheet) =>
    sheet.replace('</sheetData>', `${xml}</sheetData>`),
  );
}

async function read(bytes: Uint8Array) {
  const records: string[][] = [];
  const others: unknown[] = [];
  const result = await readWorkbook(saved(bytes), headerDictionaries, {}, () => ({
    record: (_line, cells) => records.push(cells),
    held: (row) => others.push(row),
    skipped: (line, _lines, reason) => others.push([line, reason]),
  }));
  return { result, records, others };
}

const names = tables.map(({ name }) => name);

describe('the clinical columns of a template', () => {
  it('are fields of their table, defined in both languages', () => {
    for (const [table, fields] of Object.entries(clinicalDefinitions))
      for (const [field, { zh, en }] of Object.entries(fields)) {
        expect(Object.keys(tableOf(table).spec.fields), `${table}.${field}`).toContain(field);
        expect(zh, field).toMatch(/[\u4e00-\u9fff]/);
        expect(en, field).toMatch(/[a-z]/);
      }
  });

  it('are every cell that an adverse event is counted by', () => {
    const events = indicators
      .filter(({ better }) => better === 'lower')
      .flatMap((one) => {
        const read =
          one.measure === 'ratio'
            ? [one.numerator.name]
            : 'numerator' in one
              ? columnsOf(one.numerator as Predicate)
              : [];
        return read.filter((name) => name in one.of.spec.fields).map((name) => `${one.of.name}.${name}`);
      });
    const silent = events.filter((event) => {
      const [table = '', field = ''] = event.split('.');
      return clinicalDefinitions[table]?.[field] === undefined;
    });
    expect(events.length).toBeGreaterThan(30);
    expect(silent, 'say what it is in pipeline/template/clinical-definitions.ts').toEqual([]);
  });

  it.each([
    ['ecmo_runs', 'bleeding'],
    ['ecmo_runs', 'bloodstream_infection'],
    ['vad_implants', 'right_heart_failure'],
    ['anesthesia_cases', 'spinal_headache'],
  ])('of %s tell on the second sheet what %s is', (table, field) => {
    const xml = partsOf(templateWorkbook(tableOf(table)).bytes)['xl/worksheets/sheet2.xml'] ?? '';
    expect(xml).toContain('临床定义');
    expect(xml).toContain(clinicalDefinitions[table]?.[field]?.zh.slice(0, 12) ?? 'undefined');
  });
});

describe('templateWorkbook', () => {
  it.each(names)('of %s is read back with every column known and nothing else said', async (name) => {
    const row = exampleOf(name);
    const { result, records, others } = await read(filled(name, [row, row]));
    expect(result.sheets.map(({ table, columns }) => ({ table, columns }))).toEqual([
      { table: name, columns: Object.keys(tableOf(name).spec.fields) },
    ]);
    expect(records).toEqual([row, row]);
    expect(others).toEqual([]);
    expect(result.sheets[0]?.warnings).toEqual([]);
    expect(result.warnings.map(({ code, facts }) => [code, facts['sheet']])).toEqual([
      ['unknown-sheet', INSTRUCTIONS],
    ]);
  });

  it.each(names)('of %s submits no case while it is blank', async (name) => {
    const { result, records } = await read(templateWorkbook(tableOf(name)).bytes);
    expect(records).toEqual([]);
    expect(result.sheets[0]?.warnings.map(({ code }) => code)).toEqual(['no-rows']);
  });

  it('gives an example of each table that the checks accept without a word', async () => {
    const province = await Province.open();
    try {
      const files = names.map((name) => {
        const fields = Object.keys(tableOf(name).spec.fields);
        return [
          `${name}.csv`,
          csv([Object.fromEntries(fields.map((f, at) => [f, exampleOf(name)[at] ?? '']))]),
        ];
      });
      const sent = await province.send('2026-03', Object.fromEntries(files));
      expect(Object.values(sent)).toEqual(names.map(() => 'accepted'));
      // The example of a withdrawal names the case of the other examples.
      expect(await province.problems()).toEqual(['ecmo_runs.csv:2 withdrawn-but-sent']);
      for (const name of names)
        expect([name, await province.database.number(`SELECT count(*) FROM ${name}`)]).toEqual([name, 1]);
    } finally {
      await province.close();
    }
  });

  it('marks required columns with a star and a colour of their own', () => {
    const xml = partsOf(templateWorkbook(tableOf('ecmo_runs')).bytes)['xl/worksheets/sheet1.xml'] ?? '';
    const cells = [...xml.matchAll(/<c r="([A-Z]+)1" s="(\d+)"[^>]*><is><t[^>]*>([^<]*)</g)].map(
      ([, , style, text]) => [text, style] as const,
    );
    const starred = cells.filter(([text]) => text?.endsWith('*'));
    expect(starred.map(([text]) => text)).toEqual(['医院编码*', '病案号*', '支持模式*', '上机时间*']);
    expect(new Set(starred.map(([, style]) => style)).size).toBe(1);
    expect(cells.find(([text]) => text === '性别')?.[1]).not.toBe(starred[0]?.[1]);
  });

  it('offers the words of choices and says what a cell must be', () => {
    const xml = partsOf(templateWorkbook(tableOf('ecmo_runs')).bytes)['xl/worksheets/sheet1.xml'] ?? '';
    const checkOf = (column: string) =>
      new RegExp(`<dataValidation ([^>]*sqref="${column}2:${column}1048576")(?:/>|><formula1>([^<]*)<)`).exec(
        xml,
      );
    // F is sex, I weight, K mode.
    expect(checkOf('F')?.[2]).toBe('&quot;男,女&quot;');
    expect(checkOf('K')?.[2]).toBe('&quot;VV,VA,VAV,其他&quot;');
    expect(checkOf('K')?.[1]).toMatch(
      /promptTitle="支持模式" prompt="必填；应为 VV、VA、VAV、其他 之一。&#10;/,
    );
    expect(checkOf('I')?.[1]).toMatch(
      /prompt="选填，不知道时留空；应为数字（最多四位小数）；单位 kg；范围 0.3 – 400。/,
    );
    expect(checkOf('I')?.[1]).not.toContain('type="list"');
    for (const [, text = ''] of xml.matchAll(/ prompt="([^"]*)"/g))
      expect(text.replaceAll('&#10;', '\n').length).toBeLessThanOrEqual(255);
  });

  it('offers a code by its Chinese name', () => {
    const xml = partsOf(templateWorkbook(tableOf('monthly_counts')).bytes)['xl/worksheets/sheet1.xml'];
    expect(xml).toContain(
      '&quot;麻醉科固定在岗医师数,麻醉科固定在岗护士数,阴道分娩例数,阴道分娩椎管内麻醉例数,首页ECMO例次,首页VAD例次,零报告,ECMO零报告,VAD零报告&quot;',
    );
  });

  it('lets several words into a cell that may hold several', () => {
    const xml =
      partsOf(templateWorkbook(tableOf('anesthesia_cases')).bytes)['xl/worksheets/sheet1.xml'] ?? '';
    const check = /<dataValidation [^>]*promptTitle="麻醉方式"[^>]*>/.exec(xml)?.[0];
    expect(check).toContain('type="list"');
    expect(check).not.toContain('showErrorMessage');
  });

  it('explains every field on the second sheet', () => {
    const xml = partsOf(templateWorkbook(tableOf('ecmo_runs')).bytes)['xl/worksheets/sheet2.xml'] ?? '';
    const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, cells = '']) =>
      [...cells.matchAll(/<c [^>]*?(?:\/>|>.*?<t[^>]*>([^<]*)<.*?<\/c>)/gs)].map(([, text = '']) => text),
    );
    expect(rows).toHaveLength(3 + runFields);
    const of = (header: string) => rows.find(([first]) => first === header);
    expect(of('病案号')).toEqual([
      '病案号',
      'case number',
      '必填 yes',
      '00123456',
      '应为不超过 512 个字符的编号，原样填写\nmust be an identifier of at most 512 characters, as it is',
      '',
      '',
      '',
      '',
      '个人信息：只以加密标识进入数据库，原文不保存\npersonal: enters the database only as a keyed hash',
      '',
    ]);
    expect(of('出血')?.at(-1)).toMatch(/^致死性出血[\s\S]*fatal or intracranial/);
    expect(of('体重(kg)')?.slice(2, 7)).toEqual([
      '',
      '65.5',
      expect.stringContaining('应为数字'),
      'kg',
      '0.3 – 400',
    ]);
    expect(of('上机类型')?.slice(7, 9)).toEqual(['紧急、非紧急', '急诊 = 紧急\n择期 = 非紧急']);
    expect(of('备注')?.[9]).toBe('自由文本：不保存\nfree text: not stored');
  });

  it('takes a list that is too long for a check from a sheet of its own', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `很长的选项名称第${at}号`);
    const table = defineTable({
      ...tableOf('hospitals').spec,
      name: 'wide',
      rules: [],
      fields: {
        hospital_id: hospitalId,
        valid_from: tableOf('hospitals').spec.fields['valid_from'] ?? hospitalId,
        valid_to: tableOf('hospitals').spec.fields['valid_to'] ?? hospitalId,
        kind: choice('类别', 'kind', many),
      },
    });
    const parts = partsOf(templateWorkbook(table).bytes);
    expect(parts['xl/worksheets/sheet1.xml']).toContain("<formula1>'可选值'!$A$1:$A$60</formula1>");
    expect(parts['xl/worksheets/sheet3.xml']).toContain('很长的选项名称第59号');
  });

  it.skipIf(!hasOffice)('of every table comes back from LibreOffice as it was filled in', async () => {
    const saved = resaved(names.map((name) => filled(name, [exampleOf(name)])));
    for (const [at, name] of names.entries()) {
      const { result, records, others } = await read(saved[at] ?? new Uint8Array());
      expect(result.sheets[0]?.columns).toEqual(Object.keys(tableOf(name).spec.fields));
      expect({ name, records, others }).toEqual({ name, records: [exampleOf(name)], others: [] });
    }
  });
});

describe('zhikong template', () => {
  let folder = '';
  beforeAll(() => {
    folder = newFolder();
  });
  afterAll(() => remove(folder));

  it('writes the workbook for its owner alone', async () => {
    const out = join(folder, 'a.xlsx');
    const said = await zhikong(['template', 'ecmo_runs', '--out', out]);
    expect(said).toEqual({ exit: 0, out: `ECMO病例（${runFields} 列）的空白模板：${out}\n`, err: '' });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(readFileSync(out).equals(templateWorkbook(tableOf('ecmo_runs')).bytes)).toBe(true);
  });

  it('knows a table by its Chinese name', async () => {
    const out = join(folder, 'b.xlsx');
    const said = await zhikong(['template', 'ECMO病例', '--out', out, '--json']);
    expect(JSON.parse(said.out)).toEqual({ table: 'ecmo_runs', norm: null, file: out, fields: runFields });
  });

  it('never overwrites a file', async () => {
    const out = join(folder, 'c.xlsx');
    writeFileSync(out, 'filled in');
    const { exit, err } = await zhikong(['template', 'ecmo_runs', '--out', out]);
    expect(exit).toBe(2);
    expect(err).toMatch(/已存在[\s\S]*exists[\s\S]*\[file-exists\]/);
    expect(readFileSync(out, 'utf8')).toBe('filled in');
  });

  it('names the tables when there is none of the name, and a folder that is not there', async () => {
    const unknown = await zhikong(['template', 'ecmo']);
    expect(unknown.exit).toBe(2);
    expect(unknown.err).toMatch(/ecmo_runs \(ECMO病例\)[\s\S]*\[unknown-template\]/);
    const nowhere = await zhikong(['template', 'ecmo_runs', '--out', join(folder, 'no/where.xlsx')]);
    expect(nowhere.exit).toBe(2);
    expect(nowhere.err).toMatch(/ENOENT[\s\S]*\[cannot-write\]/);
  });
});
