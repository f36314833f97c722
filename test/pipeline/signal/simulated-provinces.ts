import { norms } from '../../../indicators/index.js';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import type { DefinedIndicator } from '../../../pipeline/define/index.js';
import { monthsUpTo, periodsOf } from '../../../pipeline/figure/ending-periods.js';
import type { Figure } from '../../../pipeline/figure/figures.js';

/** The month that every simulated report is of; its quarter is over. */
export const month = '2026-12';

export const removal = findIndicator('ECMO-01');
export const density = findIndicator('ECMO-E03');
export const days = findIndicator('ECMO-E04');

const norm = norms.find(({ thresholds }) => thresholds.some(({ indicator }) => indicator === removal));
const threshold = norm?.thresholds.find(({ indicator }) => indicator === removal);
/** 40 %, as the norm says. */
const atThreshold = 0.4;

/** Draws that depend on nothing but their seed: xorshift128, Marsaglia (2003). */
export class Dice {
  #a: number;
  #b = 362436069;
  #c = 521288629;
  #d = 88675123;

  constructor(seed: number) {
    this.#a = seed | 1;
    for (let i = 0; i < 50; i++) this.next();
  }

  next(): number {
    let t = this.#a;
    t ^= t << 11;
    t ^= t >>> 8;
    const d = this.#d;
    this.#a = this.#b;
    this.#b = this.#c;
    this.#c = d;
    this.#d = t ^ d ^ (d >>> 19);
    return ((this.#d >>> 0) + 0.5) / 2 ** 32;
  }

  binomial(n: number, p: number): number {
    let x = 0;
    for (let i = 0; i < n; i++) if (this.next() < p) x++;
    return x;
  }

  /** Knuth's product of uniforms, for small means. */
  poisson(mean: number): number {
    const end = Math.exp(-mean);
    let k = 0;
    for (let product = this.next(); product > end; product *= this.next()) k++;
    return k;
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

/** What is true of a hospital: its rate before the last year and in it, and whether it is below its threshold. */
export interface Truth {
  readonly unit: string;
  readonly before: number;
  readonly now: number;
}

/** Hospitals from a few to many cases a month, and two with hundreds. */
const casesOf = (hospital: number) => (hospital < 22 ? 3 + 2.5 * hospital : 260);
const hospitals = Array.from({ length: 24 }, (_, at) => at);
const months = monthsUpTo(month, 36);

/**
 * A province of 24 hospitals with 36 months of a proportion that a norm judges, of events over time and of medians, as figures.
 *
 * @param truthOf the rates of a hospital's proportion; everything else never changes
 */
export function simulatedProvince(dice: Dice, truthOf: (hospital: number) => Omit<Truth, 'unit'>) {
  const figures: Figure[] = [];
  const truths: Truth[] = [];
  for (const hospital of hospitals) {
    const unit = `H${String(hospital + 1).padStart(2, '0')}`;
    const truth = { unit, ...truthOf(hospital) };
    truths.push(truth);
    const counts = months.map((_, at) => {
      const n =
        dice.poisson(Math.min(60, casesOf(hospital))) + Math.max(0, Math.round(casesOf(hospital)) - 60);
      return { n, x: dice.binomial(n, at < 24 ? truth.before : truth.now) };
    });
    put(figures, removal, unit, counts);
    figures.push(yearOf(unit, counts.slice(24)));
    const events = months.map(() => {
      const n = 15_000 + Math.floor(10_000 * dice.next());
      return { n, x: dice.poisson((9 * n) / 20_000) };
    });
    if (hospital % 3 === 0) put(figures, density, unit, events);
    if (hospital % 4 === 0)
      put(
        figures,
        days,
        unit,
        months.map(() => ({ n: 12, x: 0, rate: 50 + 5 * dice.normal() })),
      );
  }
  return { figures, truths };
}

interface Point {
  readonly n: number;
  readonly x: number;
  readonly rate?: number;
}

/** Adds a series by month, up to the last of `months`, and by quarter; a month without cases has no figure. */
export function put(
  figures: Figure[],
  indicator: DefinedIndicator,
  unit: string,
  counts: readonly Point[],
): void {
  const figure = (period_type: 'month' | 'quarter', period: string, { n, x, rate = x / n }: Point) => {
    if (n > 0)
      figures.push({
        ...blank,
        ...named(indicator),
        unit,
        period_type,
        period,
        numerator: x,
        denominator: n,
        rate,
      });
  };
  counts.forEach((point, at) => {
    figure('month', months[at] as string, point);
  });
  for (let at = 0; at < counts.length; at += 3) {
    const parts = counts.slice(at, at + 3);
    const name = `${months[at]?.slice(0, 4)}Q${Math.floor(Number(months[at]?.slice(5)) / 3) + 1}`;
    figure('quarter', name, {
      n: parts.reduce((sum, { n }) => sum + n, 0),
      x: parts.reduce((sum, { x }) => sum + x, 0),
    });
  }
}

/** The judged figure of the last twelve months; its verdict by the binomial tail summed up, and not by the code that is tried. */
function yearOf(unit: string, counts: readonly Point[]): Figure {
  if (norm === undefined || threshold === undefined) throw new Error('no norm judges the proportion');
  const sum = (of: (point: Point) => number) => counts.reduce((total, point) => total + of(point), 0);
  const [x, n] = [sum((point) => point.x), sum((point) => point.n)];
  return {
    ...blank,
    ...named(removal),
    unit,
    period_type: 'rolling12',
    period: periodsOf(month).rolling12,
    numerator: x,
    denominator: n,
    rate: x / n,
    norm: norm.id,
    clause: threshold.clause,
    threshold: atThreshold,
    operator: '>=',
    applies: 'binding',
    verdict: lowerTail(x, n, atThreshold) <= 0.05 ? 'not_met' : 'cannot_tell',
  };
}

/** P(X <= x), by logarithms of the densities. */
function lowerTail(x: number, n: number, p: number): number {
  let log = n * Math.log(1 - p);
  let tail = Math.exp(log);
  for (let k = 1; k <= x; k++) {
    log += Math.log(((n - k + 1) / k) * (p / (1 - p)));
    tail += Math.exp(log);
  }
  return tail;
}

const named = ({ code, id, version, hash }: DefinedIndicator) => ({
  code,
  indicator: id,
  version,
  definition_hash: hash,
});

const blank = {
  level: 'hospital',
  stratum: '',
  pending: 0,
  unknown: 0,
  excluded: 0,
  undated: 0,
  expected: null,
  low_bound: null,
  high_bound: null,
  errs: '',
  ci_low: null,
  ci_high: null,
  decide_low: null,
  decide_high: null,
  threshold: null,
  operator: null,
  norm: null,
  clause: null,
  applies: null,
  formal: null,
  verdict: null,
  p_value: null,
  needed: null,
  suppressed: false,
  batch: 'simulated',
  as_of: '2026-12-31',
  data_through: null,
} as const;

/** Every hospital exactly at its threshold, and nothing changed: as many false signals as there can be. */
export const inControl = () => ({ before: atThreshold, now: atThreshold });

/** One in six truly below its threshold, one in six fallen there within the year, the others at or above it. */
export const mixed = (hospital: number) =>
  hospital % 6 === 0
    ? { before: 0.25, now: 0.25 }
    : hospital % 6 === 3
      ? { before: 0.45, now: 0.3 }
      : { before: 0.4 + 0.02 * (hospital % 3), now: 0.4 + 0.02 * (hospital % 3) };
