import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlName, sqlText } from './compile/quote.js';
import { lastDay, monthNumber } from './compute/periods.js';
import { type Contract, contractOf } from './contract.js';
import { remove, writeNew } from './effects.js';
import { InputError } from './errors.js';
import { type Exclusive, exclusively } from './exclusive.js';
import {
  commit,
  copyWarehouse,
  manifestSchema,
  placeIn,
  readPublication,
  type Step,
  sha256Text,
} from './publication.js';
import { stagePublication } from './publish.js';
import { historyText } from './rebuild.js';
import { databaseSettings } from './run.js';
import { closeWarehouse } from './warehouse/close-warehouse.js';
import { Database } from './warehouse/database.js';
import { openWorkspace, type Workspace } from './workspace.js';

export interface PurgeOptions {
  readonly workspace: string;
  /** Months that ended before this day are forgotten. */
  readonly before: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

/** What is forgotten, or would be. */
export interface Purged {
  readonly months: readonly string[];
  readonly files: number;
  readonly rows: number;
  readonly problems: number;
  readonly vaultFiles: number;
  /** Folders of the workspace that go whole: receipts, and the months' own inbox. */
  readonly folders: readonly string[];
}

/**
 * Forgets every case of the inbox months that ended before a day: rows, problems, receipts, the files in the vault and in
 * the workspace's own inbox. Figures and reports stay, for they name no patient.
 *
 * The rows are copied into a new database file, so that nothing of what is forgotten stays in free blocks.
 *
 * @throws {InputError} `no-warehouse`; `purge-newest` when the newest month would go; `damaged-warehouse`
 */
export async function purge({ workspace: folder, before, reason, dryRun }: PurgeOptions): Promise<Purged> {
  const workspace = openWorkspace(folder);
  return exclusively(workspace, (held) =>
    purgeAlone(workspace, { before, reason, dryRun: dryRun ?? false }, held),
  );
}

async function purgeAlone(
  workspace: Workspace,
  { before, reason, dryRun }: Required<Omit<PurgeOptions, 'workspace'>>,
  { audit, folder: work }: Exclusive,
): Promise<Purged> {
  const publication = readPublication(workspace);
  const old = join(work, 'old.duckdb');
  if (publication === null || !copyWarehouse(workspace, old))
    throw new InputError('no-warehouse', {
      zh: '工作区应有已发布的 zhikong.duckdb，但还没有。请先运行 zhikong run。',
      en: 'The workspace must hold a published zhikong.duckdb, but does not. First run zhikong run.',
    });
  const settings = databaseSettings(workspace, work);
  const path = join(work, 'zhikong.duckdb');
  const database = await Database.open(old, settings);
  let history: string;
  let plan: Plan;
  let contract: Contract | null;
  try {
    contract = await contractOf(database);
    plan = await planOf(database, workspace, before);
    if (dryRun || (plan.months.length === 0 && plan.vault.length === 0)) return resultOf(plan);
    await forget(database, plan);
    history = await historyText(database);
    await copyTo(database, path);
  } finally {
    await database.close();
  }
  remove(old);
  const tables = await closeWarehouse(await Database.open(path, settings), path, settings);
  const { steps, reports } = forgetReceipts(workspace, work, plan, publication.reports);
  const staged = stagePublication(
    workspace,
    { folder: work, warehouse: path, tables, history, batch: publication.batch, contract },
    reports,
  );
  const gone = [...plan.folders, ...plan.vault].map((place): Step => ({ do: 'remove', path: place }));
  const result = resultOf(plan);
  const { files, rows, problems, vaultFiles } = result;
  const act = {
    action: 'purge' as const,
    object: before,
    before: { months: plan.months, files, rows, problems, vaultFiles },
    after: { publication: staged.sha256 },
    reason,
  };
  commit(workspace, work, { steps: [...staged.steps, ...gone, ...steps], act }, audit);
  return result;
}

interface Plan {
  readonly months: readonly string[];
  readonly fileIds: readonly number[];
  /** Tables that have a row per case, problem or file, with how many of them go. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** Places in the workspace of files in the vault that nothing refers to any more. */
  readonly vault: readonly string[];
  readonly folders: readonly string[];
}

const resultOf = ({ months, fileIds, tables, vault, folders }: Plan): Purged => {
  const ledger = [
    'files',
    'file_columns',
    'problems',
    'skipped_rows',
    'submissions',
    'replays',
    'same_cases',
  ];
  const sum = (of: (name: string) => boolean) =>
    tables.filter(({ name }) => of(name)).reduce((total, { rows }) => total + rows, 0);
  return {
    months,
    files: fileIds.length,
    rows: sum((name) => !ledger.includes(name)),
    problems: sum((name) => name === 'problems'),
    vaultFiles: vault.length,
    folders,
  };
};

async function planOf(database: Database, workspace: Workspace, before: string): Promise<Plan> {
  const all = await database.rows<{ month: string }>(
    'SELECT month FROM files UNION SELECT month FROM batches ORDER BY month',
  );
  const newest = all.at(-1)?.month;
  if (newest !== undefined && endsBefore(newest, before))
    throw new InputError('purge-newest', {
      zh: `不能忘掉最近的月份，但 ${newest} 也在 ${before} 之前结束。请用不晚于 ${lastDay(monthNumber(newest))} 的日期。`,
      en: `The newest month cannot be forgotten, but ${newest} too ended before ${before}. Give a day no later than ${lastDay(monthNumber(newest))}.`,
    });
  const files = await database.rows<{ file_id: number; month: string }>(
    'SELECT DISTINCT file_id, month FROM files ORDER BY file_id',
  );
  const going = files.filter(({ month }) => endsBefore(month, before));
  const months = [...new Set(going.map(({ month }) => month))].sort();
  const fileIds = going.map(({ file_id }) => file_id);
  return {
    months,
    fileIds,
    tables: await tablesOf(database, fileIds),
    vault: await unreferenced(database, workspace, fileIds),
    folders: foldersOf(workspace, before),
  };
}

const endsBefore = (month: string, day: string) => lastDay(monthNumber(month)) < day;

const list = (ids: readonly number[]) => (ids.length === 0 ? 'NULL' : ids.join(', '));

/** A big file has a table of its own, whose name ends with its number. */
const isOwnTable = (name: string, ids: readonly number[]) => ids.some((id) => name.endsWith(`_file_${id}`));

async function tablesOf(database: Database, ids: readonly number[]): Promise<Plan['tables']> {
  const names = await database.rows<{ name: string; keyed: boolean }>(
    `SELECT table_name AS name, bool_or(column_name = 'file_id') AS keyed FROM duckdb_columns()
     WHERE NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE NOT temporary) GROUP BY table_name ORDER BY table_name`,
  );
  const tables: { name: string; rows: number }[] = [];
  for (const { name, keyed } of names) {
    if (!keyed && !isOwnTable(name, ids)) continue;
    const where = isOwnTable(name, ids) ? '' : ` WHERE file_id IN (${list(ids)})`;
    tables.push({
      name,
      rows: (await database.number(`SELECT count(*) FROM ${sqlName(name)}${where}`)) ?? 0,
    });
  }
  return tables;
}

/** Files of the vault that no remaining file, replay or mapping refers to; also those of runs that never published. */
async function unreferenced(
  database: Database,
  workspace: Workspace,
  ids: readonly number[],
): Promise<string[]> {
  const stays = `coalesce(file_id NOT IN (${list(ids)}), true)`;
  const rows = await database.rows<{ hash: string }>(
    `SELECT sha256 AS hash FROM files WHERE sha256 IS NOT NULL AND ${stays}
     UNION SELECT mapping FROM files WHERE mapping IS NOT NULL AND ${stays}
     UNION SELECT of_sha256 FROM replays WHERE of_sha256 IS NOT NULL AND ${stays}`,
  );
  // A receipt names the first letters of a hash.
  const kept = rows.map(({ hash }) => hash);
  const exact = new Set(kept);
  const short = kept.filter((hash) => hash.length < 64);
  return readdirSync(workspace.vault, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ name }) => !exact.has(name) && !short.some((start) => name.startsWith(start)))
    .map((entry) => placeIn(workspace, join(entry.parentPath, entry.name)))
    .sort();
}

