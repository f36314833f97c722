import { sqlText } from '../sql/quote.js';

/**
 * A closed list of the texts that people write in a free-text column, with their meanings. A text is split at its separators; brackets are
 * examined separately. It has a meaning where every piece outside brackets is known and all pieces with a meaning agree; anything else is
 * not known, never "something else".
 */
export interface Vocabulary {
  /** The words of each meaning, in upper case. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Words without a meaning that may stand beside others. */
  readonly neutral: readonly string[];
  /** Regular expressions for endings that may follow a listed word, any number of them. */
  readonly endings: readonly string[];
  /** A regular expression for the separator between two pieces. */
  readonly separators: string;
}

const brackets = '[(\\[【〔〈《{][^)\\]】〕〉》}]*[)\\]】〕〉》}]';

/** SQL over a column of folded text: the key of `words` that it means; NULL for a blank, an unlisted text, and a text that means several things. */
export function meaningSql(column: string, vocabulary: Vocabulary): string {
  const text = `upper(regexp_replace(${column}, '\\s+', '', 'g'))`;
  // Brackets often explain the word before them (外科（心血管外科）) and often are another matter (（一病区）).
  const outside = meaningsOf(`regexp_replace(${text}, ${sqlText(brackets)}, ';', 'g')`, vocabulary);
  const bracketed = `list_transform(regexp_extract_all(${text}, ${sqlText(brackets)}), lambda part: part[2:-2])`;
  const inside = meaningsOf(`array_to_string(${bracketed}, ';')`, vocabulary);
  const all = `list_concat(${outside}, list_filter(${inside}, lambda word: word <> '?'))`;
  const some = `list_distinct(list_filter(${all}, lambda word: word <> ''))`;
  return `list_transform([${some}], lambda found: CASE WHEN len(found) = 1 AND found[1] <> '?' THEN found[1] END)[1]`;
}

/** The meaning of each piece: '' for a neutral one, '?' for an unknown one. */
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
