import { filePlace } from '../../pipeline/message/file-place.js';
import { groups } from '../../pipeline/message/group-by.js';
import { lineRanges } from '../../pipeline/message/line-ranges.js';
import type { SettlingRow } from '../../pipeline/settle/settle.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { ownJudged } from '../read/own-judged.js';
import { ownRows } from '../read/own-rows.js';
import { settlingLine } from '../read/settling-lines.js';
import { hospitalWords } from '../words/hospital.js';
import { definitionLink } from './definition.js';
import { standingOf } from './judgement.js';
import { periodWords } from './period-words.js';

/** Most indicators shown at once, most columns of each, and most rows of each column. */
const most = { indicators: 5, columns: 3, rows: 8 };

/**
 * What would settle a hospital's open figures: those that bind it first, then those with another threshold, in each the greatest effect first; null where
 * nothing is open.
 *
 * @param room the most indicators named, of which the first are shown and the others folded
 */
export function settlingTable(hospital: string, room: number, context: ReportContext): Html | null {
  const { data, words } = context;
  const w = words.settling;
  const own = ownRows('settling', hospital, context);
  const applies = new Map(
    ownJudged(hospital, standingOf, context).map(({ indicator, figure }) => [
      `${indicator.code} ${indicator.version}`,
      figure.applies,
    ]),
  );
  const rank = (key: string) => (!applies.has(key) ? 2 : applies.get(key) === 'binding' ? 0 : 1);
  const keyOf = ({ code, version }: { readonly code: string; readonly version: string }) =>
    `${code} ${version}`;
  const ordered = groups(own, keyOf).sort(
    ([a], [b]) => rank(a === undefined ? '' : keyOf(a)) - rank(b === undefined ? '' : keyOf(b)),
  );
  const shown = ordered.flatMap((rows): Html[][] => {
    const [first] = rows;
    const indicator = data.indicators.find((i) => i.code === first?.code && i.version === first?.version);
    if (!first || !indicator) return [];
    const lines = rows.flatMap((row) => settlingLine(row, context) ?? []);
    const more = lines.length - most.columns;
    const span = Math.min(lines.length, most.columns);
    const spanned = span > 1 ? html` rowspan="${span}"` : null;
    return [
      lines
        .slice(0, span)
        .map(
          (line, i) =>
            html`<tr>${
              i === 0
                ? html`<th scope="row"${spanned}><a href="${definitionLink(indicator, context)}"><span class="code">${line.code}</span> ${line.title}</a><br><small>${periodWords(context, first)}</small></th><td${spanned}>${line.now}</td>`
                : null
            }<td>${line.fill}</td><td>${line.result}${
              more > 0 && i === span - 1 ? html`<br><small>${w.more(printCount(more))}</small>` : null
            }</td><td><small>${places(line.rows, context)}</small></td></tr>`,
        ),
    ];
  });
  if (shown.length === 0) return null;
  const rest = shown.slice(most.indicators);
  return html`<p class="n">${w.lead}</p>${tableOf(shown.slice(0, most.indicators), context)}${
    rest.length > 0
      ? html`<p class="n print">${hospitalWords[context.lang].printed(printCount(rest.length))}</p><details class="table-box screen"><summary>${w.rest(printCount(rest.length))}</summary>${tableOf(rest.slice(0, Math.max(0, room - most.indicators)), context)}${
          shown.length > room
            ? html`<p class="n">${words.tail(printCount(shown.length - Math.max(room, most.indicators)))}</p>`
            : null
        }</details>`
      : null
  }`;
}

function tableOf(rows: readonly Html[][], { words }: ReportContext): Html {
  const c = words.settling.columns;
  return html`<div class="scroll" tabindex="0"><table class="settling"><thead><tr>${[
    c.indicator,
    c.now,
    c.fill,
    c.result,
    c.where,
  ].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function places(rows: readonly SettlingRow[], { words }: ReportContext): string {
  const w = words.settling;
  const named = groups(rows.slice(0, most.rows), filePlace).map(
    (own) => `${own[0] ? filePlace(own[0]) : ''} ${w.line(lineRanges(own.map(({ line }) => line)))}`,
  );
  return named.join(words.semicolon) + (rows.length > most.rows ? w.moreRows(printCount(rows.length)) : '');
}
