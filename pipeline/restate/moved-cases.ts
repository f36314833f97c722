import { join } from 'node:path';
import { caseStateSql, unknownStratum } from '../compile/indicator-sql.js';
import { fieldsOf, isKept, keyColumns } from '../compile/table-sql.js';
import { casesSql } from '../compute/cases.js';
import type { SettledRows } from '../compute/settled-rows.js';
import { columnsUsed, type DefinedIndicator, editionOf, goesOnFrom } from '../define/index.js';
import { endOf, monthNumber } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { remove } from '../effects/effects.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import type { Published } from './moved-figures.js';

/**
 * Why a figure is another. `definition`: what today's definition counts over the rows of then, against what was published. `in between`: the same of a definition that has not changed, because a month that was run
 * in between has changed those rows. Of the rest a case has the first that applies. `withdrawn`: it is there no more.
 * `new`: it lies after what was published, its month or its day; or, counted up to an earlier day, after that day. `late`: it was not there.
 * `corrected`: a cell that was filled in says something else, or nothing. `matured`: it was pending, or is again up to an earlier day. `became known`: blank cells were filled in, or
 * other rows tell of it now.
 */
export const causes = [
  'definition',
  'in between',
  'withdrawn',
  'new',
  'late',
  'corrected',
  'matured',
  'became known',
] as const;

export type Cause = (typeof causes)[number];

/** What is told of a cause: how many cases, and what they add; of what is known only as a sum no cases. */
export const countsOf = (cause: Cause) =>
  cause === 'definition' || cause === 'in between'
    ? (['numerator', 'denominator'] as const)
    : (['cases', 'numerator', 'denominator'] as const);

/** The column of a cause in the files, such as `became_known_cases`. */
export const causeColumn = (cause: Cause, count: string): string => `${cause.replaceAll(' ', '_')}_${count}`;

/** The warehouse that was published, and the one of the batch. */
export interface Sides {
  readonly former: Database;
  readonly base: Published;
  readonly database: Database;
  readonly month: string;
  readonly asOf: string;
  /** What the run has worked out for its month already. */
  readonly settled: SettledRows;
  /** A folder that both databases may write into. */
  readonly folder: string;
}

/** One of them, with the cases as of its day. */
interface Side {
  readonly of: Database;
  readonly cases: string;
  readonly parameters: { readonly as_of_end: string };
}

