import type { ReportContext } from '../data/report-context.js';
import { html } from '../markup/html.js';
import { bridgeTable } from './bridge-table.js';
import { centrePageOf } from './centre-page.js';
import type { Section } from './document.js';
import { provinceNorms } from './province-norms.js';
import { scoreGroups } from './score-groups.js';

/** `centre/norms.html`: clauses, scores and changed definitions of all hospitals; a sentence where nothing was stated. */
export function centreNormsPage(context: ReportContext): string {
  const { data, words } = context;
  const n = words.norms;
  const isJudged = data.compliance.some(({ norms }) => norms.length > 0);
  const sections: Section[] = [];
  if (data.compliance.some(({ sheet }) => sheet !== null))
    sections.push({ id: 'ranking', title: n.rankingTitle, body: scoreGroups(context) });
  if (data.bridges.length > 0)
    sections.push({ id: 'bridges', title: n.bridgesTitle, body: bridgeTable(data.bridges, context, true) });
  return centrePageOf(
    'norms',
    {
      title: words.director.pages.norms,
      lead: {
        id: 'norms',
        title: n.provinceTitle,
        body: isJudged ? provinceNorms(context) : html`<p>${words.director.norms.none}</p>`,
      },
      sections,
    },
    context,
  );
}
