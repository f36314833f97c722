import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../message/errors.js';
import { sha256File } from '../read/receive.js';
import type { Vault } from './vault.js';

/** A needed file of the vault, and its origin. */
export interface NeededFile {
  readonly sha256: string;
  readonly month: string;
  /** The hospital's folder; null where it lay flat or in the centre's. */
  readonly folder: string | null;
  readonly path: string;
}

const SHOWN = 10;

/**
 * Hashes every needed file of the vault before anything is made from one. A missing or altered file is restored only from a file with
 * exactly its bytes in one of the places.
 *
 * @param places folders to look in: inboxes, and that of the mappings
 * @returns the files that were restored
 * @throws {InputError} `vault-incomplete`, naming month, hospital, file and hash
 */
export async function soundVault(
  needed: readonly NeededFile[],
  vault: Pick<Vault, 'path' | 'receive' | 'synced'>,
  places: readonly string[],
): Promise<NeededFile[]> {
  const files = [...new Map(needed.map((file) => [file.sha256, file])).values()];
  const unsound = files.filter(({ sha256 }) => stateOf(vault.path(sha256), sha256) !== 'sound');
  if (unsound.length === 0) return [];
  const found = placesOf(places, new Set(unsound.map(({ sha256 }) => sha256)));
  const lost = unsound.filter(({ sha256 }) => !found.has(sha256));
  if (lost.length > 0) throw vaultIncomplete(lost, vault);
  for (const { sha256 } of unsound) {
    const received = await vault.receive(found.get(sha256) ?? '');
    if (received.sha256 !== sha256) throw vaultIncomplete(unsound, vault);
  }
  await vault.synced();
  return unsound;
}

function stateOf(path: string, sha256: string): 'sound' | 'missing' | 'altered' {
  if (!existsSync(path)) return 'missing';
  return sha256File(path) === sha256 ? 'sound' : 'altered';
}

/** The paths of wanted files in the places, by hash. */
function placesOf(places: readonly string[], wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const place of places.filter((folder) => existsSync(folder) && statSync(folder).isDirectory()))
    for (const entry of readdirSync(place, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || found.size === wanted.size) continue;
      const path = join(entry.parentPath, entry.name);
      const hash = hashOf(path);
      if (hash !== null && wanted.has(hash)) found.set(hash, path);
    }
  return found;
}

/** The hash of a file; null for an unreadable one, which cannot restore anything. */
function hashOf(path: string): string | null {
  try {
    return sha256File(path);
  } catch {
    return null;
  }
}

function vaultIncomplete(lost: readonly NeededFile[], vault: Pick<Vault, 'path'>): InputError {
  const states = { missing: ['缺失', 'missing'], altered: ['内容已被改动', 'altered'] } as const;
  const named = (at: 0 | 1) =>
    lost
      .slice(0, SHOWN)
      .map(({ sha256, month, folder, path }) => {
        const state = stateOf(vault.path(sha256), sha256);
        const word = state === 'sound' ? '' : states[state][at];
        const hospital = folder ?? (at === 0 ? '无医院文件夹' : 'no hospital folder');
        return at === 0
          ? `${month}，${hospital}，${path}（${word}，${sha256}）`
          : `${month}, ${hospital}, ${path} (${word}, ${sha256})`;
      })
      .join(at === 0 ? '；' : '; ');
  const [more, moreEn] =
    lost.length > SHOWN ? [` 等 ${lost.length} 个`, ` and ${lost.length - SHOWN} others`] : ['', ''];
  return new InputError(
    'vault-incomplete',
    {
      zh: `程序更新后、数据库丢失后或删除病例时，须由 vault/ 中的原始文件重新入库，每个文件须与收到时逐字节相同，但以下文件不是：${named(0)}${more}。收件箱里也没有相同的文件。请从备份恢复 vault/，或把原文件放回收件箱后再运行；没有发布任何内容。`,
      en: `After an update, the loss of the database or for a deletion the rows are made anew from the files in vault/, each of which must be what was received byte for byte, but these are not: ${named(1)}${moreEn}. The inbox does not hold them either. Restore vault/ from a backup, or put the original files back into the inbox, and run again; nothing was published.`,
    },
    { exit: 3 },
  );
}
