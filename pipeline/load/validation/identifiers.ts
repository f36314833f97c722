import { cleanTable, type Filled, typedTable } from '../../compile/stage-sql.js';
import { fieldsOf } from '../../compile/table-sql.js';
import {
  foldSql,
  type IdentifierCell,
  identifierBlanks,
  identifierGuards,
  identifierHyphens,
  isNumberFormSql,
  sqlClass,
} from '../../define/cells/index.js';
import type { FieldMeta } from '../../define/field.js';
import type { AnyTable } from '../../define/table.js';
import { noFix } from '../../message/notice.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import type { ColumnNote } from './column-note.js';

/** Digits beyond the 15th in a column's long numbers; that so many are all zeros by chance is one in a million. */
const FEWEST_ZEROS = 6;

/**
 * Marks the long numbers of a column as broken where all of them end as if a spreadsheet had rounded them, even those whose check digit
 * happens to hold. A single such number may be sound; a whole column is not. Reads the cleaned texts.
 */
export async function markRoundedColumns(database: Database, table: AnyTable, filled: Filled): Promise<void> {
  const [typed, clean] = [sqlName(typedTable(table)), sqlName(cleanTable(table))];
  for (const [name, { cell }] of fieldsOf(table)) {
    const { rounded } = cell as Partial<IdentifierCell>;
    if (!rounded || !filled(name)) continue;
    const [text, broken] = [sqlName(name), sqlName(`b_${name}`)];
    const looks = rounded.looks(text);
    const files = await database.rows<{ file_id: number }>(
      `SELECT file_id FROM ${clean} WHERE length(${text}) > 15 AND regexp_full_match(${text}, '[0-9]+') GROUP BY file_id
       HAVING bool_and(${looks}) AND bool_or(${rounded.speaks(text)}) AND sum(length(${text}) - 15) >= ${FEWEST_ZEROS} AND count(DISTINCT ${text}) > 1`,
    );
    if (files.length === 0) continue;
    await database.run(
      `UPDATE ${typed} SET ${broken} = 'identifier-precision', cell_broken = true WHERE ${broken} IS NULL AND (file_id, line) IN (
         SELECT (file_id, line) FROM ${clean} WHERE ${looks} AND file_id IN (${files.map(({ file_id }) => file_id).join(', ')}))`,
    );
  }
}

const isIdentifier = ({ cell }: FieldMeta) => cell.tidy !== undefined;
const isThere = (_: string, clean: string) => `${clean} IS NOT NULL`;
const nothing = () => 'NULL::VARCHAR';
const exportText = {
  zh: '请把该列设为文本格式后重新导出。',
  en: 'Set the column to text and export it again.',
};

/** The further notes for columns of identifiers. */
export const identifierNotes: readonly ColumnNote[] = [
  {
    rule: 'identifier-blank',
    pattern: `[^\\s][${sqlClass(identifierBlanks)}]+[^\\s]`,
    counts: isThere,
    found: nothing,
    concerns: isIdentifier,
    what: { zh: '中间有空格，已去掉', en: 'with blanks inside, taken off' },
    fix: { zh: '请在源系统中去掉空格。', en: 'Remove them in the source system.' },
  },
  {
    rule: 'identifier-guard',
    pattern: `^\\s*(?:[${sqlClass(`${identifierGuards}＂`)}]|[=＝])|[${sqlClass(`${identifierGuards}＇＂`)}][)）]?\\s*$`,
    counts: (raw, clean) =>
      `${clean} IS NOT NULL AND regexp_matches(${foldSql(raw)}, ${sqlText(`^[${sqlClass(identifierGuards)}=]|[${sqlClass(identifierGuards)}][)]?$`)})`,
    found: nothing,
    concerns: isIdentifier,
    what: { zh: '两端带有引号，或写成 =T("…")，已去掉', en: 'in quotes or written as =T("…"), taken off' },
    fix: exportText,
  },
  {
    rule: 'identifier-number-form',
    pattern: '[0-9０-９][.．,，]',
    counts: (raw, clean) => `${clean} IS NOT NULL AND ${isNumberFormSql(foldSql(raw))}`,
    found: nothing,
    concerns: isIdentifier,
    what: {
      zh: '写成了带 .0 或千分位逗号的数字，已还原；前导零可能已丢失',
      en: 'written as a number with .0 or thousands separators, taken off; leading zeros may be lost',
    },
    fix: exportText,
  },
  {
    rule: 'identifier-hyphen',
    pattern: `[${sqlClass(identifierHyphens)}]`,
    counts: isThere,
    found: nothing,
    concerns: isIdentifier,
    what: { zh: '用了不同的连字符，已统一为“-”', en: 'with hyphens of another kind, made "-"' },
    fix: noFix,
  },
];
