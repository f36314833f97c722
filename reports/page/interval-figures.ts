import type { Defined } from '../../pipeline/define/index.js';
import { drawChart } from '../charts/draw-chart.js';
import { hospitalIntervals, type IntervalLayout } from '../charts/hospital-intervals.js';
import {
  axisFor,
  hospitalFigures,
  intervalRow,
  provinceFigure,
  thresholdIn,
  type UnitFigure,
} from './interval-rows.js';
import { type Html, html } from '../html.js';
import { scaleOf } from '../print/rate.js';
import { stateOf } from '../read/figure-state.js';
import { headlinePeriod, type Period } from '../read/headline.js';
import { whyNoData } from '../read/why-no-data.js';
import type { ReportContext } from '../report-context.js';
import { chartBox } from './chart-box.js';
import { definitionId } from './definition.js';
import { type FigureRow, figureTable } from './figure-table.js';
import { hospitalLink } from './hospital-link.js';
import { periodWords } from './period-words.js';

/** Chart 1: every hospital, also those without a rate, against the threshold; the province on top. */
export async function allHospitals(indicator: Defined, context: ReportContext): Promise<Html> {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const units = [provinceFigure(context, indicator, period), ...hospitalFigures(context, indicator, period)];
  const title = words.charts.forest(indicator.title[lang]);
  return chartBox(
    {
      id: `chart-${indicator.code}`,
      title,
      subtitle: periodWords(context, period),
      indicator,
      drawings: {
        wide: await drawUnits(units, indicator, context, 'wide', title),
        narrow: await drawUnits(units, indicator, context, 'narrow', title),
      },
      note: words.charts.forestNote,
      table: unitTable(units, indicator, context),
      rows: units.length,
      tableOpen: true,
      after: null,
    },
    context,
  );
}

/** Chart 3: the hospitals that have a rate, in a box half as wide; the others are named below it. */
export async function someHospitals(indicator: Defined, context: ReportContext): Promise<Html> {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const province = provinceFigure(context, indicator, period);
  const hospitals = hospitalFigures(context, indicator, period);
  const hasRate = ({ figure }: UnitFigure) => ['value', 'zero'].includes(stateOf(figure, indicator).kind);
  const drawn = [province, ...hospitals.filter(hasRate)];
  const rest = hospitals.filter((unit) => !hasRate(unit));
  const title = indicator.title[lang];
  const axis = chartAxis(drawn, indicator, context);
  return chartBox(
    {
      id: `chart-${indicator.code}`,
      title,
      subtitle: periodWords(context, period),
      indicator,
      drawings: { wide: await drawUnits(drawn, indicator, context, 'compact', title) },
      note: noteOn(axis, context),
      after:
        rest.length > 0
          ? html`<details class="rest"><summary>${words.charts.withoutRate}${words.colon}${words.cover.count(
              String(rest.length),
            )}</summary><p>${rest.map(
              ({ unit, figure }, index) =>
                html`${index > 0 ? words.semicolon : ''}${hospitalLink(unit, context)} <span class="n">${reason(
                  unit,
                  figure,
                  indicator,
                  context,
                )}</span>`,
            )}</p></details>`
          : null,
      table: unitTable([province, ...hospitals], indicator, context),
      rows: hospitals.length + 1,
    },
    context,
  );
}

