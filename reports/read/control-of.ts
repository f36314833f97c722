import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { type Chart, chartOf } from '../../pipeline/signal/chart.js';
import { seriesOf } from '../../pipeline/signal/series.js';
import type { Signal } from '../../pipeline/signal/signal.js';
import { newestMonths } from '../../pipeline/signal/signals.js';
import type { PointMark } from '../charts/control-chart.js';
import type { ReportContext } from '../data/report-context.js';

/** A signal with the chart that it was read from. */
export interface Control {
  readonly signal: Signal;
  readonly chart: Chart;
}

/** The control charts of an indicator by unit, the province under `*`; units without one are left out. */
export function controlsOf(
  indicator: DefinedIndicator,
  context: ReportContext,
): ReadonlyMap<string, Control> {
  const series = seriesOf(context.index.of(indicator));
  const [end = context.data.month] = newestMonths(series, context.data.month).values();
  const own = (context.data.signals ?? []).filter(
    ({ code, version, method }) =>
      code === indicator.code && version === indicator.version && method !== null,
  );
  const signals = new Map(own.map((signal) => [signal.unit, signal]));
  return new Map(
    series.flatMap((one): [string, Control][] => {
      const signal = signals.get(one.unit);
      const chart = signal && chartOf(one, indicator, end);
      return signal && chart && typeof chart !== 'string' ? [[one.unit, { signal, chart }]] : [];
    }),
  );
}

/** What a place on the axis says. */
export function markOf(
  period: string,
  at: number,
  { signal, chart }: Control,
  { better }: DefinedIndicator,
): PointMark {
  if (at < chart.judgedFrom) return 'baseline';
  const broken = signal.broken.find((one) => one.period === period);
  if (!broken) return 'common';
  return broken.direction > 0 === (better === 'higher') ? 'improving' : 'concern';
}
