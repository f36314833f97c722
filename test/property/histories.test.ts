import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { currentRowsSql } from '../../pipeline/current/current-sql.js';
import { patience, sized } from '../long.js';
import { csv, ecmoRun, Province } from '../pipeline/fixture.js';

const months = ['2026-08', '2026-09', '2026-10'] as const;

/** One file that a hospital sends: which hospital, for which month, which version of its list. */
interface Sending {
  readonly hospital: 'A' | 'B' | 'C';
  readonly month: (typeof months)[number];
  readonly version: 0 | 1 | 2 | 3;
}

/** Every version has three cases, so that none counts as suspiciously short. */
const casesOf = [
  [1, 2, 3],
  [1, 2, 4],
  [2, 3, 4],
  [1, 3, 4],
] as const;

/** A weight that tells case, month and version: what is stored says where it came from. */
const weight = (of: number, { month, version }: Sending) =>
  `${of * 10 + Number(month.slice(-2)) - 5}.${version}`;

/** With the code in every row: the same cases come from many hospitals. */
const fileOf = (sending: Sending, hospital_id: string) =>
  csv(
    casesOf[sending.version].map((of) =>
      ecmoRun(String(of), {
        hospital_id,
        weight_kg: weight(of, sending),
        started_at: '2026-08-05 08:00',
        ended_at: '2026-08-06 08:00',
        discharged_at: '2026-08-20 10:00',
      }),
    ),
  );

/** A file that counts at the end, and as of when it speaks. */
interface Standing extends Sending {
  readonly spoken: string;
  readonly said: number;
}

/** The last file of each month of a hospital: first ones speak as of their month, those that replace one as of the newest month sent. */
function standing(history: readonly Sending[], hospital: string): Standing[] {
  const last = new Map<string, Standing>();
  for (const [said, sending] of history.entries()) {
    if (sending.hospital !== hospital) continue;
    const former = last.get(sending.month);
    if (former?.version === sending.version) continue;
    const newest = [...last.keys(), sending.month].sort().at(-1) ?? sending.month;
    last.set(sending.month, { ...sending, spoken: former ? newest : sending.month, said });
  }
  return [...last.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/**
 * What must be current at the end, worked out from the list alone: of each case the newest statement, without the cases that two
 * exports in a row lack which hold at least half of what was sent before and a new case. All cases begin in one month.
 */
function expected(history: readonly Sending[]): string[] {
  const current: string[] = [];
  for (const hospital of ['A', 'B', 'C']) {
    const files = standing(history, hospital);
    const lacking = new Map<number, number>();
    for (const { version } of files) {
      const held: readonly number[] = casesOf[version];
      const earlier = [...lacking.keys()];
      const missing = earlier.filter((of) => !held.includes(of));
      const isCumulative =
        (earlier.length - missing.length) * 2 >= earlier.length &&
        !(missing.length >= 3 && missing.length > earlier.length / 5) &&
        (missing.length === 0 || held.some((of) => !earlier.includes(of)));
      for (const of of missing) if (isCumulative) lacking.set(of, (lacking.get(of) ?? 0) + 1);
      for (const of of held) lacking.set(of, 0);
    }
    const order = [...files].sort((a, b) => (`${a.spoken} ${a.said}` < `${b.spoken} ${b.said}` ? -1 : 1));
    for (const [of, times] of lacking) {
      const newest = order.findLast(({ version }) => (casesOf[version] as readonly number[]).includes(of));
      if (times < 2 && newest) current.push(`${hospital} ${weight(of, newest)}`);
    }
  }
  return current.sort();
}

/**
 * What is current after each history. All of them run side by side in one province under hospital codes of their own: step
 * by step, and in each step month by month, so that every inbox holds files of many hospitals.
 */
async function statesAfter(histories: readonly (readonly Sending[])[]): Promise<string[][]> {
  const province = await Province.open();
  try {
    const steps = Math.max(...histories.map(({ length }) => length));
    for (let step = 0; step < steps; step += 1)
      for (const month of months) {
        const files = histories.flatMap((history, i) => {
          const sending = history[step];
          if (sending?.month !== month) return [];
          const code = `${sending.hospital}${i}`;
          return [[`${code}/ecmo.csv`, fileOf(sending, code)]];
        });
        if (files.length === 0) continue;
        const outcomes = await province.send(month, Object.fromEntries(files));
        expect(Object.values(outcomes)).not.toContain('refused');
      }
    const rows = await province.database.rows<{ hospital_id: string; weight_kg: string }>(
      `SELECT hospital_id, CAST(CAST(weight_kg AS DECIMAL(9, 1)) AS VARCHAR) AS weight_kg
       FROM (${await currentRowsSql(province.database, ecmoRuns, '2026-12')})`,
    );
    return histories.map((_, i) =>
      rows
        .filter(({ hospital_id }) => hospital_id.slice(1) === String(i))
        .map((row) => `${row.hospital_id.charAt(0)} ${row.weight_kg}`)
        .sort(),
    );
  } finally {
    await province.close();
  }
}

const sending: fc.Arbitrary<Sending> = fc.record({
  hospital: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
  month: fc.constantFrom(...months),
  version: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
});
const runs = sized(20, 1_000);
const parcel = 250;

/** Random histories in parcels, each tried by `check` with the states after them. */
async function tryAll<T>(
  arbitrary: fc.Arbitrary<T>,
  seed: number,
  historiesOf: (sample: T) => readonly (readonly Sending[])[],
  check: (sample: T, states: readonly string[][]) => void,
): Promise<void> {
  const samples = fc.sample(arbitrary, { numRuns: runs, seed });
  for (let from = 0; from < runs; from += parcel) {
    const some = samples.slice(from, from + parcel);
    const sets = some.map(historiesOf);
    const states = await statesAfter(sets.flat());
    let at = 0;
    for (const [i, sample] of some.entries()) {
      const length = sets[i]?.length ?? 0;
      check(sample, states.slice(at, at + length));
      at += length;
    }
  }
}

describe(`the current cases after ${runs} random histories of submissions`, () => {
  it(
    'are those of the last file of each month, each case as it was said last, without the withdrawn',
    async () => {
      const history = fc.array(sending, { minLength: 1, maxLength: sized(4, 7) });
      await tryAll(
        history,
        8,
        (sample) => [sample],
        (sample, [state]) => expect(state, JSON.stringify(sample)).toEqual(expected(sample)),
      );
    },
    patience,
  );

  it(
    'do not depend on the order of hospitals and months, nor on files sent twice',
    async () => {
      const once = fc.uniqueArray(sending, {
        selector: ({ hospital, month }) => `${hospital} ${month}`,
        minLength: 2,
        maxLength: sized(3, 6),
      });
      const reordered = once.chain((history) =>
        fc.tuple(
          fc.constant(history),
          fc.shuffledSubarray(history, { minLength: history.length }),
          fc.shuffledSubarray(history),
        ),
      );
      await tryAll(
        reordered,
        9,
        ([history, other, again]) => [history, [...other, ...again]],
        ([history], [state, otherState]) => {
          expect(state, JSON.stringify(history)).toEqual(expected(history));
          expect(otherState, JSON.stringify(history)).toEqual(state);
        },
      );
    },
    patience,
  );
});
