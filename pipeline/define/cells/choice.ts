import { sqlText } from '../../sql/quote.js';
import { type Cell, isMissing, spreadsheetError, trim } from './cell.js';

/** Refuses words for "not known" as values, because they are read as blank before any list of values is consulted. */
function refuseMissing(words: Iterable<string>): void {
  for (const word of words)
    if (isMissing(word)) throw new Error(`"${word}" stands for a blank and cannot be a value of a list`);
}

/** One of the listed values; `aliases` maps other spellings (folded, upper case) to a value. */
export function choiceCell<V extends string>(
  values: readonly V[],
  aliases: Readonly<Record<string, V>> = {},
): Cell<V> & { values: readonly V[] } {
  const spellings = new Map<string, V>();
  for (const value of values) spellings.set(value.toUpperCase(), value);
  for (const [alias, value] of Object.entries(aliases)) spellings.set(alias.toUpperCase(), value);
  refuseMissing(spellings.keys());
  // Programs write codes as 1.0 in a column with blanks.
  const coded = [...spellings].filter(([word]) => /^\d+$/.test(word));
  const zeros = (text: string) =>
    coded
      .map(([word, value]) => `WHEN regexp_full_match(${text}, '${word}[.]0{1,9}') THEN ${sqlText(value)}`)
      .join(' ');
  const branches = [...spellings]
    .map(([word, value]) => `WHEN ${sqlText(word)} THEN ${sqlText(value)}`)
    .join(' ');
  const cast = (text: string) => {
    const word = `CASE upper(${text}) ${branches} END`;
    return coded.length === 0 ? word : `coalesce(${word}, CASE ${zeros(text)} END)`;
  };
  return {
    kind: 'choice',
    values,
    sqlType: 'VARCHAR',
    rule: 'unknown-value',
    must: { zh: `应为 ${values.join('、')} 之一`, en: `must be one of ${values.join(', ')}` },
    faults: [spreadsheetError],
    parse: (text) => spellings.get(text.toUpperCase().replace(/^(\d+)\.0{1,9}$/, '$1')),
    cast,
    // Texts of a plain file are folded already, so the cast handles spellings other than the list's.
    quick: (raw) =>
      `CASE WHEN ${raw} IN (${values.map(sqlText).join(', ')}) THEN ${raw} WHEN ${raw} IS NOT NULL THEN ${cast(raw)} END`,
  };
}

/** Several of the listed values in one cell, between `;`, `；`, `、`, `+` or `|`. Stored as a bit mask: bit i is values[i]. */
export function choicesCell<V extends string>(
  name: string,
  values: readonly V[],
  aliases: Readonly<Record<string, V>> = {},
): Cell<number> & { values: readonly V[]; quickEnum: { name: string; words: readonly string[] } } {
  const bits = new Map<string, number>();
  values.forEach((value, i) => {
    bits.set(value.toUpperCase(), 2 ** i);
  });
  for (const [alias, value] of Object.entries(aliases))
    bits.set(alias.toUpperCase(), 2 ** values.indexOf(value));
  refuseMissing(bits.keys());
  const branches = [...bits].map(([word, bit]) => `WHEN ${sqlText(word)} THEN ${bit}`).join(' ');
  const pieces = (text: string) =>
    `list_transform(string_split_regex(${text}, '[;、+|]'), lambda piece: CASE upper(trim(piece, ' ')) ${branches} ELSE -1 END)`;
  // Row i of the words: value i alone, then value i with each value. With nine values a row has ten words, so that the mask follows from
  // the position by shifts: (1 << row) | ((1 << place) >> 1), where place 0 adds nothing.
  const perRow = values.length + 1;
  const quickWords = values.flatMap((a) => [a, ...values.map((b) => `${a};${b}`)]);
  const cast = (text: string) =>
    `CASE WHEN list_min(${pieces(text)}) > 0 THEN list_reduce(${pieces(text)}, lambda mask, bit: mask | bit)::SMALLINT END`;
  return {
    kind: 'choices',
    values,
    sqlType: 'SMALLINT',
    rule: 'unknown-value',
    must: {
      zh: `应为 ${values.join('、')} 中的一个或多个，以 ; 、 + 或 | 分隔`,
      en: `must be one or more of ${values.join(', ')}, separated by ; 、 + or |`,
    },
    faults: [spreadsheetError],
    parse: (text) => {
      let mask = 0;
      for (const piece of text.split(/[;、+|]/)) {
        const bit = bits.get(trim(piece, ' ').toUpperCase());
        if (bit === undefined) return undefined;
        mask |= bit;
      }
      return mask;
    },
    cast,
    quickEnum: { name: `${name}_word`, words: quickWords },
    quick: (raw) => {
      const place = `CAST(enum_code(TRY_CAST(${raw} AS ${name}_word)) AS INTEGER)`;
      const listed = `CAST((1 << (${place} // ${perRow})) | ((1 << (${place} % ${perRow})) >> 1) AS SMALLINT)`;
      return `CASE WHEN TRY_CAST(${raw} AS ${name}_word) IS NOT NULL THEN ${listed} WHEN ${raw} IS NOT NULL THEN ${cast(raw)} END`;
    },
  };
}
