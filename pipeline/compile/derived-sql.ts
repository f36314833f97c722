import type { Fact } from '../define/fact.js';
import { columnsIn } from '../define/facts-in.js';
import type { AnyTable, Derived } from '../define/table.js';
import type { Expression } from '../sql/layered-sql.js';
import { factSql } from './fact-sql.js';

/** A fact as a column with a name. */
export const factExpression = (name: string, fact: Fact): Expression => ({
  name,
  sql: factSql(fact),
  reads: columnsIn(fact),
});

/** The chosen derived columns of a table, in its order. */
export const derivedExpressions = (
  table: AnyTable,
  isWanted: (name: string, derived: Derived) => boolean,
): Expression[] =>
  Object.entries(table.spec.derived).flatMap(([name, derived]) =>
    isWanted(name, derived) ? [factExpression(name, derived.fact)] : [],
  );
