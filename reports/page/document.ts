import { createHash } from 'node:crypto';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html, trustedHtml } from '../markup/html.js';
import { footerRule, provinceFooter } from './page-footer.js';
import { type UsedStyle, usedStyle } from './used-style.js';

/** The content security policy: a page may only show itself in our style, and run the one script that it holds. */
const policy = (styleHash: string, script: string | undefined) =>
  [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    ...(script === undefined ? [] : [`script-src 'sha256-${sha256(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

/** A section of a page, linked from its contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** The parts of a page. */
export interface Page {
  readonly title: string;
  readonly header: Html;
  readonly lead: Html;
  readonly leadId: string;
  readonly leadTitle: string;
  readonly sections: readonly Section[];
  /** Links to the pages beside this one, before the contents. */
  readonly beside?: Html;
  /** Whether its head is low and its text as wide as the screen. */
  readonly isWide?: boolean;
  /** Our own script, without which the page is complete. */
  readonly script?: string;
  /** What every printed page says at its foot, beside its number; absent: the province, the month and the edition. */
  readonly footer?: string;
}

/** A whole page as text. It is self-contained and opens from a folder without a network. */
export function documentOf(page: Page, context: ReportContext): string {
  const { words } = context;
  const entries = [{ id: page.leadId, title: page.leadTitle }, ...page.sections];
  const wide = page.isWide ? ' wide' : '';
  const contents =
    entries.length < 3 && page.beside
      ? null
      : html`<nav class="contents${wide}" aria-label="${words.contents}"><ul>${entries.map(
          ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
        )}</ul></nav>`;
  const body = html`<body><a class="skip" href="#main">${words.skip}</a><header class="page-head${wide}">${
    page.header
  }</header>${page.beside}${contents}<main${page.isWide ? html` class="wide"` : null} id="main">${page.lead}${page.sections.map(
    ({ id, title, body }) => html`
<section id="${id}" class="part"><h2>${title}</h2>${body}</section>`,
  )}</main>${page.script === undefined ? null : html`<script>${trustedHtml(page.script)}</script>`}</body>`;
  const style = styleOf(body.text, page.footer ?? provinceFooter(context));
  return html`<!doctype html>
<html lang="${words.htmlLang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${trustedHtml(
    policy(style.hash, page.script),
  )}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${
    page.title
  }</title><style>${trustedHtml(style.text)}</style></head>${trustedHtml(withoutImpliedEnds(body.text))}</html>
`.text;
}

/** The rules that a page uses, with its footer. */
function styleOf(body: string, footer: string): UsedStyle {
  const text = usedStyle(body).text + footerRule(footer);
  return { text, hash: createHash('sha256').update(text).digest('base64') };
}

/**
 * Removes end tags of cells, rows and list items, which HTML implies before the next one or the end of the parent. In our pages nothing
 * else follows them, and they are a fifth of all tags.
 */
const withoutImpliedEnds = (body: string): string =>
  body.replace(/<\/(?:td|th|tr|thead|tbody|li|dt|dd|option)>/g, '');
