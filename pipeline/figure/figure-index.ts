import type { DefinedIndicator, PeriodType } from '../define/index.js';
import type { Figure } from './figures.js';

/** The place of a figure, without its indicator. */
export interface Place {
  readonly level: Figure['level'];
  readonly unit: string;
  readonly period_type: PeriodType;
  readonly period: string;
  readonly stratum?: string;
}

/** The figures of one indicator in one version. */
interface OfIndicator {
  readonly figures: Figure[];
  /** By level and unit; a unit has few enough figures of an indicator to search them. */
  readonly byUnit: { readonly [level in Figure['level']]: Map<string, Figure[]> };
  headline?: Pick<Place, 'period_type' | 'period'>;
}

/** Finds figures by their properties without searching the whole list. */
export class FigureIndex {
  readonly #byIndicator = new Map<string, OfIndicator>();
  readonly #hospitals = new Set<string>();
  #judged: readonly DefinedIndicator[] | null = null;

  constructor(figures: readonly Figure[]) {
    for (const figure of figures) {
      if (figure.level === 'hospital') this.#hospitals.add(figure.unit);
      const own = this.#own(figure);
      own.figures.push(figure);
      const ofLevel = own.byUnit[figure.level];
      const ofUnit = ofLevel.get(figure.unit);
      if (ofUnit) ofUnit.push(figure);
      else ofLevel.set(figure.unit, [figure]);
    }
  }

  at(indicator: DefinedIndicator, place: Place): Figure | undefined {
    const { period_type, period, stratum = '' } = place;
    return this.ofUnit(indicator, place).find(
      (figure) =>
        figure.period === period && figure.period_type === period_type && figure.stratum === stratum,
    );
  }

  /** The indicator's headline period, computed once because every chart and table needs it. */
  headline(
    indicator: DefinedIndicator,
    find: () => Pick<Place, 'period_type' | 'period'>,
  ): Pick<Place, 'period_type' | 'period'> {
    const own = this.#own(indicator);
    own.headline ??= find();
    return own.headline;
  }

  /** The indicators with a threshold in some figure of all cases, computed once because every hospital's page needs them. */
  judged(indicators: readonly DefinedIndicator[]): readonly DefinedIndicator[] {
    this.#judged ??= indicators.filter((indicator) =>
      this.of(indicator).some(({ threshold, stratum }) => threshold !== null && stratum === ''),
    );
    return this.#judged;
  }

  /** Whether a hospital has any figure. */
  hasFigures(hospital: string): boolean {
    return this.#hospitals.has(hospital);
  }

  /** The figures that one hospital may see: its own of these, of all others what is public. */
  seenBy(hospital: string, open: FigureIndex): FigureIndex {
    return new SeenBy(hospital, this, open);
  }

  /** Every figure of an indicator for one unit. */
  ofUnit(indicator: DefinedIndicator, { level, unit }: Pick<Place, 'level' | 'unit'>): readonly Figure[] {
    return this.#own(indicator).byUnit[level].get(unit) ?? [];
  }

  /** Every figure of an indicator in one version. */
  of(indicator: DefinedIndicator): readonly Figure[] {
    return this.#own(indicator).figures;
  }

  #own({ code, version }: { readonly code: string; readonly version: string }): OfIndicator {
    const name = `${code}\u0000${version}`;
    const known = this.#byIndicator.get(name);
    if (known) return known;
    const byUnit = { hospital: new Map(), city: new Map(), province: new Map() };
    const own: OfIndicator = { figures: [], byUnit };
    this.#byIndicator.set(name, own);
    return own;
  }
}

/** What belongs to all pages alike, such as the headline period, is that of the whole. */
class SeenBy extends FigureIndex {
  readonly #hospital: string;
  readonly #whole: FigureIndex;
  readonly #open: FigureIndex;

  constructor(hospital: string, whole: FigureIndex, open: FigureIndex) {
    super([]);
    this.#hospital = hospital;
    this.#whole = whole;
    this.#open = open;
  }

  override headline(...of: Parameters<FigureIndex['headline']>): ReturnType<FigureIndex['headline']> {
    return this.#whole.headline(...of);
  }

  override judged(indicators: readonly DefinedIndicator[]): readonly DefinedIndicator[] {
    return this.#whole.judged(indicators);
  }

  override hasFigures(hospital: string): boolean {
    return hospital === this.#hospital && this.#whole.hasFigures(hospital);
  }

  override ofUnit(indicator: DefinedIndicator, unit: Pick<Place, 'level' | 'unit'>): readonly Figure[] {
    const isOwn = unit.level === 'hospital' && unit.unit === this.#hospital;
    return (isOwn ? this.#whole : this.#open).ofUnit(indicator, unit);
  }

  override of(indicator: DefinedIndicator): readonly Figure[] {
    return this.#whole.of(indicator);
  }
}
