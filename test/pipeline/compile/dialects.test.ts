import { describe, expect, it } from 'vitest';
import { indicators } from '../../../indicators/index.js';
import { monthlyReturns } from '../../../pipeline/cases/anesthesia-monthly-returns.js';
import { factSql } from '../../../pipeline/compile/fact-sql.js';
import { predicateSql } from '../../../pipeline/compile/predicate-sql.js';
import { tables } from '../../../pipeline/contract/tables.js';
import type { Fact } from '../../../pipeline/define/fact.js';
import type { Predicate } from '../../../pipeline/define/index.js';
import type { Dialect } from '../../../pipeline/dialect/dialect.js';
import { duckdb } from '../../../pipeline/dialect/duckdb.js';
import { trino } from '../../../pipeline/dialect/trino.js';
import { technologies } from '../../../pipeline/technology/index.js';

/** Every fact of the contract, by where it stands. */
const facts: [string, Fact][] = [
  ...[...tables, monthlyReturns].flatMap(({ spec: { name, derived, death } }) => [
    ...Object.entries(derived).map(([column, { fact }]): [string, Fact] => [`${name}.${column}`, fact]),
    ...(death
      ? [...death.turns.flatMap((turn) => [turn.dead, turn.alive]), death.day, ...death.aliveOn]
      : []
    ).map((fact, i): [string, Fact] => [`${name} death ${i}`, fact]),
  ]),
  ...technologies.flatMap(({ id, telling }) =>
    Object.values(telling ?? {})
      .flat()
      .map((fact, i): [string, Fact] => [`${id} telling ${i}`, fact]),
  ),
];

/** Every predicate of the definitions. */
const predicates: [string, Predicate][] = indicators.flatMap((one) => {
  const own: (Predicate | undefined)[] = Object.values(one.exclusions ?? {}).map(({ when }) => when);
  if (one.measure === 'proportion' || one.measure === 'patient proportion')
    own.push(one.denominator, one.numerator);
  else if (one.measure === 'standardised ratio') own.push(one.cases, one.observed);
  else if (one.measure !== 'composition') own.push(one.cases);
  return own.flatMap((of, i): [string, Predicate][] => (of ? [[`${one.code} ${one.version} ${i}`, of]] : []));
});

/** Texts are read at intake, by the warehouse alone. */
const readAtIntake = [
  'staff.specialty_group',
  'staff.title_rank',
  'profile_items.value_bool',
  'profile_items.value_number',
  'profile_items.value_day',
  'profile_items.answered_elsewhere',
];

/** What stands in texts of one engine alone: the other has no such function, or reads it as something else. */
const foreign: Readonly<Record<string, RegExp>> = {
  Trino:
    /\$\w|INTERVAL -?\d|INTERVAL \(| & |\bepoch\(|\bto_(?:years|days|hours)\(|\blist_\w+\(|\bgreatest\(|\bleast\(|\blambda\b|(?<!ARRAY)\[|::|\bregexp_\w+|\bTIMESTAMP\b|\bDATE\b|\bDOUBLE\b|AS date\) [+-] -?\d|\bstrlen\(|\benum_code\(/,
  DuckDB:
    /ARRAY\[|\bbitwise_and\(|\bdate_add\(|\bdate_diff\('|\barray_m(?:ax|in)\(|\bfilter\(|->|INTERVAL '|timestamp\(|\de0\b|\?/,
};

const compiled = (dialect: Dialect): [string, string][] => [
  ...facts
    .filter(([name]) => dialect === duckdb || !readAtIntake.includes(name))
    .map(([name, fact]): [string, string] => [name, factSql(fact, dialect)]),
  ...predicates.map(([name, of]): [string, string] => [name, predicateSql(of, dialect)]),
];

/** Words in quotes are no SQL, but for lengths of time and the names of units. */
const bare = (text: string) =>
  text.replaceAll(/'([^']*)'/g, (quoted, word: string) =>
    /^-?\d+$|^(?:day|year|second)$/.test(word) ? quoted : "''",
  );

describe.each([duckdb, trino])('in the SQL of $name', (dialect) => {
  const texts = compiled(dialect);

  it('every fact and predicate is written', () => {
    expect(texts.length).toBeGreaterThan(440);
    expect(texts.filter(([, text]) => /undefined|\[object|NaN/.test(text))).toEqual([]);
  });

  it('brackets are closed where they are opened', () => {
    const open = texts.filter(([, text]) => {
      let depth = 0;
      for (const sign of bare(text)) {
        if (sign === '(') depth += 1;
        if (sign === ')') depth -= 1;
        if (depth < 0) return true;
      }
      return (
        depth !== 0 ||
        (bare(text).match(/\bCASE\b/g) ?? []).length !== (bare(text).match(/\bEND\b/g) ?? []).length
      );
    });
    expect(open).toEqual([]);
  });

  it('nothing stands that the other engine alone understands', () => {
    const pattern = foreign[dialect.name];
    if (pattern === undefined) throw new Error(`no list of what is foreign to ${dialect.name}`);
    // What a text is read as is the business of the cells.
    const own = texts.filter(([name]) => !readAtIntake.includes(name));
    expect(own.filter(([, text]) => pattern.test(bare(text)))).toEqual([]);
  });
});

describe('the two dialects', () => {
  it('part in what they are to part in', () => {
    const [one, other] = [new Map(compiled(duckdb)), new Map(compiled(trino))];
    expect(other.get('ecmo_runs.start_12h_over')).toBe(
      "started_at + CASE WHEN started_at_timed THEN INTERVAL '0' HOUR ELSE INTERVAL '24' HOUR END + INTERVAL '12' HOUR",
    );
    expect(one.get('ecmo_runs.start_12h_over')).toBe(
      'started_at + CASE WHEN started_at_timed THEN INTERVAL 0 HOUR ELSE INTERVAL 24 HOUR END + INTERVAL 12 HOUR',
    );
    expect(other.get('ecmo_runs.outcomes_over')).toBe(
      'array_max(filter(ARRAY[removal_48h_over, start_30d_over], x -> x IS NOT NULL))',
    );
    const differing = [...other].filter(([name, text]) => one.get(name) !== text);
    expect(differing.length).toBeGreaterThan(60);
  });

  it.each(readAtIntake)('do not both read %s, which is a text', (name) => {
    const fact = new Map(facts).get(name);
    if (fact === undefined) throw new Error(`no ${name}`);
    expect(() => factSql(fact, trino)).toThrow(/is read at intake, not by Trino/);
  });
});
