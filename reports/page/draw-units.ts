import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { drawChart } from '../charts/draw-chart.js';
import { hospitalIntervals, type IntervalLayout, type IntervalRow } from '../charts/hospital-intervals.js';
import type { ReportContext } from '../data/report-context.js';
import type { Html } from '../markup/html.js';
import { axisFor, intervalRow, thresholdIn, type UnitFigure } from './interval-rows.js';

/** Draws the figures of an indicator, one line each. */
export function drawUnits(
  units: readonly UnitFigure[],
  indicator: DefinedIndicator,
  context: ReportContext,
  layout: IntervalLayout,
  title: string,
): Promise<Html> {
  const rows = units.map((unit) => intervalRow(unit, indicator, context));
  const threshold = thresholdIn(
    units.map(({ figure }) => figure),
    indicator,
    context,
  );
  return drawRows(rows, threshold, indicator, context, layout, title);
}

/** Draws rows that are already computed. */
export function drawRows(
  rows: readonly IntervalRow[],
  threshold: ReturnType<typeof thresholdIn>,
  indicator: DefinedIndicator,
  context: ReportContext,
  layout: IntervalLayout,
  title: string,
): Promise<Html> {
  const axis = axisFor(rows, indicator, context, threshold?.value ?? null);
  const spec = hospitalIntervals({ rows, axis, threshold, layout, heads: context.words.chartHeads });
  return drawChart(spec, context.words.ariaChart(title));
}

/** The axis that suits the figures of some units and their threshold. */
export function chartAxis(units: readonly UnitFigure[], indicator: DefinedIndicator, context: ReportContext) {
  const rows = units.map((unit) => intervalRow(unit, indicator, context));
  const threshold = thresholdIn(
    units.map(({ figure }) => figure),
    indicator,
    context,
  );
  return axisFor(rows, indicator, context, threshold?.value ?? null);
}

/** The reading note of a compact chart, with a warning where its axis is unusual. */
export function noteOn(
  { scale, domain }: { scale: string; domain: readonly [number, number] },
  { words }: ReportContext,
) {
  const { compactNote, rootScale, cut } = words.charts;
  return compactNote + (scale === 'sqrt' ? rootScale : '') + (domain[0] > 0 ? cut : '');
}
