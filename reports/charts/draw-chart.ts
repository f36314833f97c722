import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { escapeHtml, type Html, trustedHtml } from '../html.js';
import type { ChartSpec } from './chart-spec.js';
import { strictSvg } from './strict-svg.js';

/** A chart as static SVG for a page: no script, no network, read out by its label. */
export async function drawChart(spec: ChartSpec, label: string): Promise<Html> {
  const { vega } = compileChart(spec);
  const view = new View(parse(vega), { renderer: 'none', loader: refuseAll });
  view.logger().warn = () => view.logger();
  const svg = strictSvg(await view.toSVG());
  view.finalize();
  return trustedHtml(svg.replace('<svg ', `<svg role="img" aria-label="${escapeHtml(label)}" `));
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
