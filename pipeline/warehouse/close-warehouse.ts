import { syncPath } from '../effects/effects.js';
import { Database, type DatabaseSettings } from './database.js';
import { countTables, readEverything, type TableCounts } from './read-back.js';

/**
 * Closes a finished warehouse and proves that its file is complete: no write-ahead log remains, and a newly opened file gives back every
 * value. Returns the row count of every table.
 *
 * @throws {Error} when a table has other rows than before it was closed: a fault of the database or the disk
 */
export async function closeWarehouse(
  database: Database,
  path: string,
  settings: DatabaseSettings,
): Promise<TableCounts> {
  let written: TableCounts;
  try {
    written = await countTables(database);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
  await database.close(path);
  syncPath(path);
  const copy = await Database.open(path, { ...settings, readOnly: true });
  try {
    const found = await readEverything(copy);
    if (JSON.stringify(found) !== JSON.stringify(written))
      throw new Error(`wrote ${JSON.stringify(written)} rows, read back ${JSON.stringify(found)}`);
    return found;
  } finally {
    await copy.close();
  }
}
