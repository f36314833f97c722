import { beforeAll, describe, expect, it } from 'vitest';
import { makeAnesthetics } from '../../data-samples/generator/anesthesia.js';
import { civilOf, dayAfter, dayOf, dayOfMinute } from '../../data-samples/generator/calendar.js';
import { makeMonthlyCounts } from '../../data-samples/generator/counts.js';
import { makeEcmoRuns } from '../../data-samples/generator/ecmo.js';
import { ecmoCentres } from '../../data-samples/generator/ecmo-centres.js';
import { hospitals, listHospitals } from '../../data-samples/generator/province.js';
import { makeVadImplants } from '../../data-samples/generator/vad.js';
import type { Row, Value } from '../../data-samples/generator/values.js';

const seed = 20261031;
const month = { year: 2026, month: 10 };
const endDay = dayAfter(month);
let ecmo: Map<string, Row[]>;
let vad: Map<string, Row[]>;
let anesthesia: Map<string, Row[]>;

beforeAll(() => {
  ecmo = makeEcmoRuns(seed, endDay);
  vad = makeVadImplants(seed, endDay);
  anesthesia = makeAnesthetics(seed, dayOf(2025, 11, 1), endDay);
});

describe('the sample ECMO runs', () => {
  it.each(ecmoCentres.map((centre) => [centre.code, centre] as const))(
    'hold for %s the runs and effective removals of each year',
    (code, { runs, met }) => {
      const closed = rowsOf(ecmo, code).filter((row) => row['organ_donor'] !== true && isMature(row));
      const years = [2024, 2025, 2026].map((year) =>
        closed.filter((row) => yearOf(row['started_at']) === year),
      );
      expect(years.map((rows) => rows.length)).toEqual([...runs]);
      expect(years.map((rows) => rows.filter(isEffective).length)).toEqual([...met]);
    },
  );

  it('leave one centre provably below 40 %, one exactly at it and one provably above', () => {
    // Exact one-sided binomial tests against 0.4.
    expect(atMost(34, 125, 0.4)).toBeLessThan(0.05);
    expect(30 / 75).toBe(0.4);
    expect(1 - atMost(99, 173, 0.4)).toBeLessThan(0.05);
    expect([atMost(1, 3, 0.4), 1 - atMost(0, 3, 0.4)].every((p) => p > 0.05)).toBe(true);
  });

  it('hold plans at exactly 12:00 and 12:01 hours', () => {
    const delays = rowsOf(ecmo, 'H0101')
      .filter((row) => row['urgency'] === '紧急')
      .map((row) => (minuteOf(row['plan_completed_at']) ?? 0) - (minuteOf(row['started_at']) ?? 0));
    expect(delays).toEqual(expect.arrayContaining([720, 721]));
  });

  it('hold deaths at exactly 48 hours after removal and a minute later', () => {
    const hours = rowsOf(ecmo, 'H0104').map(
      (row) => (minuteOf(row['died_at']) ?? 0) - (minuteOf(row['ended_at']) ?? 0),
    );
    expect(hours).toEqual(expect.arrayContaining([2880, 2881]));
  });

  it('hold a patient sent from one hospital to another within hours', () => {
    const sent = rowsOf(ecmo, 'H0501').filter((row) => row['end_reason'] === '转院');
    const arrived = rowsOf(ecmo, 'H0101').filter((row) =>
      sent.some((from) => from['patient_id'] !== null && from['patient_id'] === row['patient_id']),
    );
    expect(arrived).toHaveLength(1);
  });

  it('hold second runs under the same case number', () => {
    for (const code of ['H0101', 'H0107', 'H0301']) {
      const rows = rowsOf(ecmo, code);
      const second = rows.filter((row) => row['run_no'] === 2);
      expect(second.length, code).toBeGreaterThan(0);
      for (const row of second) {
        expect(rows.filter((other) => other['case_no'] === row['case_no'])).toHaveLength(2);
      }
    }
  });

  it('keep the order of events and the limits of the contract', () => {
    for (const row of [...ecmo.values()].flat()) {
      const start = latest(row['started_at']);
      const end = latest(row['ended_at']);
      const died = latest(row['died_at']);
      if (end !== null) expect(end).toBeGreaterThanOrEqual(start ?? 0);
      if (died !== null) expect(died).toBeGreaterThanOrEqual(start ?? 0);
      if (row['alive_48h'] === true && died !== null) expect(died - (end ?? 0)).toBeGreaterThan(2880);
      if (row['alive_48h'] === false) expect(died).not.toBeNull();
      expect(Number(row['oxygenator_failures'] ?? 0)).toBeLessThanOrEqual(Number(row['oxygenators']));
      expect(Number(row['pump_head_failures'] ?? 0)).toBeLessThanOrEqual(Number(row['pump_heads']));
      expect(Number(row['accidental_decannulations'] ?? 0)).toBeLessThanOrEqual(Number(row['circuits']));
      expect(Number(row['weight_kg'])).toBeGreaterThan(0.3);
      expectSeen(row);
    }
  });

  it('have unique keys', () => expectUnique(ecmo, (row) => `${row['case_no']}/${row['run_no'] ?? 1}`));
});

