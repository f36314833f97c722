import type { Bilingual } from '../../message/errors.js';
import { sqlText } from '../../sql/quote.js';

/**
 * How one kind of cell is understood, in TypeScript and in SQL side by side.
 *
 * Both receive text. `parse` and `cast` get it folded (see {@link fold}) and never a word for "not known"; `quick` gets it as in a plain
 * file, full-width forms folded. A property test compares `parse` and `cast` on random text.
 */
export interface Cell<T = unknown> {
  readonly kind: string;
  /** The DuckDB type the value is stored as. */
  readonly sqlType: string;
  /** The rule a malformed cell breaks. */
  readonly rule: string;
  /** What must hold, for messages and the dictionary. */
  readonly must: Bilingual;
  /** What is further removed from a folded text before it is read. */
  readonly tidy?: { parse(text: string): string; sql(text: string): string };
  /** Faults with a rule and a remedy of their own; the first that matches is reported instead of `rule`. */
  readonly faults?: readonly CellFault[];
  /** The value, or undefined when the text is not of this kind. */
  parse(text: string): T | undefined;
  /** SQL over folded text: the value, or NULL when the text is not of this kind. */
  cast(text: string): string;
  /** SQL over raw text: the value for spellings that need no message, NULL for all others. Must agree with `cast`. */
  quick(raw: string): string;
  /** Further stored columns that come from the same cell, such as whether a time was given. */
  readonly also?: readonly {
    suffix: string;
    sqlType: string;
    cast(text: string): string;
    quick(raw: string): string;
  }[];
}

/** A named fault: `pattern` is a regular expression over the whole folded text in lower case. */
export interface CellFault {
  readonly rule: string;
  readonly must: Bilingual;
  readonly fix: Bilingual;
  readonly pattern: string;
  /** A further condition that a pattern cannot express, over the folded text. */
  readonly and?: { test(text: string): boolean; sql(text: string): string };
}

/** Whether a text has a fault. */
export function breaks({ pattern, and }: CellFault, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(text.toLowerCase()) && (and?.test(text) ?? true);
}

/** {@link breaks} as SQL over folded text. */
export function breaksSql({ pattern, and }: CellFault, text: string): string {
  const fits = `regexp_full_match(lower(${text}), ${sqlText(pattern)})`;
  return and === undefined ? fits : `CASE WHEN ${fits} THEN ${and.sql(text)} ELSE false END`;
}

/** The rule that a malformed text breaks. */
export function brokenRule({ faults = [], rule }: Cell, text: string): string {
  return faults.find((fault) => breaks(fault, text))?.rule ?? rule;
}

/** {@link brokenRule} as SQL over folded text. */
export function brokenRuleSql({ faults = [], rule }: Cell, text: string): string {
  const branches = faults.map((fault) => `WHEN ${breaksSql(fault, text)} THEN ${sqlText(fault.rule)}`);
  return branches.length === 0 ? sqlText(rule) : `CASE ${branches.join(' ')} ELSE ${sqlText(rule)} END`;
}

/** An error value of a spreadsheet: the cell of a workbook is held back for it, and so is its text. */
export const spreadsheetError: CellFault = {
  rule: 'error-cell',
  pattern: '#(?:n/a|value!|ref!|div/0!|num!|name[?]|null!|spill!|calc!|field!|getting_data)|#{3,}',
  must: {
    zh: '应为值，不能是 Excel 的错误或列宽不足时显示的 ###',
    en: 'must be a value, not an error of Excel or the ### of a column too narrow',
  },
  fix: {
    zh: '请改正公式或填写正确的值（### 请加宽该列后重新导出）；不知道时请留空。',
    en: 'Correct the formula or fill in the value (for ### widen the column and export again); leave it empty if it is not known.',
  },
};

/** The dictionary's own words for "not known", after folding, in upper case. Blank is one of them. */
export const blankWords = ['', '-', '—', '/', '无数据', '未知', '不详', 'NULL', 'N/A'] as const;

/** Other words that programs write for a blank; read as one, and reported once per column. */
export const nullWords = [
  'NA',
  'NAN',
  'NAT',
  'NONE',
  'NIL',
  '\\N',
  '.',
  '--',
  'N.A.',
  '<NA>',
  '<NULL>',
  '[NULL]',
  '(NULL)',
  'UNDEFINED',
  '(空)',
  '(空白)',
] as const;

/** Words by which a sender clears an earlier value: the cell is blank from then on. After folding, in upper case. */
export const clearWords = ['清空', 'CLEAR'] as const;

/** Words that mean "not known" in any column, after folding, in upper case. */
export const missingWords = [...blankWords, ...nullWords, ...clearWords] as const;

