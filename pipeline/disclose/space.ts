import { createHash } from 'node:crypto';
import type { DefinedIndicator } from '../define/index.js';
import { monthsOf } from '../define/periods.js';
import type { Figure } from '../figure/figures.js';
import type { Cells } from './cells.js';
import { Column, type Least } from './column.js';
import { baseCount, type CountName, countOf } from './counts.js';

/** The largest count that a column holds; no hospital has as many cases in a month. */
const largest = 2 ** 31 - 1;

/** The figures of hospitals in single months of one edition. */
export type MonthlyFigures = readonly Figure[];

/** Figures with the cell of each. */
interface Placed {
  readonly figures: MonthlyFigures;
  readonly cells: Int32Array;
}

/** The counts of one indicator by name, as columns. */
export type ColumnsOf = ReadonlyMap<CountName, Column>;

/** A group of counts that are over the same cells, each distinct one once. */
export class Space {
  readonly cells: Cells;
  readonly #columns = new Map<string, Column>();
  readonly #of = new Map<DefinedIndicator, Map<CountName, Column>>();
  readonly #implied = new Map<Column, Column[]>();

  /**
   * @param editions this edition's figures of hospitals by month first, then those of earlier ones; all of one stratum or all of strata
   */
  constructor(
    cells: Cells,
    indicators: ReadonlyMap<DefinedIndicator, readonly CountName[]>,
    editions: readonly ReadonlyMap<DefinedIndicator, MonthlyFigures>[],
    leastOf: (name: CountName) => Least,
  ) {
    this.cells = cells;
    const cellOf = (figure: Figure) => cells.put(figure.unit, monthsOf(figure.period).first, figure.stratum);
    for (const edition of editions)
      for (const figures of edition.values()) for (const figure of figures) cellOf(figure);
    const valuesOf = (of: Placed, indicator: DefinedIndicator, name: CountName) => {
      const values = new Int32Array(cells.size);
      for (const [i, figure] of of.figures.entries()) {
        const count = countOf(figure, indicator, name);
        if (count > largest)
          throw new RangeError(`${figure.code} ${figure.unit} ${figure.period}: ${name} is ${count}`);
        values[of.cells[i] ?? -1] = count;
      }
      return values;
    };
    for (const [indicator, names] of indicators) {
      const placed = (figures: MonthlyFigures): Placed => ({
        figures,
        cells: Int32Array.from(figures, cellOf),
      });
      const [now = placed([]), ...earlier] = editions.map((edition) => placed(edition.get(indicator) ?? []));
      const [whole, base] = (['whole', baseCount(indicator)] as const).map((name) =>
        valuesOf(now, indicator, name),
      ) as [Int32Array, Int32Array];
      const own = new Map<CountName, Column>();
      for (const name of names) {
        const within = partsOfBase.has(name) && name !== baseCount(indicator) ? base : whole;
        const before = earlier.map((figures) => valuesOf(figures, indicator, name));
        own.set(name, this.#column(valuesOf(now, indicator, name), within, leastOf(name), before));
      }
      this.#of.set(indicator, own);
    }
    this.#implyDifferences();
  }

  columnsOf(indicator: DefinedIndicator): ColumnsOf {
    return this.#of.get(indicator) ?? new Map();
  }

  /** The columns that follow from a column together with another that is known more widely. */
  impliedBy(column: Column): readonly Column[] {
    return this.#implied.get(column) ?? [];
  }

  #column(values: Int32Array, within: Int32Array, least: Least, before: readonly Int32Array[]): Column {
    // A text of all values would be a hundred megabytes in a province.
    const key = createHash('sha256').update(values).digest('base64');
    const known = this.#columns.get(key);
    if (known) {
      known.share(within, least, before);
      return known;
    }
    const column = new Column(this.cells, values, within, least, before);
    this.#columns.set(key, column);
    return column;
  }

  /**
   * Of two counts of cases, of which one is part of the other, everybody knows the difference: such as those excluded. It is looked at with
   * whichever fewer indicators have.
   */
  #implyDifferences(): void {
    const bases = new Map<string, Map<Column, number>>();
    const add = (group: string, column: Column | undefined) => {
      if (!column) return;
      const own = bases.get(group) ?? new Map<Column, number>();
      bases.set(group, own.set(column, (own.get(column) ?? 0) + 1));
    };
    const numbers = new Map<Column, number>();
    for (const [{ of, measure, ...indicator }, columns] of this.#of) {
      if (measure === 'ratio') continue;
      const base = columns.get(baseCount({ of, measure, ...indicator } as DefinedIndicator));
      add(of.name, base);
      if (!base || measure === 'volume' || measure === 'median') continue;
      numbers.set(base, numbers.get(base) ?? numbers.size);
      add(`${of.name} ${numbers.get(base)}`, columns.get('numerator'));
    }
    for (const uses of bases.values()) {
      const columns = [...uses];
      for (const [i, [a, usesA]] of columns.entries())
        for (const [b, usesB] of columns.slice(i + 1)) {
          const [part, all] = isPart(a, b) ? [a, b] : isPart(b, a) ? [b, a] : [];
          if (!part || !all || part.values.every((value) => value === 0)) continue;
          const values = all.values.map((value, cell) => value - (part.values[cell] ?? 0));
          const before = all.earlier.map(({ values: [old] }, edition) => {
            const [own] = part.earlier[edition]?.values ?? [];
            return values.map((_, cell) => Math.max(0, (old?.[cell] ?? 0) - (own?.[cell] ?? 0)));
          });
          const least = { sum: all.least.rest, rest: all.least.rest };
          const difference = this.#column(values, all.values, least, before);
          const rarer = usesA <= usesB ? a : b;
          this.#implied.set(rarer, [...(this.#implied.get(rarer) ?? []), difference]);
        }
    }
  }
}

/** The counts of cases that are part of an indicator's base. */
const partsOfBase: ReadonlySet<CountName> = new Set(['numerator', 'others', 'unknown', 'notMet']);

const isPart = (part: Column, all: Column) =>
  part.values.every((value, cell) => value <= (all.values[cell] ?? 0));