describe('the sample VAD implants', () => {
  it.each([
    ['H0107', 62, 54],
    ['H0101', 46, 40],
    ['H0102', 30, 21],
    ['H0501', 12, 5],
  ])('hold for %s %i implants a year old, of which %i lived', (code, mature, alive) => {
    const old = rowsOf(vad, code).filter((row) => (dayOfValue(row['implanted_on']) ?? 0) + 366 <= endDay);
    expect(old).toHaveLength(mature);
    expect(old.filter(livedAYear)).toHaveLength(alive);
  });

  it.each([
    ['H0107', 20, 18],
    ['H0101', 14, 14],
  ])('hold for %s %i implants due for five years, of which %i were followed up', (code, due, followed) => {
    const old = rowsOf(vad, code).filter((row) => (dayOfValue(row['implanted_on']) ?? 0) + 1827 <= endDay);
    expect(old).toHaveLength(due);
    expect(old.filter((row) => row['followup_5y_done'] === true)).toHaveLength(followed);
    const dead = old.filter((row) => row['died_on']);
    expect(dead.every((row) => row['followup_5y_done'] === true)).toBe(true);
  });

  it('keep the order of events', () => {
    for (const row of [...vad.values()].flat()) {
      const implanted = dayOfValue(row['implanted_on']) ?? 0;
      for (const field of ['removed_on', 'transplanted_on', 'died_on', 'last_followup_on']) {
        expect(dayOfValue(row[field]) ?? implanted).toBeGreaterThanOrEqual(implanted);
      }
      expectSeen(row);
    }
  });

  it('have unique keys', () => expectUnique(vad, (row) => `${row['case_no']}`));
});

describe('the sample anaesthetics', () => {
  it('come from 24 hospitals, inside the twelve months', () => {
    expect(anesthesia.size).toBe(24);
    for (const row of [...anesthesia.values()].flat()) {
      expect(latest(row['started_at'])).toBeGreaterThanOrEqual(dayOf(2025, 11, 1) * 1440);
      expectSeen(row);
    }
  });

  it('run in order: entry, start, surgery, end, recovery', () => {
    for (const row of [...anesthesia.values()].flat()) {
      const times = [
        'entered_at',
        'started_at',
        'surgery_started_at',
        'ended_at',
        'pacu_in_at',
        'pacu_out_at',
      ]
        .map((field) => minuteOf(row[field]))
        .filter((minute) => minute !== null);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(Number(row['invasive_procedure_infections'])).toBeLessThanOrEqual(
        Number(row['invasive_procedures'] ?? 1),
      );
    }
  });

  it('hold a hospital with provably more headaches than 10 % after spinals', () => {
    const spinals = rowsOf(anesthesia, 'H0203').filter((row) => typeof row['spinal_headache'] === 'boolean');
    const headaches = spinals.filter((row) => row['spinal_headache'] === true).length;
    expect(1 - atMost(headaches - 1, spinals.length, 0.1)).toBeLessThan(0.05);
  });

  it('hold a hospital whose nerve blocks provably fail the 93 %', () => {
    const blocks = rowsOf(anesthesia, 'H0403').filter(
      (row) => typeof row['nerve_block_success'] === 'boolean',
    );
    const met = blocks.filter((row) => row['nerve_block_success'] === true).length;
    expect(atMost(met, blocks.length, 0.93)).toBeLessThan(0.05);
  });

  it('have unique keys', () => expectUnique(anesthesia, (row) => `${row['anesthesia_no']}`));
});

