import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anesthesiaCases } from '../../../pipeline/cases/anesthesia-cases.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { predicateSql } from '../../../pipeline/compile/predicate-sql.js';
import { all, always, any, atLeast, not, type Predicate } from '../../../pipeline/define/index.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { newFolder, remove } from '../fixture.js';

const is = (column: string): Predicate => ({ op: 'is', column, value: true });
const [a, b, c] = [is('a'), is('b'), is('c')];
const run = ecmoRuns.columns;

describe('predicateSql', () => {
  it.each<[string, Predicate, string]>([
    ['a truth value', run.ecpr.isTrue(), '"ecpr"'],
    ['its opposite', run.ecpr.isFalse(), 'NOT "ecpr"'],
    [
      'one of several words',
      run.end_reason.is('心肺功能改善', '器官移植'),
      `"end_reason" IN ('心肺功能改善', '器官移植')`,
    ],
    ['a number', run.start_physicians.atLeast(3), '"start_physicians" >= 3'],
    [
      'two numbers',
      run.oxygenator_failures.exceeds(run.oxygenators),
      '"oxygenator_failures" > "oxygenators"',
    ],
    ['two dates', run.consented_at.onOrBefore(run.started_at), '"consented_at" <= "started_at"'],
    // 硬膜外麻醉 is the second value, bit 2; 腰硬联合麻醉 the fourth, bit 8.
    [
      'a word in a list',
      anesthesiaCases.columns.methods.includes('硬膜外麻醉', '腰硬联合麻醉'),
      '("methods" & 10) <> 0',
    ],
    ['a cell that is filled', run.died_at.isKnown(), '"died_at" IS NOT NULL'],
    ['all of several', all(a, not(b)), '("a" AND NOT ("b"))'],
    ['one of several', any(a, all(b, c)), '("a" OR ("b" AND "c"))'],
    ['all of none', all(), 'true'],
    ['one of none', any(), 'false'],
    ['every case', always, 'true'],
    [
      'two of three',
      atLeast(2, [a, b, c]),
      'CASE WHEN CAST(coalesce("a", false) AS INTEGER) + CAST(coalesce("b", false) AS INTEGER) + CAST(coalesce("c", false) AS INTEGER) >= 2 THEN true ' +
        'WHEN CAST(coalesce("a", true) AS INTEGER) + CAST(coalesce("b", true) AS INTEGER) + CAST(coalesce("c", true) AS INTEGER) < 2 THEN false END',
    ],
  ])('writes %s as a plain comparison', (_, predicate, sql) => {
    expect(predicateSql(predicate)).toBe(sql);
  });

  it('doubles an apostrophe in a word and refuses a column name that is none of the catalogue', () => {
    expect(predicateSql({ op: 'in', column: 'a', values: ["o'clock"] })).toBe(`"a" IN ('o''clock')`);
    expect(() => predicateSql(is('a" OR 1=1 --'))).toThrow(RangeError);
  });
});

describe('a predicate in the database', () => {
  let folder = '';
  let database: Database;
  beforeAll(async () => {
    folder = newFolder();
    database = await Database.open(':memory:', {
      folders: [`${folder}/`],
      threads: 1,
      memory: '200MB',
      temp: folder,
    });
  });
  afterAll(async () => {
    await database.close();
    remove(folder);
  });

  type Three = boolean | null;
  const value = (predicate: Predicate, [x, y, z]: readonly [Three, Three, Three]) =>
    database
      .rows<{ v: Three }>(
        `SELECT ${predicateSql(predicate)} AS v FROM (VALUES (${x}::BOOLEAN, ${y}::BOOLEAN, ${z}::BOOLEAN)) t(a, b, c)`,
      )
      .then(([row]) => row?.v);

  const [t, f, n] = [true, false, null] as const;
  // Kleene's tables: false decides an "and", true an "or", and otherwise one unknown leaves it unknown.
  it.each<[Three, Three, Three, Three]>([
    [t, t, t, t],
    [t, f, f, t],
    [t, n, n, t],
    [f, t, f, t],
    [f, f, f, f],
    [f, n, f, n],
    [n, t, n, t],
    [n, f, f, n],
    [n, n, n, n],
  ])('of %s and %s is %s for all and %s for any', async (x, y, forAll, forAny) => {
    expect(await value(all(a, b), [x, y, n])).toBe(forAll);
    expect(await value(any(a, b), [x, y, n])).toBe(forAny);
  });

  it.each<[Three, Three]>([
    [t, f],
    [f, t],
    [n, n],
  ])('of %s is %s for not', async (x, opposite) => {
    expect(await value(not(a), [x, n, n])).toBe(opposite);
  });

  // At least two of three: true once two are, false once two are false, and unknown in between.
  it.each<[Three, Three, Three, Three]>([
    [t, t, t, t],
    [t, t, f, t],
    [t, t, n, t],
    [t, f, f, f],
    [t, f, n, n],
    [t, n, n, n],
    [f, f, f, f],
    [f, f, n, f],
    [f, n, n, n],
    [n, n, n, n],
  ])('of %s, %s and %s is %s for at least two, in any order', async (x, y, z, expected) => {
    const two = atLeast(2, [a, b, c]);
    for (const order of [
      [x, y, z],
      [y, z, x],
      [z, x, y],
    ] as const)
      expect(await value(two, order)).toBe(expected);
  });

  it.each<[number, Three, Three, Three]>([
    [0, n, n, t],
    [0, f, f, t],
    [3, t, t, f],
  ])(
    'of at least %d is settled by what can still be reached: %s, %s gives %s',
    async (count, x, y, expected) => {
      expect(await value(atLeast(count, [a, b]), [x, y, n])).toBe(expected);
    },
  );
});
