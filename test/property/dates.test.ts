import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateCell, datetimeCell, foldSql } from '../../pipeline/define/cells/index.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { isLong } from '../long.js';
import { newFolder, remove } from '../pipeline/fixture.js';

const two = (n: number) => String(n).padStart(2, '0');

/** Every day from 1900-01-01 to 2030-12-31, counted by hand: no clock and no Date. */
function* days(): Generator<[number, number, number]> {
  for (let year = 1900; year <= 2030; year += 1) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    for (const [i, length] of [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries())
      for (let day = 1; day <= length; day += 1) yield [year, i + 1, day];
  }
}

const forms: Readonly<Record<string, (y: number, m: number, d: number) => string>> = {
  '2026-03-05': (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  '2026-3-5': (y, m, d) => `${y}-${m}-${d}`,
  '2026/3/5': (y, m, d) => `${y}/${m}/${d}`,
  '2026/03/05': (y, m, d) => `${y}/${two(m)}/${two(d)}`,
  '2026.3.5': (y, m, d) => `${y}.${m}.${d}`,
  '20260305': (y, m, d) => `${y}${two(m)}${two(d)}`,
  '2026年3月5日': (y, m, d) => `${y}年${m}月${d}日`,
  '２０２６－３－５': (y, m, d) =>
    `${y}-${m}-${d}`.replace(/[0-9-]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
};

let folder = '';
let database: Database;
const all = [...days()];
/** In the short part the ends of months and every tenth day. */
const asked = all.filter(([, , day], i) => isLong || day === 1 || day >= 28 || i % 10 === 0);

beforeAll(async () => {
  folder = newFolder();
  database = await Database.open(':memory:', { folders: [], threads: 2, memory: '1GB', temp: folder });
  await database.run('CREATE TABLE texts (expected VARCHAR, form VARCHAR, text VARCHAR)');
  const rows = Object.entries(forms).flatMap(([form, write]) =>
    asked.map(([y, m, d]) => [`${y}-${two(m)}-${two(d)}`, form, write(y, m, d)]),
  );
  await database.append('texts', rows, ['text', 'text', 'text']);
});
afterAll(async () => {
  await database.close();
  remove(folder);
});

describe('a day of 1900 to 2030', () => {
  it('is one of 47,847', () => {
    expect(all).toHaveLength(47_847);
  });

  it.each(Object.keys(forms))('written as %s comes back as itself through SQL', async (form) => {
    const folded = foldSql('text');
    for (const [cell, shown, ends] of [
      [dateCell, 'date', ''],
      [datetimeCell, 'moment', ' 00:00:00'],
    ] as const) {
      const wrong = await database.rows(
        `SELECT text, CAST(value AS VARCHAR) AS value FROM (SELECT text, expected, ${cell.cast('folded')} AS value FROM
           (SELECT text, expected, ${folded} AS folded FROM texts WHERE form = $form))
         WHERE CAST(value AS VARCHAR) IS DISTINCT FROM expected || $ends LIMIT 3`,
        { form, ends },
      );
      expect(wrong, shown).toEqual([]);
    }
  });

  it('is the same in TypeScript', () => {
    for (const [y, m, d] of all)
      for (const write of [forms['2026-3-5'], forms['2026年3月5日']])
        expect(dateCell.parse(write?.(y, m, d) ?? '')).toBe(`${y}-${two(m)}-${two(d)}`);
  });

  it('that does not exist is none, in SQL and in TypeScript', async () => {
    for (const text of [
      '2026-02-29',
      '1900-02-29',
      '2024-02-30',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '2026-01-32',
    ]) {
      expect(dateCell.parse(text)).toBeUndefined();
      expect(
        await database.rows(`SELECT ${dateCell.cast('t')} AS value FROM (SELECT $text AS t)`, { text }),
      ).toEqual([{ value: null }]);
    }
  });
});
