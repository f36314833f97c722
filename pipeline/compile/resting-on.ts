import type { AnyTable } from '../define/table.js';
import { namesIn } from '../sql/layered-sql.js';

/** Everything that some columns of a table rest on, themselves and `_timed` companions among them. */
export function restingOn(table: AnyTable, columns: Iterable<string>): ReadonlySet<string> {
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
