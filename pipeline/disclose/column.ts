import type { Cells } from './cells.js';
import { Known, type Year } from './known.js';
import type { Cut, Sum } from './partition.js';

/** The values of a count in an earlier edition, of each indicator's that share it now, and the cells of which that edition published something. */
export interface Earlier {
  readonly values: Int32Array[];
  readonly covered: Uint8Array;
}

/** How small a count may be that becomes known. */
export interface Least {
  /** The smallest sum that may be known, other than 0. */
  readonly sum: number;
  /** The smallest sum that may remain when one hospital, or the hospitals of a city, take away their own; other than 0. */
  readonly rest: number;
}

/** Cuts that a column can take: of this edition, and of all editions; null where these know it already. */
export interface Taken {
  readonly now: Cut;
  readonly ever: Cut | null;
  readonly year: Year | null;
}

/** A count over cells, shared by all figures that it is equal in, with what is known of it. */
export class Column {
  readonly #cells: Cells;
  readonly values: Int32Array;
  /** By cell: how much there is that the count could be of. */
  #within: Int32Array;
  least: Least;
  readonly earlier: Earlier[];
  /** By what this edition publishes. */
  readonly now: Known;
  /** By what any edition published, as if nothing had changed since. */
  readonly ever: Known;

  /** @param before its values in earlier editions */
  constructor(
    cells: Cells,
    values: Int32Array,
    within: Int32Array,
    least: Least,
    before: readonly Int32Array[],
  ) {
    this.#cells = cells;
    this.values = values;
    this.#within = within;
    this.least = least;
    this.earlier = before.map((old) => ({ values: [old], covered: new Uint8Array(cells.size) }));
    this.now = new Known(cells.size);
    this.ever = before.length === 0 ? this.now : new Known(cells.size);
  }

  /** Takes another count in that is equal to this one now. */
  share(within: Int32Array, least: Least, before: readonly Int32Array[]): void {
    this.#within = this.#within.map((size, cell) => Math.min(size, within[cell] ?? 0));
    this.least = {
      sum: Math.max(this.least.sum, least.sum),
      rest: Math.max(this.least.rest, least.rest),
    };
    for (const [edition, old] of before.entries()) this.earlier[edition]?.values.push(old);
  }

  /** Adds what an earlier edition published. */
  wasPublished(edition: number, cells: Int32Array, year: Year | null): void {
    const earlier = this.earlier[edition];
    if (!earlier) return;
    const of = year ? this.ever.ofYear(year, this.values) : this.ever.months;
    of.force(cells, this.values);
    for (const cell of cells) earlier.covered[cell] = 1;
  }

  /**
   * How publishing sums would cut what is known; null where it would tell too much.
   *
   * @param year the year that the sums are of, where they are sums over all of it that cross those of its months
   */
  cut(sums: readonly Sum[], singles: ReadonlySet<number>, year: Year | null): Taken | null {
    const now = this.#cutOf(this.now, sums, year);
    if (
      !now?.pieces.every((piece) => this.#mayBeKnown(this.#open(this.now, piece, year), this.values, singles))
    )
      return null;
    // What follows from this edition adds nothing to it, whatever was published before.
    if (now.pieces.length === 0) return { now, ever: null, year };
    if (this.ever === this.now) return { now, ever: now, year };
    // Whatever crosses a count that became small tells by how much it changed.
    const [byMonths, byYears] = this.#becameSmall();
    const crossing = year ? byMonths : byYears;
    if (sums.some(({ cells }) => cells.some((cell) => crossing[cell] === 1))) return null;
    const ever = this.#cutOf(this.ever, sums, year);
    // A count that became small is told by a sum of which all else is known.
    if (!ever?.alone.every((atom) => this.#mayBeKnown(atom, this.values, hospitalsIn(this.#cells, atom))))
      return null;
    if (!ever.pieces.every((piece) => this.#mayHaveBeenKnown(this.#open(this.ever, piece, year), singles)))
      return null;
    return { now, ever, year };
  }

  take({ now, ever, year }: Taken): void {
    const of = (known: Known) => (year ? known.ofYear(year, this.values) : known.months);
    if (now.pieces.length > 0) of(this.now).take(now);
    if (ever && this.ever !== this.now) of(this.ever).take(ever);
  }

  /** Whether a sum, by the parts of it that lie in single years, follows from what this edition publishes. */
  follows(parts: ReadonlyMap<number, Int32Array>): boolean {
    return [...parts].every(
      ([year, cells]) => this.now.months.isUnion(cells) || this.now.years.get(year)?.isUnion(cells) === true,
    );
  }

  #cutOf(known: Known, sums: readonly Sum[], year: Year | null): Cut | null {
    if (year) return known.fills(year) ? known.ofYear(year, this.values).cut(sums) : null;
    const cut = known.months.cut(sums);
    // Sums over a year were looked at together with the months as they were then.
    return cut?.pieces.some((piece) => known.crosses(piece.cells)) ? null : cut;
  }

  /**
   * What a piece of a year leaves open: hospitals of which months are known within it are taken as known altogether. The sums of months
   * that cross it leave the rest of it as it is.
   */
  #open(known: Known, piece: Sum, year: Year | null): Sum {
    if (!year) return piece;
    const inside = known.months.inside(piece.cells);
    if (inside.length === 0) return piece;
    const hospitals = new Set<number>();
    let size = 0;
    for (const { cells } of inside) {
      size += cells.length;
      for (const cell of cells) hospitals.add(this.#cells.hospital[cell] ?? -1);
    }
    // All of it is known by its months.
    if (size === piece.cells.length) return { cells: new Int32Array(0), value: 0 };
    const cells = piece.cells.filter((cell) => !hospitals.has(this.#cells.hospital[cell] ?? -1));
    // Without any other hospital, what is not known of these would be told.
    return cells.length === 0
      ? { cells: piece.cells, value: Number.NaN }
      : { cells, value: sumOf(this.values, cells) };
  }

  #small: readonly [Uint8Array, Uint8Array] | undefined;

  /** The cells that changed within counts that were published and are small now: by sums over months, and over hospitals of years. */
  #becameSmall(): readonly [Uint8Array, Uint8Array] {
    const changed = (cell: number) =>
      this.earlier.some(
        ({ values, covered }) =>
          covered[cell] === 1 && values.some((old) => (old[cell] ?? 0) !== (this.values[cell] ?? 0)),
      );
    const cellsOf = (atoms: readonly Sum[]) => {
      const marked = new Uint8Array(this.#cells.size);
      for (const atom of atoms)
        if (!this.#mayBeKnown(atom, this.values, hospitalsIn(this.#cells, atom)))
          for (const cell of atom.cells) marked[cell] = changed(cell) ? 1 : 0;
      return marked;
    };
    // Of what this edition adds, nothing is small.
    this.#small ??= [
      cellsOf(this.ever.months.atoms),
      cellsOf([...this.ever.years.values()].flatMap(({ atoms }) => atoms)),
    ];
    return this.#small;
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
  #mayBeKnown({ cells, value }: Sum, values: Int32Array, singles: ReadonlySet<number>): boolean {
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
    if (!(known >= this.least.sum)) return false;
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

export function sumOf(values: Int32Array, cells: Int32Array): number {
  let sum = 0;
  for (const cell of cells) sum += values[cell] ?? 0;
  return sum;
}
