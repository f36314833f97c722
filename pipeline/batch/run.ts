import { join } from 'node:path';
import { indicators as allIndicators, norms as allNorms } from '../../indicators/index.js';
import type { RenderedPage } from '../../reports/data/rendered-page.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { reviewLines } from '../../reports/read/review-words.js';
import { settlingLines } from '../../reports/read/settling-lines.js';
import { casesToReview } from '../ask/cases-to-review.js';
import { collectReceipts } from '../ask/collect-receipts.js';
import { hospitalEntries } from '../ask/hospital-entries.js';
import { type InboxGaps, inboxGaps } from '../ask/inbox-gaps.js';
import { inputsHash, type StaleMonth } from '../ask/stale-months.js';
import type { Standards } from '../comply/comply.js';
import { complyAll } from '../comply/comply-all.js';
import { standards as allStandards } from '../comply/standards-in-force.js';
import { storeResults } from '../comply/store-results.js';
import { computeBridges } from '../compute/bridge.js';
import { compute } from '../compute/compute.js';
import { settledRows } from '../compute/settled-rows.js';
import type { DefinedIndicator, Norm } from '../define/index.js';
import { endOf, lastDay, monthNumber } from '../define/periods.js';
import { collectEarly } from '../effects/early-collection.js';
import { now, remove } from '../effects/effects.js';
import { freeMemory } from '../effects/free-memory.js';
import { whenInterrupted } from '../effects/interruption.js';
import { padsOf } from '../effects/keyed-hash.js';
import { program } from '../effects/program.js';
import type { Figure } from '../figure/figures.js';
import { blankFiles, supersededFiles } from '../forget/blank-files.js';
import { type FileOutcome, ingest } from '../load/ingest.js';
import { listInbox } from '../load/intake/inbox.js';
import { mappingsInUse } from '../load/intake/mappings-in-use.js';
import { repeatPolicy } from '../load/lane/repeat-policy.js';
import { type DeclaredClaims, declareClaims } from '../load/reconcile/declared-claims.js';
import { type ShrinkPolicy, shrinkPolicy } from '../load/stage/shrunk.js';
import { outOfMemory } from '../message/errors.js';
import type { InboxFile } from '../read/inbox-file.js';
import { whatWouldSettle } from '../settle/settle.js';
import { readingsOf } from '../signal/readings.js';
import { closeWarehouse } from '../warehouse/close-warehouse.js';
import { damagedWarehouse, isDamage } from '../warehouse/damaged.js';
import { Database, type DatabaseSettings, type Parameters } from '../warehouse/database.js';
import { createSchema } from '../warehouse/schema.js';
import { storeFigures } from '../warehouse/store-figures.js';
import { Vault } from '../warehouse/vault.js';
import { calendarIn, missingYear, noteYears } from '../warehouse/years-added.js';
import { copyWarehouse, readPublication } from '../workspace/commit-journal.js';
import { contractHash, contractOf, noteContract } from '../workspace/contract-in-use.js';
import { type Exclusive, exclusively } from '../workspace/exclusive.js';
import { keyFingerprint, pseudonymKey, requireSameKey } from '../workspace/pseudonym-key.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import { auditFiles, liveFiles } from './audit-files.js';
import { batchName } from './batch-name.js';
import { changesSince, type MovedSince } from './changes-since.js';
import { collectReport } from './collect-report.js';
import { discloseBatch } from './disclose-batch.js';
import { type TightMemory, tightMemory, usualMemory } from './memory-need.js';
import { nextEdition, publish, writeReport } from './publish.js';
import {
  addBatch,
  type History,
  historyText,
  lostHistory,
  outdatedHistory,
  rebuild,
  storedKey,
  type Withdrawn,
  withdrawing,
} from './rebuild.js';
import { refuseForgottenMonth, refuseRepeatedMonth, refuseUnripe } from './refuse-month.js';
import { formerSummaries } from './summaries.js';

