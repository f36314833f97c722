import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { monthsUpTo } from '../../pipeline/figure/ending-periods.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { drawChart } from '../charts/draw-chart.js';
import { monthlyTrend, type TrendMonth } from '../charts/monthly-trend.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { printThreshold, scaleOf } from '../print/rate.js';
import { fewCases, stateOf } from '../read/figure-state.js';
import { thresholdsFor } from '../read/threshold-of.js';
import { chartBox } from './chart-box.js';
import { figureTable } from './figure-table.js';
import { signs } from './judgement.js';

const shownMonths = { wide: 36, narrow: 12 } as const;

/** Chart 2: month by month, for the province (`*`) or for one hospital on its own page. */
export async function trendFigure(
  unit: string,
  indicator: DefinedIndicator,
  context: ReportContext,
): Promise<Html> {
  const { words, lang, data } = context;
  const own = unit !== '*';
  const title = (own ? words.charts.ownTrend : words.charts.trend)(indicator.title[lang]);
  const months = monthsUpTo(data.month, shownMonths.wide);
  const figures = new Map(
    months.map((month) => [
      month,
      context.index.at(indicator, {
        level: own ? 'hospital' : 'province',
        unit,
        period_type: 'month',
        period: month,
      }),
    ]),
  );
  if (months.every((month) => figures.get(month) === undefined))
    return html`<p>${(own ? words.charts.noOwnCases : words.charts.noCases)(indicator.title[lang], String(months.length))}</p>`;
  const draw = async (layout: 'wide' | 'narrow') => {
    const shown = months.slice(-shownMonths[layout]);
    const spec = monthlyTrend({
      months: shown.map((month) => trendMonth(month, figures.get(month), indicator, context)),
      threshold: trendThreshold(indicator, context),
      whole: scaleOf(indicator, lang).factor,
      title: scaleOf(indicator, lang).unit,
      rowLabels: words.trendRows,
      layout,
    });
    return drawChart(spec, words.ariaChart(title));
  };
  const rows = months
    .filter((month) => figures.get(month))
    .reverse()
    .map((month) => ({
      head: html`${month}`,
      indicator,
      state: stateOf(figures.get(month), indicator),
    }));
  return chartBox(
    {
      ...(own ? {} : { id: `trend-${indicator.code}` }),
      title,
      subtitle: `${months[0]} – ${data.month}`,
      indicator,
      drawings: { wide: await draw('wide'), narrow: await draw('narrow') },
      note: words.charts.trendNote(String(shownMonths.wide)),
      table: figureTable(rows, words.columns.period, context),
      rows: rows.length,
    },
    context,
  );
}

function trendMonth(
  month: string,
  figure: Figure | undefined,
  indicator: DefinedIndicator,
  context: ReportContext,
): TrendMonth {
  const state = stateOf(figure, indicator);
  const factor = scaleOf(indicator, context.lang).factor;
  if (state.kind === 'suppressed')
    return { month, at: null, low: null, high: null, n: '＊', pending: '', light: true };
  const pending = figure && figure.pending > 0 ? printCount(figure.pending) : '';
  if (state.kind === 'all unknown')
    return { month, at: null, low: null, high: null, n: '?', pending, light: true };
  if (state.kind !== 'value' && state.kind !== 'zero')
    return {
      month,
      at: null,
      low: null,
      high: null,
      n: state.kind === 'no data' ? '–' : '0',
      pending,
      light: true,
    };
  const shown = (value: number | null) => (value === null ? null : value * factor);
  const { rate, ci_low, ci_high, denominator } = state.figure;
  return {
    month,
    at: shown(rate),
    low: shown(ci_low),
    high: shown(ci_high),
    n: printCount(denominator ?? 0),
    pending,
    light: (denominator ?? 0) < fewCases,
  };
}

/** The threshold of the norm, drawn for orientation because no clause judges a single month. */
function trendThreshold(indicator: DefinedIndicator, { data, lang }: ReportContext) {
  const found = thresholdsFor(indicator, data.norms)[0]?.threshold;
  if (!found) return null;
  const value = found.value.num / found.value.den;
  return {
    at: value * scaleOf(indicator, lang).factor,
    label: `${signs[found.operator]} ${printThreshold(value, indicator, lang)}`,
  };
}
