/*
 * Spellings of one number. Spreadsheets remove leading zeros; people omit or change the marks between letters and digits. A mark between
 * two digits stays, because 1-23 is not 12-3.
 */

/** Digits alone without their leading zeros; any other text as it is. */
export function withoutZerosSql(text: string): string {
  return `CASE WHEN starts_with(${text}, '0') AND regexp_full_match(${text}, '[0-9]+')
    THEN coalesce(nullif(ltrim(${text}, '0'), ''), '0') ELSE ${text} END`;
}

/** One form for all usual spellings of a number. */
export function looseSql(text: string): string {
  const one = `trim(regexp_replace(${text}, '[-_./\\\\]+', '-', 'g'), '-')`;
  const inside = `regexp_replace(regexp_replace(${one}, '([^-0-9])-', '\\1', 'g'), '-([^-0-9])', '\\1', 'g')`;
  return `CASE WHEN regexp_full_match(${text}, '[1-9A-Z][0-9A-Z]*') THEN ${text}
    WHEN regexp_full_match(${text}, '[0-9]+') THEN ${withoutZerosSql(text)} ELSE coalesce(nullif(${inside}, ''), ${text}) END`;
}
