import { headerKey } from './header-key.js';

/** Why a row is no case: above the header, empty, a repeated header, a total, or a note. */
export type SkipReason = 'title' | 'blank' | 'repeated-header' | 'total' | 'note';

/** What the header says about the rows below it. */
export interface RowShape {
  readonly header: readonly string[];
  /** Positions, from 0, of the required columns that the file has. */
  readonly required: readonly number[];
}

/**
 * Makes a classifier of rows: the reason to skip a row, or null for a case.
 *
 * A row whose required cells are filled is always a case, whatever its words (a patient may be named 合计), except a repetition of the whole
 * header. The number of cells does not matter, because totals and notes have their own.
 */
export function rowClassifier(shape: RowShape): (cells: readonly string[]) => SkipReason | null {
  const { header, required } = shape;
  const keys = withoutTail(header.map(headerKey));
  const probe = required[0] ?? 0;
  const words = new Set([header[probe] ?? '', (header[probe] ?? '').trim()]);
  const probeKey = keys[probe] ?? '';
  return (cells) => {
    let filled = required.length >= 2;
    for (let i = 0; filled && i < required.length; i += 1) filled = isFilled(cells[required[i] ?? 0] ?? '');
    const head = cells[probe] ?? '';
    const mayRepeat = words.has(head) || (head.length < 64 && isOdd(head) && headerKey(head) === probeKey);
    if (mayRepeat && isSameHeader(cells, keys)) return 'repeated-header';
    return filled ? null : reasonOf(cells, required);
  };
}

/**
 * The reason to skip a row by its words alone: `blank`, `total`, `note`, or null.
 *
 * A total leaves all other required cells empty, or has only figures in the rest (合计,25,,,). Only for rows that lack a required cell; one
 * with all of them is a case.
 */
export function reasonOf(cells: readonly string[], required: readonly number[]): SkipReason | null {
  const filled: number[] = [];
  for (let i = 0; i < cells.length; i += 1) {
    if (isFilled(cells[i] ?? '')) filled.push(i);
  }
  const first = filled[0];
  if (first === undefined) return 'blank';
  const label = rowLabel(cells[first] ?? '');
  if (label === null) return null;
  if (label === 'total') {
    const others = required.filter((at) => at !== first);
    const rest = filled.filter((at) => at !== first);
    const isTotal =
      others.every((at) => !filled.includes(at)) || rest.every((at) => isFigure(cells[at] ?? ''));
    return isTotal ? 'total' : null;
  }
  return filled.every((at) => rowLabel(cells[at] ?? '') === 'note') ? 'note' : null;
}

function isFigure(cell: string): boolean {
  return cell.length < 40 && /^[\d.,%\s-]+(?:例|条|行|人|次|台)?$/.test(cell.normalize('NFKC').trim());
}

const totals =
  /^(?:合计|总计|小计|共计|总合计|本页小计|本页合计|(?:grand |sub)?totals?)(?:[:：(（].*|数|人数|例数|共?\d{1,9}[例条行人次]?)?$/;
const notes =
  /^(?:注|备注|附注|说明|填表说明|填表人|填报人|填报单位|填报日期|填表日期|制表|制表人|制表日期|制表单位|审核|审核人|复核人|负责人|科主任|联系人|联系电话|打印人|打印时间|打印日期|导出人|导出时间|统计时间|报送日期|notes?|remarks?|prepared by|printed (?:at|on|by))\s*:/;
const pages = /^第\s*\d{1,6}\s*页|^(?:page|页码)\s*:?\s*\d{1,6}/;

/** The first characters of all labels above, for a quick check of bytes; a test compares them. */
export const labelStarts = '合总小共本注备附说填制审复负科联打导统报第页tsgnrp';

/** What kind of row a cell announces: a total, a note below the table, or nothing. */
export function rowLabel(cell: string): 'total' | 'note' | null {
  const start = cell.slice(0, 400).normalize('NFKC').trim().toLowerCase();
  const close = start.replace(/\s+/g, start.startsWith('grand') ? ' ' : '');
  if (close.length < 60 && totals.test(close)) return 'total';
  if (notes.test(start) || pages.test(start)) return 'note';
  return notes.test(close) ? 'note' : null;
}

/** Whether a cell holds more than white space, U+3000 and the BOM; quick for ordinary text. */
export function isFilled(cell: string): boolean {
  if (cell.length === 0) return false;
  const code = cell.charCodeAt(0);
  if (code > 32 && code < 0x80) return true;
  if (code >= 0x4e00 && code <= 0x9fff) return true;
  return cell.replace(/[\u200B-\u200F\u2060]/g, '').trim() !== '';
}

function isSameHeader(cells: readonly string[], keys: readonly string[]): boolean {
  const own = withoutTail(cells.map(headerKey));
  return own.length > 0 && own.length === keys.length && own.every((key, at) => key === keys[at]);
}

/** Keys without trailing empty ones: a header repeated by a page break may have lost its empty columns. */
function withoutTail(keys: readonly string[]): readonly string[] {
  let length = keys.length;
  while (length > 0 && keys[length - 1] === '') length -= 1;
  return keys.slice(0, length);
}

/** Whether a cell can be a header in another spelling: only one with more than digits and capitals can. */
function isOdd(cell: string): boolean {
  const code = cell.charCodeAt(0);
  return code > 0x7f || code <= 32 || code === 42 || (code >= 97 && code <= 122);
}
