import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';

/** How the figures were computed, for readers who are no statisticians. */
export function method({ words }: ReportContext): Html {
  return html`<dl class="method">${words.method.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>`;
}

/** The origin of the figures: batch, as-of day, program, norms and definitions. */
export function provenance({ data, words, lang }: ReportContext): Html {
  const p = words.provenance;
  return html`<dl class="provenance"><dt>${p.batch}</dt><dd>${data.batch}</dd><dt>${p.asOf}</dt><dd>${data.asOf}</dd><dt>${
    p.program
  }</dt><dd>${data.program}</dd><dt>${p.norms}</dt><dd>${data.norms.map(
    ({ title }, index) => html`${index > 0 ? words.semicolon : null}${title[lang]}`,
  )}</dd><dt>${p.definitions}</dt><dd class="hashes">${data.indicators
    .map(({ code, version, hash }) => `${code}\u00A0${version}\u00A0${hash}`)
    .join(words.semicolon)}</dd></dl><p class="n">${p.note}</p>`;
}