/** Makes the empty tables `moved_cases` and `counted_states`: see `addMovedCases`. */
export async function writeNoMovedCases(database: Database): Promise<void> {
  await database.run(
    `CREATE OR REPLACE TEMP TABLE moved_cases (code VARCHAR, edition VARCHAR, hospital_id VARCHAR, cause VARCHAR, was_month INTEGER, now_month INTEGER,
       was VARCHAR, now VARCHAR, was_strata VARCHAR[], now_strata VARCHAR[], was_from VARCHAR, now_from VARCHAR, was_file VARCHAR, was_line INTEGER, now_file VARCHAR, now_line INTEGER, cells VARCHAR)`,
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE counted_states (side VARCHAR, code VARCHAR, edition VARCHAR, hospital_id VARCHAR, month INTEGER, state VARCHAR, strata VARCHAR[],
       goes_on_from VARCHAR, cases BIGINT)`,
  );
}

/** The definitions of one table, and how they are asked. */
export interface Asked {
  readonly table: AnyTable;
  readonly definitions: readonly DefinedIndicator[];
  /** Which of them are to be counted over all cases of then: see `asked_anew`. */
  readonly anew: ReadonlySet<DefinedIndicator>;
}

/**
 * Adds to `moved_cases` the cases that definitions of one table count otherwise in the warehouse of now than in the published
 * one: cause, month of the index date (counted from year 0), state and strata (`name=value`) on both sides, null where the case is not there; the hospitals that it continues from;
 * file and line; and of the columns that the definition reads those that differ, as `alive_48h: false → true`. A case that counts on neither side is left out, and so is one of a
 * month after the published one that was not there, for figures of months say how many those are.
 *
 * Adds to `counted_states` how many cases there are in each state: side `former` all that were there, of definitions that are asked anew; side `again`
 * those of now in months after the published one that were there already.
 *
 * Asked are the hospitals with a figure in `moved_figures` that moved by more than new cases; all of them where a definition is asked anew, or counts a course over hospitals once.
 */
export async function addMovedCases(
  { former, base, database, month, asOf, settled, folder }: Sides,
  { table, definitions, anew }: Asked,
): Promise<void> {
  const hospitals = join(folder, 'hospitals.parquet');
  const codes = definitions.map(({ code }) => sqlText(code)).join(', ');
  const isWide = anew.size > 0 || definitions.some((one) => goesOnFrom(one) !== null);
  const which = isWide
    ? `SELECT DISTINCT unit AS hospital_id FROM figures WHERE level = 'hospital'`
    : `SELECT DISTINCT unit AS hospital_id FROM moved_figures WHERE level = 'hospital' AND ${isOfOldCases} AND code IN (${codes})`;
  await database.run(`COPY (${which}) TO ${sqlText(hospitals)} (FORMAT parquet)`);
  const sideOf = async (of: Database, ofMonth: string, ofDay: string, known?: SettledRows): Promise<Side> => {
    const parameters = { as_of_end: endOf(ofDay) };
    const cases = `SELECT c.*, ${keySql(table)} AS place_key FROM (${await casesSql(of, table, ofMonth, parameters.as_of_end, known)}) c SEMI JOIN read_parquet(${sqlText(hospitals)}) h USING (hospital_id)`;
    return { of, cases, parameters };
  };
  const [was, now] = [
    await sideOf(former, base.month, base.as_of),
    await sideOf(database, month, asOf, settled),
  ];
  const lastMonth = monthNumber(base.month);
  const columns = [...new Set(definitions.flatMap((one) => columnsUsed(one)))].filter(
    (name) => table.spec.fields[name]?.meta.personal === undefined,
  );
  const states = (cases: string) =>
    `SELECT c.hospital_id, c.place_key, c.index_month, CAST(c.${sqlName(indexDateOf(table))} AS TIMESTAMP) AS begins, f.path, c.line, hash(${contentOf(table).join(', ')}) AS content,
       ${definitions.map((one, i) => `(${caseStateSql(one)}) AS s${i}`).join(', ')}${columns.map((name, i) => `, CAST(c.${sqlName(name)} AS VARCHAR) AS v${i}`).join('')},
       hash(c.index_month, ${[...definitions.map((_, i) => `s${i}`), ...columns.map((_, i) => `v${i}`)].join(', ')}) AS told
     FROM (${cases}) c JOIN files f USING (file_id)`;
  const isCompared = `c.index_month <= ${lastMonth} OR (c.hospital_id, c.place_key) IN (SELECT (hospital_id, place_key) FROM states_was)`;
  await broughtTogether(was, now, folder, 'states', states, `WHERE ${isCompared}`);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE differing AS SELECT n.hospital_id, n.place_key FROM states_now n JOIN states_was w USING (hospital_id, place_key) WHERE n.content <> w.content`,
  );
  // Up to an earlier day than was published less is known: what is blank then is not erased.
  await noteOverwritten(was, now, folder, table, asOf < base.as_of ? ['n', 'w'] : ['w', 'n']);
  const placesOf = (definition: DefinedIndicator) => {
    const at = (name: string) => columns.indexOf(name);
    const from = goesOnFrom(definition);
    return {
      strata: (definition.strata ?? []).map(({ name }) => ({ name, place: at(name) })),
      from: (side: string) => (from === null ? 'CAST(NULL AS VARCHAR)' : `${side}.v${at(from)}`),
      at,
    };
  };
  type Places = ReturnType<typeof placesOf>;
  const listOf = ({ strata }: Places, side: string) =>
    `CAST([${strata.map(({ name, place }) => `${sqlText(`${name}=`)} || coalesce(${side}.v${place}, ${sqlText(unknownStratum)})`).join(', ')}] AS VARCHAR[])`;
  const isAgain = `index_month > ${lastMonth}`;
  const hasAgain =
    (await database.number(
      `SELECT count(*) FROM states_now SEMI JOIN states_was USING (hospital_id, place_key) WHERE ${isAgain}`,
    )) !== 0;
  for (const [i, definition] of definitions.entries()) {
    const places = placesOf(definition);
    const countStates = (side: string, rows: string) =>
      database.run(
        `INSERT INTO counted_states SELECT ${sqlText(side)}, ${sqlText(definition.code)}, ${sqlText(editionOf(definition.version))}, c.hospital_id, c.index_month,
           c.s${i}, ${listOf(places, 'c')}, ${places.from('c')}, count(*) FROM ${rows} WHERE ${counts(`c.s${i}`)} GROUP BY ALL`,
      );
    if (anew.has(definition)) await countStates('former', 'states_was c');
    if (hasAgain)
      await countStates(
        'again',
        `(SELECT * FROM states_now SEMI JOIN states_was USING (hospital_id, place_key) WHERE ${isAgain}) c`,
      );
  }
  // From here on only what differs is read, once for every definition.
  await database.run(
    `CREATE OR REPLACE TEMP TABLE told_otherwise AS
     SELECT coalesce(n.hospital_id, w.hospital_id) AS hospital_id, coalesce(n.place_key, w.place_key) AS place_key
     FROM states_now n FULL JOIN states_was w ON n.hospital_id = w.hospital_id AND n.place_key = w.place_key WHERE n.told IS DISTINCT FROM w.told`,
  );
  for (const side of ['states_now', 'states_was'])
    await database.run(
      `CREATE OR REPLACE TEMP TABLE ${side} AS SELECT s.* FROM ${side} s SEMI JOIN told_otherwise USING (hospital_id, place_key)`,
    );
  for (const [i, definition] of definitions.entries()) {
    const reads = new Set(columnsUsed(definition));
    const places = placesOf(definition);
    const { strata, at, from: fromOf } = places;
    const cells = columns
      .filter((name) => reads.has(name))
      .map(
        (name) =>
          `CASE WHEN w.v${at(name)} IS DISTINCT FROM n.v${at(name)} THEN ${sqlText(`${name}: `)} || coalesce(w.v${at(name)}, '') || ' → ' || coalesce(n.v${at(name)}, '') END`,
      );
    await database.run(
      `INSERT INTO moved_cases
       SELECT ${sqlText(definition.code)}, ${sqlText(editionOf(definition.version))}, coalesce(n.hospital_id, w.hospital_id),
         CASE WHEN n.place_key IS NULL THEN CASE WHEN w.begins >= TIMESTAMP ${sqlText(now.parameters.as_of_end)} THEN 'new' ELSE 'withdrawn' END
           WHEN w.place_key IS NULL THEN CASE WHEN n.begins >= TIMESTAMP ${sqlText(was.parameters.as_of_end)} THEN 'new' ELSE 'late' END WHEN o.place_key IS NOT NULL THEN 'corrected'
           WHEN 'pending' IN (w.s${i}, n.s${i}) THEN 'matured' ELSE 'became known' END,
         w.index_month, n.index_month, w.s${i}, n.s${i}, ${listOf(places, 'w')}, ${listOf(places, 'n')}, ${fromOf('w')}, ${fromOf('n')}, w.path, w.line, n.path, n.line,
         CASE WHEN w.place_key IS NOT NULL AND n.place_key IS NOT NULL THEN concat_ws('; ', ${cells.join(', ')}) END
       FROM states_now n FULL JOIN states_was w ON n.hospital_id = w.hospital_id AND n.place_key = w.place_key
       LEFT JOIN overwritten o ON o.hospital_id = n.hospital_id AND o.place_key = n.place_key
       WHERE (${counts(`w.s${i}`)} OR ${counts(`n.s${i}`)}) AND (n.s${i} IS DISTINCT FROM w.s${i} OR n.index_month IS DISTINCT FROM w.index_month${strata.map(({ place }) => ` OR n.v${place} IS DISTINCT FROM w.v${place}`).join('')} OR ${fromOf('n')} IS DISTINCT FROM ${fromOf('w')})
       ORDER BY coalesce(n.hospital_id, w.hospital_id), coalesce(n.path, w.path), coalesce(n.line, w.line), coalesce(n.place_key, w.place_key)`,
    );
  }
  remove(hospitals);
  for (const name of ['states_now', 'states_was', 'told_otherwise', 'differing', 'overwritten'])
    await database.run(`DROP TABLE ${name}`);
}

