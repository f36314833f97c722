import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { audience } from '../../reports/data/audience.js';
import { keepFresh, staleMonths } from '../ask/stale-months.js';
import { tables } from '../contract/tables.js';
import { copy, syncPath, writeNew } from '../effects/effects.js';
import { padsOf } from '../effects/keyed-hash.js';
import { blankFiles } from '../forget/blank-files.js';
import { mappingsInUse } from '../load/intake/mappings-in-use.js';
import { FORGOTTEN } from '../load/validation/forgotten-rows.js';
import { InputError } from '../message/errors.js';
import { sha256File } from '../read/receive.js';
import { sqlText } from '../sql/quote.js';
import { closeWarehouse } from '../warehouse/close-warehouse.js';
import { Database, type DatabaseSettings } from '../warehouse/database.js';
import type { Forgotten } from '../warehouse/forgotten.js';
import { endsBefore } from '../warehouse/forgotten-months.js';
import { forgetFile } from '../warehouse/ledger.js';
import { Vault } from '../warehouse/vault.js';
import type { Act, Facts } from '../workspace/audit.js';
import {
  commit,
  copyWarehouse,
  manifestSchema,
  type Publication,
  placeIn,
  readPublication,
  type Step,
  sha256Text,
} from '../workspace/commit-journal.js';
import { contractHash, contractOf } from '../workspace/contract-in-use.js';
import type { Exclusive } from '../workspace/exclusive.js';
import { givenKey, lostKey, requireSameKey } from '../workspace/pseudonym-key.js';
import type { Workspace } from '../workspace/workspace.js';
import { type Rewritten, type RowPlace, withoutChangedCases } from './forget-changed-cases.js';
import { stagePublication } from './publish.js';
import { type History, historyOf, historyText, rebuild, withdrawing } from './rebuild.js';
import { receiptFolder } from './receipt-files.js';
import { keepClauseResults } from './rotate-key.js';
import { databaseSettings, signWarehouse } from './run.js';

/** A copy of the published warehouse of a workspace from which something is to be forgotten. */
export interface Former {
  readonly workspace: Workspace;
  readonly held: Exclusive;
  readonly publication: Publication;
  readonly path: string;
  readonly settings: DatabaseSettings;
  readonly key: Uint8Array;
  readonly history: History;
  /** Open until `act` has ended. */
  readonly database: Database;
}

/**
 * Opens a copy of the published warehouse and passes it to `act`.
 *
 * @throws {InputError} `no-warehouse`, `damaged-warehouse`, `lost-key`, `other-key`
 */
export async function withFormer<T>(
  workspace: Workspace,
  held: Exclusive,
  act: (former: Former) => Promise<T>,
): Promise<T> {
  const publication = readPublication(workspace);
  const path = join(held.folder, 'old.duckdb');
  if (publication === null || !copyWarehouse(workspace, path))
    throw new InputError('no-warehouse', {
      zh: '工作区应有已发布的 zhikong.duckdb，但还没有。请先运行 zhikong run。',
      en: 'The workspace must hold a published zhikong.duckdb, but does not. First run zhikong run.',
    });
  const key = givenKey(workspace);
  if (key === null) throw lostKey();
  const settings = databaseSettings(workspace, held.folder);
  const database = await Database.open(path, settings);
  try {
    const history = await historyOf(database);
    requireSameKey(history.key, key);
    return await act({ workspace, held, publication, path, settings, key, history, database });
  } finally {
    await database.close().catch(() => undefined);
  }
}

/** What was deleted when something was forgotten. */
export interface Remade {
  readonly files: number;
  /** Files whose rows were blanked. */
  readonly blanked: number;
  readonly vaultFiles: number;
  readonly folders: readonly string[];
}

/**
 * Makes the warehouse again from the vault without what is to be forgotten, blanks that in the vault, and publishes at one moment. Figures
 * and reports stay as published. Only a new file and new copies leave no byte of it in a free block.
 *
 * @param forgotten all that is to be forgotten, including what already was
 * @param goneRows where the rows stand that are forgotten now: the lists of changed cases name such places
 * @param act what the audit log records
 * @throws {InputError} `vault-incomplete`, `cannot-blank`
 */
