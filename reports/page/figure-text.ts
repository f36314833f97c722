import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { fraction } from '../print/fraction.js';
import { printApart, printCount } from '../print/number.js';
import { printBound, printCounts, printRange, printRate, shareUnknown } from '../print/rate.js';
import { type FigureState, fewCases } from '../read/figure-state.js';

/** Why there is no number, in words; null where there is one. */
export function nothingText(state: FigureState, { words }: ReportContext, why?: string): string | null {
  switch (state.kind) {
    case 'suppressed':
      return words.nothing.suppressed;
    case 'not applicable':
      return words.nothing.notApplicable;
    case 'not due':
      return words.nothing.notDue(printCount(state.figure.pending));
    case 'all unknown':
      return words.nothing.allUnknown(printCount(state.figure.unknown));
    case 'no data':
      return why ?? words.nothing.noData;
    default:
      return null;
  }
}

const nothingClass = {
  suppressed: 'none hidden-small',
  'not applicable': 'none not-applicable',
  'not due': 'none not-due',
  'all unknown': 'none all-unknown',
  'no data': 'none no-data',
} as const;

const nothingMark = {
  suppressed: '＊',
  'not applicable': '—',
  'not due': '…',
  'all unknown': '？',
  'no data': '—',
} as const;

/** The text in place of a missing number. */
export function nothing(state: FigureState, context: ReportContext, why?: string): Html | null {
  const text = nothingText(state, context, why);
  if (text === null || state.kind === 'value' || state.kind === 'zero') return null;
  return html`<span class="${nothingClass[state.kind]}">${nothingMark[state.kind]} ${text}</span>`;
}

/** A rate with its counts, `44.4% 12/27`, or the text in its place. Never a rate alone. */
export function rateWithCounts(
  state: FigureState,
  indicator: DefinedIndicator,
  context: ReportContext,
  why?: string,
): Html {
  const absent = nothing(state, context, why);
  if (absent || !('figure' in state)) return absent ?? html``;
  const { figure } = state;
  const counts = printCounts(figure, indicator);
  if (indicator.measure === 'volume')
    return html`<span class="value"><b>${counts}</b> <small>${context.words.units[indicator.unit.numerator]}</small>${staleMark(figure, indicator, context)}</span>`;
  const mark = state.kind === 'zero' ? ' zero' : '';
  return html`<span class="value${mark}"><b>${printRate(figure, indicator, context.lang)}</b> <small>${counts}</small>${cautions(figure, indicator, context)}</span>`;
}

/** `27.6–62.7%`, or empty where there is none. */
export function intervalText(
  state: FigureState,
  indicator: DefinedIndicator,
  { lang }: ReportContext,
): string {
  if (state.kind !== 'value' && state.kind !== 'zero') return '';
  const { ci_low, ci_high } = state.figure;
  return ci_low === null || ci_high === null
    ? ''
    : printRange(ci_low, ci_high, state.figure, indicator, lang);
}

/** The rates if every unknown outcome were not met, and if every one were met; empty without unknowns. */
export function boundsText(state: FigureState, indicator: DefinedIndicator, { lang }: ReportContext): string {
  if (state.kind !== 'value' && state.kind !== 'zero') return '';
  const { low_bound, high_bound } = state.figure;
  if (low_bound === high_bound || low_bound === null || high_bound === null) return '';
  return printRange(low_bound, high_bound, state.figure, indicator, lang);
}

/** Share of unknown outcomes from which a rate is marked, because its interval understates the uncertainty. */
const manyUnknown = 0.1;

/** Marks a rate that one case more or less would change by a tenth or more, one with many unknown outcomes, and one that rests on older data. */
export function cautions(figure: Figure, indicator: DefinedIndicator, context: ReportContext): Html | null {
  const { words } = context;
  const { denominator } = figure;
  const texts = [
    denominator !== null && denominator < fewCases ? words.few : '',
    (shareUnknown(figure, indicator) ?? 0) >= manyUnknown ? words.manyUnknown : '',
  ].filter((text) => text !== '');
  const stale = staleMark(figure, indicator, context);
  if (texts.length === 0) return stale;
  return html` ${texts.map((text) => html`<span class="few">${text}</span> `)}${stale}`;
}

/**
 * Marks a figure without data of this month: by the month of the newest submission it rests on, and for a city or the province by the
 * number of its hospitals with older data.
 */
