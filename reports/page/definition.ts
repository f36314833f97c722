import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { definitionSheet } from '../../pipeline/describe/definition-sheet.js';
import { audience } from '../data/audience.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { thresholdsFor } from '../read/threshold-of.js';

/** The file of all definitions inside a report's folder. */
export const definitionsFile = `${audience.public}/definitions.html`;

/** The anchor of a definition on the page of definitions. */
const definitionId = ({ code, version }: DefinedIndicator) =>
  `def-${`${code}-${version}`.replace(/[^A-Za-z0-9-]/g, '_')}`;

/** The link from a page to a definition. */
export const definitionLink = (indicator: DefinedIndicator, { root }: Pick<ReportContext, 'root'>): string =>
  `${root}${definitionsFile}#${definitionId(indicator)}`;

/** The meaning of a figure, the clause that judges it, and a link to the whole definition. */
export function definitionBox(indicator: DefinedIndicator, context: ReportContext): Html {
  const { words, lang } = context;
  return html`<div class="definition"><p class="meaning">${indicator.meaning[lang]}</p><p class="whole"><a href="${definitionLink(
    indicator,
    context,
  )}">${words.definition.title}</a>${clauses(indicator, context)}</p></div>`;
}

/** The note that links to the definitions used on a page. */
export const definitionsNote = ({ root, words, data }: ReportContext): Html =>
  html`<p><a href="${root}${definitionsFile}">${words.definition.all(String(data.indicators.length))}</a></p>`;

/** Every definition, one after the other. */
export function definitionList(indicators: readonly DefinedIndicator[], context: ReportContext): Html {
  return html`<div class="appendix">${indicators.map(
    (indicator) =>
      html`<section class="def" id="${definitionId(indicator)}"><h3><span class="code">${indicator.code}</span> ${
        indicator.title[context.lang]
      }</h3>${definitionEntries(indicator, context)}</section>`,
  )}</div>`;
}

function clauses(indicator: DefinedIndicator, { data, lang, words }: ReportContext): Html {
  const found = thresholdsFor(indicator, data.norms);
  return html`${found.map(
    ({ norm, threshold }) =>
      html`<span class="clause">${norm.short[lang]} ${threshold.clause}${
        threshold.inferred ? html` <em>${words.definition.inferred}</em>` : null
      }</span>`,
  )}`;
}

/** The entries of the definition sheet as a list, with the meaning first because the sheet holds it separately. */
function definitionEntries(indicator: DefinedIndicator, { words, lang, data }: ReportContext): Html {
  const { meaning, entries } = definitionSheet(indicator, data.norms);
  return html`<dl class="def-list">${item(words.definition.meaning, html`${meaning[lang]}`)}${entries.map(
    ({ term, lines }) => item(term[lang], html`${lines.map((line) => html`<div>${line[lang]}</div>`)}`),
  )}</dl>`;
}

const item = (term: string, body: Html) => html`<dt>${term}</dt><dd>${body}</dd>`;
