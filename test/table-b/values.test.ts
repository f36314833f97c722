import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, file, HEADER, PATIENCE, row } from './fixture.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

/** A file in which each of these words stands in a column, one row each, and what is told of each word. */
async function words(letter: string, cells: readonly string[]) {
  const { told, stored, problems } = await desk.send(
    file(...cells.map((cell, i) => row(i, { [letter]: cell }))),
  );
  const rule = new Map(
    told.map((text, i) => [
      Number(text.split(' ')[0]),
      `${text.split(' ').slice(1).join(' ')}|${problems[i]?.value}`,
    ]),
  );
  return cells.map((cell, i) => [cell, rule.get(i + 2) ?? (stored.includes(i + 2) ? 'stored' : 'lost')]);
}

const each = (cells: readonly string[], what: string) => cells.map((cell) => [cell, what]);
const eachHeld = (cells: readonly string[], what: string) => cells.map((cell) => [cell, `${what}|${cell}`]);

describe.concurrent('B22–B34, values', { timeout: PATIENCE }, () => {
  it('B22 days that do not exist are no dates', async () => {
    const cells = ['2026-02-29', '2025-13-01', '2024-02-30', '2026-09-31', '2026-00-10'];
    expect(await words('D', cells)).toEqual(eachHeld(cells, 'D not-a-date'));
  });

  it('B23 the listed forms of a date are read; years of two digits, serial numbers and others are not', async () => {
    const read = [
      '2026/10/5',
      '2026.10.5',
      '20261005',
      '2026年10月5日',
      '2026年10月5日 8时30分',
      '2026/10/5 8:05:09',
    ];
    expect(await words('D', read)).toEqual(each(read, 'stored'));
    const not = ['05-01-24', '5/10/2026', '46300', '2026-10', '十月五日'];
    expect(await words('D', not)).toEqual(eachHeld(not, 'D not-a-date'));
  });

  it('B24 days on which clocks were put forward at midnight stay as they are, in any time zone', async () => {
    const days = ['1940-06-01', '1941-03-15', '1949-05-01', '1986-05-04', '1991-04-14'];
    const rows = days.map((day, i) => row(i, { D: `${day} 00:30`, E: `${day} 01:30`, G: `${day}` }));
    const { startedAt } = await desk.send(file(...rows));
    expect(startedAt).toEqual(days.map((day) => `${day} 00:30:00`));
  });

  it('B25 24:00, second 60, a time alone and a time zone other than ours are no moments', async () => {
    const cells = ['2026-10-05 24:00', '2026-10-05 23:59:60', '14:30', '2026-10-05 8点'];
    expect(await words('D', cells)).toEqual(eachHeld(cells, 'D not-a-date'));
    const zones = ['2026-10-05T14:30:00Z', '2026-10-05T14:30:00+00:00', '2026-10-05 14:30 UTC'];
    expect(await words('D', zones)).toEqual(eachHeld(zones, 'D time-zone'));
    const beijing = ['2026-10-05T14:30:00+08:00'];
    expect(await words('D', beijing)).toEqual(each(beijing, 'stored'));
  });

  it('B26 fractions, exponents, hexadecimals and words are no whole numbers', async () => {
    const cells = ['12.5', '1e3', '0x1F', '1_000', 'Infinity', '1/2'];
    expect(await words('J', cells)).toEqual(eachHeld(cells, 'J not-an-integer'));
    expect(await words('J', ['-1'])).toEqual([['-1', 'J out-of-range|-1']]);
  });

  it('B27 currency, units and brackets around a number are not stripped', async () => {
    const cells = ['￥60', '60元', '（60）', '60kg', '6O'];
    expect(await words('I', cells)).toEqual(eachHeld(cells, 'I not-a-number'));
  });

  it('B31 another scale is out of range, another unit in the header refuses, unknown codes are named', async () => {
    const answer = await desk.send(file(row(1, { I: '60000' }), row(2, { C: 'ZZ' }), row(3, { H: '康复' })));
    expect(answer).toMatchObject({
      told: ['2 I out-of-range', '3 C unknown-value', '4 H unknown-value'],
      stored: [],
    });
    expect(answer.problems[0]?.message.zh).toBe('“体重(kg)” 应在 0.3–400 kg 之间，但为“60000”。');
    expect(answer.problems[1]?.message.zh).toMatch(/“支持模式”.*VV.*VA.*VAV.*“ZZ”/);
    const grams = await desk.send(`${HEADER.replace('(kg)', '(g)')}\n${row(1)}\n`);
    expect(grams).toMatchObject({ status: 'refused', told: ['1 * unit-mismatch'] });
    const sex = (word: string) => desk.send(`病案号,支持模式,上机时间,性别\n1,VA,2026-10-05,${word}\n`);
    for (const word of ['女', '2', '女性']) expect((await sex(word)).told).toEqual([]);
    expect((await sex('3')).told).toEqual(['2 D unknown-value']);
  });

  it('B32 cells that contradict each other are both named, with their letters and values', async () => {
    const answer = await desk.send(file(row(1, { E: '2026-10-04 08:00' }), row(2)));
    expect(answer).toMatchObject({ told: ['2 D, E end-before-start'], stored: [3] });
    expect(answer.problems[0]).toMatchObject({
      column: '上机时间, 撤机时间',
      value: '2026-10-05 08:00 | 2026-10-04 08:00',
    });
  });

  it('B33 cases after the as-of day and of another hospital are held back; those of earlier months are not', async () => {
    const answer = await desk.send(
      file(row(1, { D: '2026-11-01', E: '', F: '', G: '', H: '' }), row(2, { D: '2025-03-05' })),
    );
    expect(answer).toMatchObject({ told: ['2 D after-as-of'], stored: [3] });
    const other = await desk.send(`医院编码,${HEADER}\nH999,${row(1)}\n`);
    // Once to the hospital, which learns no more, and once to the centre.
    expect(other).toMatchObject({ told: ['* * not-own-file', '* * not-own-file'], stored: [] });
    expect(
      other.problems.map(({ hospital_id, message }) => [hospital_id === null, message.zh.includes('H999')]),
    ).toEqual(
      expect.arrayContaining([
        [true, true],
        [false, false],
      ]),
    );
  });

  it('B34 the last second of the month belongs to it, and the first of the next does not', async () => {
    const late = { E: '', F: '', G: '', H: '' };
    const answer = await desk.send(
      file(
        row(1, { ...late, D: '2026-10-31 23:59:59' }),
        row(2, { ...late, D: '2026-11-01 00:00:00' }),
        row(3, { D: '2024-02-29 12:00' }),
      ),
    );
    expect(answer).toMatchObject({ told: ['3 D after-as-of'], stored: [2, 4] });
  });

  it('a personal value is shown by its shape only', async () => {
    const born = await desk.send('病案号,支持模式,上机时间,出生日期\n1,VA,2026-10-05,1961-02-30\n');
    expect(born).toMatchObject({ told: ['2 D not-a-date'] });
    expect(born.problems[0]?.value).toBe('****-**-**');
    expect(JSON.stringify(born.problems)).not.toContain('1961');
  });
});
