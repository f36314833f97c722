import type { AnyTable } from '../../../pipeline/define/table.js';
import { dayOnly, type Moment, parseDay, parseMoment } from './civil.js';

/** What a cell or a derived column holds. A list of choices keeps its words. */
export type Value = boolean | number | string | readonly string[] | Moment | null;

/** Cells of one row by column name; a column that is not there is blank. */
export type RawRow = { readonly [column: string]: string };

const yes = ['是', '有', '1', 'Y', '已', '阳性', '√', 'true'];
const no = ['否', '无', '0', 'N', '未', '阴性', '×', 'false'];
const blanks = ['', '-', '/', '未知', '不详', '无数据'];
const romans = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ'];

/** An age in days: years of 365.25 and months of 30.4375 days. */
function ageDays(text: string): number {
  const match = /^(?:(\d+)岁?)?(?:(\d+)月)?$/.exec(text);
  const days = /^(\d+)天$/.exec(text);
  if (days) return Number(days[1]);
  if (!match || text === '') throw new Error(`no age: ${text}`);
  return Math.floor(Number(match[1] ?? 0) * 365.25 + Number(match[2] ?? 0) * 30.4375);
}

function wordOf(table: AnyTable, name: string, text: string): string {
  const field = table.spec.fields[name];
  const word = field?.spellings?.[text] ?? text;
  if (!field?.values?.includes(word)) throw new Error(`${name} has no value ${text}`);
  return word;
}

/**
 * A cell of a table as its kind is understood. Knows only the spellings that cases and decks use; any other is an error
 * and never a blank.
 */
export function cellOf(table: AnyTable, name: string, text: string): Value {
  const meta = table.spec.fields[name]?.meta;
  if (!meta) throw new Error(`${table.name} has no field ${name}`);
  if (blanks.includes(text)) return meta.blank ?? null;
  switch (meta.cell.kind) {
    case 'bool':
      if (yes.includes(text)) return true;
      if (no.includes(text)) return false;
      throw new Error(`no yes or no: ${text}`);
    case 'int':
      if (!/^\d+$/.test(text)) throw new Error(`no whole number: ${text}`);
      return Number(text);
    case 'decimal':
      if (!/^\d{1,3}(,\d{3})*(\.\d{1,4})?%?$|^\d+(\.\d{1,4})?%?$/.test(text))
        throw new Error(`no number: ${text}`);
      return Number(text.replace(/[%,]/g, ''));
    case 'date':
      return dayOnly(parseDay(text));
    case 'datetime':
      return parseMoment(text);
    case 'age':
      return ageDays(text);
    case 'asa': {
      const sign = text.replace('级', '').replace('E', '');
      const place =
        romans.indexOf(sign) + 1 || ['I', 'II', 'III', 'IV', 'V', 'VI'].indexOf(sign) + 1 || Number(sign);
      if (!(place >= 1 && place <= 6)) throw new Error(`no ASA class: ${text}`);
      return place;
    }
    case 'choice':
      return wordOf(table, name, text);
    case 'choices':
      return text.split(/[;、+|]/).map((piece) => wordOf(table, name, piece));
    case 'month':
      if (!/^\d{4}-\d{2}$/.test(text)) throw new Error(`no month: ${text}`);
      return text;
    case 'text':
    case 'identifier':
    case 'hospital code':
    case 'free text':
      return text;
    default:
      throw new Error(`no kind of cell: ${meta.cell.kind}`);
  }
}

/** The rows of a CSV text with a header; quotes as usual. */
export function rowsOf(text: string): RawRow[] {
  const records: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    records.at(-1)?.push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') endCell();
    else if (c === '\n') {
      endCell();
      records.push([]);
    } else if (c !== '\r') cell += c;
  }
  if (cell !== '' || (records.at(-1)?.length ?? 0) > 0) endCell();
  const [header = [], ...rows] = records.filter((record) => record.length > 0 && record.join('') !== '');
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}
