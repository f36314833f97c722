import { afterEach, describe, expect, it } from 'vitest';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import type { BatchContents } from '../../../pipeline/batch/run.js';
import { withdraw } from '../../../pipeline/batch/withdraw.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { type DefinedIndicator, definitionHash } from '../../../pipeline/define/index.js';
import { causes } from '../../../pipeline/restate/causes.js';
import { smallBatch } from '../../faults/driver.js';
import { sized } from '../../long.js';
import { type Cells, csv } from '../fixture.js';
import { dead, on, province, type Row, recovered, removeProvinces, split, untold } from './province.js';

afterEach(removeProvinces);

const removal = findIndicator('ECMO-01');
/** The same indicator as a later definition might have it: deaths, donors included. */
const former = {
  ...removal,
  numerator: ecmoRuns.columns.course_end_reason.is('死亡'),
  exclusions: {},
};
const redefined: BatchContents = {
  ...smallBatch,
  indicators: [
    { ...former, hash: definitionHash(former as DefinedIndicator) } as DefinedIndicator,
    findIndicator('ECMO-N01'),
  ],
};

const cities: Readonly<Record<string, string>> = { H1: '甲', H2: '甲', H3: '乙' };
const list = csv(
  Object.entries(cities).map(([hospital_id, city]) => ({ hospital_id, name: hospital_id, city })),
);

const keyOf = (row: Row) =>
  ['code', 'level', 'unit', 'period_type', 'period', 'stratum'].map((name) => row[name]).join('|');
const nameOf = (month: number) => `2026-0${month}`;
const isOwnOfMonth = (row: Row) => ['rolling12', 'years3'].includes(row['period_type'] ?? '');
/** The last month of a period that begins in 2026, as 2026-09. */
const lastOf = (period: string) => {
  const quarter = /^2026Q(\d)$/.exec(period)?.[1];
  if (quarter !== undefined) return `2026-${String(Number(quarter) * 3).padStart(2, '0')}`;
  return period.includes('..') ? (period.split('..')[1] ?? '') : period === '2026' ? '2026-12' : period;
};

/** The causes that some history had. */
const seen = new Set<string>();

/**
 * A history of six months: new cases, late ones, corrections, other days, withdrawals, transfers between hospitals, a definition revised and
 * revised again, and past months that are sent and run again. Every figure that differs is split, and of what the files say nothing is left over.
 */
