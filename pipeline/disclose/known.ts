import { Partition } from './partition.js';

/** A calendar year that is over, and all cells of it. */
export interface Year {
  readonly year: number;
  readonly cells: Int32Array;
}

/**
 * What is known of a count: sums over parts of the months, and for a year also sums over parts of its hospitals. The two cross like the
 * margins of a table, which leave its cells open.
 */
export class Known {
  readonly months: Partition;
  readonly years = new Map<number, Partition>();
  readonly #crossed: Uint8Array;

  constructor(size: number) {
    this.months = new Partition(size);
    this.#crossed = new Uint8Array(size);
  }

  /** What is known of the hospitals of a year; at first only the sum of all. */
  ofYear({ year, cells }: Year, values: Int32Array): Partition {
    const known = this.years.get(year);
    if (known) return known;
    const of = new Partition(this.#crossed.length);
    of.force(cells, values);
    this.years.set(year, of);
    for (const cell of cells) this.#crossed[cell] = 1;
    return of;
  }

  readonly #filled = new Set<number>();

  /** Whether the sum of a year is known; once it is, it remains so. */
  fills({ year, cells }: Year): boolean {
    if (!this.#filled.has(year) && this.months.isUnion(cells)) this.#filled.add(year);
    return this.#filled.has(year);
  }

  /** Whether any of these cells lies in a year of whose hospitals sums are known. */
  crosses(cells: Int32Array): boolean {
    return cells.some((cell) => this.#crossed[cell] === 1);
  }
}
