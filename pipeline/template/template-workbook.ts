import type { AnyTable } from '../define/table.js';
import type { Cell, Sheet } from '../workbook/sheet.js';
import { widthOf } from '../workbook/text-width.js';
import { type WrittenWorkbook, writeWorkbook } from '../workbook/write-workbook.js';
import { fieldCheck } from './field-check.js';
import { type FieldWords, fieldWords } from './field-words.js';

/** The sheet with the instructions for the other one. The reader finds no table in it. */
export const INSTRUCTIONS = '填写说明';

/**
 * The blank workbook of a table: a sheet with its headers to fill in, and one that explains each of them.
 *
 * The example stands on the second sheet, a cell per field, so that nobody submits it as a case.
 */
export function templateWorkbook(table: AnyTable): WrittenWorkbook {
  const fields = Object.entries(table.spec.fields).map(([name, field]) =>
    fieldWords(name, field, table.name),
  );
  return writeWorkbook([entrySheet(table, fields), instructionSheet(table, fields)]);
}

/** The header of a field in a template; the star of a required one is no part of its name. */
export const templateHeader = ({ header, required }: Pick<FieldWords, 'header' | 'required'>) =>
  required ? `${header}*` : header;

function entrySheet(table: AnyTable, fields: readonly FieldWords[]): Sheet {
  return {
    name: table.spec.title.zh,
    widths: fields.map(({ header, example }) => Math.max(10, widthOf(header) + 3, widthOf(example) + 2)),
    frozen: { rows: 1, columns: 0 },
    rows: [
      fields.map((words) => ({
        value: templateHeader(words),
        look: words.required ? ('required' as const) : ('header' as const),
      })),
    ],
    checks: fields.map((words, at) => fieldCheck(at + 1, words)),
  };
}

const columns: readonly (readonly [title: string, width: number, cell: (words: FieldWords) => string])[] = [
  ['表头 Header', 24, ({ header }) => header],
  ['英文 English', 28, ({ english }) => english],
  ['必填 Required', 10, ({ required }) => (required ? '必填 yes' : '')],
  ['示例 Example', 20, ({ example }) => example],
  ['填写要求 What to fill in', 56, ({ form }) => `${form.zh}\n${form.en}`],
  ['单位 Unit', 12, ({ unit }) => unit],
  ['范围 Range', 14, ({ range }) => range],
  [
    '可选值 Choices',
    32,
    ({ choices, several }) => choices.join('、') + (several ? '（可多选，以 ； 分隔）' : ''),
  ],
  ['其他写法 Also understood', 36, ({ spellings }) => spellings.join('\n')],
  ['个人信息 Personal data', 32, ({ privacy }) => (privacy ? `${privacy.zh}\n${privacy.en}` : '')],
  [
    '临床定义 Clinical definition',
    48,
    ({ definition }) => (definition ? `${definition.zh}\n${definition.en}` : ''),
  ],
];

const forCentre =
  '只由质控中心填报：放入收件箱本月的“_中心”文件夹；医院报送的不采用。 For the centre alone: it lies in the folder _中心 of the month, and is not taken from hospitals.';

/** The sheet that explains each field of a table. */
export function instructionSheet({ spec }: AnyTable, fields: readonly FieldWords[]): Sheet {
  const said = (value: string): Cell => ({ value, look: 'wrapped' });
  return {
    name: INSTRUCTIONS,
    widths: columns.map(([, width]) => width),
    frozen: { rows: spec.authority === 'centre' ? 4 : 3, columns: 1 },
    fitsPage: true,
    rows: [
      [{ value: `${spec.title.zh} ${spec.title.en}：${spec.row.zh}；${spec.row.en}`, look: 'bold' }],
      ...(spec.authority === 'centre' ? [[{ value: forCentre, look: 'bold' as const }]] : []),
      [
        `请在工作表“${spec.title.zh}”中从第二行起填写，不改动表头；不知道时留空，不填 0。本页“示例”一列连起来就是一行，请勿上报。` +
          ` Fill in the first sheet from row 2; leave blank what is not known. The column Example is one row; do not submit it.`,
      ],
      columns.map(([title]) => ({ value: title, look: 'header' as const })),
      ...fields.map((words) => columns.map(([, , cell]) => said(cell(words)))),
    ],
  };
}
