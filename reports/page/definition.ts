import type { Defined } from '../../pipeline/define/index.js';
import { definitionSheet } from '../../pipeline/describe/definition-sheet.js';
import { type Html, html } from '../html.js';
import { thresholdsFor } from '../read/threshold-of.js';
import type { ReportContext } from '../report-context.js';

/** The place of a definition inside a page. */
export const definitionId = ({ code, version }: Defined) =>
  `def-${`${code}-${version}`.replace(/[^A-Za-z0-9-]/g, '_')}`;

/** What a figure means, by which clause it is judged, where that stands and how sure we are of it. */
export function definitionBox(indicator: Defined, context: ReportContext, open = false): Html {
  const { words, lang } = context;
  const d = words.definition;
  return html`<div class="definition"><p class="meaning">${indicator.meaning[lang]}</p><details${
    open ? html` open` : null
  }><summary>${d.title}${clauses(indicator, context)}</summary>${definitionList(indicator, context)}</details></div>`;
}

/** Every definition of a page, one after the other. */
export function definitionAppendix(indicators: readonly Defined[], context: ReportContext): Html {
  return html`<div class="appendix">${indicators.map(
    (indicator) =>
      html`<section class="def" id="${definitionId(indicator)}"><h3><span class="code">${indicator.code}</span> ${
        indicator.title[context.lang]
      }</h3>${definitionList(indicator, context)}</section>`,
  )}</div>`;
}

function clauses(indicator: Defined, { data, lang, words }: ReportContext): Html {
  const found = thresholdsFor(indicator, data.norms);
  return html`${found.map(
    ({ norm, threshold }) =>
      html`<span class="clause">${norm.short[lang]} ${threshold.clause}${
        threshold.inferred ? html` <em>${words.definition.inferred}</em>` : null
      }</span>`,
  )}`;
}

/** The entries of the sheet as a list; the meaning leads, as the sheet itself keeps it apart. */
function definitionList(indicator: Defined, { words, lang, data }: ReportContext): Html {
  const { meaning, entries } = definitionSheet(indicator, data.norms);
  return html`<dl class="def-list">${item(words.definition.meaning, html`${meaning[lang]}`)}${entries.map(
    ({ term, lines }) => item(term[lang], html`${lines.map((line) => html`<div>${line[lang]}</div>`)}`),
  )}</dl>`;
}

const item = (term: string, body: Html) => html`<dt>${term}</dt><dd>${body}</dd>`;
