import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { smallStrip } from '../charts/small-lines.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { scaleOf } from '../print/rate.js';
import { type PeerPlace, peerPlace } from '../read/peer-place.js';
import { hospitalWords } from '../words/hospital.js';

/** Fewest peers that are drawn: one or two have no distribution. */
const fewest = 3;

/**
 * A hospital among those of which everybody may see a rate: their rates as ticks, its own, and how many are lower and higher.
 *
 * @param drawn whether there is room for the picture; the numbers stand in any case
 */
export function peerStrip(
  hospital: string,
  indicator: DefinedIndicator,
  context: ReportContext,
  drawn = true,
): Html {
  const p = hospitalWords[context.lang].peers;
  const place = peerPlace(hospital, indicator, context);
  if (place === null) return html`<small>${p.hidden}</small>`;
  const rates = place.others.map(({ rate }) => rate);
  const text = placeText(place, context);
  if (!drawn || rates.length < fewest) return html`<small>${text}</small>`;
  return html`${smallStrip(rates, place.own, p.label(place.period))}<br><small>${text}</small>`;
}

function placeText({ period, others, own }: PeerPlace, { lang }: ReportContext): string {
  const p = hospitalWords[lang].peers;
  const count = String(others.length);
  if (own === null) return p.only(period, count);
  const lower = others.filter(({ rate }) => rate < own).length;
  const higher = others.filter(({ rate }) => rate > own).length;
  return p.place(period, count, String(lower), String(others.length - lower - higher), String(higher));
}

/** How many peers stand on each side of a hospital's own rate in the list of labels. */
const nearest = 3;

/** The peers nearest to a hospital by label and rate, an indicator a line, folded; null where nothing of others may be seen. */
export function peerLabels(
  hospital: string,
  indicators: readonly DefinedIndicator[],
  context: ReportContext,
): Html | null {
  const { lang, words } = context;
  const p = hospitalWords[lang].peers;
  const lines = indicators.flatMap((indicator) => {
    const place = peerPlace(hospital, indicator, context);
    if (place === null) return [];
    const { factor, decimals, prefix, suffix } = scaleOf(indicator, lang);
    const shown = nearestOf(place).map(
      ({ label, rate }) => `${label} ${prefix}${Number((rate * factor).toFixed(decimals + 1))}${suffix}`,
    );
    const own = place.label === null ? [] : [p.own(place.label)];
    return [
      html`<li><span class="code">${indicator.code}</span> ${[...own, ...shown].join(words.comma)}</li>`,
    ];
  });
  if (lines.length === 0) return null;
  return html`<details class="screen"><summary>${p.labels}</summary><p class="n">${p.labelsNote}</p><ul class="labels">${lines}</ul></details>`;
}

function nearestOf({ others, own }: PeerPlace): PeerPlace['others'] {
  if (own === null) return others.slice(0, 2 * nearest);
  const at = others.findIndex(({ rate }) => rate >= own);
  const middle = at === -1 ? others.length : at;
  return others.slice(Math.max(0, middle - nearest), middle + nearest);
}