/** The month, workspace and inbox of a run, and the decisions a person has taken for it. */
export interface RunOptions {
  /** As `2026-10`. */
  readonly month: string;
  readonly workspace: string;
  /** The folder that holds the months; the workspace's own inbox when absent. */
  readonly inbox?: string;
  /** The as-of day; the last day of the month when absent. */
  readonly asOf?: string;
  readonly lang?: 'zh' | 'en';
  /** Hospitals whose much shorter submissions are to be accepted, or `all`; only with a reason. */
  readonly acceptShrink?: readonly string[];
  /** Hospitals whose files may repeat those of another month, or `all`; only with a reason. */
  readonly acceptRepeat?: readonly string[];
  /** Whether the as-of day may lie after today; only with a reason. */
  readonly future?: boolean;
  /** The reason, for the audit log. */
  readonly reason?: string;
  /** Bytes of memory to spare; the machine is asked when absent. */
  readonly freeMemory?: number;
  readonly progress?: (step: Step) => void;
}

/** What a run computes and how its pages are drawn: `everything`, except in tests of one part. */
export interface BatchContents {
  readonly indicators: readonly DefinedIndicator[];
  readonly norms: readonly Norm[];
  /** The clauses and questions that hospitals are judged by beside their figures, given the clauses that veto by themselves. */
  readonly standards: (veto: readonly string[], recentYears?: 'complete' | 'running') => Standards;
  /** Pages by their path inside the report, one after the other because a province has more than memory should hold. */
  readonly render: (data: ReportData, lang: 'zh' | 'en') => AsyncIterable<RenderedPage>;
}

/** What users get: every indicator, norm and standard, and the drawn pages. */
export const everything: BatchContents = {
  indicators: allIndicators,
  norms: allNorms,
  standards: allStandards,
  // Drawing takes long to load, and commands that only query or verify do not need it.
  render: async function* (data, lang) {
    yield* (await import('../../reports/render-report.js')).renderPages(data, lang);
  },
};

/** The current step of a run, for progress display. */
export interface Step {
  readonly phase: 'read' | 'compute' | 'compare' | 'comply' | 'report' | 'publish';
  /** Of the reading step: files are received, then taken in, then their rows are checked and stored table by table. */
  readonly part?: 'receive' | 'take' | 'stage';
  readonly done?: number;
  readonly total?: number;
  readonly label?: string;
  /** Set when the run restarts because memory did not suffice for several threads. */
  readonly again?: 'one thread';
  /** Set before anything is read where the machine has less memory than such a month may need: the run goes on with one thread. */
  readonly tight?: TightMemory;
}

/** What a run has published and found. */
export interface RunResult {
  readonly month: string;
  readonly asOf: string;
  readonly batch: string;
  /** The folder of the report. */
  readonly report: string;
  readonly files: readonly FileOutcome[];
  readonly data: ReportData;
  /** How many hospitals got a receipt. */
  readonly receipts: number;
  /** What it gives otherwise than was published; null where nothing was published before, or this batch already. */
  readonly moved: MovedSince | null;
  /** How many figures an earlier edition has shown to others and this one hides; what is out cannot be called back. */
  readonly alreadyOut: number;
  /** Files that an older program took in and today's rules refuse. */
  readonly withdrawn: readonly Withdrawn[];
  /** What lies in the inbox but is not in the figures. */
  readonly gaps: InboxGaps;
  /** The year whose holidays must be entered before its working days can be counted; null where none is missing. */
  readonly missingHolidays: number | null;
  /** Other months that must be run again because what counts for them has changed. */
  readonly stale: readonly StaleMonth[];
  /** Set when the run succeeded on one thread after memory did not suffice for several. */
  readonly onOneThread?: true;
}

