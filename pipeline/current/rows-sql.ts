import { fastRowsSql } from '../compile/fast-sql.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/** SELECT of every row of a table in the warehouse, replaced or not: the common table and those of big files. */
export async function allRowsSql(database: Database, table: AnyTable): Promise<string> {
  const big = `lane = 'fast' AND table_name = ${sqlText(table.name)}`;
  if ((await database.number(`SELECT count(*) FROM files WHERE ${big}`)) === 0)
    return `SELECT * FROM ${sqlName(table.name)}`;
  const columns = await database.rows<{ file_id: number; fields: (string | null)[] }>(
    `SELECT f.file_id, list(c.field ORDER BY c.position) AS fields FROM files f JOIN file_columns c USING (file_id)
     WHERE ${big} GROUP BY f.file_id ORDER BY f.file_id`,
  );
  const parts = columns.map(({ file_id, fields }) => fastRowsSql(table, file_id, fields));
  return [`SELECT * FROM ${sqlName(table.name)}`, ...parts].join('\nUNION ALL\n');
}
