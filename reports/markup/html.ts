import { cleanText } from './clean-text.js';

/** Finished HTML. Only `html` and `trustedHtml` make it. */
export class Html {
  constructor(readonly text: string) {}
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

/**
 * HTML from a template. Every value that is not `Html` is escaped for text and for attributes in quotes, which are the only two contexts in
 * this folder's templates: no value stands in a tag name, an attribute name, a style, a script or a URL (addresses inside the report are
 * made by `hospitalFiles` from safe characters). Null, undefined and false print nothing; lists print their items.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    text += textOf(value) + (parts[index + 1] ?? '');
  });
  return new Html(text);
}

/** Marks text as HTML without escaping: for our own style sheet and for charts that `strictSvg` has checked. */
export function trustedHtml(text: string): Html {
  return new Html(text);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes for text and quoted attributes, after removing characters that no name or message may contain. */
export function escapeHtml(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function textOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(textOf).join('');
}
