import { factSql } from '../../../pipeline/compile/fact-sql.js';
import { notKnown } from '../../../pipeline/define/fact.js';
import { columnsIn } from '../../../pipeline/define/facts-in.js';
import { columnsUsed, type DefinedIndicator, editionOf } from '../../../pipeline/define/index.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import { QueryError } from '../../../pipeline/message/errors.js';
import { type Expression, layeredSql } from '../../../pipeline/sql/layered-sql.js';
import { sqlName } from '../../../pipeline/sql/quote.js';
import type { WorkedCases, WorkedProvince } from '../worked-cases.js';
import { type Bench, deckSql, withBench } from './bench.js';
import { countInSql, expectedText } from './count-in-sql.js';
import { type DefinitionMutant, definitionMutants } from './definition-mutants.js';
import { lookupMutants } from './lookup-mutants.js';
import { scoreVectors } from './score-vectors.js';
import { sqlBehind, sqlMutants } from './sql-mutants.js';

/** A mutant by its name, and the worked cases that tell it from the definition; none: it survived. */
export interface Verdict {
  readonly of: string;
  readonly name: string;
  readonly killedBy: string | null;
}

/** A definition as the list of equivalent mutants names it: revisions of an edition share what cannot be told. */
export const label = ({ code, version }: DefinedIndicator) => `${code} ${editionOf(version)}`;
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A standardised ratio rests on the whole province; every other figure on the cases of its own folder. */
const ownCases = (indicator: DefinedIndicator, folder: string, from = 'deck') =>
  indicator.measure === 'standardised ratio'
    ? `SELECT * FROM ${from}`
    : `SELECT * FROM ${from} WHERE folder = ${quoted(folder)}`;

/**
 * Runs every mutant of the definitions of some provinces, and of what is worked out of rows for them. A mutant is killed by
 * any of the worked cases that there are of it.
 */
export async function runMutants(
  provinces: readonly WorkedProvince[],
  options: { readonly of: (indicator: DefinedIndicator) => boolean; readonly derived: boolean },
): Promise<Verdict[]> {
  const verdicts = new Map<string, Verdict>();
  const keep = (found: readonly Verdict[]) => {
    for (const verdict of found)
      if ((verdicts.get(keyOf(verdict))?.killedBy ?? null) === null) verdicts.set(keyOf(verdict), verdict);
  };
  for (const province of provinces) {
    const own = province.members.filter(({ indicator }) => options.of(indicator));
    if (own.length === 0) continue;
    await withBench(province, async (bench) => {
      for (const { indicator, worked } of own) {
        await assertUnchanged(bench, indicator, worked);
        keep(await runDefinition(bench, indicator, worked));
      }
      if (!options.derived) return;
      keep(await runDerived(bench, verdicts));
      keep(await runLookups(bench, verdicts));
    });
  }
  return [...verdicts.values()];
}

export const keyOf = ({ of, name }: Pick<Verdict, 'of' | 'name'>) => `${of}: ${name}`;

/** @throws {Error} where the definition itself does not give what was worked out by hand */
async function assertUnchanged(
  bench: Bench,
  indicator: DefinedIndicator,
  worked: WorkedCases,
): Promise<void> {
  const [found] = await countInSql(bench, [indicator], ownCases(indicator, worked.folder), worked);
  if (found !== expectedText(worked))
    throw new Error(`${label(indicator)} gives ${found} and not ${expectedText(worked)}`);
}

/** The mutants of one definition; those that read the same cases are counted together. */
async function runDefinition(
  bench: Bench,
  indicator: DefinedIndicator,
  worked: WorkedCases,
): Promise<Verdict[]> {
  const bySource = new Map<string, DefinitionMutant[]>();
  for (const mutant of definitionMutants(indicator)) {
    const { shift } = mutant.mutated;
    const own = ownCases(indicator, worked.folder);
    const source = shift
      ? `SELECT * REPLACE (CAST(${shift.column} + INTERVAL (${shift.hours}) HOUR AS TIMESTAMP) AS ${shift.column}) FROM (${own})`
      : own;
    bySource.set(source, [...(bySource.get(source) ?? []), mutant]);
  }
  const verdicts: Verdict[] = [];
  for (const [source, mutants] of bySource) {
    const counted = await countInSql(
      bench,
      mutants.map(({ mutated }) => mutated.indicator),
      source,
      worked,
    );
    for (const [i, { name }] of mutants.entries()) {
      const isKilled = counted[i] !== expectedText(worked);
      verdicts.push({ of: label(indicator), name, killedBy: isKilled ? worked.folder : null });
    }
  }
  return verdicts;
}

/** Derived columns that some definitions read, with all that they rest on. */
function derivedBehind(table: AnyTable, columns: Iterable<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const column of columns)
    for (const [name, sql] of Object.entries(sqlBehind(table, column)))
      if (!table.spec.derived[name]?.lookup) found.set(name, sql);
  return found;
}

/** Whether a column is what a run's course came to, which the run's own stands for where it is a course by itself. */
const isOfCourse = (table: AnyTable, name: string) =>
  table.spec.derived[name]?.lookup === 'courses' && table.spec.derived[name].fact.op !== 'not known';

