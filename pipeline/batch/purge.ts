import { caseMarkSql } from '../compile/forgotten-sql.js';
import { tables } from '../contract/tables.js';
import { allRowsSql } from '../current/rows-sql.js';
import type { Period } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { padsOf } from '../effects/keyed-hash.js';
import { InputError } from '../message/errors.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { cutPeriods, endsBefore, latestDay } from '../warehouse/forgotten-months.js';
import { contractHash, contractOf } from '../workspace/contract-in-use.js';
import { exclusively } from '../workspace/exclusive.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import { rowPlaces } from './forget-changed-cases.js';
import { type Former, goneFolders, receiptFolders, remake, withFormer } from './remake.js';

export interface PurgeOptions {
  readonly workspace: string;
  /** Cases that began before this day are forgotten. */
  readonly before: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

/** What is forgotten, or would be on a dry run. */
export interface Purged {
  /** Inbox months that ended before the day: they cannot be run again. */
  readonly months: readonly string[];
  /** Files that held only forgotten cases. */
  readonly files: number;
  /** Rows of forgotten cases, in all files in which they came. */
  readonly rows: number;
  /** Files that also hold other cases; only the forgotten rows are blanked. */
  readonly blanked: number;
  /** Files that leave the vault; null on a dry run. */
  readonly vaultFiles: number | null;
  /** Folders of the workspace that are deleted whole: receipts, and the months' own inbox. */
  readonly folders: readonly string[];
}

/**
 * Forgets every case that began before a day, in whatever month it was sent: rows, problems, receipts, and the bytes in the vault and in
 * the workspace's own inbox. Lists stay, as do figures and reports, which name no patient. No later export brings such a case back.
 *
 * @throws {InputError} `purge-reported` when the day cuts a period that is still reported; `no-warehouse`, `damaged-warehouse`, `lost-key`,
 *   `other-key`, `vault-incomplete`, `cannot-blank`
 */
export async function purge({ workspace: folder, before, reason, dryRun }: PurgeOptions): Promise<Purged> {
  const workspace = openWorkspace(folder);
  return exclusively(workspace, (held) =>
    withFormer(workspace, held, (former) => purgeFrom(former, before, reason, dryRun ?? false)),
  );
}

async function purgeFrom(former: Former, before: string, reason: string, dryRun: boolean): Promise<Purged> {
  const { database, workspace, history, key } = former;
  await refuseReported(database, before);
  const earlier = history.forgotten.before;
  const isOlder = earlier !== null && before <= earlier;
  const plan = await planOf(database, workspace, before);
  if (dryRun || isOlder || isNothing(plan)) return plan;
  const isOurs = (await contractOf(database))?.hash === contractHash;
  const cases = isOurs ? await marksOf(database, before, padsOf(key)) : [];
  const places = await rowPlaces(database, caseTables, isBefore, { before });
  const remade = await remake(
    former,
    { ...history.forgotten, before, cases: [...new Set([...history.forgotten.cases, ...cases])].sort() },
    places,
    ({ files, blanked, vaultFiles }) => ({
      action: 'purge',
      object: before,
      before: { months: plan.months, files, rows: plan.rows, blanked, vaultFiles },
      reason,
    }),
  );
  return { ...plan, ...remade };
}

const isNothing = ({ months, rows, folders }: Purged) =>
  months.length === 0 && rows === 0 && folders.length === 0;

/** @throws {InputError} `purge-reported` */
async function refuseReported(database: Database, before: string): Promise<void> {
  const [row] = await database.rows<{ month: string | null }>(
    'SELECT max(month) AS month FROM (SELECT month FROM files UNION ALL SELECT month FROM batches)',
  );
  const newest = row?.month ?? null;
  if (newest === null) return;
  const cut = cutPeriods(before, newest);
  if (cut.length === 0) return;
  const names = cut.map(({ name }: Period) => name);
  const latest = latestDay(before, newest);
  throw new InputError('purge-reported', {
    zh: `删除的日期不得落在仍在报告的期间之内，但 ${before} 落在 ${names.join('、')} 之内（最近的月份为 ${newest}）：这些期间的数字会少算一部分病例。没有删除任何内容；此日期之前最晚可用 ${latest}。`,
    en: `The day must not lie inside a period that is still reported, but ${before} lies inside ${names.join(', ')} (the newest month is ${newest}): figures of these periods would lack a part of their cases. Nothing was deleted; the latest day up to this one is ${latest}.`,
  });
}

const caseTables = tables.filter(({ spec }) => spec.indexDate !== null);

const isBefore = (table: AnyTable) => `${sqlName(table.spec.indexDate ?? '')} < CAST($before AS DATE)`;

async function planOf(database: Database, workspace: Workspace, before: string): Promise<Purged> {
  let files: { month: string; table: string; going: number; rows: number }[] = [];
  for (const table of caseTables)
    files = files.concat(
      await database.rows<(typeof files)[number]>(
        `SELECT f.sha256, f.month, ${sqlText(table.name)} AS "table",
           CAST(count(*) FILTER (WHERE ${isBefore(table)}) AS INTEGER) AS going, CAST(count(*) AS INTEGER) AS rows
         FROM (${await allRowsSql(database, table)}) JOIN files f USING (file_id) GROUP BY ALL`,
        { before },
      ),
    );
  const all = await database.rows<{ month: string }>('SELECT DISTINCT month FROM files ORDER BY month');
  const isWhole = ({ month, table }: (typeof files)[number]) =>
    endsBefore(month, before) &&
    files.every((other) => other.month !== month || other.table !== table || other.going === other.rows);
  const months = new Set(files.filter(({ month }) => endsBefore(month, before)).map(({ month }) => month));
  return {
    months: all.map(({ month }) => month).filter((month) => months.has(month)),
    files: files.filter(isWhole).length,
    rows: files.reduce((sum, { going }) => sum + going, 0),
    blanked: files.filter((file) => file.going > 0 && !isWhole(file)).length,
    vaultFiles: null,
    folders: [
      ...receiptFolders(workspace, (month) => endsBefore(month, before)),
      ...goneFolders(workspace, before),
    ],
  };
}

/** Marks of all cases that began before a day, so that a later corrected date brings none back. */
async function marksOf(
  database: Database,
  before: string,
  pads: ReturnType<typeof padsOf>,
): Promise<string[]> {
  const marks: string[] = [];
  for (const table of caseTables) {
    const rows = await database.rows<{ mark: string | null }>(
      `SELECT DISTINCT ${caseMarkSql(table)} AS mark FROM (${await allRowsSql(database, table)})
       WHERE ${isBefore(table)}`,
      { ...pads, before },
    );
    for (const { mark } of rows) if (mark !== null) marks.push(mark);
  }
  return marks;
}
