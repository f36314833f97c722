import type { DefinedIndicator } from '../define/index.js';
import { monthName, monthNumber } from '../define/periods.js';
import { type Figure, openSize } from '../figure/figures.js';

/** The figures of all cases of one unit by month and by quarter. */
export interface Series {
  readonly code: string;
  readonly version: string;
  readonly level: 'hospital' | 'province';
  readonly unit: string;
  readonly month: Map<string, Figure>;
  readonly quarter: Map<string, Figure>;
}

/** A place on the axis; without counts it is a gap. */
export interface AxisPoint {
  readonly period: string;
  /** Cases that meet the condition, or events; for medians 0. */
  readonly x: number;
  /** Cases, or exposure. */
  readonly n: number;
  readonly rate: number;
}

/** The axis of a series, oldest first: every month or quarter from the first with a value to the newest, gaps as null. */
export interface Axis {
  readonly periods: readonly string[];
  readonly points: readonly (AxisPoint | null)[];
  /** Points left out because too many of their outcomes are unknown. */
  readonly incomplete: number;
}

/** Of a point's cases at most this share may be of unknown outcome: more could look like a change of the rate. */
const mostOpen = 0.1;

/**
 * The series of hospitals and the province, in one pass over all figures.
 *
 * Figures of a unit follow one another, so that most are placed without a look-up.
 */
export function seriesOf(figures: readonly Figure[]): Series[] {
  const all = new Map<string, Series>();
  let last: Series | undefined;
  for (const figure of figures) {
    const { code, version, level, unit, period_type, stratum } = figure;
    if (stratum !== '' || level === 'city' || (period_type !== 'month' && period_type !== 'quarter'))
      continue;
    if (last?.unit !== unit || last.code !== code || last.version !== version || last.level !== level) {
      const key: string = `${code}\u0000${version}\u0000${level}\u0000${unit}`;
      last = all.get(key) ?? { code, version, level, unit, month: new Map(), quarter: new Map() };
      all.set(key, last);
    }
    last[period_type].set(figure.period, figure);
  }
  return [...all.values()];
}

/**
 * The axis of a series by month or quarter, of at most `longest` places up to `end`. A quarter that is still running at `end` is left out.
 * Places after the newest with a value are left out, those before the oldest too.
 */
export function axisOf(
  { month, quarter }: Series,
  by: 'month' | 'quarter',
  indicator: DefinedIndicator,
  { end, longest }: { readonly end: string; readonly longest: number },
): Axis {
  const figures = by === 'month' ? month : quarter;
  const names = by === 'month' ? monthsTo(end, longest) : quartersTo(end, longest);
  let incomplete = 0;
  const points = names.map((name) => {
    const figure = figures.get(name);
    if (figure === undefined) return null;
    const point = pointOf(figure, indicator);
    if (point === 'incomplete') incomplete++;
    return point === 'incomplete' ? null : point;
  });
  const first = points.findIndex((point) => point !== null);
  const last = points.findLastIndex((point) => point !== null);
  if (first < 0) return { periods: [], points: [], incomplete };
  return { periods: names.slice(first, last + 1), points: points.slice(first, last + 1), incomplete };
}

function pointOf(figure: Figure, indicator: DefinedIndicator): AxisPoint | 'incomplete' | null {
  const { period, numerator, denominator, rate } = figure;
  if (rate === null || denominator === null || denominator === 0) return null;
  const open = openSize(figure, indicator) ?? figure.unknown;
  if (open > mostOpen * (denominator + open)) return 'incomplete';
  return { period, x: numerator ?? 0, n: denominator, rate };
}

const monthLists = new Map<string, readonly string[]>();

/** The last `count` months up to `end`. */
export function monthsTo(end: string, count: number): readonly string[] {
  return listed(`${end} m${count}`, () => {
    const last = monthNumber(end);
    return Array.from({ length: count }, (_, i) => monthName(last - count + 1 + i));
  });
}

/** The last `count` quarters that are over at the end of a month. */
export function quartersTo(end: string, count: number): readonly string[] {
  return listed(`${end} q${count}`, () => {
    const last = Math.floor((monthNumber(end) + 1) / 3) - 1;
    return Array.from({ length: count }, (_, i) => {
      const at = last - count + 1 + i;
      return `${Math.floor(at / 4)}Q${(at % 4) + 1}`;
    });
  });
}

/** Tens of thousands of series share a few axes. */
function listed(key: string, make: () => readonly string[]): readonly string[] {
  const known = monthLists.get(key);
  if (known) return known;
  const list = make();
  monthLists.set(key, list);
  return list;
}
