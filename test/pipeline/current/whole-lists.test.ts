import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentRowsSql } from '../../../pipeline/current/current-sql.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import { hospitals, monthlyCounts, staff } from '../../../pipeline/lists/lists.js';
import { type Cells, csv, Province } from '../fixture.js';

/* A newer list of a sender takes the place of the older ones whole. */

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const current = async (table: AnyTable, month: string, columns: string) => {
  const rows = await province.database.rows(
    `SELECT ${columns} FROM (${await currentRowsSql(province.database, table, month)}) ORDER BY ALL`,
  );
  return rows.map((row) => Object.values(row).join(' '));
};
const told = () =>
  province.database.rows<{ hospital_id: string | null; rule: string; zh: string }>(
    "SELECT hospital_id, rule, zh FROM problems WHERE rule LIKE '%list%' ORDER BY ALL",
  );

describe('the list of hospitals', () => {
  const list = (...rows: readonly (readonly [code: string, city: string, from?: string])[]) =>
    csv(
      rows.map(([hospital_id, city, valid_from = '2015-01-01']) => ({
        hospital_id,
        name: hospital_id,
        city,
        valid_from,
      })),
    );
  const send = (month: string, text: string) => province.send(month, { 'hospitals.csv': text });

  it('forgets what a newer one lacks, and tells the centre alone', async () => {
    await send('2026-05', list(['H1', '甲'], ['H2', '甲'], ['H3', '甲']));
    await send('2026-06', list(['H1', '甲'], ['H1', '错', '2026-01-01'], ['H2', '甲'], ['H3', '甲']));
    await send('2026-07', list(['H1', '甲'], ['H2', '乙']));
    expect(await current(hospitals, '2026-06', 'hospital_id, city')).toEqual([
      'H1 甲',
      'H1 错',
      'H2 甲',
      'H3 甲',
    ]);
    expect(await current(hospitals, '2026-07', 'hospital_id, city')).toEqual(['H1 甲', 'H2 乙']);
    expect(await told()).toEqual([
      {
        hospital_id: null,
        rule: 'left-the-list',
        zh: expect.stringContaining('2026-06“hospitals.csv”第 5 行'),
      },
    ]);
  });

  it('on which three of four have another code is whole: who was renamed has not left it', async () => {
    const of = (rows: readonly (readonly [code: string, former: string])[]) =>
      csv(
        rows.map(([hospital_id, former_code]) => ({
          hospital_id,
          name: hospital_id,
          city: '甲',
          former_code,
        })),
      );
    await send('2026-05', of(['H1', 'H2', 'H3', 'H4'].map((code) => [code, ''])));
    await send(
      '2026-06',
      of([
        ['N1', 'H1'],
        ['N2', 'H2'],
        ['N3', 'H3'],
        ['H4', ''],
      ]),
    );
    expect(await current(hospitals, '2026-06', 'hospital_id')).toEqual(['H4', 'N1', 'N2', 'N3']);
    expect(await told()).toEqual([]);
  });

  it('forgets what its correction of the same month lacks, and tells of it', async () => {
    await send('2026-05', list(['H1', '甲'], ['H2', '甲'], ['H3', '甲']));
    await send('2026-05', list(['H1', '甲'], ['H3', '乙'], ['H4', '甲']));
    expect(await current(hospitals, '2026-05', 'hospital_id, city')).toEqual(['H1 甲', 'H3 乙', 'H4 甲']);
    expect(await told()).toEqual([
      {
        hospital_id: null,
        rule: 'left-the-list',
        zh: expect.stringContaining('2026-05“hospitals.csv”第 3 行'),
      },
    ]);
  });

  it('that holds a few new ones adds them, and one that lacks many takes nothing away', async () => {
    const codes = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'].map((code) => [code, '甲'] as const);
    await send('2026-05', list(...codes));
    await send('2026-06', list(['H7', '乙']));
    expect(await current(hospitals, '2026-06', 'count(*)::INTEGER')).toEqual(['7']);
    await send('2026-07', list(...codes.slice(0, 4)));
    expect(await current(hospitals, '2026-07', 'count(*)::INTEGER')).toEqual(['7']);
    // Who sends a few may mean the others have gone: both lists say that they do not take the place of the older.
    expect((await told()).map(({ rule }) => rule)).toEqual(['list-much-shorter', 'list-much-shorter']);
  });
});

describe('a staff list', () => {
  const person = (staff_id: string, cells: Cells = {}) => ({
    staff_id,
    technique: 'ECMO',
    role: '医师',
    ...cells,
  });

  it('without a person who has left is one without her; the other sender and other hospitals are untouched', async () => {
    const others = { 'H2/staff.csv': csv([person('9'), person('8')]) };
    await province.send('2026-09', {
      'H1/staff.csv': csv([person('1', { technique_lead: '是' }), person('2'), person('3')]),
      ...others,
    });
    await province.send('2026-10', { 'H1/staff.csv': csv([person('2'), person('3')]) });
    expect(await current(staff, '2026-09', 'hospital_id, technique_lead')).toContain('H1 true');
    expect(await current(staff, '2026-10', 'hospital_id, technique_lead')).toEqual([
      'H1 ',
      'H1 ',
      'H2 ',
      'H2 ',
    ]);
    expect((await told()).map(({ hospital_id, rule }) => [hospital_id, rule])).toEqual([
      ['H1', 'left-the-list'],
    ]);
  });
});

describe('monthly counts', () => {
  const count = (month: string, item: string, value: string) => ({ month, item, value });

  it('of one month add to those of others; an export of several withdraws what it lacks', async () => {
    const may = ['麻醉科固定在岗医师数', '阴道分娩例数', '阴道分娩椎管内麻醉例数'].map((item) =>
      count('2026-05', item, '40'),
    );
    await province.send('2026-05', { 'H1/n.csv': csv(may) });
    await province.send('2026-06', { 'H1/n.csv': csv([count('2026-06', '阴道分娩例数', '200')]) });
    expect(await current(monthlyCounts, '2026-06', 'count(*)::INTEGER')).toEqual(['4']);
    await province.send('2026-07', {
      'H1/n.csv': csv([...may.slice(1), count('2026-06', '阴道分娩例数', '210')]),
    });
    expect(await current(monthlyCounts, '2026-07', 'month, value::INTEGER')).toEqual([
      '2026-05 40',
      '2026-05 40',
      '2026-06 210',
    ]);
    expect((await told()).map(({ rule }) => rule)).toEqual(['left-the-list']);
  });
});
