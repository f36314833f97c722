import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Place } from '../../pipeline/figure/figure-index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { headlinePeriod, type Period } from '../../pipeline/figure/headline.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html, trustedHtml } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { stateOf } from '../read/figure-state.js';
import { bySection } from './by-section.js';
import { definitionLink } from './definition.js';
import { verdictMark } from './figure-table.js';
import { boundsText, intervalText, nothing, rateWithCounts } from './figure-text.js';
import { formalText, neededText, standingOf, statisticalText, thresholdText } from './judgement.js';
import { periodWords } from './period-words.js';

type Unit = Pick<Place, 'level' | 'unit'>;

/** Every indicator of one unit: twelve months, the year, and the verdict in the period in which it is judged. */
export function allIndicators(unit: Unit, context: ReportContext): Html {
  const { words, periods, data, lang } = context;
  const year: Period = { period_type: 'year', period: periods.year };
  const rolling: Period = { period_type: 'rolling12', period: periods.rolling12 };
  const c = words.columns;
  // A single institution cannot have a share of institutions.
  const groups = bySection(
    data.indicators.filter(({ measure }) => unit.level !== 'hospital' || measure !== 'centre proportion'),
  );
  return html`<div class="scroll" tabindex="0"><table class="all"><thead><tr><th scope="col">${c.indicator}</th><th scope="col">${periodWords(
    context,
    rolling,
  )}</th><th scope="col">${periodWords(context, year)}</th><th scope="col">${c.threshold}</th><th scope="col">${c.formal}${
    words.comma
  }${c.statistical}</th></tr></thead>${groups.map(
    ({ section, indicators }) =>
      html`<tbody><tr class="group"><th scope="rowgroup" colspan="5">${section.title[lang]}</th></tr>${rowsOf(
        indicators,
        unit,
        [rolling, year],
        context,
      )}</tbody>`,
  )}</table></div>`;
}

/** A row for each indicator; those that lack all data for the same reason in every period are named together below. */
function rowsOf(
  indicators: readonly DefinedIndicator[],
  unit: Unit,
  shown: readonly Period[],
  context: ReportContext,
): Html {
  const without = new Map<string, Html[]>();
  const rows: Html[] = [];
  for (const indicator of indicators) {
    const absent = absentIn(indicator, unit, shown, context);
    const named = absent && without.get(absent);
    if (named) named.push(plainTitle(indicator, context));
    else if (absent) without.set(absent, [plainTitle(indicator, context)]);
    else if (indicator.measure === 'composition') rows.push(compositionRows(indicator, unit, shown, context));
    else rows.push(indicatorRow(indicator, unit, shown, context));
  }
  return html`${rows}${[...without].map(
    ([absent, titles]) =>
      html`<tr class="without"><th scope="row">${trustedHtml(absent)}</th><td colspan="4">${titles.map(
        (one, index) => html`${index > 0 ? context.words.semicolon : null}${one}`,
      )}</td></tr>`,
  )}`;
}

/** The text in place of numbers, if it is the same in every shown and judged period; null otherwise. */
function absentIn(
  indicator: DefinedIndicator,
  unit: Unit,
  shown: readonly Period[],
  context: ReportContext,
): string | null {
  if (indicator.measure === 'composition') return null;
  const { index, data } = context;
  const found = new Set(
    [...shown, headlinePeriod(indicator, index, data.month)].map((period) => {
      const figure = index.at(indicator, { ...unit, ...period });
      const state = stateOf(figure, indicator);
      if (state.kind !== 'no data' && state.kind !== 'not applicable') return null;
      const absent = nothing(state, context);
      if (state.kind === 'no data') return absent?.text ?? null;
      return absent?.text === cell(indicator, figure, context).text ? absent.text : null;
    }),
  );
  const [absent = null] = found;
  return found.size === 1 ? absent : null;
}

function indicatorRow(
  indicator: DefinedIndicator,
  unit: Unit,
  shown: readonly Period[],
  context: ReportContext,
): Html {
  const { index, data } = context;
  const headline = headlinePeriod(indicator, index, data.month);
  const judged = index.at(indicator, { ...unit, ...headline });
  const isShown = shown.some(
    ({ period_type, period }) => period_type === headline.period_type && period === headline.period,
  );
  return html`<tr><th scope="row">${title(indicator, context)}</th>${shown.map((period, position) => {
    const extra = position === 0 && !isShown ? headlineLine(indicator, judged, headline, context) : null;
    return html`<td>${cell(indicator, index.at(indicator, { ...unit, ...period }), context)}${extra}</td>`;
  })}${judgement(indicator, judged, isShown ? null : periodWords(context, headline), context)}</tr>`;
}

