import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';

/** A hospital's name, linked from the province's page to its own. */
export function hospitalLink(code: string, context: ReportContext): Html {
  const file = context.files.get(code);
  if (file === undefined) return html`${context.words.unknownHospital}`;
  return html`<a href="hospitals/${file}.html">${hospitalName(context, code)}</a>`;
}
