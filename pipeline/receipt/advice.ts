import type { Field } from '../define/field.js';
import type { Bilingual } from '../message/errors.js';
import { nearest } from '../read/header-key.js';
import { fieldWords } from '../template/field-words.js';

/** The cell that a problem names first. */
export interface ProblemCell {
  readonly name: string;
  readonly field: Field | undefined;
  /** The text as sent. */
  readonly text: string;
}

/** What to do about one problem of a row, beyond its message; null where the message is enough. */
export function adviceOn(rule: string, cell: ProblemCell | null): Bilingual | null {
  switch (rule) {
    case 'unknown-value':
      return nearestWord(cell);
    case 'conflicting-rows':
      return {
        zh: '请把回执中同一病例的各行都改成正确的同一内容（相同的行只计一次）；若确是不同的病例，请更正病案号或次序。',
        en: 'Make all rows of this case in the receipt the same (they then count once); if they are different cases, correct the case number or run number.',
      };
    case 'after-as-of':
      return {
        zh: '若日期正确，请在“回执处理”栏填“撤回”后送回，这一行随下月上报。',
        en: 'If the date is right, write 撤回 (withdraw) into 回执处理, send the row back, and report it next month.',
      };
    default:
      return null;
  }
}

/** The allowed word that the cell almost certainly means. */
function nearestWord(cell: ProblemCell | null): Bilingual | null {
  if (!cell?.field) return null;
  const { choices } = fieldWords(cell.name, cell.field);
  const word = nearest(cell.text, [...choices]);
  return word === null ? null : { zh: `是否为“${word}”？`, en: `Is it "${word}"?` };
}

/** What to do with a row whose cells are uncertain. */
export const adviceOnCells = {
  salvaged: {
    zh: '各格是按可能的分列试填的，请对照“原文”逐格核对后送回。',
    en: 'The cells are filled in as they were probably meant; compare each with the raw text before you send them back.',
  },
  raw: {
    zh: '请把“原文”中的内容逐格填入这一行后送回。',
    en: 'Enter the raw text into the cells of this row and send it back.',
  },
  untrusted: {
    zh: '标色的空格原值不可靠，请填写正确的值后送回。',
    en: 'The marked blank cells held values that cannot be trusted; fill in the right ones and send the row back.',
  },
  marked: {
    zh: '请更正标色的单元格后送回。',
    en: 'Correct the marked cells and send the row back.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
