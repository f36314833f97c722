import { sqlName } from '../sql/quote.js';
import type { Database } from './database.js';

/** The columns that a table of a warehouse has, which another program may have made; empty when it has no such table. */
export async function columnsOf(database: Database, table: string): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ name: string }>(
    'SELECT column_name AS name FROM duckdb_columns() WHERE table_name = $table AND NOT internal',
    { table },
  );
  return new Set(rows.map(({ name }) => name));
}

/** Columns by name as a SELECT lists them, those that are not there by the SQL that stands for them. */
export const listed = (names: ReadonlySet<string>, defaults: Readonly<Record<string, string>>): string =>
  Object.entries(defaults)
    .map(([name, stands]) => (names.has(name) ? sqlName(name) : `${stands} AS ${sqlName(name)}`))
    .join(', ');
