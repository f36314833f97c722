import type { FileMapping } from '../read/column-mapping.js';
import type { HeaderDictionary } from '../read/header.js';
import { cellMapper, dictionariesWith } from './apply-mapping.js';
import type { Mapping } from './mapping.js';
import { mappingWords } from './mapping-words.js';

/** A mapping in the form that the intake applies to a file. */
export function fileMapping(mapping: Mapping, dictionaries: readonly HeaderDictionary[]): FileMapping {
  return {
    hash: mapping.hash,
    told: mappingWords(mapping),
    dictionaries: dictionariesWith(dictionaries, mapping),
    mappers: (table, columns) => cellMapper(mapping, table, columns),
  };
}
