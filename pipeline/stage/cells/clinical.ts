import { sqlText } from '../../compile/quote.js';
import type { Cell } from './cell.js';

const daysPerYear = 365.25;
const daysPerMonth = 30.4375;

/** The oldest age that is taken for one, in days: 130 years. */
export const oldestDays = Math.floor(130 * daysPerYear);

/**
 * An age such as 56岁, 3月, 12天, 2岁3月 or a bare number of years, stored as whole days (rounded down).
 * Years count 365.25 days and months 30.4375, so that 18岁 and "18 years" fall on the same day count.
 */
export const ageCell: Cell<number> = {
  kind: 'age',
  sqlType: 'INTEGER',
  rule: 'not-an-age',
  must: {
    zh: '应为年龄，如 56、56岁、3月、12天、2岁3月',
    en: 'must be an age such as 56, 56岁, 3月, 12天 or 2岁3月',
  },
  parse: (text) => {
    const years = /^(\d{1,3}(?:\.\d)?)岁?$/.exec(text);
    const months = /^(?:(\d{1,3})岁)?(\d{1,4})(?:个月|月)$/.exec(text);
    const days = /^(\d{1,5})(?:天|日)$/.exec(text);
    if (!years && !months && !days) return undefined;
    const total = years
      ? Number(years[1]) * daysPerYear
      : months
        ? Number(months[1] ?? 0) * daysPerYear + Number(months[2]) * daysPerMonth
        : Number(days?.[1]);
    return Math.floor(total);
  },
  cast: (text) => {
    const part = (pattern: string, days: number) =>
      `coalesce(TRY_CAST(regexp_extract(${text}, '${pattern}', 1) AS DECIMAL(9,4)), 0) * ${days}`;
    const total = `CASE
      WHEN regexp_full_match(${text}, '[0-9]{1,3}([.][0-9])?岁?') THEN ${part('^([0-9.]+)', daysPerYear)}
      WHEN regexp_full_match(${text}, '([0-9]{1,3}岁)?[0-9]{1,4}(个月|月)') THEN ${part('^([0-9]+)岁', daysPerYear)} + ${part('([0-9]+)(?:个月|月)$', daysPerMonth)}
      WHEN regexp_full_match(${text}, '[0-9]{1,5}(天|日)') THEN ${part('^([0-9]+)', 1)} END`;
    return `CAST(floor(${total}) AS INTEGER)`;
  },
  quick: (raw) => `CAST(floor(enum_code(TRY_CAST(${raw} AS small_count_word)) * ${daysPerYear}) AS INTEGER)`,
};

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI'];
const romanSigns = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ'];
/** Every spelling of every class, class by class and equally many of each, so that a word's place tells its class. */
const asaClass = new Map<string, number>();
for (let i = 0; i < 6; i += 1) {
  for (const word of [String(i + 1), roman[i] ?? '', romanSigns[i] ?? '']) {
    for (const suffix of ['', '级', 'E', '级E']) asaClass.set(`${word}${suffix}`, i + 1);
  }
}
const asaBranches = [...asaClass].map(([word, asa]) => `WHEN ${sqlText(word)} THEN ${asa}`).join(' ');

/** ASA physical status 1 to 6; Roman numerals and a trailing E (emergency) are accepted, the E is not kept. */
export const asaCell: Cell<number> & { quickEnum: { name: string; words: readonly string[] } } = {
  kind: 'asa',
  sqlType: 'TINYINT',
  rule: 'unknown-value',
  must: {
    zh: '应为 ASA 分级 1–6 或 Ⅰ–Ⅵ，可带 E',
    en: 'must be an ASA class 1 to 6 or I to VI, optionally with E',
  },
  parse: (text) => asaClass.get(text.toUpperCase()),
  cast: (text) => `CAST(CASE upper(${text}) ${asaBranches} END AS TINYINT)`,
  quickEnum: { name: 'asa_word', words: [...asaClass.keys()] },
  quick: (raw) => `CAST(enum_code(TRY_CAST(${raw} AS asa_word)) // ${asaClass.size / 6} + 1 AS TINYINT)`,
};
