import { type Filled, rawTable } from '../../compile/stage-sql.js';
import { fieldsOf } from '../../compile/table-sql.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';

/** The fields with a filled cell in the raw rows of a table. */
export async function filledFields(database: Database, table: AnyTable): Promise<Filled> {
  const counts = fieldsOf(table).map(([name]) => `count(${sqlName(name)}) AS ${sqlName(name)}`);
  const [filled = {}] = await database.rows<Record<string, string>>(
    `SELECT ${counts.join(', ')} FROM ${sqlName(rawTable(table))}`,
  );
  return (name) => Number(filled[name]) > 0;
}
