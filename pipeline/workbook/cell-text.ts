import { formulaLike } from '../message/formula.js';

/** The most characters (UTF-16 units) that Excel keeps in a cell. */
export const LONGEST_CELL = 32_767;

/** A text that fits into a cell, and how it was changed. */
export interface FittedText {
  readonly text: string;
  /** The length before the cut, or null when nothing was cut. */
  readonly cutFrom: number | null;
  /** Control characters left out; no workbook can hold them. */
  readonly dropped: number;
}

const controls = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]/g;

/**
 * A text that fits into a cell: control characters are removed, and a text longer than Excel keeps is cut, with a mark that states its
 * length. Tab, line feed and carriage return stay.
 */
export function fitCell(raw: string): FittedText {
  const text = raw.replace(controls, '');
  const dropped = raw.length - text.length;
  if (text.length <= LONGEST_CELL) return { text, cutFrom: null, dropped };
  return { text: cutWithMark(text, LONGEST_CELL), cutFrom: text.length, dropped };
}

/**
 * The start of a text that is too long, with a mark at its end; at most `limit` characters.
 *
 * @param had the length of the whole text where only its start is given
 */
export function cutWithMark(text: string, limit: number, had = text.length): string {
  if (had <= limit && text.length <= limit) return text;
  const mark = `…【已截断，原有 ${had} 个字符 / cut, had ${had} characters】`;
  const kept = text.slice(0, limit - mark.length);
  return (isHighSurrogate(kept.charCodeAt(kept.length - 1)) ? kept.slice(0, -1) : kept) + mark;
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff;

/**
 * Text as the content of an XML element or attribute of a workbook.
 *
 * Characters that XML cannot hold or would change (a carriage return, halves of surrogate pairs, U+FFFE and U+FFFF) are written as
 * `_x000D_`, the way Excel does; a text that looks like such a form is escaped, so that it is read back unchanged.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[\r\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Whether a spreadsheet could take this text for a formula or a command. */
export function isFormulaLike(text: string): boolean {
  return formulaLike.test(text);
}
