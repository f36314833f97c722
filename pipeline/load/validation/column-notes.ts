import { cleanTable, type Filled, rawTable } from '../../compile/stage-sql.js';
import { fieldsOf } from '../../compile/table-sql.js';
import {
  blankWords,
  clearWords,
  datetimeCell,
  foldSql,
  oddBlanks,
  sqlClass,
  unseenMarks,
} from '../../define/cells/index.js';
import type { FieldMeta } from '../../define/field.js';
import type { AnyTable } from '../../define/table.js';
import { type Notice, noFix } from '../../message/notice.js';
import { printable } from '../../message/printable.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import type { ColumnNote } from './column-note.js';
import { identifierNotes } from './identifiers.js';

const unseen = `[${sqlClass(`${oddBlanks}${unseenMarks}`)}]`;
const everyCell = () => true;

/** The notes for columns of any kind. */
export const columnNotes: readonly ColumnNote[] = [
  {
    rule: 'unseen-characters',
    pattern: unseen,
    counts: (_, clean) => `${clean} IS NOT NULL`,
    found: (raw) =>
      `array_to_string(list_sort(list_distinct(list_transform(regexp_extract_all(${raw}, ${sqlText(unseen)}), lambda char: printf('U+%04X', unicode(char))))), '、')`,
    concerns: everyCell,
    what: {
      zh: '含有看不见的字符，已去掉或当作空格',
      en: 'with characters that cannot be seen, taken off or read as blanks',
    },
    fix: { zh: '请在源系统或导出程序中去掉。', en: 'Remove them in the source system or its export.' },
  },
  {
    rule: 'spreadsheet-guard',
    pattern: `^[\\s${sqlClass(`\u3000${oddBlanks}${unseenMarks}`)}]*(?:[=＝]["＂]|['＇])`,
    counts: (raw, clean) => `trim(${raw}) IS DISTINCT FROM ${clean}`,
    found: (raw) => `CASE WHEN regexp_matches(${raw}, '[=＝]') THEN '="…"' ELSE '''' END`,
    concerns: everyCell,
    what: { zh: '带有表格软件的保护符，已去掉', en: 'with the guard of a spreadsheet, taken off' },
    fix: {
      zh: '导出时请把该列设为“文本”格式，不必加 =" " 或单引号。',
      en: 'Export the column as text, without =" " or an apostrophe.',
    },
  },
  {
    rule: 'null-word',
    pattern: null,
    counts: (raw, clean) =>
      `${clean} IS NULL AND ${raw} IS NOT NULL AND upper(${foldSql(raw)}) NOT IN (${[...blankWords, ...clearWords].map(sqlText).join(', ')})`,
    found: (raw) => `upper(${foldSql(raw)})`,
    concerns: everyCell,
    what: {
      zh: '写着程序的空值，已当作空白（未知）',
      en: "with a program's word for nothing, read as blank (not known)",
    },
    fix: { zh: '导出时请留空；确有值的请补填。', en: 'Export them as blanks; fill in what is known.' },
  },
  {
    rule: 'part-of-second',
    pattern: ':[0-9]{2}[.][0-9]*[1-9]|[0-9]{6}[.][0-9]*[1-9]',
    counts: (_, clean) => `${datetimeCell.cast(clean)} IS NOT NULL`,
    found: () => 'NULL::VARCHAR',
    concerns: ({ cell }) => cell.kind === 'datetime',
    what: {
      zh: '精确到秒以下，已略去秒以下部分',
      en: 'finer than a second; the part of a second is left out',
    },
    fix: noFix,
  },
  ...identifierNotes,
];

/** The form of such a problem's value: number of cells, first line, and what was found. */
const written = /^(\d+) @ (\d+)(?:: (.*))?$/s;

/**
 * Writes one warning per note, column, file and hospital of the rows being staged; needs the raw and the cleaned rows. It is about the
 * column and has no line.
 */
