import type { Signal, SignalKind } from '../../pipeline/signal/signal.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { fraction } from '../print/fraction.js';
import { printPlain } from '../print/number.js';
import { hospitalLink } from './hospital-link.js';
import { indicatorLink } from './indicator-link.js';
import { longList } from './long-list.js';

const mostLines = 4;

/** Whose months show a change beyond chance: those that became worse, then better, and how many signals would be false. */
export function directorSignals(context: ReportContext): Html {
  const { data, words } = context;
  const w = words.director.signals;
  if (data.signals === null) return html`<p>${w.absent}</p>`;
  const of = (kind: SignalKind) => (data.signals ?? []).filter((one) => one.kind === kind);
  const [worse, better] = [of('concern'), of('improving')];
  if (of('not enough data').length === data.signals.length) return html`<p>${w.notEnough}</p>`;
  if (worse.length + better.length === 0) return html`<p>${w.none}</p>${falseSignals(context)}`;
  return html`${part(worse, 'c', w.worse, context)}${part(better, 'i', w.better, context)}${falseSignals(context)}`;
}

/** The province before hospitals. */
function part(signals: readonly Signal[], icon: string, word: string, context: ReportContext): Html | null {
  if (signals.length === 0) return null;
  const { words } = context;
  const sorted = [...signals].sort((a, b) => Number(b.level === 'province') - Number(a.level === 'province'));
  return longList(
    sorted.map(
      (signal) =>
        html`<i class="${icon}">${word}</i> ${
          signal.level === 'province' ? words.province : hospitalLink(signal.unit, context)
        } ${indicatorText(signal, context)}`,
    ),
    mostLines,
    words.director.moreLines,
  );
}

function indicatorText({ code, version }: Signal, context: ReportContext): Html {
  const { data, lang } = context;
  const indicator = data.indicators.find((one) => one.code === code && one.version === version);
  if (!indicator) return html`<span class="code">${code}</span>`;
  return html`<a href="${indicatorLink(indicator, context)}"><span class="code">${code}</span>${indicator.title[lang]}</a>`;
}

function falseSignals({ data, words }: ReportContext): Html | null {
  if (data.falseSignals === null) return null;
  const text = (count: number) => printPlain(fraction(Number(count.toFixed(1))));
  return html`<p class="n">${words.director.signals.false(text(data.falseSignals.month), text(data.falseSignals.year))}</p>`;
}
