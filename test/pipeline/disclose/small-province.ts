import { indicators } from '../../../indicators/index.js';
import { figureOf } from '../../../pipeline/compute/figure-of.js';
import type { DefinedIndicator } from '../../../pipeline/define/index.js';
import { monthName, monthNumber, periodsOf } from '../../../pipeline/define/periods.js';
import type { Figure } from '../../../pipeline/figure/figures.js';

/** The cases of a hospital in a month and stratum, as two indicators with the same denominator count them. */
export interface Count {
  readonly hospital: string;
  readonly month: number;
  readonly stratum: string;
  readonly cases: number;
  /** Cases that meet the first indicator's condition, and the second's. */
  readonly met: readonly [number, number];
  readonly pending: number;
}

export interface SmallProvince {
  readonly cityOf: ReadonlyMap<string, string>;
  readonly counts: readonly Count[];
  readonly first: number;
  readonly last: number;
}

const byCode = (code: string) => indicators.find((one) => one.code === code) as DefinedIndicator;

/** Two of the catalogue over the same cases, the first of them by strata too. */
export const pair = [byCode('ECMO-05'), byCode('ECMO-05A')] as const;

export const strata = ['mode_or_ecpr=VV', 'mode_or_ecpr=VA'] as const;

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What hospitals are like, by city: cases a month, and the shares that meet the two conditions. */
export interface Plan {
  readonly cities: readonly (readonly number[])[];
  readonly shares?: readonly [number, number];
  /** The share of the second stratum. */
  readonly second?: number;
  readonly first?: string;
  readonly last?: string;
}

/** A province of hospitals of these sizes, with random cases. */
export function provinceOf(seed: number, plan: Plan): SmallProvince {
  const { cities, shares = [0.4, 0.15], second = 0.3, first = '2025-08', last = '2026-02' } = plan;
  const random = dice(seed);
  const cityOf = new Map<string, string>();
  const counts: Count[] = [];
  const [from, to] = [monthNumber(first), monthNumber(last)];
  for (const [c, sizes] of cities.entries())
    for (const [i, size] of sizes.entries()) {
      const hospital = `H${c + 1}${i + 1}`;
      cityOf.set(hospital, `City ${c + 1}`);
      for (let month = from; month <= to; month += 1)
        for (const [s, stratum] of strata.entries()) {
          const mean = size * (s === 0 ? 1 - second : second);
          const cases = sample(random, mean);
          const met = shares.map((share) => times(random, cases, share)) as [number, number];
          const pending = month === to ? times(random, 4, 0.3) : 0;
          counts.push({ hospital, month, stratum, cases, met, pending });
        }
    }
  return { cityOf, counts, first: from, last: to };
}

/** A random province of up to eight hospitals. */
export function randomProvince(seed: number): SmallProvince {
  const random = dice(seed * 7919 + 1);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const cities = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick([0.2, 1, 3, 8, 20])),
  );
  return provinceOf(seed, {
    cities,
    shares: pick([
      [0.4, 0.15],
      [0.9, 0.02],
      [0.05, 0.5],
      [0.5, 0.45],
    ]),
    second: pick([0.02, 0.3, 0.5]),
  });
}

function sample(random: () => number, mean: number): number {
  let [count, left] = [0, Math.exp(-mean)];
  for (let product = random(); product > left; product *= random()) count += 1;
  return count;
}

function times(random: () => number, of: number, share: number): number {
  let count = 0;
  for (let i = 0; i < of; i += 1) if (random() < share) count += 1;
  return count;
}

/** Every figure of the two indicators in the batch of the last month. */
export function figuresOf({ cityOf, counts, first, last }: SmallProvince): Figure[] {
  const figures: Figure[] = [];
  const units: [Figure['level'], string, (hospital: string) => boolean][] = [
    ['province', '*', () => true],
    ...[...new Set(cityOf.values())].map((city): [Figure['level'], string, (hospital: string) => boolean] => [
      'city',
      city,
      (hospital) => cityOf.get(hospital) === city,
    ]),
    ...[...cityOf.keys()].map((own): [Figure['level'], string, (hospital: string) => boolean] => [
      'hospital',
      own,
      (hospital) => hospital === own,
    ]),
  ];
  for (const [i, indicator] of pair.entries())
    for (const [level, unit, isIn] of units)
      for (const period of periodsOf(first, last, last))
        for (const stratum of i === 0 ? ['', ...strata] : ['']) {
          const own = counts.filter(
            (count) =>
              isIn(count.hospital) &&
              count.month >= period.first &&
              count.month <= period.last &&
              (stratum === '' || count.stratum === stratum),
          );
          const sum = (of: (count: Count) => number) => own.reduce((total, count) => total + of(count), 0);
          const figure = figureOf(
            indicator,
            { level, unit, period_type: period.type, period: period.name, stratum },
            {
              met: sum(({ met }) => met[i] ?? 0),
              mature: sum(({ cases }) => cases),
              pending: sum(({ pending }) => pending),
              unknown: 0,
              excluded: 0,
              undated: 0,
            },
            null,
            { batch: 'b', asOf: '2026-12-31' },
          );
          if (figure) figures.push(figure);
        }
  return figures;
}

export const batchOf = ({ last }: SmallProvince) => monthName(last);
