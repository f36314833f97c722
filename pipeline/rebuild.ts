import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { sqlName } from './compile/quote.js';
import { contractText } from './compile/stage-sql.js';
import { InputError } from './errors.js';
import { type IngestContext, ingest } from './ingest.js';
import { shrinkPolicy } from './stage/shrunk.js';
import { tables } from './stage/tables.js';
import type { Database, Row } from './warehouse/database.js';
import { figureColumns } from './warehouse/schema.js';
import type { Vault } from './warehouse/vault.js';

/** Names the contract of this program: what files are staged by. */
export const contractHash = createHash('sha256')
  .update(tables.map(contractText).join('\n\n'))
  .digest('hex')
  .slice(0, 16);

/** What a warehouse must not lose when its rows are made anew: which files it took in, and what it published. */
export interface History {
  readonly files: readonly {
    inbox: string;
    mapping: string | null;
    folder: string | null;
    path: string;
    sha256: string;
    run: number;
    as_of_end: string;
  }[];
  readonly batches: readonly Row[];
  readonly figures: readonly Row[];
}

/** The history of a warehouse that was staged by another contract; null when there is nothing to make anew. */
export async function outdatedHistory(database: Database): Promise<History | null> {
  const [found] = await database.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'contract'");
  if (!found) return null;
  const [contract] = await database.rows<{ hash: string }>('SELECT hash FROM contract');
  if (!contract || contract.hash === contractHash) return null;
  const names = figureColumns.map(([name]) => sqlName(name)).join(', ');
  return {
    files: await database.rows(
      `SELECT inbox, folder, path, sha256, run, as_of_end, mapping FROM files
       WHERE sha256 IS NOT NULL AND inbox IS NOT NULL AND refusal IS DISTINCT FROM 'shrunk' GROUP BY ALL ORDER BY run, min(file_id)`,
    ),
    batches: await database.rows('SELECT * FROM batches ORDER BY rowid'),
    figures: await database.rows(`SELECT ${names} FROM figures ORDER BY rowid`),
  };
}

/** Takes every file of a history in again, delivery by delivery, from the vault; published figures stay as they were. */
export async function rebuild(
  history: History,
  vault: Vault,
  context: Omit<IngestContext, 'month'>,
): Promise<void> {
  const { database } = context;
  const lost = history.files.filter(({ sha256 }) => !existsSync(vault.path(sha256)));
  if (lost.length > 0)
    throw new InputError('vault-incomplete', {
      zh: `程序更新后须由 vault/ 中的原始文件重新入库，但缺少 ${lost.length} 个（如 ${lost[0]?.path}）。请从备份恢复 vault/ 后再运行。`,
      en: `After an update the rows are made anew from the files in vault/, but ${lost.length} are missing (such as ${lost[0]?.path}). Restore vault/ from a backup and run again.`,
    });
  for (const run of [...new Set(history.files.map((file) => file.run))]) {
    const files = history.files.filter((file) => file.run === run);
    const [first] = files;
    if (!first) continue;
    await ingest(
      files.map(({ sha256, path, folder, mapping }) => ({
        path: vault.path(sha256),
        label: path,
        folder,
        mapping,
      })),
      {
        ...context,
        month: first.inbox,
        shrink: { ...shrinkPolicy, accepted: 'all' },
        parameters: { ...context.parameters, as_of_end: first.as_of_end },
      },
    );
  }
  const kinds = { VARCHAR: 'text', BIGINT: 'bigint', DOUBLE: 'double', BOOLEAN: 'bool' } as const;
  await database.append(
    'figures',
    history.figures.map((row) =>
      figureColumns.map(([name]) => row[name] as string | number | boolean | null),
    ),
    figureColumns.map(([, type]) => kinds[type]),
  );
  for (const { batch, month, as_of, program } of history.batches)
    await database.run('INSERT INTO batches VALUES ($batch, $month, $as_of, $program)', {
      batch: String(batch),
      month: String(month),
      as_of: String(as_of),
      program: String(program),
    });
}
