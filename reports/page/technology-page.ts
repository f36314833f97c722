import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import { technologyOfTable } from '../../pipeline/technology/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { drawnIndicators } from '../read/drawn-indicators.js';
import { stateOf } from '../read/figure-state.js';
import { chartWords } from '../words/charts.js';
import { bySection } from './by-section.js';
import { centrePageOf } from './centre-page.js';
import { verdictMark } from './figure-table.js';
import { rateWithCounts } from './figure-text.js';
import { indicatorLink } from './indicator-link.js';
import { hospitalFigures, provinceFigure } from './interval-rows.js';
import { standingOf, thresholdText } from './judgement.js';
import { periodWords } from './period-words.js';

/** The indicators of a technology, each with the province's figure, how many hospitals stand where, and the way to its page. */
export function technologyPage(technology: Technology, context: ReportContext): string {
  const { words, lang } = context;
  const w = chartWords[lang];
  const own = drawnIndicators(context).filter(({ of }) => technologyOfTable(of.name) === technology);
  const title = technology.title[lang];
  const [first, ...sections] = bySection(own).map(({ section, indicators }) => ({
    id: `part-${section.prefix}`,
    title: section.title[lang],
    body: table(indicators, context),
  }));
  return centrePageOf(
    null,
    {
      title: w.ofTechnology(title),
      lead: first ?? { id: 'answer', title, body: html`<p>${words.charts.noThresholded}</p>` },
      sections,
    },
    context,
  );
}

function table(indicators: readonly DefinedIndicator[], context: ReportContext): Html {
  const { words } = context;
  const c = words.cover;
  return html`<div class="scroll" tabindex="0"><table class="standings"><thead><tr><th scope="col">${words.columns.indicator}</th><th scope="col">${
    words.province
  }</th><th scope="col" class="num">${words.columns.threshold}</th><th scope="col" class="num">${c.below}</th><th scope="col" class="num">${
    chartWords[context.lang].open
  }</th><th scope="col" class="num">${c.above}</th></tr></thead><tbody>${indicators.map((indicator) =>
    row(indicator, context),
  )}</tbody></table></div>`;
}

function row(indicator: DefinedIndicator, context: ReportContext): Html {
  const { data, lang } = context;
  const period = headlinePeriod(indicator, context.index, data.month);
  const { figure } = provinceFigure(context, indicator, period);
  const judged = hospitalFigures(context, indicator, period).flatMap(({ figure: one }) =>
    one && one.threshold !== null ? [one] : [],
  );
  const count = (standing: 'met' | 'not_met' | 'cannot_tell') => {
    const n = judged.filter((one) => standingOf(one) === standing).length;
    return html`<td class="num">${n === 0 ? html`<span class="zero-count">${judged.length === 0 ? '' : '0'}</span>` : html`${verdictMark(standing)} ${n}`}</td>`;
  };
  const [first] = judged as readonly (Figure | undefined)[];
  return html`<tr><th scope="row"><a href="${indicatorLink(indicator, context)}"><span class="code">${indicator.code}</span> ${
    indicator.title[lang]
  }</a><br><small>${periodWords(context, figure ?? period)}</small></th><td>${
    indicator.measure === 'composition'
      ? null
      : rateWithCounts(stateOf(figure, indicator), indicator, context)
  }</td><td class="num">${first ? thresholdText(first, indicator, context) : null}</td>${count('not_met')}${count('cannot_tell')}${count('met')}</tr>`;
}
