import { audience } from '../data/audience.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';

/** A hospital's name, linked from the centre's page to its own. */
export function hospitalLink(code: string, context: ReportContext): Html {
  const file = context.files.get(code);
  if (file === undefined) return html`${context.words.unknownHospital}`;
  return html`<a href="${context.root}${audience.hospital(file)}/index.html">${hospitalName(context, code)}</a>`;
}
