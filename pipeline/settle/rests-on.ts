import { fieldsOf, isKept } from '../compile/table-sql.js';
import { always, columnsOf, type Indicator } from '../define/index.js';
import type { AnyTable } from '../define/table.js';

/**
 * The columns that can keep a case of a proportion open: denominator, window and numerator. An exclusion keeps none open, because only a
 * condition known to be true takes a case out.
 */
export function decidingColumns(indicator: Indicator): string[] {
  if (indicator.measure !== 'proportion' && indicator.measure !== 'patient proportion') return [];
  return [
    ...columnsOf(indicator.denominator ?? always),
    ...columnsOf(indicator.numerator),
    ...(indicator.window ? [indicator.window.over] : []),
  ];
}

const answerable = new Set(['bool', 'choice', 'number', 'date']);

/** The fields of a table that a hospital can leave blank and whose values can be tried: no keys, no text, nothing that is dropped or hashed. */
export function fillableFields(table: AnyTable): string[] {
  return fieldsOf(table).flatMap(([name, meta]) => {
    const kind = table.spec.fields[name]?.kind ?? '';
    const isFixed = meta.required || meta.blank !== undefined || table.spec.key.includes(name);
    return !isFixed && isKept(meta) && meta.personal === undefined && answerable.has(kind) ? [name] : [];
  });
}
