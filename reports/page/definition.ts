import type { Citation, Defined } from '../../pipeline/define/index.js';
import { type Html, html } from '../html.js';
import { printThreshold } from '../print/rate.js';
import { thresholdsFor } from '../read/threshold-of.js';
import type { ReportContext } from '../report-context.js';
import { signs } from './judgement.js';

/** The place of a definition inside a page. */
export const definitionId = ({ code, version }: Defined) =>
  `def-${`${code}-${version}`.replace(/[^A-Za-z0-9-]/g, '_')}`;

/** What a figure means, by which clause it is judged, where that stands and how sure we are of it. */
export function definitionBox(indicator: Defined, context: ReportContext, open = false): Html {
  const { words, lang } = context;
  const d = words.definition;
  return html`<div class="definition"><p class="meaning">${indicator.meaning[lang]}</p><details${
    open ? html` open` : null
  }><summary>${d.title}${clauses(indicator, context)}</summary>${definitionList(indicator, context)}</details></div>`;
}

/** Every definition of a page, one after the other. */
export function definitionAppendix(indicators: readonly Defined[], context: ReportContext): Html {
  return html`<div class="appendix">${indicators.map(
    (indicator) =>
      html`<section class="def" id="${definitionId(indicator)}"><h3><span class="code">${indicator.code}</span> ${
        indicator.title[context.lang]
      }</h3>${definitionList(indicator, context)}</section>`,
  )}</div>`;
}

function clauses(indicator: Defined, { data, lang, words }: ReportContext): Html {
  const found = thresholdsFor(indicator, data.norms);
  return html`${found.map(
    ({ norm, threshold }) =>
      html`<span class="clause">${norm.short[lang]} ${threshold.clause}${
        threshold.inferred ? html` <em>${words.definition.inferred}</em>` : null
      }</span>`,
  )}`;
}

function definitionList(indicator: Defined, context: ReportContext): Html {
  const { words, lang, data } = context;
  const d = words.definition;
  const thresholds = thresholdsFor(indicator, data.norms);
  const units = indicator.measure === 'volume' || indicator.measure === 'median' ? null : indicator.unit;
  return html`<dl class="def-list">${item(
    d.meaning,
    html`${indicator.meaning[lang]}${words.stop} ${d.better[indicator.better]}`,
  )}${
    units && item(d.counted, html`${d.per(words.units[units.numerator], words.units[units.denominator])}`)
  }${indicator.window ? item(d.window, html`${indicator.window.title[lang]}`) : null}${
    indicator.exclusions
      ? item(
          d.exclusions,
          html`${Object.values(indicator.exclusions)
            .map(({ title }) => title[lang])
            .join(words.comma)}`,
        )
      : null
  }${'unknown' in indicator ? item(d.unknown, html`${d.unknownPolicy[indicator.unknown]}`) : null}${
    thresholds.length > 0 &&
    item(
      d.threshold,
      html`${thresholds.map(
        ({ norm, threshold }) =>
          html`<div><b>${signs[threshold.operator]} ${printThreshold(
            threshold.value.num / threshold.value.den,
            indicator,
            lang,
          )}</b> ${norm.title[lang]} ${d.clause(threshold.clause)}${words.semicolon}${d.scope[threshold.scope]}${
            words.semicolon
          }${d.since(threshold.effectiveFrom)} ${confidence(threshold.cites, context)}${
            threshold.inferred ? html` <em class="inferred">${d.inferred}</em>` : null
          }</div>`,
      )}`,
    )
  }${item(
    d.source,
    html`${indicator.cites.map(
      (citation) =>
        html`<div>${citation.source.title[lang]} ${citation.clause} ${confidence(citation, context)}${
          citation.note ? html`<div class="note">${citation.note[lang]}</div>` : null
        }</div>`,
    )}`,
  )}${item(
    d.version,
    html`${indicator.version}${
      indicator.effectiveFrom ? html`${words.semicolon}${d.effective(indicator.effectiveFrom)}` : null
    }${words.semicolon}${
      indicator.checkedBy ? d.checked(indicator.checkedBy, indicator.reviewedOn) : d.unchecked
    }${words.semicolon}<span class="hash">${d.hash(indicator.hash)}</span>`,
  )}</dl>`;
}

const item = (term: string, body: Html) => html`<dt>${term}</dt><dd>${body}</dd>`;

function confidence({ confidence: level }: Citation, { words }: ReportContext): Html {
  return html`<span class="confidence">${words.definition.confidence[level]}</span>`;
}
