import type { DefinedIndicator } from '../define/index.js';
import { D2, mean, meanMovingRange } from '../statistics/moving-range.js';
import type { Axis, AxisPoint, Series } from './series.js';
import { axisOf, monthsTo, quartersTo } from './series.js';
import type { SignalMethod, WhyNot } from './signal.js';

/** A chart with frozen lines: those of the points before `judgedFrom` hold for the points from there on. */
export interface Chart {
  readonly method: SignalMethod;
  readonly axis: Axis;
  /** The place on the axis of the first judged point. */
  readonly judgedFrom: number;
  /** The centre line, in the unit of the figures' rate. */
  readonly centre: number;
  /** One sigma of a point; in the unit of the rate. */
  readonly sigmaOf: (point: AxisPoint) => number;
  /** The factor by which the points of the baseline spread beyond chance; 1 where chance alone is assumed. */
  readonly stretch: number;
}

/** How long an axis is, how many of its places are judged, and how many points a baseline has at least. */
const extent = {
  month: { longest: 36, judged: 12, baseline: 12 },
  quarter: { longest: 20, judged: 4, baseline: 8 },
} as const;

/** A normal line needs that many expected on either side. */
const fewest = 5;

/** Laney's chart is for hundreds of cases a point, and at least so many points. */
const laney = { cases: 200, points: 20 };

/** Of the points with cases at most this share may have too few for the lines, and is then a gap. */
const mostThin = 0.25;

/** The newest point must be among that many newest places of the axis's end. */
const recent = 3;

/**
 * The chart of a series by the first method whose assumptions hold, or why none does.
 *
 * Proportions: p chart of months where at least five cases are expected on either side of every point (single points short of it are gaps),
 * else of quarters; Laney's p′ where months have hundreds of cases and the baseline at least 20 points. Events over time: u chart with at
 * least five expected events a point. Medians: XmR.
 *
 * @param end the newest month of the axis: that up to which outcomes of the indicator are due
 */
export function chartOf(series: Series, indicator: DefinedIndicator, end: string): Chart | WhyNot {
  const kind = kindOf(indicator);
  if (kind === null) return 'no series';
  if (indicator.better === 'monitor') return 'no direction';
  const months = chartBy(series, 'month', kind, indicator, end);
  if (typeof months !== 'string' || kind === 'median') return months;
  if (months === 'never varies' || months === 'not recent') return months;
  const quarters = chartBy(series, 'quarter', kind, indicator, end);
  if (typeof quarters !== 'string') return quarters;
  return months === 'incomplete' ? months : quarters;
}

type Kind = 'proportion' | 'density' | 'median';

function kindOf(indicator: DefinedIndicator): Kind | null {
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion':
      return 'proportion';
    case 'ratio':
      return indicator.interval === 'none'
        ? null
        : indicator.interval === 'poisson'
          ? 'density'
          : 'proportion';
    case 'median':
      return 'median';
    default:
      return null;
  }
}

function chartBy(
  series: Series,
  by: 'month' | 'quarter',
  kind: Kind,
  indicator: DefinedIndicator,
  end: string,
): Chart | WhyNot {
  const { longest, judged, baseline: least } = extent[by];
  const whole = axisOf(series, by, indicator, { end, longest });
  const isShort = whole.points.filter((point) => point !== null).length <= least;
  if (isShort) return whole.incomplete > 0 ? 'incomplete' : 'too few points';
  const axis = kind === 'median' ? whole : withoutThin(whole, kind);
  if (axis === null) return 'too few cases';
  if (axis === 'never varies') return axis;
  const known = axis.points.flatMap((point, at) => (point === null ? [] : [at]));
  const last = known.at(-1);
  const border = known[least];
  if (last === undefined || border === undefined) return 'too few cases';
  if (!isRecent(axis.periods[last] as string, by, end)) return 'not recent';
  const judgedFrom = Math.max(border, last - judged + 1);
  const points = axis.points.slice(0, judgedFrom).filter((point) => point !== null);
  const shown = { ...axis, periods: axis.periods.slice(0, last + 1), points: axis.points.slice(0, last + 1) };
  if (kind === 'median') {
    const values = points.map(({ rate }) => rate);
    const sigma = meanMovingRange(values, false).mean / D2;
    if (sigma === 0) return 'never varies';
    return {
      method: 'xmr',
      axis: shown,
      judgedFrom,
      centre: mean(values),
      sigmaOf: () => sigma,
      stretch: 1,
    };
  }
  const total = totals(points);
  const centre = total.x / total.n;
  if (total.x === 0 || (kind === 'proportion' && total.x === total.n)) return 'never varies';
  if (kind === 'density') {
    const method = by === 'month' ? 'u' : 'u quarters';
    return {
      method,
      axis: shown,
      judgedFrom,
      centre,
      sigmaOf: ({ n }) => Math.sqrt(centre / n),
      stretch: 1,
    };
  }
  const chance = ({ n }: AxisPoint) => Math.sqrt((centre * (1 - centre)) / n);
  const hundreds = points.every(({ n }) => n >= laney.cases) && points.length >= laney.points;
  if (by === 'month' && hundreds) {
    const scores = points.map((point) => (point.rate - centre) / chance(point));
    const stretch = meanMovingRange(scores, false).mean / D2;
    if (stretch > 0)
      return {
        method: 'laney p′',
        axis: shown,
        judgedFrom,
        centre,
        sigmaOf: (point) => stretch * chance(point),
        stretch,
      };
  }
  return {
    method: by === 'month' ? 'p' : 'p quarters',
    axis: shown,
    judgedFrom,
    centre,
    sigmaOf: chance,
    stretch: 1,
  };
}

const totals = (points: readonly AxisPoint[]) =>
  points.reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 });

/** The axis with points of too few cases as gaps; null where there are too many of them. */
function withoutThin(axis: Axis, kind: Kind): Axis | 'never varies' | null {
  const known = axis.points.filter((point) => point !== null);
  const { x, n } = totals(known);
  if (x === 0 || (kind === 'proportion' && x === n)) return 'never varies';
  const rate = x / n;
  const isThick = (point: AxisPoint) =>
    point.n * rate >= fewest && (kind === 'density' || point.n * (1 - rate) >= fewest);
  const points = axis.points.map((point) => (point !== null && isThick(point) ? point : null));
  const kept = points.filter((point) => point !== null).length;
  return known.length - kept > mostThin * known.length ? null : { ...axis, points };
}

/** Whether a period lies among the newest ones up to the end of the axis. */
function isRecent(period: string, by: 'month' | 'quarter', end: string): boolean {
  return axisEnds(by, end).includes(period);
}

const axisEnds = (by: 'month' | 'quarter', end: string) =>
  by === 'month' ? monthsTo(end, recent) : quartersTo(end, recent);
