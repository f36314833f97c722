import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InboxFile } from '../inbox.js';
import { fileMapping, mappingFor, readMapping } from '../mapping/index.js';
import { headerDictionaries } from '../stage/dictionary.js';
import type { Vault } from '../warehouse/vault.js';
import type { FileMapping } from './file-mapping.js';

/** A file of the inbox, or one of an earlier run with the hash of the mapping by which it was read then. */
export type MappableFile = InboxFile & { readonly mapping?: string | null };

/**
 * Finds the mapping for the files of a hospital's folder: `<folder>/<hospital>.json`, kept in the vault so that the file can
 * be read the same way again; for a file of an earlier run the very mapping of then.
 *
 * @throws {InputError} `bad-mapping` for a mapping that cannot be used
 */
export function mappingsInUse(
  folder: string,
  vault: Pick<Vault, 'receive' | 'path'>,
): (file: MappableFile) => Promise<FileMapping | null> {
  const current = new Map<string, Promise<FileMapping | null>>();
  return async (file) => {
    if (file.mapping === null || file.folder === null) return null;
    if (file.mapping !== undefined) return ofThen(file.mapping, file.folder);
    const known = current.get(file.folder) ?? ofToday(file.folder);
    current.set(file.folder, known);
    return known;
  };

  async function ofToday(hospital: string): Promise<FileMapping | null> {
    const mapping = mappingFor(folder, hospital);
    if (mapping === null) return null;
    const kept = await vault.receive(join(folder, `${hospital}.json`));
    // Read a second time by the vault: both must have seen the same bytes.
    if (kept.sha256 !== mapping.hash) return ofThen(kept.sha256, hospital);
    return fileMapping(mapping, headerDictionaries);
  }

  function ofThen(hash: string, hospital: string): FileMapping {
    const bytes = readFileSync(vault.path(hash));
    return fileMapping(readMapping(bytes, `mappings/${hospital}.json`), headerDictionaries);
  }
}
