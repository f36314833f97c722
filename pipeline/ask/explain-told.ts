import { restsOnTold } from '../compile/derive-again-sql.js';
import { isTold, toldTable } from '../current/vital-sql.js';
import type { AnyTable } from '../define/table.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/**
 * A fact of a patient's life or death that a case takes from another row, with that row. It may be of another hospital, so it is for the
 * centre only.
 */
export interface ToldFact {
  readonly fact: 'dead' | 'dead by' | 'alive';
  /** The day or moment. */
  readonly at: string;
  /** Whether rows contradict each other about it, so that nothing is known from then on. */
  readonly contradicted: boolean;
  readonly hospital_id: string;
  readonly table: string;
  readonly month: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number;
}

const isThere = async (database: Database, table: AnyTable) =>
  (await database.number('SELECT count(*) FROM duckdb_tables() WHERE temporary AND table_name = $name', {
    name: toldTable(table).replaceAll('"', ''),
  })) !== 0;

/**
 * The facts that a table's cases take from other rows, by `file_id line` of the case; empty where no column depends on them. Reads what
 * `casesSql` last computed for the table.
 */
export async function toldFacts(
  database: Database,
  table: AnyTable,
  columns: readonly string[],
): Promise<Map<string, ToldFact[]>> {
  const facts = new Map<string, ToldFact[]>();
  if (!isTold(table) || !restsOnTold(table, columns) || !(await isThere(database, table))) return facts;
  const part = (fact: string, at: string, source: string, when: string) =>
    `SELECT file_id AS own_file, line AS own_line, ${sqlText(fact)} AS fact, CAST(${at} AS VARCHAR) AS at, told_contradicted_from IS NOT NULL AS contradicted,
       ${source}.table_name AS "table", ${source}.hospital_id AS hospital_id, ${source}.file_id AS file_id, ${source}.line AS line FROM ${toldTable(table)} WHERE ${when}`;
  const isTimed = 'seen_at IS NOT NULL AND CAST(seen_at.moment AS DATE) = seen.day';
  const apart = 'told_contradicted_from IS NOT NULL';
  const parts = [
    part('dead', 'dead.moment', 'dead', `told_dead_at IS NOT NULL OR (${apart} AND dead IS NOT NULL)`),
    part('dead by', 'gone.day', 'gone', `told_dead_by IS NOT NULL OR (${apart} AND gone IS NOT NULL)`),
    part('alive', 'seen.day', 'seen', `(told_alive_on IS NOT NULL OR ${apart}) AND NOT (${isTimed})`),
    part(
      'alive',
      'seen_at.moment',
      'seen_at',
      `told_alive_at IS NOT NULL OR ((told_alive_on IS NOT NULL OR ${apart}) AND ${isTimed})`,
    ),
  ];
  const rows = await database.rows<ToldFact & { own_file: number; own_line: number }>(
    `SELECT t.own_file, t.own_line, t.fact, t.at, t.contradicted, t.hospital_id, t."table", f.month, f.path AS file, f.sheet, t.line
     FROM (${parts.join(' UNION ALL ')}) t JOIN files f ON f.file_id = t.file_id
     WHERE (t.file_id, t.line) <> (t.own_file, t.own_line) OR t.contradicted ORDER BY ALL`,
  );
  for (const { own_file, own_line, ...fact } of rows) {
    const key = `${own_file} ${own_line}`;
    const own = { ...fact, at: fact.at.replace(/ 00:00:00$/, ''), line: Number(fact.line) };
    facts.set(key, [...(facts.get(key) ?? []), own]);
  }
  return facts;
}
