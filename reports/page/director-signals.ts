import type { SignalKind } from '../../pipeline/signal/signal.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { fraction } from '../print/fraction.js';
import { printPlain } from '../print/number.js';
import type { Cell } from '../read/cell-verdict.js';
import { hospitalCells } from '../read/hospital-cells.js';
import { signalOf } from '../read/signals-of.js';
import { hospitalLink } from './hospital-link.js';
import { indicatorLink } from './indicator-link.js';
import { longList } from './long-list.js';

const mostLines = 4;

/** Whose months show a change beyond chance: those that became worse, then better, and how many signals would be false. */
export function directorSignals(context: ReportContext): Html {
  const { data, words } = context;
  const w = words.director.signals;
  if (data.signals === null) return html`<p>${w.absent}</p>`;
  const all = [...hospitalCells(context).values()]
    .flat()
    .map((cell) => ({ cell, kind: signalOf(cell.hospital, cell.indicator, context) }));
  const of = (kind: SignalKind) => all.filter((one) => one.kind === kind).map(({ cell }) => cell);
  const [worse, better] = [of('concern'), of('improving')];
  const said = all.filter(({ kind }) => kind !== null);
  if (said.every(({ kind }) => kind === 'not enough data')) return html`<p>${w.notEnough}</p>`;
  if (worse.length + better.length === 0) return html`<p>${w.none}</p>${falseSignals(context)}`;
  return html`${part(worse, 'c', w.worse, context)}${part(better, 'i', w.better, context)}${falseSignals(context)}`;
}

function part(cells: readonly Cell[], icon: string, word: string, context: ReportContext): Html | null {
  if (cells.length === 0) return null;
  const { words, lang } = context;
  return longList(
    cells.map(
      ({ hospital, indicator }) =>
        html`<i class="${icon}">${word}</i> ${hospitalLink(hospital, context)} <a href="${indicatorLink(indicator, context)}"><span class="code">${indicator.code}</span>${indicator.title[lang]}</a>`,
    ),
    mostLines,
    words.director.moreLines,
  );
}

function falseSignals({ data, words }: ReportContext): Html | null {
  if (data.falseSignals === null) return null;
  const text = (count: number) => printPlain(fraction(Number(count.toFixed(1))));
  return html`<p class="n">${words.director.signals.false(text(data.falseSignals.month), text(data.falseSignals.year))}</p>`;
}
