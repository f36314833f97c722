import loadHighs, { type Highs } from 'highs';
import { monthsOf } from '../../../pipeline/define/periods.js';
import type { DisclosedFigure } from '../../../pipeline/disclose/disclosed-figure.js';
import type { Figure } from '../../../pipeline/figure/figures.js';

/*
 * A reader who wants to know what is hidden. He has what was published, his own hospital's figures, the structure (which hospital lies in
 * which city, which months make a period, which strata make the whole), and an integer program. Nothing here looks at how the figures were
 * protected: he knows rows and arithmetic.
 */

/** One row as a reader finds it, or a count of one that he does not find. */
export type Row = Pick<
  DisclosedFigure,
  | 'code'
  | 'level'
  | 'unit'
  | 'period'
  | 'period_type'
  | 'stratum'
  | 'numerator'
  | 'denominator'
  | 'pending'
  | 'state'
>;

/** What was published at one time. */
export interface Publication {
  readonly rows: readonly Row[];
  /** The hospitals and months whose cases changed since the publication before, as `H1 24302`: he is told even that. */
  readonly changed?: ReadonlySet<string>;
  /** The last month that it counts; that of the world unless told otherwise. */
  readonly last?: number;
}

export interface World {
  readonly cityOf: ReadonlyMap<string, string>;
  readonly first: number;
  readonly last: number;
  readonly strata: readonly string[];
  readonly publications: readonly Publication[];
}

/** A count that he should not learn. */
export interface Target {
  readonly publication: number;
  readonly row: Pick<Figure, 'code' | 'level' | 'unit' | 'period' | 'stratum'>;
  readonly count: 'numerator' | 'denominator';
}

type Expression = ReadonlyMap<number, number>;

// Its declarations are read as those of a CommonJS module, while the module that runs is not one.
const highs = await (loadHighs as unknown as () => Promise<Highs>)();

export class Attacker {
  readonly #world: World;
  readonly #names = new Map<string, number>();
  readonly #rows: { readonly terms: Expression; readonly low: number; readonly high: number }[] = [];

  constructor(world: World) {
    this.#world = world;
    for (const [edition, { rows }] of world.publications.entries()) {
      for (const row of rows) this.#learn(edition, row);
      this.#learnAbsent(edition, rows);
    }
    // He knows that no more cases meet a condition than there are.
    for (const name of [...this.#names.keys()]) {
      const [what = '', ...place] = name.split('|');
      if (what === 'cases' || what === 'pending') continue;
      const cases = this.#variable(['cases', ...place].join('|'));
      this.#rows.push({
        terms: new Map([
          [cases, 1],
          [this.#variable(name), -1],
        ]),
        low: 0,
        high: Number.POSITIVE_INFINITY,
      });
    }
  }

  /** The targets that can have fewer than `least` values, each with the lowest and highest. */
  narrowed(targets: readonly Target[], least: number): { target: Target; low: number; high: number }[] {
    const wanted = targets.map((target) => ({
      target,
      terms: this.#count(
        target.publication,
        target.row,
        target.count === 'numerator' ? target.row.code : 'cases',
      ),
      low: Number.POSITIVE_INFINITY,
      high: Number.NEGATIVE_INFINITY,
    }));
    const size = this.#names.size;
    const starts = [0];
    const [indices, values]: [number[], number[]] = [[], []];
    for (const { terms } of this.#rows) {
      for (const [at, factor] of terms) {
        indices.push(at);
        values.push(factor);
      }
      starts.push(indices.length);
    }
    const infinite = (value: number) => (Number.isFinite(value) ? value : highs.infinity);
    const model = highs.createModel({
      numCols: size,
      numRows: this.#rows.length,
      colCost: new Float64Array(size),
      colLower: new Float64Array(size),
      colUpper: new Float64Array(size).fill(100_000),
      rowLower: this.#rows.map(({ low }) => low),
      rowUpper: this.#rows.map(({ high }) => infinite(high)),
      matrix: {
        format: 'csr',
        numRows: this.#rows.length,
        numCols: size,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
      integrality: Array.from({ length: size }, () => highs.constants.variableType.integer),
    });
    try {
      model.options.set({ output_flag: false });
      const solve = (terms: Expression, sign: 1 | -1) => {
        const cost = new Float64Array(size);
        for (const [at, factor] of terms) cost[at] = factor * sign;
        model.changeColsCost({ kind: 'range', from: 0, to: size - 1 }, cost);
        model.run();
        if (model.getModelStatus() !== highs.constants.modelStatus.optimal)
          throw new Error('what was published contradicts itself');
        const found = model.getSolution().colValue;
        // One solution says something of every target.
        for (const one of wanted) {
          let value = 0;
          for (const [at, factor] of one.terms) value += Math.round(found[at] ?? 0) * factor;
          one.low = Math.min(one.low, value);
          one.high = Math.max(one.high, value);
        }
      };
      const open = () => wanted.filter(({ low, high }) => !(high - low + 1 >= least));
      // A few solutions far apart settle most targets at once.
      for (const sign of [1, -1] as const)
        for (let step = 1; step <= 4; step += 1)
          solve(new Map(Array.from({ length: size }, (_, at) => [at, ((at * step * 7) % 11) - 5])), sign);
      for (const one of wanted) {
        if (one.high - one.low + 1 >= least) continue;
        solve(one.terms, 1);
        if (one.high - one.low + 1 < least) solve(one.terms, -1);
      }
      return open().map(({ target, low, high }) => ({ target, low, high }));
    } finally {
      model.dispose();
    }
  }

