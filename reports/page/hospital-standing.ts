import { technologies } from '../../pipeline/technology/index.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { stateOf } from '../read/figure-state.js';
import { type OwnJudged, ownJudged } from '../read/own-judged.js';
import { peerPlace } from '../read/peer-place.js';
import { hospitalWords } from '../words/hospital.js';
import { absentTechniques } from './absent-techniques.js';
import { verdictMark } from './figure-table.js';
import { boundsText, intervalText, leadsWithRange, rateWithCounts } from './figure-text.js';
import { provinceFigure } from './interval-rows.js';
import { formalText, standingOf, statisticalText, thresholdText, verdictShort } from './judgement.js';
import { noTrend, ownTrend } from './own-trend.js';
import { peerStrip } from './peer-strip.js';
import { periodWords } from './period-words.js';
import { timeNeeded } from './time-needed.js';

/** Millimetres of a print's first page for rows; those beyond are on the screen. */
const roomInPrint = 158;

/** Where a hospital stands: each requirement with its verdict in words, its figure, its trend, and its place among peers. */
export function hospitalStanding(hospital: string, context: ReportContext): Html {
  const { words, lang } = context;
  const w = hospitalWords[lang].standing;
  const rows = ownJudged(hospital, standingOf, context);
  const judged = rows.filter(({ standing }) => standing !== 'none');
  const binding = judged.filter(({ figure }) => figure.applies === 'binding');
  const reference = judged.filter(({ figure }) => figure.applies !== 'binding');
  const without = rows.filter(({ standing }) => standing === 'none');
  const printed = fitting(hospital, binding, roomInPrint, context);
  const left = printed < binding.length ? 0 : roomInPrint - heightOf(hospital, binding, context) - 25;
  return html`<section id="answer" class="cover"><h2>${w.title}</h2>${
    rows.length === 0 ? null : html`<p class="verdicts">${summary(binding, context)}</p>`
  }${staleNotes(hospital, context)}${absentTechniques(hospital, technologies, context)}${
    binding.length > 0 ? table(hospital, binding, printed, context) : null
  }${
    reference.length > 0
      ? html`<h3>${w.referenceTitle}</h3><p class="n">${w.referenceSummary(
          String(reference.length),
          String(reference.filter(({ figure }) => figure.formal === 'not_met').length),
        )}</p>${table(hospital, reference, fitting(hospital, reference, left, context), context)}`
      : null
  }${
    without.length > 0
      ? html`<p class="n">${w.without(without.map(({ indicator }) => indicator.title[lang]).join(words.semicolon))}</p>`
      : null
  }${judged.length > 0 ? html`<p class="n">${isFirstMonth(hospital, context) ? w.first : w.trendNote}</p>` : null}</section>`;
}

function summary(binding: readonly OwnJudged[], { lang }: ReportContext): string {
  const w = hospitalWords[lang].standing;
  if (binding.length === 0) return w.nothingBinds;
  const parts = (['not_met', 'cannot_tell', 'met'] as const).flatMap((standing) => {
    const count = binding.filter((row) => row.standing === standing).length;
    return count === 0 ? [] : [w.counts[standing](String(count))];
  });
  return w.summary(parts, String(binding.length));
}

/** Whether the hospital has figures of this month's quarter and of none before. */
function isFirstMonth(hospital: string, { data, once }: ReportContext): boolean {
  const first = once('first month of each hospital', () => {
    const found = new Map<string, string>();
    for (const { level, unit, period_type, period } of data.figures)
      if (level === 'hospital' && period_type === 'month' && period < (found.get(unit) ?? '9'))
        found.set(unit, period);
    return found;
  }).get(hospital);
  return first === data.month;
}

function staleNotes(hospital: string, { data, words }: ReportContext): Html {
  return html`${data.stale
    .filter(({ hospital_id }) => hospital_id === hospital)
    .map(
      ({ table: name, through, refused }) =>
        html`<p class="n">${words.hospital.stale(words.table(name), words.dataThrough(through), refused.length > 0)}</p>`,
    )}`;
}

