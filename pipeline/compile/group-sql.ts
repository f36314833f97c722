import { type IdentifierCell, missingWords, narrowSql, oddTextSql } from '../define/cells/index.js';
import type { FieldMeta } from '../define/field.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { filledColumns } from './fast-sql.js';
import { predicateSql } from './predicate-sql.js';
import { hasCases, looseKeySql, minuteSql } from './same-case-sql.js';
import { derivedSelectSql, hashedFieldSql } from './stage-sql.js';
import { fieldsOf, isKept, type StoredColumn, storedColumns } from './table-sql.js';

/*
 * Many small plain files of one table are loaded together into `group_x`: the columns of the warehouse table that any of them fills;
 * `doubtful`, true for a row that the exact lane must read; and `content`, a hash of the row as sent, without its hospital.
 */

export const groupTable = (table: AnyTable) => `group_${table.name}`;

type Columns = readonly (string | null)[];

/** The stored columns that files with these columns fill, origin and index month included. */
function groupColumns(table: AnyTable, layouts: readonly Columns[]): StoredColumn[] {
  const filled = new Set(layouts.flatMap((columns) => filledColumns(table, columns)).map(({ name }) => name));
  const own = new Set(['file_id', 'line', 'index_month']);
  for (const [name, meta] of fieldsOf(table))
    if (filled.has(name)) for (const { suffix } of meta.cell.also ?? []) own.add(`${name}${suffix}`);
  return storedColumns(table).filter(({ name }) => filled.has(name) || own.has(name));
}

/** CREATE of the temporary table for a group of files with these columns. */
export function createGroupSql(
  table: AnyTable,
  layouts: readonly Columns[],
  into = groupTable(table),
): string {
  const columns = groupColumns(table, layouts).map(({ name, sqlType }) => `${sqlName(name)} ${sqlType}`);
  return `CREATE OR REPLACE TEMP TABLE ${sqlName(into)} (${columns.join(', ')}, doubtful BOOLEAN, content UBIGINT)`;
}

const raw = (i: number) => `c${i}`;
/** The cell as sent, where full-width forms are folded. */
const sent = (i: number) => `s${i}`;

/**
 * INSERT of the rows of files with the same columns, every cell by its quick cast. `path` is a file of `PlainRows`.
 *
 * @param wide whether cells hold full-width forms
 */
export function insertGroupSql(
  table: AnyTable,
  columns: Columns,
  path: string,
  wide: boolean,
  into = groupTable(table),
): string {
  const types = columns.map((_, i) => `${sqlText(raw(i))}: 'VARCHAR'`).join(', ');
  const file = `read_csv(${sqlText(path)}, columns = {'file_id': 'INTEGER', 'line': 'INTEGER', ${types}}, auto_detect = false,
    header = false, delim = ',', quote = '"', escape = '"', comment = '', new_line = '\\n', strict_mode = true, null_padding = false,
    ignore_errors = false)`;
  const narrowed = columns.map((_, i) => `${raw(i)} AS ${sent(i)}, ${narrowSql(raw(i))} AS ${raw(i)}`);
  const reader = wide ? `(SELECT file_id, line, ${narrowed.join(', ')} FROM ${file})` : file;
  const cells = fieldsOf(table).flatMap(([name, meta]) => {
    const at = columns.indexOf(name);
    const also = (meta.cell.also ?? []).map(
      (a) =>
        `${at < 0 ? `CAST(NULL AS ${a.sqlType})` : a.quick(raw(at))} AS ${sqlName(`${name}${a.suffix}`)}`,
    );
    return [`${valueSql(meta, at)} AS ${sqlName(name)}`, ...also];
  });
  const stored = groupColumns(table, [columns]).map(({ name }) =>
    table.spec.fields[name]?.meta.personal === 'hash' ? hashedFieldSql(name) : sqlName(name),
  );
  return `INSERT INTO ${sqlName(into)} BY NAME SELECT ${stored.join(', ')}, ${doubtfulSql(table, columns)} AS doubtful, ${contentSql(table, columns, wide ? sent : raw)} AS content
    FROM (${derivedSelectSql(table, `(SELECT *, ${cells.join(', ')} FROM ${reader})`)})`;
}

/** The hash of a row's cells as sent, without the hospital's, in the order of the contract: see `recogniseContent`. */
function contentSql(table: AnyTable, columns: Columns, cell: (i: number) => string): string {
  const cells = fieldsOf(table).flatMap(([name]) => {
    if (name === 'hospital_id') return [];
    const at = columns.indexOf(name);
    return [at < 0 ? 'CAST(NULL AS VARCHAR)' : cell(at)];
  });
  return `hash(${cells.join(', ')})`;
}

