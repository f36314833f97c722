import { columnsIn } from '../define/facts-in.js';
import type { AnyTable } from '../define/table.js';

/** All columns that some columns of a table depend on, including themselves and `_timed` companions. */
export function restingOn(table: AnyTable, columns: Iterable<string>): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...columns];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const derived = table.spec.derived[name];
    for (const used of derived === undefined ? [] : columnsIn(derived.fact)) waiting.push(used);
  }
  return seen;
}
