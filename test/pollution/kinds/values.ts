import { columns, type Kind } from '../case-list.js';
import { cellText } from '../csv-text.js';
import { type Document, spoilt, withRow } from '../document.js';
import type { PollutedFile } from '../polluted-file.js';

/** Values that each kind of column cannot hold. */
const wrong: Readonly<Record<Kind, readonly (readonly [string, string])[]>> = {
  code: [],
  text: [],
  count: [
    ['fraction-in-count', '1.5'],
    ['text-in-number', '两次'],
    ['text-in-number', '1e0'],
    ['out-of-range', '0'],
  ],
  date: [
    ['impossible-date', '1980-02-30'],
    ['impossible-date', '1981-02-29'],
    ['two-digit-year', '80-02-03'],
    ['ambiguous-date', '03/02/1980'],
    ['serial-date', '29254'],
  ],
  number: [
    ['text-in-number', '约60'],
    ['text-in-number', '6O.5'],
    ['text-in-number', '60kg'],
    ['out-of-range', '6000'],
  ],
  mode: [['unknown-value', 'VVV']],
  bool: [
    ['unknown-value', '可能'],
    ['unknown-value', '2'],
  ],
  moment: [
    ['impossible-date', '2026-02-29 10:00'],
    ['impossible-date', '2026-10-05 25:00'],
    ['two-digit-year', '26-10-05 10:00'],
    ['text-in-number', '十月五日'],
  ],
};

/** Wrong values at every cell of a column that has a type, and blanks where the contract needs a value. */
export function* wrongValues(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (const [column, { kind, required }] of columns.entries()) {
      const values = required ? [...wrong[kind], ['required-blank', ''] as const] : wrong[kind];
      for (const [name, value] of values) {
        const part = spoilt(row, raw.with(column, cellText(value)).join(','));
        yield withRow(document, { kind: name, group: 'content', row, column }, [part]);
      }
    }
  }
}
