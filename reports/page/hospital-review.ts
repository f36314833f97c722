import { type Review, reviewStates } from '../../pipeline/ask/cases-to-review.js';
import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { filePlace } from '../../pipeline/message/file-place.js';
import { groupBy, groups } from '../../pipeline/message/group-by.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { type OwnJudged, ownJudged } from '../read/own-judged.js';
import { ownRows } from '../read/own-rows.js';
import { reviewReason, reviewState } from '../read/review-words.js';
import { hospitalWords } from '../words/hospital.js';
import { verdictMark } from './figure-table.js';
import { standingOf, verdictShort } from './judgement.js';
import type { Edition } from './page-room.js';

/** Most lines of text on the printed page; `review.csv` has all. */
const mostLines = 50;

/** Most characters of line numbers that a row shows. */
const mostNumbers = 60;

interface ReviewRow {
  readonly judged: OwnJudged;
  readonly review: Review;
}

/** The cases to review: of what binds first, the worst verdict first, those that fail before those not known and not due. */
export function hospitalReview(hospital: string, context: Edition): Html {
  const w = hospitalWords[context.lang].review;
  const rows = reviewRows(hospital, context);
  if (rows.length === 0) return html`<p>${context.index.hasFigures(hospital) ? w.none : w.noneWithout}</p>`;
  const sum = (of: readonly ReviewRow[], ...states: Review['state'][]) =>
    of.reduce(
      (total, { review }) =>
        total + (states.length === 0 || states.includes(review.state) ? review.cases : 0),
      0,
    );
  const shown = rows.slice(0, context.room.review);
  const printed = printedRows(shown, context);
  const rest = (from: number) => w.more(printCount(rows.length - from), printCount(sum(rows.slice(from))));
  return html`<p class="n">${w.lead}</p><p><b>${w.total(
    printCount(sum(rows, 'failed')),
    printCount(sum(rows, 'unknown', 'undated')),
    printCount(sum(rows, 'pending')),
  )}</b></p>${table(shown, printed, context)}${
    printed < rows.length ? html`<p class="n print">${rest(printed)}</p>` : null
  }<p class="n screen">${shown.length < rows.length ? rest(shown.length) : w.all(printCount(sum(rows)))}</p>`;
}

function reviewRows(hospital: string, context: ReportContext): ReviewRow[] {
  const own = groupBy(ownRows('review', hospital, context), ({ code, version }) => `${code} ${version}`);
  const order = (review: Review) => reviewStates.indexOf(review.state);
  return ownJudged(hospital, standingOf, context).flatMap((judged) => {
    const { code, version } = judged.indicator;
    return [...(own.get(`${code} ${version}`) ?? [])]
      .sort((a, b) => order(a) - order(b))
      .map((review) => ({ judged, review }));
  });
}

/** How many rows fill a printed page, by the lines that their texts take. */
function printedRows(rows: readonly ReviewRow[], { lang }: ReportContext): number {
  const wide = lang === 'zh' ? 1 : 0.55;
  let lines = 0;
  for (const [i, { judged, review }] of rows.entries()) {
    const isFirst = rows[i - 1]?.judged !== judged;
    const texts = [
      [isFirst ? judged.indicator.title[lang].length + 14 : 0, 15],
      [filePlace(review).length * 0.55 + numbersOf(review, lang).length * 0.6, 24],
      [reviewReason(review, judged.indicator, lang).length * wide, 26],
    ] as const;
    lines += Math.max(...texts.map(([length, room]) => Math.ceil(length / room)), 1) + 0.35;
    if (lines > mostLines) return i;
  }
  return rows.length;
}

function table(rows: readonly ReviewRow[], printed: number, context: ReportContext): Html {
  const { words, lang } = context;
  const w = hospitalWords[lang].review;
  const c = w.columns;
  let at = 0;
  return html`<div class="scroll" tabindex="0"><table class="review"><thead><tr>${[
    c.indicator,
    c.state,
    c.where,
    c.because,
  ].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>${groups(
    rows,
    ({ judged: { indicator } }) => `${indicator.code} ${indicator.version}`,
  ).map((own) => {
    const [first] = own;
    if (!first) return null;
    const { indicator, figure, standing } = first.judged;
    const head = html`<span class="code">${indicator.code}</span> ${indicator.title[lang]}<br>${verdictMark(standing)} <small>${
      standing === 'none' ? '' : verdictShort(figure, indicator, context)
    }${figure.applies === 'binding' ? null : ` ${words.applies.reference}`}</small>`;
    return html`<tbody>${own.map(({ review }, i) => {
      at += 1;
      return html`<tr${at > printed ? html` class="screen"` : null}>${
        i === 0 ? html`<th scope="row">${head}</th>` : html`<td></td>`
      }${reviewCells(review, indicator, context)}</tr>`;
    })}</tbody>`;
  })}</table></div>`;
}

function reviewCells(review: Review, indicator: DefinedIndicator, { lang }: ReportContext): Html {
  const w = hospitalWords[lang].review;
  return html`<td><span class="why ${review.state}">${reviewState(review, indicator, lang)}</span> <small>${w.cases(
    printCount(review.cases),
  )}</small></td><td><span class="file">${filePlace(review)}</span> ${numbersOf(review, lang)}</td><td>${reviewReason(
    review,
    indicator,
    lang,
  )}</td>`;
}

/** `第 2-5, 9 行`, cut where there are many. */
function numbersOf({ lines, cases }: Review, lang: ReportContext['lang']): string {
  const w = hospitalWords[lang].review;
  if (lines.length <= mostNumbers) return w.line(lines);
  return w.line(lines.slice(0, lines.lastIndexOf(',', mostNumbers))) + w.cut(printCount(cases));
}
