import { sqlName } from '../compile/quote.js';
import { rawTable } from '../compile/stage-sql.js';
import { fieldsOf } from '../compile/table-sql.js';
import type { Database } from '../warehouse/database.js';
import { addFileWarning, type FileEntry } from '../warehouse/ledger.js';
import { sameContent } from './messages.js';
import type { AnyTable } from './table.js';

/** The rows of files with a hash of the cells of each, in the order of the contract. */
export function hashedRawRowsSql(table: AnyTable): string {
  const cells = fieldsOf(table).map(([name]) => sqlName(name));
  return `(SELECT file_id, hash(${cells.join(', ')}) AS content FROM ${sqlName(rawTable(table))})`;
}

/**
 * Notes a hash of all rows of each file whatever their order, column order, encoding and name: the number of rows, the
 * exclusive or of their hashes and their sum. It only recognises: the rows of a copy are still compared cell by cell.
 * Warns of each file that repeats another of its hospital and table, and gives those that repeat one of this run: their
 * rows are duplicates one by one, which need not be said again for each row.
 *
 * @param hashed a table or query with file_id and content, the hash of a row
 */
export async function recogniseContent(
  database: Database,
  entries: readonly FileEntry[],
  hashed: string,
): Promise<number[]> {
  if (entries.length === 0) return [];
  const fresh = entries.map(({ id }) => id).join(', ');
  await database.run(
    `UPDATE files SET content = c.content FROM (
       SELECT file_id, count(*) || '-' || bit_xor(content) || '-' || sum(CAST(content AS HUGEINT)) AS content
       FROM ${hashed} WHERE file_id IN (${fresh}) GROUP BY file_id) c
     WHERE files.file_id = c.file_id`,
  );
  const twins = await database.rows<{ file_id: number; path: string; month: string; is_fresh: boolean }>(
    `SELECT f.file_id, o.path, o.month, o.file_id IN (${fresh}) AS is_fresh FROM files f JOIN files o
       ON o.content = f.content AND o.table_name = f.table_name AND o.folder IS NOT DISTINCT FROM f.folder AND o.sha256 <> f.sha256
     WHERE f.file_id IN (${fresh}) AND o.file_id < f.file_id AND o.status = 'accepted' AND f.held_lines = 0 AND o.held_lines = 0
     QUALIFY row_number() OVER (PARTITION BY f.file_id ORDER BY o.file_id DESC) = 1`,
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const copies: number[] = [];
  for (const { file_id, path, month, is_fresh } of twins) {
    const entry = byId.get(file_id) as FileEntry;
    if (is_fresh) copies.push(file_id);
    await addFileWarning(database, entry, 'same-content', sameContent(path, month, month === entry.month));
  }
  return copies;
}
