import { namesIn } from '../compile/layered-sql.js';
import { fieldsOf, isKept } from '../compile/table-sql.js';
import { always, columnsOf, type Indicator } from '../define/index.js';
import type { AnyTable } from '../stage/table.js';

/**
 * The columns that can keep a case of a proportion open: denominator, window and numerator. An exclusion keeps none open, for only a
 * known true takes a case out.
 */
export function decidingColumns(indicator: Indicator): string[] {
  if (indicator.measure !== 'proportion' && indicator.measure !== 'patient proportion') return [];
  return [
    ...columnsOf(indicator.denominator ?? always),
    ...columnsOf(indicator.numerator),
    ...(indicator.window ? [indicator.window.over] : []),
  ];
}

/** Everything that some columns of a table rest on, themselves and `_timed` companions among them. */
export function restingOn(table: AnyTable, columns: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...columns];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const sql = table.spec.derived[name]?.sql;
    if (sql !== undefined) for (const used of namesIn(sql)) waiting.push(used);
  }
  return seen;
}

const answerable = new Set(['bool', 'choice', 'number', 'date']);

/**
 * The fields of a table that a hospital can leave blank and whose values can be tried: no keys, no text, nothing that is dropped or
 * hashed.
 */
export function fillableFields(table: AnyTable): string[] {
  return fieldsOf(table).flatMap(([name, meta]) => {
    const kind = table.spec.fields[name]?.kind ?? '';
    const isFixed = meta.required || meta.blank !== undefined || table.spec.key.includes(name);
    return !isFixed && isKept(meta) && meta.personal === undefined && answerable.has(kind) ? [name] : [];
  });
}
