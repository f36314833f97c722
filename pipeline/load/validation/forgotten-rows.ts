import { isForgottenSql } from '../../compile/forgotten-sql.js';
import { cleanTable, keysSql, typedTable } from '../../compile/stage-sql.js';
import { storedColumns } from '../../compile/table-sql.js';
import type { AnyTable } from '../../define/table.js';
import { layeredSql } from '../../sql/layered-sql.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import { columnsOf } from '../../warehouse/columns-of.js';
import type { Database, Parameters } from '../../warehouse/database.js';
import { isForgetting } from '../../warehouse/forgotten.js';
import { addRowWarnings } from '../../warehouse/ledger.js';
import { forgottenCases } from '../message/row-messages.js';

/** The reason for skipping a row of a forgotten case. */
export const FORGOTTEN = 'forgotten';

/**
 * Removes rows of forgotten cases from the cleaned and typed rows before any other check. The sender learns only their number; the ledger
 * keeps their lines, so that the copy in the vault can be blanked.
 */
export async function setForgottenApart(
  database: Database,
  table: AnyTable,
  parameters: Parameters,
): Promise<void> {
  const { before, any } = await isForgetting(database);
  if (table.spec.indexDate === null || !any) return;
  const typed = sqlName(typedTable(table));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE forgotten_rows AS SELECT file_id, line, hospital_id FROM (
       ${layeredSql(keysSql(table), typed)}) WHERE ${isForgottenSql(table, before)}`,
    parameters,
  );
  const found = await database.rows<{ file_id: number; hospital_id: string | null; rows: number }>(
    `SELECT file_id, coalesce(f.folder, r.hospital_id) AS hospital_id, CAST(count(*) AS INTEGER) AS rows
     FROM forgotten_rows r JOIN files f USING (file_id) GROUP BY ALL ORDER BY ALL`,
  );
  if (found.length === 0) return;
  await database.run(
    `INSERT INTO skipped_rows SELECT file_id, line, 1, ${sqlText(FORGOTTEN)} FROM forgotten_rows ORDER BY file_id, line`,
  );
  await database.run(
    `UPDATE files f SET records = f.records - n.rows, skipped_lines = f.skipped_lines + n.rows
     FROM (SELECT file_id, CAST(count(*) AS INTEGER) AS rows FROM forgotten_rows GROUP BY ALL) n WHERE f.file_id = n.file_id`,
  );
  for (const rows of [typed, sqlName(cleanTable(table))])
    await database.run(
      `DELETE FROM ${rows} WHERE (file_id, line) IN (SELECT (file_id, line) FROM forgotten_rows)`,
    );
  await addRowWarnings(
    database,
    found.flatMap(({ file_id, hospital_id, rows }) =>
      hospital_id === null
        ? []
        : [
            {
              file_id,
              hospital_id,
              line: null,
              fields: [],
              rule: 'forgotten-case',
              notice: forgottenCases(rows),
            },
          ],
    ),
  );
}

/**
 * The files with rows of forgotten cases. Lanes that drop no row pass these to the exact lane.
 *
 * @param rows SQL of rows with `file_id` and those stored columns that their files fill
 * @param columns the columns that `rows` has; null when it has all
 */
export async function holdersOfForgotten(
  database: Database,
  table: AnyTable,
  rows: string,
  parameters: Parameters,
  temp: string | null = null,
): Promise<ReadonlySet<number>> {
  const { before, any } = await isForgetting(database);
  if (table.spec.indexDate === null || !any) return new Set();
  const there = temp === null ? null : await columnsOf(database, temp);
  const absent = storedColumns(table).flatMap(({ name, sqlType }) =>
    there === null || there.has(name) ? [] : [`CAST(NULL AS ${sqlType}) AS ${sqlName(name)}`],
  );
  const found = await database.rows<{ file_id: number }>(
    `SELECT DISTINCT file_id FROM (SELECT *${absent.map((column) => `, ${column}`).join('')} FROM ${rows})
     WHERE ${isForgottenSql(table, before)}`,
    parameters,
  );
  return new Set(found.map(({ file_id }) => file_id));
}
