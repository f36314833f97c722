import { technologies } from '../../pipeline/technology/index.js';
import { type CentrePage, centrePage, centrePages } from '../data/audience.js';
import { technologyPath } from '../data/indicator-files.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { definitionsFile } from './definition.js';
import { documentOf, type Section } from './document.js';

interface Content {
  /** The heading; the province's report where absent. */
  readonly title?: string;
  readonly lead: Section;
  readonly sections: readonly Section[];
  readonly script?: string;
  /** Whether the heading of the lead is for screen readers alone, since the page says the same. */
  readonly isQuiet?: boolean;
}

/** A page of the centre under the head that all of them share: province, month, edition, day of the data, and the ways to the others. */
export function centrePageOf(page: CentrePage | null, content: Content, context: ReportContext): string {
  const { data, words, lang } = context;
  const [year = '', month = ''] = data.month.split('-');
  const when = words.monthTitle(year, String(Number(month)));
  const head = words.reportHead(data.province[lang]);
  const title = content.title
    ? html`<p class="subject">${head.first} ${head.second}</p><h1>${content.title}</h1>`
    : html`<h1>${head.first} <span>${head.second}</span></h1>`;
  const { lead } = content;
  return documentOf(
    {
      title: `${content.title ?? `${head.first} ${head.second}`} ${when}`,
      header: html`${title}<p class="when"><b>${when}</b> ${
        data.edition === null ? null : html`<b>${words.director.edition(String(data.edition))}</b> `
      }<span>${words.asOf(data.asOf)}</span> <span>${words.unlessMarked(data.month)}</span> <span>${words.batch(data.batch)}</span></p>`,
      beside: beside(page, context),
      leadId: lead.id,
      leadTitle: lead.title,
      lead: html`<section id="${lead.id}" class="part"><h2${content.isQuiet ? html` class="quiet"` : null}>${lead.title}</h2>${lead.body}</section>`,
      sections: content.sections,
      isWide: true,
      ...(content.script === undefined ? {} : { script: content.script }),
    },
    context,
  );
}

/** The pages of the centre, those of technologies behind the first, and the definitions. */
export function beside(page: CentrePage | null, { words, root, lang }: ReportContext): Html {
  const { pages } = words.director;
  const link = (one: CentrePage) =>
    html`<li><a href="${root}${centrePage(one)}"${one === page ? html` aria-current="page"` : null}>${pages[one]}</a></li>`;
  const [first, ...others] = centrePages;
  return html`<nav class="beside" aria-label="${words.hospitalReport}"><ul>${link(first)}${technologies.map(
    (technology) =>
      html`<li><a href="${root}${technologyPath(technology)}">${technology.title[lang]}</a></li>`,
  )}${others.map(link)}<li><a href="${root}${definitionsFile}">${pages.definitions}</a></li></ul></nav>`;
}
