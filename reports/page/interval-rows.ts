import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { Period } from '../../pipeline/figure/headline.js';
import type { IntervalRow } from '../charts/hospital-intervals.js';
import { type RateAxis, rateAxis } from '../charts/rate-axis.js';
import { hospitalName, isListed, type ReportContext } from '../data/report-context.js';
import { printCounts, printRate, scaleOf } from '../print/rate.js';
import { fewCases, stateOf } from '../read/figure-state.js';
import { whyNoData } from '../read/why-no-data.js';
import { nothingText } from './figure-text.js';
import { standingOf, thresholdText, verdictShort } from './judgement.js';
import { periodWords } from './period-words.js';

/** A threshold up to this is about rare events: the chart prints the counts first. */
const rare = 0.01;

/** A unit with its figure; undefined where it has none. */
export interface UnitFigure {
  readonly unit: string;
  readonly label: string;
  readonly figure: Figure | undefined;
  readonly strong: boolean;
}

/**
 * The figures of all hospitals in one period: those with a rate from high to low, then those without. Where a low rate is good and outcomes
 * are unknown, the order uses the rate with every unknown one a yes, so that missing follow-up does not rank first. A code that no list
 * names has a line only where it has a figure.
 */
export function hospitalFigures(
  context: ReportContext,
  indicator: DefinedIndicator,
  period: Period,
): UnitFigure[] {
  const all = context.hospitals.map(
    (unit): UnitFigure => ({
      unit,
      label: hospitalName(context, unit),
      figure: context.index.at(indicator, { level: 'hospital', unit, ...period }),
      strong: false,
    }),
  );
  const units = all.filter(({ unit, figure }) => figure !== undefined || isListed(context, unit));
  const rate = ({ figure }: UnitFigure) =>
    figure && (figure.denominator ?? 0) > 0
      ? ((indicator.better === 'lower' && figure.errs !== '' ? figure.high_bound : figure.rate) ?? -1)
      : -1;
  return units
    .map((unit, order) => ({ unit, order }))
    .sort(
      (a, b) =>
        rate(b.unit) - rate(a.unit) ||
        (b.unit.figure?.denominator ?? -1) - (a.unit.figure?.denominator ?? -1) ||
        a.order - b.order,
    )
    .map(({ unit }) => unit);
}

/** The province with its figure of a period; where that is hidden from the reader, of the newest year that is not. */
export function provinceFigure(
  context: ReportContext,
  indicator: DefinedIndicator,
  period: Period,
): UnitFigure {
  const { index, words } = context;
  const province = { level: 'province', unit: '*' } as const;
  const base = { unit: '*', label: words.province, strong: true };
  const figure = index.at(indicator, { ...province, ...period });
  if (stateOf(figure, indicator).kind !== 'suppressed') return { ...base, figure };
  const year = index
    .ofUnit(indicator, province)
    .filter(
      (one) =>
        one.period_type === 'year' &&
        one.stratum === '' &&
        ['value', 'zero'].includes(stateOf(one, indicator).kind),
    )
    .reduce<Figure | undefined>(
      (newest, one) => (newest && newest.period > one.period ? newest : one),
      undefined,
    );
  if (!year) return { ...base, figure };
  return { ...base, label: words.province + words.brackets(periodWords(context, year)), figure: year };
}

/** A unit's line in a chart of intervals. */
export function intervalRow(
  unit: UnitFigure,
  indicator: DefinedIndicator,
  context: ReportContext,
): IntervalRow {
  const state = stateOf(unit.figure, indicator);
  const factor = scaleOf(indicator, context.lang).factor;
  const base = { label: unit.label, strong: unit.strong };
  if (state.kind !== 'value' && state.kind !== 'zero') {
    const why = unit.unit === '*' ? undefined : whyNoData(context, unit.unit, indicator);
    const note = nothingText(state, context, why) ?? '';
    return {
      ...base,
      counts: '',
      rate: '',
      at: null,
      low: null,
      high: null,
      standing: 'none',
      note,
      light: true,
    };
  }
  const { figure } = state;
  const shown = (value: number | null) => (value === null ? null : value * factor);
  return {
    ...base,
    counts: printCounts(figure, indicator),
    rate: printRate(figure, indicator, context.lang) ?? '',
    at: shown(figure.rate),
    // Unknown outcomes may move the rate beyond its interval, so the line reaches as far as the bounds.
    low: shown(lower(figure.ci_low, figure.low_bound)),
    high: shown(higher(figure.ci_high, figure.high_bound)),
    standing: standingOf(figure),
    note: verdictShort(figure, indicator, context),
    light: (figure.denominator ?? 0) < fewCases,
    countsFirst: figure.threshold !== null && figure.threshold <= rare,
  };
}

const lower = (a: number | null, b: number | null) => (a === null || b === null ? a : Math.min(a, b));
const higher = (a: number | null, b: number | null) => (a === null || b === null ? a : Math.max(a, b));

/** An axis that suits all rows of a chart. */
export function axisFor(
  rows: readonly IntervalRow[],
  indicator: DefinedIndicator,
  context: ReportContext,
  threshold: number | null,
): RateAxis {
  const scale = scaleOf(indicator, context.lang);
  const numbers = (pick: (row: IntervalRow) => number | null) =>
    rows.flatMap((row) => {
      const value = pick(row);
      return value === null ? [] : [value];
    });
  const title = indicator.title[context.lang] + (scale.unit ? context.words.brackets(scale.unit) : '');
  return rateAxis({
    threshold: threshold === null ? null : threshold * scale.factor,
    rates: numbers(({ at }) => at),
    lows: numbers(({ low }) => low),
    highs: numbers(({ high }) => high),
    whole: scale.partOfWhole ? scale.factor : null,
    title,
  });
}

/** The threshold shared by the figures of a chart, for its line. */
export function thresholdIn(
  figures: readonly (Figure | undefined)[],
  indicator: DefinedIndicator,
  context: ReportContext,
): { value: number; at: number; label: string } | null {
  const figure = figures.find((candidate) => candidate?.threshold != null);
  if (!figure || figure.threshold === null) return null;
  return {
    value: figure.threshold,
    at: figure.threshold * scaleOf(indicator, context.lang).factor,
    label: thresholdText(figure, indicator, context) ?? '',
  };
}
