import { View } from 'vega';
import { escapeHtml, type Html, trustedHtml } from '../markup/html.js';
import type { ChartSpec, Layer } from './chart-spec.js';
import { compactSvg } from './compact-svg.js';
import { programOf } from './compile-chart.js';
import { strictSvg } from './strict-svg.js';

/** A chart as static SVG for a page: no script, no network; screen readers read its label. */
export async function drawChart(spec: ChartSpec, label: string): Promise<Html> {
  const { shape, rows } = withoutRows(spec);
  const key = JSON.stringify(shape);
  const view = takeView(key) ?? newView(shape);
  for (const [name, values] of rows) view.data(name, structuredClone(values));
  const picture = strictSvg(await view.toSVG());
  keepView(key, view);
  return trustedHtml(compactSvg(picture, `role="img" aria-label="${escapeHtml(label)}"`));
}

function newView(shape: ChartSpec): View {
  const view = new View(programOf(shape), { renderer: 'none', loader: refuseAll });
  view.logger().warn = () => view.logger();
  return view;
}

/**
 * Unused views by chart without rows, the latest last, because hospitals have the same charts with other rows. A view in use is removed, so
 * that nothing else takes it.
 */
const idle = new Map<string, View>();
const MOST_IDLE = 100;

function takeView(key: string): View | undefined {
  const view = idle.get(key);
  idle.delete(key);
  return view;
}

function keepView(key: string, view: View): void {
  idle.get(key)?.finalize();
  idle.delete(key);
  idle.set(key, view);
  const [oldest] = idle;
  if (idle.size <= MOST_IDLE || oldest === undefined) return;
  oldest[1].finalize();
  idle.delete(oldest[0]);
}

/** Layers by name, each with its rows. */
type Rows = ReadonlyMap<string, object[]>;

/** Separates a chart from its rows. */
function withoutRows(spec: ChartSpec): { shape: ChartSpec; rows: Rows } {
  const rows = new Map<string, object[]>();
  const { layer = [], ...rest } = spec as ChartSpec & { layer?: readonly Layer[] };
  const named = layer.map((one, i) => {
    const name = `rows_${i}`;
    rows.set(name, [...one.data.values]);
    return { ...one, data: { name } };
  });
  return { shape: { ...rest, layer: named } as unknown as ChartSpec, rows };
}

/** Charts hold their data, so every request for a file or an address is refused. */
const refuseAll = {
  load: () => Promise.reject(new Error('a chart must not load anything')),
  sanitize: () => Promise.reject(new Error('a chart must not link anywhere')),
  http: () => Promise.reject(new Error('a chart must not load anything')),
  file: () => Promise.reject(new Error('a chart must not load anything')),
} as never;
