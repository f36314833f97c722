import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import { funnelLimits, overdispersion } from '../../pipeline/statistics/index.js';
import { drawChart } from '../charts/draw-chart.js';
import { type FunnelLine, funnelChart } from '../charts/funnel.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { scaleOf } from '../print/rate.js';
import { stateOf } from '../read/figure-state.js';
import { chartWords } from '../words/charts.js';
import { hospitalLink } from './hospital-link.js';
import { hospitalFigures, thresholdIn } from './interval-rows.js';
import { periodWords } from './period-words.js';

/** With fewer hospitals one or two of them are the average. */
const fewest = 5;

/** Hospitals' rates by their numbers of cases within funnel limits around all together; a sentence where there is none. */
export async function funnelFigure(indicator: DefinedIndicator, context: ReportContext): Promise<Html> {
  const w = chartWords[context.lang];
  const isShare = indicator.measure === 'proportion' || indicator.measure === 'patient proportion';
  if (!isShare) return html`<p>${w.funnelWhyNot['not a proportion']}</p>`;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const units = hospitalFigures(context, indicator, period).flatMap(({ unit, label, figure }) => {
    const { kind } = stateOf(figure, indicator);
    const x = figure?.numerator ?? null;
    const n = figure?.denominator ?? null;
    return (kind === 'value' || kind === 'zero') && figure && x !== null && n !== null && n > 0
      ? [{ unit, label, figure, x, n }]
      : [];
  });
  if (units.length < fewest) return html`<p>${w.funnelWhyNot['few hospitals']}</p>`;
  const { theta, phi, tau2, reason } = overdispersion(units);
  if (theta === null || theta === 0 || theta === 1) return html`<p>${w.funnelWhyNot['never varies']}</p>`;
  const { factor, decimals, suffix } = scaleOf(indicator, context.lang);
  const limitsAt = (n: number) => funnelLimits(theta, n, tau2);
  const placed = units.map(({ unit, label, figure, x, n }) => {
    const limits = limitsAt(n);
    const rate = x / n;
    const beyond = (low: number, high: number) => rate < low || rate > high;
    const place =
      limits === null || !beyond(limits.low95, limits.high95)
        ? 'inside'
        : beyond(limits.low998, limits.high998)
          ? 'outside'
          : 'between';
    return { unit, name: label, figure, n, at: rate * factor, place } as const;
  });
  const most = Math.max(...units.map(({ n }) => n));
  const lines = [
    ...new Set(Array.from({ length: 60 }, (_, i) => Math.max(1, Math.round(most * ((i + 1) / 60) ** 2)))),
  ].flatMap((n): FunnelLine[] => {
    const at = limitsAt(n);
    return at === null
      ? []
      : [
          {
            n,
            low95: at.low95 * factor,
            high95: at.high95 * factor,
            low998: at.low998 * factor,
            high998: at.high998 * factor,
          },
        ];
  });
  const threshold = thresholdIn(
    units.map(({ figure }) => figure),
    indicator,
    context,
  );
  const outside = placed.filter(({ place }) => place === 'outside');
  const names = outside.map(
    ({ unit }, i) => html`${i > 0 ? context.words.semicolon : null}${hospitalLink(unit, context)}`,
  );
  const title = `${w.funnelTitle} ${indicator.title[context.lang]}`;
  const drawing = await drawChart(
    funnelChart({
      units: placed,
      lines,
      centre: theta * factor,
      threshold,
      whole: factor,
      title: suffix.trim(),
      axis: w.funnelAxis,
    }),
    `${title}${context.words.colon}${
      outside.length === 0
        ? w.noneOutside
        : w.outside(outside.map(({ name }) => name).join(context.words.semicolon))
    }`,
  );
  const note = w.funnelNote(
    `${(theta * factor).toFixed(decimals)}${suffix}`,
    units.length,
    phi === null ? '–' : phi.toFixed(2),
    reason === 'adjusted',
  );
  return html`<figure class="chart-box"><figcaption><h3>${w.funnelTitle}</h3><p class="subtitle">${periodWords(
    context,
    period,
  )}</p></figcaption><div class="chart one">${drawing}</div><p class="chart-note">${
    outside.length === 0 ? w.noneOutside : html`${w.outside('')}${names}${context.words.stop}`
  } ${note}</p></figure>`;
}
