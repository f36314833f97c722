import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import { technologies } from '../../pipeline/technology/index.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { stateOf } from '../read/figure-state.js';
import { definitionLink } from './definition.js';
import { verdictMark } from './figure-table.js';
import { boundsText, leadsWithRange, leadWithCounts } from './figure-text.js';
import { provinceFigure } from './interval-rows.js';
import { intervalSentence, standingOf, thresholdText, verdictShort } from './judgement.js';
import { periodWords } from './period-words.js';

/** The figures that a director looks for first; an indicator that is not computed has no tile. */
const tileCodes = technologies.flatMap(({ tiles = [] }) => tiles);

/** The province in a few figures, each with n, interval, verdict and open cases. */
export function tiles(context: ReportContext): Html {
  const shown = tileCodes.flatMap((code) =>
    context.data.indicators.filter((indicator) => indicator.code === code),
  );
  return html`<div class="tiles">${shown.map((indicator) => tile(indicator, context))}</div>`;
}

function tile(indicator: DefinedIndicator, context: ReportContext): Html {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const { figure } = provinceFigure(context, indicator, period);
  const state = stateOf(figure, indicator);
  const value = state.kind === 'value' || state.kind === 'zero' ? state.figure : null;
  const threshold = value && thresholdText(value, indicator, context);
  const bounds = boundsText(state, indicator, context);
  const open = [
    value && value.pending > 0 && `${words.columns.pending} ${printCount(value.pending)}`,
    value &&
      value.unknown > 0 &&
      !leadsWithRange(state, indicator) &&
      `${words.columns.unknown} ${printCount(value.unknown)}${bounds ? words.brackets(bounds) : ''}`,
  ].filter((text): text is string => typeof text === 'string');
  return html`<article class="tile"><h3><a href="${definitionLink(indicator, context)}">${indicator.title[lang]}</a></h3><p class="n">${periodWords(
    context,
    period,
  )}</p><p class="big">${leadWithCounts(state, indicator, context)}</p>${
    value && html`<p class="n">${intervalSentence(value, indicator, context)}</p>`
  }${
    value && threshold
      ? html`<p class="against">${words.threshold(threshold)} ${verdictMark(standingOf(value))} ${verdictShort(value, indicator, context)}</p>`
      : null
  }${open.length > 0 ? html`<p class="n open">${open.join(words.semicolon)}</p>` : null}</article>`;
}