/**
 * The mutants of derived columns: one is killed by the worked cases of any definition that reads the column, for the
 * column is one and the same for all of them.
 */
async function runDerived(bench: Bench, killers: ReadonlyMap<string, Verdict>): Promise<Verdict[]> {
  const { table, members } = bench.province;
  if (table.spec.workedOutFrom) return [];
  const used = new Set(members.flatMap(({ indicator }) => columnsUsed(indicator)));
  const verdicts: Verdict[] = [];
  for (const [column, sql] of derivedBehind(table, used)) {
    const of = `${table.name}.${column}`;
    const killerOf = async (text: string) =>
      (await scoreVectors(bench.database, column, text)) ?? (await killDerived(bench, used, column, text));
    const wrongly = await killerOf(sql);
    if (wrongly !== null) throw new Error(`${of} is told from itself by ${wrongly}`);
    for (const { name, mutated } of sqlMutants(sql)) {
      if (killers.get(keyOf({ of, name }))?.killedBy) continue;
      verdicts.push({ of, name, killedBy: await killerOf(mutated) });
    }
  }
  return verdicts;
}

async function killDerived(
  bench: Bench,
  used: ReadonlySet<string>,
  column: string,
  mutated: string,
): Promise<string | null> {
  const { database, parameters, province } = bench;
  const { table, members } = province;
  const restsOnIt = (name: string) => column in sqlBehind(table, name);
  const moved = [...used].filter((name) => name in table.spec.derived && restsOnIt(name));
  // Everything that has to be worked out again.
  const again = derivedBehind(table, moved);
  const names = [...again.keys(), ...moved.filter((name) => isOfCourse(table, name))];
  const was = (name: string) => sqlName(`was_${name}`);
  const anew = names.map((name): Expression => {
    const { fact } = table.spec.derived[name] ?? { fact: notKnown('bool') };
    const [own, reads] = [factSql(fact), columnsIn(fact)];
    if (!isOfCourse(table, name))
      return { name, sql: name === column ? mutated : (again.get(name) ?? own), reads };
    // A run that is a course by itself takes its own anew; of one with others the look-up has put the course's in place.
    const before = names.reduce((sql, of) => sql.replaceAll(new RegExp(`\\b${of}\\b`, 'g'), was(of)), own);
    const sql = `CASE WHEN ${was(name)} IS DISTINCT FROM (${before}) THEN ${was(name)} ELSE ${own} END`;
    return { name, sql, reads };
  });
  const select = (source: string) =>
    layeredSql(
      anew,
      `(SELECT * EXCLUDE (${names.map(sqlName).join(', ')}), ${names.map((name) => `${sqlName(name)} AS ${was(name)}`).join(', ')} FROM (${source}))`,
    );
  const differs = moved.map((name) => `${sqlName(name)} IS DISTINCT FROM ${was(name)}`).join(' OR ');
  const folders = await database.rows<{ folder: string }>(
    `SELECT DISTINCT folder FROM (${select('SELECT * FROM deck')}) WHERE ${differs}`,
    parameters,
  );
  const touched = new Set(folders.map(({ folder }) => folder));
  for (const { indicator, worked } of members) {
    if (!touched.has(worked.folder) || !columnsUsed(indicator).some((name) => moved.includes(name))) continue;
    const source = select(ownCases(indicator, worked.folder));
    if (await isKilledIn(bench, indicator, worked, source)) return worked.folder;
  }
  return null;
}

async function isKilledIn(
  bench: Bench,
  indicator: DefinedIndicator,
  worked: WorkedCases,
  source: string,
): Promise<boolean> {
  try {
    const [found] = await countInSql(bench, [indicator], source, worked);
    return found !== expectedText(worked);
  } catch (error) {
    // A chain that finds no end is noticed.
    if (error instanceof QueryError && /Out of Memory/.test(error.message)) return true;
    throw error;
  }
}

/** The mutants of what other tables add to a case. */
async function runLookups(bench: Bench, killers: ReadonlyMap<string, Verdict>): Promise<Verdict[]> {
  const { table, members } = bench.province;
  const lookups = Object.keys(table.spec.derived).filter((name) => table.spec.derived[name]?.lookup);
  const reads = (indicator: DefinedIndicator) =>
    table.spec.workedOutFrom !== undefined || columnsUsed(indicator).some((name) => lookups.includes(name));
  const readers = members.filter(({ indicator }) => reads(indicator));
  if (readers.length === 0) return [];
  const of = `${table.name} from other tables`;
  const killerOf = async (text: string) => {
    for (const { indicator, worked } of readers)
      if (await isKilledIn(bench, indicator, worked, ownCases(indicator, worked.folder, `(${text})`)))
        return worked.folder;
    return null;
  };
  const wrongly = await killerOf(deckSql(bench.cases));
  if (wrongly !== null) throw new Error(`${of}: the cases are told from themselves by ${wrongly}`);
  const verdicts: Verdict[] = [];
  for (const { name, mutated } of await lookupMutants(bench)) {
    if (killers.get(keyOf({ of, name }))?.killedBy) continue;
    verdicts.push({ of, name, killedBy: await killerOf(mutated) });
  }
  return verdicts;
}
