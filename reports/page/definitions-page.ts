import { html } from '../html.js';
import type { ReportContext } from '../report-context.js';
import { definitionList } from './definition.js';
import { documentOf } from './document.js';
import { byTechnology } from './technology.js';

/** The page of all definitions, to which every other page of a report refers. */
export function definitionsPage(context: ReportContext): string {
  const { data, words, lang } = context;
  const [year = '', month = ''] = data.month.split('-');
  const when = words.monthTitle(year, String(Number(month)));
  const [first, ...rest] = byTechnology(data.indicators);
  return documentOf(
    {
      title: `${words.definition.page} ${when}`,
      header: html`<p class="back"><a href="index.html">${words.backToProvince}</a></p><p class="subject">${words.hospitalHead(
        data.province[lang],
      )}</p><h1>${words.definition.page}</h1><p class="when"><b>${when}</b> <span>${words.batch(data.batch)}</span></p>`,
      leadId: 'first',
      leadTitle: first ? words.technology[first.technology] : words.definition.page,
      lead: html`<section id="first" class="part">${
        first
          ? html`<h2>${words.technology[first.technology]}</h2>${definitionList(first.indicators, context)}`
          : null
      }</section>`,
      sections: rest.map(({ technology, indicators }) => ({
        id: `definitions-${technology}`,
        title: words.technology[technology],
        body: definitionList(indicators, context),
      })),
    },
    context,
  );
}
