import type { ReportContext } from '../data/report-context.js';
import { type Html, html, trustedHtml } from '../markup/html.js';
import { usedStyle } from './used-style.js';

/** What a page may do: nothing but show itself in our style. */
const policy = (styleHash: string) =>
  ["default-src 'none'", `style-src 'sha256-${styleHash}'`, "base-uri 'none'", "form-action 'none'"].join(
    '; ',
  );

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface Page {
  readonly title: string;
  readonly header: Html;
  readonly lead: Html;
  readonly leadId: string;
  readonly leadTitle: string;
  readonly sections: readonly Section[];
}

/** A whole page as text. It holds everything it needs and opens from a folder without a network. */
export function documentOf(page: Page, context: ReportContext): string {
  const { words } = context;
  const entries = [{ id: page.leadId, title: page.leadTitle }, ...page.sections];
  const body = html`<body><a class="skip" href="#main">${words.skip}</a><header class="page-head">${
    page.header
  }</header><nav class="contents" aria-label="${words.contents}"><ul>${entries.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav><main id="main">${page.lead}${page.sections.map(
    ({ id, title, body }) => html`
<section id="${id}" class="part"><h2>${title}</h2>${body}</section>`,
  )}</main></body>`;
  const style = usedStyle(body.text);
  return html`<!doctype html>
<html lang="${words.htmlLang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${trustedHtml(
    policy(style.hash),
  )}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${
    page.title
  }</title><style>${trustedHtml(style.text)}</style></head>${trustedHtml(withoutImpliedEnds(body.text))}</html>
`.text;
}

/**
 * HTML ends cells, rows and entries of lists by itself where the next begins or what holds them ends, and in our pages nothing
 * else follows one: they are a fifth of all tags.
 */
const withoutImpliedEnds = (body: string): string =>
  body.replace(/<\/(?:td|th|tr|thead|tbody|li|dt|dd)>/g, '');
