import type { Figure } from '../figure/figures.js';

/** The part of a figure that says of which hospitals and months it is. */
export type Region = Pick<Figure, 'level' | 'unit'> & {
  /** Months since year 0, both included. */
  readonly first: number;
  readonly last: number;
};

/** The smallest parts that figures are sums of: a hospital in a month, for strata in one stratum of it. */
export class Cells {
  readonly #at = new Map<string, number>();
  readonly #month: number[] = [];
  readonly #stratum: string[] = [];
  readonly #hospitals = new Map<string, number>();
  readonly #cities = new Map<string, number>();
  readonly #ofHospital: number[][] = [];
  readonly #regions = new Map<string, Int32Array>();
  /** By cell: the number of its hospital. */
  readonly hospital: number[] = [];
  /** By cell: the number of its city; -1 where it is in none. */
  readonly city: number[] = [];
  readonly #cityOf: ReadonlyMap<string, string>;

  constructor(cityOf: ReadonlyMap<string, string>) {
    this.#cityOf = cityOf;
  }

  get size(): number {
    return this.#month.length;
  }

  /** The number of a cell, which is made when it is new. */
  put(hospital: string, month: number, stratum = ''): number {
    const key = `${hospital}\t${month}\t${stratum}`;
    const known = this.#at.get(key);
    if (known !== undefined) return known;
    const cell = this.#month.length;
    this.#at.set(key, cell);
    const number = numberOf(this.#hospitals, hospital);
    this.#names[number] = hospital;
    this.#month.push(month);
    this.#stratum.push(stratum);
    this.hospital.push(number);
    const city = this.#cityOf.get(hospital);
    this.city.push(city === undefined ? -1 : numberOf(this.#cities, city));
    const own = this.#ofHospital[number];
    if (own) own.push(cell);
    else this.#ofHospital[number] = [cell];
    this.#regions.clear();
    this.#byPlace = undefined;
    return cell;
  }

  /** The number of a hospital; -1 where it has no cell. */
  hospitalNumber(hospital: string): number {
    return this.#hospitals.get(hospital) ?? -1;
  }

  /** The cells of a region, of one stratum or of all. */
  of({ level, unit, first, last }: Region, stratum?: string): Int32Array {
    const key = `${level}\t${unit}\t${first}\t${last}\t${stratum ?? '*'}`;
    const known = this.#regions.get(key);
    if (known) return known;
    const within = (cell: number) => {
      const month = this.#month[cell] ?? 0;
      return month >= first && month <= last && (stratum === undefined || this.#stratum[cell] === stratum);
    };
    const hospital = this.#hospitals.get(unit) ?? -1;
    const city = this.#cities.get(unit) ?? -1;
    const cells =
      level === 'hospital'
        ? (this.#ofHospital[hospital] ?? []).filter(within)
        : this.#month.flatMap((_, cell) =>
            (level === 'province' || (city >= 0 && this.city[cell] === city)) && within(cell) ? [cell] : [],
          );
    const region = Int32Array.from(cells);
    this.#regions.set(key, region);
    return region;
  }

  /** The cells of another space, such as that of strata, that are of the same hospitals and months as these cells. */
  sameIn(other: Cells, cells: Int32Array): Int32Array {
    other.#byPlace ??= byPlaceOf(other.size, (cell) => other.#placeOf(cell));
    const found: number[] = [];
    for (const cell of cells)
      for (const same of other.#byPlace.get(this.#placeOf(cell)) ?? []) found.push(same);
    return Int32Array.from(found.sort((a, b) => a - b));
  }

  #byPlace: ReadonlyMap<string, readonly number[]> | undefined;

  #placeOf(cell: number): string {
    return `${this.#names[this.hospital[cell] ?? -1]}\t${this.#month[cell]}`;
  }

  readonly #names: string[] = [];
}

function byPlaceOf(size: number, placeOf: (cell: number) => string): ReadonlyMap<string, readonly number[]> {
  const byPlace = new Map<string, number[]>();
  for (let cell = 0; cell < size; cell += 1) {
    const place = placeOf(cell);
    const own = byPlace.get(place);
    if (own) own.push(cell);
    else byPlace.set(place, [cell]);
  }
  return byPlace;
}

function numberOf(of: Map<string, number>, name: string): number {
  const known = of.get(name);
  if (known !== undefined) return known;
  of.set(name, of.size);
  return of.size - 1;
}
