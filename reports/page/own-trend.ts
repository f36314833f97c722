import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { type SmallPoint, smallLine } from '../charts/small-lines.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCounts, printQuotient, scaleOf } from '../print/rate.js';
import { fewCases, stateOf } from '../read/figure-state.js';
import { hospitalWords } from '../words/hospital.js';

const shownQuarters = 8;

/**
 * A hospital's last eight quarters of an indicator, or its last three years of a number of cases; null where fewer than two have a value.
 *
 * @param threshold the value that its figure is compared with, drawn for orientation
 */
export function ownTrend(
  hospital: string,
  indicator: DefinedIndicator,
  threshold: number | null,
  context: ReportContext,
): Html | null {
  const { index, data, lang } = context;
  const isVolume = indicator.measure === 'volume';
  const [type, periods] = isVolume
    ? (['year', years(data.month)] as const)
    : (['quarter', quarters(data.month)] as const);
  const own = new Map(
    index
      .ofUnit(indicator, { level: 'hospital', unit: hospital })
      .filter(({ period_type, stratum }) => period_type === type && stratum === '')
      .map((figure) => [figure.period, figure]),
  );
  const points = periods.map((period) => pointOf(own.get(period), indicator, context));
  if (points.filter(({ at }) => at !== null).length < 2) return null;
  const words = hospitalWords[lang];
  const said = periods.map((period) => {
    const figure = own.get(period);
    const state = stateOf(figure, indicator);
    if (!figure || (state.kind !== 'value' && state.kind !== 'zero')) return '—';
    return isVolume ? printCounts(figure, indicator) : printQuotient(figure, indicator, lang);
  });
  return smallLine(
    points,
    threshold === null ? null : threshold * scaleOf(indicator, lang).factor,
    words.trend.label(periods[0] ?? '', said.join(' ')),
  );
}

function pointOf(
  figure: Figure | undefined,
  indicator: DefinedIndicator,
  { lang }: ReportContext,
): SmallPoint {
  const state = stateOf(figure, indicator);
  if (state.kind !== 'value' && state.kind !== 'zero') return { at: null, light: true };
  const { rate, numerator, denominator } = state.figure;
  if (indicator.measure === 'volume') return { at: numerator, light: false };
  return {
    at: rate === null ? null : rate * scaleOf(indicator, lang).factor,
    light: (denominator ?? 0) < fewCases,
  };
}

/** The quarters up to that of a month, oldest first. */
function quarters(month: string): string[] {
  const last = Number(month.slice(0, 4)) * 4 + Math.ceil(Number(month.slice(5)) / 3) - 1;
  return Array.from({ length: shownQuarters }, (_, i) => {
    const at = last - shownQuarters + 1 + i;
    return `${Math.floor(at / 4)}Q${(at % 4) + 1}`;
  });
}

const years = (month: string) => [2, 1, 0].map((back) => String(Number(month.slice(0, 4)) - back));

/** The text in place of a trend. */
export const noTrend = ({ lang }: ReportContext): Html =>
  html`<small>${hospitalWords[lang].trend.none}</small>`;
