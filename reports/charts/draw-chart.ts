import { parse, type Runtime, View } from 'vega';
import { compile } from 'vega-lite';
import { escapeHtml, type Html, trustedHtml } from '../html.js';
import type { ChartSpec, Layer } from './chart-spec.js';
import { strictSvg } from './strict-svg.js';

/** A chart as static SVG for a page: no script, no network, read out by its label. */
export async function drawChart(spec: ChartSpec, label: string): Promise<Html> {
  const { shape, rows } = withoutRows(spec);
  const view = new View(programOf(shape), { renderer: 'none', loader: refuseAll });
  view.logger().warn = () => view.logger();
  for (const [name, values] of rows) view.data(name, structuredClone(values));
  const svg = strictSvg(await view.toSVG());
  view.finalize();
  return trustedHtml(svg.replace('<svg ', `<svg role="img" aria-label="${escapeHtml(label)}" `));
}

/** Layers by name, each with its rows. */
type Rows = ReadonlyMap<string, object[]>;

/** A chart apart from its rows: hospitals have the same charts with other rows, and what takes longest is to compile one. */
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

/** Compiled charts by their text: as many as there are sizes and axes, not as there are hospitals. */
const programs = new Map<string, Runtime>();
const MOST_PROGRAMS = 500;

function programOf(shape: ChartSpec): Runtime {
  const text = JSON.stringify(shape);
  const known = programs.get(text);
  if (known !== undefined) return known;
  const program = parse(compileChart(shape).vega);
  if (programs.size >= MOST_PROGRAMS) programs.clear();
  programs.set(text, program);
  return program;
}

/** The Vega specification and what the compiler complained of; a sound chart gives no warnings. */
export function compileChart(spec: ChartSpec): {
  vega: ReturnType<typeof compile>['spec'];
  warnings: string[];
} {
  const warnings: string[] = [];
  const logger = {
    level: () => logger,
    error: (...parts: unknown[]) => {
      warnings.push(parts.join(' '));
      return logger;
    },
    warn: (...parts: unknown[]) => {
      warnings.push(parts.join(' '));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  // biome-ignore lint/suspicious/noExplicitAny: the logger type counts an overload that only reads the level
  const vega = compile(spec, { logger: logger as any }).spec;
  return { vega, warnings };
}

/** Charts hold their data; whatever asks for a file or an address is refused. */
const refuseAll = {
  load: () => Promise.reject(new Error('a chart must not load anything')),
  sanitize: () => Promise.reject(new Error('a chart must not link anywhere')),
  http: () => Promise.reject(new Error('a chart must not load anything')),
  file: () => Promise.reject(new Error('a chart must not load anything')),
} as never;
