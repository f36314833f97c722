import { monthsUpTo } from '../../pipeline/figure/ending-periods.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { fraction } from '../print/fraction.js';
import { printApart, printCount } from '../print/number.js';
import { shareUnknown } from '../print/rate.js';
import { hospitalLink } from './hospital-link.js';

/** What the figures lack: hospitals that sent nothing, refused files, held-back rows, empty months, unknown outcomes. */
export function missingData(context: ReportContext): Html {
  const { words } = context;
  const c = words.cover;
  const items = [
    ...sentNothing(context),
    ...refused(context),
    ...heldBack(context),
    ...stale(context),
    ...toRenew(context),
    ...emptyMonths(context),
    ...unknownOutcomes(context),
  ];
  return html`<section class="missing">${
    items.length === 0
      ? html`<p>${c.complete}</p>`
      : html`<dl>${items.map(({ term, body }) => html`<dt>${term}</dt><dd>${body}</dd>`)}</dl>`
  }</section>`;
}

interface Item {
  readonly term: string;
  readonly body: Html;
}

function sentNothing(context: ReportContext): Item[] {
  const { data, words } = context;
  const tables = [...new Set(data.submissions.map(({ table }) => table))];
  return tables.flatMap((table) => {
    const missing = data.submissions.filter((entry) => entry.table === table && entry.status === 'missing');
    if (missing.length === 0) return [];
    const term = table === null ? words.cover.sentNothingAtAll : words.cover.sentNothing(words.table(table));
    return [{ term, body: listOf(missing, context) }];
  });
}

function refused(context: ReportContext): Item[] {
  const { data, words, lang } = context;
  const files = data.submissions.filter(({ status }) => status === 'refused');
  if (files.length === 0) return [];
  const body = html`<ul>${files.map(
    ({ hospital_id, file, refusal }) =>
      html`<li>${hospitalLink(hospital_id, context)} <span class="file">${file}</span>${
        refusal ? html`${words.colon}${refusal[lang]}` : null
      }</li>`,
  )}</ul>`;
  return [{ term: words.cover.refusedFiles, body }];
}

function heldBack(context: ReportContext): Item[] {
  const { data, words } = context;
  const files = data.submissions.filter(({ held_back }) => held_back > 0);
  if (files.length === 0) return [];
  const rows = files.reduce((sum, { held_back }) => sum + held_back, 0);
  const text = words.cover.heldBackText(printCount(rows), printCount(files.length));
  return [
    {
      term: words.cover.heldBack,
      body: html`${text}${words.colon}${listOf(perHospital(files), context, ({ held_back }) => printCount(held_back))}`,
    },
  ];
}

/** Hospitals with nothing sent this month, but in earlier months. */
function stale(context: ReportContext): Item[] {
  const { data, words } = context;
  const tables = [...new Set(data.stale.map(({ table }) => table))];
  return tables.map((table) => ({
    term: words.cover.stale(words.table(table)),
    body: listOf(
      data.stale.filter((entry) => entry.table === table),
      context,
      ({ through }) => words.dataThrough(through),
    ),
  }));
}

function toRenew({ data, words }: ReportContext): Item[] {
  if (data.toRenew.length === 0) return [];
  const months = data.toRenew.map(({ month }) => month).join(words.comma);
  return [{ term: words.cover.toRenew, body: html`${words.cover.toRenewText(months)}` }];
}

function perHospital(files: readonly { readonly hospital_id: string; readonly held_back: number }[]) {
  const sums = new Map<string, number>();
  for (const { hospital_id, held_back } of files)
    sums.set(hospital_id, (sums.get(hospital_id) ?? 0) + held_back);
  return [...sums]
    .map(([hospital_id, held_back]) => ({ hospital_id, held_back }))
    .sort((a, b) => b.held_back - a.held_back);
}

/** Months of the last twelve without any case of a table in the whole province. */
function emptyMonths(context: ReportContext): Item[] {
  const { data, words, index } = context;
  const tables = [...new Set(data.indicators.map(({ of }) => of.name))];
  return tables.flatMap((table) => {
    const ofTable = data.indicators.filter(({ of }) => of.name === table);
    const empty = monthsUpTo(data.month, 12).filter(
      (month) =>
        !ofTable.some((indicator) =>
          index.at(indicator, { level: 'province', unit: '*', period_type: 'month', period: month }),
        ),
    );
    if (empty.length === 0) return [];
    return [{ term: words.cover.emptyMonths(words.table(table)), body: html`${empty.join(words.comma)}` }];
  });
}

function unknownOutcomes(context: ReportContext): Item[] {
  const { data, words, index, lang } = context;
  const texts = data.indicators.flatMap((indicator) => {
    const period = headlinePeriod(indicator, index, data.month);
    const figure = index.at(indicator, { level: 'province', unit: '*', ...period });
    if (!figure || figure.unknown === 0) return [];
    const share = shareUnknown(figure, indicator);
    const percent =
      share === null
        ? null
        : `${printApart(fraction(Math.min(share, 1) * 100), 0, [fraction(0), fraction(100)])}%`;
    const text = words.cover.unknownsText(indicator.title[lang], printCount(figure.unknown), percent);
    return [{ share: share ?? 0, text }];
  });
  if (texts.length === 0) return [];
  const most = texts.sort((a, b) => b.share - a.share).slice(0, 6);
  const more = texts.length - most.length;
  const body =
    most.map(({ text }) => text).join(words.semicolon) +
    (more > 0 ? words.semicolon + words.tail(String(more)) : '');
  return [{ term: words.cover.unknowns, body: html`${body}` }];
}

function listOf<T extends { readonly hospital_id: string }>(
  entries: readonly T[],
  context: ReportContext,
  count?: (entry: T) => string,
): Html {
  return html`${entries.map(
    (entry, index) =>
      html`${index > 0 ? context.words.comma : null}${hospitalLink(entry.hospital_id, context)}${
        count ? html` <small>${count(entry)}</small>` : null
      }`,
  )}`;
}
