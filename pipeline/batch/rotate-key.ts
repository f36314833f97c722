import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeNew } from '../effects/effects.js';
import { padsOf } from '../effects/keyed-hash.js';
import { mappingsInUse } from '../load/intake/mappings-in-use.js';
import { InputError } from '../message/errors.js';
import { sqlText } from '../sql/quote.js';
import { closeWarehouse } from '../warehouse/close-warehouse.js';
import { Database } from '../warehouse/database.js';
import { Vault } from '../warehouse/vault.js';
import { commit, copyWarehouse, placeIn, readPublication, type Step } from '../workspace/commit-journal.js';
import { type Contract, contractOf } from '../workspace/contract-in-use.js';
import { type Exclusive, exclusively } from '../workspace/exclusive.js';
import { givenKey, keyFingerprint, newKeyText } from '../workspace/pseudonym-key.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import { stagePublication } from './publish.js';
import { historyOf, historyText, lostHistory, rebuild, withdrawing } from './rebuild.js';
import { databaseSettings, signWarehouse } from './run.js';

export interface RotateOptions {
  readonly workspace: string;
  /** The reason, for the audit log. */
  readonly reason: string;
  /** Continues although persons were forgotten, whose marks cannot be made with a new key. */
  readonly releaseForgotten?: boolean;
}

/** Fingerprints of the keys; the former is null in a workspace of a program that stored none. */
export interface Rotated {
  readonly before: string | null;
  readonly after: string;
  /** Where the new key lies. */
  readonly place: 'pseudonym.key' | 'ZHIKONG_KEY';
}

/**
 * Hashes everything with a new key: the warehouse is made again from the vault, and key and warehouse take their places at one moment.
 * Figures and reports stay as published. The new key is generated, or taken from `ZHIKONG_KEY` where that is set. The former key is neither
 * needed nor kept, so exported cases hashed with it no longer match.
 *
 * @throws {InputError} `no-warehouse`, `same-key`, `vault-incomplete`, `lost-history`; `forgotten-persons` where persons were forgotten
 */
export async function rotateKey({
  workspace: folder,
  reason,
  releaseForgotten = false,
}: RotateOptions): Promise<Rotated> {
  const workspace = openWorkspace(folder);
  return exclusively(workspace, (held) => rotateAlone(workspace, reason, releaseForgotten, held));
}

async function rotateAlone(
  workspace: Workspace,
  reason: string,
  releaseForgotten: boolean,
  { audit, folder: work }: Exclusive,
): Promise<Rotated> {
  const publication = readPublication(workspace);
  if (publication === null)
    throw new InputError('no-warehouse', {
      zh: '工作区应有已发布的内容，但还没有；第一次 zhikong run 会生成密钥。',
      en: 'The workspace must have published something, but has not yet; the first zhikong run makes a key.',
    });
  const isGiven = process.env['ZHIKONG_KEY'] !== undefined;
  const text = newKeyText();
  const key = isGiven ? (givenKey(workspace) as Uint8Array) : Buffer.from(text.trim(), 'utf8');
  const settings = databaseSettings(workspace, work);
  const [old, path] = [join(work, 'old.duckdb'), join(work, 'zhikong.duckdb')];
  const isThere = copyWarehouse(workspace, old);
  const former = await Database.open(old, settings);
  const history = await (isThere
    ? historyOf(former)
    : lostHistory(workspace, publication, former, work)
  ).finally(() => former.close(old));
  const after = keyFingerprint(key);
  if (history.key === after)
    throw new InputError('same-key', {
      zh: 'ZHIKONG_KEY 应为新密钥，但它就是现在的密钥。请先把它改为新密钥，或不设置它而由程序生成。',
      en: 'ZHIKONG_KEY must be the new key, but is the present one. Set it to the new one first, or leave it out to have one made.',
    });
  // Marks are hashes of numbers that are no longer stored.
  const persons = history.forgotten.persons.length;
  if (persons > 0 && !releaseForgotten) throw forgottenPersons(persons);
  const vault = new Vault(workspace.vault);
  const database = await Database.open(path, settings);
  let texts: string;
  let contract: Contract | null;
  try {
    await signWarehouse(database, key);
    const mappingOf = mappingsInUse(workspace.mappings, vault);
    const withdrawn = await rebuild(
      { ...history, forgotten: { ...history.forgotten, cases: [], persons: [] } },
      vault,
      {
        database,
        vault,
        temp: work,
        parameters: padsOf(key),
        mappingOf,
        restoreFrom: [workspace.inbox, workspace.mappings],
      },
    );
    if (withdrawn.length > 0) audit.record(withdrawing(publication.batch, withdrawn));
    if (isThere) await keepClauseResults(database, old);
    texts = await historyText(database);
    contract = await contractOf(database);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
  const tables = await closeWarehouse(database, path, settings);
  const { batch } = publication;
  const finished = { folder: work, warehouse: path, tables, history: texts, batch, contract };
  const staged = stagePublication(workspace, finished, publication.reports);
  const steps: Step[] = [...staged.steps];
  if (!isGiven) {
    const made = join(work, 'pseudonym.key');
    writeNew(made, text);
    steps.push({ do: 'replace', from: placeIn(workspace, made), to: placeIn(workspace, workspace.key) });
  }
  const act = {
    action: 'rotate-key' as const,
    object: publication.batch,
    before: { key: history.key, forgottenPersons: persons },
    after: { key: after, publication: staged.sha256 },
    reason,
  };
  commit(workspace, work, { steps, act }, audit);
  return { before: history.key, after, place: isGiven ? 'ZHIKONG_KEY' : 'pseudonym.key' };
}

const forgottenPersons = (count: number) =>
  new InputError('forgotten-persons', {
    zh: `本工作区有 ${count} 个以现密钥散列的记号，用来拦下已删除的人（zhikong forget）；编号已不在，不能以新密钥重算，因此没有更换密钥。确须更换时加 --release-forgotten，更换后凭质控中心另存的编号对每个人再执行一次 zhikong forget。`,
    en: `This workspace has ${count} marks, hashed by the present key, that keep deleted persons away (zhikong forget). Their numbers are gone, so a new key cannot make them anew, and the key was not replaced. If it must be, add --release-forgotten, and afterwards call zhikong forget once more for every person with the number that the centre keeps elsewhere.`,
  });

/** Clause results belong to the published batches, as figures do. */
export async function keepClauseResults(database: Database, old: string): Promise<void> {
  if (!existsSync(old)) return;
  await database.run(`ATTACH ${sqlText(old)} AS former (READ_ONLY)`);
  const [found] = await database.rows(
    "SELECT 1 FROM duckdb_tables() WHERE database_name = 'former' AND table_name = 'clause_results'",
  );
  if (found) await database.run('INSERT INTO clause_results BY NAME SELECT * FROM former.clause_results');
  await database.run('DETACH former');
}
