import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../pipeline/batch/run.js';
import { withdraw } from '../../../pipeline/batch/withdraw.js';
import { smallBatch } from '../../faults/driver.js';
import { sized } from '../../long.js';
import { zhikong } from '../command/buffer.js';
import { csv, ecmoDeath, ecmoRun, newFolder, oneThreaded, remove, writeFiles } from '../fixture.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach(remove));

type Row = Readonly<Record<string, string>>;

/** A workspace and its inbox, run month by month. */
function province() {
  const root = newFolder();
  folders.push(root);
  const [workspace, inbox] = [oneThreaded(join(root, 'workspace')), join(root, 'inbox')];
  const file = (month: string, name: string) =>
    readFileSync(join(workspace, 'reports', month, 'centre', name), 'utf8');
  return {
    inbox,
    workspace,
    file,
    send: (month: string, files: Readonly<Record<string, string>>) => writeFiles(join(inbox, month), files),
    go: (month: string, asOf?: string) =>
      run({ month, workspace, inbox, ...(asOf === undefined ? {} : { asOf }) }, smallBatch),
    rows: (month: string, name: string): Row[] =>
      Papa.parse<Row>(file(month, name), { header: true, skipEmptyLines: true }).data,
  };
}

const on = (day: string, cells = {}) => ({
  started_at: `${day} 08:00`,
  ended_at: `${day} 20:00`,
  discharged_at: `${day} 22:00`,
  ...cells,
});
const recovered = (no: string, day: string) => ecmoRun(no, on(day, { alive_48h: '是' }));
const dead = (no: string, day: string) =>
  ecmoDeath(no, on(day, { died_at: `${day} 20:00`, discharged_at: '', alive_48h: '' }));
/** Support has ended, and nothing is told of how. */
const untold = (no: string, day: string) =>
  ecmoRun(no, on(day, { end_reason: '', alive_48h: '', discharged_at: '', discharge_status: '' }));

const split = (row: Row | undefined) =>
  Object.fromEntries(
    ['withdrawn', 'late', 'corrected', 'matured', 'became_known'].flatMap((cause) =>
      row?.[`${cause}_cases`] === '0'
        ? []
        : [[cause, ['cases', 'numerator', 'denominator'].map((name) => Number(row?.[`${cause}_${name}`]))]],
    ),
  );

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
    // What still runs grows by itself.
    expect(changes.map(({ period }) => period)).not.toContain('2026-10');
    expect(changes.map(({ period }) => period)).not.toContain('2026');
    expect(published.moved).toEqual({
      figures: changes.length,
      better: 1,
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
      `Figures that are not what was published (${changes[0]?.['compared_with']}): ${changes.length}`,
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
      new Set(['matured', 'withdrawn']),
    );
  });
});

/* `ZHIKONG_HISTORIES=200` for as many as by hand. */
describe('random histories', () => {
  const histories = Number(process.env['ZHIKONG_HISTORIES'] ?? sized(2, 20));
  it.each(Array.from({ length: histories }, (_, seed) => seed))('leave nothing over: %i', async (seed) => {
    const { send, go, rows } = province();
    let state = seed * 7919 + 17;
    const random = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * below);
    };
    const told = new Map<string, Map<string, ReturnType<typeof recovered>>>([
      ['H1', new Map()],
      ['H2', new Map()],
    ]);
    const kinds = [recovered, dead, untold];
    const figures = new Map<string, Row>();
    for (let month = 4; month <= 9; month += 1) {
      const name = `2026-0${month}`;
      const files: Record<string, string> = {};
      for (const [hospital, cases] of told) {
        for (let i = 0; i < 4; i += 1) {
          const no = `${month}${i}`;
          const day = `2026-0${Math.max(1, month - random(3))}-${String(1 + random(28)).padStart(2, '0')}`;
          cases.set(no, (kinds[random(3)] ?? recovered)(no, day));
        }
        // Corrections keep the day; sometimes it is another one.
        for (const [no, row] of cases)
          if (random(6) === 0) {
            const day = String(row['started_at']).slice(0, 10);
            const other =
              random(4) === 0 ? `${day.slice(0, 8)}${String(1 + random(28)).padStart(2, '0')}` : day;
            cases.set(no, (kinds[random(3)] ?? recovered)(no, other));
          }
        files[`${hospital}/ecmo.csv`] = csv([...cases.values()]);
      }
      send(name, files);
      const { moved } = await go(name);
      const published = rows(name, 'figures.csv');
      if (moved !== null) {
        const changes = rows(name, 'changes.csv');
        const keyOf = (row: Row) =>
          ['code', 'level', 'unit', 'period_type', 'period', 'stratum'].map((k) => row[k]).join('|');
        const listed = new Map(changes.map((row) => [keyOf(row), row]));
        for (const row of changes) {
          expect(row['split'], keyOf(row)).toBe('yes');
          const causes = Object.values(split(row));
          const sum = (at: number) => causes.reduce((total, cause) => total + (cause[at] ?? 0), 0);
          expect([sum(1), sum(2)], keyOf(row)).toEqual(
            ['numerator', 'denominator'].map((n) => Number(row[`now_${n}`]) - Number(row[`was_${n}`])),
          );
        }
        // By the published files alone: what differs is listed, what is listed differs.
        for (const row of published) {
          const before = figures.get(keyOf(row));
          if (!/^2026-0\d$/.test(row['period'] ?? '') || (row['period'] ?? '') >= name) continue;
          const differs = ['numerator', 'denominator', 'pending', 'unknown'].some(
            (n) => (row[n] ?? '') !== (before?.[n] ?? ''),
          );
          expect(listed.has(keyOf(row)), keyOf(row)).toBe(differs);
        }
      }
      figures.clear();
      for (const row of published)
        figures.set(
          ['code', 'level', 'unit', 'period_type', 'period', 'stratum'].map((k) => row[k]).join('|'),
          row,
        );
    }
  });
});
