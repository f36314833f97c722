import type { Bilingual } from '../message/errors.js';
import type { HeaderDictionary } from './header.js';

/** Turns a hospital's own cell into one of the contract's; null leaves a column unchanged. */
export type CellMapper = ((cell: string) => string) | null;

/** Translates a hospital's own headers, codes and units into those of the contract. */
export interface FileMapping {
  /** SHA-256 of the mapping file, its name in the vault. */
  readonly hash: string;
  /** What it inverts, in words, told when it is first used; see `mappingWords`. */
  readonly told: readonly Bilingual[];
  /** Set where the file keeps the mapping it was taken in by although another is in place now. */
  readonly isKept?: boolean;
  /** The headers to recognise, including the hospital's own. */
  readonly dictionaries: readonly HeaderDictionary[];
  /** One mapper per column of a file, or null where no column needs one. */
  mappers(table: string, columns: readonly (string | null)[]): readonly CellMapper[] | null;
}
