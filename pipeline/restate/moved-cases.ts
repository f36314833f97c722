import { join } from 'node:path';
import { caseStateSql } from '../compile/indicator-sql.js';
import { fieldsOf, isKept, keyColumns } from '../compile/table-sql.js';
import { casesSql } from '../compute/cases.js';
import { columnsUsed, type DefinedIndicator } from '../define/index.js';
import { endOf } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { remove } from '../effects/effects.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import type { Published } from './last-published.js';

/**
 * Why a case counts otherwise than it did; a case has the first that applies. `withdrawn`: it is there no more. `late`: it was not there.
 * `corrected`: a cell that was filled in says something else, or nothing. `matured`: it was pending. `became known`: blank cells were filled in, or
 * other rows tell of it now. `definition`: nothing of it has changed, and another definition counts it.
 */
export const causes = ['withdrawn', 'late', 'corrected', 'matured', 'became known', 'definition'] as const;
export type Cause = (typeof causes)[number];

/** A case that a definition counts otherwise than it did. */
export interface MovedCase {
  readonly code: string;
  readonly hospital_id: string;
  readonly cause: Cause;
  /** Months since year 0 in which it counted and counts; null where it is not there. */
  readonly was_month: number | null;
  readonly now_month: number | null;
  readonly was: string | null;
  readonly now: string | null;
  /** Its values by which the definition divides, in the order of `strata`. */
  readonly was_strata: readonly (string | null)[];
  readonly now_strata: readonly (string | null)[];
  readonly was_file: string | null;
  readonly was_line: number | null;
  readonly now_file: string | null;
  readonly now_line: number | null;
  /** The columns that the definition reads and that differ, with what stood there and what stands there. */
  readonly cells: readonly {
    readonly column: string;
    readonly was: string | null;
    readonly now: string | null;
  }[];
}

/** The warehouse that was published, and the one of the batch. */
export interface Sides {
  readonly former: Database;
  readonly base: Published;
  readonly database: Database;
  readonly month: string;
  readonly asOf: string;
  /** A folder that both databases may write into. */
  readonly folder: string;
}

/** One of them, with the cases as of its day. */
interface Side {
  readonly of: Database;
  readonly cases: string;
  readonly parameters: { readonly as_of_end: string };
}

/**
 * The cases of some hospitals that definitions of one table count otherwise in the warehouse of now than in the published one.
 *
 * @param changed codes that counted by another definition then
 */
