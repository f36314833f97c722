import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { technologies } from '../../pipeline/technology/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import { hospitalName, isListed, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import type { Cell } from '../read/cell-verdict.js';
import { hospitalCells, shownIndicators } from '../read/hospital-cells.js';
import { type Practice, practiceOf } from '../read/practice.js';
import { signalOf } from '../read/signals-of.js';
import { hospitalLink } from './hospital-link.js';
import { indicatorLink } from './indicator-link.js';
import { initials } from './initials.js';
import { matrixCell } from './matrix-cell.js';

/** Groups of rows, those that need somebody first. */
const groups = ['act', 'open', 'fine', 'silent'] as const;

interface Row {
  readonly hospital: string;
  readonly practice: Practice;
  readonly cells: readonly Cell[];
}

/** The hospitals that practise a technology by its indicators, those below a binding threshold first. */
export function matrix(technology: Technology, context: ReportContext): Html {
  const { words, lang } = context;
  const w = words.director.matrix;
  const name = technology.name[lang];
  const indicators = shownIndicators(technology, context);
  const listed = context.hospitals.filter((hospital) => isListed(context, hospital));
  const practising = listed.filter((hospital) => practiceOf(hospital, technology, context).state !== 'none');
  const others = listed.filter((hospital) => !practising.includes(hospital));
  const rows = practising.map((hospital) => rowOf(hospital, technology, indicators, context));
  const body =
    indicators.length === 0
      ? html`<p>${w.noIndicators}</p>`
      : rows.length === 0
        ? html`<p>${w.none}</p>`
        : table(rows, technology, indicators, context);
  return html`<section class="technology" id="matrix-${technology.sections[0].prefix}"><h3>${w.title(name)}</h3>${body}${
    others.length === 0 || rows.length === 0
      ? null
      : html`<details class="rest"><summary>${w.notPractised(name, printCount(others.length))}</summary><p class="n">${others
          .map((hospital) => hospitalName(context, hospital))
          .join(words.comma)}</p></details>`
  }</section>`;
}

function rowOf(
  hospital: string,
  technology: Technology,
  indicators: readonly DefinedIndicator[],
  context: ReportContext,
): Row {
  const cells = hospitalCells(context).get(hospital) ?? [];
  return {
    hospital,
    practice: practiceOf(hospital, technology, context),
    cells: cells.filter(({ indicator }) => indicators.includes(indicator)),
  };
}

function groupOf({ practice, cells }: Row, context: ReportContext): (typeof groups)[number] {
  if (cells.some(({ verdict }) => verdict === 'not_met')) return 'act';
  if (cells.every(({ figure }) => figure === undefined)) return 'silent';
  const isOpen =
    practice.state !== 'current' ||
    cells.some(
      ({ hospital, indicator, verdict }) =>
        verdict === 'incomplete' || signalOf(hospital, indicator, context) === 'concern',
    );
  return isOpen ? 'open' : 'fine';
}

function table(
  rows: readonly Row[],
  technology: Technology,
  indicators: readonly DefinedIndicator[],
  context: ReportContext,
): Html {
  const { words, lang } = context;
  const w = words.director.matrix;
  const below = ({ cells }: Row) => cells.filter(({ verdict }) => verdict === 'not_met').length;
  const caption = w.caption(technology.name[lang], printCount(rows.length), String(indicators.length));
  const columns = indicators.length + 4;
  const bodies = groups
    .map((group) => ({ group, own: rows.filter((row) => groupOf(row, context) === group) }))
    .filter(({ own }) => own.length > 0);
  return html`<div class="matrix-box" role="region" aria-label="${caption}" tabindex="0"><table class="matrix"><caption>${caption}</caption><thead><tr><th scope="col">${
    w.hospital
  }</th><th scope="col" class="place">${w.city}</th><th scope="col" class="place">${w.level}</th><th scope="col">${w.data}</th>${indicators.map(
    (indicator) =>
      html`<th scope="col"><a href="${indicatorLink(indicator, context)}">${indicator.code}</a> <span>${indicator.title[lang]}</span></th>`,
  )}</tr></thead>${bodies.map(
    ({ group, own }) =>
      html`<tbody><tr class="group"><th scope="rowgroup" colspan="${columns}">${w.groups[group]} ${w.count(printCount(own.length))}</th></tr>${[
        ...own,
      ]
        .sort((a, b) => below(b) - below(a))
        .map((row) => line(row, context))}</tbody>`,
  )}</table></div>`;
}

