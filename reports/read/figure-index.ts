import type { Defined, PeriodType } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figures.js';

/** Where a figure stands, but for its indicator. */
export interface Place {
  readonly level: Figure['level'];
  readonly unit: string;
  readonly period_type: PeriodType;
  readonly period: string;
  readonly stratum?: string;
}

/** Finds figures by what they say instead of by searching the list. */
export class FigureIndex {
  readonly #byPlace = new Map<string, Figure>();
  readonly #byIndicator = new Map<string, Figure[]>();
  readonly #headlines = new Map<string, Pick<Place, 'period_type' | 'period'>>();

  readonly #hospitals = new Set<string>();
  readonly #byUnit = new Map<string, Figure[]>();
  #judged: readonly Defined[] | null = null;

  constructor(figures: readonly Figure[]) {
    for (const figure of figures) {
      this.#byPlace.set(keyOf(figure, figure), figure);
      if (figure.level === 'hospital') this.#hospitals.add(figure.unit);
      const unit = unitKey(figure, figure);
      const own = this.#byUnit.get(unit);
      if (own) own.push(figure);
      else this.#byUnit.set(unit, [figure]);
      const name = indicatorKey(figure);
      const list = this.#byIndicator.get(name);
      if (list) list.push(figure);
      else this.#byIndicator.set(name, [figure]);
    }
  }

  at(indicator: Defined, place: Place): Figure | undefined {
    return this.#byPlace.get(keyOf(indicator, place));
  }

  /** The indicator's headline period, worked out at the first call: every chart and table asks for it. */
  headline(
    indicator: Defined,
    find: () => Pick<Place, 'period_type' | 'period'>,
  ): Pick<Place, 'period_type' | 'period'> {
    const key = indicatorKey(indicator);
    const found = this.#headlines.get(key) ?? find();
    this.#headlines.set(key, found);
    return found;
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

  /** Whether a hospital has any figure of an indicator. */
  has(indicator: Defined, hospital: string): boolean {
    return this.ofUnit(indicator, { level: 'hospital', unit: hospital }).length > 0;
  }

  /** Every figure of an indicator that one unit has. */
  ofUnit(indicator: Defined, unit: Pick<Place, 'level' | 'unit'>): readonly Figure[] {
    return this.#byUnit.get(unitKey(indicator, unit)) ?? [];
  }

  /** Every figure of an indicator in one version. */
  of(indicator: Defined): readonly Figure[] {
    return this.#byIndicator.get(indicatorKey(indicator)) ?? [];
  }
}

type Named = { readonly code: string; readonly version: string };

const indicatorKey = ({ code, version }: Named) => `${code}\u0000${version}`;

const unitKey = (named: Named, { level, unit }: Pick<Place, 'level' | 'unit'>) =>
  `${named.code}\u0000${named.version}\u0000${level}\u0000${unit}`;

const keyOf = (named: Named, { level, unit, period_type, period, stratum = '' }: Place) =>
  `${unitKey(named, { level, unit })}\u0000${period_type}\u0000${period}\u0000${stratum}`;
