import { afterEach, describe, expect, it } from 'vitest';
import { withdraw } from '../../../pipeline/batch/withdraw.js';
import { zhikong } from '../command/buffer.js';
import { csv } from '../fixture.js';
import { dead, province, recovered, removeProvinces, split, untold } from './province.js';

afterEach(removeProvinces);

describe('what a batch gives otherwise than was published', () => {
  it('is nothing at first, and every cause of it by hand afterwards', async () => {
    const { inbox, workspace, send, go, file, rows } = province();
    // August: 1 and 3 recovered, 2 died, of 4 nothing is told: 2 of 4. September: 5 ends too late to be mature, 0 of 0.
    const august = [recovered('1', '2026-08-05'), dead('2', '2026-08-06'), recovered('3', '2026-08-07')];
    send('2026-09', {
      'H1/ecmo.csv': csv([...august, untold('4', '2026-08-08'), recovered('5', '2026-09-30')]),
    });
    expect((await go('2026-09')).moved).toBeNull();
    expect(() => file('2026-09', 'changes.csv')).toThrow();

    // October: 1 is withdrawn, 2 has recovered now, 4 too, 6 of August comes late: 3 of 4. September: 5 is mature: 1 of 1.
    const october = [
      recovered('2', '2026-08-06'),
      recovered('3', '2026-08-07'),
      recovered('4', '2026-08-08'),
      recovered('5', '2026-09-30'),
      dead('6', '2026-08-20'),
      // Of a month that still runs: neither its figures nor the case is news.
      dead('8', '2026-10-02'),
    ];
    send('2026-10', { 'H1/ecmo.csv': csv(october) });
    await withdraw({
      workspace,
      inbox,
      month: '2026-10',
      hospital: 'H1',
      table: 'ecmo_runs',
      caseNo: '1',
      reason: 'sent twice',
    });
    const published = await go('2026-10');
    const changes = rows('2026-10', 'changes.csv');
    const of = (code: string, period: string) =>
      changes.find(
        (row) => row['code'] === code && row['period'] === period && row['unit'] === 'H1' && !row['stratum'],
      );
    const august01 = of('ECMO-01', '2026-08');
    expect([august01?.['was_numerator'], august01?.['was_denominator']]).toEqual(['2', '4']);
    expect([august01?.['now_numerator'], august01?.['now_denominator']]).toEqual(['3', '4']);
    expect(split(august01)).toEqual({
      withdrawn: [1, -1, -1],
      late: [1, 0, 1],
      corrected: [1, 1, 0],
      became_known: [1, 1, 0],
    });
    expect(split(of('ECMO-01', '2026-09'))).toEqual({ matured: [1, 1, 1] });
    // One gone and one come: four runs as before, which is no change of the figure.
    expect(of('ECMO-N01', '2026-08')).toBeUndefined();
    // October was not published before; of the year and its third quarter September's batch gave what there was.
    expect(changes.map(({ period }) => period)).not.toContain('2026-10');
    expect(of('ECMO-N01', '2026')).toMatchObject({ running: 'yes', was_numerator: '5', now_numerator: '6' });
    expect(split(of('ECMO-N01', '2026'))).toEqual({
      withdrawn: [1, -1, 0],
      new: [1, 1, 0],
      late: [1, 1, 0],
    });
    expect(of('ECMO-01', '2026')?.['running']).toBe('yes');
    expect(of('ECMO-01', '2026Q3')?.['running']).toBe('no');
    const running = changes.filter((row) => row['running'] === 'yes').length;
    expect(published.moved).toEqual({
      figures: changes.length - running,
      running,
      verdicts: 0,
      better: 1,
      oneWay: 0,
      since: expect.stringMatching(/^2026-09-/),
    });

    const listed = rows('2026-10', 'changed-cases.csv');
    expect(new Set(listed.map((row) => row['now_month'] || row['was_month']))).toEqual(
      new Set(['2026-08', '2026-09']),
    );
    const [first] = listed;
    expect(first).toMatchObject({
      code: 'ECMO-01',
      hospital_id: 'H1',
      towards: 'better',
      cause: 'corrected',
      was: 'not met',
      now: 'met',
      was_file: 'H1/ecmo.csv',
      was_line: '3',
      now_line: '2',
    });
    expect(first?.['cells']).toContain('course_end_reason: 死亡 → 心肺功能改善');

    const asked = (month: string) =>
      zhikong(['changes', '--month', month, '--workspace', workspace, '--lang', 'en']);
    const { exit, out } = await asked('2026-10');
    expect(exit).toBe(0);
    expect(out).toContain(
      `Figures that are not what was published (${changes[0]?.['compared_with']}): ${changes.length - running} of ended periods, ${running} of running ones\n`,
    );
    expect(out).toContain(
      'ECMO-01 H1: H1/ecmo.csv:3 → H1/ecmo.csv:2  course_end_reason: 死亡 → 心肺功能改善',
    );
    expect((await asked('2026-09')).out).toBe(
      'Nothing was published before 2026-09 that it could be compared with.\n',
    );
    expect(await asked('2026-08')).toMatchObject({ exit: 2, err: expect.stringContaining('[no-batch]') });

    // The same again is the same batch, to the byte; another file of the month is compared with all that was published of it.
    const told = file('2026-10', 'changes.csv');
    expect((await go('2026-10')).moved).toBeNull();
    expect(file('2026-10', 'changes.csv')).toBe(told);
    send('2026-10', { 'H1/ecmo.csv': csv([...october, recovered('7', '2026-10-05')]) });
    expect((await go('2026-10')).moved?.since).toMatch(/^2026-10-/);
    const again = rows('2026-10', 'changes.csv').find(
      (row) => row['code'] === 'ECMO-N01' && row['period'] === '2026-10',
    );
    expect([again?.['was_numerator'], again?.['now_numerator'], split(again)]).toEqual([
      '1',
      '2',
      { late: [1, 1, 0] },
    ]);

    // Up to an earlier day 5 is not due again, and 7 has not come: nothing was erased or corrected.
    expect((await go('2026-10', '2026-10-01')).moved?.better).toBe(0);
    const back = rows('2026-10', 'changes.csv');
    const september = back.find(
      (row) => row['code'] === 'ECMO-01' && row['period'] === '2026-09' && row['unit'] === 'H1',
    );
    expect(split(september)).toEqual({ matured: [1, -1, -1] });
    expect(new Set(rows('2026-10', 'changed-cases.csv').map((row) => row['cause']))).toEqual(
      new Set(['matured']),
    );
    // The runs of October after the day are not counted; nobody has withdrawn them.
    expect(
      split(
        back.find((row) => row['code'] === 'ECMO-N01' && row['period'] === '2026-10' && row['unit'] === 'H1'),
      ),
    ).toEqual({ new: [2, -2, 0] });
  });
});