function line({ hospital, practice, cells }: Row, context: ReportContext): Html {
  const entry = context.entries.get(hospital);
  const key = `${hospital} ${initials(hospitalName(context, hospital))}`;
  return html`<tr data-p="${key}"><th scope="row">${hospitalLink(hospital, context)}</th><td class="place">${entry?.city}</td><td class="place">${entry?.level}</td>${freshness(
    practice,
    context,
  )}${cells.map((cell) => matrixCell(cell, context))}</tr>`;
}

/** The newest month that counts, or what is in its place. */
function freshness({ state, through }: Practice, { words }: ReportContext): Html {
  const w = words.director.matrix;
  const month = through === null ? '' : w.month(String(Number(through.slice(5))));
  if (state === 'current') return html`<td>${month}</td>`;
  if (state === 'refused') return html`<td class="n">${w.fresh.refused} ${month}</td>`;
  if (state === 'old') return html`<td class="n">${through}</td>`;
  return html`<td class="n">${w.fresh.missing}</td>`;
}

/** The matrices of all technologies under their tools, with the legend. */
export function matrices(context: ReportContext): Html {
  const { words } = context;
  const w = words.director.matrix;
  return html`${tools(context)}<ul class="legend">${w.legend.map(
    ([kind = '', glyph = '', text = '']) => html`<li><span class="${kind}">${glyph}</span> ${text}</li>`,
  )}${
    context.data.signals === null
      ? null
      : html`<li><i class="c">${words.director.signals.kinds.concern}</i></li><li><i class="i">${words.director.signals.kinds.improving}</i></li><li><span class="o">${words.director.signals.kinds['common cause']}</span></li><li><span class="e">${words.director.signals.kinds['not enough data']}</span></li>`
  }</ul><p class="n">${w.legendNote}</p>${technologies.map((technology) => matrix(technology, context))}`;
}

/** Search and choices, hidden where no script makes them work. */
function tools(context: ReportContext): Html {
  const { words, lang } = context;
  const t = words.director.matrix.tools;
  const listed = context.hospitals.filter((hospital) => isListed(context, hospital));
  const choices = (of: 'city' | 'level') =>
    [...new Set(listed.map((hospital) => context.entries.get(hospital)?.[of] ?? ''))]
      .filter((one) => one !== '')
      .sort();
  const select = (id: string, label: string, options: readonly { value: string; text: string }[]) =>
    html`<label>${label} <select id="${id}"><option value="">${t.any}</option>${options.map(
      ({ value, text }) => html`<option value="${value}">${text}</option>`,
    )}</select></label>`;
  const plain = (values: readonly string[]) => values.map((value) => ({ value, text: value }));
  return html`<div class="tools" role="group" aria-label="${t.legend}" hidden><label>${t.search} <input id="find" type="search" autocomplete="off"></label>${select(
    'city',
    t.city,
    plain(choices('city')),
  )}${select('level', t.level, plain(choices('level')))}${select(
    'technology',
    t.technology,
    technologies.map(({ sections, name }) => ({ value: `matrix-${sections[0].prefix}`, text: name[lang] })),
  )}<button id="reset" type="button" data-sort="${t.sort}">${t.reset}</button><p role="status">${t.shown} <b id="shown">${listed.length}</b> ${t.of} ${listed.length} ${t.hospitals}</p></div>`;
}
