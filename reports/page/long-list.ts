import { type Html, html } from '../markup/html.js';

/** A list of which the first lines are seen at once and the others are unfolded. */
export function longList(lines: readonly Html[], most: number, more: (count: string) => string): Html {
  const item = (line: Html) => html`<li>${line}</li>`;
  const rest = lines.slice(most);
  return html`<ul>${lines.slice(0, most).map(item)}</ul>${
    rest.length === 0
      ? null
      : html`<details class="rest"><summary>${more(String(rest.length))}</summary><ul>${rest.map(item)}</ul></details>`
  }`;
}
