import type { ReportContext } from '../data/report-context.js';
import { html } from '../markup/html.js';
import { bySection } from './by-section.js';
import { definitionList } from './definition.js';
import { documentOf } from './document.js';

/** The page of all definitions, to which every other page of a report refers. */
export function definitionsPage(context: ReportContext): string {
  const { data, words, lang } = context;
  const [year = '', month = ''] = data.month.split('-');
  const when = words.monthTitle(year, String(Number(month)));
  const [first, ...rest] = bySection(data.indicators);
  return documentOf(
    {
      title: `${words.definition.page} ${when}`,
      header: html`<p class="subject">${words.hospitalHead(
        data.province[lang],
      )}</p><h1>${words.definition.page}</h1><p class="when"><b>${when}</b> <span>${words.batch(data.batch)}</span></p>`,
      leadId: 'first',
      leadTitle: first ? first.section.title[lang] : words.definition.page,
      lead: html`<section id="first" class="part">${
        first ? html`<h2>${first.section.title[lang]}</h2>${definitionList(first.indicators, context)}` : null
      }</section>`,
      sections: rest.map(({ section, indicators }) => ({
        id: `definitions-${section.prefix}`,
        title: section.title[lang],
        body: definitionList(indicators, context),
      })),
    },
    context,
  );
}
