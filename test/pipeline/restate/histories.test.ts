import { afterEach, describe, expect, it } from 'vitest';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import type { BatchContents } from '../../../pipeline/batch/run.js';
import { withdraw } from '../../../pipeline/batch/withdraw.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { type DefinedIndicator, definitionHash } from '../../../pipeline/define/index.js';
import { causes } from '../../../pipeline/restate/causes.js';
import { compared } from '../../../pipeline/restate/moved-figures.js';
import { isSplit } from '../../../pipeline/restate/shares.js';
import { smallBatch } from '../../faults/driver.js';
import { patience, sized } from '../../long.js';
import { type Cells, csv } from '../fixture.js';
import {
  dead,
  on,
  onSupport,
  province,
  type Row,
  recovered,
  removeProvinces,
  split,
  untold,
} from './province.js';

afterEach(removeProvinces);

const removal = findIndicator('ECMO-01');
/** The same indicator as a later definition might have it: deaths, donors included. */
const former = {
  ...removal,
  numerator: ecmoRuns.columns.course_end_reason.is('死亡'),
  exclusions: {},
};

/** Every measure of cases, and every way in which a case comes to count: at once, after hours, after days, once filed, once it is recent no more. */
const others = ['N01', '02', '05', 'N04R', '04A', 'N09D', 'E05', 'N12'].map((code) =>
  findIndicator(`ECMO-${code}`),
);
const defined: BatchContents = { ...smallBatch, indicators: [removal, ...others] };
const redefined: BatchContents = {
  ...smallBatch,
  indicators: [
    { ...former, hash: definitionHash(former as DefinedIndicator) } as DefinedIndicator,
    ...others,
  ],
};
const splits = new Set(defined.indicators.filter(isSplit).map(({ code }) => code));

/** Provinces of three hospitals in two cities, side by side in one workspace, each with files of its own. */
const sideBySide = 10;
const hospitalsOf = (province: number) => [1, 2, 3].map((n) => `H${province}${n}`);

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
 * Histories of six months, side by side in one workspace: new cases, late ones, corrections, other days, withdrawals, transfers between hospitals, a definition revised and
 * revised again, and past months that are sent and run again. They share when that was. Every figure that differs is split where its causes add up at all, and of what the files say nothing is left over.
 */
async function lived(seed: number, provinces: number): Promise<void> {
  const { send, go, rows, workspace, inbox } = province();
  let state = seed * 7919 + 17;
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const kinds = [recovered, dead, untold, onSupport];
  const aCase = (no: string, day: string): Cells => (kinds[random(4)] ?? recovered)(no, day);
  const all = Array.from({ length: provinces }, (_, one) => hospitalsOf(one));
  const list = csv(
    all.flatMap((own, one) =>
      own.map((hospital_id, i) => ({ hospital_id, name: hospital_id, city: `${i < 2 ? '甲' : '乙'}${one}` })),
    ),
  );
  const told = new Map(all.flat().map((hospital) => [hospital, new Map<string, Cells>()]));
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
    const { moved } = await go(name, undefined, isRevised ? redefined : defined, {
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
      const leftOver: string[] = [];
      for (const row of changes) {
        const where = `${name}: ${keyOf(row)}`;
        const shares = split(row);
        for (const cause of Object.keys(shares)) seen.add(cause);
        const sums = Object.values(shares).map((told) => told.slice(-2));
        const sum = (at: number) => sums.reduce((total, cause) => total + (cause[at] ?? 0), 0);
        const moves = ['numerator', 'denominator'].map(
          (n) => Number(row[`now_${n}`]) - Number(row[`was_${n}`]),
        );
        const isWhole = row['split'] === 'yes' && sum(0) === moves[0] && sum(1) === moves[1];
        if (splits.has(row['code'] ?? '') ? !isWhole : row['split'] !== 'no') leftOver.push(where);
        // What a cause is not there for, it has no share of.
        if (revisedWith.get(base) === isRevised && 'definition' in shares)
          leftOver.push(`${where}: definition`);
        if (ranAt.get(base) === runs && 'in_between' in shares) leftOver.push(`${where}: in between`);
      }
      expect(leftOver).toEqual([]);
      // By the published files alone: what differs is listed, what is listed differs.
      for (const [key, row] of new Map([...before, ...after])) {
        const period = row['period'] ?? '';
        if (!given.has(period) && lastOf(period) > base) continue;
        if (isOwnOfMonth(row) && !isThere.has(period)) continue;
        const differs = compared.some((n) => (after.get(key)?.[n] ?? '') !== (before.get(key)?.[n] ?? ''));
        if (listed.has(key) !== differs) leftOver.push(`${name}: ${key}: differs ${differs}`);
      }
      expect(leftOver).toEqual([]);
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
    for (const [one, [h1 = '', h2 = '', h3 = '']] of all.entries()) {
      if (random(2) > 0) continue;
      // A patient moved on ECMO; the row of the hospital that took over comes now, a month later, or never.
      const [from = h1, to = h2] =
        [
          [h1, h2],
          [h1, h3],
          [h3, h2],
        ][random(3)] ?? [];
      const [day, no] = [dayIn(month), `T${one}-${month}`];
      told.get(from)?.set(no, {
        ...untold(no, day),
        end_reason: '转院',
        ended_at: `${day} 20:00`,
      });
      const next = random(3);
      const over: Cells = { ...(kinds[random(3)] ?? recovered)(no, day), patient_id: `P${no}` };
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
    // Not in the month after one that was run again for certain, or what changed in between would count as the definition's.
    if (month === 6 || (month !== 8 && random(4) === 0)) isRevised = !isRevised;
    send(name, files());
    for (const own of all) {
      if (month === 4 || random(4) > 0) continue;
      const hospital = own[random(3)] ?? '';
      const cases = told.get(hospital);
      const caseNo = [...(cases?.keys() ?? [])][random(cases?.size ?? 1)];
      if (caseNo === undefined) continue;
      cases?.delete(caseNo);
      await withdraw({
        workspace,
        inbox,
        month: name,
        hospital,
        table: 'ecmo_runs',
        caseNo,
        reason: 'sent twice',
      });
    }
    send(name, files());
    await runAndCheck(name);
    if (month === 7 || (month > 5 && random(3) === 0)) {
      const past = nameOf(month - 1 - random(2));
      correct(5);
      send(past, files());
      await runAndCheck(past);
    }
  }
}

/* `ZHIKONG_HISTORIES=200` for as many as by hand, `ZHIKONG_HISTORIES_FROM=60` without the first ones. */
describe('random histories', { timeout: patience }, () => {
  const histories = Number(process.env['ZHIKONG_HISTORIES'] ?? sized(3, 60));
  const from = Number(process.env['ZHIKONG_HISTORIES_FROM'] ?? 0);
  const begins = Array.from(
    { length: Math.ceil((histories - from) / sideBySide) },
    (_, i) => from + i * sideBySide,
  );
  it.each(begins)('leave nothing over: from %i on', (begin) =>
    lived(begin, Math.min(sideBySide, histories - begin)),
  );
  it('had every cause', () => {
    expect([...seen].sort()).toEqual(causes.map((cause) => cause.replaceAll(' ', '_')).sort());
  });
});