async function lived(seed: number): Promise<void> {
  const { send, go, rows, workspace, inbox } = province();
  let state = seed * 7919 + 17;
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const kinds = [recovered, dead, untold];
  const aCase = (no: string, day: string): Cells => (kinds[random(3)] ?? recovered)(no, day);
  const told = new Map(Object.keys(cities).map((hospital) => [hospital, new Map<string, Cells>()]));
  const dayIn = (month: number) => {
    const of = Math.max(1, month - random(3));
    return `2026-0${of}-${String(1 + random(of === 2 ? 28 : 30)).padStart(2, '0')}`;
  };
  const files = () => ({
    '_中心/list.csv': list,
    ...Object.fromEntries(
      [...told].map(([hospital, cases]) => [`${hospital}/ecmo.csv`, csv([...cases.values()])]),
    ),
  });
  const correct = (share: number) => {
    for (const cases of told.values())
      for (const [no, row] of cases) {
        if (random(share) > 0 || no.startsWith('T')) continue;
        const day = String(row['started_at']).slice(0, 10);
        const other = random(4) === 0 ? `${day.slice(0, 8)}${String(1 + random(27)).padStart(2, '0')}` : day;
        cases.set(no, aCase(no, other));
      }
  };

  /** Figures by month as they were published last, and in which order months and definitions were. */
  const published = new Map<string, Row[]>();
  const revisedWith = new Map<string, boolean>();
  let runs = 0;
  const ranAt = new Map<string, number>();
  let isRevised = false;

  const runAndCheck = async (name: string) => {
    const { moved } = await go(name, undefined, isRevised ? redefined : smallBatch, {
      acceptRepeat: ['all'],
      acceptShrink: ['all'],
      reason: 'a history',
    });
    const base = [...published.keys()]
      .filter((month) => month <= name)
      .sort()
      .at(-1);
    const now = rows(name, 'figures.csv');
    if (moved !== null && base !== undefined) {
      const before = new Map((published.get(base) ?? []).map((row) => [keyOf(row), row]));
      const after = new Map(now.map((row) => [keyOf(row), row]));
      const given = new Set([...before.values()].map((row) => row['period']));
      const isThere = new Set(now.map((row) => row['period']));
      const changes = rows(name, 'changes.csv');
      const listed = new Set(changes.map(keyOf));
      for (const row of changes) {
        const where = `${name}: ${keyOf(row)}`;
        expect(row['split'], where).toBe('yes');
        const shares = split(row);
        for (const cause of Object.keys(shares)) seen.add(cause);
        const sums = Object.values(shares).map((told) => told.slice(-2));
        const sum = (at: number) => sums.reduce((total, cause) => total + (cause[at] ?? 0), 0);
        expect([sum(0), sum(1)], where).toEqual(
          ['numerator', 'denominator'].map((n) => Number(row[`now_${n}`]) - Number(row[`was_${n}`])),
        );
        // What a cause is not there for, it has no share of.
        if (revisedWith.get(base) === isRevised) expect(shares, where).not.toHaveProperty('definition');
        if (ranAt.get(base) === runs) expect(shares, where).not.toHaveProperty('in_between');
      }
      // By the published files alone: what differs is listed, what is listed differs.
      for (const [key, row] of new Map([...before, ...after])) {
        const period = row['period'] ?? '';
        if (!given.has(period) && lastOf(period) > base) continue;
        if (isOwnOfMonth(row) && !isThere.has(period)) continue;
        const differs = ['numerator', 'denominator', 'pending', 'unknown'].some(
          (n) => (after.get(key)?.[n] ?? '') !== (before.get(key)?.[n] ?? ''),
        );
        expect(listed.has(key), `${name}: ${key}`).toBe(differs);
      }
    }
    runs += 1;
    published.set(name, now);
    ranAt.set(name, runs);
    revisedWith.set(name, isRevised);
  };

  for (let month = 4; month <= 9; month += 1) {
    const name = nameOf(month);
    for (const [hospital, cases] of told)
      for (let i = 0; i < 3; i += 1) {
        const no = `${hospital}${month}${i}`;
        // The first of each month is not due before the next.
        cases.set(no, i === 0 ? recovered(no, `${name}-30`) : aCase(no, dayIn(month)));
      }
    if (random(2) === 0) {
      // A patient moved on ECMO; the row of the hospital that took over comes now, a month later, or never.
      const [from = 'H1', to = 'H2'] =
        [
          ['H1', 'H2'],
          ['H1', 'H3'],
          ['H3', 'H2'],
        ][random(3)] ?? [];
      const [day, no] = [dayIn(month), `T${month}`];
      told.get(from)?.set(no, {
        ...untold(no, day),
        end_reason: '转院',
        ended_at: `${day} 20:00`,
      });
      const next = random(3);
      const over: Cells = { ...aCase(no, day), patient_id: `P${no}` };
      const arrived = {
        ...over,
        ...on(day),
        started_at: `${day} 21:00`,
        ended_at: `${day} 23:00`,
        discharged_at: '',
      };
      const row = { ...arrived, ...(over['died_at'] ? { died_at: `${day} 23:00` } : {}) };
      if (next < 2) told.get(to)?.set(`${no}b`, { ...row, case_no: `${no}b` });
    }
    correct(6);
    if (month === 6 || random(4) === 0) isRevised = !isRevised;
    send(name, files());
    if (month > 4 && random(4) === 0) {
      const [hospital, cases] = [...told][random(3)] ?? [];
      const no = [...(cases?.keys() ?? [])][random(cases?.size ?? 1)];
      if (hospital !== undefined && no !== undefined && cases?.delete(no)) {
        send(name, files());
        await withdraw({
          workspace,
          inbox,
          month: name,
          hospital,
          table: 'ecmo_runs',
          caseNo: no,
          reason: 'sent twice',
        });
      }
    }
    await runAndCheck(name);
    if (month === 7 || (month > 5 && random(3) === 0)) {
      const past = nameOf(month - 1 - random(2));
      correct(5);
      send(past, files());
      await runAndCheck(past);
    }
  }
}

/* `ZHIKONG_HISTORIES=200` for as many as by hand. */
describe('random histories', () => {
  const histories = Number(process.env['ZHIKONG_HISTORIES'] ?? sized(2, 20));
  it.each(Array.from({ length: histories }, (_, seed) => seed))('leave nothing over: %i', lived);
  it.runIf(histories > 1)('had every cause', () => {
    expect([...seen].sort()).toEqual(causes.map((cause) => cause.replaceAll(' ', '_')).sort());
  });
});
