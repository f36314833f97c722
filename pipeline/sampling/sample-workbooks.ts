import type { Field } from '../define/field.js';
import { fieldWords } from '../template/field-words.js';
import type { Cell, ColumnCheck, Sheet } from '../workbook/sheet.js';
import { writeWorkbook } from '../workbook/write-workbook.js';
import type { ChartSample, HospitalDraw, TableDraw } from './draw-charts.js';
import { errorLimits } from './error-limits.js';
import {
  drawText,
  expectedTexts,
  limitTexts,
  neededText,
  numbers,
  originTexts,
  percent,
  rule,
  unreported,
} from './sample-text.js';

/** The sheet that says what was drawn and how. The reader finds no table in any of these workbooks. */
const ABOUT = '说明';

const agreement: readonly string[] = ['相符', '不符', '无法核对'];
const yesNo: readonly string[] = ['是', '否'];

const header = (value: string): Cell => ({ value, look: 'header' });
const given = (value: string | number): Cell => ({ value, look: 'locked' });
const said = (value: string): Cell => ({ value, look: 'wrapped' });
const bold = (value: string): Cell => ({ value, look: 'bold' });
const both = ({ zh, en }: { readonly zh: string; readonly en: string }) => said(`${zh}\n${en}`);
const nameOf = ({ hospital, name }: HospitalDraw) => (name === null ? hospital : `${hospital} ${name}`);

/**
 * The workbook that a reviewer takes to one hospital: what was drawn and how, and for every table with a case the list of cases, and a line
 * for each case and item with what was reported and blank cells for the chart's content. It holds nothing of another hospital.
 */
export function hospitalWorkbook(sample: ChartSample, draw: HospitalDraw): Uint8Array {
  const sheets = draw.tables
    .filter(({ drawn }) => drawn.length > 0)
    .flatMap((table) => [listSheet(table), itemSheet(table)]);
  return writeWorkbook([aboutSheet(sample, draw), ...sheets]).bytes;
}

function aboutSheet(sample: ChartSample, draw: HospitalDraw): Sheet {
  return {
    name: ABOUT,
    widths: [110],
    fitsPage: true,
    rows: [
      [bold(`抽样复核清单 Charts to review：${nameOf(draw)}`)],
      ...originTexts(sample).map((text) => [both(text)]),
      ...draw.tables.flatMap((table) => [
        [bold(`${titleOf(table)}：${drawText(table).zh} ${drawText(table).en}`)],
        ...limitTexts(table).map((text) => [both(text)]),
      ]),
      ...expectedTexts(draw).map((text) => [both(text)]),
      ...[neededText(), rule, unreported, numbers].map((text) => [both(text)]),
    ],
  };
}

const titleOf = ({ reviewed }: TableDraw) => reviewed.table.spec.title.zh;

function fieldOf({ reviewed }: TableDraw, name: string): Field {
  const field = reviewed.table.spec.fields[name];
  if (!field) throw new RangeError(`${reviewed.table.name} has no field ${name}`);
  return field;
}

const choose = (column: number, list: readonly string[], title: string): ColumnCheck => ({
  column,
  list,
  title,
  prompt: `${list.join(' / ')}`,
});

function listSheet(table: TableDraw): Sheet {
  const index = table.reviewed.table.spec.indexDate ?? '';
  return {
    name: `${titleOf(table)}清单`,
    widths: [10, 14, 36, 16, 10, 18, 20, 24, 14, 14, 14, 40],
    frozen: { rows: 1, columns: 1 },
    fitsPage: true,
    rows: [
      [
        '序号 No.',
        '收件月份 Inbox month',
        '文件 File',
        '工作表 Sheet',
        '行 Line',
        '患者假名 Pseudonym',
        `${fieldOf(table, index).meta.header} Index date`,
        '病案号（现场填写） Number on site',
        '找到病历 Chart found',
        '结论 Result',
        '有漏报 Left out',
        '备注 Remark',
      ].map(header),
      ...table.drawn.map((one): Cell[] => [
        given(one.position),
        given(one.month),
        given(one.file),
        given(one.sheet ?? ''),
        given(one.line),
        given(one.patient ?? ''),
        given(one.index),
        '',
        '',
        '',
        '',
        '',
      ]),
    ],
    checks: [
      choose(9, yesNo, '找到病历 Chart found'),
      choose(10, agreement, '结论 Result'),
      choose(11, yesNo, '有漏报 Left out'),
    ],
  };
}

function itemSheet(table: TableDraw): Sheet {
  const { reviewed } = table;
  const words = reviewed.fields.map((name) => fieldWords(name, fieldOf(table, name), reviewed.table.name));
  return {
    name: `${titleOf(table)}核对`,
    widths: [10, 30, 22, 14, 12, 24, 36, 60],
    frozen: { rows: 1, columns: 2 },
    fitsPage: true,
    rows: [
      [
        '序号 No.',
        '项目 Item',
        '报送值 Reported',
        '核对 Result',
        '漏报 Left out',
        '病历所载 In the chart',
        '备注 Remark',
        '临床定义 Clinical definition',
      ].map(header),
      ...table.drawn.flatMap((one) =>
        words.map(({ header: title, english, definition }, at): Cell[] => [
          given(one.position),
          given(`${title} ${english}`),
          given(one.reported[at] ?? '（空白 blank）'),
          '',
          '',
          '',
          '',
          definition === null ? '' : both(definition),
        ]),
      ),
    ],
    checks: [choose(4, agreement, '核对 Result'), choose(5, yesNo, '漏报 Left out')],
  };
}

/** The centre's own workbook: every hospital with what was drawn, including those without a case, and blank cells for the results of the review. */
export function summaryWorkbook(sample: ChartSample): Uint8Array {
  const rows = sample.hospitals.flatMap((draw) =>
    draw.tables.map((table): Cell[] => {
      const isSample = table.drawn.length < table.cases;
      const limit = isSample ? errorLimits(table.drawn.length)[0] : undefined;
      const expected = draw.expected.filter((entry) => entry.table === table.reviewed.table.name);
      return [
        given(draw.hospital),
        given(draw.name ?? ''),
        given(titleOf(table)),
        given(table.cases),
        given(table.drawn.length),
        both(drawText(table)),
        given(limit === undefined ? '' : percent(limit.high)),
        said(
          expectedTexts({ expected })
            .map(({ zh }) => zh)
            .join('\n'),
        ),
        '',
        '',
        '',
        '',
      ];
    }),
  );
  return writeWorkbook([
    {
      name: '抽样汇总',
      widths: [14, 28, 16, 10, 10, 28, 16, 44, 12, 12, 12, 40],
      frozen: { rows: 1, columns: 2 },
      fitsPage: true,
      rows: [
        [
          '医院编码 Code',
          '医院名称 Hospital',
          '病例表 Table',
          '期内例数 N',
          '抽取 n',
          '说明 Note',
          '无一不符时差错率上限 Limit for 0 wrong',
          '首页例次 Front pages',
          '相符例数 Right',
          '不符例数 Wrong',
          '漏报例数 Left out',
          '备注 Remark',
        ].map(header),
        ...rows,
      ],
    },
    {
      name: ABOUT,
      widths: [110],
      fitsPage: true,
      rows: [
        [bold('抽样复核 Charts to review（质控中心 for the centre）')],
        ...[...originTexts(sample), neededText(), rule, unreported, numbers].map((text) => [both(text)]),
      ],
    },
  ]).bytes;
}
