import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { copy, remove } from '../effects/effects.js';
import { type IngestContext, ingest } from '../load/ingest.js';
import { hospitalOfFolder } from '../load/intake/inbox.js';
import { takenBefore } from '../load/lane/repeat-policy.js';
import { shrinkPolicy } from '../load/stage/shrunk.js';
import { InputError } from '../message/errors.js';
import { sha256File } from '../read/receive.js';
import { sqlText } from '../sql/quote.js';
import { columnsOf, listed } from '../warehouse/columns-of.js';
import type { Database, Row } from '../warehouse/database.js';
import {
  type Forgotten,
  forgottenIn,
  forgottenSchema,
  forgottenText,
  keepForgotten,
  nothingForgotten,
} from '../warehouse/forgotten.js';
import { figureColumns } from '../warehouse/schema.js';
import { soundVault } from '../warehouse/sound-vault.js';
import type { Vault } from '../warehouse/vault.js';
import type { Act } from '../workspace/audit.js';
import { type Publication, sha256Text } from '../workspace/commit-journal.js';
import { contractHash, contractOf } from '../workspace/contract-in-use.js';
import { centreOf, manifestIn } from '../workspace/editions.js';
import type { Workspace } from '../workspace/workspace.js';

/** What a warehouse must keep when its rows are staged again: the files it took in, and what it published. */
export interface History {
  readonly files: readonly {
    inbox: string;
    mapping: string | null;
    folder: string | null;
    path: string;
    sha256: string;
    run: number;
    as_of_end: string;
    received_at: string | null;
  }[];
  readonly batches: readonly {
    batch: string;
    month: string;
    as_of: string;
    program: string;
    /** The contract by which its rows were staged; null where it was not stored. */
    contract: string | null;
    /** Hash of the inputs of its figures (see `inputsHash`); null where it was not stored. */
    readonly inputs: string | null;
  }[];
  readonly figures: readonly Row[];
  /** Fingerprint of the key it was hashed with; null where the program stored none. */
  readonly key: string | null;
  /** What must stay forgotten. */
  readonly forgotten: Forgotten;
}

/**
 * The history of a warehouse that was staged by another contract; null when its rows need no staging again.
 *
 * @throws {InputError} `newer-workspace`
 */
export async function outdatedHistory(database: Database): Promise<History | null> {
  const contract = await contractOf(database);
  // Without a fingerprint the key of the rows is unknown; staged again, all are hashed by one key.
  const isOurs = contract?.hash === contractHash && (await storedKey(database)) !== null;
  return contract === null || isOurs ? null : historyOf(database);
}

/** What a warehouse of this or an older program must keep. */
export async function historyOf(database: Database): Promise<History> {
  const names = await columnsOf(database, 'figures');
  return {
    ...(await takenIn(database)),
    figures: await database.rows(`SELECT ${listed(names, figureDefaults)} FROM figures ORDER BY rowid`),
    key: await storedKey(database),
    forgotten: await forgottenIn(database),
  };
}

/** Fingerprint of the key that a warehouse was hashed with; null where the program stored none. */
export async function storedKey(database: Database): Promise<string | null> {
  const [table] = await database.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'pseudonym_key'");
  if (!table) return null;
  const [key] = await database.rows<{ fingerprint: string }>('SELECT fingerprint FROM pseudonym_key');
  return key?.fingerprint ?? null;
}

/** The SQL for columns that an older program did not have. */
const figureDefaults = Object.fromEntries(figureColumns.map(([name]) => [name, 'NULL']));
const fileDefaults = {
  file_id: 'NULL',
  inbox: 'month',
  folder: 'NULL',
  path: 'NULL',
  sha256: 'NULL',
  run: '1',
  as_of_end: 'NULL',
  mapping: 'NULL',
  received_at: 'NULL',
  refusal: 'NULL',
};

/** Refusals that the centre can lift: a file accepted that way is accepted again. */
const askedFor = ['shrunk', 'repeated', 'same-bytes-elsewhere'].map(sqlText).join(', ');
const batchDefaults = {
  batch: 'NULL',
  month: 'NULL',
  as_of: 'NULL',
  program: 'NULL',
  contract: 'NULL',
  inputs: 'NULL',
};

