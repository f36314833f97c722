import { type FalseAlarm, falseAlarm, type ZoneChances } from '../statistics/index.js';
import { binomialZones, poissonZones } from '../statistics/zone-chances.js';
import type { Chart } from './chart.js';
import { normalFalseAlarm } from './normal-false-alarm.js';
import type { AxisPoint } from './series.js';
import type { FalseSignalChance } from './signal.js';
import { countLines } from './zones.js';

/** Nodes and weights of Gauss and Hermite's quadrature of five points, for a standard normal variable. */
const nodes = [
  [0, 8 / 15],
  [1.355626179974266, 0.2220759220056126],
  [-1.355626179974266, 0.2220759220056126],
  [2.8569700138728056, 0.011257411327720691],
  [-2.8569700138728056, 0.011257411327720691],
] as const;

/**
 * The chance of a false signal in the judged points of a chart.
 *
 * For charts of counts it is computed from the binomial or Poisson chances of the points' own sizes. That the centre line is itself an
 * estimate counts: the chance is averaged over what the baseline leaves unknown of the true rate, on the arcsine scale for proportions and
 * the square root scale for events. For XmR and p′ it is the simulated share for normal values, by the number of points.
 */
export function falseSignalChance(chart: Chart): FalseSignalChance {
  const judged = chart.axis.points.slice(chart.judgedFrom);
  if (chart.method === 'xmr' || chart.method === 'laney p′')
    return normalFalseAlarm(baselineOf(chart).length, judged.filter((point) => point !== null).length);
  const isDensity = chart.method === 'u' || chart.method === 'u quarters';
  const size = baselineOf(chart).reduce((sum, { n }) => sum + n, 0);
  const lines = judged.map((point) => point && countLines(point, chart));
  const inYear = chart.method.endsWith('quarters') ? 4 : 12;
  let [month, year] = [0, 0];
  for (const [z, weight] of nodes) {
    const rate = isDensity ? densityAt(z, chart.centre, size) : proportionAt(z, chart.centre, size);
    const points = judged.map((point, i): ZoneChances => {
      const at = lines[i];
      if (point === null || !at) return null;
      return isDensity ? poissonZones(point.n * rate, at) : binomialZones(point.n, rate, at);
    });
    const own = falseAlarm(points);
    month += weight * own.last;
    year += weight * (points.length === inYear ? own.any : yearOf(points, inYear).any);
  }
  return { month, year };
}

/** Points of a year like the judged ones, which a young series has fewer of. */
function yearOf(points: readonly ZoneChances[], inYear: number): FalseAlarm {
  return falseAlarm(Array.from({ length: inYear }, (_, i) => points[i % points.length] ?? null));
}

function baselineOf({ axis, judgedFrom }: Chart): AxisPoint[] {
  return axis.points.slice(0, judgedFrom).filter((point) => point !== null);
}

function proportionAt(z: number, centre: number, size: number): number {
  const angle = Math.asin(Math.sqrt(centre)) + z / (2 * Math.sqrt(size));
  return Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2;
}

function densityAt(z: number, centre: number, size: number): number {
  return Math.max(0, Math.sqrt(centre * size) + z / 2) ** 2 / size;
}