export async function remake(
  {
    workspace,
    held: { audit, folder: work },
    publication,
    path: old,
    settings,
    key,
    history,
    database: former,
  }: Former,
  forgotten: Forgotten,
  goneRows: readonly RowPlace[],
  act: (remade: Remade) => Pick<Act, 'action' | 'object' | 'before' | 'after' | 'reason'>,
): Promise<Remade> {
  const isOurs = (await contractOf(former))?.hash === contractHash;
  const stale = await staleMonths(former);
  await former.close(old);
  const path = join(work, 'zhikong.duckdb');
  const vault = new Vault(workspace.vault);
  const mappingOf = mappingsInUse(workspace.mappings, vault);
  const database = await Database.open(path, settings);
  let remade: Remade;
  let texts: string;
  let contract: Awaited<ReturnType<typeof contractOf>>;
  let gone: string[];
  let receipts: string[];
  let blankOf: ReadonlyMap<string, string>;
  let rewritten: Rewritten;
  try {
    await signWarehouse(database, key);
    const withdrawn = await rebuild({ ...history, forgotten }, vault, {
      database,
      vault,
      temp: work,
      parameters: padsOf(key),
      mappingOf,
      restoreFrom: [workspace.inbox, workspace.mappings],
    });
    if (withdrawn.length > 0) audit.record(withdrawing(publication.batch, withdrawn));
    await keepClauseResults(database, old);
    // An older program may have held back other rows, so all receipts are deleted.
    const months = isOurs ? await monthsWithHeldRows(database, old) : null;
    const files = await forgetEmptyFiles(database, forgotten.before);
    const blanked = await blankFiles({ database, vault, temp: work, mappingOf });
    // The centre deletes these cases; senders are told when they send one again.
    await database.run("DELETE FROM problems WHERE rule = 'forgotten-case'");
    await keepFresh(database, stale);
    gone = await unreferenced(database, workspace);
    const folders = goneFolders(workspace, forgotten.before);
    receipts = receiptFolders(
      workspace,
      (month) => months === null || months.has(month) || isGone(month, forgotten.before),
    );
    blankOf = new Map((await blankedNow(database)).map(({ sha256, became }) => [sha256, became]));
    rewritten = await withoutChangedCases(database, workspace, work, goneRows);
    remade = { files, blanked, vaultFiles: gone.length, folders: [...receipts, ...folders] };
    texts = await historyText(database);
    contract = await contractOf(database);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
  const counts = await closeWarehouse(database, path, settings);
  const forgetting = sealAnew(workspace, work, receipts, rewritten.staged, publication.reports);
  const staged = stagePublication(
    workspace,
    { folder: work, warehouse: path, tables: counts, history: texts, batch: publication.batch, contract },
    forgetting.reports,
  );
  const removed = [...remade.folders, ...gone].map((place): Step => ({ do: 'remove', path: place }));
  const inbox = blankInbox(workspace, work, vault, blankOf, remade.folders);
  const { after, ...rest } = act(remade);
  const facts: Facts = { ...after, publication: staged.sha256 };
  commit(
    workspace,
    work,
    {
      steps: [...staged.steps, ...removed, ...rewritten.steps, ...forgetting.steps, ...inbox],
      act: { ...rest, after: facts },
    },
    audit,
  );
  return remade;
}

const isGone = (month: string, before: string | null) => before !== null && endsBefore(month, before);

const caseTables = tables.filter(({ spec }) => spec.indexDate !== null).map(({ name }) => name);

/**
 * Deletes files of months that ended before the day and hold nothing that counts: case files without a kept row, and refused files, whose
 * content is unknown. Lists stay.
 */
async function forgetEmptyFiles(database: Database, before: string | null): Promise<number> {
  if (before === null) return 0;
  const months = await database.rows<{ month: string }>(
    'SELECT DISTINCT coalesce(inbox, month) AS month FROM files',
  );
  const ended = months.filter(({ month }) => endsBefore(month, before)).map(({ month }) => sqlText(month));
  if (ended.length === 0) return 0;
  const found = await database.rows<{ file_id: number; sha256: string | null }>(
    `SELECT file_id, sha256 FROM files f WHERE coalesce(inbox, month) IN (${ended.join(', ')}) AND (status = 'refused'
       OR (table_name IN (${caseTables.map(sqlText).join(', ')}) AND NOT EXISTS (
         SELECT 1 FROM submissions s JOIN files o USING (file_id) WHERE s.accepted > 0 AND o.month = f.month AND o.table_name = f.table_name)))
     ORDER BY file_id`,
  );
  const going = new Set(found.map(({ file_id }) => file_id));
  const all = await database.rows<{ file_id: number; sha256: string | null }>(
    'SELECT file_id, sha256 FROM files',
  );
  // A sheet of a workbook whose other sheets stay is blanked with it.
  const staying = new Set(all.flatMap(({ file_id, sha256 }) => (going.has(file_id) ? [] : [sha256])));
  const whole = found.filter(({ sha256 }) => sha256 === null || !staying.has(sha256));
  for (const { file_id } of whole) await forgetFile(database, file_id);
  return new Set(whole.map(({ sha256 }) => sha256)).size;
}

/** Months whose receipts show rows that are now forgotten: rows that were held back and sent to be corrected. */
async function monthsWithHeldRows(database: Database, old: string): Promise<ReadonlySet<string>> {
  await database.run(`ATTACH ${sqlText(old)} AS former (READ_ONLY)`);
  const rows = await database.rows<{ month: string }>(
    `SELECT DISTINCT unnest([o.month, coalesce(o.inbox, o.month)]) AS month FROM skipped_rows s JOIN files f USING (file_id)
     JOIN former.files o ON o.sha256 = f.sha256 AND o.sheet IS NOT DISTINCT FROM f.sheet
     JOIN former.problems p ON p.file_id = o.file_id AND p.line = s.line
     WHERE s.reason = ${sqlText(FORGOTTEN)} AND p.severity = 'error'`,
  );
  await database.run('DETACH former');
  return new Set(rows.map(({ month }) => month));
}

/** Places of vault files that nothing refers to any more, including those of runs that never published. */
async function unreferenced(database: Database, workspace: Workspace): Promise<string[]> {
  const rows = await database.rows<{ hash: string }>(
    `SELECT sha256 AS hash FROM files WHERE sha256 IS NOT NULL UNION SELECT mapping FROM files WHERE mapping IS NOT NULL`,
  );
  const kept = new Set(rows.map(({ hash }) => hash));
  return readdirSync(workspace.vault, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !kept.has(entry.name))
    .map((entry) => placeIn(workspace, join(entry.parentPath, entry.name)))
    .sort();
}

const blankedNow = (database: Database) =>
  database.rows<{ sha256: string; became: string }>(
    'SELECT sha256, became FROM blanked WHERE became IN (SELECT sha256 FROM files WHERE sha256 IS NOT NULL)',
  );

const monthFolders = (path: string) =>
  (existsSync(path) ? readdirSync(path) : []).filter((name) => /^\d{4}-\d{2}(-|$)/.test(name));

/** Folders of the workspace's own inbox whose months ended before the day. */
export const goneFolders = (workspace: Workspace, before: string | null): string[] =>
  monthFolders(workspace.inbox)
    .filter((name) => isGone(name.slice(0, 7), before))
    .map((name) => placeIn(workspace, join(workspace.inbox, name)));

/** Folders of receipts in the reports of some months, archived reports included; older programs kept all of a report in one. */
export function receiptFolders(workspace: Workspace, isOf: (month: string) => boolean): string[] {
  return [workspace.reports, join(workspace.reports, 'archive')].flatMap((folder) =>
    monthFolders(folder)
      .filter((name) => isOf(name.slice(0, 7)))
      .flatMap((name) => {
        const report = join(folder, name);
        const hospitals = join(report, 'hospitals');
        const own = existsSync(hospitals) ? readdirSync(hospitals) : [];
        return [
          join(report, 'receipts'),
          join(report, audience.centre, receiptFolder),
          ...own.map((hospital) => join(hospitals, hospital, receiptFolder)),
        ].filter((path) => existsSync(path));
      })
      .map((path) => placeIn(workspace, path)),
  );
}

/** Takes removed receipts out of the manifests of their reports, and notes what rewritten files hold now. */
function sealAnew(
  workspace: Workspace,
  work: string,
  folders: readonly string[],
  rewritten: ReadonlyMap<string, string>,
  published: Readonly<Record<string, string>>,
): { steps: Step[]; reports: Record<string, string> } {
  const reports = { ...published };
  const steps: Step[] = [];
  for (const place of Object.keys(published)) {
    const isInside = (path: string) => path.startsWith(`${place}/`);
    const gone = new Set(folders.filter(isInside));
    if (gone.size === 0 && ![...rewritten.keys()].some(isInside)) continue;
    const path = join(workspace.root, place, 'manifest.json');
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const files = manifest.files
      .filter((file) => !gone.has(dirname(`${place}/${file.path}`)))
      .map((file) => {
        const anew = rewritten.get(`${place}/${file.path}`);
        return anew === undefined ? file : { ...file, bytes: statSync(anew).size, sha256: sha256File(anew) };
      });
    const text = `${JSON.stringify({ ...manifest, files }, null, 1)}\n`;
    const staged = join(work, `manifest-${steps.length}.json`);
    writeNew(staged, text);
    steps.push({ do: 'replace', from: placeIn(workspace, staged), to: placeIn(workspace, path) });
    reports[place] = sha256Text(text);
  }
  return { steps, reports };
}

/** Replaces the originals in the workspace's own inbox with the blanked copies. */
function blankInbox(
  workspace: Workspace,
  work: string,
  vault: Pick<Vault, 'path'>,
  blankOf: ReadonlyMap<string, string>,
  folders: readonly string[],
): Step[] {
  if (blankOf.size === 0) return [];
  return readdirSync(workspace.inbox, { recursive: true, withFileTypes: true }).flatMap(
    (entry, i): Step[] => {
      if (!entry.isFile()) return [];
      const path = join(entry.parentPath, entry.name);
      const place = placeIn(workspace, path);
      if (folders.some((folder) => place.startsWith(`${folder}/`))) return [];
      const became = blankOf.get(sha256File(path));
      if (became === undefined) return [];
      const staged = join(work, `inbox-${i}`);
      copy(vault.path(became), staged);
      syncPath(staged);
      return [{ do: 'replace', from: placeIn(workspace, staged), to: place }];
    },
  );
}
