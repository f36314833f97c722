import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { type ControlChart, type ControlPoint, controlChart } from '../charts/control-chart.js';
import { drawChart } from '../charts/draw-chart.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { printThreshold, scaleOf } from '../print/rate.js';
import { type Control, controlsOf, markOf } from '../read/control-of.js';
import { thresholdsFor } from '../read/threshold-of.js';
import { chartWords } from '../words/charts.js';
import { hospitalLink } from './hospital-link.js';
import { signs } from './judgement.js';

/** Most small charts of hospitals on a page. */
const mostSmall = 12;

/** The control chart of the province and those of hospitals, each with its method, rules, n and false alarms; a sentence where none holds. */
export async function controlFigure(indicator: DefinedIndicator, context: ReportContext): Promise<Html> {
  const w = chartWords[context.lang];
  const controls = controlsOf(indicator, context);
  const province = controls.get('*');
  const hospitals = [...controls].filter(([unit]) => unit !== '*');
  hospitals.sort(
    ([, a], [, b]) =>
      urgency(a) - urgency(b) || (b.signal.baseline?.cases ?? 0) - (a.signal.baseline?.cases ?? 0),
  );
  const drawn = hospitals.slice(0, mostSmall);
  const smalls: Html[] = [];
  for (const [unit, control] of drawn)
    smalls.push(
      html`<figure class="chart-box small"><figcaption><h4>${hospitalLink(unit, context)}</h4></figcaption><div class="chart">${await draw(
        control,
        'small',
        indicator,
        hospitalName(context, unit),
        context,
      )}</div><p class="chart-note">${newestText(control, indicator, context)} ${methodText(control, context)}</p></figure>`,
    );
  return html`${
    province
      ? html`<figure class="chart-box"><figcaption><h3>${context.words.province}</h3></figcaption><div class="chart one">${await draw(
          province,
          'large',
          indicator,
          context.words.province,
          context,
        )}</div><p class="chart-note">${newestText(province, indicator, context)} ${brokenText(province, context)} ${methodText(
          province,
          context,
        )} ${w.legend}</p></figure>`
      : html`<p>${whyNotText('*', indicator, context)}</p>`
  }${smalls.length > 0 ? html`<h3>${w.smalls(drawn.length, hospitals.length)}</h3><div class="smalls">${smalls}</div>` : null}`;
}

const order = { concern: 0, improving: 1, 'common cause': 2, 'not enough data': 3 } as const;
const urgency = ({ signal }: Control) => order[signal.kind];

function draw(
  { signal, chart }: Control,
  layout: ControlChart['layout'],
  indicator: DefinedIndicator,
  name: string,
  context: ReportContext,
): Promise<Html> {
  const scale = scaleOf(indicator, context.lang);
  const { axis, centre } = chart;
  const whole = scale.partOfWhole ? scale.factor : null;
  const points = axis.periods.map((period, i): ControlPoint => {
    const point = axis.points[i] ?? null;
    if (point === null) return { period, at: null, low: null, high: null, mark: 'common' };
    const reach = 3 * chart.sigmaOf(point);
    return {
      period,
      at: point.rate * scale.factor,
      low: Math.max(0, centre - reach) * scale.factor,
      high: (whole === null ? centre + reach : Math.min(1, centre + reach)) * scale.factor,
      mark: markOf(period, i, { signal, chart }, indicator),
    };
  });
  const found = thresholdsFor(indicator, context.data.norms)[0]?.threshold;
  const value = found ? found.value.num / found.value.den : null;
  const threshold =
    found && value !== null
      ? {
          at: value * scale.factor,
          label: `${signs[found.operator]} ${printThreshold(value, indicator, context.lang)}`,
        }
      : null;
  const title = scale.unit || indicator.title[context.lang];
  const label = `${name} ${indicator.title[context.lang]}${context.words.colon}${newestText({ signal, chart }, indicator, context)}`;
  return drawChart(
    controlChart({ points, centre: centre * scale.factor, threshold, whole, title, layout }),
    label,
  );
}

function newestText({ signal }: Control, indicator: DefinedIndicator, context: ReportContext): string {
  const w = chartWords[context.lang];
  const { latest, rule, direction } = signal;
  if (latest === null) return '';
  const scale = scaleOf(indicator, context.lang);
  const rate = `${scale.prefix}${(latest.rate * scale.factor).toFixed(scale.decimals)}${scale.suffix}`;
  const what =
    rule === null ? w.common : `${direction > 0 ? w.high : w.low}${context.words.colon}${w.rule[rule]}`;
  return w.newest(latest.period, rate, printCount(latest.n), what) + context.words.stop;
}

function brokenText({ signal }: Control, context: ReportContext): string | null {
  const w = chartWords[context.lang];
  if (signal.broken.length === 0) return null;
  const list = signal.broken.map(
    ({ period, rule, direction }) =>
      `${period} ${direction > 0 ? w.high : w.low}${context.words.brackets(w.rule[rule])}`,
  );
  return w.broken(list.join(context.words.semicolon)) + context.words.stop;
}

function methodText({ signal }: Control, context: ReportContext): string | null {
  const w = chartWords[context.lang];
  const { method, rules, baseline, falseAlarm } = signal;
  if (method === null || rules === null || baseline === null) return null;
  const text = w.seriesNote(
    w.method[method].name,
    rules,
    baseline.from,
    baseline.to,
    baseline.points,
    printCount(baseline.cases),
  );
  return falseAlarm === null
    ? text
    : `${text} ${w.falseAlarm(share(falseAlarm.month), share(falseAlarm.year))}`;
}

const share = (part: number) => `${(part * 100).toFixed(part < 0.01 ? 2 : 1)} %`;

function whyNotText(unit: string, indicator: DefinedIndicator, context: ReportContext): string {
  const w = chartWords[context.lang];
  const signal = (context.data.signals ?? []).find(
    (one) => one.unit === unit && one.code === indicator.code && one.version === indicator.version,
  );
  return w.whyNot[signal?.whyNot ?? 'too few points'];
}
