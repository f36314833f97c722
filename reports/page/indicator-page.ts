import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { scopeWords } from '../../pipeline/describe/terms.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import { technologyOfTable } from '../../pipeline/technology/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import { centrePage } from '../data/audience.js';
import { technologyPath } from '../data/indicator-files.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { stateOf } from '../read/figure-state.js';
import { thresholdsFor } from '../read/threshold-of.js';
import { chartWords } from '../words/charts.js';
import { centrePageOf } from './centre-page.js';
import { controlFigure } from './control-figure.js';
import { comparison } from './cover.js';
import { definitionLink } from './definition.js';
import type { Section } from './document.js';
import { leadWithCounts } from './figure-text.js';
import { funnelFigure } from './funnel-figure.js';
import { someHospitals } from './interval-figures.js';
import { hospitalFigures, provinceFigure } from './interval-rows.js';
import { intervalSentence, standingOf } from './judgement.js';
import { periodWords } from './period-words.js';
import { subgroupTables } from './subgroups.js';
import { trendFigure } from './trend-figure.js';
import { volumesFigure } from './volumes-figure.js';

/** All that the centre knows of one indicator: the province, every hospital against the threshold and against the average, the series, strata and cities. */
export async function indicatorPage(indicator: DefinedIndicator, context: ReportContext): Promise<string> {
  const w = chartWords[context.lang];
  const technology = technologyOfTable(indicator.of.name);
  const sections: Section[] = [
    { id: 'hospitals', title: w.sections.hospitals, body: await hospitals(indicator, context) },
    { id: 'funnel', title: w.sections.funnel, body: await funnelFigure(indicator, context) },
    { id: 'series', title: w.sections.series, body: await series(indicator, context) },
    { id: 'groups', title: w.sections.groups, body: subgroupTables(indicator, context) },
  ];
  return centrePageOf(
    null,
    {
      title: `${indicator.code} ${indicator.title[context.lang]}`,
      lead: {
        id: 'answer',
        title: context.words.sections.answer,
        body: lead(indicator, technology, context),
      },
      sections,
    },
    context,
  );
}

function lead(indicator: DefinedIndicator, technology: Technology | undefined, context: ReportContext): Html {
  const { words, data, lang, root } = context;
  const w = chartWords[lang];
  const period = headlinePeriod(indicator, context.index, data.month);
  const { figure } = provinceFigure(context, indicator, period);
  const counts = { met: 0, not_met: 0, cannot_tell: 0, none: 0 };
  for (const unit of hospitalFigures(context, indicator, period)) {
    const state = stateOf(unit.figure, indicator);
    counts[state.kind === 'value' || state.kind === 'zero' ? standingOf(state.figure) : 'none'] += 1;
  }
  const scopes = thresholdsFor(indicator, data.norms).map(
    ({ threshold }) => scopeWords(threshold.scope)[lang],
  );
  return html`<div class="lead"><p class="lead-period">${
    words.province
  } ${periodWords(context, figure ?? period)}</p><p class="lead-figure">${leadWithCounts(
    stateOf(figure, indicator),
    indicator,
    context,
  )}<span class="lead-interval">${figure ? intervalSentence(figure, indicator, context) : null}</span></p>${
    figure ? comparison(figure, indicator, context) : null
  }${
    counts.met + counts.not_met + counts.cannot_tell > 0 && scopes.length > 0
      ? html`<p>${w.standings(counts.met, counts.not_met, counts.cannot_tell, counts.none)} ${w.binds(
          [...new Set(scopes)].join(words.comma),
        )}</p>`
      : null
  }<p class="n"><a href="${definitionLink(indicator, context)}">${words.definition.title}</a> · ${
    technology
      ? html`<a href="${root}${technologyPath(technology)}">${w.ofTechnology(technology.title[lang])}</a> · `
      : null
  }<a href="${root}${centrePage('methods')}">${w.methodsLink}</a></p></div>`;
}

async function hospitals(indicator: DefinedIndicator, context: ReportContext): Promise<Html> {
  const yearly = technologyOfTable(indicator.of.name);
  if (yearly?.yearly?.volume === indicator.code)
    return (await volumesFigure(yearly, context)) ?? html`<p>${chartWords[context.lang].noHospital}</p>`;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const isThere = hospitalFigures(context, indicator, period).some(({ figure }) => figure !== undefined);
  return isThere
    ? html`<div class="single">${await someHospitals(indicator, context)}</div>`
    : html`<p>${chartWords[context.lang].noHospital}</p>`;
}

/** The control charts; where no method holds for the province its months, which are not judged. */
async function series(indicator: DefinedIndicator, context: ReportContext): Promise<Html> {
  const controls = await controlFigure(indicator, context);
  const isRead = (context.data.signals ?? []).some(
    ({ code, version, unit, method }) =>
      unit === '*' && method !== null && code === indicator.code && version === indicator.version,
  );
  const isRate = indicator.measure !== 'volume' && indicator.measure !== 'composition';
  return isRead || !isRate ? controls : html`${controls}${await trendFigure('*', indicator, context)}`;
}
