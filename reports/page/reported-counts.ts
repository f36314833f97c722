import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { hospitalLink } from './hospital-link.js';

/**
 * Months with a stated number of cases, by front pages or as none, against the number reported: for one hospital all months, for the
 * province those that differ. Null where nobody stated any, or nothing differs in the province.
 */
export function reportedCounts(hospital: string | null, context: ReportContext): Html | null {
  const { data, words } = context;
  const q = words.quality;
  const rows = data.expected.filter(({ hospital_id, expected, reported }) =>
    hospital === null ? expected !== reported : hospital_id === hospital,
  );
  if (rows.length === 0) return null;
  return html`<h3>${q.expected}</h3><p>${q.expectedNote}</p><div class="scroll" tabindex="0"><table><thead><tr>${
    hospital === null && html`<th scope="col">${words.columns.hospital}</th>`
  }<th scope="col">${q.table}</th><th scope="col">${q.month}</th><th scope="col" class="num">${q.stated}</th><th scope="col" class="num">${q.reported}</th><th scope="col" class="num">${q.unreported}</th></tr></thead><tbody>${rows.map(
    ({ hospital_id, table, month, expected, reported }) =>
      html`<tr>${hospital === null && html`<th scope="row">${hospitalLink(hospital_id, context)}</th>`}<td>${words.table(table)}</td><td>${month}</td><td class="num">${printCount(expected)}</td><td class="num">${printCount(reported)}</td><td class="num">${
        expected > reported ? html`<b>${printCount(expected - reported)}</b>` : '—'
      }</td></tr>`,
  )}</tbody></table></div>`;
}
