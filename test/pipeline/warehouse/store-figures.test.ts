import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Figure } from '../../../pipeline/figure/figures.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { createSchema, figureColumns } from '../../../pipeline/warehouse/schema.js';
import { storeFigures } from '../../../pipeline/warehouse/store-figures.js';
import { newFolder, remove } from '../fixture.js';

/* Half a million figures go into the warehouse as numbers; what comes out is what went in, in its order. */

let database: Database;
const folder = newFolder();
beforeEach(async () => {
  database = await Database.open(':memory:', {
    folders: [`${folder}/`],
    threads: 2,
    memory: '1GB',
    temp: folder,
  });
  await createSchema(database);
});
afterEach(() => database.close());
afterAll(() => remove(folder));

const figure = (i: number): Figure => ({
  code: `ECMO-0${i % 7}`,
  indicator: 'ecmo-weaning',
  version: '2022',
  level: 'hospital',
  unit: `H${i}`,
  period_type: 'month',
  period: '2026-10',
  stratum: i % 2 === 0 ? '' : "mode='V-A\n'",
  numerator: i % 3 === 0 ? null : i,
  denominator: 2 ** 40 + i,
  pending: 0,
  unknown: 1,
  excluded: 2,
  undated: 3,
  expected: 0.1 + 0.2,
  rate: i === 0 ? 0 : 1 / i,
  low_bound: null,
  high_bound: 5e-324,
  errs: i % 2 === 0 ? '' : 'at least',
  ci_low: -0.25,
  ci_high: 1.7976931348623157e308,
  decide_low: null,
  decide_high: 1 / 3,
  threshold: 0.4,
  operator: '>=',
  norm: null,
  clause: '一（二）',
  applies: 'binding',
  formal: null,
  verdict: 'cannot_tell',
  p_value: 0.049999999999999996,
  needed: 4,
  suppressed: i % 2 === 1,
  batch: '2026-10-00000000',
  definition_hash: 'f',
  as_of: '2026-10-31',
  data_through: i % 5 === 0 ? null : '2026-09',
});

describe('figures in the warehouse', () => {
  it('are those that were stored, beyond what the database takes at once, in their order', async () => {
    const figures = Array.from({ length: 5000 }, (_, i) => figure(i));
    await storeFigures(database, figures);
    const names = figureColumns.map(([name]) => name);
    const stored = await database.rows(`SELECT ${names.map((name) => `"${name}"`).join(', ')} FROM figures`);
    const numbers = new Set(figureColumns.filter(([, type]) => type === 'BIGINT').map(([name]) => name));
    expect(stored).toHaveLength(5000);
    for (const [i, row] of stored.entries()) {
      const plain = Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          numbers.has(name as never) && value !== null ? Number(value) : value,
        ]),
      );
      expect(plain).toEqual(figure(i));
    }
  });

  it('may be none', async () => {
    await storeFigures(database, []);
    expect(await database.number('SELECT count(*) FROM figures')).toBe(0);
  });
});

describe('rows as columns', () => {
  const all = async (sql: string) => {
    const rows: unknown[][] = [];
    for await (const { size, columns } of database.columns(sql))
      for (let i = 0; i < size; i += 1) rows.push(columns.map((column) => column[i]));
    return rows;
  };

  it('come whole and in order, however many', async () => {
    expect(await all('SELECT range::DOUBLE, NULL FROM range(10000) ORDER BY range')).toEqual(
      Array.from({ length: 10000 }, (_, i) => [i, null]),
    );
    expect(await all('SELECT 1 WHERE false')).toEqual([]);
  });

  it('fail with the statement that failed, at its beginning and on the way', async () => {
    await expect(all('SELECT nothing')).rejects.toThrow(/nothing/);
    await expect(
      all("SELECT CASE WHEN range = 9000 THEN error('late') ELSE 1 END FROM range(10000)"),
    ).rejects.toThrow(/late/);
  });
});
