import type { TableFreshness } from '../../pipeline/ask/table-freshness.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { ownRows } from '../read/own-rows.js';

/** How new and whole the data are that a hospital's figures rest on, table by table; null where it never sent any. */
export function freshnessTable(hospital: string, context: ReportContext): Html | null {
  const { words } = context;
  const f = words.freshness;
  const rows = ownRows('freshness', hospital, context);
  if (rows.length === 0) return null;
  return html`<h3>${f.title}</h3><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${words.quality.table}</th><th scope="col">${f.through}</th><th scope="col" class="num">${f.reported}</th><th scope="col" class="num">${f.expected}</th><th scope="col" class="num">${f.required}</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${words.table(row.table)}</th><td>${row.data_through ?? words.nothing.noData}</td><td class="num">${printCount(row.rows_reported)}</td><td class="num">${expectedText(row, context)}</td><td class="num">${
        row.required_due === 0 ? '—' : `${printCount(row.required_filled)}/${printCount(row.required_due)}`
      }</td></tr>`,
  )}</tbody></table></div>`;
}

function expectedText({ rows_expected, expected_from }: TableFreshness, { words }: ReportContext): Html {
  if (rows_expected === null || expected_from === null) return html`—`;
  return html`${printCount(rows_expected)} <small>${words.freshness.from[expected_from]}</small>`;
}
