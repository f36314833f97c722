import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { chartWords } from '../words/charts.js';
import type { MethodWords } from '../words/charts-zh.js';
import { method } from './closing.js';
import { documentOf } from './document.js';

/** Each method once: what it does, when it holds, and its source. Charts name their method and refer here. */
export function methodsPage(context: ReportContext): string {
  const { words, lang, data } = context;
  const w = chartWords[lang];
  const row = ({ name, does, holds, source }: MethodWords): Html =>
    html`<tr><th scope="row">${name}</th><td>${does}</td><td>${holds}</td><td><small>${source}</small></td></tr>`;
  const rows = [...Object.values(w.other), ...Object.values(w.method)];
  return documentOf(
    {
      title: w.methodsTitle,
      header: html`<p class="back"><a href="index.html">${words.reportSubject}</a></p><h1>${w.methodsTitle}</h1><p class="when"><span>${words.asOf(
        data.asOf,
      )}</span></p>`,
      leadId: 'methods',
      leadTitle: w.methodsTitle,
      lead: html`<section id="methods" class="part"><h2>${w.methodsTitle}</h2><div class="scroll"><table class="methods"><thead><tr><th scope="col">${
        w.methodsTitle
      }</th>${w.methodHeads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(row)}</tbody></table></div></section>`,
      sections: [{ id: 'counting', title: words.sections.method, body: method(context) }],
    },
    context,
  );
}
