import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder, remove } from '../effects.js';
import { InputError } from '../errors.js';
import { finishOpenPublication } from '../exclusive.js';
import { workName } from '../process-identity.js';
import { readPublication } from '../publication.js';
import { databaseSettings } from '../run.js';
import { damagedWarehouse, isDamage } from '../warehouse/damaged.js';
import { Database } from '../warehouse/database.js';
import { openWorkspace, type Workspace } from '../workspace.js';

/**
 * Opens the published warehouse read-only for one question; `temp` is a folder of the question alone. A publication that a
 * crash interrupted is finished first.
 *
 * @throws {InputError} `no-warehouse`, `damaged-warehouse`
 */
export async function withPublished<T>(
  folder: string,
  ask: (database: Database, temp: string) => Promise<T>,
  own: { readonly threads?: number } = {},
): Promise<T> {
  const isThere = (name: string) => existsSync(join(resolve(folder), name));
  const missing = () =>
    new InputError('no-warehouse', {
      zh: `工作区应有 zhikong.duckdb，但 ${folder} 里没有。请用 --workspace 指定，或先运行 zhikong run。`,
      en: `A workspace must hold zhikong.duckdb, but ${folder} does not. Name it with --workspace, or first run zhikong run.`,
    });
  if (!isThere('zhikong.duckdb') && !isThere('publish.json')) throw missing();
  const workspace = openWorkspace(folder);
  await finishOpenPublication(workspace);
  if (!isThere('zhikong.duckdb')) throw missing();
  // A write-ahead log would change what is read; a published warehouse has none.
  if (hasWrongSize(workspace) || existsSync(`${workspace.database}.wal`)) throw damagedWarehouse();
  const temp = join(workspace.temp, workName('ask'));
  makeFolder(temp);
  try {
    const settings = { ...databaseSettings(workspace, temp), ...own, readOnly: true };
    const database = await Database.open(workspace.database, settings);
    try {
      return await ask(database, temp);
    } finally {
      await database.close();
    }
  } catch (error) {
    throw isDamage(error) ? damagedWarehouse(error) : error;
  } finally {
    remove(temp);
  }
}

/**
 * Whether the warehouse is longer or shorter than what was published. Hashing it takes too long for a question; damage
 * inside is noticed by the blocks' own checksums.
 */
function hasWrongSize(workspace: Workspace): boolean {
  const before = readPublication(workspace);
  if (before === null || statSync(workspace.database).size === before.warehouse.bytes) return false;
  // A run may be putting its batch in place in this very moment.
  const isMoving = existsSync(workspace.journal);
  return !isMoving && readPublication(workspace)?.warehouse.sha256 === before.warehouse.sha256;
}
