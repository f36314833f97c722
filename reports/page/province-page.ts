import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { allIndicators } from './all-indicators.js';
import { bridgeTable } from './bridge-table.js';
import { bySection } from './by-section.js';
import { method, provenance } from './closing.js';
import { cover, judgedIndicators } from './cover.js';
import { dataQuality } from './data-quality.js';
import { definitionsNote } from './definition.js';
import { documentOf, type Section } from './document.js';
import { allHospitals, someHospitals } from './interval-figures.js';
import { lettersTable } from './letters-table.js';
import { provinceNorms } from './province-norms.js';
import { scoreRanking } from './score-ranking.js';
import { subgroupTables } from './subgroups.js';
import { tiles } from './tiles.js';
import { trendFigure } from './trend-figure.js';
import { volumesFigure } from './volumes-figure.js';

/** The page of the province: main results, figures, charts, then their sources. */
export async function provincePage(context: ReportContext): Promise<string> {
  const { data, words, lang } = context;
  const [year = '', month = ''] = data.month.split('-');
  const head = words.reportHead(data.province[lang]);
  const technologySections: Section[] = [];
  for (const { section, indicators } of bySection(data.indicators)) {
    technologySections.push({
      id: `charts-${section.prefix}`,
      title: section.title[lang],
      body: await technologyCharts(section.technology, indicators, context),
    });
  }
  return documentOf(
    {
      title: `${head.first} ${head.second} ${words.monthTitle(year, String(Number(month)))}`,
      header: html`<p class="subject">${words.reportSubject}</p><h1>${head.first} <span>${head.second}</span></h1><p class="when"><b>${words.monthTitle(
        year,
        String(Number(month)),
      )}</b> <span>${words.asOf(data.asOf)}</span> <span>${words.unlessMarked(data.month)}</span> <span>${words.batch(data.batch)}</span></p>`,
      leadId: 'answer',
      leadTitle: words.sections.answer,
      lead: cover(context),
      sections: [
        { id: 'tiles', title: words.sections.tiles, body: tiles(context) },
        ...technologySections,
        {
          id: 'all',
          title: words.sections.all,
          body: allIndicators({ level: 'province', unit: '*' }, context),
        },
        ...complianceSections(context),
        ...letterSection(context),
        { id: 'quality', title: words.sections.quality, body: dataQuality(context) },
        { id: 'method', title: words.sections.method, body: method(context) },
        {
          id: 'definitions',
          title: words.sections.definitions,
          body: definitionsNote(context),
        },
        { id: 'provenance', title: words.sections.provenance, body: provenance(context) },
      ],
    },
    context,
  );
}

/** The feedback letters of all hospitals, where there are any. */
function letterSection(context: ReportContext): Section[] {
  const body = lettersTable(null, context);
  return body ? [{ id: 'letters', title: context.words.letters.title, body }] : [];
}

/** Clauses, scores and changed definitions, where there are any. */
function complianceSections(context: ReportContext): Section[] {
  const { data, words } = context;
  const n = words.norms;
  const sections: Section[] = [];
  if (data.compliance.some(({ norms }) => norms.length > 0))
    sections.push({ id: 'norms', title: n.provinceTitle, body: provinceNorms(context) });
  if (data.compliance.some(({ sheet }) => sheet !== null))
    sections.push({ id: 'ranking', title: n.rankingTitle, body: scoreRanking(context) });
  if (data.bridges.length > 0)
    sections.push({ id: 'bridges', title: n.bridgesTitle, body: bridgeTable(data.bridges, context, true) });
  return sections;
}

async function technologyCharts(
  technology: Technology,
  indicators: readonly DefinedIndicator[],
  context: ReportContext,
): Promise<Html> {
  const { words } = context;
  const main = indicators.find(({ code }) => code === technology.headline);
  const judged = judgedIndicators(context).filter(
    (indicator) => indicators.includes(indicator) && indicator !== main && indicator.measure !== 'volume',
  );
  // A technology of several parts shows its institutions in the first part.
  const isFirst = indicators.some(({ code }) => code.startsWith(`${technology.sections[0].prefix}-`));
  const parts: Html[] = [];
  if (main) {
    parts.push(await allHospitals(main, context), subgroupTables(main, context));
    parts.push(await trendFigure('*', main, context));
  }
  const volumes = isFirst ? await volumesFigure(technology, context) : null;
  if (volumes) parts.push(volumes);
  const boxes: Html[] = [];
  for (const indicator of judged) boxes.push(await someHospitals(indicator, context));
  if (boxes.length > 0)
    parts.push(
      html`${main ? html`<h3 class="more">${words.charts.more}</h3>` : null}<div class="grid many">${boxes}</div>`,
    );
  if (parts.length === 0) parts.push(html`<p>${words.charts.noThresholded}</p>`);
  return html`${parts}`;
}