export function staleMark(figure: Figure, { of }: DefinedIndicator, context: ReportContext): Html | null {
  const { words, data, entries } = context;
  const { data_through, level, unit } = figure;
  const texts = data_through !== null && data_through < data.month ? [words.dataThrough(data_through)] : [];
  if (level !== 'hospital') {
    const sources = of.spec.workedOutFrom ?? [of.name];
    const older = new Set(
      data.stale
        .filter(
          ({ hospital_id, table }) =>
            sources.includes(table) && (level === 'province' || entries.get(hospital_id)?.city === unit),
        )
        .map(({ hospital_id }) => hospital_id),
    );
    if (older.size > 0) texts.push(words.olderHospitals(printCount(older.size)));
  }
  return texts.length === 0 ? null : html` ${texts.map((text) => html`<span class="stale">${text}</span> `)}`;
}

/** Share of unknown outcomes from which nothing can lead: neither a rate nor the range that it may have. */
const mostlyUnknown = 0.5;

/**
 * The main text of a figure: the rate with its counts, or, where a tenth of the outcomes is unknown, first the range of the rate over all
 * possible outcomes and then the rate as counted; where half of them is, how many that are and whose.
 */
export function leadWithCounts(
  state: FigureState,
  indicator: DefinedIndicator,
  context: ReportContext,
): Html {
  const rate = rateWithCounts(state, indicator, context);
  if (!leadsWithRange(state, indicator)) return rate;
  const { words, lang } = context;
  const { figure } = state;
  const share = shareUnknown(figure, indicator) ?? 0;
  if (share >= mostlyUnknown) return mostlyUnknownText(figure, share, indicator, context);
  const [low, high] = [figure.low_bound, figure.high_bound].map((bound) =>
    printBound(bound ?? 0, figure, indicator, lang),
  );
  const policy = 'unknown' in indicator ? indicator.unknown : 'left out';
  return html`<span class="range"><b>${low}–${high}</b><small>${words.brackets(
    words.unknownOutcomes(printCount(figure.unknown)),
  )}</small></span> <span class="as-counted"><small>${words.asCounted[policy]}</small> ${rate}</span>`;
}

function mostlyUnknownText(
  figure: Figure,
  share: number,
  indicator: DefinedIndicator,
  context: ReportContext,
): Html {
  const { words } = context;
  const percent = `${printApart(fraction(Math.min(share, 1) * 100), 0, [fraction(100)])}%`;
  const whose = figure.level === 'hospital' ? [] : mostUnknown(figure, indicator, context);
  return html`<span class="no-headline"><b>${words.director.noHeadline(percent)}</b> <small>${printCount(figure.unknown)}${
    whose.length === 0 ? null : `${words.semicolon}${words.director.whose(whose.join(words.comma))}`
  }</small></span>`;
}

/** Most hospitals that are named. */
const mostNamed = 3;

/** The hospitals with most unknown outcomes, of those that the reader may see. */
function mostUnknown(figure: Figure, indicator: DefinedIndicator, context: ReportContext): string[] {
  const { index, hospitals, entries, words } = context;
  const { period_type, period, level, unit: place } = figure;
  return hospitals
    .filter((unit) => level === 'province' || entries.get(unit)?.city === place)
    .map((unit) => ({
      unit,
      unknown: index.at(indicator, { level: 'hospital', unit, period_type, period })?.unknown ?? 0,
    }))
    .filter(({ unknown }) => unknown > 0)
    .sort((a, b) => b.unknown - a.unknown)
    .slice(0, mostNamed)
    .map(({ unit, unknown }) => words.director.unknownOf(hospitalName(context, unit), printCount(unknown)));
}

/**
 * Whether the bounds are shown before the rate: where a tenth of outcomes is unknown, or the bounds reach beyond the rate's interval or
 * exclude the rate.
 */
export function leadsWithRange(
  state: FigureState,
  indicator: DefinedIndicator,
): state is Extract<FigureState, { kind: 'value' | 'zero' }> {
  if (state.kind !== 'value' && state.kind !== 'zero') return false;
  const { rate, low_bound, high_bound, ci_low, ci_high } = state.figure;
  if (low_bound === null || high_bound === null || low_bound === high_bound) return false;
  const isBeyond = (ci_low !== null && low_bound < ci_low) || (ci_high !== null && high_bound > ci_high);
  // A standardised ratio leaves out cases without a score although their outcome is known, so it may lie outside its bounds.
  const isOutside = rate !== null && (rate < low_bound || rate > high_bound);
  return isBeyond || isOutside || (shareUnknown(state.figure, indicator) ?? 0) >= manyUnknown;
}
