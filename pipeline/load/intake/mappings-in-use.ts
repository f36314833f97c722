import { readFileSync } from 'node:fs';
import { headerDictionaries } from '../../mapping/dictionary.js';
import { fileMapping, mappingFor, readMapping } from '../../mapping/index.js';
import type { FileMapping } from '../../read/column-mapping.js';
import type { InboxFile } from '../../read/inbox-file.js';
import type { Vault } from '../../warehouse/vault.js';

/** A file of the inbox, or one of an earlier run with the hash of the mapping by which it was read then. */
export type MappableFile = InboxFile & {
  readonly mapping?: string | null;
  /** The mapping by which the same bytes count already, or null where that was done without; absent for a new file. */
  readonly taken?: string | null;
  /** The month of the inbox it lies in. */
  readonly month?: string;
};

/**
 * Finds the mapping for the files of a hospital's folder, kept in the vault so that the file can be read the same way again;
 * for a file of an earlier run the very mapping of then.
 *
 * What a file was taken in by belongs to it: another mapping put in place reads new files only, unless it states the months
 * that it is true of and the file's is one of them.
 *
 * @throws {InputError} `bad-mapping` for a mapping that cannot be used
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
    // A file that counts needs no mapping of today, so that one which cannot be used takes nothing away.
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
    // Read a second time by the vault: both must have seen the same bytes.
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
  /** Whether it states its months, and so asks for what they hold. */
  readonly isDated: boolean;
}

const nothing: Current = { mapping: null, isDated: false };
