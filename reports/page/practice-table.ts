import { technologies } from '../../pipeline/technology/index.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { type Practice, practiceOf } from '../read/practice.js';
import { hospitalLink } from './hospital-link.js';

/** What every hospital sends of every technology, with those that have no such programme apart from those that sent nothing. */
export function practiceTable(context: ReportContext): Html {
  const { words, lang } = context;
  if (context.hospitals.length === 0) return html`<p>${words.quality.noSubmissions}</p>`;
  return html`<p class="note">${words.director.quality.practiceNote}</p><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${
    words.columns.hospital
  }</th>${technologies.map(({ name }) => html`<th scope="col">${name[lang]}</th>`)}</tr></thead><tbody>${context.hospitals.map(
    (hospital) =>
      html`<tr><th scope="row">${hospitalLink(hospital, context)}</th>${technologies.map((technology) =>
        practiceCell(practiceOf(hospital, technology, context), context),
      )}</tr>`,
  )}</tbody></table></div>`;
}

function practiceCell({ state, through }: Practice, { words }: ReportContext): Html {
  const text = words.director.quality.states[state];
  if (state === 'none') return html`<td class="nil">${text}</td>`;
  if (state === 'current') return html`<td>${text}</td>`;
  return html`<td><span class="status ${state === 'refused' ? 'refused' : 'missing'}">${text}</span>${
    through === null ? null : html` <small>${words.dataThrough(through)}</small>`
  }</td>`;
}
