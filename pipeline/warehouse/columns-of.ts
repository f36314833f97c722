import { sqlName } from '../sql/quote.js';
import type { Database } from './database.js';

/** The columns of a table in a warehouse that another program may have made; empty when there is no such table. */
export async function columnsOf(database: Database, table: string): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ name: string }>(
    'SELECT column_name AS name FROM duckdb_columns() WHERE table_name = $table AND NOT internal',
    { table },
  );
  return new Set(rows.map(({ name }) => name));
}

/** A SELECT list of columns by name, missing ones replaced by their default SQL. */
export const listed = (names: ReadonlySet<string>, defaults: Readonly<Record<string, string>>): string =>
  Object.entries(defaults)
    .map(([name, stands]) => (names.has(name) ? sqlName(name) : `${stands} AS ${sqlName(name)}`))
    .join(', ');
