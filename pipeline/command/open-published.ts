import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '../errors.js';
import { databaseSettings } from '../run.js';
import { Database } from '../warehouse/database.js';
import { openWorkspace } from '../workspace.js';

/**
 * Opens the published warehouse read-only for one question; `temp` is a folder of the question alone.
 *
 * @throws {InputError} `no-warehouse`
 */
export async function withPublished<T>(
  folder: string,
  ask: (database: Database, temp: string) => Promise<T>,
  settings: { readonly threads?: number } = {},
): Promise<T> {
  if (!existsSync(join(resolve(folder), 'zhikong.duckdb')))
    throw new InputError('no-warehouse', {
      zh: `工作区应有 zhikong.duckdb，但 ${folder} 里没有。请用 --workspace 指定，或先运行 zhikong run。`,
      en: `A workspace must hold zhikong.duckdb, but ${folder} does not. Name it with --workspace, or first run zhikong run.`,
    });
  const workspace = openWorkspace(folder);
  const temp = mkdtempSync(join(workspace.temp, 'ask-'));
  const database = await Database.open(workspace.database, {
    ...databaseSettings(workspace, temp),
    ...settings,
    readOnly: true,
  });
  try {
    return await ask(database, temp);
  } finally {
    await database.close();
    rmSync(temp, { recursive: true, force: true });
  }
}
