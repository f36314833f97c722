import { rawTable } from '../../compile/stage-sql.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import type { CanonicalFile } from './canonical.js';

/** Every option is fixed: DuckDB may not guess, skip errors or pad rows. */
const pinned =
  "auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', comment = '', new_line = '\\n', " +
  'strict_mode = true, null_padding = false, ignore_errors = false, parallel = false, max_line_size = 4000000';

/**
 * Loads the canonical file of a table as text.
 *
 * @throws {Error} when DuckDB's rows or characters differ from those written: a fault of the program or the disk
 */
export async function loadCanonical(database: Database, table: AnyTable, file: CanonicalFile): Promise<void> {
  const fields = Object.keys(table.spec.fields);
  const columns = [
    "'file_id': 'INTEGER'",
    "'line': 'INTEGER'",
    ...fields.map((field) => `${sqlText(field)}: 'VARCHAR'`),
  ].join(', ');
  const name = sqlName(rawTable(table));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT * FROM read_csv(${sqlText(file.path)}, columns = {${columns}}, ${pinned})`,
  );
  // We count UTF-16 units and DuckDB code points, so characters outside the BMP are counted twice here.
  const text = `concat(${fields.map(sqlName).join(', ')})`;
  const units = `length(${text}) + len(regexp_extract_all(${text}, '[\\x{10000}-\\x{10FFFF}]'))`;
  const [read] = await database.rows<{ rows: string; characters: string }>(
    `SELECT count(*) AS rows, coalesce(sum(${units}), 0) AS characters FROM ${name}`,
  );
  if (Number(read?.rows) !== file.rows || Number(read?.characters) !== file.characters)
    throw new Error(
      `${table.name}: wrote ${file.rows} rows of ${file.characters} characters, read back ${read?.rows} of ${read?.characters}`,
    );
}