  #learn(edition: number, row: Row): void {
    const say = (terms: Expression, low: number, high = low) => this.#rows.push({ terms, low, high });
    if (row.state === 'suppressed') {
      // The row is there, so that something was counted.
      const some = new Map([...this.#count(edition, row, 'cases'), ...this.#count(edition, row, 'pending')]);
      say(some, 1, Number.POSITIVE_INFINITY);
      return;
    }
    if (row.numerator !== null) say(this.#count(edition, row, row.code), row.numerator);
    if (row.denominator !== null) say(this.#count(edition, row, 'cases'), row.denominator);
    if (row.pending !== null) say(this.#count(edition, row, 'pending'), row.pending);
  }

  /** What is not listed has no case, of a unit and kind of period that are listed at all. */
  #learnAbsent(edition: number, rows: readonly Row[]): void {
    const listed = new Set(rows.map(keyOf));
    const units = new Map<string, Row>();
    const periods = new Map<string, Row>();
    for (const row of rows) {
      if (row.level === 'hospital') continue;
      units.set(`${row.code}|${row.level}|${row.unit}|${row.stratum}`, row);
      periods.set(`${kindOf(row)}|${row.period}`, row);
    }
    for (const unit of units.values())
      for (const of of periods.values()) {
        const row = { ...unit, period: of.period };
        if (kindOf(of) !== kindOf({ ...unit, period_type: of.period_type }) || listed.has(keyOf(row)))
          continue;
        for (const what of ['cases', 'pending'])
          this.#rows.push({ terms: this.#count(edition, row, what), low: 0, high: 0 });
      }
  }

  #count(edition: number, row: Target['row'], what: string): Expression {
    const { cityOf, first, strata, publications } = this.#world;
    const last = publications[edition]?.last ?? this.#world.last;
    const months = monthsOf(row.period);
    const terms = new Map<number, number>();
    for (const [hospital, city] of cityOf) {
      if (row.level === 'hospital' && row.unit !== hospital) continue;
      if (row.level === 'city' && row.unit !== city) continue;
      for (let month = Math.max(first, months.first); month <= Math.min(last, months.last); month += 1)
        for (const stratum of row.stratum === '' ? strata : [row.stratum])
          terms.set(
            this.#variable([what, hospital, month, stratum, this.#since(edition, hospital, month)].join('|')),
            1,
          );
    }
    return terms;
  }

  /** The last publication up to which the cases of a hospital and month changed. */
  #since(edition: number, hospital: string, month: number): number {
    for (let at = edition; at > 0; at -= 1)
      if (this.#world.publications[at]?.changed?.has(`${hospital} ${month}`)) return at;
    return 0;
  }

  #variable(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, this.#names.size);
    return this.#names.size - 1;
  }
}

/** Rows that are listed all or not at all. */
const kindOf = ({ code, level, period_type, stratum }: Row) =>
  [code, level, period_type, stratum === ''].join('|');

export const keyOf = ({ code, level, unit, period, stratum }: Target['row']) =>
  [code, level, unit, period, stratum].join('|');