/** Whether a figure moved by more than new cases: what of a running period did shows in its months too. */
export const isOfOldCases = `(NOT runs_on OR period_type = 'month')`;

const indexDateOf = (table: AnyTable): string => table.spec.indexDate ?? '';

/** Whether a case in a state is in some count of a figure. */
const counts = (state: string) => `coalesce(${state} IN ('met', 'not met', 'unknown', 'pending'), false)`;

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

/**
 * The same SELECT over the cases of both sides, as the tables `<name>_was` and `<name>_now` of the batch's database.
 *
 * @param onlyNow which rows of the side of now are wanted, where not all are
 */
async function broughtTogether(
  was: Side,
  now: Side,
  folder: string,
  name: string,
  select: (cases: string) => string,
  onlyNow = '',
): Promise<void> {
  const path = join(folder, `${name}.parquet`);
  await was.of.run(`COPY (${select(was.cases)}) TO ${sqlText(path)} (FORMAT parquet)`, was.parameters);
  await now.of.run(
    `CREATE OR REPLACE TEMP TABLE ${name}_was AS SELECT * FROM read_parquet(${sqlText(path)})`,
  );
  remove(path);
  await now.of.run(
    `CREATE OR REPLACE TEMP TABLE ${name}_now AS ${select(now.cases)} ${onlyNow}`,
    now.parameters,
  );
}

