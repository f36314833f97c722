import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { headlinePeriod, type Period } from '../../pipeline/figure/headline.js';
import { drawChart } from '../charts/draw-chart.js';
import { hospitalIntervals, type IntervalLayout, type IntervalRow } from '../charts/hospital-intervals.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { scaleOf } from '../print/rate.js';
import { stateOf } from '../read/figure-state.js';
import { whyNoData } from '../read/why-no-data.js';
import { chartBox } from './chart-box.js';
import { definitionLink } from './definition.js';
import { chartAxis, drawRows, drawUnits, noteOn } from './draw-units.js';
import { figureTable } from './figure-table.js';
import { axisFor, intervalRow, provinceFigure, thresholdIn, type UnitFigure } from './interval-rows.js';
import { periodWords } from './period-words.js';

/** One hospital beside the province, for the hospital's page. */
export async function ownAndProvince(
  hospital: string,
  indicator: DefinedIndicator,
  context: ReportContext,
): Promise<Html> {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const units = [
    ownFigure(hospital, indicator, period, context),
    { ...provinceFigure(context, indicator, period), strong: false },
  ];
  const title = indicator.title[lang];
  return chartBox(
    {
      title,
      subtitle: periodWords(context, period),
      indicator,
      drawings: { wide: await drawUnits(units, indicator, context, 'compact', title) },
      note: noteOn(chartAxis(units, indicator, context), context),
      table: figureTable(
        units.map((unit) => ({
          head: html`${unit.label}`,
          indicator,
          state: stateOf(unit.figure, indicator),
          why: unit.unit === '*' ? words.nothing.noData : whyNoData(context, unit.unit, indicator),
        })),
        words.columns.unit,
        context,
      ),
      rows: units.length,
    },
    context,
  );
}

/** One hospital's indicators that share a threshold, one line each, such as the requirements of every run. */
export async function ownGroup(
  hospital: string,
  indicators: readonly DefinedIndicator[],
  context: ReportContext,
): Promise<Html> {
  const { words, lang, data } = context;
  const units = indicators.map((indicator) => {
    const period = headlinePeriod(indicator, context.index, data.month);
    return { indicator, period, unit: ownFigure(hospital, indicator, period, context) };
  });
  const [first] = units;
  if (!first) return html``;
  const threshold = thresholdIn([first.unit.figure], first.indicator, context);
  const rows = units.map(({ indicator, unit }) => ({
    ...intervalRow(unit, indicator, context),
    label: indicator.title[lang],
    strong: false,
  }));
  const axis = {
    ...axisFor(rows, first.indicator, context, threshold?.value ?? null),
    title: scaleOf(first.indicator, lang).unit,
  };
  const title = words.charts.groupOf(threshold?.label ?? '');
  const draw = (layout: IntervalLayout) =>
    drawChart(
      hospitalIntervals({ rows, axis, threshold, layout, heads: words.chartHeads }),
      words.ariaChart(title),
    );
  const table = units.flatMap(({ indicator, period, unit }) => [
    {
      head: html`<a href="${definitionLink(indicator, context)}">${indicator.title[lang]}</a>`,
      indicator,
      state: stateOf(unit.figure, indicator),
    },
    provinceRow(indicator, period, context),
  ]);
  return html`<figure class="chart-box"><figcaption><h3>${title}</h3><p class="subtitle">${periodWords(
    context,
    first.period,
  )}</p></figcaption><div class="chart wide">${await draw('wide')}</div><div class="chart narrow">${await draw(
    'narrow',
  )}</div><p class="chart-note">${noteOn(axis, context)}</p><details class="table-box"><summary>${words.charts.tableTitle(
    String(table.length),
  )}</summary>${figureTable(table, words.columns.indicator, context)}</details></figure>`;
}

/** The province's row below a hospital's own. */
function provinceRow(indicator: DefinedIndicator, period: Period, context: ReportContext) {
  const { label, figure } = provinceFigure(context, indicator, period);
  return { head: html`<small>${label}</small>`, indicator, state: stateOf(figure, indicator) };
}

/** The hospital among the others, of which there are no names, counts, intervals or links, and only those that everybody may see. */
export async function position(
  hospital: string,
  indicator: DefinedIndicator,
  context: ReportContext,
): Promise<Html> {
  const { words, lang, data } = context;
  const period = positionPeriod(indicator, context);
  const own = ownFigure(hospital, indicator, period, context);
  const label = data.open?.labelOf(indicator.code, hospital);
  const rows = [
    ...peerRows(indicator, period, context).filter((row) => row.label !== label),
    intervalRow(own, indicator, context),
  ].sort((a, b) => (b.at ?? -1) - (a.at ?? -1));
  const threshold = thresholdIn([own.figure], indicator, context);
  return drawRows(
    rows.map((row) => (row.strong ? row : { ...row, label: '' })),
    threshold,
    indicator,
    context,
    'marks',
    words.charts.position(indicator.title[lang]),
  );
}

/** The newest period of which others may be seen; the headline's where there is none. */
export function positionPeriod(indicator: DefinedIndicator, context: ReportContext): Period {
  const { code, version } = indicator;
  return context.once(`position ${code} ${version}`, () => {
    const last = (context.data.open?.peers ?? [])
      .filter((peer) => peer.code === code && peer.version === version)
      .reduce<Period | null>(
        (newest, peer) => (newest === null || peer.period > newest.period ? peer : newest),
        null,
      );
    return last ?? headlinePeriod(indicator, context.index, context.data.month);
  });
}

/** The other hospitals whose rates everybody may see, by their labels; the rates are rounded, and no interval tells of how many cases. */
function peerRows(
  indicator: DefinedIndicator,
  { period_type, period }: Period,
  context: ReportContext,
): readonly IntervalRow[] {
  const { code, version } = indicator;
  return context.once(`peers ${code} ${version}`, () => {
    const { factor } = scaleOf(indicator, context.lang);
    return (context.data.open?.peers ?? [])
      .filter(
        (peer) =>
          peer.code === code &&
          peer.version === version &&
          peer.period_type === period_type &&
          peer.period === period,
      )
      .map(({ label, rate }) => ({
        label,
        counts: '',
        rate: '',
        at: rate === null ? null : rate * factor,
        low: null,
        high: null,
        strong: false,
        standing: 'none' as const,
        note: '',
        light: true,
      }));
  });
}

/** A hospital with its own figure of a period. */
export function ownFigure(
  hospital: string,
  indicator: DefinedIndicator,
  period: Period,
  context: ReportContext,
): UnitFigure {
  return {
    unit: hospital,
    label: context.words.hospital.yours,
    figure: context.index.at(indicator, { level: 'hospital', unit: hospital, ...period }),
    strong: true,
  };
}
