import type { Bilingual } from '../message/errors.js';
import type { HeaderDictionary } from './header.js';

/** Turns a hospital's own cell into one of the contract's; null leaves a column as it is. */
export type CellMapper = ((cell: string) => string) | null;

/** How a hospital's own names, codes and units become those of the contract. */
export interface FileMapping {
  /** SHA-256 of the mapping file; its bytes lie in the vault under it. */
  readonly hash: string;
  /** What it turns round, in words, to be told when it is first used; see `mappingWords`. */
  readonly told: readonly Bilingual[];
  /** Set where the file keeps the mapping it was taken in by though another is in place now. */
  readonly isKept?: boolean;
  /** The headers to recognise, the hospital's own among them. */
  readonly dictionaries: readonly HeaderDictionary[];
  /** One mapper per column of a file, or null where no column needs one. */
  mappers(table: string, columns: readonly (string | null)[]): readonly CellMapper[] | null;
}