/** Makes the table `overwritten`: of the cases in `differing` those of which a cell that was filled in says something else, or nothing. */
async function noteOverwritten(
  was: Side,
  now: Side,
  folder: string,
  table: AnyTable,
  [earlier, later]: readonly [string, string],
): Promise<void> {
  const path = join(folder, 'differing.parquet');
  if ((await now.of.number('SELECT count(*) FROM differing')) === 0) {
    await now.of.run('CREATE OR REPLACE TEMP TABLE overwritten AS FROM differing');
    return;
  }
  await now.of.run(`COPY differing TO ${sqlText(path)} (FORMAT parquet)`);
  const cells = contentOf(table);
  const select = (cases: string) =>
    `SELECT hospital_id, place_key, [${cells.map((cell) => `CAST(${cell} AS VARCHAR)`).join(', ')}] AS cells
     FROM (${cases}) c SEMI JOIN read_parquet(${sqlText(path)}) d USING (hospital_id, place_key)`;
  await broughtTogether(was, now, folder, 'cells', select);
  remove(path);
  const count = cells.length + 1;
  await now.of.run(
    `CREATE OR REPLACE TEMP TABLE overwritten AS SELECT DISTINCT w.hospital_id, w.place_key FROM cells_was w JOIN cells_now n USING (hospital_id, place_key)
     WHERE len(list_filter(range(1, ${count}), i -> ${earlier}.cells[i] IS NOT NULL AND ${earlier}.cells[i] IS DISTINCT FROM ${later}.cells[i])) > 0`,
  );
  for (const name of ['cells_was', 'cells_now']) await now.of.run(`DROP TABLE ${name}`);
}
