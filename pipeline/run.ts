import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { indicators as allIndicators } from '../indicators/index.js';
import { norms as allNorms } from '../indicators/norms/index.js';
import { standards as allStandards } from '../indicators/norms/standards.js';
import type { ReportData } from '../reports/report-data.js';
import { auditFiles, liveFiles } from './audit-files.js';
import { collectReport } from './collect-report.js';
import { decidingText, type Standards } from './comply/comply.js';
import { complyAll } from './comply/comply-all.js';
import { storeResults } from './comply/store-results.js';
import { computeBridges } from './compute/bridge.js';
import { compute, endOf } from './compute/compute.js';
import { lastDay, monthNumber } from './compute/periods.js';
import type { Defined, Norm } from './define/index.js';
import { now, remove } from './effects.js';
import { type Exclusive, exclusively } from './exclusive.js';
import type { Figure } from './figures.js';
import { type InboxFile, listInbox } from './inbox.js';
import { type FileOutcome, ingest } from './ingest.js';
import { mappingsInUse } from './intake/mappings-in-use.js';
import { padsOf } from './keyed-hash.js';
import { program } from './program.js';
import { copyWarehouse, readPublication } from './publication.js';
import { publish, writeReport } from './publish.js';
import { contractHash, historyText, lostHistory, outdatedHistory, rebuild } from './rebuild.js';
import { collectReceipts } from './receipt/collect-receipts.js';
import { type ShrinkPolicy, shrinkPolicy } from './stage/shrunk.js';
import { closeWarehouse } from './warehouse/close-warehouse.js';
import { damagedWarehouse, isDamage } from './warehouse/damaged.js';
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
  /** Hospitals whose much shorter submissions are to be accepted, or `all`; only with a reason. */
  readonly acceptShrink?: readonly string[];
  /** Why, for the audit log. */
  readonly reason?: string;
  readonly progress?: (step: Step) => void;
}

/** What a run computes, and how its pages are drawn: everything, but in tests that are about something else. */
export interface Making {
  readonly indicators: readonly Defined[];
  readonly norms: readonly Norm[];
  /** What hospitals are judged by beside their figures, given the clauses that veto by themselves. */
  readonly standards: (veto: readonly string[]) => Standards;
  readonly render: (data: ReportData, lang: 'zh' | 'en') => Promise<ReadonlyMap<string, string>>;
}

const everything: Making = {
  indicators: allIndicators,
  norms: allNorms,
  standards: allStandards,
  // Drawing takes long to load, and whoever only asks or verifies has no need of it.
  render: async (data, lang) => (await import('../reports/render-report.js')).renderReport(data, lang),
};

/** What a run is doing, for people who wait. */
export interface Step {
  readonly phase: 'read' | 'compute' | 'comply' | 'report' | 'publish';
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
  /** How many hospitals got a receipt. */
  readonly receipts: number;
}

/**
 * The monthly batch: takes in the inbox, computes every figure, renders and publishes the report.
 *
 * Works on a copy of the warehouse; copy and report take their places at one moment at the end. Whatever fails before
 * it, the published month stays as it was; what fails after it is finished by the next command. Running it again on the
 * same inbox changes nothing.
 *
 * @throws {InputError} for an inbox, setting or key that cannot be used, and a warehouse that is damaged
 */
export async function run(options: RunOptions, making: Making = everything): Promise<RunResult> {
  const { month } = options;
  const asOf = options.asOf ?? lastDay(monthNumber(month));
  const workspace = openWorkspace(options.workspace);
  const files = listInbox(options.inbox ?? workspace.inbox, month);
  return exclusively(workspace, async (held) => {
    held.audit.record({ action: 'run-started', object: month, after: { asOf, files: files.length } });
    try {
      const result = await runAlone(options, making, asOf, workspace, files, held);
      held.audit.record({ action: 'run-finished', object: result.batch });
      return result;
    } catch (error) {
      try {
        held.audit.record({ action: 'run-failed', object: month, after: { error: codeOf(error) } });
      } catch {
        // The disk that failed the run may also refuse the record; the run's own failure is the one to tell.
      }
      throw error;
    }
  });
}

/** When a submission is held for being shorter, and whose are accepted all the same. */
function shrinkOf({ acceptShrink = [] }: RunOptions, { settings }: Workspace): ShrinkPolicy {
  return {
    share: settings.shrinkShare ?? shrinkPolicy.share,
    accepted: acceptShrink.includes('all') ? 'all' : new Set(acceptShrink),
  };
}

/** What failed in a word; messages may hold what a file holds. */
const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as { code?: unknown }).code ?? error.name) : 'unknown';

