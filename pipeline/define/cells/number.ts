import { type Cell, spreadsheetError } from './cell.js';

/**
 * A whole number; the range [min, max] is checked separately. Thousands separators are accepted where they stand correctly, and a fraction
 * of zeros (1.0), as programs write whole numbers in a column with blanks; 12.5, 1e3 and 0x1F are not whole numbers.
 */
export const intCell: Cell<number> = {
  kind: 'int',
  sqlType: 'INTEGER',
  rule: 'not-an-integer',
  must: { zh: '应为整数，可写作 3 或 3.0', en: 'must be a whole number, such as 3 or 3.0' },
  faults: [spreadsheetError],
  parse: (text) => {
    if (!/^[+-]?(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.0{1,9})?$/.test(text)) return undefined;
    return Number(text.replaceAll(',', '')) + 0;
  },
  // Only the sign and the digits are cast, because TRY_CAST would read 12.5 as 13 and 1e3 as 1000.
  cast: (text) =>
    `CASE WHEN regexp_full_match(${text}, '[+-]?([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})([.]0{1,9})?') THEN TRY_CAST(regexp_extract(replace(${text}, ',', ''), '^[+-]?[0-9]+') AS INTEGER) END`,
  // The ENUM has only 0 to 99.
  quick: (raw) =>
    `coalesce(CAST(enum_code(TRY_CAST(${raw} AS small_count_word)) AS INTEGER), CASE WHEN regexp_full_match(${raw}, '[0-9]{1,9}([.]0{1,9})?') THEN TRY_CAST(regexp_extract(${raw}, '^[0-9]+') AS INTEGER) END)`,
};

/** A decimal number with at most four decimals, not counting trailing zeros. `percent` also accepts a trailing % sign. */
export function decimalCell(options: { percent?: boolean } = {}): Cell<number> {
  const sign = options.percent ? '%?' : '';
  const js = new RegExp(`^[+-]?(\\d{1,9}|\\d{1,3}(,\\d{3}){1,2})(\\.\\d{1,4}0{0,12})?${sign}$`);
  const sql = `[+-]?([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})([.][0-9]{1,4}0{0,12})?${sign}`;
  const strip = (text: string) =>
    options.percent ? `replace(replace(${text}, ',', ''), '%', '')` : `replace(${text}, ',', '')`;
  return {
    kind: 'decimal',
    sqlType: 'DECIMAL(13,4)',
    rule: 'not-a-number',
    faults: [spreadsheetError],
    must: { zh: '应为数字（最多四位小数）', en: 'must be a number with at most four decimals' },
    parse: (text) => (js.test(text) ? Number(text.replace(/[,%]/g, '')) + 0 : undefined),
    cast: (text) =>
      `CASE WHEN regexp_full_match(${text}, '${sql}') THEN TRY_CAST(${strip(text)} AS DECIMAL(13,4)) END`,
    quick: (raw) =>
      `CASE WHEN regexp_full_match(${raw}, '[0-9]{1,9}([.][0-9]{1,4})?') THEN TRY_CAST(${raw} AS DECIMAL(13,4)) END`,
  };
}