function valueSql(meta: FieldMeta, at: number): string {
  if (at < 0) return meta.blank === undefined ? `CAST(NULL AS ${meta.cell.sqlType})` : String(meta.blank);
  const quick = meta.cell.quick(raw(at));
  return meta.blank === undefined ? quick : `coalesce(${quick}, ${meta.blank})`;
}

/** Bytes of the longest word for "not known". */
const longestMissing = Math.max(...missingWords.map((word) => Buffer.byteLength(word)));

/** SQL for whether a row has a cell that the exact lane would not take unchanged. */
function doubtfulSql(table: AnyTable, columns: Columns): string {
  const doubts: string[] = [];
  for (const [name, meta] of fieldsOf(table)) {
    const at = columns.indexOf(name);
    if (at < 0) continue;
    const text = raw(at);
    if (meta.required) doubts.push(`${text} IS NULL`);
    const isWord = `CASE WHEN strlen(${text}) <= ${longestMissing} THEN TRY_CAST(${text} AS missing_word) IS NOT NULL END`;
    const { rounded } = meta.cell as Partial<IdentifierCell>;
    if (rounded) doubts.push(isWord, rounded.speaks(text));
    if (meta.cell.kind === 'text') doubts.push(`strlen(${text}) > 512`, oddTextSql(text), isWord);
    else if (meta.cell.kind !== 'free text')
      doubts.push(`(${text} IS NOT NULL AND ${meta.cell.quick(text)} IS NULL)`);
    if (meta.range) doubts.push(`${sqlName(name)} NOT BETWEEN ${meta.range[0]} AND ${meta.range[1]}`);
  }
  for (const field of new Set([table.spec.indexDate, ...Object.keys(table.spec.outcomes ?? {})]))
    if (field !== null && columns.includes(field)) doubts.push(`${sqlName(field)} >= $as_of_end`);
  for (const { broken } of table.spec.rules) doubts.push(predicateSql(broken));
  return doubts.map((doubt) => `coalesce(${doubt}, false)`).join(' OR ');
}

/** Counts of each file in the group: rows, lines, doubts, hospitals, and the filled cells of the columns it must store. */
export function groupCountsSql(table: AnyTable, layouts: readonly Columns[]): string {
  const counts = countedFields(table, layouts).map(
    (name) => `count(${sqlName(name)}) AS ${sqlName(`n_${name}`)}`,
  );
  return `SELECT file_id, count(*) AS rows, min(line) AS first, max(line) AS last, count(DISTINCT line) AS lines,
      bool_or(doubtful) AS doubtful, list(DISTINCT hospital_id) AS hospitals${counts.map((count) => `, ${count}`).join('')}
    FROM ${sqlName(groupTable(table))} GROUP BY file_id`;
}

/** The fields whose stored values show how many cells were filled. */
export function countedFields(table: AnyTable, layouts: readonly Columns[]): string[] {
  return fieldsOf(table).flatMap(([name, meta]) =>
    isKept(meta) && meta.blank === undefined && layouts.some((columns) => columns.includes(name))
      ? [name]
      : [],
  );
}

/** Those of these files with a row that shares its key with another of their rows or may describe the same case. Equal hashes count as equal. */
export function groupDoublesSql(
  table: AnyTable,
  layouts: readonly Columns[],
  ids: readonly number[],
): string {
  const rows = `${sqlName(groupTable(table))} WHERE file_id IN (${ids.join(', ')})`;
  const shared = (key: string) => `SELECT file_id FROM ${rows}
    AND ${key} IN (SELECT ${key} AS key FROM ${rows} GROUP BY key HAVING count(*) > 1)`;
  const stored = new Set(groupColumns(table, layouts).map(({ name }) => name));
  const keys = [shared(`hash(${looseKeySql(table).join(', ')})`)];
  if (hasCases(table) && stored.has('patient_key'))
    keys.push(
      shared(
        `CASE WHEN patient_key IS NOT NULL THEN hash(hospital_id, patient_key, ${minuteSql(table)}) END`,
      ),
    );
  return `SELECT DISTINCT file_id FROM (${keys.join(' UNION ALL ')})`;
}

/** INSERT of the rows of these files into the warehouse table. */
export function storeGroupSql(table: AnyTable, ids: readonly number[]): string {
  return `INSERT INTO ${sqlName(table.name)} BY NAME
    SELECT * EXCLUDE (doubtful, content) FROM ${sqlName(groupTable(table))} WHERE file_id IN (${ids.join(', ')})`;
}
