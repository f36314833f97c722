import { join } from 'node:path';
import { movesByTimeSql } from '../compile/indicator-sql.js';
import { fieldsOf, isKept, keyColumns } from '../compile/table-sql.js';
import { casesSql } from '../compute/cases.js';
import type { SettledRows } from '../compute/settled-rows.js';
import { columnsUsed, type DefinedIndicator, goesOnFrom } from '../define/index.js';
import { endOf, monthNumber } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { remove } from '../effects/effects.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { isOfOldCases, type Published } from './moved-figures.js';

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

/** The definitions of one table, and how they are asked. */
export interface Asked {
  readonly table: AnyTable;
  readonly definitions: readonly DefinedIndicator[];
  /** Which of them are to be counted over all cases of then: see `asked_anew`. */
  readonly anew: ReadonlySet<DefinedIndicator>;
}

/** One side, with the cases of the hospitals that are asked as of its day, each with what tells it from others of its hospital (`place_key`). */
export interface Side {
  readonly of: Database;
  readonly cases: string;
  readonly parameters: { readonly as_of_end: string };
}

/** Both sides of a table; `published` is the month of the published batch, counted from year 0. */
export interface BothSides {
  readonly was: Side;
  readonly now: Side;
  readonly published: number;
  readonly folder: string;
  /** Removes what the sides read. */
  readonly close: () => void;
}

/** The cases of a table on both sides: of the hospitals with a figure in `moved_figures` that moved by more than new cases, or of all. */
export async function bothSides(
  { former, base, database, month, asOf, settled, folder }: Sides,
  { table, definitions, anew }: Asked,
): Promise<BothSides> {
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
  return {
    was: await sideOf(former, base.month, base.as_of),
    now: await sideOf(database, month, asOf, settled),
    published: monthNumber(base.month),
    folder,
    close: () => remove(hospitals),
  };
}

/** What tells the rows of a hospital apart, as one text. */
const keySql = (table: AnyTable) =>
  `concat_ws(chr(31), ${keyColumns(table)
    .map((name) => `CAST(c.${sqlName(name)} AS VARCHAR)`)
    .join(', ')})`;

/** The columns of a row that say something of the case, and nothing of the person. */
export const cellsOf = (table: AnyTable): string[] =>
  fieldsOf(table)
    .filter(
      ([name, meta]) => isKept(meta) && !keyColumns(table).includes(name) && meta.personal === undefined,
    )
    .map(([name]) => name);

/**
 * Makes, in the batch's database and as a file beside it, the table `differing` (`hospital_id`, `place_key`) of the cases that may count otherwise on one side than on the
 * other: that are on one side only, of which a column that a definition reads is another, or whose state moves by time; and those of months after the published one that
 * were there already. A state follows from these columns and the as-of day, so that the states of all others are the same on both sides. Left out is what only the batch has, of a month after the published one.
 *
 * @returns the path of the file, for the published side
 */
export async function writeDiffering(
  { was, now, published, folder }: BothSides,
  { definitions }: Asked,
): Promise<string> {
  const read = [...new Set(definitions.flatMap((one) => columnsUsed(one)))];
  const moves = movesByTimeSql(definitions, [was.parameters.as_of_end, now.parameters.as_of_end]);
  const told = `c.hospital_id, c.place_key, c.index_month, hash(c.index_month, ${read.map((name) => `c.${sqlName(name)}`).join(', ')}) AS told`;
  await fromFormer(was, now, folder, 'told_was', `SELECT ${told} FROM (${was.cases}) c`);
  await now.of.run(
    `CREATE OR REPLACE TEMP TABLE differing AS
     WITH told_now AS (SELECT ${told}, (${moves}) AS moves FROM (${now.cases}) c)
     SELECT DISTINCT coalesce(n.hospital_id, w.hospital_id) AS hospital_id, coalesce(n.place_key, w.place_key) AS place_key
     FROM told_now n FULL JOIN told_was w ON n.hospital_id = w.hospital_id AND n.place_key = w.place_key
     WHERE (n.told IS DISTINCT FROM w.told OR n.moves OR n.index_month > ${published}) AND (w.told IS NOT NULL OR n.index_month <= ${published})`,
    now.parameters,
  );
  await now.of.run('DROP TABLE told_was');
  const path = join(folder, 'differing.parquet');
  await now.of.run(`COPY differing TO ${sqlText(path)} (FORMAT parquet)`);
  return path;
}

/** What a SELECT gives in the published warehouse, as a table of the batch's database. */
export async function fromFormer(
  was: Side,
  now: Side,
  folder: string,
  name: string,
  select: string,
): Promise<void> {
  const path = join(folder, `${name}.parquet`);
  await was.of.run(`COPY (${select}) TO ${sqlText(path)} (FORMAT parquet)`, was.parameters);
  await now.of.run(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT * FROM read_parquet(${sqlText(path)})`);
  remove(path);
}
