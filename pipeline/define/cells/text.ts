import { sqlText } from '../../sql/quote.js';
import { type Cell, spreadsheetError } from './cell.js';

const isError = new RegExp(`^(?:${spreadsheetError.pattern})$`);

/** SQL for whether a text of a plain file may be guarded or an error value, so that only the exact lane can read it. */
export const oddTextSql = (raw: string) => `${raw}[1] IN ('#', '=', '''')`;

/** Any text up to 512 characters. Codes keep their leading zeros. */
export const textCell: Cell<string> = {
  kind: 'text',
  sqlType: 'VARCHAR',
  rule: 'text-too-long',
  must: { zh: '应为不超过 512 个字符的文本', en: 'must be text of at most 512 characters' },
  faults: [spreadsheetError],
  parse: (text) => ([...text].length <= 512 && !isError.test(text.toLowerCase()) ? text : undefined),
  cast: (text) =>
    `CASE WHEN length(${text}) <= 512 AND NOT (starts_with(${text}, '#') AND regexp_full_match(lower(${text}), ${sqlText(spreadsheetError.pattern)})) THEN ${text} END`,
  // A plain file has no blanks at cell edges and its full-width forms are folded. Length, words for "not known", guards and errors (see
  // oddTextSql) are checked afterwards, in bulk, before the file is accepted.
  quick: (raw) => raw,
};

/** Text that is read and dropped; whatever it holds is no problem. */
export const freeTextCell: Cell<string> = {
  kind: 'free text',
  sqlType: 'VARCHAR',
  rule: 'text-too-long',
  must: { zh: '任意文本', en: 'may be any text' },
  parse: (text) => text,
  cast: (text) => text,
  quick: () => 'CAST(NULL AS VARCHAR)',
};
