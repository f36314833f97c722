import { columnsIn, factsIn } from '../define/facts-in.js';
import type { AnyTable } from '../define/table.js';
import { type Expression, layeredSql } from '../sql/layered-sql.js';
import { sqlName } from '../sql/quote.js';
import { derivedExpressions } from './derived-sql.js';
import { restingOn } from './resting-on.js';
import { indexMonth } from './stage-sql.js';
import { fieldsOf, isKept, storedColumns } from './table-sql.js';

/**
 * The derived columns of a table that follow from stored ones alone, so that they can be derived again when cells of several files have
 * been merged. Those that need cells that are not kept, such as the day of birth, cannot.
 */
export function derivedAgain(table: AnyTable): string[] {
  const stored = new Set(storedColumns(table).map(({ name }) => name));
  const lost = new Set(fieldsOf(table).flatMap(([name, meta]) => (isKept(meta) ? [] : [name])));
  const again: string[] = [];
  for (const [name, { fact, transient, lookup, saidByRow }] of Object.entries(table.spec.derived)) {
    if (lookup === 'patients' || saidByRow) continue;
    const isTimeless = factsIn(fact).every(({ op }) => op !== 'as-of end');
    const isOpen = !transient && !lookup && isTimeless && stored.has(name);
    if (isOpen && columnsIn(fact).every((column) => !lost.has(column))) again.push(name);
    else lost.add(name);
  }
  if (table.spec.indexDate) again.push('index_month');
  return again;
}

/** The columns of a table that other rows of the patient fill, with their values until then. */
export const toldBy = (table: AnyTable): Expression[] =>
  derivedExpressions(table, (_, { lookup }) => lookup === 'patients');

/** Whether some columns of a table depend on facts from other rows of the patient. */
export const restsOnTold = (table: AnyTable, columns: readonly string[]): boolean =>
  [...restingOn(table, columns)].some((name) =>
    ['patients', 'courses'].includes(table.spec.derived[name]?.lookup ?? ''),
  );

/**
 * SELECT of all stored columns over rows whose `derivedAgain` columns must be derived again; `source` has all the others.
 *
 * @param told whether `source` has the columns filled by other rows, which are then kept; otherwise they are blank
 */
export function deriveAgainSql(table: AnyTable, source: string, told = false): string {
  const again = new Set(derivedAgain(table));
  const derived = derivedExpressions(table, (name) => again.has(name));
  for (const column of told ? [] : toldBy(table)) derived.push(column);
  if (table.spec.indexDate) derived.push(indexMonth(table));
  const columns = storedColumns(table).map(({ name, sqlType }) =>
    again.has(name) ? `CAST(${sqlName(name)} AS ${sqlType}) AS ${sqlName(name)}` : sqlName(name),
  );
  for (const { name } of told ? toldBy(table) : []) columns.push(sqlName(name));
  return `SELECT ${columns.join(', ')} FROM (${layeredSql(derived, `(${source})`)})`;
}
