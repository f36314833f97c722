import { formulaLike } from '../message/formula.js';
import { sqlText } from './quote.js';

/** `formulaLike` as the database reads patterns, where `\s` is a blank of ASCII alone. */
const pattern = formulaLike.source
  .replaceAll('\\s', '\\s\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}')
  .replaceAll(/\\u([0-9a-f]{4})/g, '\\x{$1}')
  .replaceAll('\\0', '\\x00');

/** A text in SQL, behind an apostrophe where a spreadsheet may take it for a formula or a command: see `formulaLike`. */
export const defusedSql = (text: string): string =>
  `CASE WHEN regexp_matches(${text}, ${sqlText(pattern)}) THEN ${sqlText("'")} || ${text} ELSE ${text} END`;
