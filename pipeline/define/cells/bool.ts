import { sqlText } from '../../sql/quote.js';
import { type Cell, spreadsheetError } from './cell.js';

/** Spellings of yes and no, compared in lower case after folding. */
export const yesWords = ['是', '有', '1', 'y', '已', '阳性', '√', 'true'] as const;
export const noWords = ['否', '无', '0', 'n', '未', '阴性', '×', 'false'] as const;

const list = (words: readonly string[]) => words.map(sqlText).join(', ');

/**
 * The words of the ENUM type `bool_word`: yes words first, so that one integer comparison separates yes from no. An ENUM cast is a hash
 * look-up; a chain of text comparisons on every cell would cost a third of the whole load.
 */
export const boolWordEnum = [...yesWords, ...noWords];

/** Reads 1.0 and 0.0, as programs write them in a column with blanks, as 1 and 0. */
const withoutZeros = (word: string) => word.replace(/^([01])\.0{1,9}$/, '$1');

/** Yes or no. Any unlisted word is a problem; a blank is not known, never no. */
export const boolCell: Cell<boolean> = {
  kind: 'bool',
  sqlType: 'BOOLEAN',
  rule: 'not-a-boolean',
  must: {
    zh: '应为 是/否、有/无、1/0、Y/N、已/未、阳性/阴性、√/× 或 true/false',
    en: 'must be yes or no: 是/否, 有/无, 1/0, Y/N, 已/未, 阳性/阴性, √/×, true/false',
  },
  faults: [spreadsheetError],
  parse: (text) => {
    const word = withoutZeros(text.toLowerCase());
    if ((yesWords as readonly string[]).includes(word)) return true;
    if ((noWords as readonly string[]).includes(word)) return false;
    return undefined;
  },
  cast: (text) => {
    const word = `lower(${text})`;
    const [one, nought] = ['1', '0'].map((figure) => `regexp_full_match(${text}, '${figure}[.]0{1,9}')`);
    return `CASE WHEN ${word} IN (${list(yesWords)}) THEN true WHEN ${word} IN (${list(noWords)}) THEN false WHEN ${one} THEN true WHEN ${nought} THEN false END`;
  },
  quick: (raw) => `enum_code(TRY_CAST(${raw} AS bool_word)) < ${yesWords.length}`,
};
