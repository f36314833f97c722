import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from './database.js';

/** Row counts by table name. */
export type TableCounts = Readonly<Record<string, number>>;

/** The row count of every table, from the catalogue alone. */
export async function countTables(database: Database): Promise<TableCounts> {
  const counts: Record<string, number> = {};
  for (const table of await tableNames(database))
    counts[table] = (await database.number(`SELECT count(*) FROM ${sqlName(table)}`)) ?? 0;
  return counts;
}

/**
 * Reads every value of every table and returns the row counts. Only blocks that are read have their checksums verified: counting reads
 * none.
 *
 * @throws {QueryError} when a block does not match its checksum
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
