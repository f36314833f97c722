import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { link, random, remove, syncPath, writeNew } from '../effects/effects.js';
import { workName } from '../effects/process-identity.js';
import { InputError } from '../message/errors.js';
import type { Workspace } from './workspace.js';

/** The text of a new key file. */
export const newKeyText = () => `${random(32)}\n`;

/**
 * Identifies a key without helping to guess it: HMAC-SHA-256 of a constant text by the key, cut to 64 bits. It gives away no more about the
 * key than any pseudonym does.
 */
export function keyFingerprint(key: Uint8Array): string {
  return createHmac('sha256', key)
    .update('zhikong: fingerprint of the pseudonym key')
    .digest('hex')
    .slice(0, 16);
}

/**
 * The centre's key for pseudonyms: from the environment (`ZHIKONG_KEY`), else from `pseudonym.key` in the workspace; a workspace without
 * publication gets a new one.
 *
 * @throws {InputError} `lost-key` when a workspace that has published has no key; else as {@link givenKey}
 */
export function pseudonymKey(workspace: Workspace, environment: NodeJS.ProcessEnv = process.env): Uint8Array {
  const given = givenKey(workspace, environment);
  if (given) return given;
  if ([workspace.publication, workspace.database, workspace.history].some((path) => existsSync(path)))
    throw lostKey();
  makeKey(workspace);
  return givenKey(workspace, environment) as Uint8Array;
}

/**
 * The existing key; null when there is none. Creates nothing.
 *
 * @throws {InputError} `weak-key` when shorter than 16 bytes, `open-key` when others may read the file
 */
export function givenKey(
  workspace: Workspace,
  environment: NodeJS.ProcessEnv = process.env,
): Uint8Array | null {
  const given = environment['ZHIKONG_KEY'];
  const path = workspace.key;
  if (given === undefined && !existsSync(path)) return null;
  if (given === undefined && (statSync(path).mode & 0o077) !== 0 && process.platform !== 'win32')
    throw new InputError('open-key', {
      zh: `密钥文件 pseudonym.key 只能由本人读写（0600），但其他人也可读取。请执行 chmod 600 pseudonym.key。`,
      en: `The key file pseudonym.key must be readable by its owner only (0600), but others can read it. Run chmod 600 pseudonym.key.`,
    });
  const key = Buffer.from((given ?? readFileSync(path, 'utf8')).trim(), 'utf8');
  if (key.length < 16)
    throw new InputError('weak-key', {
      zh: `假名密钥至少须有 16 个字节，但只有 ${key.length} 个。请换一个更长的密钥。`,
      en: `The pseudonym key must have at least 16 bytes, but has ${key.length}. Use a longer one.`,
    });
  return key;
}

/**
 * Refuses a key that a workspace was not hashed with, because its old and new cases would not match.
 *
 * @param known the fingerprint in the warehouse, or beside it; null in a workspace of a program that stored none
 * @throws {InputError} `other-key`
 */
export function requireSameKey(known: string | null, key: Uint8Array): void {
  if (known === null || known === keyFingerprint(key)) return;
  const source =
    process.env['ZHIKONG_KEY'] === undefined
      ? { zh: '密钥文件 pseudonym.key', en: 'the key in pseudonym.key' }
      : { zh: '环境变量 ZHIKONG_KEY 中的密钥', en: 'the key in ZHIKONG_KEY' };
  throw new InputError(
    'other-key',
    {
      zh: `本工作区的病例以密钥 ${known} 散列，但${source.zh}是 ${keyFingerprint(key)}：同一病例会被当作两例。${whatToDo.zh}`,
      en: `The cases of this workspace were hashed by the key ${known}, but ${source.en} is ${keyFingerprint(key)}: one case would count as two. ${whatToDo.en}`,
    },
    { exit: 3 },
  );
}

const whatToDo = {
  zh: '请从备份恢复原来的密钥（文件 pseudonym.key 或环境变量 ZHIKONG_KEY）；原密钥确已丢失或须更换时，用 zhikong rotate-key --reason 理由，以新密钥由 vault/ 重新散列。',
  en: 'Restore the former key from a backup (the file pseudonym.key or ZHIKONG_KEY); where it is lost for good or must be replaced, zhikong rotate-key --reason WHY hashes everything in vault/ anew by a new key.',
};

/** The refusal of a published workspace without its key. */
export const lostKey = () =>
  new InputError(
    'lost-key',
    {
      zh: `已发布过的工作区须有它的密钥，但 pseudonym.key 不在，也没有设置 ZHIKONG_KEY。${whatToDo.zh}`,
      en: `A workspace that has published must have its key, but pseudonym.key is gone and ZHIKONG_KEY is not set. ${whatToDo.en}`,
    },
    { exit: 3 },
  );

/** Writes a key that is either complete or absent, and never replaces an existing one. */
function makeKey(workspace: Workspace): void {
  const beside = join(workspace.temp, workName('key'));
  try {
    writeNew(beside, newKeyText());
    link(beside, workspace.key);
    syncPath(workspace.root);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    remove(beside);
  }
}
