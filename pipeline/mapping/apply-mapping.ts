import { tableByName } from '../contract/tables.js';
import { fold, trim } from '../define/cells/index.js';
import type { HeaderDictionary, HeaderField } from '../read/header.js';
import { headerKey, isUnit, splitUnit } from '../read/header-key.js';
import type { Mapping, TableMapping } from './mapping.js';
import { timesDecimal } from './times-decimal.js';

/** The dictionaries extended by a hospital's own headers; unchanged when there is no mapping. */
export function dictionariesWith(
  dictionaries: readonly HeaderDictionary[],
  mapping: Mapping | null,
): readonly HeaderDictionary[] {
  if (mapping === null) return dictionaries;
  return dictionaries.map((dictionary) => {
    const own = mapping.tables.get(dictionary.table);
    if (!own) return dictionary;
    return { ...dictionary, fields: dictionary.fields.map((field) => fieldWith(field, own)) };
  });
}

function fieldWith(field: HeaderField, own: TableMapping): HeaderField {
  const mapped = [...own.headers]
    .filter(([, { field: name }]) => name === field.name)
    .map(([header]) => header);
  const taken = new Set([...own.headers].map(([header]) => headerKey(header)));
  const unit = own.units.get(field.name)?.unit;
  const ours = unit === undefined ? field.headers : inUnit(field, unit);
  return { ...field, headers: [...ours.filter((header) => !taken.has(headerKey(header))), ...mapped] };
}

/**
 * The headers of a field whose numbers are in another unit. Headers that state our unit, including the English name, are dropped: a file
 * that says kg where the mapping says g is refused, not converted.
 */
function inUnit({ name, headers }: HeaderField, unit: string): string[] {
  const statesUnit = (header: string) => {
    const stated = splitUnit(headerKey(header)).unit;
    return stated !== null && isUnit(stated);
  };
  if (!headers.some(statesUnit)) return [...headers];
  return headers
    .filter((header) => header !== name)
    .map((header) => (statesUnit(header) ? `${splitUnit(headerKey(header)).base}(${unit})` : header));
}

/**
 * For each column of a file, the function that turns its cells into those of the contract, or null where they stay unchanged; null where no
 * column needs one.
 *
 * A code without an entry, a blank and a number that is not plain pass unchanged, so that the usual check reports them. A value from the
 * list of codes is already in our unit and is not multiplied.
 *
 * @param columns the field of each column, as the header was recognised with {@link dictionariesWith}
 */
export function cellMapper(
  mapping: Mapping | null,
  table: string,
  columns: readonly (string | null)[],
): readonly (((cell: string) => string) | null)[] | null {
  const own = mapping?.tables.get(table);
  if (!own) return null;
  const mappers = columns.map((field) => (field === null ? null : fieldMapper(table, field, own)));
  return mappers.every((mapper) => mapper === null) ? null : mappers;
}

function fieldMapper(table: string, field: string, own: TableMapping): ((cell: string) => string) | null {
  const codes = own.values.get(field);
  const unit = own.units.get(field);
  if (!codes && !unit) return null;
  const isList = tableByName.get(table)?.spec.fields[field]?.kind === 'choices';
  return (cell) => {
    const text = fold(cell);
    const word = codes?.get(text) ?? (isList && codes ? listWords(text, codes) : undefined);
    if (word !== undefined) return word;
    return (unit && timesDecimal(text, unit.factor)) ?? cell;
  };
}

/** Several codes in one cell, each translated by the list; undefined when none of them is in it. */
function listWords(text: string, codes: ReadonlyMap<string, string>): string | undefined {
  const pieces = text.split(/[;、+|]/).map((piece) => trim(piece, ' '));
  if (!pieces.some((piece) => codes.has(piece))) return undefined;
  return pieces.map((piece) => codes.get(piece) ?? piece).join(';');
}