/** Receipts in the reports of these months, archived ones too, and their folders in the workspace's own inbox. */
function foldersOf(workspace: Workspace, before: string): string[] {
  const monthsIn = (path: string) =>
    (existsSync(path) ? readdirSync(path) : [])
      .filter((name) => /^\d{4}-\d{2}(-|$)/.test(name) && endsBefore(name.slice(0, 7), before))
      .map((name) => join(path, name));
  const reports = [...monthsIn(workspace.reports), ...monthsIn(join(workspace.reports, 'archive'))];
  return [...reports.map((report) => join(report, 'receipts')), ...monthsIn(workspace.inbox)]
    .filter((path) => existsSync(path))
    .map((path) => placeIn(workspace, path));
}

async function forget(database: Database, { tables, fileIds }: Plan): Promise<void> {
  await database.transaction(async () => {
    for (const { name } of tables)
      await database.run(
        isOwnTable(name, fileIds)
          ? `DROP TABLE ${sqlName(name)}`
          : `DELETE FROM ${sqlName(name)} WHERE file_id IN (${list(fileIds)})`,
      );
  });
}

/** Copies what is left into a new file: a deleted row's bytes would stay in the old one. */
async function copyTo(database: Database, path: string): Promise<void> {
  const name = await database.rows<{ name: string }>('SELECT current_database() AS name');
  await database.run(`ATTACH ${sqlText(path)} AS kept`);
  await database.run(`COPY FROM DATABASE ${sqlName(name[0]?.name ?? '')} TO kept`);
  await database.run('CHECKPOINT kept');
  await database.run('DETACH kept');
}

/** Takes the receipts off the manifests of the months' reports. */
function forgetReceipts(
  workspace: Workspace,
  work: string,
  { folders }: Plan,
  published: Readonly<Record<string, string>>,
): { steps: Step[]; reports: Record<string, string> } {
  const reports = { ...published };
  const steps: Step[] = [];
  for (const place of Object.keys(published).filter((report) => folders.includes(`${report}/receipts`))) {
    const path = join(workspace.root, place, 'manifest.json');
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const files = manifest.files.filter((file) => !file.path.startsWith('receipts/'));
    const text = `${JSON.stringify({ ...manifest, files }, null, 1)}\n`;
    const staged = join(work, `manifest-${steps.length}.json`);
    writeNew(staged, text);
    steps.push({ do: 'replace', from: placeIn(workspace, staged), to: placeIn(workspace, path) });
    reports[place] = sha256Text(text);
  }
  return { steps, reports };
}
