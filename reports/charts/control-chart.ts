import { asGiven, atPixel, type ChartSpec, chartSpec, type Layer } from './chart-spec.js';
import { stepTicks } from './rate-axis.js';
import { ink } from './theme.js';

/** What a point of a control chart says. */
export type PointMark = 'baseline' | 'common' | 'improving' | 'concern';

/** A place on the axis of a control chart; `at` is null in a gap. Numbers in the units shown. */
export interface ControlPoint {
  /** As `2026-10` or `2026Q3`. */
  readonly period: string;
  readonly at: number | null;
  /** Three sigma below and above the centre line; null in a gap. */
  readonly low: number | null;
  readonly high: number | null;
  readonly mark: PointMark;
}

export interface ControlChart {
  readonly points: readonly ControlPoint[];
  readonly centre: number;
  readonly threshold: { readonly at: number; readonly label: string } | null;
  /** The number shown for a rate of 1; null where there is no upper end. */
  readonly whole: number | null;
  readonly title: string;
  /** `small`: one of many beside each other, without labels of single places. */
  readonly layout: 'large' | 'small';
}

const looks: Readonly<Record<PointMark, { colour: string; fill: string; shape: string; size: number }>> = {
  baseline: { colour: ink.soft, fill: '#ffffff', shape: 'circle', size: 26 },
  common: { colour: ink.soft, fill: ink.soft, shape: 'circle', size: 26 },
  improving: { colour: '#1f6aa5', fill: '#1f6aa5', shape: 'triangle-up', size: 62 },
  concern: { colour: '#c2410c', fill: '#c2410c', shape: 'triangle-down', size: 62 },
};

/** Points in time order with their centre line and limits, which come from the baseline (hollow points). A missing month stays on the axis as a gap. */
export function controlChart(chart: ControlChart): ChartSpec {
  const { points, centre, threshold, whole, title, layout } = chart;
  const isLarge = layout === 'large';
  const width = isLarge ? 468 : 250;
  const height = isLarge ? 190 : 82;
  const step = width / Math.max(1, points.length);
  const placed = points.map((point, i) => ({ ...point, x: (i + 0.5) * step }));
  const known = placed.flatMap(({ at, low, high, ...rest }) =>
    at === null || low === null || high === null ? [] : [{ ...rest, at, low, high }],
  );
  const top = Math.max(centre, threshold?.at ?? 0, ...known.flatMap(({ at, high }) => [at, high]));
  const bottom = Math.min(centre, threshold?.at ?? centre, ...known.flatMap(({ at, low }) => [at, low]));
  const room = (top - bottom || top || 1) * 0.08;
  const domain: [number, number] = [
    Math.max(0, bottom - room),
    whole === null ? top + room : Math.min(whole, top + room),
  ];
  const y = {
    field: 'at',
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: {
      values: isLarge ? stepTicks(...domain) : stepTicks(...domain).filter((_, i) => i % 2 === 0),
      title: isLarge ? title : null,
      grid: true,
      format: '.6~g',
    },
  };
  const lines = known.flatMap(({ x, low, high }) => [
    { from: x - step / 2, to: x + step / 2, at: low },
    { from: x - step / 2, to: x + step / 2, at: high },
  ]);
  const across = (at: number) => ({ from: 0, to: width, at });
  const rule = (values: readonly object[], mark: object): Layer => ({
    data: { values },
    mark: { type: 'rule', ...mark },
    encoding: { x: atPixel('from'), x2: { field: 'to' }, y },
  });
  const layers: Layer[] = [
    rule([across(centre)], { color: ink.soft, strokeWidth: 1 }),
    rule(lines, { color: ink.faint, strokeDash: [2, 2], strokeWidth: 1.25 }),
    rule(threshold ? [across(threshold.at)] : [], {
      color: ink.threshold,
      strokeDash: [5, 3],
      strokeWidth: 1.25,
    }),
    {
      data: { values: joined(placed).flatMap((run, i) => run.map((point) => ({ ...point, run: i }))) },
      mark: { type: 'line', color: ink.faint, strokeWidth: 1.25 },
      // One layer for all runs, so that charts with more or fewer gaps are one program.
      encoding: { x: atPixel('x'), y, detail: { field: 'run', type: 'nominal' } },
    },
    {
      data: { values: known.map(({ x, at, mark }) => ({ x, at, ...looks[mark] })) },
      mark: { type: 'point', strokeWidth: 1.25, opacity: 1 },
      encoding: {
        x: atPixel('x'),
        y,
        shape: asGiven('shape'),
        stroke: asGiven('colour'),
        fill: asGiven('fill'),
        size: asGiven('size', 'quantitative'),
      },
    },
    {
      data: { values: threshold && isLarge ? [{ at: threshold.at, text: threshold.label }] : [] },
      mark: { type: 'text', align: 'left', fontSize: 11, fontWeight: 'bold' },
      encoding: { x: { value: width + 4 }, y, text: { field: 'text', type: 'nominal' } },
    },
    {
      data: { values: yearsIn(placed, step) },
      mark: { type: 'text', fontSize: 11, color: ink.soft, align: 'left' },
      encoding: { x: atPixel('x'), y: { value: height + 12 }, text: { field: 'text', type: 'nominal' } },
    },
    {
      data: { values: yearsIn(placed, step).filter(({ x }) => x > 1) },
      mark: { type: 'rule', color: ink.line },
      encoding: { x: atPixel('x'), y: { value: 0 }, y2: { value: height + 6 } },
    },
  ];
  const margin = isLarge
    ? { top: 10, right: 52, bottom: 24, left: 50 }
    : { top: 6, right: 8, bottom: 22, left: 34 };
  return chartSpec({ width, height }, margin, layers);
}

/** Where each year begins on the axis. */
const yearsIn = (placed: readonly { readonly period: string; readonly x: number }[], step: number) =>
  placed
    .filter(({ period }, i) => i === 0 || period.slice(0, 4) !== placed[i - 1]?.period.slice(0, 4))
    .map(({ period, x }) => ({ x: x - step / 2, text: period.slice(0, 4) }))
    // A year of one or two places at the beginning has no room for its number.
    .filter(({ x }, i, all) => (all[i + 1]?.x ?? Number.POSITIVE_INFINITY) - x > 28);

/** The lines between neighbours; a gap interrupts them. */
function joined(
  placed: readonly { readonly x: number; readonly at: number | null }[],
): { x: number; at: number }[][] {
  const runs: { x: number; at: number }[][] = [[]];
  for (const { x, at } of placed) {
    if (at === null) runs.push([]);
    else runs.at(-1)?.push({ x, at });
  }
  return runs.filter((run) => run.length > 1);
}
