import { tables } from '../../../pipeline/contract/tables.js';
import { currentRowsSql } from '../../../pipeline/current/current-sql.js';
import { isTold, toldTable, withToldSql } from '../../../pipeline/current/vital-sql.js';
import { sqlName } from '../../../pipeline/sql/quote.js';
import { type Bench, deckSql } from './bench.js';
import type { Mutant } from './predicate-mutants.js';
import { sqlMutants } from './sql-mutants.js';

/**
 * The mutants of the SELECT that adds to cases what other tables know of them. How the current rows of a table are found
 * is not theirs and stays as it is.
 */
export async function lookupMutants({
  database,
  province,
  parameters,
  cases,
}: Bench): Promise<Mutant<string>[]> {
  const month = province.asOf.slice(0, 7);
  const hidden: [word: string, sql: string][] = [];
  for (const table of tables)
    hidden.push([
      `rows of ${table.name}`,
      await currentRowsSql(database, table, month, parameters.as_of_end),
    ]);
  // What follows from the told facts is worked out by the very SQL of the derived columns, whose mutants are counted there.
  if (isTold(province.table)) {
    const [rows, told] = [`current_${province.table.name}`, toldTable(province.table)].map(
      (name) => `SELECT * FROM ${sqlName(name.replaceAll('"', ''))}`,
    ) as [string, string];
    hidden.push([`rows of ${province.table.name} as told`, withToldSql(province.table, rows, told)]);
  }
  // A longer text may hold a shorter one.
  hidden.sort(([, a], [, b]) => b.length - a.length);
  const open = hidden.reduce((text, [word, sql]) => text.replaceAll(`(${sql})`, `(${word})`), cases);
  const close = (text: string) =>
    hidden.reduce((whole, [word, sql]) => whole.replaceAll(`(${word})`, `(${sql})`), text);
  return sqlMutants(open).map(({ name, mutated }) => ({ name, mutated: deckSql(close(mutated)) }));
}