function table(hospital: string, rows: readonly OwnJudged[], printed: number, context: ReportContext): Html {
  const w = hospitalWords[context.lang].standing;
  const c = w.columns;
  const rest = rows.length - printed;
  return html`<p class="n phone">${hospitalWords[context.lang].swipe}</p><div class="${printed === 0 ? 'scroll screen' : 'scroll'}" tabindex="0"><table class="standing"><thead><tr>${[
    c.indicator,
    c.verdict,
    c.figure,
    c.trend,
    c.peers,
  ].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows.map(
    (row, i) => html`<tr${i < printed ? null : html` class="screen"`}>${cells(hospital, row, context)}</tr>`,
  )}</tbody></table></div>${rest > 0 ? html`<p class="n print">${w.more(String(rest))}</p>` : null}`;
}

function cells(hospital: string, row: OwnJudged, context: ReportContext): Html {
  const { indicator, period, figure, state, standing } = row;
  const { lang } = context;
  const needed = timeNeeded(figure, indicator, context);
  const interval = intervalText(state, indicator, context);
  const notes = [standing === 'cannot_tell' ? formalText(figure, indicator, context) : null, needed].filter(
    (note) => note !== null,
  );
  return html`<th scope="row"><span class="code">${indicator.code}</span> ${indicator.title[lang]}${
    period.period_type === 'rolling12' ? null : html`<br><small>${periodWords(context, period)}</small>`
  }<small class="screen meaning">${indicator.meaning[lang]}</small></th><td>${verdictMark(standing)} <b>${verdictWords(row, context)}</b>${
    notes.length > 0 ? html`<br><small>${notes.join(context.words.semicolon)}</small>` : null
  }</td><td>${counted(row, context)}<br><small>${[thresholdText(figure, indicator, context), interval]
    .filter((part) => part !== null && part !== '')
    .join(context.words.semicolon)}</small></td><td>${
    ownTrend(hospital, indicator, figure.threshold, context) ?? noTrend(context)
  }</td><td>${peerStrip(hospital, indicator, context)}${province(row, context)}</td>`;
}

/** The verdict; of an open one why it is open, with its p. */
const verdictWords = ({ indicator, figure, standing }: OwnJudged, context: ReportContext): string =>
  (standing === 'cannot_tell' ? statisticalText(figure, indicator, context) : null) ??
  verdictShort(figure, indicator, context);

/** The rate with its counts; where the unknown outcomes leave more open than chance, first the range that they leave. */
function counted({ indicator, figure, state }: OwnJudged, context: ReportContext): Html {
  const rate = rateWithCounts(state, indicator, context);
  if (!leadsWithRange(state, indicator)) return rate;
  const { words } = context;
  const policy = 'unknown' in indicator ? indicator.unknown : 'left out';
  return html`<b>${boundsText(state, indicator, context)}</b> <small>${words.unknownOutcomes(
    printCount(figure.unknown),
  )}${words.semicolon}${words.asCounted[policy]}</small> ${rate}`;
}

/** The province, as far as everybody may see it. */
function province({ indicator, period }: OwnJudged, context: ReportContext): Html {
  const { label, figure } = provinceFigure(context, indicator, period);
  return html`<br><small class="screen">${label} ${rateWithCounts(stateOf(figure, indicator), indicator, context)}</small>`;
}

/** How many rows fit into a height in print. */
function fitting(
  hospital: string,
  rows: readonly OwnJudged[],
  height: number,
  context: ReportContext,
): number {
  let sum = 0;
  const first = rows.findIndex((row) => {
    sum += heightOf(hospital, [row], context);
    return sum > height;
  });
  return first === -1 ? rows.length : first;
}

/** The height of rows in print, in millimetres, by the lines that their texts take. */
function heightOf(hospital: string, rows: readonly OwnJudged[], context: ReportContext): number {
  const width = context.lang === 'zh' ? 1 : 0.55;
  return rows.reduce((sum, { indicator, period, figure, state }) => {
    const title = Math.ceil((indicator.title[context.lang].length * width + 5) / 15);
    const needed = timeNeeded(figure, indicator, context) ?? '';
    const formal = formalText(figure, indicator, context) ?? '';
    const isOpen = figure.verdict === 'cannot_tell';
    const verdict = isOpen ? 1 + Math.ceil(((needed.length + formal.length) * width) / 15) : 1;
    const lines = Math.max(
      title + (period.period_type === 'rolling12' ? 0 : 1),
      verdict,
      leadsWithRange(state, indicator) ? 4 : 2,
      (peerPlace(hospital, indicator, context)?.others.length ?? 0) > 2 ? 4 : 2,
    );
    return sum + lines * 3.4 + 1.4;
  }, 0);
}
