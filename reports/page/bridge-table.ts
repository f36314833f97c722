import type { Bridged } from '../../pipeline/compute/bridge.js';
import { formerReading } from '../../pipeline/define/index.js';
import { groups } from '../../pipeline/message/group-by.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { printCounts, printRate } from '../print/rate.js';
import { staleMark } from './figure-text.js';
import { hospitalLink } from './hospital-link.js';

/** Changes of definition: the result of each version for the same cases, province first. */
export function bridgeTable(
  bridges: readonly Bridged[],
  context: ReportContext,
  withHospital: boolean,
): Html {
  const { words } = context;
  const n = words.norms;
  const c = n.bridgeColumns;
  // A corrected reading affects many hospitals, so the province's page shows only the province.
  const rows = bridges.filter(
    ({ level, changed }) => level !== 'city' && (changed !== null || !withHospital || level === 'province'),
  );
  const lines = rows.flatMap((row) => {
    const line = bridgeRow(row, context, withHospital);
    return line ? [{ line, reason: reasonOf(row, context) }] : [];
  });
  return html`<p class="note">${n.bridgesLead}</p><div class="scroll" tabindex="0"><table class="figures"><thead><tr><th scope="col">${c.indicator}</th>${
    withHospital && html`<th scope="col">${words.columns.hospital}</th>`
  }<th scope="col">${c.period}</th><th scope="col" class="num">${c.earlier}</th><th scope="col" class="num">${c.later}</th><th scope="col" class="num">${c.difference}</th></tr></thead>${groups(
    lines,
    ({ reason }) => reason,
  ).map(
    (own) =>
      html`<tbody>${own[0]?.reason ? html`<tr class="reason"><td class="text" colspan="${withHospital ? 6 : 5}">${own[0].reason}</td></tr>` : null}${own.map(({ line }) => line)}</tbody>`,
  )}</table></div>`;
}

/** Why the definition changed; for a change with a new text, from which day. */
function reasonOf({ code, changed, later }: Bridged, { data, words, lang }: ReportContext): string {
  if (changed !== null) return words.norms.bridgeChanged(changed);
  const after = data.indicators.find((i) => i.code === code && i.version === later.version);
  return after?.revises?.reason[lang] ?? '';
}

function bridgeRow(
  { code, level, unit, period, changed, earlier, later }: Bridged,
  context: ReportContext,
  withHospital: boolean,
): Html | null {
  const { words, data, lang } = context;
  const after = data.indicators.find((i) => i.code === code && i.version === later.version);
  const before =
    changed === null && after
      ? formerReading(after)
      : data.indicators.find((i) => i.code === code && i.version === earlier.version);
  if (!before || !after) return null;
  const rate = (figure: typeof earlier, of: typeof before) =>
    html`<b>${printRate(figure, of, lang) ?? '—'}</b> <small>${printCounts(figure, of)}</small><br><small>${of.version}${staleMark(figure, of, context)}${
      figure.unknown > 0 ? html` · ${words.unknownOutcomes(printCount(figure.unknown))}` : null
    }</small>`;
  const difference =
    earlier.numerator === null || later.numerator === null ? null : later.numerator - earlier.numerator;
  return html`<tr><th scope="row"><span class="code">${code}</span> ${after.title[lang]}</th>${
    withHospital &&
    html`<td class="text">${level === 'province' ? words.province : hospitalLink(unit, context)}</td>`
  }<td class="text">${period}</td><td>${rate(earlier, before)}</td><td>${rate(later, after)}</td><td>${
    difference === null ? '—' : difference > 0 ? `+${difference}` : String(difference)
  }</td></tr>`;
}
