import type { Zone } from '../statistics/index.js';
import { type ZoneLines, zoneIndex } from '../statistics/zone-chances.js';
import type { Chart } from './chart.js';
import type { AxisPoint } from './series.js';

/** The lines of a point of a chart of counts, in counts. */
export function countLines(point: AxisPoint, { centre, sigmaOf }: Chart): ZoneLines {
  const sigma = sigmaOf(point);
  const at = (z: number) => snapped(point.n * (centre + z * sigma));
  return { low3: at(-3), low2: at(-2), centre: at(0), high2: at(2), high3: at(3) };
}

/** A line that is a whole number but for rounding is that number, so that a count on it lies on it. */
function snapped(line: number): number {
  const whole = Math.round(line);
  return Math.abs(line - whole) < 1e-9 * Math.max(1, Math.abs(line)) ? whole : line;
}

/** The zones of all points of a chart's axis, the baseline included; gaps are null. */
export function zonesOf(chart: Chart): Zone[] {
  return chart.axis.points.map((point) => point && zoneOf(point, chart));
}

function zoneOf(point: AxisPoint, chart: Chart): Zone {
  if (chart.method === 'xmr') {
    const z = (point.rate - chart.centre) / chart.sigmaOf(point);
    const size = Math.abs(z);
    return (Math.sign(z) * (size === 0 ? 0 : size > 3 ? 3 : size > 2 ? 2 : 1)) as Zone;
  }
  return (zoneIndex(point.x, countLines(point, chart)) - 3) as Zone;
}