async function takenIn(database: Database): Promise<Omit<History, 'figures' | 'key' | 'forgotten'>> {
  return {
    files: await database.rows(
      `SELECT inbox, folder, path, sha256, run, as_of_end, mapping, received_at FROM (SELECT ${listed(await columnsOf(database, 'files'), fileDefaults)} FROM files)
       WHERE sha256 IS NOT NULL AND inbox IS NOT NULL AND coalesce(refusal, '') NOT IN (${askedFor}) GROUP BY ALL ORDER BY run, min(file_id)`,
    ),
    batches: await database.rows(
      `SELECT ${listed(await columnsOf(database, 'batches'), batchDefaults)} FROM batches ORDER BY rowid`,
    ),
  };
}

/** What a warehouse took in and published, as text kept beside it, from which a lost warehouse is made again. */
export async function historyText(database: Database): Promise<string> {
  const history = {
    format: 2,
    key: await storedKey(database),
    ...(await takenIn(database)),
    forgotten: forgottenText(await forgottenIn(database)),
  };
  return `${JSON.stringify(history, null, 1)}\n`;
}

const fileSchema = z.strictObject({
  inbox: z.string(),
  mapping: z.string().nullable(),
  folder: z.string().nullable(),
  path: z.string(),
  sha256: z.string(),
  run: z.int(),
  as_of_end: z.string(),
  received_at: z.string().nullable(),
});
const batch = { batch: z.string(), month: z.string(), as_of: z.string(), program: z.string() };

/** Format 2 gives the contract of every batch and the key's fingerprint; format 1 does not. */
const historySchema = z.discriminatedUnion('format', [
  z.strictObject({
    format: z.literal(1),
    key: z.null().default(null),
    files: z.array(fileSchema),
    forgotten: z
      .null()
      .default(null)
      .transform(() => nothingForgotten),
    batches: z.array(z.strictObject(batch).transform((row) => ({ ...row, contract: null, inputs: null }))),
  }),
  z.strictObject({
    format: z.literal(2),
    key: z.string().nullable(),
    files: z.array(fileSchema),
    batches: z.array(
      z.strictObject({
        ...batch,
        contract: z.string().nullable(),
        inputs: z.string().nullable().default(null),
      }),
    ),
    // Workspaces written before forgetting existed lack it.
    forgotten: forgottenSchema.default(nothingForgotten),
  }),
]);

/**
 * The history of a lost warehouse: its files from `history.json`, its figures from the published reports.
 *
 * @param folder of this run: the database reads nothing outside it
 * @throws {InputError} `lost-history` when one of them differs from what was published
 */
export async function lostHistory(
  workspace: Workspace,
  publication: Publication,
  database: Database,
  folder: string,
): Promise<History> {
  const text = existsSync(workspace.history) ? readFileSync(workspace.history, 'utf8') : '';
  if (sha256Text(text) !== publication.history) throw lost('history.json');
  const { files, batches, key, forgotten } = historyIn(text);
  const figures: Row[] = [];
  for (const { month, batch } of batches) {
    const place = Object.keys(publication.reports).find((report) =>
      isReportOf(workspace, publication, report, batch),
    );
    if (place === undefined) throw lost(`reports/${month} (${batch})`);
    const parquet = join(folder, 'figures.parquet');
    copy(join(centreOf(join(workspace.root, place)), 'figures.parquet'), parquet);
    for (const figure of await figuresIn(database, parquet)) figures.push(figure);
    remove(parquet);
  }
  return { files, batches, figures, key, forgotten };
}

function historyIn(text: string) {
  try {
    return historySchema.parse(JSON.parse(text));
  } catch {
    throw lost('history.json');
  }
}

