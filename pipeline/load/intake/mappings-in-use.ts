import { readFileSync } from 'node:fs';
import { headerDictionaries } from '../../mapping/dictionary.js';
import { fileMapping, mappingFor, readMapping } from '../../mapping/index.js';
import type { FileMapping } from '../../read/column-mapping.js';
import type { InboxFile } from '../../read/inbox-file.js';
import type { Vault } from '../../warehouse/vault.js';

/** A file of the inbox, or of an earlier run with the hash of the mapping it was read by. */
export type MappableFile = InboxFile & {
  readonly mapping?: string | null;
  /** Hash of the mapping by which the same bytes already count, null where none was used; absent for a new file. */
  readonly taken?: string | null;
  /** The month of the inbox it lies in. */
  readonly month?: string;
};

/**
 * Finds the mapping for the files of a hospital's folder and keeps it in the vault, so that a file can be read the same way again; a file
 * of an earlier run keeps its mapping.
 *
 * A new mapping applies to new files only, unless it states the months it is valid for and the file's month is among them.
 *
 * @throws {InputError} `bad-mapping` for an unusable mapping
 */
export function mappingsInUse(
  folder: string,
  vault: Pick<Vault, 'receive' | 'path'>,
): (file: MappableFile) => Promise<FileMapping | null> {
  const current = new Map<string, Promise<Current>>();
  return async (file) => {
    if (file.mapping === null || file.folder === null) return null;
    if (file.mapping !== undefined) return ofThen(file.mapping, file.folder);
    const { taken, month = '' } = file;
    const key = `${month} ${file.folder}`;
    const known = current.get(key) ?? ofToday(file.folder, month);
    current.set(key, known);
    if (taken === undefined) return (await known).mapping;
    // A file that already counts does not need today's mapping, so an unusable mapping removes nothing.
    const now = await known.catch(() => nothing);
    if (now.isDated || now.mapping?.hash === taken) return now.mapping;
    if (taken === null) return null;
    return { ...ofThen(taken, file.folder), isKept: now.mapping !== null };
  };

  async function ofToday(hospital: string, month: string): Promise<Current> {
    const found = mappingFor(folder, hospital, month);
    if (found === null) return nothing;
    const { mapping, path } = found;
    const isDated = mapping.from !== null || mapping.to !== null;
    const kept = await vault.receive(path);
    // The vault reads the mapping file a second time: both reads must give the same bytes.
    if (kept.sha256 !== mapping.hash) return { mapping: ofThen(kept.sha256, hospital), isDated };
    return { mapping: fileMapping(mapping, headerDictionaries), isDated };
  }

  function ofThen(hash: string, hospital: string): FileMapping {
    const bytes = readFileSync(vault.path(hash));
    return fileMapping(readMapping(bytes, `mappings/${hospital}.json`, { ofThen: true }), headerDictionaries);
  }
}

interface Current {
  readonly mapping: FileMapping | null;
  /** Whether the mapping states its months and so applies to earlier files of those months. */
  readonly isDated: boolean;
}

const nothing: Current = { mapping: null, isDated: false };
