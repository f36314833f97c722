import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { headlinePeriod, type Period } from '../../pipeline/figure/headline.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { stateOf } from '../read/figure-state.js';
import { ownJudged } from '../read/own-judged.js';
import { hospitalWords } from '../words/hospital.js';
import { stratumWords } from './all-indicators.js';
import { bySection } from './by-section.js';
import { definitionLink } from './definition.js';
import { intervalText, nothingText, rateWithCounts } from './figure-text.js';
import { standingOf, thresholdText } from './judgement.js';
import { ownTrend } from './own-trend.js';
import type { Edition } from './page-room.js';
import { peerLabels, peerStrip } from './peer-strip.js';
import { periodWords } from './period-words.js';

/** Every indicator of a hospital: a short definition, the figure of the period shown first and of the year, its trend and its peers. */
export function hospitalFigures(hospital: string, context: Edition): Html {
  const { data, lang } = context;
  const w = hospitalWords[lang].figures;
  // A single institution cannot have a share of institutions.
  const indicators = data.indicators.filter(({ measure }) => measure !== 'centre proportion');
  const judged = new Set(
    ownJudged(hospital, standingOf, context).flatMap(({ indicator, standing }) =>
      standing === 'none' ? [] : [indicator],
    ),
  );
  return html`<p class="n print">${w.printNote(printCount(indicators.length))}</p><div class="screen"><p class="n">${w.note}</p>${figuresTable(
    hospital,
    indicators.filter((one) => !judged.has(one)),
    context,
  )}</div>${context.room.labels ? peerLabels(hospital, indicators, context) : null}`;
}

function figuresTable(hospital: string, indicators: readonly DefinedIndicator[], context: Edition): Html {
  const { words, lang } = context;
  const w = hospitalWords[lang];
  const heads = [
    words.columns.indicator,
    words.columns.rate,
    w.standing.columns.trend,
    w.figures.columns.peers,
  ];
  return html`<div class="scroll" tabindex="0"><table class="own"><thead><tr>${heads.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>${bySection(
    indicators,
  ).map(
    ({ section, indicators: of }) =>
      html`<tbody><tr class="group"><th scope="rowgroup" colspan="4">${section.title[lang]}</th></tr>${rowsOf(hospital, of, context)}</tbody>`,
  )}</table></div>`;
}

/** A row for each indicator with a figure; those without are named together, with the reason they share. */
function rowsOf(hospital: string, indicators: readonly DefinedIndicator[], context: Edition): Html {
  const { index, data, lang, words } = context;
  const without = new Map<string, string[]>();
  const rows = indicators.map((indicator) => {
    const period = headlinePeriod(indicator, index, data.month);
    const state = stateOf(index.at(indicator, { level: 'hospital', unit: hospital, ...period }), indicator);
    if (indicator.measure === 'composition') return compositionRow(hospital, indicator, period, context);
    const why = nothingText(state, context);
    if (why === null) return figureRow(hospital, indicator, period, context);
    without.set(why, [...(without.get(why) ?? []), `${indicator.code} ${indicator.title[lang]}`]);
    return null;
  });
  return html`${rows}${[...without].map(
    ([why, titles]) =>
      html`<tr class="without"><th scope="row">${why}</th><td colspan="3">${titles.join(words.semicolon)}</td></tr>`,
  )}`;
}

function figureRow(hospital: string, indicator: DefinedIndicator, period: Period, context: Edition): Html {
  const { index } = context;
  const figure = index.at(indicator, { level: 'hospital', unit: hospital, ...period });
  const state = stateOf(figure, indicator);
  const threshold = figure ? thresholdText(figure, indicator, context) : null;
  const open =
    figure && figure.unknown > 0 ? `${context.words.columns.unknown} ${printCount(figure.unknown)}` : null;
  const notes = [intervalText(state, indicator, context), threshold, open].filter(
    (note) => note !== null && note !== '',
  );
  return html`<tr>${head(indicator, context)}<td>${rateWithCounts(state, indicator, context)}<br><small>${[
    ...(period.period_type === 'rolling12' ? [] : [periodWords(context, period)]),
    ...notes,
  ].join(context.words.semicolon)}</small></td><td>${ownTrend(
    hospital,
    indicator,
    figure?.threshold ?? null,
    context,
  )}</td><td>${peerStrip(hospital, indicator, context, context.room.strips)}</td></tr>`;
}

/** The parts of a whole, in one row. */
function compositionRow(
  hospital: string,
  indicator: DefinedIndicator,
  period: Period,
  context: Edition,
): Html | null {
  const { index, words } = context;
  const strata = [
    ...new Set(index.ofUnit(indicator, { level: 'hospital', unit: hospital }).map(({ stratum }) => stratum)),
  ]
    .filter((stratum) => stratum !== '')
    .sort();
  const parts = strata.flatMap((stratum) => {
    const state = stateOf(
      index.at(indicator, { level: 'hospital', unit: hospital, ...period, stratum }),
      indicator,
    );
    if (state.kind !== 'value' && state.kind !== 'zero') return [];
    return [html`${stratumWords(stratum, indicator, context)} ${rateWithCounts(state, indicator, context)}`];
  });
  if (parts.length === 0) return null;
  return html`<tr>${head(indicator, context)}<td colspan="3">${parts.map((part, i) => html`${i > 0 ? words.semicolon : null}${part}`)}</td></tr>`;
}

function head(indicator: DefinedIndicator, context: Edition): Html {
  const { lang } = context;
  return html`<th scope="row"><a href="${definitionLink(indicator, context)}">${indicator.code}</a> ${indicator.title[lang]}${
    context.room.definitions ? html`<br><small>${indicator.meaning[lang]}</small>` : null
  }</th>`;
}
