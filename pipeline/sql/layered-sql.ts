import { sqlName } from './quote.js';

/** The names that an expression of the contract reads. */
export const namesIn = (sql: string) => sql.replaceAll(/'[^']*'/g, '').match(/[a-z][a-z0-9_]*/g) ?? [];

/** Those of some columns that an expression reads, at once or by others. */
export function neededFor(
  columns: readonly (readonly [name: string, sql: string])[],
  sql: string,
): (readonly [name: string, sql: string])[] {
  const needed = new Set(namesIn(sql));
  for (let grown = true; grown; ) {
    const before = needed.size;
    for (const [name, own] of columns)
      if (needed.has(name)) for (const used of namesIn(own)) needed.add(used);
    grown = needed.size > before;
  }
  return columns.filter(([name]) => needed.has(name));
}

/**
 * SELECT of all columns of `source` with others that are worked out from them and from each other, as (name, SQL) in any
 * order of need. Columns that need one another lie in layers: beside each other the database would write the text of the
 * one into every other that reads it, which grows with each step.
 *
 * @throws {RangeError} when columns need each other in a circle
 */
export function layeredSql(
  columns: readonly (readonly [name: string, sql: string])[],
  source: string,
): string {
  let waiting = [...columns];
  let select = source;
  while (waiting.length > 0) {
    const unknown = new Set(waiting.map(([name]) => name));
    const ready = waiting.filter(([name, sql]) =>
      namesIn(sql).every((used) => used === name || !unknown.has(used)),
    );
    if (ready.length === 0) throw new RangeError(`columns need each other: ${[...unknown].join(', ')}`);
    const layer = ready.map(([name, sql]) => `, ${sql} AS ${sqlName(name)}`).join('');
    select = select === source ? `SELECT *${layer} FROM ${source}` : `SELECT *${layer} FROM (${select})`;
    waiting = waiting.filter((column) => !ready.includes(column));
  }
  return select === source ? `SELECT * FROM ${source}` : select;
}
