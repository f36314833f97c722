import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { standingShape } from '../charts/theme.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { printCounts, printRate } from '../print/rate.js';
import type { FigureState } from '../read/figure-state.js';
import { boundsText, cautions, intervalText, nothing } from './figure-text.js';
import { formalText, neededText, standingOf, statisticalText, thresholdText } from './judgement.js';

/** One row of a table of figures. */
export interface FigureRow {
  readonly head: Html;
  readonly indicator: DefinedIndicator;
  readonly state: FigureState;
  /** Why there is no figure. */
  readonly why?: string;
  readonly strong?: boolean;
}

/**
 * One row per figure with everything a figure must show. Columns that no row fills are left out, but never counts, interval, pending and
 * unknown. Cells are numbers, except those of the class `text`.
 */
export function figureTable(rows: readonly FigureRow[], headTitle: string, context: ReportContext): Html {
  const { words } = context;
  const figures = rows.flatMap(({ state }) => ('figure' in state ? [state.figure] : []));
  const judged = figures.some(({ threshold }) => threshold !== null);
  const several = new Set(rows.map(({ indicator }) => indicator)).size > 1;
  const show = {
    bounds: rows.some(({ state, indicator }) => boundsText(state, indicator, context) !== ''),
    excluded: figures.some(({ excluded }) => excluded > 0),
    undated: figures.some(({ undated }) => undated > 0),
    threshold: judged && several,
    judged,
  };
  const span = 3;
  const row = ({ head, indicator, state, why, strong }: FigureRow) => {
    const absent = nothing(state, context, why);
    const figure = 'figure' in state && state.kind !== 'suppressed' ? state.figure : null;
    const hides = figure !== null && 'sides' in figure && figure.sides === 'suppressed';
    const small = (count: number | undefined) =>
      hides
        ? html`<td class="hidden-small" title="${words.nothing.suppressed}">＊</td>`
        : count === 0
          ? html`<td class="nil">0</td>`
          : html`<td>${count === undefined ? null : printCount(count)}</td>`;
    const values =
      absent || !figure
        ? html`<td class="text" colspan="${span}">${absent}</td>`
        : html`<td>${printCounts(figure, indicator)}</td><td><b>${
            indicator.measure === 'volume' ? '' : printRate(figure, indicator, context.lang)
          }</b></td><td>${intervalText(state, indicator, context)}</td>`;
    const judgement =
      figure && !absent
        ? html`<td class="text">${formalText(figure, indicator, context)}</td><td class="text">${statistical(state, indicator, context)}</td>`
        : html`<td class="text"></td><td class="text"></td>`;
    return html`<tr${strong ? html` class="strong"` : null}><th scope="row">${head}${figure && !absent ? cautions(figure, indicator, context) : null}</th>${values}${
      show.bounds && html`<td>${boundsText(state, indicator, context)}</td>`
    }${small(figure?.pending)}${small(figure?.unknown)}${show.undated && small(figure?.undated)}${show.excluded && small(figure?.excluded)}${
      show.threshold &&
      html`<td>${figure ? thresholdText(figure, indicator, context) : ''}${
        figure?.applies ? html` <span class="tag">${words.applies[figure.applies]}</span>` : null
      }</td>`
    }${show.judged && judgement}</tr>`;
  };
  const c = words.columns;
  return html`<div class="scroll" tabindex="0"><table class="figures"><thead><tr><th scope="col">${headTitle}</th><th scope="col" class="num">${c.counts}</th><th scope="col" class="num">${c.rate}</th><th scope="col" class="num">${c.interval}</th>${
    show.bounds && html`<th scope="col" class="num">${c.bounds}</th>`
  }<th scope="col" class="num">${c.pending}</th><th scope="col" class="num">${c.unknown}</th>${
    show.undated && html`<th scope="col" class="num">${c.undated}</th>`
  }${show.excluded && html`<th scope="col" class="num">${c.excluded}</th>`}${
    show.threshold && html`<th scope="col" class="num">${c.threshold}</th>`
  }${
    show.judged && html`<th scope="col">${c.formal}</th><th scope="col">${c.statistical}</th>`
  }</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`;
}

function statistical(state: FigureState, indicator: DefinedIndicator, context: ReportContext): Html | null {
  if (!('figure' in state)) return null;
  const text = statisticalText(state.figure, indicator, context);
  if (text === null) return null;
  const needed = neededText(state.figure, indicator, context);
  return html`${verdictMark(standingOf(state.figure))} ${text}${needed ? html`<br><small>${needed}</small>` : null}`;
}

const marks: Readonly<Record<string, string>> = { 'triangle-up': '▲', 'triangle-down': '▼', circle: '●' };

/** The shape of a verdict, as in every chart. */
export function verdictMark(standing: keyof typeof standingShape): Html {
  if (standing === 'none') return html`<span class="mark none-mark">○</span>`;
  return html`<span class="mark ${standing}">${marks[standingShape[standing]]}</span>`;
}
