// Small files that must be refused whole. Each is of a hospital that also sends a good file for another table.

import { makeSpareAnesthetic } from './anesthesia.js';
import type { Month } from './calendar.js';
import { dayAfter } from './calendar.js';
import { makeSpareRun } from './ecmo.js';
import type { FoundFlaw } from './flaws.js';
import type { Form } from './forms.js';
import { makeSheet, type Sheet, writeSheet } from './sheet.js';
import { anesthesiaForm, houseForms } from './submissions.js';
import { makeSpareImplant } from './vad.js';

export interface RefusedFile {
  readonly bytes: Uint8Array;
  readonly flaw: FoundFlaw;
}

export function makeRefusedFiles(seed: number, month: Month): RefusedFile[] {
  const endDay = dayAfter(month);
  const runs = (code: string) => [1, 2, 3].map((serial) => makeSpareRun(seed, code, endDay, serial));
  const runSheet = (code: string, name: string) =>
    makeSheet(`${code}/${name}`, 'ecmo', form(code), runs(code));

  const misspelt = runSheet('H0304', 'ECMO病例.csv');
  renameHeader(misspelt, '支持模式', '支持模试');

  const twice = runSheet('H0404', 'ECMO病例.csv');
  copyColumn(twice, '撤机时间', '撤机时间');

  const alias = runSheet('H0503', 'ECMO上报.csv');
  copyColumn(alias, '上机时间', 'ECMO开始时间');

  const implants = [1, 2].map((serial) => makeSpareImplant(seed, 'H0401', endDay, serial));
  const wrongUnit = makeSheet(
    'H0401/心室辅助.csv',
    'vad',
    { ...form('H0401'), encoding: 'utf-8-bom' },
    implants,
  );
  renameHeader(wrongUnit, 'NT-proBNP(pg/ml)', 'NT-proBNP(ng/ml)');

  const cases = Array.from({ length: 60 }, (_, i) => makeSpareAnesthetic(seed, 'H0105', endDay, i + 1));
  const cut = makeSheet('H0105/麻醉病例.csv', 'anesthesia', anesthesiaForm('H0602'), cases);

  const stranger = runSheet('H0999', 'ECMO病例.csv');

  return [
    refuse(misspelt, 'missing-column', '必需列“支持模式”写成“支持模试”', 'a required header is misspelt'),
    refuse(twice, 'duplicate-column', '“撤机时间”列出现两次', 'the same header twice'),
    refuse(alias, 'duplicate-column', '“上机时间”和别名“ECMO开始时间”同时出现', 'a header and its alias'),
    refuse(wrongUnit, 'unit-mismatch', '表头单位是 ng/ml，应为 pg/ml', 'the header says ng/ml, not pg/ml'),
    refuse(cut, 'truncated', '文件在一行中间中断', 'the file ends in mid-row', cutInLastRow(writeSheet(cut))),
    refuse(
      named('H0402/心室辅助病例.xls'),
      'unsupported-format',
      '旧版 Excel 文件',
      'an old .xls workbook',
      oleHeader(),
    ),
    refuse(stranger, 'unknown-hospital', '医院编码不在名录中', 'the hospital is not on the list'),
    refuse(
      named('H0204/ECMO病例.csv'),
      'empty-file',
      '文件为空（0字节）',
      'no bytes at all',
      new Uint8Array(0),
    ),
  ];
}

function form(code: string): Form {
  return { ...(houseForms[code] ?? houseForms['H0602'] ?? anesthesiaForm(code)), totalRow: false };
}

function named(path: string): { path: string } {
  return { path };
}

/** Rules whose fault stands in the header, which is the first line of these files. */
const headerRules = ['missing-column', 'duplicate-column', 'unit-mismatch'];

function refuse(
  sheet: Sheet | { path: string },
  rule: string,
  zh: string,
  en: string,
  bytes = 'lines' in sheet ? writeSheet(sheet) : new Uint8Array(0),
): RefusedFile {
  const what = `${zh} (${en})`;
  const lastLine = bytes.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 1);
  const line = headerRules.includes(rule) ? 1 : rule === 'truncated' ? lastLine : null;
  return { bytes, flaw: { file: sheet.path, line, header: '', rule, severity: 'file', what } };
}

function renameHeader(sheet: Sheet, from: string, to: string): void {
  const index = headerIndex(sheet, from);
  sheet.headers[index] = to;
  sheet.lines[0] = { cells: sheet.headers };
}

/** Prints a column once more, at the end, under the given header. */
function copyColumn(sheet: Sheet, from: string, header: string): void {
  const index = headerIndex(sheet, from);
  const lines = sheet.lines.map(({ cells = [] }, i) => ({
    cells: [...cells, i === 0 ? header : (cells[index] ?? '')],
  }));
  sheet.lines.splice(0, sheet.lines.length, ...lines);
}

function headerIndex({ headers, path }: Sheet, header: string): number {
  const index = headers.indexOf(header);
  if (index < 0) throw new Error(`${path} has no header ${header}`);
  return index;
}

/** Half of the last row, as after a broken upload. */
function cutInLastRow(bytes: Uint8Array): Uint8Array {
  const lastStart = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
  return bytes.slice(0, lastStart + 22);
}

/** The first sector of an OLE compound file and nothing after it. */
function oleHeader(): Uint8Array {
  const bytes = new Uint8Array(512);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return bytes;
}
