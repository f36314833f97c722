// How a hospital writes: encoding, line ends, headers, dates, truth values. Nothing here changes what a case means.

import { civilOf, dayOfMinute, minutesPerDay, pad2 } from './calendar.js';
import { type Column, columnsOf, type TableName } from './columns.js';
import type { Encoding } from './encode.js';
import type { Value } from './values.js';

export type DateStyle =
  | 'dash'
  | 'dash-seconds'
  | 'slash'
  | 'dot'
  | 'compact'
  | 'chinese'
  | 'chinese-seconds'
  | 'full-width'
  | 'mixed';

export type BoolStyle = 'yes' | 'have' | 'digit' | 'letter' | 'tick' | 'word' | 'by-column';

export interface Form {
  readonly encoding: Encoding;
  readonly newline: '\n' | '\r\n';
  readonly delimiter: ',' | ';' | '\t';
  readonly dates: DateStyle;
  readonly bools: BoolStyle;
  readonly missing: string;
  readonly listSeparator: string;
  readonly headers: 'official' | 'alias' | 'english';
  readonly order: 'official' | 'reversed' | 'interleaved';
  /** Fields this hospital does not export. */
  readonly omit: readonly string[];
  /** If given, the only fields it exports. */
  readonly only?: readonly string[];
  readonly sexAsCode?: boolean;
  readonly ageUnit?: boolean;
  readonly asa?: 'digit' | 'latin' | 'roman';
  readonly shortMethods?: boolean;
  readonly title?: 'alone' | 'padded';
  readonly totalRow?: boolean;
  readonly note?: 'alone' | 'padded';
  readonly repeatedHeader?: boolean;
  readonly blankLine?: boolean;
  readonly noFinalNewline?: boolean;
}

export const plainForm: Form = {
  encoding: 'utf-8',
  newline: '\n',
  delimiter: ',',
  dates: 'dash',
  bools: 'yes',
  missing: '',
  listSeparator: '；',
  headers: 'official',
  order: 'official',
  omit: [],
};

/** The columns a hospital prints, in its order. */
export function printedColumns(table: TableName, form: Form): Column[] {
  const wanted = columnsOf(table).filter(
    ({ field }) => !form.omit.includes(field) && (form.only?.includes(field) ?? true),
  );
  if (form.order === 'reversed') return wanted.toReversed();
  if (form.order === 'interleaved') {
    const half = Math.ceil(wanted.length / 2);
    return wanted.slice(0, half).flatMap((column, i) => [column, ...wanted.slice(half + i, half + i + 1)]);
  }
  return wanted;
}

export function printedHeader({ field, header, aliases }: Column, form: Form): string {
  if (form.headers === 'english') return field;
  return form.headers === 'alias' ? (aliases[0] ?? header) : header;
}

/** The text of one cell. `row` is the row's number in the file, for hospitals that mix their styles. */
export function printCell(field: string, value: Value, form: Form, row: number): string {
  if (value === null) return form.missing;
  if (typeof value === 'boolean') return printBool(field, value, form.bools);
  if (typeof value === 'number') return printText(String(value), form);
  if (typeof value === 'string') return printWord(field, value, form, row);
  if ('day' in value) return printDate(value.day, stylesOf(form.dates, row));
  if ('minute' in value) return printTime(value.minute, stylesOf(form.dates, row));
  return value
    .map((item) => (form.shortMethods ? (shortMethods[item] ?? item) : item))
    .join(form.listSeparator);
}

const shortMethods: Record<string, string> = {
  全身麻醉: '全麻',
  硬膜外麻醉: '硬膜外',
  腰麻: '蛛网膜下腔阻滞',
  腰硬联合麻醉: '腰硬联合',
};

const asaNumerals = {
  latin: ['', 'I', 'II', 'III', 'IV', 'V', 'VI'],
  roman: ['', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ'],
};

function printWord(field: string, value: string, form: Form, row: number): string {
  if (field === 'sex' && form.sexAsCode) return value === '男' ? '1' : '2';
  if (field === 'asa' && form.asa && form.asa !== 'digit') {
    return asaNumerals[form.asa][Number(value[0])] + value.slice(1);
  }
  if (field === 'age') return printText(value, form);
  if (field === 'month' && row % 3 === 1) return `${value.slice(0, 4)}年${Number(value.slice(5))}月`;
  return value;
}

function printText(digits: string, form: Form): string {
  return form.dates === 'full-width' ? fullWidth(digits) : digits;
}

function stylesOf(style: DateStyle, row: number): DateStyle {
  if (style !== 'mixed') return style;
  const all = ['dash', 'slash', 'dot', 'compact', 'chinese', 'dash-seconds', 'chinese-seconds'] as const;
  return all[row % all.length] ?? 'dash';
}

function printDate(dayNumber: number, style: DateStyle): string {
  const { year, month, day } = civilOf(dayNumber);
  switch (style) {
    case 'slash':
      return `${year}/${month}/${day}`;
    case 'dot':
      return `${year}.${month}.${day}`;
    case 'compact':
      return `${year}${pad2(month)}${pad2(day)}`;
    case 'chinese':
    case 'chinese-seconds':
      return `${year}年${month}月${day}日`;
    case 'full-width':
      return fullWidth(`${year}-${pad2(month)}-${pad2(day)}`);
    default:
      return `${year}-${pad2(month)}-${pad2(day)}`;
  }
}

function printTime(minute: number, style: DateStyle): string {
  const date = printDate(dayOfMinute(minute), style);
  const ofDay = minute % minutesPerDay;
  const h = Math.floor(ofDay / 60);
  const m = pad2(ofDay % 60);
  switch (style) {
    case 'slash':
      return `${date} ${h}:${m}`; // as spreadsheets write it: 2026/3/5 9:05
    case 'dash-seconds':
      return `${date} ${pad2(h)}:${m}:00`;
    case 'chinese':
      return `${date} ${pad2(h)}时${m}分`;
    case 'chinese-seconds':
      return `${date} ${pad2(h)}时${m}分00秒`;
    case 'full-width':
      return `${date} ${fullWidth(`${pad2(h)}:${m}`)}`;
    default:
      return `${date} ${pad2(h)}:${m}`;
  }
}

/** Digits and colons as full-width characters; the hyphen stays. */
function fullWidth(text: string): string {
  return text.replace(/[0-9:]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

const boolWords: Record<Exclude<BoolStyle, 'by-column'>, readonly [yes: string, no: string]> = {
  yes: ['是', '否'],
  have: ['有', '无'],
  digit: ['1', '0'],
  letter: ['Y', 'N'],
  tick: ['√', '×'],
  word: ['TRUE', 'False'],
};

function printBool(field: string, value: boolean, style: BoolStyle): string {
  const [yes, no] = style === 'by-column' ? wordsOf(field) : boolWords[style];
  return value ? yes : no;
}

const doneFields = [
  'consented',
  'postop_visited',
  'mdt_start',
  'mdt_removal',
  'followup_1y_done',
  'barcode_kept',
];
const foundFields = ['bloodstream_infection', 'bacteremia', 'spinal_headache', 'neuraxial_neurologic'];
const eventFields = ['bleeding', 'hemolysis', 'thromboembolism', 'limb_ischemia', 'neurologic', 'paraplegia'];

function wordsOf(field: string): readonly [string, string] {
  if (doneFields.includes(field)) return ['已', '未'];
  if (foundFields.includes(field)) return ['阳性', '阴性'];
  if (eventFields.includes(field)) return boolWords.have;
  return field.endsWith('_failure') || field.endsWith('_injury') ? boolWords.tick : boolWords.yes;
}
