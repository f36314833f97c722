import { makeAnesthetics, makeSpareAnesthetic } from './anesthesia.js';
import { addMonths, dayAfter, firstDay, type Month } from './calendar.js';
import { makeMonthlyCounts } from './counts.js';
import { makeEcmoRuns, makeSpareRun } from './ecmo.js';
import { type FoundFlaw, lineFlaws } from './flaws.js';
import { plainForm } from './forms.js';
import { makeProfiles } from './profile.js';
import { hospitals, listHospitals } from './province.js';
import { makeRefusedFiles } from './refused.js';
import { makeReviews } from './reviews.js';
import { makeSheet, placeLines, type Sheet, writeSheet } from './sheet.js';
import { addFlaw, type FoundSkip, findFlaws, findSkips } from './spoil.js';
import { makeStaff } from './staff.js';
import {
  anesthesiaFileName,
  anesthesiaForm,
  ecmoFileName,
  ecmoForm,
  vadFileName,
  vadForm,
} from './submissions.js';
import { makeSpareImplant, makeVadImplants } from './vad.js';
import type { Row } from './values.js';

export interface Sample {
  /** Path inside the month's folder to bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly flaws: readonly FoundFlaw[];
  readonly skips: readonly FoundSkip[];
  readonly sheets: readonly Sheet[];
}

/** The whole inbox of a month, with its flaws and where they stand. */
export function makeSample(seed: number, month: Month): Sample {
  const endDay = dayAfter(month);
  const sheets = new Map<string, Sheet>();
  for (const [code, rows] of makeEcmoRuns(seed, endDay)) {
    const title = titleOf(code, 'ECMO病例登记表', month);
    sheets.set(
      `${code}/ecmo`,
      makeSheet(`${code}/${ecmoFileName(code)}`, 'ecmo', ecmoForm(code), rows, title),
    );
  }
  sheets.set('H0602/ecmo', makeSheet('H0602/ECMO病例.csv', 'ecmo', ecmoForm('H0602'), []));
  for (const [code, rows] of makeVadImplants(seed, endDay)) {
    const title = titleOf(code, '心室辅助病例登记表', month);
    sheets.set(`${code}/vad`, makeSheet(`${code}/${vadFileName}`, 'vad', vadForm(code), rows, title));
  }
  for (const [code, rows] of makeAnesthetics(seed, firstDay(addMonths(month, -11)), endDay)) {
    const title = titleOf(code, '麻醉病例', month);
    const path = `${code}/${anesthesiaFileName(code)}`;
    sheets.set(`${code}/anesthesia`, makeSheet(path, 'anesthesia', anesthesiaForm(code), rows, title));
  }
  for (const sheet of listSheets(seed, month)) sheets.set(sheet.path, sheet);
  return spoil(seed, month, sheets);
}

function titleOf(code: string, of: string, { year, month }: Month): string {
  const name = hospitals.find((hospital) => hospital.code === code)?.name ?? code;
  return `${name}${of}（${year}年${month}月）`;
}

/** The centre's own lists: flat files with a hospital column. */
function listSheets(seed: number, month: Month): Sheet[] {
  const windows = { ...plainForm, newline: '\r\n' } as const;
  return [
    makeSheet('医疗机构名录.csv', 'hospitals', { ...windows, encoding: 'utf-8-bom' }, listHospitals(month)),
    makeSheet(
      '月度手工填报.csv',
      'counts',
      { ...windows, encoding: 'gb18030' },
      makeMonthlyCounts(seed, month),
    ),
    makeSheet('人员名册.csv', 'staff', { ...windows, encoding: 'utf-8-bom' }, makeStaff(seed, month)),
    makeSheet('专家评分.csv', 'reviews', { ...windows, encoding: 'utf-8-bom' }, makeReviews(seed, month)),
    ...[...makeProfiles(seed, month)].map(([code, rows]) =>
      makeSheet(`${code}/机构条件填报.csv`, 'profile', { ...windows, encoding: 'utf-8-bom' }, rows),
    ),
  ];
}

function spoil(seed: number, month: Month, sheets: ReadonlyMap<string, Sheet>): Sample {
  const flaws = lineFlaws(month);
  const sheetOf = (key: string): Sheet => {
    const sheet = sheets.get(key);
    if (!sheet) throw new RangeError(`no sheet ${key}`);
    return sheet;
  };
  for (const [number, flaw] of flaws.entries()) {
    const spare = makeSpare(seed, flaw.sheet, dayAfter(month), number);
    addFlaw(sheetOf(flaw.sheet), flaw, number, spare, 15 + ((number * 37) % 70));
  }
  const warnings = [
    addUnknownColumn(sheetOf('H0502/ecmo'), '联系电话'),
    addUnknownColumn(sheetOf('H0301/anesthesia'), '麻醉机编号'),
    whole(sheetOf('H0602/ecmo'), 'no-rows', '只有表头，没有病例', 'a header and no case'),
    mixLineEnds(sheetOf('H0402/ecmo')),
    endWithoutNewline(sheetOf('H0501/ecmo')),
  ];
  const refused = makeRefusedFiles(seed, month);
  const files = new Map([...sheets.values()].map((sheet) => [sheet.path, writeSheet(sheet)]));
  for (const { flaw, bytes } of refused) files.set(flaw.file, bytes);
  const inLines = [...sheets.values()].flatMap((sheet) => findFlaws(sheet, flaws));
  const all = [...refused.map(({ flaw }) => flaw), ...inLines, ...warnings];
  const skips = [...sheets.values()].flatMap(findSkips);
  return {
    files: sorted(files),
    flaws: all.sort(byPlace),
    skips: skips.sort(byPlace),
    sheets: [...sheets.values()],
  };
}

function makeSpare(seed: number, key: string, endDay: number, serial: number): Row {
  const [code = '', table] = key.split('/');
  if (table === 'ecmo') return makeSpareRun(seed, code, endDay, serial);
  if (table === 'vad') return makeSpareImplant(seed, code, endDay, serial);
  return makeSpareAnesthetic(seed, code, endDay, serial);
}

function addUnknownColumn(sheet: Sheet, header: string): FoundFlaw {
  const lines = sheet.lines.map((line) => {
    if (!line.cells) return line;
    return { ...line, cells: [...line.cells, line.cells === sheet.headers ? header : ''] };
  });
  sheet.lines.splice(0, sheet.lines.length, ...lines);
  sheet.headers.push(header);
  const line = headerLine(sheet);
  return {
    ...whole(sheet, 'unknown-column', '约定之外的列', 'a column the contract does not know'),
    header,
    line,
  };
}

/** Every seventh line ends in LF alone, as when two exports are pasted together. */
function mixLineEnds(sheet: Sheet): FoundFlaw {
  const lines = sheet.lines.map((line, i) => (i % 7 === 5 ? { ...line, newline: '\n' } : line));
  sheet.lines.splice(0, sheet.lines.length, ...lines);
  return whole(
    sheet,
    'mixed-line-ends',
    '部分行以 LF 结尾，其余以 CRLF 结尾',
    'some lines end in LF, others in CRLF',
  );
}

/** The last line of a form that leaves out the final line break; nothing is lost. */
function endWithoutNewline(sheet: Sheet): FoundFlaw {
  const line = placeLines(sheet).at(-1)?.number ?? null;
  return {
    ...whole(sheet, 'no-final-newline', '最后一行没有换行符', 'no line break after the last line'),
    line,
  };
}

function headerLine(sheet: Sheet): number {
  const placed = placeLines(sheet).find(({ line }) => line.cells !== undefined && line.skip === undefined);
  return placed?.number ?? 1;
}

function whole(sheet: Sheet, rule: string, zh: string, en: string): FoundFlaw {
  return { file: sheet.path, line: null, header: '', rule, severity: 'warning', what: `${zh} (${en})` };
}

function byPlace(a: { file: string; line: number | null }, b: { file: string; line: number | null }): number {
  return compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0);
}

function sorted<T>(map: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...map].sort(([a], [b]) => compare(a, b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
