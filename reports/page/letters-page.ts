import type { ReportContext } from '../data/report-context.js';
import { html } from '../markup/html.js';
import { centrePageOf } from './centre-page.js';
import { lettersTable } from './letters-table.js';

/** `centre/letters.html`: the feedback letters of all hospitals with what became of them. */
export function lettersPage(context: ReportContext): string {
  const { words } = context;
  return centrePageOf(
    'letters',
    {
      title: words.director.pages.letters,
      lead: {
        id: 'letters',
        title: words.letters.title,
        body: lettersTable(null, context) ?? html`<p>${words.director.letters.none}</p>`,
      },
      sections: [],
    },
    context,
  );
}
