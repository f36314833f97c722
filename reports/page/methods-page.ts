import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { chartWords } from '../words/charts.js';
import type { MethodWords } from '../words/charts-zh.js';
import { centrePageOf } from './centre-page.js';
import { method } from './closing.js';

/** Each method once: what it does, when it holds, and its source. Charts name their method and refer here. */
export function methodsPage(context: ReportContext): string {
  const { words, lang } = context;
  const w = chartWords[lang];
  const row = ({ name, does, holds, source }: MethodWords): Html =>
    html`<tr><th scope="row">${name}</th><td>${does}</td><td>${holds}</td><td><small>${source}</small></td></tr>`;
  const rows = [...Object.values(w.other), ...Object.values(w.method)];
  return centrePageOf(
    'methods',
    {
      title: w.methodsTitle,
      lead: {
        id: 'methods',
        title: w.methodsTitle,
        body: html`<div class="scroll" tabindex="0"><table class="methods"><thead><tr><th scope="col">${
          w.methodsTitle
        }</th>${w.methodHeads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`,
      },
      sections: [{ id: 'counting', title: words.sections.method, body: method(context) }],
    },
    context,
  );
}