/**
 * The monthly batch: takes in the inbox, computes every figure, renders and publishes the report.
 *
 * It works on a copy of the warehouse, and copy and report are published at one moment, the commit point. Before the commit point a failure
 * changes nothing; after it the next command completes the publication. Running it again on the same inbox changes nothing. Where memory
 * does not suffice for several threads it restarts with one, which needs less; where that shows beforehand it begins with one.
 *
 * @example (await run({ month: '2026-10', workspace, inbox })).asOf // => '2026-10-31'
 * @throws {InputError} for an unusable inbox, setting or key, and a damaged warehouse; `as-of-before-month`,
 *   `future-as-of`; `repeated-month` where all cases of the month are those of another
 */
export async function run(options: RunOptions, contents: BatchContents = everything): Promise<RunResult> {
  const { month } = options;
  const asOf = options.asOf ?? lastDay(monthNumber(month));
  refuseUnripe(month, asOf, options.future === true);
  const opened = openWorkspace(options.workspace);
  const files = listInbox(options.inbox ?? opened.inbox, month);
  const workspace = withinMemory(opened, files, options);
  try {
    return await runOnce(options, contents, asOf, workspace, files);
  } catch (error) {
    if (outOfMemory(error) === null || threadsOf(workspace) === 1) throw error;
    options.progress?.({ phase: 'read', again: 'one thread' });
    const settings = { ...workspace.settings, threads: 1 };
    const once = await runOnce(options, contents, asOf, { ...workspace, settings }, files);
    return { ...once, onOneThread: true };
  }
}

/** The workspace with one thread and less for the database where the machine has not the memory that such a month may need. */
function withinMemory(workspace: Workspace, files: readonly InboxFile[], options: RunOptions): Workspace {
  const tight = tightMemory(files, workspace.settings, options.freeMemory ?? freeMemory());
  if (tight === null) return workspace;
  options.progress?.({ phase: 'read', tight });
  // Garbage is what a run can best do without.
  collectEarly(Number.POSITIVE_INFINITY);
  return { ...workspace, settings: { ...workspace.settings, threads: 1, memory: tight.memory } };
}

async function runOnce(
  options: RunOptions,
  contents: BatchContents,
  asOf: string,
  workspace: Workspace,
  files: readonly InboxFile[],
): Promise<RunResult> {
  const { month } = options;
  return exclusively(workspace, async (held) => {
    held.audit.record({ action: 'run-started', object: month, after: { asOf, files: files.length } });
    const failed = (error: string) =>
      held.audit.record({ action: 'run-failed', object: month, after: { error } });
    const recorded = whenInterrupted(() => failed('interrupted'));
    try {
      const result = await runAlone(options, contents, asOf, workspace, files, held);
      held.audit.record({ action: 'run-finished', object: result.batch });
      return result;
    } catch (error) {
      try {
        failed(codeOf(error));
      } catch {
        // The disk that failed the run may also refuse this record; only the run's own failure is reported.
      }
      throw error;
    } finally {
      recorded();
    }
  });
}

/** When a shorter submission is refused, and which hospitals' are accepted all the same. */
function shrinkOf({ acceptShrink = [] }: RunOptions, { settings }: Workspace): ShrinkPolicy {
  return {
    share: settings.shrinkShare ?? shrinkPolicy.share,
    accepted: acceptShrink.includes('all') ? 'all' : new Set(acceptShrink),
  };
}

/** The error's code; its message may hold content of a file. */
const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as { code?: unknown }).code ?? error.name) : 'unknown';

