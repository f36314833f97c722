import type { Column, Kind } from './case-list.js';

const forms: Readonly<Record<Kind, RegExp>> = {
  code: /\S/,
  count: /^[1-9]\d?$/,
  date: /^(19|20)\d\d-\d\d-\d\d$/,
  number: /^\d{1,3}(\.\d)?$/,
  mode: /^(VV|VA|VAV|其他)$/,
  bool: /^[是否]$/,
  // A moment without its clock time is a moment.
  moment: /^(19|20)\d\d-\d\d-\d\d( \d\d:\d\d)?$/,
  text: /^/,
};

/**
 * Whether a value of the list could stand in a column. Tells a shifted row from a sound one, apart from the contract that
 * is under test; a whole number from 0 to 1 is a yes or no too.
 */
export function belongs(column: Column | undefined, cell: string): boolean {
  if (column === undefined) return false;
  if (cell.trim() === '') return !column.required;
  if (column.kind === 'bool' && /^[01]$/.test(cell)) return true;
  return forms[column.kind].test(cell);
}