export async function movedCases(
  { former, base, database, month, asOf, folder }: Sides,
  table: AnyTable,
  definitions: readonly DefinedIndicator[],
  hospitals: readonly string[],
  changed: ReadonlySet<string>,
): Promise<MovedCase[]> {
  const sideOf = async (of: Database, ofMonth: string, ofDay: string): Promise<Side> => {
    const parameters = { as_of_end: endOf(ofDay) };
    const listed = hospitals.map(sqlText).join(', ');
    const cases = `SELECT c.*, ${keySql(table)} AS place_key FROM (${await casesSql(of, table, ofMonth, parameters.as_of_end)}) c WHERE c.hospital_id IN (${listed})`;
    return { of, cases, parameters };
  };
  const [was, now] = [await sideOf(former, base.month, base.as_of), await sideOf(database, month, asOf)];
  const columns = [...new Set(definitions.flatMap((one) => columnsUsed(one)))].filter(
    (name) => table.spec.fields[name]?.meta.personal === undefined,
  );
  const states = (cases: string) =>
    `SELECT c.hospital_id, c.place_key, c.index_month, f.path, c.line, hash(${contentOf(table).join(', ')}) AS content,
       ${definitions.map((one, i) => `(${caseStateSql(one)}) AS s${i}`).join(', ')}${columns.map((name, i) => `, CAST(c.${sqlName(name)} AS VARCHAR) AS v${i}`).join('')}
     FROM (${cases}) c JOIN files f USING (file_id)`;
  await broughtTogether(was, now, folder, 'states', states);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE differing AS SELECT n.hospital_id, n.place_key FROM states_now n JOIN states_was w USING (hospital_id, place_key) WHERE n.content <> w.content`,
  );
  await noteOverwritten(was, now, folder, table);
  const found: MovedCase[] = [];
  for (const [i, definition] of definitions.entries()) {
    const reads = new Set(columnsUsed(definition));
    const at = (name: string) => columns.indexOf(name);
    const cells = columns
      .filter((name) => reads.has(name))
      .map((name) => `{'column': ${sqlText(name)}, 'was': w.v${at(name)}, 'now': n.v${at(name)}}`);
    const strata = (definition.strata ?? []).map(({ name }) => at(name));
    const listOf = (side: string) =>
      `CAST([${strata.map((place) => `${side}.v${place}`).join(', ')}] AS VARCHAR[])`;
    const rows = await database.rows<MovedCase>(
      `SELECT ${sqlText(definition.code)} AS code, coalesce(n.hospital_id, w.hospital_id) AS hospital_id,
         CASE WHEN n.place_key IS NULL THEN 'withdrawn' WHEN w.place_key IS NULL THEN 'late' WHEN o.place_key IS NOT NULL THEN 'corrected'
           WHEN w.s${i} = 'pending' THEN 'matured' WHEN w.content <> n.content THEN 'became known' ${changed.has(definition.code) ? "WHEN true THEN 'definition'" : ''} ELSE 'became known' END AS cause,
         CAST(w.index_month AS INTEGER) AS was_month, CAST(n.index_month AS INTEGER) AS now_month, w.s${i} AS was, n.s${i} AS now,
         ${listOf('w')} AS was_strata, ${listOf('n')} AS now_strata,
         w.path AS was_file, CAST(w.line AS INTEGER) AS was_line, n.path AS now_file, CAST(n.line AS INTEGER) AS now_line,
         list_filter([${cells.join(', ')}], c -> w.place_key IS NOT NULL AND n.place_key IS NOT NULL AND c.was IS DISTINCT FROM c.now) AS cells
       FROM states_now n FULL JOIN states_was w ON n.hospital_id = w.hospital_id AND n.place_key = w.place_key
       LEFT JOIN overwritten o ON o.hospital_id = n.hospital_id AND o.place_key = n.place_key
       WHERE n.s${i} IS DISTINCT FROM w.s${i} OR n.index_month IS DISTINCT FROM w.index_month${strata.map((place) => ` OR n.v${place} IS DISTINCT FROM w.v${place}`).join('')}
       ORDER BY hospital_id, coalesce(n.path, w.path), coalesce(n.line, w.line), coalesce(n.place_key, w.place_key)`,
    );
    for (const row of rows) found.push(row);
  }
  for (const name of ['states_now', 'states_was', 'differing', 'overwritten'])
    await database.run(`DROP TABLE ${name}`);
  return found;
}

/** What tells the rows of a hospital apart, as one text. */
const keySql = (table: AnyTable) =>
  `concat_ws(chr(31), ${keyColumns(table)
    .map((name) => `CAST(c.${sqlName(name)} AS VARCHAR)`)
    .join(', ')})`;

/** The cells of a row that say something of the case, and nothing of the person. */
const contentOf = (table: AnyTable): string[] =>
  fieldsOf(table)
    .filter(
      ([name, meta]) => isKept(meta) && !keyColumns(table).includes(name) && meta.personal === undefined,
    )
    .map(([name]) => `c.${sqlName(name)}`);

/** The same SELECT over the cases of both sides, as the tables `<name>_was` and `<name>_now` of the batch's database. */
async function broughtTogether(
  was: Side,
  now: Side,
  folder: string,
  name: string,
  select: (cases: string) => string,
): Promise<void> {
  const path = join(folder, `${name}.parquet`);
  await was.of.run(`COPY (${select(was.cases)}) TO ${sqlText(path)} (FORMAT parquet)`, was.parameters);
  await now.of.run(
    `CREATE OR REPLACE TEMP TABLE ${name}_was AS SELECT * FROM read_parquet(${sqlText(path)})`,
  );
  remove(path);
  await now.of.run(`CREATE OR REPLACE TEMP TABLE ${name}_now AS ${select(now.cases)}`, now.parameters);
}

/** Makes the table `overwritten`: of the cases in `differing` those of which a cell that was filled in says something else, or nothing. */
async function noteOverwritten(was: Side, now: Side, folder: string, table: AnyTable): Promise<void> {
  const path = join(folder, 'differing.parquet');
  await now.of.run(`COPY differing TO ${sqlText(path)} (FORMAT parquet)`);
  const cells = contentOf(table);
  const select = (cases: string) =>
    `SELECT hospital_id, place_key, [${cells.map((cell) => `CAST(${cell} AS VARCHAR)`).join(', ')}] AS cells
     FROM (${cases}) c SEMI JOIN read_parquet(${sqlText(path)}) d USING (hospital_id, place_key)`;
  await broughtTogether(was, now, folder, 'cells', select);
  remove(path);
  await now.of.run(
    `CREATE OR REPLACE TEMP TABLE overwritten AS SELECT DISTINCT w.hospital_id, w.place_key FROM cells_was w JOIN cells_now n USING (hospital_id, place_key)
     WHERE len(list_filter(range(1, ${cells.length + 1}), i -> w.cells[i] IS NOT NULL AND w.cells[i] IS DISTINCT FROM n.cells[i])) > 0`,
  );
  for (const name of ['cells_was', 'cells_now']) await now.of.run(`DROP TABLE ${name}`);
}
