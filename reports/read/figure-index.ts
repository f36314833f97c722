import type { Defined, PeriodType } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figures.js';
import { groupBy } from '../../pipeline/group-by.js';

/** Where a figure stands, but for its indicator. */
export interface Place {
  readonly level: Figure['level'];
  readonly unit: string;
  readonly period_type: PeriodType;
  readonly period: string;
  readonly stratum?: string;
}

type Unit = Pick<Place, 'level' | 'unit'>;

/** What is known of one indicator in one version. */
interface OfIndicator {
  readonly figures: Figure[];
  readonly byPlace: Map<string, Figure>;
  byUnit?: Map<string, Figure[]>;
  headline?: Pick<Place, 'period_type' | 'period'>;
}

/** Finds figures by what they say instead of by searching the list. */
export class FigureIndex {
  readonly #byIndicator = new Map<string, OfIndicator>();
  readonly #hospitals = new Set<string>();
  #judged: readonly Defined[] | null = null;

  constructor(figures: readonly Figure[]) {
    for (const figure of figures) {
      if (figure.level === 'hospital') this.#hospitals.add(figure.unit);
      const own = this.#own(figure);
      own.figures.push(figure);
      own.byPlace.set(placeKey(figure), figure);
    }
  }

  at(indicator: Defined, place: Place): Figure | undefined {
    return this.#own(indicator).byPlace.get(placeKey(place));
  }

  /** The indicator's headline period, worked out at the first call: every chart and table asks for it. */
  headline(
    indicator: Defined,
    find: () => Pick<Place, 'period_type' | 'period'>,
  ): Pick<Place, 'period_type' | 'period'> {
    const own = this.#own(indicator);
    own.headline ??= find();
    return own.headline;
  }

  /** Those indicators of which some figure of all cases has a threshold, worked out at the first call: every hospital's page asks. */
  judged(indicators: readonly Defined[]): readonly Defined[] {
    this.#judged ??= indicators.filter((indicator) =>
      this.of(indicator).some(({ threshold, stratum }) => threshold !== null && stratum === ''),
    );
    return this.#judged;
  }

  /** Whether a hospital has any figure. */
  hasFigures(hospital: string): boolean {
    return this.#hospitals.has(hospital);
  }

  /** Every figure of an indicator that one unit has. */
  ofUnit(indicator: Defined, unit: Unit): readonly Figure[] {
    const own = this.#own(indicator);
    own.byUnit ??= groupBy(own.figures, unitKey);
    return own.byUnit.get(unitKey(unit)) ?? [];
  }

  /** Every figure of an indicator in one version. */
  of(indicator: Defined): readonly Figure[] {
    return this.#own(indicator).figures;
  }

  #own({ code, version }: { readonly code: string; readonly version: string }): OfIndicator {
    const name = `${code}\u0000${version}`;
    const known = this.#byIndicator.get(name);
    if (known) return known;
    const own: OfIndicator = { figures: [], byPlace: new Map() };
    this.#byIndicator.set(name, own);
    return own;
  }
}

const unitKey = ({ level, unit }: Unit) => `${level}\u0000${unit}`;

const placeKey = ({ level, unit, period_type, period, stratum = '' }: Place) =>
  `${level}\u0000${unit}\u0000${period_type}\u0000${period}\u0000${stratum}`;