describe('the sample lists', () => {
  it('show one change of level and one of name', () => {
    const rows = listHospitals(month);
    expect(rows).toHaveLength(hospitals.length + 2);
    expect(
      new Set(rows.filter((row) => row['hospital_id'] === 'H0202').map((row) => row['level'])).size,
    ).toBe(2);
    expect(new Set(rows.filter((row) => row['hospital_id'] === 'H0302').map((row) => row['name'])).size).toBe(
      2,
    );
    expect(new Set(hospitals.map(({ city }) => city)).size).toBe(6);
  });

  it('miss months for some hospitals and everything for one', () => {
    const counts = makeMonthlyCounts(seed, month);
    const months = (code: string) =>
      new Set(counts.filter((row) => row['hospital_id'] === code).map((row) => row['month'])).size;
    expect(['H0101', 'H0204', 'H0404', 'H0604', 'H0603'].map(months)).toEqual([12, 9, 10, 2, 0]);
  });
});

function rowsOf(table: ReadonlyMap<string, Row[]>, code: string): Row[] {
  return table.get(code) ?? [];
}

function minuteOf(value: Value | undefined): number | null {
  return value !== null && typeof value === 'object' && 'minute' in value ? value.minute : null;
}

function dayOfValue(value: Value | undefined): number | null {
  if (value !== null && typeof value === 'object' && 'day' in value) return value.day;
  const minute = minuteOf(value);
  return minute === null ? null : dayOfMinute(minute);
}

/** The minute, or the last minute of a day without a time. */
function latest(value: Value | undefined): number | null {
  const day = dayOfValue(value);
  return minuteOf(value) ?? (day === null ? null : day * 1440 + 1439);
}

function yearOf(value: Value | undefined): number {
  return civilOf(dayOfValue(value) ?? 0).year;
}

/** The 48 hours after removal are over when the month ends. */
function isMature(row: Row): boolean {
  const end = latest(row['ended_at']);
  return end !== null && end + 2880 < endDay * 1440;
}

function isEffective(row: Row): boolean {
  if (row['end_reason'] !== '心肺功能改善' && row['end_reason'] !== '器官移植') return false;
  if (row['alive_48h'] !== null && row['alive_48h'] !== undefined) return row['alive_48h'] === true;
  const end = row['ended_at'];
  const after = row['died_at'] ?? row['discharged_at'] ?? null;
  const [endMinute, afterMinute] = [minuteOf(end), minuteOf(after)];
  if (endMinute !== null && afterMinute !== null) return afterMinute - endMinute > 2880;
  return (dayOfValue(after) ?? 0) - (dayOfValue(end) ?? 0) >= 3;
}

function livedAYear(row: Row): boolean {
  const due = (dayOfValue(row['implanted_on']) ?? 0) + 366;
  return row['last_followup_status'] !== '失访' && (dayOfValue(row['last_followup_on']) ?? 0) >= due;
}

/** No time lies after the end of the month. */
function expectSeen(row: Row): void {
  for (const value of Object.values(row)) {
    const day = dayOfValue(value);
    if (day !== null && day >= endDay) expect.fail(`${JSON.stringify(row)} has a time after the month`);
  }
}

function expectUnique(table: ReadonlyMap<string, Row[]>, key: (row: Row) => string): void {
  for (const rows of table.values()) expect(new Set(rows.map(key)).size).toBe(rows.length);
}

/** P(X ≤ x) for a binomial of n trials. */
function atMost(x: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let k = 1; k <= x; k++) {
    term *= ((n - k + 1) / k) * (p / (1 - p));
    sum += term;
  }
  return sum;
}
