import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../pipeline/disclose/label.js';
import { defaultPolicy, type Policy, policySchema } from '../../../pipeline/disclose/policy.js';
import { isLong, patience, sized } from '../../long.js';
import { attack, key, publishAll } from './attack.js';
import { keyOf, type Row } from './attacker.js';
import {
  type Count,
  type Plan,
  provinceOf,
  randomProvince,
  type SmallProvince,
  strata,
} from './small-province.js';

const small = (count: number | null, least: number) => count !== null && count > 0 && count < least;

/** Each hospital of a province by itself, in the short form the first and the last. */
const readers = ({ cityOf }: SmallProvince) => {
  const all = [...cityOf.keys()].map((hospital) => [hospital]);
  return isLong || all.length < 2 ? all : [...all.slice(0, 1), ...all.slice(-1)];
};

/** What any reader of these publications narrows. */
function narrowed(provinces: readonly SmallProvince[], policies: readonly Policy[] = [], of = readers) {
  const published = publishAll(provinces, policies);
  return of(provinces[0] as SmallProvince).flatMap((own) =>
    attack(published, own).map(({ target: { publication, count, row }, low, high }) =>
      [own, publication, count, row.code, row.unit, row.period, row.stratum, low, high].join(' '),
    ),
  );
}

const plans: Readonly<Record<string, Plan>> = {
  'a city of one hospital': { cities: [[12], [8, 8, 8]] },
  'a city of two hospitals': {
    cities: [
      [6, 9],
      [8, 8, 8],
    ],
  },
  'one city of two hospitals': { cities: [[6, 9]] },
  'zero cells': { cities: [[15, 15, 15, 15]], shares: [0, 0.02] },
  'small hospitals alone': {
    cities: [
      [0.3, 0.3, 0.3],
      [0.3, 0.3, 0.3],
    ],
  },
  'a large hospital among small ones': {
    cities: [
      [60, 1, 1, 1],
      [0.5, 0.5, 0.5],
    ],
  },
  'a stratum with one small group': {
    first: '2025-10',
    cities: [
      [20, 20, 20, 20],
      [10, 10, 10, 10],
    ],
    second: 0.01,
  },
  'large hospitals alone': {
    first: '2025-10',
    cities: [
      [30, 30, 30],
      [30, 30, 30],
    ],
  },
};

/** A province after the counts of one hospital and month were corrected. */
const corrected = (
  of: SmallProvince,
  hospital: string,
  change: (count: Count) => Partial<Count>,
): SmallProvince => ({
  ...of,
  counts: of.counts.map((count) =>
    count.hospital === hospital && count.month === of.last - 3 ? { ...count, ...change(count) } : count,
  ),
});

/** A province up to a month before its last. */
const upTo = (of: SmallProvince, months: number): SmallProvince => ({
  ...of,
  last: of.last - months,
  counts: of.counts.filter(({ month }) => month <= of.last - months),
});

/** A month, the next one, and the first again after a correction. */
function runAgain(seed: number): SmallProvince[] {
  const province = randomProvince(seed);
  const [hospital = ''] = province.cityOf.keys();
  const change = ({ cases, met }: Count) => ({ cases: cases + 2, met: [met[0] + 1, met[1]] as const });
  return [upTo(province, 1), province, upTo(corrected(province, hospital, change), 1)];
}