export async function noteColumns(
  database: Database,
  table: AnyTable,
  filled: Filled,
  notes: readonly ColumnNote[] = columnNotes,
): Promise<void> {
  const fields = fieldsOf(table).filter(([name, { cell }]) => filled(name) && cell.kind !== 'free text');
  if (fields.length === 0) return;
  const [raw, clean] = [sqlName(rawTable(table)), sqlName(cleanTable(table))];
  const patternsOf = (meta: FieldMeta) =>
    notes
      .flatMap((note) => (note.pattern === null || !note.concerns(meta) ? [] : [`(?:${note.pattern})`]))
      .join('|');
  const [seen = {}] = await database.rows<Record<string, boolean | null>>(
    `SELECT ${fields.map(([name, meta], i) => `bool_or(regexp_matches(${sqlName(name)}, ${sqlText(patternsOf(meta))})) AS ${sqlName(`seen_${i}`)}`).join(', ')} FROM ${raw}`,
  );
  const counts = fields.map(([name], i) => `count(${sqlName(name)}) AS ${sqlName(`filled_${i}`)}`).join(', ');
  const [sent = {}] = await database.rows<Record<string, string>>(`SELECT ${counts} FROM ${raw}`);
  const [kept = {}] = await database.rows<Record<string, string>>(`SELECT ${counts} FROM ${clean}`);
  const found = fields.flatMap(([name, meta], i) => {
    const isSeen = seen[`seen_${i}`] === true;
    const isBlanked = sent[`filled_${i}`] !== kept[`filled_${i}`];
    return notes
      .filter((note) => (note.pattern === null ? isBlanked : isSeen) && note.concerns(meta))
      .map((note) => ({ name, note }));
  });
  for (const { name, note } of await those(database, raw, found))
    await database.run(noteSql(table, name, note));
}

/** Those of the notes whose own pattern a cell matches: planning the statement of a note costs more than looking. */
async function those<N extends { readonly name: string; readonly note: ColumnNote }>(
  database: Database,
  raw: string,
  notes: readonly N[],
): Promise<N[]> {
  const looks = notes.flatMap(({ name, note: { pattern } }, i) =>
    pattern === null
      ? []
      : [`bool_or(regexp_matches(${sqlName(name)}, ${sqlText(pattern)})) AS ${sqlName(`matches_${i}`)}`],
  );
  if (looks.length === 0) return [...notes];
  const [matches = {}] = await database.rows<Record<string, boolean | null>>(
    `SELECT ${looks.join(', ')} FROM ${raw}`,
  );
  return notes.filter(({ note }, i) => note.pattern === null || matches[`matches_${i}`] === true);
}

function noteSql(table: AnyTable, name: string, { rule, pattern, counts, found }: ColumnNote): string {
  const cell = `r.${sqlName(name)}`;
  const matches = pattern === null ? '' : `regexp_matches(${cell}, ${sqlText(pattern)}) AND `;
  return `INSERT INTO problems
    SELECT file_id, NULL, NULL, hospital, [${sqlText(name)}], NULL,
      count(*) || ' @ ' || min(line) || coalesce(': ' || array_to_string(list_sort(list_distinct(list(found)))[1:${mostFound}], '、'), ''),
      ${sqlText(rule)}, 'warning', NULL, NULL, NULL, NULL
    FROM (SELECT r.file_id, r.line, coalesce(f.folder, c.hospital_id) AS hospital, ${found(cell)} AS found
      FROM ${sqlName(rawTable(table))} r JOIN ${sqlName(cleanTable(table))} c USING (file_id, line) JOIN files f ON f.file_id = r.file_id
      WHERE ${matches}${counts(cell, `c.${sqlName(name)}`)})
    GROUP BY file_id, hospital ORDER BY file_id, hospital`;
}

const mostFound = 6;

/** The shown part of a problem's value: what was found for a column note, the value itself for any other rule. */
export function shownValue(rule: string, value: string | null): string | null {
  const match = columnNotes.some((known) => known.rule === rule) ? written.exec(value ?? '') : null;
  if (match !== null) return match[3] ?? null;
  return value === null ? null : printable(value);
}

/** The texts of a column note; null for any other problem. `headers` is the column as printed in the file. */
export function columnNoteText(
  rule: string,
  headers: readonly string[],
  value: string | null,
): Notice | null {
  const note = columnNotes.find((known) => known.rule === rule);
  const match = written.exec(value ?? '');
  if (note === undefined || match === null) return null;
  const [, cells = '', line = '', found] = match;
  const header = headers[0] ?? '';
  const shown = found === undefined ? '' : `（${found}）`;
  const shownEn = found === undefined ? '' : ` (${found.replaceAll('、', ', ')})`;
  return {
    message: {
      zh: `“${header}”列有 ${cells} 格${note.what.zh}${shown}，首见于第 ${line} 行；这些行照常读取。`,
      en: `Column "${header}" has ${cells} ${cells === '1' ? 'cell' : 'cells'} ${note.what.en}${shownEn}, first on line ${line}; the rows are read as usual.`,
    },
    fix: note.fix,
  };
}