async function runAlone(
  options: RunOptions,
  { indicators, norms, standards, render }: BatchContents,
  asOf: string,
  workspace: Workspace,
  files: readonly InboxFile[],
  { audit, folder: work }: Exclusive,
): Promise<RunResult> {
  const { month, progress } = options;
  const path = join(work, 'zhikong.duckdb');
  const vault = new Vault(workspace.vault);
  const key = pseudonymKey(workspace);
  const parameters = { ...padsOf(key), as_of_end: endOf(asOf) };
  const mappingOf = mappingsInUse(workspace.mappings, vault);
  const { database, withdrawn } = await openWorkingCopy(
    workspace,
    work,
    path,
    vault,
    key,
    parameters,
    options.inbox ?? workspace.inbox,
  );
  let open = true;
  try {
    await refuseForgottenMonth(database, month);
    const before = await liveFiles(database);
    const shrink = shrinkOf(options, workspace);
    const overrides = {
      ...(options.acceptShrink ? { acceptShrink: options.acceptShrink.join(',') } : {}),
      ...(options.acceptRepeat ? { acceptRepeat: options.acceptRepeat.join(',') } : {}),
      ...(options.future ? { future: asOf } : {}),
    };
    if (Object.keys(overrides).length > 0)
      audit.record({ action: 'override', object: month, reason: options.reason ?? '', after: overrides });
    if (withdrawn.length > 0) audit.record(withdrawing(month, withdrawn));
    const outcomes = await ingest(files, {
      database,
      vault,
      temp: work,
      month,
      parameters,
      mappingOf,
      shrink,
      repeat: repeatPolicy(options.acceptRepeat ?? []),
      now: now().toISOString(),
      progress: (step) => progress?.({ phase: 'read', ...step }),
    });
    await declareClaims(database, (workspace.settings.exports ?? {}) as DeclaredClaims, month);
    await noteYears(database, workspace.settings.holidays ?? []);
    await refuseRepeatedMonth(database, month);
    await blankFiles({ database, vault, temp: work, mappingOf });
    await auditFiles(database, audit, month, outcomes, before);
    const province = workspace.settings.province ?? { zh: '本省', en: 'the province' };
    const judging = standards(workspace.settings.scorecardVeto ?? [], workspace.settings.recentYears);
    const batch = await batchName(database, month, asOf, province.zh, { indicators, norms }, judging);
    progress?.({ phase: 'compute' });
    const settled = await settledRows(database, month, endOf(asOf));
    const figures = await compute(database, {
      month,
      asOf,
      batch,
      indicators,
      norms,
      province: province.zh,
      settled,
      progress: (step) => progress?.({ phase: 'compute', ...step }),
    });
    collectEarly(figures.length);
    const disclosed = await discloseBatch(database, workspace, {
      month,
      batch,
      figures,
      indicators,
      hospitals: await hospitalEntries(database, month, asOf),
      key,
      folder: work,
    });
    await storeBatch(database, figures, batch, month, asOf);
    const bridges = await computeBridges(
      database,
      { month, asOf, batch, indicators, province: province.zh, settled },
      figures,
    );
    const settling = await whatWouldSettle(database, { month, asOf, indicators, figures, settled });
    const review = await casesToReview(database, { month, asOf, indicators, figures, settled });
    progress?.({ phase: 'compare' });
    const former = { ...databaseSettings(workspace, work), threads: 1, memory: '400MB', readOnly: true };
    const changes = await changesSince(database, workspace, former, {
      month,
      asOf,
      batch,
      indicators,
      settled,
      folder: work,
    });
    await settled.standing.close();
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
      open: disclosed.open,
      indicators,
      norms,
      compliance,
      bridges,
      settling,
      changes: changes.summary,
      review,
      edition: nextEdition(workspace, month, batch, disclosed.policyHash).edition,
      readings: readingsOf(figures, indicators, norms, month),
    });
    const lang = options.lang ?? workspace.settings.language ?? 'zh';
    const report = join(work, 'report');
    const receipts = await collectReceipts(database, vault, month, {
      lang,
      mappingOf,
      settling: settlingLines(data, lang),
      review: reviewLines(data, lang),
    });
    await writeReport(
      database,
      report,
      data,
      render(data, lang),
      receipts,
      disclosed,
      changes.write,
      formerSummaries(workspace, month, data.edition ?? 1),
      ({ path, of }, done) => progress?.({ phase: 'report', done, total: of, label: path }),
    );
    progress?.({ phase: 'publish' });
    const [history, contract] = [await historyText(database), await contractOf(database)];
    const superseded = await supersededFiles(database);
    const gaps = await inboxGaps(database, options.inbox ?? workspace.inbox, month);
    const missingHolidays = missingYear(await calendarIn(database), asOf);
    open = false;
    const counts = await closeWarehouse(database, path, databaseSettings(workspace, work));
    const finished = {
      folder: work,
      warehouse: path,
      tables: counts,
      contract,
      history,
      report,
      month,
      asOf,
      batch,
      disclosed,
      gone: superseded,
      moved: changes.moved,
    };
    const place = publish(workspace, finished, audit);
    return {
      month,
      asOf,
      batch,
      report: place,
      files: outcomes,
      data,
      receipts: receipts.length,
      moved: changes.moved,
      alreadyOut: disclosed.alreadyOut,
      withdrawn,
      gaps,
      missingHolidays,
      stale: data.toRenew,
    };
  } finally {
    if (open) await database.close().catch(() => undefined);
  }
}

