import { sqlText } from '../../compile/quote.js';

/**
 * How one kind of cell is understood, in TypeScript and in SQL side by side.
 *
 * Both receive text. `parse` and `cast` get it folded (see {@link fold}) and never a missing word; `quick` gets it as
 * it stands in the file. A property test holds `parse` and `cast` to the same verdict on random text.
 */
export interface Cell<T = unknown> {
  readonly kind: string;
  /** The DuckDB type the value is stored as. */
  readonly sqlType: string;
  /** The rule a malformed cell breaks. */
  readonly rule: string;
  /** What must hold, for messages and the dictionary. */
  readonly must: { readonly zh: string; readonly en: string };
  /** The value, or undefined when the text is not of this kind. */
  parse(text: string): T | undefined;
  /** SQL over folded text: the value, or NULL when the text is not of this kind. */
  cast(text: string): string;
  /** SQL over raw text: the value for the commonest spellings, NULL for all others. Must agree with `cast`. */
  quick(raw: string): string;
  /** Further stored columns that come from the same cell, such as whether a time was given. */
  readonly also?: readonly {
    suffix: string;
    sqlType: string;
    cast(text: string): string;
    quick(raw: string): string;
  }[];
}

/** Words that mean "not known" in any column, after folding, in upper case. Blank is one of them. */
export const missingWords = ['', '-', '—', '/', '无数据', '未知', '不详', 'NULL', 'N/A'] as const;

const fullWidth = Array.from({ length: 94 }, (_, i) => String.fromCodePoint(0xff01 + i)).join('');
const halfWidth = Array.from({ length: 94 }, (_, i) => String.fromCodePoint(0x21 + i)).join('');
const blanks = ' \t\r\n\u00a0';

/**
 * Folds full-width letters, digits and signs to ASCII, ideographic spaces to blanks, and trims. Nothing else is changed:
 * a compatibility form such as ② stays itself and is then refused where a number must stand.
 *
 * @example fold('　２０２６－０３－０５ ') // => '2026-03-05'
 */
export function fold(raw: string): string {
  const half = raw.replace(/[\uff01-\uff5e\u3000]/g, (c) =>
    c === '\u3000' ? ' ' : String.fromCodePoint((c.codePointAt(0) ?? 0) - 0xfee0),
  );
  return trim(half, blanks);
}

/** Without these characters at either end, in one pass: a pattern that ends at `$` tries every run of them inside. */
export function trim(text: string, characters: string): string {
  let [from, to] = [0, text.length];
  while (from < to && characters.includes(text.charAt(from))) from += 1;
  while (to > from && characters.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** {@link fold} as SQL. Text without a foldable character is only trimmed, which is most of it. */
export function foldSql(raw: string): string {
  const folded = `translate(${raw}, ${sqlText(`${fullWidth}\u3000`)}, ${sqlText(`${halfWidth} `)})`;
  return `trim(${folded}, ${sqlText(blanks)})`;
}

/** True when folded text says "not known". */
export function isMissing(folded: string): boolean {
  return (missingWords as readonly string[]).includes(folded.toUpperCase());
}

/** {@link isMissing} as SQL over folded text. */
export function isMissingSql(folded: string): string {
  return `upper(${folded}) IN (${missingWords.map(sqlText).join(', ')})`;
}