/** Where nothing is due within twelve months, the judged period stands below. */
function headlineLine(
  indicator: DefinedIndicator,
  figure: Figure | undefined,
  period: Period,
  context: ReportContext,
): Html {
  return html`<div class="other-period"><small>${periodWords(context, period)}</small><br>${cell(
    indicator,
    figure,
    context,
  )}</div>`;
}

function compositionRows(
  indicator: DefinedIndicator,
  unit: Unit,
  shown: readonly Period[],
  context: ReportContext,
): Html {
  const { index } = context;
  const strata = [...new Set(index.ofUnit(indicator, unit).map(({ stratum }) => stratum))]
    .filter((stratum) => stratum !== '')
    .sort();
  return html`<tr><th scope="row">${title(indicator, context)}</th><td colspan="4">${
    strata.length === 0 ? cell(indicator, undefined, context) : null
  }</td></tr>${strata.map(
    (stratum) =>
      html`<tr class="stratum"><th scope="row">${stratumWords(stratum, indicator, context)}</th>${shown.map(
        (period) =>
          html`<td>${cell(indicator, index.at(indicator, { ...unit, ...period, stratum }), context)}</td>`,
      )}<td></td><td></td></tr>`,
  )}`;
}

/** `mode=VV` in words: `支持模式 VV`. */
export function stratumWords(
  stratum: string,
  indicator: DefinedIndicator,
  { lang, words }: ReportContext,
): string {
  const [name = '', value = ''] = stratum.split('=');
  const column = indicator.strata?.find((candidate) => candidate.name === name);
  return `${column ? column.title[lang] : name} ${words.choice(value)}`;
}

function title(indicator: DefinedIndicator, context: ReportContext): Html {
  const { lang } = context;
  return html`<a href="${definitionLink(indicator, context)}"><span class="code">${indicator.code}</span> ${indicator.title[lang]}</a>`;
}

const plainTitle = (indicator: DefinedIndicator, context: ReportContext): Html =>
  html`<a href="${definitionLink(indicator, context)}">${indicator.code} ${indicator.title[context.lang]}</a>`;

function cell(indicator: DefinedIndicator, figure: Figure | undefined, context: ReportContext): Html {
  const { words } = context;
  const state = stateOf(figure, indicator);
  const interval = intervalText(state, indicator, context);
  const bounds = boundsText(state, indicator, context);
  const visible = state.kind === 'no data' || state.kind === 'suppressed' ? null : state.figure;
  const open = [
    visible &&
      visible.pending > 0 &&
      state.kind !== 'not due' &&
      `${words.columns.pending} ${printCount(visible.pending)}`,
    // The text in place of the number already says that no outcome is known.
    visible &&
      visible.unknown > 0 &&
      state.kind !== 'all unknown' &&
      `${words.columns.unknown} ${printCount(visible.unknown)}${bounds ? words.brackets(bounds) : ''}`,
    visible && visible.excluded > 0 && `${words.columns.excluded} ${printCount(visible.excluded)}`,
  ].filter((text): text is string => typeof text === 'string');
  return html`${rateWithCounts(state, indicator, context)}${interval && html`<br><small>${interval}</small>`}${
    open.length > 0 ? html`<br><small>${open.join(words.semicolon)}</small>` : null
  }`;
}

function judgement(
  indicator: DefinedIndicator,
  figure: Figure | undefined,
  period: string | null,
  context: ReportContext,
): Html {
  const state = stateOf(figure, indicator);
  if (state.kind !== 'value' && state.kind !== 'zero') return html`<td></td><td></td>`;
  const threshold = thresholdText(state.figure, indicator, context);
  if (threshold === null)
    return html`<td><span class="none">${context.words.noThreshold}</span></td><td></td>`;
  const { applies } = state.figure;
  const needed = neededText(state.figure, indicator, context);
  return html`<td>${threshold}${
    applies ? html`<br><span class="tag">${context.words.applies[applies]}</span>` : null
  }</td><td>${period ? html`<small>${period}</small><br>` : null}${formalText(state.figure, indicator, context)}<br>${verdictMark(
    standingOf(state.figure),
  )} ${statisticalText(state.figure, indicator, context)}${needed ? html`<br><small>${needed}</small>` : null}</td>`;
}
