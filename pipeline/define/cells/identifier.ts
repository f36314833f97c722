import { sqlText } from '../../sql/quote.js';
import {
  breaks,
  breaksSql,
  type Cell,
  type CellFault,
  oddBlanks,
  spreadsheetError,
  sqlClass,
  trim,
  unseenMarks,
} from './cell.js';
import { looksRoundedSql, maybeRoundedSql, residentId, roundedId, roundedIdSql } from './rounded-number.js';

/*
 * Identifiers are compared, never used as numbers. What spreadsheets and exporters put around one is removed and reported; irreversible
 * changes hold the cell back. Spellings that still differ are left to `same-case-sql`.
 */

/** Blanks, and characters that look like one, beyond those folded and reported in every cell. */
export const identifierBlanks = ' \t\r\n\v\f\u3000\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0';
const allBlanks = `${identifierBlanks}${oddBlanks}${unseenMarks}`;
/** Hyphens and dashes of other kinds that are read as `-`. */
export const identifierHyphens = '‐‑‒–—―−﹣';
/** Marks around a text that keep a spreadsheet from changing it. */
export const identifierGuards = '\'"‘’“”`´′″\\';

const blank = new RegExp(`[${allBlanks}]`, 'gu');
const formula = /^['‘’`]*=(?:[Tt]\()?\\?["“”]+([^"“”=]*)["“”]+\)?$/;
const formulaSql = `^['‘’\`]*=(?:[Tt]\\()?\\\\?["“”]+([^"“”=]*)["“”]+\\)?$`;

const full = (pattern: string) => {
  const js = new RegExp(`^(?:${pattern})$`);
  return {
    test: (text: string) => js.test(text),
    sql: (text: string) => `regexp_full_match(${text}, ${sqlText(pattern)})`,
  };
};

const thousands = full('[1-9][0-9]{0,2}(,[0-9]{3})+([.]0*)?');
const wholeDecimal = full('[0-9]+[.]0*');

/** Nothing to take off. */
const tidyAlready = full('[A-Za-z0-9_-]+');
/** Certainly sound: neither a date such as Jan-26, which has no five digits in a row, nor a number that a spreadsheet rounds. */
const plainest = full(
  '[A-Za-z][A-Za-z0-9_]{0,99}|[0-9]{1,15}|[A-Za-z][A-Za-z0-9_-]{0,99}[0-9]{5}[A-Za-z0-9_-]{0,99}',
);

function bare(text: string): string {
  const seen = text.replace(blank, '').replace(/[‐‑‒–—―−﹣]/g, '-');
  return trim(seen.replace(formula, '$1'), identifierGuards);
}

function bareSql(text: string): string {
  const seen = `regexp_replace(${text}, ${sqlText(`[${sqlClass(allBlanks)}]`)}, '', 'g')`;
  const dashed = `translate(${seen}, ${sqlText(identifierHyphens)}, ${sqlText('-'.repeat(identifierHyphens.length))})`;
  return `trim(regexp_replace(${dashed}, ${sqlText(formulaSql)}, '\\1'), ${sqlText(identifierGuards)})`;
}

function tidy(text: string): string {
  const own = bare(text);
  const joined = thousands.test(own) ? own.replaceAll(',', '') : own;
  return thousands.test(own) || wholeDecimal.test(own) ? (joined.split('.')[0] ?? '') : own;
}

/** SQL for whether a folded text is written as a number with `.0` or thousands separators. */
export function isNumberFormSql(text: string): string {
  return `list_transform([${bareSql(text)}], lambda b: ${thousands.sql('b')} OR ${wholeDecimal.sql('b')})[1]`;
}

/** The list lets the long text be computed once. */
function tidySql(text: string): string {
  const number = `lambda b: CASE WHEN ${thousands.sql('b')} OR ${wholeDecimal.sql('b')} THEN split_part(replace(b, ',', ''), '.', 1) ELSE b END`;
  return `CASE WHEN ${tidyAlready.sql(text)} THEN ${text} ELSE list_transform([${bareSql(text)}], ${number})[1] END`;
}

const small = 'abcdefghijklmnopqrstuvwxyz';
const upper = (text: string) => text.replace(/[a-z]/g, (c) => c.toUpperCase());
const upperSql = (text: string) => `translate(${text}, '${small}', '${small.toUpperCase()}')`;

const again = {
  zh: '请把该列设为文本格式，从源系统重新导出；不要在 Excel 中打开后另存。',
  en: 'Set the column to text and export it again from the source system; do not open and save it in Excel.',
};
const monthName = '(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)';

const faults: readonly CellFault[] = [
  {
    rule: 'identifier-exponent',
    // No exporter writes a padded exponent without a sign after several digits: 2026E0012 is a code.
    pattern:
      '[+-]?[0-9]*[.,][0-9]*e[+-]?[0-9]+|[+-]?[0-9]+e[+-][0-9]{1,3}|[+-]?[0-9]e[0-9]{1,3}|[+-]?[0-9]{2,}e(?:[0-9]|[1-9][0-9]{1,2})',
    must: {
      zh: '应为原样的编号，不应是科学计数法（其后的数字已丢失）',
      en: 'must be the identifier as it is, not a number in exponent form, whose last digits are lost',
    },
    fix: again,
  },
  { ...spreadsheetError, pattern: `${spreadsheetError.pattern}|#+|#[a-z_/0]+[!?]|err:[0-9]+`, fix: again },
  {
    rule: 'identifier-formula',
    pattern: '=[^\\n]*',
    must: { zh: '应为编号本身，不应是公式', en: 'must be the identifier itself, not a formula' },
    fix: again,
  },
  {
    rule: 'identifier-fraction',
    pattern: '[+-]?[0-9]+[.][0-9]+|[+-]?[0-9]+(?:,[0-9]+)+(?:[.][0-9]*)?',
    must: {
      zh: '应为编号，不应带小数或错位的千分位',
      en: 'must be an identifier, not a number with decimals or misplaced separators',
    },
    fix: again,
  },
  {
    rule: 'identifier-date',
    pattern: `[0-9]{1,2}-${monthName}(?:-[0-9]{2,4})?|${monthName}-[0-9]{2}|(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?|(?:19|20)[0-9]{2}/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?`,
    must: {
      zh: '应为编号，不应是日期（Excel 会把 3-5 一类的编号改成日期）',
      en: 'must be an identifier, not a date; spreadsheets make dates of such as 3-5',
    },
    fix: again,
  },
  {
    rule: 'identifier-precision',
    pattern: residentId,
    and: { test: roundedId, sql: roundedIdSql },
    must: {
      zh: '应为完整的编号，但末尾数字已被 Excel 改成 0（Excel 只保留 15 位）',
      en: 'must be the whole identifier, but a spreadsheet, which keeps 15 digits, made its last digits 0',
    },
    fix: again,
  },
];

/** A cell whose damage may show only in its whole column. */
export interface IdentifierCell extends Cell<string> {
  /**
   * SQL over a text: `looks` for a number of more than 15 digits that ends as if a spreadsheet had rounded it, though many such are sound;
   * `speaks` for one that is evidence of rounding.
   */
  readonly rounded: { looks(text: string): string; speaks(text: string): string };
}

function identifier(kind: string, inCapitals: boolean): IdentifierCell {
  const letters = inCapitals ? upper : (text: string) => text;
  const lettersSql = inCapitals ? upperSql : (text: string) => text;
  const isSoundSql = (text: string) =>
    `length(${text}) <= 512 AND NOT (${faults.map((fault) => breaksSql(fault, text)).join(' OR ')})`;
  return {
    kind,
    sqlType: 'VARCHAR',
    rule: 'text-too-long',
    must: {
      zh: '应为不超过 512 个字符的编号，原样填写',
      en: 'must be an identifier of at most 512 characters, as it is',
    },
    tidy: { parse: (text) => letters(tidy(text)), sql: (text) => lettersSql(tidySql(text)) },
    faults,
    rounded: { looks: looksRoundedSql, speaks: maybeRoundedSql },
    parse: (text) =>
      [...text].length <= 512 && !faults.some((fault) => breaks(fault, text)) ? text : undefined,
    cast: (text) => `CASE WHEN ${plainest.sql(text)} OR (${isSoundSql(text)}) THEN ${text} END`,
    // Cells of a plain file have nothing to fold at their edges. Blanks inside and guards are left to the exact lane.
    quick: (raw) => `CASE WHEN ${plainest.sql(raw)} THEN ${inCapitals ? `upper(${raw})` : raw}
      WHEN ${tidySql(raw)} = ${raw} AND ${isSoundSql(raw)} THEN ${lettersSql(raw)} END`,
  };
}

/** An identifier compared without regard to case: of a case, patient, anaesthetic or person. */
export const identifierCell = identifier('identifier', true);

/** A hospital's code, kept as written because the list of hospitals defines its spelling. */
export const hospitalCodeCell = identifier('hospital code', false);
