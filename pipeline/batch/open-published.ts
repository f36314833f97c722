import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder, remove } from '../effects/effects.js';
import { whenInterrupted } from '../effects/interruption.js';
import { workName } from '../effects/process-identity.js';
import { program } from '../effects/program.js';
import { InputError, QueryError } from '../message/errors.js';
import { damagedWarehouse, isDamage } from '../warehouse/damaged.js';
import { Database } from '../warehouse/database.js';
import { readPublication } from '../workspace/commit-journal.js';
import { type Contract, contractHash, contractOf } from '../workspace/contract-in-use.js';
import { finishOpenPublication } from '../workspace/exclusive.js';
import { contractNumber } from '../workspace/newer-workspace.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import { databaseSettings } from './run.js';

/**
 * Opens the published warehouse read-only for one question; `temp` is a folder for this question only. A publication that a crash
 * interrupted is finished first.
 *
 * @param own `judges`: the question applies definitions to rows, which must have been staged by this program's contract
 * @throws {InputError} `no-warehouse`, `damaged-warehouse`, `newer-workspace`; `older-workspace` when another program made
 *   the warehouse and it lacks what the question needs
 */
export async function withPublished<T>(
  folder: string,
  ask: (database: Database, temp: string) => Promise<T>,
  { judges = false, ...own }: { readonly threads?: number; readonly judges?: boolean } = {},
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
  const removed = whenInterrupted(() => remove(temp));
  try {
    const settings = { ...databaseSettings(workspace, temp), ...own, readOnly: true };
    const database = await Database.open(workspace.database, settings);
    try {
      const contract = await contractOf(database);
      const isOwn = contract === null || contract.hash === contractHash;
      if (!isOwn && judges) throw await olderWorkspace(database, contract);
      try {
        return await ask(database, temp);
      } catch (error) {
        throw !isOwn && lacksSomething(error) ? await olderWorkspace(database, contract) : error;
      }
    } finally {
      await database.close();
    }
  } catch (error) {
    throw isDamage(error) ? damagedWarehouse(error) : error;
  } finally {
    removed();
    remove(temp);
  }
}

/** Whether a statement named a missing table or column. */
const lacksSomething = (error: unknown) =>
  error instanceof QueryError && /Binder Error|Catalog Error/.test(error.message);

async function olderWorkspace(database: Database, { program: by, number }: Contract): Promise<InputError> {
  const [newest] = await database.rows<{ month: string | null }>('SELECT max(month) AS month FROM batches');
  const again = `zhikong run --month ${newest?.month ?? 'YYYY-MM'}`;
  return new InputError('older-workspace', {
    zh: `数据库由${by === program || by === null ? '另一' : ` ${by} 这一`}版本的程序写成（数据约定 ${number}），须先由本程序（${program}，数据约定 ${contractNumber}）重新入库才能回答；没有改动任何内容。请先运行 ${again}。`,
    en: `The warehouse was made by ${by === program || by === null ? 'another version of the program' : by} (contract ${number}); this program (${program}, contract ${contractNumber}) must first make it anew to answer this; nothing was changed. First run ${again}.`,
  });
}

/**
 * Whether the warehouse's size differs from what was published. Hashing takes too long for a question; the blocks' own checksums reveal
 * damage inside.
 */
function hasWrongSize(workspace: Workspace): boolean {
  const before = readPublication(workspace);
  if (before === null || statSync(workspace.database).size === before.warehouse.bytes) return false;
  // A run may be publishing its batch at this moment.
  const isMoving = existsSync(workspace.journal);
  return !isMoving && readPublication(workspace)?.warehouse.sha256 === before.warehouse.sha256;
}
