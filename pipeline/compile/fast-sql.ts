import { type IdentifierCell, narrowSql, quietSpellings } from '../define/cells/index.js';
import type { FieldMeta } from '../define/field.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { derivedSelectSql, hashedFieldSql, indexMonthSql } from './stage-sql.js';
import { fieldsOf, isKept, type StoredColumn, storedColumns } from './table-sql.js';

/*
 * A big plain file gets a table of its own with only the columns the file has: storing sixty empty columns for millions of rows would take
 * longer than reading the file. Such a table is written once and never changed, so a row's position gives its line, and columns derived
 * from others are not stored.
 */

/** The table of a file loaded by the fast lane. */
export const fastTable = (table: AnyTable, fileId: number) => `${table.name}_file_${fileId}`;

/** The companion column of a field, such as `started_at_timed`, or null; a plain file always gives times in full. */
function companionOf(table: AnyTable, name: string): string | null {
  const field = fieldsOf(table).find(([of, meta]) =>
    (meta.cell.also ?? []).some(({ suffix }) => `${of}${suffix}` === name),
  );
  return field ? field[0] : null;
}

const keyNames = ['case_key', 'case_loose', 'patient_key'];
const hasKeys = (columns: readonly (string | null)[]) =>
  columns.includes('case_no') || columns.includes('patient_id');

/** The stored columns that a file with these columns fills. */
export function filledColumns(table: AnyTable, columns: readonly (string | null)[]): StoredColumn[] {
  return storedColumns(table).filter(({ name }) => {
    if (['file_id', 'line', 'index_month'].includes(name) || companionOf(table, name) !== null) return false;
    const meta: FieldMeta | undefined = table.spec.fields[name]?.meta;
    if (meta) return columns.includes(name) || meta.blank !== undefined;
    return keyNames.includes(name) ? hasKeys(columns) : true;
  });
}

/** A plain file in the vault, with what its reader must know. */
export interface PlainSource {
  readonly id: number;
  /** Path of the copy in the vault. */
  readonly path: string;
  /** The field of each column; null for a column outside the contract. */
  readonly columns: readonly (string | null)[];
  readonly crlf: boolean;
  /** Whether cells hold full-width forms. */
  readonly wide: boolean;
}

/** A cell as the fast lane reads it; where the exact lane must look at it, NULL, or an error for a field stored as a hash. */
function quickSql(meta: FieldMeta, raw: string, mayBeRounded: boolean): string {
  const { rounded } = meta.cell as Partial<IdentifierCell>;
  const sure = mayBeRounded && rounded ? `CASE WHEN NOT ${rounded.speaks(raw)} THEN ${raw} END` : raw;
  const quick = meta.cell.quick(sure);
  if (meta.personal !== 'key' && meta.personal !== 'hash') return quick;
  // A hash cannot be checked afterwards, so every doubt must stop the lane here.
  const stop = "error('not for the fast lane')";
  return `CASE WHEN TRY_CAST(${raw} AS missing_word) IS NULL THEN CASE WHEN ${raw} IS NOT NULL THEN coalesce(${quick}, ${stop}) END
    WHEN enum_code(TRY_CAST(${raw} AS missing_word)) >= ${quietSpellings} THEN ${stop} END`;
}

/** The database's reader over a plain file; its columns are c0, c1 and so on, all text. */
export function plainReaderSql({ path, columns, crlf, wide }: Omit<PlainSource, 'id'>): string {
  const types = columns.map((_, i) => `${sqlText(`c${i}`)}: 'VARCHAR'`).join(', ');
  // With CRLF given, DuckDB 1.5.6 silently reads no row; without it, it reads them all, as the counts confirm.
  const newLine = crlf ? '' : "new_line = '\\n', ";
  const reader = `read_csv(${sqlText(path)}, columns = {${types}}, auto_detect = false, header = true, delim = ',', quote = '"',
    escape = '"', comment = '', ${newLine}strict_mode = true, null_padding = false, ignore_errors = false)`;
  return wide
    ? `(SELECT ${columns.map((_, i) => `${narrowSql(`c${i}`)} AS c${i}`).join(', ')} FROM ${reader})`
    : reader;
}

/**
 * CREATE of a plain file's own table: every cell by its quick cast, in file order.
 *
 * @param rounded fields whose column a spreadsheet may have rounded
 */
export function createFastSql(
  table: AnyTable,
  { id, path, columns, crlf, wide }: PlainSource,
  rounded: ReadonlySet<string>,
): string {
  const raw = (i: number) => `c${i}`;
  const cells = fieldsOf(table).flatMap(([name, meta]) => {
    const at = columns.indexOf(name);
    const empty = meta.blank === undefined ? `CAST(NULL AS ${meta.cell.sqlType})` : String(meta.blank);
    const text = quickSql(meta, raw(at), rounded.has(name));
    const quick = meta.blank === undefined ? text : `coalesce(${text}, ${meta.blank})`;
    const also = (meta.cell.also ?? []).map(
      (a) =>
        `${at < 0 ? `CAST(NULL AS ${a.sqlType})` : a.quick(raw(at))} AS ${sqlName(`${name}${a.suffix}`)}`,
    );
    return [`${at < 0 ? empty : quick} AS ${sqlName(name)}`, ...also];
  });
  const typed = `(SELECT ${cells.join(', ')} FROM ${plainReaderSql({ path, columns, crlf, wide })})`;
  const stored = filledColumns(table, columns).map(({ name }) =>
    table.spec.fields[name]?.meta.personal === 'hash' ? hashedFieldSql(name) : sqlName(name),
  );
  return `CREATE TABLE ${sqlName(fastTable(table, id))} AS SELECT ${stored.join(', ')} FROM (${derivedSelectSql(table, typed)})`;
}

/** A plain file's rows with every column of the warehouse table. */
export function fastRowsSql(table: AnyTable, id: number, columns: readonly (string | null)[]): string {
  const filled = new Set(filledColumns(table, columns).map(({ name }) => name));
  const all = storedColumns(table).map(({ name, sqlType }) => {
    if (name === 'file_id') return `CAST(${id} AS INTEGER) AS file_id`;
    if (name === 'line') return 'CAST(rowid + 2 AS INTEGER) AS line';
    if (name === 'index_month') return `${indexMonthSql(table)} AS index_month`;
    const companion = companionOf(table, name);
    if (companion !== null && filled.has(companion))
      return `CASE WHEN ${sqlName(companion)} IS NOT NULL THEN true END AS ${sqlName(name)}`;
    return filled.has(name) ? sqlName(name) : `CAST(NULL AS ${sqlType}) AS ${sqlName(name)}`;
  });
  return `SELECT ${all.join(', ')} FROM ${sqlName(fastTable(table, id))}`;
}

/** Whether the fast lane can read these columns: every cast must leave a stored value by which it can be checked afterwards. */
export function canGoFast(table: AnyTable, columns: readonly (string | null)[]): boolean {
  return fieldsOf(table).every(([name, meta]) => {
    if (!columns.includes(name) || isKept(meta)) return true;
    return meta.cell.kind === 'free text' || name === 'case_no' || name === 'patient_id';
  });
}
