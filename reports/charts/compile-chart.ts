import { parse, type Runtime, type Spec } from 'vega';
import { compile } from 'vega-lite';
import type { ChartSpec, Layer } from './chart-spec.js';

/** The parts of a chart that hold one axis's numbers. */
interface Axis {
  readonly domain: readonly number[];
  readonly ticks: readonly number[];
}

/** Compiled charts by their text without the numbers of the axes, so that there are as many as sizes and layers, not as hospitals. */
const compiled = new Map<string, Spec>();
const MOST_COMPILED = 500;

/** The program that draws a chart with named rows. Compiling takes longest, so charts that differ only in their axes are compiled once. */
export function programOf(chart: ChartSpec): Runtime {
  const { frame, axes } = withoutAxes(chart);
  const text = JSON.stringify(frame);
  let spec = compiled.get(text);
  if (spec === undefined) {
    spec = compileChart(frame).vega;
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(text, spec);
  }
  return parse(withAxes(spec, axes));
}

type Channel = 'x' | 'y';

/** The chart with axes from 0 to 1 in place of its own numbers. */
function withoutAxes(chart: ChartSpec): { frame: ChartSpec; axes: ReadonlyMap<Channel, Axis> } {
  const axes = new Map<Channel, Axis>();
  const { layer = [], ...rest } = chart as ChartSpec & { layer?: readonly Layer[] };
  const plain = layer.map((one) => {
    const encoding: Record<string, unknown> = { ...one.encoding };
    for (const channel of ['x', 'y'] as const) {
      const { scale, axis, ...field } = (encoding[channel] ?? {}) as {
        scale?: { domain: number[] } | null;
        axis?: { values: number[] } | null;
      };
      if (!scale || !axis) continue;
      axes.set(channel, { domain: scale.domain, ticks: axis.values });
      encoding[channel] = {
        ...field,
        scale: { ...scale, domain: [0, 1] },
        axis: { ...axis, values: [0, 1] },
      };
    }
    return { ...one, encoding };
  });
  return { frame: { ...rest, layer: plain } as unknown as ChartSpec, axes };
}

function withAxes(spec: Spec, axes: ReadonlyMap<Channel, Axis>): Spec {
  const of = (name: string) => axes.get(name as Channel);
  return {
    ...spec,
    scales: (spec.scales ?? []).map((scale) => {
      const axis = of(scale.name);
      return (axis ? { ...scale, domain: axis.domain } : scale) as typeof scale;
    }),
    axes: (spec.axes ?? []).map((one) => {
      const axis = of(one.scale);
      return (axis && one.values ? { ...one, values: axis.ticks } : one) as typeof one;
    }),
  };
}

/** The Vega specification and the compiler's warnings; a sound chart gives none. */
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
