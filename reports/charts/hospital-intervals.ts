import { asGiven, atPixel, type ChartSpec, chartSpec, type Layer, type Margin } from './chart-spec.js';
import { type ChartText, textLayers } from './chart-text.js';
import { fitText } from './fit-text.js';
import type { RateAxis } from './rate-axis.js';
import { ink, type Standing, standingColour, standingShape } from './theme.js';

/** One hospital, or the province, in a chart of intervals. Numbers are in the units shown. */
export interface IntervalRow {
  readonly label: string;
  /** `12/27` and `44.4%`, or empty where there is no rate. */
  readonly counts: string;
  readonly rate: string;
  readonly at: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly standing: Standing;
  /** What the standing is in words, or why there is no rate. */
  readonly note: string;
  /** Too few cases to say much: open and light. */
  readonly light: boolean;
  /** The province, or the hospital whose page this is. */
  readonly strong: boolean;
  /** Events are rare: the counts say more than the rate. */
  readonly countsFirst?: boolean;
}

/** `wide` for a desk and paper, `narrow` for a phone, `compact` for two beside each other, `marks` without names. */
export type IntervalLayout = 'wide' | 'narrow' | 'compact' | 'marks';

interface Geometry {
  readonly width: number;
  readonly margin: Margin;
  readonly step: number;
  /** Distance of the text from the middle of the row; the narrow layout writes above the interval. */
  readonly textRise: number;
  readonly name: { readonly x: number; readonly align: 'left' | 'right'; readonly em: number; readonly size: number };
  readonly counts: number;
  readonly rate: number;
  readonly note: number | null;
}

const geometries: Readonly<Record<IntervalLayout, Geometry>> = {
  wide: {
    width: 500,
    margin: { top: 30, right: 330, bottom: 44, left: 210 },
    step: 23,
    textRise: 0,
    name: { x: -14, align: 'right', em: 15.5, size: 12.5 },
    counts: 76,
    rate: 146,
    note: 164,
  },
  narrow: {
    width: 340,
    margin: { top: 24, right: 10, bottom: 44, left: 10 },
    step: 40,
    textRise: 14,
    name: { x: 0, align: 'left', em: 15, size: 12 },
    counts: -54,
    rate: 0,
    note: null,
  },
  compact: {
    width: 200,
    margin: { top: 24, right: 132, bottom: 42, left: 148 },
    step: 20,
    textRise: 0,
    name: { x: -10, align: 'right', em: 11.5, size: 11.5 },
    counts: 66,
    rate: 128,
    note: null,
  },
  marks: {
    width: 340,
    margin: { top: 24, right: 120, bottom: 42, left: 20 },
    step: 11,
    textRise: 0,
    name: { x: 0, align: 'left', em: 0, size: 11 },
    counts: 60,
    rate: 116,
    note: null,
  },
};

export interface IntervalChart {
  readonly rows: readonly IntervalRow[];
  readonly axis: RateAxis;
  readonly threshold: { readonly at: number; readonly label: string } | null;
  readonly layout: IntervalLayout;
  /** Words over the columns on the right, where there is room. */
  readonly heads: { readonly counts: string; readonly rate: string; readonly note: string };
}

/** Every hospital's rate with its interval against the threshold, one line each, in the order given. */
export function hospitalIntervals({ rows, axis, threshold, layout, heads }: IntervalChart): ChartSpec {
  const shape = geometries[layout];
  const height = rows.length * shape.step;
  const [start, end] = axis.domain;
  const rowAt = (index: number) => (index + 0.5) * shape.step + (shape.textRise > 0 ? shape.textRise / 2 : 0);

  const placed = rows.map((row, index) => ({ ...row, index, y: rowAt(index), textY: rowAt(index) - shape.textRise }));
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
    axis: { values: axis.ticks, title: axis.title, grid: true },
  };
  const layers: Layer[] = [
    stripes(placed.filter(({ index, strong }) => strong || (layout !== 'marks' && index % 2 === 0)), shape, layout),
    ...(threshold ? thresholdLine(threshold, x, height) : []),
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
    ...textLayers([...labels(placed, shape, layout), ...(shape.note === null ? [] : columnHeads(heads, shape))]),
  ];
  return chartSpec({ width: shape.width, height }, shape.margin, layers);
}

type Placed = IntervalRow & { readonly index: number; readonly y: number; readonly textY: number };

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

function thresholdLine(threshold: { at: number; label: string }, x: object, height: number): Layer[] {
  const rows = [{ at: threshold.at, label: threshold.label }];
  return [
    {
      data: { values: rows },
      mark: { type: 'rule', color: ink.threshold, strokeWidth: 1.25, strokeDash: [5, 3] },
      encoding: { x, y: { value: -6 }, y2: { value: height } },
    },
    {
      data: { values: rows },
      mark: { type: 'text', color: ink.text, fontSize: 11.5, fontWeight: 'bold' },
      encoding: { x, y: { value: -14 }, text: { field: 'label', type: 'nominal' } },
    },
  ];
}

/** Keeps the axis where no unit has a rate. */
function emptyAxis(x: object, start: number): Layer {
  return {
    data: { values: [{ at: start }] },
    mark: { type: 'rule', opacity: 0 },
    encoding: { x },
  };
}

function labels(rows: readonly Placed[], shape: Geometry, layout: IntervalLayout): ChartText[] {
  const size = layout === 'wide' ? 12.5 : layout === 'narrow' ? 12 : 11.5;
  const texts: ChartText[] = [];
  for (const row of rows) {
    const at = { y: row.textY, size };
    if (layout !== 'marks') {
      texts.push({
        ...at,
        x: shape.name.x,
        text: fitText(row.label, shape.name.em),
        colour: row.at === null ? ink.soft : ink.text,
        size: shape.name.size,
        align: shape.name.align,
        style: row.strong ? 'bold' : 'plain',
      });
    }
    if (row.at === null) {
      if (layout === 'marks') continue;
      const text = `— ${fitText(row.note, layout === 'compact' ? 16 : 34)}`;
      texts.push({ x: 8, y: row.y, size: 11.5, text, colour: ink.faint, align: 'left', style: 'italic' });
      continue;
    }
    if (layout === 'marks' && !row.strong) continue;
    const counts = { text: row.counts, x: shape.width + shape.counts };
    const rate = { text: row.rate, x: shape.width + shape.rate };
    const [first, second] = row.countsFirst ? [counts, rate] : [rate, counts];
    texts.push({ ...at, ...first, colour: ink.text, align: 'right', style: 'bold' });
    texts.push({ ...at, ...second, colour: ink.soft, align: 'right', style: 'plain' });
    if (shape.note !== null) {
      const x = shape.width + shape.note;
      const text = fitText(row.note, 14);
      texts.push({ ...at, x, text, colour: standingColour[row.standing], align: 'left', style: 'plain' });
    }
  }
  return texts;
}

function columnHeads(heads: IntervalChart['heads'], shape: Geometry): ChartText[] {
  const head = (text: string, at: number, align: 'left' | 'right'): ChartText => ({
    x: shape.width + at,
    y: -14,
    text,
    size: 11,
    colour: ink.faint,
    align,
    style: 'plain',
  });
  return [
    head(heads.counts, shape.counts, 'right'),
    head(heads.rate, shape.rate, 'right'),
    head(heads.note, shape.note ?? 0, 'left'),
  ];
}
