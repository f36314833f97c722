import { D2, mean, meanMovingRange } from '../statistics/moving-range.js';
import type { AxisPoint } from './series.js';
import type { SignalMethod, WhyNot } from './signal.js';

/** What the points of a series are: shares of cases, events over time, or medians. */
export type Kind = 'proportion' | 'density' | 'median';

/** The lines of a chart, in the unit of the figures' rate. */
export interface Lines {
  readonly method: SignalMethod;
  readonly centre: number;
  readonly sigmaOf: (point: AxisPoint) => number;
  /** The factor by which the points of the baseline spread beyond chance; 1 where chance alone is assumed. */
  readonly stretch: number;
}

/** Laney's chart is for hundreds of cases a point, and at least so many points. */
const laney = { cases: 200, points: 20 };

/** The lines that the points of a baseline give, gaps as null; or why they give none. */
export function linesOf(
  kind: Kind,
  by: 'month' | 'quarter',
  baseline: readonly (AxisPoint | null)[],
): Lines | WhyNot {
  const points = baseline.filter((point) => point !== null);
  if (kind === 'median') return medianLines(baseline);
  const { x, n } = totals(points);
  if (x === 0 || (kind === 'proportion' && x === n)) return 'never varies';
  const centre = x / n;
  if (kind === 'density') {
    const method = by === 'month' ? 'u' : 'u quarters';
    return { method, centre, sigmaOf: (point) => Math.sqrt(centre / point.n), stretch: 1 };
  }
  const chance = (point: AxisPoint) => Math.sqrt((centre * (1 - centre)) / point.n);
  const hundreds = points.every((point) => point.n >= laney.cases) && points.length >= laney.points;
  if (by === 'month' && hundreds) {
    const scores = baseline.map((point) => point && (point.rate - centre) / chance(point));
    const stretch = meanMovingRange(scores, false).mean / D2;
    if (stretch > 0)
      return { method: 'laney p′', centre, sigmaOf: (point) => stretch * chance(point), stretch };
  }
  return { method: by === 'month' ? 'p' : 'p quarters', centre, sigmaOf: chance, stretch: 1 };
}

function medianLines(baseline: readonly (AxisPoint | null)[]): Lines | WhyNot {
  const values = baseline.map((point) => (point === null ? null : point.rate));
  const sigma = meanMovingRange(values, false).mean / D2;
  if (Number.isNaN(sigma)) return 'too few points';
  if (sigma === 0) return 'never varies';
  const centre = mean(values.filter((value) => value !== null));
  return { method: 'xmr', centre, sigmaOf: () => sigma, stretch: 1 };
}

/** All cases and those that meet the condition, or all exposure and events. */
export const totals = (points: readonly AxisPoint[]) =>
  points.reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 });
