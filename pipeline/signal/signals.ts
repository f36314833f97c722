import type { DefinedIndicator } from '../define/index.js';
import type { Figure } from '../figure/figures.js';
import { type RunRule, runRules } from '../statistics/index.js';
import { runRuleSet } from '../statistics/run-rules.js';
import { type Chart, chartOf } from './chart.js';
import { type Series, seriesOf } from './series.js';
import { falseSignalChance } from './series-false-alarm.js';
import type { Signal, SignalKind, WhyNot } from './signal.js';
import { versionKey } from './signal.js';
import { zonesOf } from './zones.js';

/**
 * What the months or quarters of every hospital and of the province say of every indicator that has figures there, in the order of the figures.
 *
 * Versions that judge no case of the month any more are left out. A rule that the newest point breaks is a signal; whether it is better or
 * worse follows from the indicator's declaration.
 */
export function signalsOf(
  figures: readonly Figure[],
  indicators: readonly DefinedIndicator[],
  month: string,
): Signal[] {
  const inForce = indicators.filter(({ effectiveTo = '9999' }) => effectiveTo >= `${month}-01`);
  const known = new Map(inForce.map((indicator) => [versionKey(indicator), indicator]));
  const ofVersion = new Map<string, Figure[]>();
  for (const figure of figures) {
    const key = versionKey(figure);
    if (!known.has(key)) continue;
    const own = ofVersion.get(key);
    if (own) own.push(figure);
    else ofVersion.set(key, [figure]);
  }
  // One indicator after the other: the series of all of them at once take a tenth of a gigabyte.
  return [...ofVersion].flatMap(([key, own]) => {
    const series = seriesOf(own);
    const end = newestMonths(series, month).get(key) ?? month;
    return series.map((one) => signalOf(one, known.get(key) as DefinedIndicator, end));
  });
}

/** The newest month, up to that of the report, in which an indicator has a case anywhere: later ones are not due yet. */
export function newestMonths(series: readonly Series[], month: string): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const one of series) {
    const key = versionKey(one);
    let known = newest.get(key) ?? '';
    for (const { period, denominator } of one.month.values())
      if (period > known && period <= month && (denominator ?? 0) > 0) known = period;
    newest.set(key, known);
  }
  return new Map([...newest].filter(([, period]) => period !== ''));
}

/** The signal of one series; see `signalsOf`. */
export function signalOf(series: Series, indicator: DefinedIndicator, end: string): Signal {
  const chart = chartOf(series, indicator, end);
  return typeof chart === 'string' ? unread(series, chart) : readChart(series, indicator, chart);
}

function unread({ code, version, level, unit }: Series, whyNot: WhyNot): Signal {
  return {
    code,
    version,
    level,
    unit,
    kind: 'not enough data',
    method: null,
    rules: null,
    rule: null,
    direction: 0,
    latest: null,
    broken: [],
    points: 0,
    baseline: null,
    falseAlarm: null,
    whyNot,
  };
}

function readChart(
  { code, version, level, unit }: Series,
  { better }: DefinedIndicator,
  chart: Chart,
): Signal {
  const { axis, judgedFrom, centre, method } = chart;
  const zones = zonesOf(chart).slice(judgedFrom);
  const rules = runRules(zones);
  const side = (at: number) => ((zones[at] ?? 0) > 0 ? 1 : -1);
  const last = rules.length - 1;
  const rule: RunRule | null = rules[last] ?? null;
  const direction = rule === null ? 0 : side(last);
  const newest = axis.points.at(-1);
  const known = axis.points.slice(0, judgedFrom).filter((point) => point !== null);
  return {
    code,
    version,
    level,
    unit,
    kind: kindOf(direction, better),
    method,
    rules: runRuleSet,
    rule,
    direction,
    latest: newest ? { period: newest.period, rate: newest.rate, n: newest.n } : null,
    broken: rules.flatMap((broken, at) =>
      broken === null
        ? []
        : [{ period: axis.periods[judgedFrom + at] ?? '', rule: broken, direction: side(at) }],
    ),
    points: axis.points.filter((point) => point !== null).length,
    baseline: {
      from: known[0]?.period ?? '',
      to: known.at(-1)?.period ?? '',
      points: known.length,
      cases: known.reduce((sum, { n }) => sum + n, 0),
      centre,
    },
    falseAlarm: falseSignalChance(chart),
    whyNot: null,
  };
}

function kindOf(direction: 1 | -1 | 0, better: DefinedIndicator['better']): SignalKind {
  if (direction === 0) return 'common cause';
  return direction > 0 === (better === 'higher') ? 'improving' : 'concern';
}
