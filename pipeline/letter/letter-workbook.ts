import { letterAnswers, letterSheets } from '../lists/letters.js';
import type { Bilingual } from '../message/errors.js';
import { fieldCheck } from '../template/field-check.js';
import { fieldWords } from '../template/field-words.js';
import { templateHeader } from '../template/template-workbook.js';
import type { Cell, Look, Sheet } from '../workbook/sheet.js';
import { widthOf } from '../workbook/text-width.js';
import { writeWorkbook } from '../workbook/write-workbook.js';
import type { Letter } from './letter.js';

/**
 * The workbook of a letter: what was found, a sheet with one row to answer in, and the cases behind it. The answer comes back through the
 * inbox as the table `letter_answers`.
 */
export function letterWorkbook(letter: Letter): Uint8Array {
  return writeWorkbook([
    letterSheet(letter),
    answerSheet(letter),
    ...(letter.cases.length > 0 ? [caseSheet(letter)] : []),
  ]).bytes;
}

const cell =
  (look: Look) =>
  (value: string): Cell => ({ value, look });
const [header, locked, wrapped, bold] = (['header', 'locked', 'wrapped', 'bold'] as const).map(cell) as [
  (value: string) => Cell,
  (value: string) => Cell,
  (value: string) => Cell,
  (value: string) => Cell,
];
const both = ({ zh, en }: Bilingual) => wrapped(`${zh}\n${en}`);

const request: Bilingual = {
  zh: '请核实下列问题，在工作表“反馈函答复”中填写原因分析、整改措施、整改责任人和整改完成日期（每格不超过 512 字，不写患者姓名和号码），于期限前把本文件放入报送文件夹送回。灰色的格请勿改动；对数字有异议的，请更正所报送的病例。',
  en: 'Look into what stands below, fill in cause, measure, responsible person and day on the sheet 反馈函答复 (at most 512 characters a cell, no names or numbers of patients) and send this file back with your files by the deadline. Leave the grey cells as they are; where the figure is wrong, correct the cases you sent.',
};

function letterSheet({ letterNo, decidedOn, hospital, name, title, said }: Letter): Sheet {
  const line = (zh: string, en: string, value: string) =>
    value === '' ? [] : [[header(`${zh} ${en}`), wrapped(value)]];
  return {
    name: letterSheets.letter,
    widths: [34, 90],
    fitsPage: true,
    rows: [
      [bold('质量问题反馈函 Feedback letter')],
      ...line('编号', 'Number', letterNo),
      ...line('发函日期', 'Issued on', decidedOn),
      ...line('医院', 'Hospital', name === null ? hospital : `${hospital} ${name}`),
      ...line('问题', 'Finding', `${said.code} ${title.zh}\n${title.en}`),
      ...line('期间', 'Period', said.period),
      ...line('数字或结果', 'Figure or result', said.figure),
      ...line('95% 置信区间', '95 % interval', said.interval),
      ...line('阈值', 'Threshold', said.threshold),
      ...line('依据条款', 'Clause', said.clause),
      ...line('数据来源', 'Source', said.source),
      ...line('答复期限', 'To be answered by', said.due),
      [],
      [header('请答复 Please answer'), both(request)],
    ],
  };
}

/** Rows above the row to answer in: what to do, and the headers. */
const TOP = 2;

function answerSheet({ letterNo, hospital, said }: Letter): Sheet {
  const given: Readonly<Record<string, string>> = { hospital_id: hospital, letter_no: letterNo, ...said };
  const fields = Object.entries(letterAnswers.spec.fields).map(([name, field]) => ({
    name,
    words: fieldWords(name, field, letterAnswers.name),
  }));
  return {
    name: letterAnswers.spec.title.zh,
    widths: fields.map(({ name, words }) =>
      name in given ? Math.max(10, Math.min(28, widthOf(words.header) + 3)) : 40,
    ),
    frozen: { rows: TOP, columns: 0 },
    rows: [
      [bold(request.zh)],
      fields.map(
        ({ name, words }): Cell => ({
          value: templateHeader(words),
          look: name in given ? 'header' : 'required',
        }),
      ),
      fields.map(
        ({ name }): Cell => (name in given ? locked(given[name] ?? '') : { value: '', look: 'wrapped' }),
      ),
    ],
    checks: fields.flatMap(({ name, words }, at) => (name in given ? [] : [fieldCheck(at + 1, words)])),
  };
}

function caseSheet({ cases }: Letter): Sheet {
  return {
    name: letterSheets.cases,
    widths: [16, 44, 20, 10, 18, 20, 50],
    frozen: { rows: 1, columns: 0 },
    fitsPage: true,
    rows: [
      [
        '收件月份 Inbox month',
        '文件 File',
        '工作表 Sheet',
        '行 Line',
        '患者假名 Pseudonym',
        '日期 Date',
        '情况 State',
      ].map(header),
      ...cases.map(({ month, file, sheet, line, patient, index, why }): Cell[] => [
        ...[month, file, sheet ?? '', line === null ? '' : String(line), patient, index].map(locked),
        both(why),
      ]),
    ],
  };
}
