import { asGiven, atPixel, type ChartSpec, chartSpec, type Layer } from './chart-spec.js';
import { textLayers } from './chart-text.js';
import { type Geometry, geometries, type IntervalLayout, type IntervalRow } from './interval-geometry.js';
import { columnHeads, type Heads, labels, type Placed } from './interval-labels.js';
import type { RateAxis } from './rate-axis.js';
import { ink, standingColour, standingShape } from './theme.js';

export type { IntervalLayout, IntervalRow } from './interval-geometry.js';

export interface IntervalChart {
  readonly rows: readonly IntervalRow[];
  readonly axis: RateAxis;
  readonly threshold: { readonly at: number; readonly label: string } | null;
  readonly layout: IntervalLayout;
  /** Headings of the columns on the right, where there is room. */
  readonly heads: Heads;
}

/** Every hospital's rate with its interval against the threshold, one line each, in the given order. */
export function hospitalIntervals({ rows, axis, threshold, layout, heads }: IntervalChart): ChartSpec {
  const shape = geometries[layout];
  const height = rows.length * shape.step;
  const [start, end] = axis.domain;
  const rowAt = (index: number) => (index + 0.5) * shape.step + (shape.textRise > 0 ? shape.textRise / 2 : 0);

  const placed = rows.map((row, index) => ({
    ...row,
    index,
    y: rowAt(index),
    textY: rowAt(index) - shape.textRise,
  }));
  const drawn = placed.flatMap((row) =>
    row.at === null
      ? []
      : [
          {
            y: row.y,
            at: row.at,
            from: Math.max(row.low ?? row.at, start),
            to: Math.min(row.high ?? row.at, end),
            beyond: row.high !== null && row.high > end * 1.0001,
            colour: standingColour[row.standing],
            shape: standingShape[row.standing],
            fill: row.light ? '#ffffff' : standingColour[row.standing],
            weight: row.light ? 1.25 : 2,
            opacity: row.light ? 0.45 : 0.8,
            size: (layout === 'marks' ? 30 : 64) * (row.light ? 0.8 : 1),
          },
        ],
  );
  const x = {
    field: 'at',
    type: 'quantitative',
    scale: { domain: [start, end], type: axis.scale, nice: false, zero: false },
    // Prints ticks exactly: a format for most ticks shows 0.01 as 0.0, and one without a precision gives 2e+1.
    axis: { values: axis.ticks, title: axis.title, grid: true, format: '.10~g' },
  };
  const layers: Layer[] = [
    stripes(
      placed.filter(({ index, strong }) => strong || (layout !== 'marks' && index % 2 === 0)),
      shape,
      layout,
    ),
    ...(threshold ? thresholdLine(threshold, axis, x, lineParts(placed, shape, height)) : []),
    {
      data: { values: drawn },
      mark: { type: 'rule', strokeCap: 'round' },
      encoding: {
        x: { ...x, field: 'from' },
        x2: { field: 'to' },
        y: atPixel('y'),
        color: asGiven('colour'),
        strokeWidth: asGiven('weight', 'quantitative'),
        opacity: asGiven('opacity', 'quantitative'),
      },
    },
    {
      data: { values: drawn },
      mark: { type: 'point', strokeWidth: 1.25, opacity: 1 },
      encoding: {
        x,
        y: atPixel('y'),
        shape: asGiven('shape'),
        stroke: asGiven('colour'),
        fill: asGiven('fill'),
        size: asGiven('size', 'quantitative'),
      },
    },
    {
      data: { values: drawn.filter(({ beyond }) => beyond).map(({ y, colour }) => ({ y, colour })) },
      mark: { type: 'point', filled: true, shape: 'triangle-right', size: 36, opacity: 0.8 },
      encoding: { x: { value: shape.width + 1 }, y: atPixel('y'), color: asGiven('colour') },
    },
    ...(drawn.length === 0 ? [emptyAxis(x, start)] : []),
    ...textLayers([
      ...labels(placed, shape, layout),
      ...(shape.note === null ? [] : columnHeads(heads, shape)),
    ]),
  ];
  return chartSpec({ width: shape.width, height }, shape.margin, layers);
}

function stripes(rows: readonly Placed[], shape: Geometry, layout: IntervalLayout): Layer {
  const half = shape.step / 2;
  const left = layout === 'marks' ? 0 : -shape.margin.left + (layout === 'narrow' ? 4 : 0);
  const right = shape.width + shape.margin.right - (layout === 'narrow' ? 4 : 0);
  return {
    data: {
      values: rows.map(({ index, strong }) => ({
        top: (index + 0.5) * shape.step - half,
        bottom: (index + 0.5) * shape.step + half,
        fill: strong ? '#fff3d6' : ink.stripe,
      })),
    },
    mark: { type: 'rect' },
    encoding: {
      x: { value: left },
      x2: { value: right },
      y: atPixel('top'),
      y2: { field: 'bottom' },
      color: asGiven('fill'),
    },
  };
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** The vertical line in one piece; where names stand above the intervals, in a piece for each row. */
function lineParts(rows: readonly Placed[], shape: Geometry, height: number): Part[] {
  if (shape.textRise === 0) return [{ from: -6, to: height }];
  return rows.map(({ y }) => ({ from: y - 7, to: y + 11 }));
}

function thresholdLine(
  threshold: { at: number; label: string },
  { domain: [start, end] }: RateAxis,
  x: object,
  parts: readonly Part[],
): Layer[] {
  const nearEnd = threshold.at > start + (end - start) * 0.9;
  return [
    {
      data: { values: parts.map((part) => ({ ...part, at: threshold.at })) },
      mark: { type: 'rule', color: ink.threshold, strokeWidth: 1.25, strokeDash: [5, 3] },
      encoding: { x, y: atPixel('from'), y2: { field: 'to' } },
    },
    {
      data: { values: [{ at: threshold.at, label: threshold.label }] },
      mark: {
        type: 'text',
        color: ink.text,
        fontSize: 11.5,
        fontWeight: 'bold',
        align: nearEnd ? 'right' : 'center',
        dx: nearEnd ? 4 : 0,
      },
      encoding: { x, y: { value: -14 }, text: { field: 'label', type: 'nominal' } },
    },
  ];
}

/** An invisible layer that keeps the axis where no unit has a rate. */
function emptyAxis(x: object, start: number): Layer {
  return {
    data: { values: [{ at: start }] },
    mark: { type: 'rule', opacity: 0 },
    encoding: { x },
  };
}