/** A word in every mixture of upper and lower case: NULL, nULL, NuLL, … */
function inAnyCase(word: string): string[] {
  const spellings = [...word].reduce<string[]>(
    (starts, char) =>
      [...new Set([char.toUpperCase(), char.toLowerCase()])].flatMap((c) => starts.map((start) => start + c)),
    [''],
  );
  return [...new Set(spellings)];
}

/** The words of the ENUM type `missing_word`: those that are reported follow the first `quietSpellings`. */
export const missingSpellings = missingWords.flatMap(inAnyCase);
/** Number of spellings in `missingSpellings` that are read as blank without a message. */
export const quietSpellings = blankWords.flatMap(inAnyCase).length;

const codes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');
const fullWidth = codes(0xff01, 0xff5e);
const halfWidth = codes(0x21, 0x7e);
/** White space that looks like a blank but is another character; the ideographic space is folded like full-width letters, without a message. */
export const oddBlanks = `\u00a0\u1680${codes(0x2000, 0x200a)}\u2028\u2029\u202f\u205f`;
/** Characters without width, or that only change the direction of text. */
export const unseenMarks = `\u00ad\u061c${codes(0x180b, 0x180f)}${codes(0x200b, 0x200f)}${codes(0x202a, 0x202e)}${codes(0x2060, 0x206f)}${codes(0xfe00, 0xfe0f)}\ufeff`;
const blanks = ' \t\r\n';

const halved = new Map([...fullWidth].map((char, i) => [char, halfWidth.charAt(i)]));
for (const char of `\u3000${oddBlanks}`) halved.set(char, ' ');
for (const char of unseenMarks) halved.set(char, '');
const foldable = new RegExp(`[${fullWidth}\u3000${oddBlanks}${unseenMarks}]`, 'gu');

/** Marks that keep a spreadsheet from changing a cell: ="0001", or an apostrophe before it (and perhaps one behind). */
const guard = `^(?:="([^"]*)"|'+([^']*)'?)$`;
const guardPattern = new RegExp(guard);

/**
 * Folds full-width letters, digits and signs to ASCII and every white space to blanks, removes characters without width, trims, and removes
 * a spreadsheet's guard. Nothing else is changed: a compatibility form such as ② stays and is then refused where a number is required.
 *
 * @example fold('　２０２６－０３－０５ ') // => '2026-03-05'
 * @example fold('="0012"') // => '0012'
 */
export function fold(raw: string): string {
  const bare = trim(
    raw.replace(foldable, (char) => halved.get(char) ?? ''),
    blanks,
  );
  return trim(bare.replace(guardPattern, '$1$2'), blanks);
}

/** A text without these characters at either end, in one pass: a pattern that ends at `$` would try every run of them inside. */
export function trim(text: string, characters: string): string {
  let [from, to] = [0, text.length];
  while (from < to && characters.includes(text.charAt(from))) from += 1;
  while (to > from && characters.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** SQL that turns full-width forms into ASCII: all that {@link fold} does to a cell of a plain file outside the exact lane. */
export const narrowSql = (raw: string): string =>
  `CASE WHEN strlen(${raw}) > length(${raw}) AND regexp_matches(${raw}, ${sqlText(`[${sqlClass(fullWidth)}]`)}) THEN translate(${raw}, ${sqlText(fullWidth)}, ${sqlText(halfWidth)}) ELSE ${raw} END`;

/** {@link fold} as SQL. Text without anything to fold, which is most of it, is only checked. */
export function foldSql(raw: string): string {
  // Characters without a counterpart in the second list are deleted.
  const from = `${fullWidth}\u3000${oddBlanks}${unseenMarks}`;
  const to = `${halfWidth} ${' '.repeat(oddBlanks.length)}`;
  const bare = `trim(translate(${raw}, ${sqlText(from)}, ${sqlText(to)}), ${sqlText(blanks)})`;
  const unguarded = `trim(regexp_replace(${bare}, ${sqlText(guard)}, '\\1\\2'), ${sqlText(blanks)})`;
  const odd = `[${sqlClass(`${fullWidth}\u3000${oddBlanks}${unseenMarks}`)}]|^[='\\s]|\\s$`;
  return `CASE WHEN regexp_matches(${raw}, ${sqlText(odd)}) THEN ${unguarded} ELSE ${raw} END`;
}

/** Characters as the inside of a character class, all escaped. */
export function sqlClass(characters: string): string {
  return [...characters].map((char) => `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`).join('');
}

/** Whether a folded text says "not known". */
export function isMissing(folded: string): boolean {
  return (missingWords as readonly string[]).includes(folded.toUpperCase());
}

/** {@link isMissing} as SQL over folded text. */
export function isMissingSql(folded: string): string {
  return `upper(${folded}) IN (${missingWords.map(sqlText).join(', ')})`;
}