/**
 * A copy of the published warehouse to work on. If its rows were staged by another contract, such as an earlier program's, or it is lost,
 * it is first made again from the vault: old rows must not be judged by new definitions.
 *
 * @throws {InputError} `damaged-warehouse`, `newer-workspace`; `other-key` when it was hashed by another key
 */
async function openWorkingCopy(
  workspace: Workspace,
  work: string,
  path: string,
  vault: Vault,
  key: Uint8Array,
  parameters: Parameters,
  inbox: string,
): Promise<{ database: Database; withdrawn: readonly Withdrawn[] }> {
  const settings = databaseSettings(workspace, work);
  const published = readPublication(workspace);
  const isThere = copyWarehouse(workspace, path);
  let database = await openSound(path, settings);
  let history: History | null;
  try {
    history =
      published && !isThere
        ? await lostHistory(workspace, published, database, work)
        : await outdatedHistory(database);
    requireSameKey(history ? history.key : await storedKey(database), key);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
  if (history && isThere) {
    await database.close();
    for (const file of [path, `${path}.wal`]) remove(file);
    database = await Database.open(path, settings);
  }
  await signWarehouse(database, key);
  const mappingOf = mappingsInUse(workspace.mappings, vault);
  const withdrawn = history
    ? await rebuild(history, vault, {
        database,
        vault,
        temp: work,
        parameters,
        mappingOf,
        restoreFrom: [inbox, workspace.mappings],
      })
    : [];
  return { database, withdrawn };
}

/** Creates the schema of a new warehouse, and stores the contract and key by which its rows are made. */
export async function signWarehouse(database: Database, key: Uint8Array): Promise<void> {
  await createSchema(database);
  await noteContract(database);
  await database.run('DELETE FROM pseudonym_key');
  await database.run('INSERT INTO pseudonym_key VALUES ($fingerprint)', { fingerprint: keyFingerprint(key) });
}

/** @throws {InputError} `damaged-warehouse` */
async function openSound(path: string, settings: DatabaseSettings): Promise<Database> {
  try {
    return await Database.open(path, settings);
  } catch (error) {
    throw isDamage(error) ? damagedWarehouse(error) : error;
  }
}

/** Threads of the database, 2 where the settings do not say. */
const threadsOf = ({ settings }: Workspace): number => settings.threads ?? 2;

/** DuckDB can reach this run's own folder and the vault, but neither the inbox nor anything published. */
export function databaseSettings(workspace: Workspace, temp: string): DatabaseSettings {
  const { memory } = workspace.settings;
  return {
    folders: [`${temp}/`, `${workspace.vault}/`],
    threads: threadsOf(workspace),
    memory: memory ?? usualMemory,
    temp,
  };
}

/** Replaces the stored figures of a batch. */
async function storeBatch(
  database: Database,
  figures: readonly Figure[],
  batch: string,
  month: string,
  asOf: string,
) {
  await database.transaction(async () => {
    await database.run('DELETE FROM figures WHERE batch = $batch', { batch });
    await database.run('DELETE FROM batches WHERE batch = $batch', { batch });
    await storeFigures(database, figures);
    const inputs = await inputsHash(database, month);
    await database.run(addBatch, { batch, month, as_of: asOf, program, contract: contractHash, inputs });
  });
}
