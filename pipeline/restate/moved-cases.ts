import { caseStateSql, unknownStratum } from '../compile/indicator-sql.js';
import { columnsUsed, type DefinedIndicator, editionOf, goesOnFrom } from '../define/index.js';
import { remove } from '../effects/effects.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { type Asked, bothSides, cellsOf, fromFormer, type Sides, writeDiffering } from './differing-cases.js';

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
export async function addMovedCases(sides: Sides, asked: Asked): Promise<void> {
  const { table, definitions, anew } = asked;
  const { database, folder } = sides;
  const both = await bothSides(sides, asked);
  const { was, now, published, close } = both;
  const columns = [...new Set(definitions.flatMap((one) => columnsUsed(one)))].filter(
    (name) => table.spec.fields[name]?.meta.personal === undefined,
  );
  const values = columns.map((name, i) => `CAST(c.${sqlName(name)} AS VARCHAR) AS v${i}`);
  const stateOf = (one: DefinedIndicator, i: number) => `(${caseStateSql(one)}) AS s${i}`;
  if (anew.size > 0) {
    const states = definitions.flatMap((one, i) => (anew.has(one) ? [stateOf(one, i)] : []));
    const all = `SELECT c.hospital_id, c.index_month, ${[...states, ...values].join(', ')} FROM (${was.cases}) c`;
    await fromFormer(was, now, folder, 'states_former', all);
  }
  const differing = await writeDiffering(both, asked);
  const cells = cellsOf(table);
  const states = (cases: string, among: string) =>
    `SELECT c.hospital_id, c.place_key, c.index_month, CAST(c.${sqlName(table.spec.indexDate ?? '')} AS TIMESTAMP) AS begins, f.path, c.line,
       [${cells.map((name) => `CAST(c.${sqlName(name)} AS VARCHAR)`).join(', ')}] AS cells, ${[...definitions.map(stateOf), ...values].join(', ')}
     FROM (${cases}) c SEMI JOIN ${among} d ON d.hospital_id = c.hospital_id AND d.place_key = c.place_key JOIN files f ON f.file_id = c.file_id`;
  await fromFormer(was, now, folder, 'states_was', states(was.cases, `read_parquet(${sqlText(differing)})`));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE states_now AS ${states(now.cases, 'differing')}`,
    now.parameters,
  );
  remove(differing);
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
  const isAgain = `index_month > ${published}`;
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
    if (anew.has(definition)) await countStates('former', 'states_former c');
    if (hasAgain)
      await countStates(
        'again',
        `(SELECT * FROM states_now SEMI JOIN states_was USING (hospital_id, place_key) WHERE ${isAgain}) c`,
      );
  }
  const beyond = cells.length + 1;
  // Up to an earlier day than was published less is known: what is blank then is not erased.
  const [earlier, later] = sides.asOf < sides.base.as_of ? ['n', 'w'] : ['w', 'n'];
  await database.run(
    `CREATE OR REPLACE TEMP TABLE overwritten AS SELECT DISTINCT w.hospital_id, w.place_key FROM states_was w JOIN states_now n USING (hospital_id, place_key)
     WHERE len(list_filter(range(1, ${beyond}), i -> ${earlier}.cells[i] IS NOT NULL AND ${earlier}.cells[i] IS DISTINCT FROM ${later}.cells[i])) > 0`,
  );
  for (const [i, definition] of definitions.entries()) {
    const reads = new Set(columnsUsed(definition));
    const places = placesOf(definition);
    const { strata, at, from: fromOf } = places;
    const told = columns
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
         CASE WHEN w.place_key IS NOT NULL AND n.place_key IS NOT NULL THEN concat_ws('; ', ${told.join(', ')}) END
       FROM states_now n FULL JOIN states_was w ON n.hospital_id = w.hospital_id AND n.place_key = w.place_key
       LEFT JOIN overwritten o ON o.hospital_id = n.hospital_id AND o.place_key = n.place_key
       WHERE (${counts(`w.s${i}`)} OR ${counts(`n.s${i}`)}) AND (n.s${i} IS DISTINCT FROM w.s${i} OR n.index_month IS DISTINCT FROM w.index_month${strata.map(({ place }) => ` OR n.v${place} IS DISTINCT FROM w.v${place}`).join('')} OR ${fromOf('n')} IS DISTINCT FROM ${fromOf('w')})
       ORDER BY coalesce(n.hospital_id, w.hospital_id), coalesce(n.path, w.path), coalesce(n.line, w.line), coalesce(n.place_key, w.place_key)`,
    );
  }
  close();
  for (const name of ['states_now', 'states_was', 'states_former', 'differing', 'overwritten'])
    await database.run(`DROP TABLE IF EXISTS ${name}`);
}

/** Whether a case in a state is in some count of a figure. */
const counts = (state: string) => `coalesce(${state} IN ('met', 'not met', 'unknown', 'pending'), false)`;
