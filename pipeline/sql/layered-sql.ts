import { sqlName } from './quote.js';

/** A derived column: its SQL, and the columns that it reads. */
export interface Expression {
  readonly name: string;
  readonly sql: string;
  readonly reads: readonly string[];
}

/** The named columns, and all that these read, directly or through others. */
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
 * SELECT of all columns of `source` with columns derived from them and from each other, in any order. Columns that depend on each other are
 * put into layers: side by side, the database would copy the text of each into every other that reads it, which grows with each step.
 *
 * @throws {RangeError} when columns depend on each other in a circle
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
