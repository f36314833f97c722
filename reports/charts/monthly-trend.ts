import { atPixel, type ChartSpec, chartSpec, type Layer } from './chart-spec.js';
import { ink } from './theme.js';

/** One month of a trend; numbers in the units shown. `at` is null where the denominator is zero. */
export interface TrendMonth {
  /** As `2026-10`. */
  readonly month: string;
  readonly at: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The text under the month: its n, or a dash where there was no case. */
  readonly n: string;
  /** Cases not due yet, or empty. */
  readonly pending: string;
  readonly light: boolean;
}

export interface TrendChart {
  readonly months: readonly TrendMonth[];
  readonly threshold: { readonly at: number; readonly label: string } | null;
  readonly whole: number;
  readonly title: string;
  readonly rowLabels: { readonly n: string; readonly pending: string };
  readonly layout: 'wide' | 'narrow';
}

/** A rate month by month with its interval and its n; months without cases are gaps, never zeros. */
export function monthlyTrend({ months, threshold, whole, title, rowLabels, layout }: TrendChart): ChartSpec {
  const wide = layout === 'wide';
  const left = wide ? 58 : 40;
  const right = wide ? 72 : 12;
  const width = (wide ? 1040 : 360) - left - right;
  const height = wide ? 250 : 210;
  const step = width / months.length;
  const hasPending = months.some(({ pending }) => pending !== '');
  const placed = months.map((month, index) => ({ ...month, x: (index + 0.5) * step }));
  const drawn = placed.flatMap(({ x, at, low, high, light, month }) =>
    at === null ? [] : [{ x, at, low: low ?? at, high: high ?? at, light, month }],
  );
  const small = wide ? 11 : 10.5;

  const y = {
    field: 'at',
    type: 'quantitative',
    scale: { domain: [0, whole], nice: false },
    axis: {
      values: [0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => part * whole),
      title,
      grid: true,
      titlePadding: 10,
    },
  };
  const under = (values: readonly object[], offset: number, style: object = {}): Layer => ({
    data: { values },
    mark: { type: 'text', fontSize: small, color: ink.soft, ...style },
    encoding: { x: atPixel('x'), y: { value: height + offset }, text: { field: 'text', type: 'nominal' } },
  });
  const rowLabel = (text: string, offset: number): Layer => ({
    data: { values: [{ text }] },
    mark: { type: 'text', align: 'right', fontSize: small, color: ink.faint },
    encoding: { x: { value: -6 }, y: { value: height + offset }, text: { field: 'text', type: 'nominal' } },
  });
  const years = placed
    .filter(({ month }, index) => index === 0 || month.endsWith('-01'))
    .map(({ x, month }) => ({ x, start: x - step / 2, text: month.slice(0, 4) }));

  const layers: Layer[] = [
    {
      data: { values: years.filter(({ start }) => start > 1) },
      mark: { type: 'rule', color: ink.line },
      encoding: { x: atPixel('start'), y: { value: 0 }, y2: { value: height + 34 } },
    },
    {
      data: { values: [{ at: 0 }] },
      mark: { type: 'rule', color: ink.line },
      encoding: { x: { value: 0 }, x2: { value: width }, y },
    },
    {
      data: { values: threshold ? [{ at: threshold.at }] : [] },
      mark: { type: 'rule', color: ink.threshold, strokeDash: [5, 3], strokeWidth: 1.25 },
      encoding: { x: { value: 0 }, x2: { value: width }, y },
    },
    {
      data: { values: threshold ? [{ at: threshold.at, text: threshold.label }] : [] },
      mark: wide
        ? { type: 'text', align: 'left', fontSize: 11.5, fontWeight: 'bold' }
        : { type: 'text', align: 'right', fontSize: 11, fontWeight: 'bold', dy: -9 },
      encoding: {
        x: { value: wide ? width + 6 : width },
        y,
        text: { field: 'text', type: 'nominal' },
      },
    },
    {
      data: { values: drawn },
      mark: { type: 'rule', color: '#1f6aa5', opacity: 0.35, strokeWidth: wide ? 6 : 7 },
      encoding: { x: atPixel('x'), y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
    ...runsOfMonths(placed).map(
      (run): Layer => ({
        data: { values: run },
        mark: { type: 'line', color: '#174f7c', strokeWidth: 1.5 },
        encoding: { x: atPixel('x'), y },
      }),
    ),
    {
      data: { values: drawn.filter(({ light }) => !light) },
      mark: { type: 'point', filled: true, color: '#174f7c', opacity: 1, size: 34 },
      encoding: { x: atPixel('x'), y },
    },
    {
      data: { values: drawn.filter(({ light }) => light) },
      mark: {
        type: 'point',
        filled: true,
        fill: '#ffffff',
        stroke: '#174f7c',
        strokeWidth: 1.25,
        opacity: 1,
        size: 30,
      },
      encoding: { x: atPixel('x'), y },
    },
    under(
      placed.map(({ x, month }) => ({ x, text: String(Number(month.slice(5))) })),
      12,
    ),
    under(years, 27, { fontWeight: 'bold', color: ink.text }),
    under(
      placed.map(({ x, n }) => ({ x, text: n })),
      46,
      { color: ink.text },
    ),
    rowLabel(rowLabels.n, 46),
    ...(hasPending
      ? [
          under(
            placed.map(({ x, pending }) => ({ x, text: pending })),
            62,
            { fontStyle: 'italic' },
          ),
          rowLabel(rowLabels.pending, 62),
        ]
      : []),
  ];
  return chartSpec({ width, height }, { top: 12, right, bottom: hasPending ? 74 : 58, left }, layers);
}

/** The lines between consecutive months; a month without a rate, or with too few cases, interrupts them. */
function runsOfMonths(
  months: readonly { readonly x: number; readonly at: number | null; readonly light: boolean }[],
): { x: number; at: number }[][] {
  const runs: { x: number; at: number }[][] = [[]];
  for (const { x, at, light } of months) {
    if (at === null || light) runs.push([]);
    else runs.at(-1)?.push({ x, at });
  }
  return runs.filter((run) => run.length > 1);
}
