import { sqlText } from '../../sql/quote.js';
import { type Cell, spreadsheetError } from './cell.js';

const daysPerYear = 365.25;
const daysPerMonth = 30.4375;

/** The oldest accepted age, in days: 130 years. */
export const oldestDays = Math.floor(130 * daysPerYear);

/** Words for units as one letter each. A typed letter stays lower case, because `m` alone may mean a man as well as months. */
const units: readonly (readonly [pattern: string, letter: string])[] = [
  // Blanks beside a word, at most as many as people type; a blank between figures stays and is refused.
  [' {0,9}([^0-9. ]+) {0,9}', '\\1'],
  ['周岁|岁|years?|yrs?', 'y'],
  ['个月龄?|月龄?|months?', 'M'],
  ['周龄|星期|weeks?', 'w'],
  ['天龄?|日龄?|days?', 'd'],
  ['小时|hours?', 'h'],
];

/** Each form of an age over these letters, with the days that each of its numbers counts. */
const forms: readonly { readonly pattern: string; readonly days: readonly number[] }[] = [
  { pattern: '([0-9]{1,3}(?:[.][0-9]{1,4})?)y?', days: [daysPerYear] },
  {
    pattern: '([0-9]{1,3})y(?:零|又)?(?:(0?[0-9]|1[01])[Mm](?:零|又)?)?(?:([0-2]?[0-9]|3[01])d)?',
    days: [daysPerYear, daysPerMonth, 1],
  },
  { pattern: '([0-9]{1,4})M', days: [daysPerMonth] },
  { pattern: '([0-9]{1,4})[Mm](?:零|又)?([0-2]?[0-9]|3[01])d', days: [daysPerMonth, 1] },
  // 3周 alone may mean three weeks or three years.
  { pattern: '([0-9]{1,3})w(?:([0-6])d)?', days: [7, 1] },
  { pattern: '([0-9]{1,3})周(?:零|又)?([0-6])d', days: [7, 1] },
  { pattern: '([0-9]{1,5})d', days: [1] },
  { pattern: '([0-9]{1,3})h', days: [1 / 24] },
];

/**
 * An age such as 56岁, 3月, 12天, 2岁3个月12天, 3周龄, 6小时, 56Y, or a bare number of years, stored as whole days (rounded down). Years count 365.25
 * days and months 30.4375, so that 18岁 and "18 years" give the same number of days. Ambiguous texts are refused: 3周 (weeks or years), 10M
 * (months or a man), 虚岁, 岁半, 新生儿.
 */
export const ageCell: Cell<number> = {
  kind: 'age',
  sqlType: 'INTEGER',
  rule: 'not-an-age',
  must: {
    zh: '应为年龄，如 56、56岁、3个月、12天、2岁3个月12天、3周龄、6小时',
    en: 'must be an age such as 56, 56岁, 3个月, 12天, 2岁3个月12天, 3周龄 (weeks) or 6小时 (hours)',
  },
  faults: [
    spreadsheetError,
    {
      rule: 'age-of-two-meanings',
      pattern: '[0-9]{1,4} *(?:m|周)',
      must: {
        zh: '应写明单位：周可能是周岁也可能是周龄，M 可能是月也可能是男',
        en: 'must name its unit: 周 may be years or weeks, M months or a man',
      },
      fix: {
        zh: '请写作 3周岁、3周龄或 10个月。',
        en: 'Write 3周岁 (years), 3周龄 (weeks) or 10个月 (months).',
      },
    },
  ],
  parse: (text) => {
    const short = units.reduce(
      (done, [pattern, letter]) => done.replace(new RegExp(pattern, 'g'), letter.replace('\\', '$')),
      text.toLowerCase(),
    );
    for (const { pattern, days } of forms) {
      const match = new RegExp(`^(?:${pattern})$`).exec(short);
      const part = (i: number) => Number(match?.[i + 1] ?? 0);
      if (match)
        return Math.floor(days.reduce((sum, each, i) => sum + (each < 1 ? part(i) / 24 : part(i) * each), 0));
    }
    return undefined;
  },
  cast: ageSql,
  quick: (raw) => {
    const years = `CASE WHEN regexp_full_match(${raw}, '[0-9]{1,3}(?:[.]0{1,4})?(?:周?岁)?') THEN TRY_CAST(regexp_extract(${raw}, '^[0-9]+') AS INTEGER) END`;
    const quick = `CAST(floor(coalesce(enum_code(TRY_CAST(${raw} AS small_count_word)), ${years}) * ${daysPerYear}) AS INTEGER)`;
    return `CASE WHEN ${raw} IS NOT NULL THEN coalesce(${quick}, ${ageSql(raw)}) END`;
  },
};

/** SQL for the days of an age in a folded text; NULL for any other text. */
function ageSql(text: string): string {
  const short = units.reduce(
    (done, [pattern, letter]) => `regexp_replace(${done}, ${sqlText(pattern)}, ${sqlText(letter)}, 'g')`,
    `lower(${text})`,
  );
  const branches = forms.map(({ pattern, days }) => {
    const names = days.map((_, i) => `'n${i}'`).join(', ');
    const part = (i: number) =>
      `coalesce(TRY_CAST(regexp_extract(short, ${sqlText(`^(?:${pattern})$`)}, [${names}]).n${i} AS DECIMAL(9,4)), 0)`;
    const sum = days.map((each, i) => (each < 1 ? `${part(i)} / 24` : `${part(i)} * ${each}`)).join(' + ');
    return `WHEN regexp_full_match(short, ${sqlText(pattern)}) THEN ${sum}`;
  });
  const total = `CASE ${branches.join(' ')} END`;
  return `CAST(floor(list_transform([${short}], lambda short: ${total})[1]) AS INTEGER)`;
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI'];
const romanSigns = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ'];
/** Every spelling of every class, class by class and equally many of each, so that a word's position gives its class. */
const asaClass = new Map<string, number>();
for (let i = 0; i < 6; i += 1) {
  for (const word of [String(i + 1), roman[i] ?? '', romanSigns[i] ?? '']) {
    for (const suffix of ['', '级', 'E', '级E']) asaClass.set(`${word}${suffix}`, i + 1);
  }
}
const asaBranches = [...asaClass].map(([word, asa]) => `WHEN ${sqlText(word)} THEN ${asa}`).join(' ');

/** ASA physical status 1 to 6; Roman numerals and a trailing E (emergency) are accepted, the E is not stored. */
export const asaCell: Cell<number> & { quickEnum: { name: string; words: readonly string[] } } = {
  kind: 'asa',
  sqlType: 'TINYINT',
  rule: 'unknown-value',
  must: {
    zh: '应为 ASA 分级 1–6 或 Ⅰ–Ⅵ，可带 E',
    en: 'must be an ASA class 1 to 6 or I to VI, optionally with E',
  },
  faults: [spreadsheetError],
  parse: (text) => asaClass.get(text.toUpperCase().replace(/^([1-6])\.0{1,9}$/, '$1')),
  cast: (text) =>
    `CAST(CASE upper(regexp_replace(${text}, '^([1-6])[.]0{1,9}$', '\\1')) ${asaBranches} END AS TINYINT)`,
  quickEnum: { name: 'asa_word', words: [...asaClass.keys()] },
  quick: (raw) => `CAST(enum_code(TRY_CAST(${raw} AS asa_word)) // ${asaClass.size / 6} + 1 AS TINYINT)`,
};
