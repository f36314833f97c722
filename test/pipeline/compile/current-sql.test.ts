import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentRowsSql } from '../../../pipeline/current/current-sql.js';
import { hospitals } from '../../../pipeline/lists/lists.js';
import { csv, Province } from '../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const row = (name: string, valid_from = '') => ({ hospital_id: 'H1', name, valid_from });
const send = (month: string, rows: readonly Record<string, string>[]) =>
  province.send(month, { 'hospitals.csv': csv(rows) });
const namesIn = async (month: string) => {
  const rows = await province.database.rows<{ name: string }>(
    `SELECT name FROM (${await currentRowsSql(province.database, hospitals, month)}) ORDER BY name`,
  );
  return rows.map(({ name }) => name);
};

describe('currentRowsSql', () => {
  it('is a plain scan while nothing was replaced and no hospital sent twice', async () => {
    await send('2026-09', [row('first')]);
    expect(await currentRowsSql(province.database, hospitals, '2026-09')).toBe('SELECT * FROM "hospitals"');
  });

  it('gives nothing before the first month and the rows of the month from then on', async () => {
    await send('2026-09', [row('first')]);
    expect([await namesIn('2026-08'), await namesIn('2026-09'), await namesIn('2027-01')]).toEqual([
      [],
      ['first'],
      ['first'],
    ]);
  });

  it('takes the newest list whole, and of it the row of each key, also where the key is blank', async () => {
    await send('2026-08', [row('a in August'), row('b in August', '2026-01-01')]);
    await send('2026-10', [row('a in October')]);
    await send('2026-09', [row('a in September'), row('c in September', '2026-02-01')]);
    expect(await namesIn('2026-08')).toEqual(['a in August', 'b in August']);
    expect(await namesIn('2026-09')).toEqual(['a in September', 'c in September']);
    expect(await namesIn('2026-10')).toEqual(['a in October']);
  });

  it('leaves out every row of a replaced submission', async () => {
    await send('2026-09', [row('old'), row('gone', '2026-01-01')]);
    await send('2026-09', [row('new')]);
    expect(await namesIn('2026-09')).toEqual(['new']);
    expect(await province.database.number('SELECT count(*) FROM hospitals')).toBe(3);
  });
});