async function runAlone(
  options: RunOptions,
  { indicators, norms, standards, render }: Making,
  asOf: string,
  workspace: Workspace,
  files: readonly InboxFile[],
  { audit, folder: work }: Exclusive,
): Promise<RunResult> {
  const { month, progress } = options;
  const path = join(work, 'zhikong.duckdb');
  const vault = new Vault(workspace.vault);
  const parameters = { ...padsOf(pseudonymKey(workspace)), as_of_end: endOf(asOf) };
  const mappingOf = mappingsInUse(workspace.mappings, vault);
  const database = await openWorkingCopy(workspace, work, path, vault, parameters);
  let open = true;
  try {
    const before = await liveFiles(database);
    const shrink = shrinkOf(options, workspace);
    if (options.acceptShrink)
      audit.record({
        action: 'override',
        object: month,
        reason: options.reason ?? '',
        after: { acceptShrink: options.acceptShrink.join(',') },
      });
    const outcomes = await ingest(files, {
      database,
      vault,
      temp: work,
      month,
      parameters,
      mappingOf,
      shrink,
      now: now().toISOString(),
      progress: (step) => progress?.({ phase: 'read', ...step }),
    });
    await auditFiles(database, audit, month, outcomes, before);
    const province = workspace.settings.province ?? { zh: '本省', en: 'the province' };
    const judging = standards(workspace.settings.scorecardVeto ?? []);
    const batch = await batchName(database, month, asOf, province.zh, { indicators, norms }, judging);
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
    const bridges = await computeBridges(database, { month, asOf, batch, indicators, province: province.zh });
    progress?.({ phase: 'comply' });
    const compliance = await complyAll(database, { month, on: asOf, figures }, judging);
    await storeResults(database, compliance, batch);
    progress?.({ phase: 'report' });
    const data = await collectReport(database, {
      month,
      asOf,
      batch,
      province,
      figures,
      indicators,
      norms,
      compliance,
      bridges,
    });
    const lang = options.lang ?? workspace.settings.language ?? 'zh';
    const pages = await render(data, lang);
    const report = join(work, 'report');
    const receipts = await collectReceipts(database, vault, month, { lang, mappingOf });
    await writeReport(database, report, data, pages, receipts);
    progress?.({ phase: 'publish' });
    const history = await historyText(database);
    open = false;
    const tables = await closeWarehouse(database, path, databaseSettings(workspace, work));
    const finished = { folder: work, warehouse: path, tables, history, report, month, asOf, batch };
    const place = publish(workspace, finished, audit);
    return { month, asOf, batch, report: place, files: outcomes, data, receipts: receipts.length };
  } finally {
    if (open) await database.close().catch(() => undefined);
  }
}

/**
 * A copy of the published warehouse to work on. One whose rows were made by another contract, such as that of an earlier
 * program, is made anew from the vault first: old rows must not be judged by new definitions. So is one that is gone.
 *
 * @throws {InputError} `damaged-warehouse`
 */
async function openWorkingCopy(
  workspace: Workspace,
  work: string,
  path: string,
  vault: Vault,
  parameters: Parameters,
): Promise<Database> {
  const settings = databaseSettings(workspace, work);
  const published = readPublication(workspace);
  const isThere = copyWarehouse(workspace, path);
  let database = await openSound(path, settings);
  const history =
    published && !isThere
      ? await lostHistory(workspace, published, database, work)
      : await outdatedHistory(database);
  if (history && isThere) {
    await database.close();
    for (const file of [path, `${path}.wal`]) remove(file);
    database = await Database.open(path, settings);
  }
  await createSchema(database);
  await database.run('DELETE FROM contract');
  await database.run('INSERT INTO contract VALUES ($hash)', { hash: contractHash });
  const mappingOf = mappingsInUse(workspace.mappings, vault);
  if (history) await rebuild(history, vault, { database, vault, temp: work, parameters, mappingOf });
  return database;
}

/** @throws {InputError} `damaged-warehouse` */
async function openSound(path: string, settings: DatabaseSettings): Promise<Database> {
  try {
    return await Database.open(path, settings);
  } catch (error) {
    throw isDamage(error) ? damagedWarehouse(error) : error;
  }
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
async function batchName(
  database: Database,
  month: string,
  asOf: string,
  province: string,
  { indicators, norms }: Pick<Making, 'indicators' | 'norms'>,
  judging: Standards,
): Promise<string> {
  const inputs = await database.rows(
    `SELECT s.hospital_id, s.table_name, s.month, f.sha256, f.mapping FROM submissions s JOIN files f USING (file_id)
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
    JSON.stringify([
      month,
      asOf,
      province,
      contractHash,
      inputs,
      indicators.map((i) => i.hash),
      thresholds,
      decidingText(judging),
    ]),
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
