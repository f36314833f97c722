import { sqlText } from '../sql/quote.js';

/**
 * A closed list of what people write in a column of free text, and what it means. A text is taken apart at its separators;
 * what stands in brackets is looked at by itself. It has a meaning where every piece outside brackets is known and all that
 * mean something mean the same; anything else is not known, never "something else".
 */
export interface Vocabulary {
  /** The words of each meaning, in capitals. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Words that say nothing by themselves and may stand beside another. */
  readonly neutral: readonly string[];
  /** Regular expressions of what may follow a word of the list, any number of them. */
  readonly endings: readonly string[];
  /** A regular expression of what stands between two pieces. */
  readonly separators: string;
}

const brackets = '[(\\[【〔〈《{][^)\\]】〕〉》}]*[)\\]】〕〉》}]';

/**
 * SQL over a column of folded text: the key of `words` that it means; NULL for a blank, for what the list does not know, and
 * for a text that means several things.
 */
export function meaningSql(column: string, vocabulary: Vocabulary): string {
  const text = `upper(regexp_replace(${column}, '\\s+', '', 'g'))`;
  // What is in brackets often explains the word before it (外科（心血管外科）) and often is another matter (（一病区）).
  const outside = meaningsOf(`regexp_replace(${text}, ${sqlText(brackets)}, ';', 'g')`, vocabulary);
  const bracketed = `list_transform(regexp_extract_all(${text}, ${sqlText(brackets)}), lambda part: part[2:-2])`;
  const inside = meaningsOf(`array_to_string(${bracketed}, ';')`, vocabulary);
  const all = `list_concat(${outside}, list_filter(${inside}, lambda word: word <> '?'))`;
  const some = `list_distinct(list_filter(${all}, lambda word: word <> ''))`;
  return `list_transform([${some}], lambda found: CASE WHEN len(found) = 1 AND found[1] <> '?' THEN found[1] END)[1]`;
}

/** The meaning of each piece: '' for one that says nothing, '?' for one that is not known. */
function meaningsOf(text: string, { words, neutral, endings, separators }: Vocabulary): string {
  const branches = [
    ...Object.entries(words).flatMap(([meaning, of]) => of.map((word) => [word, meaning] as const)),
    // An ending may stand alone (一病区).
    ...['', ...neutral].map((word) => [word, ''] as const),
  ].map(([word, meaning]) => `WHEN ${sqlText(word)} THEN ${sqlText(meaning)}`);
  const meaning = (piece: string) => `CASE ${piece} ${branches.join(' ')} END`;
  const bare = `regexp_replace(piece, ${sqlText(`(?:${endings.join('|')})+$`)}, '')`;
  const split = `string_split_regex(${text}, ${sqlText(`;|${separators}`)})`;
  return `list_transform(list_filter(${split}, lambda piece: piece <> ''), lambda piece: coalesce(${meaning('piece')}, ${meaning(bare)}, '?'))`;
}
