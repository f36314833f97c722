import { sqlName } from './quote.js';

/** A column that is worked out: its SQL, and the columns that it reads. */
export interface Expression {
  readonly name: string;
  readonly sql: string;
  readonly reads: readonly string[];
}

/** Those of some columns that are named or that others of them read, at once or by others. */
export function neededFor(columns: readonly Expression[], names: Iterable<string>): Expression[] {
  const needed = new Set(names);
  for (let grown = true; grown; ) {
    const before = needed.size;
    for (const { name, reads } of columns) if (needed.has(name)) for (const used of reads) needed.add(used);
    grown = needed.size > before;
  }
  return columns.filter(({ name }) => needed.has(name));
}

/**
 * SELECT of all columns of `source` with others that are worked out from them and from each other, in any order of need. Columns that
 * need one another lie in layers: beside each other the database would write the text of the one into every other that reads it, which
 * grows with each step.
 *
 * @throws {RangeError} when columns need each other in a circle
 */
export function layeredSql(columns: readonly Expression[], source: string): string {
  let waiting = [...columns];
  let select = source;
  while (waiting.length > 0) {
    const unknown = new Set(waiting.map(({ name }) => name));
    const ready = waiting.filter(({ name, reads }) =>
      reads.every((used) => used === name || !unknown.has(used)),
    );
    if (ready.length === 0) throw new RangeError(`columns need each other: ${[...unknown].join(', ')}`);
    const layer = ready.map(({ name, sql }) => `, ${sql} AS ${sqlName(name)}`).join('');
    select = select === source ? `SELECT *${layer} FROM ${source}` : `SELECT *${layer} FROM (${select})`;
    waiting = waiting.filter((column) => !ready.includes(column));
  }
  return select === source ? `SELECT * FROM ${source}` : select;
}
