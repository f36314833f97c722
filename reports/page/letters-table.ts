import type { LetterEntry } from '../../pipeline/ask/letters.js';
import { closingWords, letterStates } from '../../pipeline/message/letter-words.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { ownRows } from '../read/own-rows.js';
import { hospitalLink } from './hospital-link.js';

/** The feedback letters of a hospital, or of all for the centre, with what became of them; null where there is none. */
export function lettersTable(hospital: string | null, context: ReportContext): Html | null {
  const { data, words } = context;
  const rows = hospital === null ? data.letters : ownRows('letters', hospital, context);
  if (rows.length === 0) return null;
  const l = words.letters;
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${l.number}</th>${
    hospital === null && html`<th scope="col">${words.columns.hospital}</th>`
  }<th scope="col">${l.finding}</th><th scope="col">${l.figure}</th><th scope="col">${l.due}</th><th scope="col">${l.state}</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${row.letter_no}</th>${
        hospital === null && html`<td>${hospitalLink(row.hospital_id, context)}</td>`
      }<td>${findingText(row, context)}</td><td>${row.figure}${
        row.threshold === null ? null : html` <small>${row.threshold}</small>`
      }<br><small>${row.source}</small></td><td>${row.due}</td><td>${stateText(row, context)}</td></tr>`,
  )}</tbody></table></div>`;
}

function findingText({ code, period }: LetterEntry, { data, lang }: ReportContext): Html {
  const indicator = data.indicators.find((one) => one.code === code);
  return html`<span class="code">${code}</span> ${indicator?.title[lang] ?? ''} <small>${period}</small>`;
}

function stateText({ state, closed, answer }: LetterEntry, { lang, words }: ReportContext): Html {
  const came = answer?.received ?? null;
  const notes = [
    came === null ? null : words.letters.came(came),
    closed === null ? null : closingWords(closed)[lang],
  ].filter((note) => note !== null);
  return html`${letterStates[state][lang]}${notes.length > 0 ? html`<br><small>${notes.join(words.semicolon)}</small>` : null}`;
}