describe('a reader with one hospital’s own figures', { timeout: patience }, () => {
  for (const [name, plan] of Object.entries(plans))
    it(`narrows no small count to fewer than five values: ${name}`, () => {
      expect(narrowed([provinceOf(5, plan)])).toEqual([]);
    });

  it('narrows none in random provinces', () => {
    for (let seed = 1; seed <= sized(6, 300); seed += 1)
      expect(narrowed([randomProvince(seed)]), `seed ${seed}`).toEqual([]);
  });

  it('narrows none from two editions, a month apart', () => {
    for (let seed = 1; seed <= sized(2, 100); seed += 1) {
      const province = randomProvince(seed);
      expect(narrowed([upTo(province, 1), province]), `seed ${seed}`).toEqual([]);
    }
  });

  it('narrows none where counts were corrected between editions', () => {
    for (let seed = 1; seed <= sized(2, 100); seed += 1) {
      const province = randomProvince(seed);
      const [hospital = ''] = province.cityOf.keys();
      for (const change of [
        ({ cases, met }: Count) => ({ cases: cases + 3, met: [met[0] + 3, met[1]] as const }),
        () => ({ cases: 0, met: [0, 0] as const }),
      ])
        expect(narrowed([province, corrected(province, hospital, change)]), `seed ${seed}`).toEqual([]);
    }
  });

  it('narrows none where a past month is published again after the one that follows it', () => {
    for (let seed = 1; seed <= sized(3, 100); seed += 1)
      expect(narrowed(runAgain(seed)), `seed ${seed}`).toEqual([]);
  });

  it('narrows none where the policy became stricter or looser between editions', () => {
    const strict = policySchema.parse({ hiddenUpTo: 9, rateFrom: 20 });
    for (let seed = 1; seed <= sized(2, 100); seed += 1) {
      const province = randomProvince(seed);
      for (const policies of [
        [strict, defaultPolicy],
        [defaultPolicy, strict],
      ])
        expect(narrowed([province, province], policies), `seed ${seed}`).toEqual([]);
    }
  });

  it('narrows none with the figures of all hospitals of a city', () => {
    const cities = ({ cityOf }: SmallProvince) =>
      [...new Set(cityOf.values())].map((city) =>
        [...cityOf.keys()].filter((hospital) => cityOf.get(hospital) === city),
      );
    for (let seed = 1; seed <= sized(3, 100); seed += 1)
      expect(narrowed([randomProvince(seed)], [], cities), `seed ${seed}`).toEqual([]);
  });
});

describe('the reader', { timeout: patience }, () => {
  const province = provinceOf(3, {
    cities: [
      [9, 1],
      [12, 12, 12],
      [7, 7, 7, 2],
    ],
  });
  const published = publishAll([province]);
  const truth = new Map(published.flatMap(({ figures }) => figures.map((figure) => [keyOf(figure), figure])));
  const open = (row: Row): Row => ({
    ...row,
    ...truth.get(keyOf(row)),
    state: 'value',
  });

  it('finds small counts where those alone are hidden', () => {
    const primary = (row: Row) => {
      const { numerator = null, denominator = null } = open(row);
      return small(numerator, 5) || small(denominator, 10) ? row : open(row);
    };
    expect(attack(published, ['H11'], ({ rows }) => rows.map(primary))).not.toEqual([]);
  });

  it('finds small counts where one rolling sum is shown that was hidden', () => {
    const whole = provinceOf(4, { cities: [[14, 14, 14, 14]], shares: [0.4, 0.4], first: '2025-03' });
    const isOne = ({ hospital, stratum }: Count) => stratum === strata[0] && hospital !== 'H11';
    const few = whole.counts.map((count) =>
      count.month < whole.last
        ? count
        : { ...count, cases: isOne(count) ? 1 : 0, met: [0, 0] as const, pending: 3 },
    );
    const running = publishAll([{ ...whole, counts: few }]);
    const opened = (row: Row): Row => {
      const figure = running[0]?.figures.find((one) => keyOf(one) === keyOf(row));
      return figure && row.period_type === 'rolling12' && row.stratum === ''
        ? { ...figure, state: 'value' }
        : row;
    };
    expect(attack(running, ['H11'])).toEqual([]);
    expect(attack(running, ['H11'], ({ rows }) => rows.map(opened))).not.toEqual([]);
  });

  it('finds nothing by labels, and everything by labels that indicators share', () => {
    const hospitals = [...province.cityOf.keys()];
    const found = (label: (code: string, hospital: string) => string) =>
      hospitals.filter((hospital) => hospitals.some((other) => label('A', hospital) === label('B', other)));
    expect(found((code, hospital) => labelOf(key, code, hospital))).toEqual([]);
    expect(found((_, hospital) => labelOf(key, 'A', hospital))).toEqual(hospitals);
  });
});
