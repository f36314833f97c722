import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../data-samples/generator/random.js';
import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { monthlyReturns } from '../../pipeline/cases/anesthesia-monthly-returns.js';
import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { factSql } from '../../pipeline/compile/fact-sql.js';
import { tables } from '../../pipeline/contract/tables.js';
import type { Fact } from '../../pipeline/define/fact.js';
import { kindOf } from '../../pipeline/define/facts-in.js';
import type { AnyTable } from '../../pipeline/define/table.js';
import { technologies } from '../../pipeline/technology/index.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { patience, sized } from '../long.js';
import { newFolder, remove } from '../pipeline/fixture.js';
import { drawDeck } from './decks/deck.js';
import { drawFactRow, factRowsSql, rowColumns } from './decks/fact-rows.js';
import type { CaseRow, Derivations } from './evaluate/case-row.js';
import type { RawRow, Value } from './evaluate/cells.js';
import { at, dayOnly, earliest, type Moment, parseDay, secondsPerDay } from './evaluate/civil.js';
import { derivedAnesthesia } from './evaluate/derived-anesthesia.js';
import { derivedEcmo } from './evaluate/derived-ecmo.js';
import { derivedVad } from './evaluate/derived-vad.js';
import { type FactRow, type Worth, worthOf } from './evaluate/fact.js';
import { evaluateTable } from './evaluate/tables.js';

/*
 * A derived column comes to the same three ways: by the SQL of its declaration in the database, by the declaration without SQL, and by the
 * second reading of the contract in `evaluate/derived-*.ts`, which knows nothing of either.
 */

const asOf = '2024-04-30';
const asOfEnd = (parseDay(asOf) + 1) * secondsPerDay;

/** Every fact of a table by a name: derived columns, and what it and its technology tell of death and life. */
function factsOf(table: AnyTable): [string, Fact][] {
  const { derived, death } = table.spec;
  const telling = technologies.find(({ cases }) => cases === table)?.telling;
  const named = (name: string, facts: readonly Fact[]) =>
    facts.map((fact, i): [string, Fact] => [`${name} ${i}`, fact]);
  return [
    ...Object.entries(derived).map(([name, { fact }]): [string, Fact] => [name, fact]),
    ...named('says dead', death?.turns.map(({ dead }) => dead) ?? []),
    ...named('says alive', death?.turns.map(({ alive }) => alive) ?? []),
    ...named('day of death', death ? [death.day] : []),
    ...named('alive on', death?.aliveOn ?? []),
    ...named('tells', telling ? Object.values(telling).flat() : []),
  ];
}

const withFacts = [...tables, monthlyReturns].filter((table) => factsOf(table).length > 0);
const rowsOf = sized(300, 20_000);
const atOnce = 300;

/** SQL of a fact in the figures of the evaluation: days and seconds since 1970. */
function worthSql(fact: Fact): string {
  const sql = `(${factSql(fact)})`;
  switch (kindOf(fact)) {
    case 'day':
      return `CAST(CAST(${sql} AS DATE) - DATE '1970-01-01' AS INTEGER)`;
    case 'moment':
      return `CAST(epoch(CAST(${sql} AS TIMESTAMP)) AS DOUBLE)`;
    case 'number':
      return `CAST(${sql} AS DOUBLE)`;
    default:
      return sql;
  }
}

