import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { indicators } from '../indicators/index.js';
import { norms } from '../indicators/norms/index.js';
import { renderReport } from '../reports/render-report.js';
import type { ReportData } from '../reports/report-data.js';
import { collectReport } from './collect-report.js';
import { compute, endOf } from './compute/compute.js';
import { lastDay, monthNumber } from './compute/periods.js';
import type { Figure } from './figures.js';
import { listInbox } from './inbox.js';
import { type FileOutcome, ingest } from './ingest.js';
import { padsOf } from './keyed-hash.js';
import { takeLock } from './lock.js';
import { program } from './program.js';
import { placeReport, writeReport } from './publish.js';
import { contractHash, outdatedHistory, rebuild } from './rebuild.js';
import { collectReceipts } from './receipt/collect-receipts.js';
import { Database, type DatabaseSettings, type Parameters } from './warehouse/database.js';
import { createSchema, figureColumns } from './warehouse/schema.js';
import { Vault } from './warehouse/vault.js';
import { openWorkspace, pseudonymKey, type Workspace } from './workspace.js';

export interface RunOptions {
  /** `2026-10` */
  readonly month: string;
  readonly workspace: string;
  /** The folder that holds the months; the workspace's own inbox when absent. */
  readonly inbox?: string;
  /** The data-cut day; the last day of the month when absent. */
  readonly asOf?: string;
  readonly lang?: 'zh' | 'en';
  readonly progress?: (step: Step) => void;
}

/** What a run is doing, for people who wait. */
export interface Step {
  readonly phase: 'read' | 'compute' | 'report' | 'publish';
  readonly done?: number;
  readonly total?: number;
  readonly label?: string;
}

export interface RunResult {
  readonly month: string;
  readonly asOf: string;
  readonly batch: string;
  /** Where the report lies. */
  readonly report: string;
  readonly files: readonly FileOutcome[];
  readonly data: ReportData;
}

/**
 * The monthly batch: takes in the inbox, computes every figure, renders and publishes the report.
 *
 * Works on a copy of the warehouse and puts it in place at the end: whatever fails, the published month stays as it was.
 * Running it again on the same inbox changes nothing.
 *
 * @throws {InputError} for an inbox, setting or key that cannot be used
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const { month, progress } = options;
  const asOf = options.asOf ?? lastDay(monthNumber(month));
  const workspace = openWorkspace(options.workspace);
  const files = listInbox(options.inbox ?? workspace.inbox, month);
  const release = takeLock(workspace.lock);
  const work = join(workspace.temp, `run-${process.pid}-${Date.now()}`);
  try {
    mkdirSync(work, { recursive: true, mode: 0o700 });
    const path = join(work, 'zhikong.duckdb');
    const vault = new Vault(workspace.vault);
    const parameters = { ...padsOf(pseudonymKey(workspace)), as_of_end: endOf(asOf) };
    const database = await openWorkingCopy(workspace, work, path, vault, parameters);
    let open = true;
    try {
      const outcomes = await ingest(files, {
        database,
        vault,
        temp: work,
        month,
        parameters,
        progress: (step) => progress?.({ phase: 'read', ...step }),
      });
      const province = workspace.settings.province ?? { zh: '本省', en: 'the province' };
      const batch = await batchName(database, month, asOf, province.zh);
      progress?.({ phase: 'compute' });
      const figures = await compute(database, {
        month,
        asOf,
        batch,
        indicators,
        norms,
        province: province.zh,
        progress: (label) => progress?.({ phase: 'compute', label }),
      });
      await storeFigures(database, figures, batch, month, asOf);
      progress?.({ phase: 'report' });
      const data = await collectReport(database, {
        month,
        asOf,
        batch,
        province,
        figures,
        indicators,
        norms,
      });
      const pages = await renderReport(data, options.lang ?? workspace.settings.language ?? 'zh');
      const receipts = await collectReceipts(database, vault, month, {
        lang: options.lang ?? workspace.settings.language ?? 'zh',
      });
      await writeReport(database, join(work, 'report'), data, pages, receipts);
      progress?.({ phase: 'publish' });
      await database.close(path);
      open = false;
      await verifyCopy(path, workspace, work, figures.length, batch);
      renameSync(path, workspace.database);
      const report = placeReport(join(work, 'report'), workspace.reports, month, batch);
      return { month, asOf, batch, report, files: outcomes, data };
    } finally {
      if (open) await database.close().catch(() => undefined);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
    release();
  }
}

/**
 * A copy of the published warehouse to work on. One whose rows were made by another contract, such as that of an earlier
 * program, is made anew from the vault first: old rows must not be judged by new definitions.
 */
