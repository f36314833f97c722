import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { headlinePeriod, type Period } from '../../pipeline/figure/headline.js';
import { headline } from '../../pipeline/technology/index.js';
import type { Standing } from '../charts/theme.js';
import { isListed, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { printCounts, printRate } from '../print/rate.js';
import { isBoundBy } from '../read/bound-by.js';
import { stateOf } from '../read/figure-state.js';
import { type OpenReason, openReason } from '../read/open-reason.js';
import { thresholdOf } from '../read/threshold-of.js';
import { whyNoData } from '../read/why-no-data.js';
import { bySection } from './by-section.js';
import { verdictMark } from './figure-table.js';
import { cautions, leadWithCounts, nothingText, staleMark } from './figure-text.js';
import { hospitalLink } from './hospital-link.js';
import { indicatorLink } from './indicator-link.js';
import { hospitalFigures, provinceFigure, type UnitFigure } from './interval-rows.js';
import {
  formalText,
  intervalSentence,
  neededText,
  standingOf,
  statisticalText,
  thresholdText,
} from './judgement.js';
import { openTitle } from './open-title.js';
import { periodWords } from './period-words.js';

/** The main results: which hospitals are below a threshold, cannot be judged yet, or are provably above. */
export function cover(context: ReportContext): Html {
  const { data } = context;
  const first = data.indicators.find(({ code }) => code === headline);
  const others = judgedIndicators(context).filter((indicator) => indicator !== first);
  return html`${first ? answer(first, context) : null}${others.length > 0 && otherThresholds(others, context)}`;
}

/** The indicators with a threshold that judges some hospital in their first period. */
export function judgedIndicators(context: ReportContext): readonly DefinedIndicator[] {
  return context.index.judged(context.data.indicators);
}

function answer(indicator: DefinedIndicator, context: ReportContext): Html {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const province = provinceFigure(context, indicator, period).figure;
  const { listed, unlisted } = counted(hospitalFigures(context, indicator, period), context);
  const groups = byStanding(listed, indicator);
  const c = words.cover;
  return html`<div class="lead"><p class="lead-period">${c.lead(periodWords(context, period), indicator.title[lang])}</p><p class="lead-figure">${leadWithCounts(
    stateOf(province, indicator),
    indicator,
    context,
  )}<span class="lead-interval">${province ? intervalSentence(province, indicator, context) : null}</span></p>${
    province ? comparison(province, indicator, context) : null
  }</div><div class="panels">${panel('not_met', c.below, c.belowNote, groups.not_met, indicator, context)}${panel(
    'cannot_tell',
    openTitle(
      groups.cannot_tell.map(({ figure }) => ({ figure, indicator })),
      context,
    ),
    c.openNote,
    groups.cannot_tell,
    indicator,
    context,
  )}${panel('met', c.above, c.aboveNote, groups.met, indicator, context)}${panel(
    'none',
    c.silent,
    c.silentNote,
    groups.none,
    indicator,
    context,
  )}</div>${
    unlisted.length > 0
      ? html`<p class="n unlisted">${c.unlisted}${words.colon}${unlisted.map(
          ({ unit }, index) => html`${index > 0 ? words.semicolon : null}${hospitalLink(unit, context)}`,
        )}</p>`
      : null
  }`;
}

/** Only listed hospitals are counted; others with a figure are named. */
function counted(units: readonly UnitFigure[], context: ReportContext) {
  return {
    listed: units.filter(({ unit }) => isListed(context, unit)),
    unlisted: units.filter(({ unit }) => !isListed(context, unit)),
  };
}

/** The two judgements of a figure, one line each. */
export function comparison(figure: Figure, indicator: DefinedIndicator, context: ReportContext): Html | null {
  const { words } = context;
  const threshold = thresholdText(figure, indicator, context);
  const formal = formalText(figure, indicator, context);
  if (threshold === null || formal === null) return null;
  const statistical = statisticalText(figure, indicator, context);
  const needed = neededText(figure, indicator, context);
  return html`<dl class="comparison"><dt>${words.cover.against(threshold)}</dt><dd>${
    figure.applies ? html`<span class="tag">${words.applies[figure.applies]}</span>` : null
  }</dd><dt>${words.formalLabel}</dt><dd>${formal}</dd><dt>${words.statLabel}</dt><dd>${verdictMark(
    standingOf(figure),
  )} <b>${statistical}</b>${needed ? html`${words.semicolon}${needed}` : null}</dd></dl>`;
}

/** Hospitals by standing; binding thresholds before those for reference. */
function byStanding(
  hospitals: readonly UnitFigure[],
  indicator: DefinedIndicator,
): Record<Standing, UnitFigure[]> {
  const groups: Record<Standing, UnitFigure[]> = { met: [], not_met: [], cannot_tell: [], none: [] };
  for (const unit of hospitals) {
    const state = stateOf(unit.figure, indicator);
    const shown = state.kind === 'value' || state.kind === 'zero';
    groups[shown ? standingOf(state.figure) : 'none'].push(unit);
  }
  const binding = ({ figure }: UnitFigure) => (figure?.applies === 'binding' ? 0 : 1);
  const below = ({ figure }: UnitFigure) => (figure?.formal === 'not_met' ? 0 : 1);
  for (const group of Object.values(groups))
    group.sort((a, b) => binding(a) - binding(b) || below(a) - below(b));
  groups.not_met.reverse().sort((a, b) => binding(a) - binding(b));
  return groups;
}

function panel(
  standing: Standing,
  title: string,
  note: string,
  units: readonly UnitFigure[],
  indicator: DefinedIndicator,
  context: ReportContext,
): Html {
  const { words } = context;
  return html`<section class="panel ${standing}"><h3>${verdictMark(standing)} ${title} <span class="count">${words.cover.count(
    printCount(units.length),
  )}</span></h3><p class="n">${note}</p>${
    units.length === 0
      ? html`<p class="empty">${words.cover.none}</p>`
      : html`<ul>${units.map((unit) => html`<li>${panelLine(unit, standing, indicator, context)}</li>`)}</ul>`
  }</section>`;
}

function panelLine(
  unit: UnitFigure,
  standing: Standing,
  indicator: DefinedIndicator,
  context: ReportContext,
): Html {
  const { words, lang } = context;
  const { figure } = unit;
  const name = hospitalLink(unit.unit, context);
  if (standing === 'none' || !figure) {
    const why = nothingText(stateOf(figure, indicator), context, whyNoData(context, unit.unit, indicator));
    return html`<span class="who">${name}</span><small>${why ?? words.noThreshold}</small>`;
  }
  const isTagged = figure.applies === 'binding' || (figure.applies === 'reference' && standing === 'not_met');
  const tag =
    isTagged && figure.applies ? html` <span class="tag">${words.applies[figure.applies]}</span>` : null;

  const formal =
    standing === 'cannot_tell' && figure.formal === 'not_met'
      ? html` <span class="formal">${words.formalShort.not_met}</span>`
      : null;
  const reason = openReason(figure, indicator);
  const needed =
    reason === null
      ? null
      : reason === 'too few' && figure.needed !== null
        ? words.neededShort(printCount(figure.needed))
        : words.open[reason];
  return html`<span class="who">${name}${tag}</span><span class="what"><b>${printRate(figure, indicator, lang)}</b> <small>${printCounts(figure, indicator)}</small>${needed ? html` <span class="n needed">${words.brackets(needed).trim()}</span>` : null}${cautions(figure, indicator, context)}${formal}</span>`;
}

/** Most names listed; more are read in the chart's table. */
const mostNames = 5;

/** The listed hospitals bound by an indicator's threshold, or all of them where it binds none. */
interface Compared {
  readonly indicator: DefinedIndicator;
  readonly period: Period;
  readonly units: readonly UnitFigure[];
  readonly binds: boolean;
}

function compared(indicator: DefinedIndicator, context: ReportContext): Compared {
  const { data, index, entries } = context;
  const period = headlinePeriod(indicator, index, data.month);
  const { listed } = counted(hospitalFigures(context, indicator, period), context);
  const judged = judgedIn(indicator, period, context);
  const scope = judged && thresholdOf(judged, data.norms)?.threshold.scope;
  // A figure holds what bound its hospital at the time; without a figure, the list says what binds it now.
  const units = listed.filter(({ unit, figure }) =>
    figure?.applies
      ? figure.applies === 'binding'
      : scope && isBoundBy(scope, entries.get(unit), data.province),
  );
  const binds = units.length > 0;
  return { indicator, period, units: binds ? units : listed, binds };
}

/** A figure of the period that was compared with the threshold, if there is one. */
const judgedIn = (indicator: DefinedIndicator, { period_type, period }: Period, { index }: ReportContext) =>
  index
    .of(indicator)
    .find(
      (figure) => figure.threshold !== null && figure.period_type === period_type && figure.period === period,
    );

/** One line per further indicator with a threshold: the number of hospitals by standing, and which are below. */
function otherThresholds(indicators: readonly DefinedIndicator[], context: ReportContext): Html {
  const { words } = context;
  const c = words.cover;
  const lines = indicators.map((indicator) => compared(indicator, context));
  const binding = lines.filter(({ binds }) => binds);
  const reference = lines.filter(({ binds }) => !binds);
  return html`${
    binding.length > 0
      ? html`<section class="others"><h3>${c.others}</h3><p class="n">${c.othersNote}</p>${standings(binding, c, context)}</section>`
      : null
  }${
    reference.length > 0
      ? html`<section class="others reference"><h3>${words.reference.heading}</h3><p class="n">${words.reference.note}</p>${standings(reference, words.reference, context)}</section>`
      : null
  }`;
}

type Heads = Pick<ReportContext['words']['cover'], 'below' | 'above' | 'silent' | 'formally' | 'belowWho'>;

function standings(lines: readonly Compared[], heads: Heads, context: ReportContext): Html {
  const { words } = context;
  return html`<div class="scroll" tabindex="0"><table class="standings"><thead><tr><th scope="col">${
    words.columns.indicator
  }</th><th scope="col" class="num">${words.columns.threshold}</th><th scope="col" class="num">${heads.below}</th><th scope="col" class="num">${
    words.open['too few']
  }</th><th scope="col" class="num">${words.open.incomplete}</th><th scope="col" class="num">${heads.above}</th><th scope="col" class="num">${heads.silent}</th><th scope="col" class="num">${
    heads.formally
  }</th><th scope="col">${heads.belowWho}</th></tr></thead>${bySection(
    lines.map(({ indicator }) => indicator),
  ).map(
    (group) =>
      html`<tbody><tr class="group"><th scope="rowgroup" colspan="9">${group.section.title[context.lang]}</th></tr>${lines
        .filter(({ indicator }) => group.indicators.includes(indicator))
        .map((line) => thresholdLine(line, context))}</tbody>`,
  )}</table></div>`;
}

function thresholdLine({ indicator, period, units, binds }: Compared, context: ReportContext): Html {
  const { words, lang } = context;
  const groups = byStanding(units, indicator);
  const judged = judgedIn(indicator, period, context);
  const formally = [groups.met, groups.not_met, groups.cannot_tell]
    .flat()
    .filter(({ figure }) => figure?.formal === 'not_met').length;
  const zero = html`<span class="zero-count">0</span>`;
  const count = (standing: Standing) =>
    html`<td class="num">${groups[standing].length === 0 ? zero : html`${verdictMark(standing)} ${groups[standing].length}`}</td>`;
  const because = (reason: OpenReason) => {
    const n = groups.cannot_tell.filter(
      ({ figure }) => figure && openReason(figure, indicator) === reason,
    ).length;
    return n === 0 ? zero : html`${verdictMark('cannot_tell')} ${n}`;
  };
  // A yearly count is open only while its year runs.
  const open =
    indicator.measure === 'volume' && groups.cannot_tell.length > 0
      ? html`<td class="num" colspan="2"><small>${words.open['not over']}</small> ${because('not over')}</td>`
      : html`<td class="num">${because('too few')}</td><td class="num">${because('incomplete')}</td>`;
  const named = groups.not_met.slice(0, mostNames);
  const more = groups.not_met.length - named.length;
  const isUsual = period.period_type === 'rolling12';
  return html`<tr><th scope="row"><a href="${indicatorLink(indicator, context)}"><span class="code">${indicator.code}</span> ${
    indicator.title[lang]
  }</a>${isUsual ? null : html`<br><small>${periodWords(context, period)}</small>`}</th><td class="num">${
    judged ? thresholdText(judged, indicator, context) : null
  }${
    !binds ? html`<br><span class="tag">${words.applies.reference}</span>` : null
  }</td>${count('not_met')}${open}${count('met')}${count('none')}<td class="num">${formally === 0 ? zero : formally}</td><td class="names">${named.map(
    (unit, index) =>
      html`${index > 0 ? words.semicolon : null}${hospitalLink(unit.unit, context)} <small>${
        unit.figure
          ? html`${printCounts(unit.figure, indicator)}${staleMark(unit.figure, indicator, context)}`
          : null
      }</small>`,
  )}${more > 0 ? html`${words.semicolon}<a href="${indicatorLink(indicator, context)}">${words.cover.more(String(more))}</a>` : null}</td></tr>`;
}