/** The figures of a published report, which an older program may have written with fewer columns. */
async function figuresIn(database: Database, parquet: string): Promise<Row[]> {
  const from = `read_parquet(${sqlText(parquet)})`;
  const columns = await database.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${from}`);
  const names = new Set(columns.map(({ column_name }) => column_name));
  return database.rows(`SELECT ${listed(names, figureDefaults)} FROM ${from}`);
}

/** Whether a folder holds the published report of a batch, with unchanged figures. */
function isReportOf({ root }: Workspace, { reports }: Publication, place: string, batch: string): boolean {
  const report = join(root, place);
  const [path, parquet] = [join(report, 'manifest.json'), join(centreOf(report), 'figures.parquet')];
  if (!existsSync(path) || !existsSync(parquet) || sha256File(path) !== reports[place]) return false;
  const manifest = manifestIn(report);
  const own = manifest?.files.find((file) => join(report, file.path) === parquet);
  return manifest?.batch === batch && own?.sha256 === sha256File(parquet);
}

const lost = (what: string) =>
  new InputError(
    'lost-history',
    {
      zh: `数据库 zhikong.duckdb 不在，须由 vault/、history.json 与已发布的报告重新生成，但 ${what} 缺失或已损坏。请从备份恢复它，或恢复 zhikong.duckdb。`,
      en: `The database zhikong.duckdb is gone and must be made anew from vault/, history.json and the published reports, but ${what} is missing or damaged. Restore it, or zhikong.duckdb, from a backup.`,
    },
    { exit: 3 },
  );

/** The audit records of files that no longer count. */
export const withdrawing = (object: string, withdrawn: readonly Withdrawn[]): Act => ({
  action: 'withdrawn',
  object,
  after: { files: withdrawn.map(({ month, file, rule }) => [month, file, rule]) },
});

/** A file that counted by an older program's rules and does not by today's. */
export interface Withdrawn {
  readonly month: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly rule: string;
}

/**
 * Takes in every file of a history again from the vault, delivery by delivery; published figures and forgotten cases stay as they are.
 *
 * @param context `restoreFrom` are folders that may still hold a file that the vault has lost
 * @returns files that no longer count because of who sent them
 * @throws {InputError} `vault-incomplete` before anything is taken in
 */
export async function rebuild(
  history: History,
  vault: Vault,
  context: Omit<IngestContext, 'month'> & { readonly restoreFrom?: readonly string[] },
): Promise<Withdrawn[]> {
  const { database } = context;
  await soundVault(
    history.files.flatMap(({ sha256, mapping, inbox, folder, path }) => [
      { sha256, month: inbox, folder, path },
      ...(mapping === null
        ? []
        : [{ sha256: mapping, month: inbox, folder, path: `mappings/${folder}.json` }]),
    ]),
    vault,
    context.restoreFrom ?? [],
  );
  await keepForgotten(database, history.forgotten);
  for (const run of [...new Set(history.files.map((file) => file.run))]) {
    const files = history.files.filter((file) => file.run === run);
    const [first] = files;
    if (!first) continue;
    await ingest(
      files.map(({ sha256, path, folder, mapping }) => ({
        path: vault.path(sha256),
        label: path,
        folder: folder === null ? null : hospitalOfFolder(folderThen(path) ?? folder),
        mapping,
      })),
      {
        ...context,
        month: first.inbox,
        ...(first.received_at === null ? {} : { now: first.received_at }),
        shrink: { ...shrinkPolicy, accepted: 'all' },
        repeat: takenBefore,
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
  for (const batch of history.batches) await database.run(addBatch, batch);
  return database.rows<Withdrawn>(
    `SELECT DISTINCT month, path AS file, sheet, refusal AS rule FROM files
     WHERE refusal = 'not-for-hospitals' ORDER BY ALL`,
  );
}

/** The folder in which a file originally lay; the ledger has its hospital's present code, which the list of that time lacked. */
const folderThen = (path: string): string | null =>
  path.includes('/') ? (path.split('/', 1)[0] ?? null) : null;

/** Stores a batch. */
export const addBatch = 'INSERT INTO batches VALUES ($batch, $month, $as_of, $program, $contract, $inputs)';
