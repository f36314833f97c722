import type { SignalKind } from '../../pipeline/signal/signal.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { printCounts, printRate } from '../print/rate.js';
import type { Cell, CellVerdict } from '../read/cell-verdict.js';
import { signalOf } from '../read/signals-of.js';
import { verdictGlyph } from './cell-glyph.js';

/** The letter by which the style sheet colours a verdict; cells are many and letters short. */
const kinds: Readonly<Partial<Record<CellVerdict, string>>> = {
  met: 'm',
  not_met: 'n',
  incomplete: 'q',
  'all unknown': 'q',
  better: 'r',
  worse: 'r',
  unsettled: 'r',
};

/** The letter by which a signal is drawn. */
const icons: Readonly<Record<SignalKind, string>> = {
  concern: 'c',
  improving: 'i',
  'common cause': 'o',
  'not enough data': 'e',
};

/** A cell: shape, colour and word of the verdict, its counts where it is not met or open, and what the months say. */
export function matrixCell(cell: Cell, context: ReportContext): Html {
  const { words } = context;
  const { hospital, indicator, verdict } = cell;
  const signal = signalOf(hospital, indicator, context);
  const isSaid = signal === 'concern' || signal === 'improving';
  const classes = [kinds[verdict] ?? 'x', ...(signal === null || isSaid ? [] : [icons[signal]])].join(' ');
  const counts = countsText(cell, context);
  return html`<td class="${classes}">${verdictGlyph(cell)}${words.director.matrix.cells[verdict]}${
    counts === null ? null : html`<br>${counts}`
  }${isSaid ? html` <i class="${icons[signal]}">${words.director.signals.kinds[signal]}</i>` : null}</td>`;
}

function countsText({ figure, indicator, verdict }: Cell, { words, lang }: ReportContext): string | null {
  if (figure === undefined) return null;
  if (verdict === 'value')
    return [printRate(figure, indicator, lang), printCounts(figure, indicator)]
      .filter((text) => text !== null)
      .join(' ');
  if (verdict === 'not_met' || verdict === 'worse') return printCounts(figure, indicator);
  if (verdict === 'incomplete' || verdict === 'unsettled' || verdict === 'all unknown')
    return `${words.director.matrix.cells.unsettled} ${printCount(figure.unknown + figure.undated)}`;
  return null;
}
