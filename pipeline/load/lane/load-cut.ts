import { join } from 'node:path';
import { cutTable } from '../../compile/cut-sql.js';
import { countedFields, createGroupSql, insertGroupSql } from '../../compile/group-sql.js';
import { noSameCaseSql } from '../../compile/same-case-sql.js';
import type { AnyTable } from '../../define/table.js';
import { remove } from '../../effects/effects.js';
import { QueryError } from '../../message/errors.js';
import { type CutFile, cutFile } from '../../read/cut-file.js';
import { sqlName } from '../../sql/quote.js';
import type { Database, Parameters } from '../../warehouse/database.js';
import { holdersOfForgotten } from '../validation/forgotten-rows.js';
import { PlainRows } from './plain-rows.js';

/** A file whose plain rows wait in a table of their own. */
export interface LoadedCut {
  readonly file: CutFile;
  /** Physical lines of rows inside the plain grammar that the exact lane must read, ascending. */
  readonly doubtful: readonly number[];
}

/** Doubtful rows for one that is not; with more of them the exact lane may as well read the whole file. */
const SHARE_OF_DOUBTS = 1 / 20;

/**
 * Loads the plain rows of a file that is otherwise plain into a temporary table, `cutTable`, and says which rows the exact lane must read.
 *
 * The rows are verified as by `loadGroup`: every line is there once, every key is unique, every hospital known, no case forgotten. What
 * cannot be verified leaves no table.
 *
 * @returns null where the exact lane must read the whole file
 */
export async function loadCut(
  context: {
    readonly database: Database;
    readonly temp: string;
    readonly parameters: Parameters;
    readonly hospitals: ReadonlySet<string> | null;
  },
  table: AnyTable,
  {
    id,
    path,
    columns,
    folder,
  }: {
    readonly id: number;
    readonly path: string;
    readonly columns: readonly (string | null)[];
    readonly folder: string | null;
  },
): Promise<LoadedCut | null> {
  const { database, temp, parameters, hospitals } = context;
  const name = cutTable(table, id);
  const own = sqlName(name);
  const rows = new PlainRows(join(temp, `${name}.csv`));
  let isKept = false;
  try {
    let file: CutFile | null;
    try {
      file = cutFile(path, (text, line, lines) => {
        rows.addLines({ id, text, from: 0, line, lines });
      });
    } finally {
      rows.close();
    }
    if (file === null || file.rows === 0) return null;
    await database.run(createGroupSql(table, [columns], name));
    await database.run(insertGroupSql(table, columns, rows.path, file.wide, name), parameters);
    remove(rows.path);
    if (!(await holdsEveryRow(database, own, file))) return null;
    const found = await database.rows<{ line: number }>(
      `SELECT line FROM ${own} WHERE doubtful ORDER BY line`,
    );
    const doubtful = found.map(({ line }) => line);
    if (doubtful.length === file.rows || doubtful.length > Math.max(1000, file.rows * SHARE_OF_DOUBTS))
      return null;
    if (doubtful.length > 0) await database.run(`DELETE FROM ${own} WHERE doubtful`);
    isKept =
      (await isSound(database, table, own, { columns, folder, hospitals })) &&
      (await holdersOfForgotten(database, table, own, parameters, name)).size === 0;
    return isKept ? { file, doubtful } : null;
  } catch (error) {
    if (error instanceof QueryError) return null; // The reader failed: the exact lane says where and why.
    throw error;
  } finally {
    remove(rows.path);
    if (!isKept) await dropCut(database, table, id);
  }
}

/** Drops the plain rows of a cut file. */
export async function dropCut(database: Database, table: AnyTable, id: number): Promise<void> {
  await database.run(`DROP TABLE IF EXISTS ${sqlName(cutTable(table, id))}`);
}

/**
 * Whether the plain rows hold as many values as the scan counted filled cells.
 *
 * @param doubtful filled cells of the doubtful rows by column, as the strict reader found them
 */
export async function holdsEveryCell(
  database: Database,
  table: AnyTable,
  id: number,
  columns: readonly (string | null)[],
  { rows, blanks }: CutFile,
  doubtful: readonly number[],
): Promise<boolean> {
  const fields = countedFields(table, [columns]);
  if (fields.length === 0) return true;
  const [counts = {}] = await database.rows<Record<string, string>>(
    `SELECT ${fields.map((name) => `count(${sqlName(name)}) AS ${sqlName(name)}`).join(', ')} FROM ${sqlName(cutTable(table, id))}`,
  );
  return fields.every((name) => {
    const at = columns.indexOf(name);
    return at < 0 || Number(counts[name]) + (doubtful[at] ?? 0) === rows - (blanks[at] ?? 0);
  });
}

async function holdsEveryRow(
  database: Database,
  own: string,
  { rows, stretches }: CutFile,
): Promise<boolean> {
  const [count] = await database.rows<{ rows: string; lines: string; sum: string }>(
    `SELECT count(*) AS rows, count(DISTINCT line) AS lines, CAST(sum(CAST(line AS BIGINT)) AS VARCHAR) AS sum FROM ${own}`,
  );
  let sum = 0n;
  for (const { lines, ...of } of stretches)
    if (lines !== null && 'line' in of)
      sum += (BigInt(lines) * (2n * BigInt(of.line) + BigInt(lines) - 1n)) / 2n;
  return Number(count?.rows) === rows && Number(count?.lines) === rows && count?.sum === String(sum);
}

async function isSound(
  database: Database,
  table: AnyTable,
  own: string,
  {
    columns,
    folder,
    hospitals,
  }: {
    readonly columns: readonly (string | null)[];
    readonly folder: string | null;
    readonly hospitals: ReadonlySet<string> | null;
  },
): Promise<boolean> {
  const named = await database.rows<{ hospital_id: string | null }>(
    `SELECT DISTINCT hospital_id FROM ${own}`,
  );
  const isOfKnown = named.every(
    ({ hospital_id }) =>
      hospital_id !== null &&
      (folder === null || hospital_id === folder) &&
      (hospitals === null || hospitals.has(hospital_id)),
  );
  if (!isOfKnown) return false;
  const [keys, ...patients] = noSameCaseSql(table);
  const known = columns.includes('case_no') || columns.includes('patient_id') ? patients : [];
  const checks = [keys, ...known].map((check, i) => `${check} AS check_${i}`);
  const [once = {}] = await database.rows<Record<string, boolean>>(`SELECT ${checks.join(', ')} FROM ${own}`);
  return Object.values(once).every((holds) => holds === true);
}
