import type { ReportContext } from '../data/report-context.js';
import { html } from '../markup/html.js';
import { allIndicators } from './all-indicators.js';
import { centrePageOf } from './centre-page.js';
import { method, provenance } from './closing.js';
import { cover } from './cover.js';
import { definitionsNote } from './definition.js';
import { tiles } from './tiles.js';

/** `centre/figures.html`: the province's indicators with their verdicts and method; their charts stand on pages of their own. */
export function figuresPage(context: ReportContext): string {
  const { words } = context;
  return centrePageOf(
    'figures',
    {
      title: words.director.figuresHead,
      lead: { id: 'answer', title: words.cover.heading, body: cover(context) },
      sections: [
        { id: 'tiles', title: words.sections.tiles, body: tiles(context) },
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
