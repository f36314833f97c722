import type { Cells } from './cells.js';
import { type Cut, Partition, type Sum } from './partition.js';

/** The values of a count in an earlier edition, of each indicator's that share it now, and the cells of which that edition published something. */
export interface Earlier {
  readonly values: Float64Array[];
  readonly covered: Uint8Array;
}

/** How small a count may be that becomes known. */
export interface Least {
  /** The smallest sum that may be known, other than 0. */
  readonly sum: number;
  /** The smallest sum that may remain when one hospital, or the hospitals of a city, take away their own; other than 0. */
  readonly rest: number;
}

/** A count over cells, shared by all figures that it is equal in, with what is known of it. */
export class Column {
  readonly #cells: Cells;
  readonly values: Float64Array;
  /** By cell: how much there is that the count could be of. */
  readonly #within: Float64Array;
  least: Least;
  readonly earlier: Earlier[];
  /** By what this edition publishes. */
  readonly now: Partition;
  /** By what any edition published, as if nothing had changed since. */
  readonly ever: Partition;

  /** @param before its values in earlier editions */
  constructor(
    cells: Cells,
    values: Float64Array,
    within: Float64Array,
    least: Least,
    before: readonly Float64Array[],
  ) {
    this.#cells = cells;
    this.values = values;
    this.#within = within.slice();
    this.least = least;
    this.earlier = before.map((old) => ({ values: [old], covered: new Uint8Array(cells.size) }));
    this.now = new Partition(cells.size);
    this.ever = before.length === 0 ? this.now : new Partition(cells.size);
  }

  /** Takes another count in that is equal to this one now. */
  share(within: Float64Array, least: Least, before: readonly Float64Array[]): void {
    for (const [cell, size] of within.entries()) this.#within[cell] = Math.min(this.#within[cell] ?? 0, size);
    this.least = {
      sum: Math.max(this.least.sum, least.sum),
      rest: Math.max(this.least.rest, least.rest),
    };
    for (const [edition, old] of before.entries()) this.earlier[edition]?.values.push(old);
  }

  /** Adds what an earlier edition published. */
  wasPublished(edition: number, cells: Int32Array): void {
    const earlier = this.earlier[edition];
    if (!earlier) return;
    this.ever.force(cells, this.values);
    for (const cell of cells) earlier.covered[cell] = 1;
  }

  /** How publishing sums would cut what is known; null where it would tell too much. */
  cut(sums: readonly Sum[], singles: ReadonlySet<number>): readonly [Cut, Cut] | null {
    const now = this.now.cut(sums);
    if (!now?.pieces.every((piece) => this.#mayBeKnown(piece, this.values, singles))) return null;
    if (this.ever === this.now) return [now, now];
    // What follows from this edition adds nothing to it, whatever was published before.
    if (now.pieces.length === 0) return [now, { pieces: [], gone: [], alone: [] }];
    const ever = this.ever.cut(sums);
    // A count that became small is told by a sum of which all else is known.
    if (!ever?.alone.every((atom) => this.#mayBeKnown(atom, this.values, hospitalsIn(this.#cells, atom))))
      return null;
    if (!ever.pieces.every((piece) => this.#mayHaveBeenKnown(piece, singles))) return null;
    return [now, ever];
  }

  take([now, ever]: readonly [Cut, Cut]): void {
    this.now.take(now);
    if (this.ever !== this.now) this.ever.take(ever);
  }

  #mayHaveBeenKnown(piece: Sum, singles: ReadonlySet<number>): boolean {
    return (
      this.#mayBeKnown(piece, this.values, singles) &&
      this.earlier.every(
        ({ values, covered }) =>
          !piece.cells.every((cell) => covered[cell] === 1) ||
          values.every((old) => this.#mayBeKnown({ ...piece, value: sumOf(old, piece.cells) }, old, singles)),
      )
    );
  }

  /**
   * Whether a sum may be known to everybody. Zero may. Otherwise it is large enough, and remains so for a reader who takes away what one
   * hospital or one city has; at least two other hospitals could then hold what is left.
   *
   * @param singles the hospitals of which a sum may be known by itself
   */
  #mayBeKnown({ cells, value }: Sum, values: Float64Array, singles: ReadonlySet<number>): boolean {
    const byHospital = new Map<number, number>();
    const byCity = new Map<number, number>();
    const carriers = new Map<number, number>();
    let total = 0;
    for (const cell of cells) {
      const [count, hospital, city] = [
        values[cell] ?? 0,
        this.#cells.hospital[cell] ?? -1,
        this.#cells.city[cell] ?? -1,
      ];
      total += count;
      byHospital.set(hospital, (byHospital.get(hospital) ?? 0) + count);
      if (city >= 0) byCity.set(city, (byCity.get(city) ?? 0) + count);
      if ((this.#within[cell] ?? 0) > 0) carriers.set(hospital, city);
    }
    if (total === 0 && value === 0) return true;
    // Where counts are not sums over cells, both what the sums say and what the cells hold must be large enough.
    const known = Math.min(total, value);
    if (known < this.least.sum) return false;
    const [hospital = -1] = byHospital.keys();
    if (byHospital.size === 1) return singles.has(hospital);
    if (carriers.size < 3) return false;
    const tooFew = (own: number) => known - own !== 0 && known - own < this.least.rest;
    for (const own of byHospital.values()) if (tooFew(own)) return false;
    for (const [city, own] of byCity) {
      if (own === total) continue;
      if (tooFew(own)) return false;
      let others = 0;
      for (const of of carriers.values()) if (of !== city) others += 1;
      if (others < 2) return false;
    }
    return true;
  }
}

const hospitalsIn = ({ hospital }: Cells, { cells }: Sum) =>
  new Set(Array.from(cells, (cell) => hospital[cell] ?? -1));

export function sumOf(values: Float64Array, cells: Int32Array): number {
  let sum = 0;
  for (const cell of cells) sum += values[cell] ?? 0;
  return sum;
}
