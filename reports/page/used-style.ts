import { createHash } from 'node:crypto';
import { style } from './style.js';

/** A style sheet with the hash by which a page's policy allows it. */
export interface UsedStyle {
  readonly text: string;
  readonly hash: string;
}

/** A rule, or an at-rule around other rules; `@page` and the like are kept as text. */
type Rule =
  | { readonly kind: 'rule'; readonly selectors: readonly Selector[]; readonly body: string }
  | { readonly kind: 'media'; readonly head: string; readonly rules: readonly Rule[] }
  | { readonly kind: 'text'; readonly text: string };

interface Selector {
  readonly text: string;
  /** Class and element names that it needs to match anything: `.n`, `h4`. */
  readonly needs: readonly string[];
}

const rules = rulesOf(style);
const made = new Map<string, UsedStyle>();

/** The rules of the style sheet that can match a page: those whose classes and elements all occur in it. */
export function usedStyle(page: string): UsedStyle {
  const names = new Set(['html']);
  for (const [, element = '', classes = ''] of page.matchAll(/<([a-z][a-z0-9]*)(?: class="([^"]*)")?/g)) {
    names.add(element);
    if (classes !== '') names.add(classes);
  }
  for (const [, classes = ''] of page.matchAll(/" class="([^"]*)"/g)) names.add(classes);
  const present = new Set([...names].flatMap((name) => [name, ...name.split(' ').map((one) => `.${one}`)]));
  const key = [...present].sort().join(' ');
  let found = made.get(key);
  if (found === undefined) {
    const text = printed(rules, present);
    found = { text, hash: createHash('sha256').update(text).digest('base64') };
    made.set(key, found);
  }
  return found;
}

function printed(list: readonly Rule[], present: ReadonlySet<string>): string {
  return list
    .map((rule) => {
      if (rule.kind === 'text') return rule.text;
      if (rule.kind === 'media') {
        const inner = printed(rule.rules, present);
        return inner === '' ? '' : `${rule.head}{${inner}}`;
      }
      const kept = rule.selectors.filter(({ needs }) => needs.every((name) => present.has(name)));
      return kept.length === 0 ? '' : `${kept.map(({ text }) => text).join(',')}{${rule.body}}`;
    })
    .join('');
}

/** The rules of a style sheet without comments, whose at-rules hold only plain rules. */
function rulesOf(text: string): Rule[] {
  const found: Rule[] = [];
  for (let at = 0; ; ) {
    const open = text.indexOf('{', at);
    if (open === -1) return found;
    const head = text.slice(at, open).trim();
    const close = closeOf(text, open);
    const body = text.slice(open + 1, close);
    if (head.startsWith('@media')) found.push({ kind: 'media', head, rules: rulesOf(body) });
    else if (head.startsWith('@')) found.push({ kind: 'text', text: `${head}{${body}}` });
    else found.push({ kind: 'rule', selectors: selectorsOf(head), body });
    at = close + 1;
  }
}

/** The position of the brace that closes the one at `open`. */
function closeOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new RangeError('a rule of the style sheet has no end');
}

/** Our selectors have no comma inside brackets. */
function selectorsOf(list: string): Selector[] {
  return list.split(',').map((text) => {
    const plain = text.replace(/\[[^\]]*\]|::?[a-z-]+(\([^)]*\))?|#[\w-]+/g, '');
    return { text: text.trim(), needs: plain.match(/\.[\w-]+|(?<![\w.-])[a-z][a-z0-9]*/g) ?? [] };
  });
}
