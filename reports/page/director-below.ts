import { groupBy } from '../../pipeline/message/group-by.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { printCounts } from '../print/rate.js';
import type { Cell } from '../read/cell-verdict.js';
import { hospitalCells } from '../read/hospital-cells.js';
import { verdictGlyph } from './cell-glyph.js';
import { hospitalLink } from './hospital-link.js';
import { indicatorLink } from './indicator-link.js';
import { thresholdText } from './judgement.js';
import { longList } from './long-list.js';

const mostLines = 5;
const mostNames = 3;

/** Who is below a threshold that binds, indicator by indicator: those that judge an outcome before duties, then by the number of hospitals. */
export function directorBelow(context: ReportContext): Html {
  const w = context.words.director.below;
  const cells = [...hospitalCells(context).values()].flat();
  const bound = cells.filter(({ figure }) => figure?.applies === 'binding');
  if (bound.length === 0) return html`<p>${w.noneBinding}</p>`;
  const below = bound.filter(({ verdict }) => verdict === 'not_met');
  const unknown = new Set(
    bound.filter(({ verdict }) => verdict === 'incomplete').map(({ hospital }) => hospital),
  );
  const open = unknown.size === 0 ? null : html`<p class="n">${w.incomplete(printCount(unknown.size))}</p>`;
  if (below.length === 0) return html`<p>${w.none}</p>${open}`;
  const lines = [...groupBy(below, ({ indicator }) => indicator).values()].sort(
    (a, b) => duty(a) - duty(b) || b.length - a.length,
  );
  return html`<p class="n">${w.note}</p>${longList(
    lines.map((line) => belowLine(line, context)),
    mostLines,
    context.words.director.moreLines,
  )}${open}`;
}

/** A duty of all or none is met or not by a single case; an outcome says more. */
const duty = ([first]: readonly Cell[]) =>
  first?.figure?.threshold === 1 || first?.figure?.threshold === 0 ? 1 : 0;

function belowLine(cells: readonly Cell[], context: ReportContext): Html {
  const { words, lang } = context;
  const w = words.director.below;
  const [first] = cells;
  if (!first?.figure) return html``;
  const { indicator } = first;
  const sorted = [...cells].sort((a, b) => Number(b.isCertain) - Number(a.isCertain));
  return html`<a href="${indicatorLink(indicator, context)}"><span class="code">${indicator.code}</span> ${
    indicator.title[lang]
  }</a> <span class="n">${thresholdText(first.figure, indicator, context)}${words.colon}</span>${sorted
    .slice(0, mostNames)
    .map(
      (cell, i) =>
        html`${i > 0 ? words.comma : null}<span class="mark not_met">${verdictGlyph(cell)}</span>${hospitalLink(cell.hospital, context)} <small>${
          cell.figure ? printCounts(cell.figure, indicator) : null
        }</small>`,
    )}${cells.length > mostNames ? html` <span class="n">${w.and(printCount(cells.length))}</span>` : null}`;
}