/** One hospital beside the province: the same chart on the hospital's page. */
export async function ownAndProvince(hospital: string, indicator: Defined, context: ReportContext): Promise<Html> {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const units = [ownFigure(hospital, indicator, period, context), { ...provinceFigure(context, indicator, period), strong: false }];
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
          state: stateOf(unit.figure, indicator, unit.own),
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

/** One hospital's indicators that share a threshold, one line each: what every run must have is read at a glance. */
export async function ownGroup(hospital: string, indicators: readonly Defined[], context: ReportContext): Promise<Html> {
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
  const axis = { ...axisFor(rows, first.indicator, context, threshold?.value ?? null), title: scaleOf(first.indicator, lang).unit };
  const title = words.charts.groupOf(threshold?.label ?? '');
  const draw = (layout: IntervalLayout) =>
    drawChart(hospitalIntervals({ rows, axis, threshold, layout, heads: words.chartHeads }), words.ariaChart(title));
  const table = units.flatMap(({ indicator, period, unit }) => [
    {
      head: html`<a href="#${definitionId(indicator)}">${indicator.title[lang]}</a>`,
      indicator,
      state: stateOf(unit.figure, indicator, true),
    },
    {
      head: html`<span class="n">${words.province}</span>`,
      indicator,
      state: stateOf(provinceFigure(context, indicator, period).figure, indicator),
    },
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

/** The hospital among the others, who stay without names, numbers and links. */
export async function position(hospital: string, indicator: Defined, context: ReportContext): Promise<Html> {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const units = hospitalFigures(context, indicator, period)
    .map((unit) =>
      unit.unit === hospital
        ? { ...unit, label: words.hospital.yours, strong: true, own: true }
        : { ...unit, label: '', strong: false },
    )
    .filter((unit) => unit.own || ['value', 'zero'].includes(stateOf(unit.figure, indicator).kind));
  const title = words.charts.position(indicator.title[lang]);
  return drawUnits(units, indicator, context, 'marks', title, true);
}

export function ownFigure(hospital: string, indicator: Defined, period: Period, context: ReportContext): UnitFigure {
  return {
    unit: hospital,
    label: context.words.hospital.yours,
    figure: context.index.at(indicator, { level: 'hospital', unit: hospital, ...period }),
    strong: true,
    own: true,
  };
}

function reason(unit: string, figure: UnitFigure['figure'], indicator: Defined, context: ReportContext): string {
  const { nothing } = context.words;
  const state = stateOf(figure, indicator);
  if (state.kind === 'suppressed') return nothing.suppressed;
  if (state.kind === 'not due') return nothing.notDue(String(state.figure.pending));
  if (state.kind === 'not applicable') return nothing.notApplicable;
  return whyNoData(context, unit, indicator);
}

function chartAxis(units: readonly UnitFigure[], indicator: Defined, context: ReportContext) {
  const rows = units.map((unit) => intervalRow(unit, indicator, context));
  const threshold = thresholdIn(units.map(({ figure }) => figure), indicator, context);
  return axisFor(rows, indicator, context, threshold?.value ?? null);
}

function noteOn({ scale, domain }: { scale: string; domain: readonly [number, number] }, { words }: ReportContext) {
  const { compactNote, rootScale, cut } = words.charts;
  return compactNote + (scale === 'sqrt' ? rootScale : '') + (domain[0] > 0 ? cut : '');
}

function drawUnits(
  units: readonly UnitFigure[],
  indicator: Defined,
  context: ReportContext,
  layout: IntervalLayout,
  title: string,
  anonymous = false,
): Promise<Html> {
  const rows = units
    .map((unit) => intervalRow(unit, indicator, context))
    .map((row) => (anonymous && !row.strong ? { ...row, standing: 'none' as const, light: true } : row));
  const threshold = thresholdIn(units.map(({ figure }) => figure), indicator, context);
  const axis = axisFor(rows, indicator, context, threshold?.value ?? null);
  const spec = hospitalIntervals({ rows, axis, threshold, layout, heads: context.words.chartHeads });
  return drawChart(spec, context.words.ariaChart(title));
}

function unitTable(units: readonly UnitFigure[], indicator: Defined, context: ReportContext): Html {
  const rows = units.map(
    (unit): FigureRow => ({
      head: unit.unit === '*' ? html`${unit.label}` : hospitalLink(unit.unit, context),
      indicator,
      state: stateOf(unit.figure, indicator),
      strong: unit.strong,
      ...(unit.unit === '*' ? {} : { why: whyNoData(context, unit.unit, indicator) }),
    }),
  );
  return figureTable(rows, context.words.columns.unit, context);
}
