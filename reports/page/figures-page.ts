import type { ReportContext } from '../data/report-context.js';
import { html } from '../markup/html.js';
import { allIndicators } from './all-indicators.js';
import { bySection } from './by-section.js';
import { centrePageOf } from './centre-page.js';
import { method, provenance } from './closing.js';
import { cover } from './cover.js';
import { definitionsNote } from './definition.js';
import type { Section } from './document.js';
import { technologyCharts } from './technology-charts.js';
import { tiles } from './tiles.js';

/** `centre/figures.html`: the province's indicators with their verdicts, charts and method. */
export async function figuresPage(context: ReportContext): Promise<string> {
  const { data, words, lang } = context;
  const charts: Section[] = [];
  for (const { section, indicators } of bySection(data.indicators))
    charts.push({
      id: `charts-${section.prefix}`,
      title: section.title[lang],
      body: await technologyCharts(section.technology, indicators, context),
    });
  return centrePageOf(
    'figures',
    {
      title: words.director.figuresHead,
      lead: { id: 'answer', title: words.cover.heading, body: cover(context) },
      sections: [
        { id: 'tiles', title: words.sections.tiles, body: tiles(context) },
        ...charts,
        {
          id: 'all',
          title: words.sections.all,
          body: allIndicators({ level: 'province', unit: '*' }, context),
        },
        { id: 'method', title: words.sections.method, body: method(context) },
        {
          id: 'definitions',
          title: words.sections.definitions,
          body: html`${definitionsNote(context)}`,
        },
        { id: 'provenance', title: words.sections.provenance, body: provenance(context) },
      ],
    },
    context,
  );
}