async function openWorkingCopy(
  workspace: Workspace,
  work: string,
  path: string,
  vault: Vault,
  parameters: Parameters,
): Promise<Database> {
  if (existsSync(workspace.database)) copyFileSync(workspace.database, path);
  const settings = databaseSettings(workspace, work);
  let database = await Database.open(path, settings);
  const history = await outdatedHistory(database);
  if (history) {
    await database.close();
    for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
    database = await Database.open(path, settings);
  }
  await createSchema(database);
  await database.run('DELETE FROM contract');
  await database.run('INSERT INTO contract VALUES ($hash)', { hash: contractHash });
  if (history) await rebuild(history, vault, { database, vault, temp: work, parameters });
  return database;
}

/** DuckDB reaches this run's own folder and the vault; neither the inbox nor what is published. */
export function databaseSettings(workspace: Workspace, temp: string): DatabaseSettings {
  const { threads, memory } = workspace.settings;
  return {
    folders: [`${temp}/`, `${workspace.vault}/`],
    threads: threads ?? 2,
    memory: memory ?? '1GB',
    temp,
  };
}

/**
 * The name of a batch says what went into it: the same inputs, definitions and as-of date give the same name, on any
 * machine and at any time.
 */
async function batchName(database: Database, month: string, asOf: string, province: string): Promise<string> {
  const inputs = await database.rows(
    `SELECT s.hospital_id, s.table_name, s.month, f.sha256 FROM submissions s JOIN files f USING (file_id)
     WHERE s.live AND s.month <= $month ORDER BY ALL`,
    { month },
  );
  const thresholds = norms.flatMap((norm) =>
    norm.thresholds.map((t) => [
      norm.id,
      t.indicator.code,
      t.operator,
      t.value,
      t.clause,
      t.scope,
      t.periods,
      t.effectiveFrom,
      t.effectiveTo,
    ]),
  );
  const hash = createHash('sha256').update(
    JSON.stringify([month, asOf, province, contractHash, inputs, indicators.map((i) => i.hash), thresholds]),
  );
  return `${month}-${hash.digest('hex').slice(0, 8)}`;
}

const appendType = { VARCHAR: 'text', BIGINT: 'bigint', DOUBLE: 'double', BOOLEAN: 'bool' } as const;

async function storeFigures(
  database: Database,
  figures: readonly Figure[],
  batch: string,
  month: string,
  asOf: string,
) {
  await database.transaction(async () => {
    await database.run('DELETE FROM figures WHERE batch = $batch', { batch });
    await database.run('DELETE FROM batches WHERE batch = $batch', { batch });
    await database.append(
      'figures',
      figures.map((figure) => figureColumns.map(([name]) => figure[name])),
      figureColumns.map(([, type]) => appendType[type]),
    );
    await database.run('INSERT INTO batches VALUES ($batch, $month, $as_of, $program)', {
      batch,
      month,
      as_of: asOf,
      program,
    });
  });
}

/** Reads the finished warehouse back before it is published: every figure must be there. */
async function verifyCopy(
  path: string,
  workspace: Workspace,
  temp: string,
  figures: number,
  batch: string,
): Promise<void> {
  const copy = await Database.open(path, { ...databaseSettings(workspace, temp), readOnly: true });
  try {
    const found = await copy.number('SELECT count(*) FROM figures WHERE batch = $batch', { batch });
    if (found !== figures) throw new Error(`wrote ${figures} figures, read back ${found}`);
  } finally {
    await copy.close();
  }
}