describe('a fact', () => {
  const folder = newFolder();
  let database: Database;
  beforeAll(async () => {
    database = await Database.open(':memory:', {
      folders: [`${folder}/`],
      threads: 1,
      memory: '500MB',
      temp: folder,
    });
  });
  afterAll(async () => {
    await database.close();
    remove(folder);
  });

  it.each(withFacts)(
    'of $name is in the database what it is without',
    async (table) => {
      const [facts, columns] = [factsOf(table), rowColumns(table)];
      const random = randomStream(1, `facts of ${table.name}`);
      const seen = new Map(facts.map(([name]) => [name, new Set<Worth>()]));
      const differences: string[] = [];
      for (let from = 0; from < rowsOf; from += atOnce) {
        const rows = Array.from({ length: atOnce }, () => drawFactRow(random, table, columns));
        await database.run(`CREATE OR REPLACE TEMP TABLE drawn AS ${factRowsSql(rows, columns)}`);
        const found = await database.rows<Record<string, Worth>>(
          `SELECT ${facts.map(([, fact], i) => `${worthSql(fact)} AS f${i}`).join(', ')} FROM drawn ORDER BY row_number`,
          { as_of_end: '2024-05-01' },
        );
        for (const [n, cells] of rows.entries()) {
          const row: FactRow = { get: (name) => timed(cells, name) ?? null, asOfEnd };
          for (const [i, [name, fact]] of facts.entries()) {
            const worth = worthOf(fact, row);
            const stored = found[n]?.[`f${i}`] ?? null;
            seen.get(name)?.add(worth);
            if (stored !== worth)
              differences.push(
                `${name}: ${String(stored)} in SQL, ${String(worth)} without: ${JSON.stringify([...cells])}`,
              );
          }
        }
      }
      expect(differences.slice(0, 3)).toEqual([]);
      // Rows that never make a fact true, or false, would compare nothing.
      const silent = facts.filter(
        ([name, fact]) =>
          fact.op !== 'not known' && fact.op !== 'constant' && (seen.get(name)?.size ?? 0) < 2,
      );
      expect(silent.map(([name]) => name)).toEqual([]);
    },
    patience,
  );

  const second: readonly { name: string; table: AnyTable; derivations: Derivations }[] = [
    { name: 'ECMO', table: ecmoRuns, derivations: derivedEcmo },
    { name: 'VAD', table: vadImplants, derivations: derivedVad },
    { name: 'anaesthesia', table: anesthesiaCases, derivations: derivedAnesthesia },
  ];
  it.each(second)('of $name is what a second reading of the contract says', ({ table, derivations }) => {
    const differences: string[] = [];
    let compared = 0;
    for (let deck = 0; deck < sized(60, 3000); deck += 1) {
      const sent: Record<string, readonly RawRow[]> = drawDeck(
        randomStream(deck, 'facts'),
        parseDay('2026-10-31'),
        { hospital: 'H', asOf: '2026-10-31', plain: false },
      );
      for (const row of evaluateTable(table, sent, '2026-10-31').rows)
        for (const [name, { fact, transient }] of Object.entries(table.spec.derived)) {
          if (!(name in derivations)) continue;
          const worth = worthOf(fact, { get: (column) => read(row, column), asOfEnd: row.asOfEnd });
          const said = row.get(name);
          compared += 1;
          const own = said !== null && typeof said === 'object' ? worthOfMoment(fact, said as Moment) : said;
          // A rule that is not known to be broken is not broken: the second reading may call it kept.
          const isSame = transient ? (worth === true) === (own === true) : worth === own;
          if (!isSame) differences.push(`${name}: ${String(worth)}, by the second reading ${String(own)}`);
        }
    }
    expect([...new Set(differences)].slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(sized(3000, 200_000));
  });
});

const worthOfMoment = (fact: Fact, moment: Moment): Worth =>
  kindOf(fact) === 'day' ? moment.day : earliest(moment);

/** A cell of a drawn row; what says whether a clock is known goes with its moment. */
function timed(cells: ReadonlyMap<string, Value>, name: string): Value | undefined {
  const moment = name.endsWith('_timed') ? cells.get(name.slice(0, -'_timed'.length)) : undefined;
  if (moment === undefined) return cells.get(name);
  return moment === null ? null : (moment as Moment).second !== null;
}

/** A column of a row of the second reading; of what that does not know, what its declaration says. */
function read(row: CaseRow, name: string): Value {
  if (name.endsWith('_timed')) {
    const moment = row.moment(name.slice(0, -'_timed'.length).replace(/^told_dead$/, 'told_dead_at'));
    return moment === null ? null : moment.second !== null;
  }
  try {
    return row.get(name);
  } catch {
    const fact = row.table.spec.derived[name]?.fact;
    if (fact === undefined) throw new Error(`nobody knows ${name}`);
    const worth = worthOf(fact, { get: (column) => read(row, column), asOfEnd: row.asOfEnd });
    if (typeof worth !== 'number') return worth;
    const kind = kindOf(fact);
    return kind === 'day' ? dayOnly(worth) : kind === 'moment' ? at(worth) : worth;
  }
}
