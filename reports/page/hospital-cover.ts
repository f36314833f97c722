import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { headlinePeriod, type Period } from '../../pipeline/figure/headline.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { stateOf } from '../read/figure-state.js';
import { ownRows } from '../read/own-rows.js';
import { whyNoData } from '../read/why-no-data.js';
import { comparison, judgedIndicators } from './cover.js';
import { definitionBox, definitionLink } from './definition.js';
import { verdictMark } from './figure-table.js';
import { leadWithCounts, nothingText, rateWithCounts } from './figure-text.js';
import { intervalSentence, neededText, openWord, standingOf, thresholdText } from './judgement.js';
import { openTitle } from './open-title.js';
import { ownFigure } from './own-figures.js';
import { periodWords } from './period-words.js';

/** The main results of a hospital: its removal rate against the threshold, what to correct, its other verdicts. */
export function hospitalCover(
  hospital: string,
  first: DefinedIndicator | undefined,
  own: boolean,
  context: ReportContext,
): Html {
  const { words, data } = context;
  const others = own ? judgedWithData(hospital, context).filter((indicator) => indicator !== first) : [];
  const errors = ownRows('problems', hospital, context).filter(({ severity }) => severity !== 'warning');
  return html`<section id="answer" class="cover"><h2>${words.hospital.heading}</h2>${
    own
      ? first
        ? answer(hospital, first, context)
        : null
      : html`<p class="lead-period">${words.hospital.noFigures}</p>`
  }${data.stale
    .filter(({ hospital_id }) => hospital_id === hospital)
    .map(
      ({ table, through, refused }) =>
        html`<p class="n">${words.hospital.stale(words.table(table), words.dataThrough(through), refused.length > 0)}</p>`,
    )}${
    errors.length > 0
      ? html`<p class="to-correct"><a href="#problems">${words.hospital.toCorrect(String(errors.length))}</a></p>`
      : null
  }${others.length > 0 && judgedPanels(hospital, others, context)}</section>`;
}

function answer(hospital: string, indicator: DefinedIndicator, context: ReportContext): Html {
  const { words, lang, index, data } = context;
  const period = headlinePeriod(indicator, index, data.month);
  const { figure } = ownFigure(hospital, indicator, period, context);
  const state = stateOf(figure, indicator);
  const title = indicator.title[lang];
  const why = nothingText(state, context, whyNoData(context, hospital, indicator));
  if (why !== null || !figure)
    return html`<div class="lead"><p class="lead-period">${words.hospital.noSentence(periodWords(context, period), title, why ?? '')}</p></div>`;
  return html`<div class="lead"><p class="lead-period">${words.hospital.sentence(
    periodWords(context, period),
    title,
  )}</p><p class="lead-figure">${leadWithCounts(state, indicator, context)}<span class="lead-interval">${intervalSentence(
    figure,
    indicator,
    context,
  )}</span></p>${comparison(figure, indicator, context)}${definitionBox(indicator, context)}</div>`;
}

/** The indicators with a threshold in which this hospital has a rate. */
export function judgedWithData(hospital: string, context: ReportContext): DefinedIndicator[] {
  return judgedIndicators(context).filter((indicator) => {
    const period = headlinePeriod(indicator, context.index, context.data.month);
    const { figure } = ownFigure(hospital, indicator, period, context);
    const { kind } = stateOf(figure, indicator);
    return figure?.threshold != null && (kind === 'value' || kind === 'zero');
  });
}

/**
 * The other judged indicators by verdict, worst first, as on the province's cover. A threshold that does not bind the hospital stands
 * apart, because missing it is no breach.
 */
function judgedPanels(
  hospital: string,
  indicators: readonly DefinedIndicator[],
  context: ReportContext,
): Html {
  const { words, index, data } = context;
  const rows = indicators.flatMap((indicator): Judged[] => {
    const period = headlinePeriod(indicator, index, data.month);
    const { figure } = ownFigure(hospital, indicator, period, context);
    return figure ? [{ indicator, period, figure }] : [];
  });
  const binding = rows.filter(({ figure }) => figure.applies === 'binding');
  const reference = rows.filter(({ figure }) => figure.applies !== 'binding');
  return html`${
    binding.length > 0
      ? html`<section class="others"><h3>${words.hospital.judgedList}</h3>${panels(binding, words.verdict, words.verdictMeaning, context)}</section>`
      : null
  }${
    reference.length > 0
      ? html`<section class="others reference"><h3>${words.reference.heading}</h3><p class="n">${words.reference.ownNote}</p>${panels(reference, words.reference.verdict, words.verdictMeaning, context)}</section>`
      : null
  }`;
}

const standings = ['not_met', 'cannot_tell', 'met'] as const;
type Titles = Readonly<Record<'not_met' | 'met', string>>;
type Notes = Readonly<Record<(typeof standings)[number], string>>;

function panels(rows: readonly Judged[], titles: Titles, notes: Notes, context: ReportContext): Html {
  return html`<div class="panels three">${standings.map((standing) => {
    const shown = rows.filter(({ figure }) => standingOf(figure) === standing);
    return html`<section class="panel ${standing}"><h4>${verdictMark(standing)} ${
      standing === 'cannot_tell' ? openTitle(shown, context) : titles[standing]
    } <span class="count">${shown.length}</span></h4><p class="n">${notes[standing]}</p>${
      shown.length === 0
        ? html`<p class="empty">${context.words.cover.none}</p>`
        : html`<ul>${shown.map((row) => html`<li>${judgedLine(row, context)}</li>`)}</ul>`
    }</section>`;
  })}</div>`;
}

interface Judged {
  readonly indicator: DefinedIndicator;
  readonly period: Period;
  readonly figure: Figure;
}

function judgedLine({ indicator, period, figure }: Judged, context: ReportContext): Html {
  const { words, lang } = context;
  const shortly = figure.applies === 'binding' ? words.formalShort : words.reference.formalShort;
  const formal = standingOf(figure) === 'cannot_tell' && figure.formal ? shortly[figure.formal] : null;
  const why = openWord(figure, indicator, words);
  const needed = neededText(figure, indicator, context);
  const notes = [
    why,
    formal,
    needed,
    period.period_type === 'rolling12' ? null : periodWords(context, period),
  ].filter((note) => note !== null);
  return html`<span class="who"><a href="${definitionLink(indicator, context)}">${indicator.title[lang]}</a></span><span class="what">${rateWithCounts(
    stateOf(figure, indicator),
    indicator,
    context,
  )} <small>${thresholdText(figure, indicator, context)}</small>${
    figure.applies === 'reference' ? html` <span class="tag">${words.applies.reference}</span>` : null
  }</span>${notes.length > 0 ? html`<small>${notes.join(words.semicolon)}</small>` : null}`;
}
