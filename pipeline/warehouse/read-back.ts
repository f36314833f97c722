import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from './database.js';

/** Rows of every table, by the table's name. */
export type TableCounts = Readonly<Record<string, number>>;

/** How many rows every table has; a look at the catalogue only. */
export async function countTables(database: Database): Promise<TableCounts> {
  const counts: Record<string, number> = {};
  for (const table of await tableNames(database))
    counts[table] = (await database.number(`SELECT count(*) FROM ${sqlName(table)}`)) ?? 0;
  return counts;
}

/**
 * Reads every value of every table and gives the rows of each. Blocks have checksums, but only those that are read are
 * checked: a count alone reads none.
 *
 * @throws {QueryError} when a block does not hold what its checksum promises
 */
export async function readEverything(database: Database): Promise<TableCounts> {
  const counts: Record<string, number> = {};
  for (const table of await tableNames(database)) {
    const columns = await database.rows<{ name: string }>(
      `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = ${sqlText(table)} AND NOT internal ORDER BY column_index`,
    );
    const values = columns.map(({ name }, i) => `bit_xor(hash(${sqlName(name)})) AS c${i}`);
    const [row] = await database.rows<{ n: string }>(
      `SELECT count(*) AS n, ${values.join(', ')} FROM ${sqlName(table)}`,
    );
    counts[table] = Number(row?.n);
  }
  return counts;
}

async function tableNames(database: Database): Promise<string[]> {
  const rows = await database.rows<{ name: string }>(
    'SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY table_name',
  );
  return rows.map(({ name }) => name);
}
