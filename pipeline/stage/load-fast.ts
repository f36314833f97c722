import { predicateSql } from '../compile/predicate-sql.js';
import { sqlName, sqlText } from '../compile/quote.js';
import { storedSelectSql } from '../compile/stage-sql.js';
import { fieldsOf, isKept, keyColumns } from '../compile/table-sql.js';
import type { Database, Parameters } from '../warehouse/database.js';
import type { AnyTable } from './table.js';

/** A file that the scan has proven to lie inside the plain grammar, and what the scan counted. */
export interface PlainFile {
  readonly id: number;
  /** Our own copy in the vault. */
  readonly path: string;
  /** The field of each column; null where the contract has none. */
  readonly columns: readonly (string | null)[];
  readonly crlf: boolean;
  /** Blank cells per column. */
  readonly blanks: readonly number[];
  readonly records: number;
  /** The hospital's folder it lay in. */
  readonly folder: string | null;
}

/** Smaller files gain nothing from a lane of their own. */
export const fastFrom = 4_000_000;

/** Fields that leave no stored trace by which the cast of their cells could be checked afterwards. */
export function canGoFast(table: AnyTable, columns: readonly (string | null)[]): boolean {
  return fieldsOf(table).every(([name, meta]) => {
    if (!columns.includes(name) || isKept(meta)) return true;
    return meta.cell.kind === 'free text' || name === 'case_no' || name === 'patient_id';
  });
}

/**
 * Loads a plain file with the database's own vectorised reader, every cell by its quick cast, straight into the table.
 *
 * Nothing is believed: afterwards every column must hold exactly as many values as the scan counted cells that are not
 * blank, every value must lie in its range, every rule of the row must hold, every key must be single and every hospital
 * known. If anything differs the rows are taken out again and the exact lane reads the file; that lane alone finds
 * problems.
 *
 * @returns whether the file was loaded
 */
export async function loadFast(
  database: Database,
  table: AnyTable,
  file: PlainFile,
  hospitals: ReadonlySet<string> | null,
  parameters: Parameters,
): Promise<boolean> {
  const target = sqlName(table.name);
  await database.run(insertSql(table, file), parameters);
  const own = `file_id = ${file.id}`;
  const [extent] = await database.rows<{ first: string | null; last: string | null }>(
    `SELECT min(rowid) AS first, max(rowid) AS last FROM ${target} WHERE ${own}`,
  );
  const [sound] = await database.rows<Record<string, unknown>>(soundSql(table, file), parameters);
  const contiguous = Number(extent?.last) - Number(extent?.first) + 1 === file.records;
  const isSound = contiguous && sound !== undefined && Object.values(sound).every((holds) => holds === true);
  if (!isSound || !(await hospitalsAreKnown(database, table, file, hospitals))) {
    await database.run(`DELETE FROM ${target} WHERE ${own}`);
    return false;
  }
  // Rows keep the order of the file, so a row's place tells its line: the header is line 1.
  await database.run(`UPDATE ${target} SET line = rowid - ${Number(extent?.first)} + 2 WHERE ${own}`);
  return true;
}

function insertSql(table: AnyTable, { id, path, columns, crlf }: PlainFile): string {
  const raw = (i: number) => `c${i}`;
  const cells = fieldsOf(table).flatMap(([name, meta]) => {
    const at = columns.indexOf(name);
    const empty = meta.blank === undefined ? `CAST(NULL AS ${meta.cell.sqlType})` : String(meta.blank);
    const quick = at < 0 ? empty : meta.blank === undefined ? meta.cell.quick(raw(at)) : `coalesce(${meta.cell.quick(raw(at))}, ${meta.blank})`;
    const also = (meta.cell.also ?? []).map(
      (a) => `${at < 0 ? `CAST(NULL AS ${a.sqlType})` : a.quick(raw(at))} AS ${sqlName(`${name}${a.suffix}`)}`,
    );
    return [`${quick} AS ${sqlName(name)}`, ...also];
  });
  const types = columns.map((_, i) => `${sqlText(raw(i))}: 'VARCHAR'`).join(', ');
  const reader = `read_csv(${sqlText(path)}, columns = {${types}}, auto_detect = false, header = true, delim = ',', quote = '"',
    escape = '"', comment = '', new_line = '${crlf ? '\\r\\n' : '\\n'}', strict_mode = true, null_padding = false, ignore_errors = false)`;
  const typed = `(SELECT ${id} AS file_id, 0 AS line, ${cells.join(', ')} FROM ${reader})`;
  return `INSERT INTO ${sqlName(table.name)} BY NAME ${storedSelectSql(table, typed, 'true')}`;
}

/** One row of booleans, all of which must be true. */
function soundSql(table: AnyTable, file: PlainFile): string {
  const checks: string[] = [`count(*) = ${file.records}`];
  for (const [name, meta] of fieldsOf(table)) {
    const at = file.columns.indexOf(name);
    const column = name === 'case_no' ? 'case_key' : name;
    const filled = at < 0 ? 0 : file.records - (file.blanks[at] ?? 0);
    if (at < 0 && !meta.required) continue;
    if (isKept(meta) || name === 'case_no') {
      const expected = meta.required ? file.records : filled;
      if (meta.blank === undefined) checks.push(`count(${sqlName(column)}) = ${expected}`);
    }
    if (meta.range && isKept(meta))
      checks.push(`coalesce(min(${sqlName(name)}) >= ${meta.range[0]} AND max(${sqlName(name)}) <= ${meta.range[1]}, true)`);
  }
  if (table.spec.indexDate) checks.push(`max(${sqlName(table.spec.indexDate)}) < CAST($as_of_end AS TIMESTAMP)`);
  for (const field of table.spec.notAfterAsOf ?? [])
    if (file.columns.includes(field)) checks.push(`coalesce(max(${sqlName(field)}) < CAST($as_of_end AS TIMESTAMP), true)`);
  for (const rule of table.spec.rules) checks.push(`NOT coalesce(bool_or(${predicateSql(rule.broken)}), false)`);
  checks.push(`count(DISTINCT hash(${keyColumns(table).map(sqlName).join(', ')})) = count(*)`);
  const transient = Object.entries(table.spec.derived)
    .filter(([, d]) => d.transient)
    .map(([name, d]) => `, ${d.sql} AS ${sqlName(name)}`);
  return `SELECT ${checks.map((check, i) => `${check} AS check_${i}`).join(', ')}
    FROM (SELECT *${transient.join('')} FROM ${sqlName(table.name)} WHERE file_id = ${file.id})`;
}

async function hospitalsAreKnown(
  database: Database,
  table: AnyTable,
  { id, folder }: PlainFile,
  hospitals: ReadonlySet<string> | null,
): Promise<boolean> {
  const found = await database.rows<{ hospital_id: string }>(
    `SELECT DISTINCT hospital_id FROM ${sqlName(table.name)} WHERE file_id = ${id}`,
  );
  return found.every(({ hospital_id }) => (folder === null || hospital_id === folder) && (hospitals === null || hospitals.has(hospital_id)));
}
