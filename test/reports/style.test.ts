import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { usedStyle } from '../../reports/page/used-style.js';

describe('usedStyle', () => {
  const { text, hash } = usedStyle(
    '<body><p class="warning">a</p><table id="x" class="clauses"><tr></tr></table></body>',
  );

  it('keeps the rules of what is on the page, also within media queries', () => {
    for (const rule of ['.warning{', 'body{', 'html{', ':root{', '*{', 'table{', '.clauses tr:target>*{'])
      expect(text).toContain(rule);
    expect(text).toMatch(/@media print\{@page\{[^}]*\}html\{[^}]*\}body\{[^}]*\}/);
    expect(text).toMatch(/\{table\{font-size:10px|\}table\{font-size:10px/);
  });

  it('leaves out rules and selectors that match nothing on it', () => {
    expect(text).not.toMatch(/\.tile|\.chart|\.clauses td|\bh1\b|max-width:1000px/);
    expect(text).toContain('p{margin:0}');
  });

  it('opens as many brackets as it closes, and names its own hash', () => {
    expect(text.match(/\{/g)?.length).toBe(text.match(/\}/g)?.length);
    expect(hash).toBe(createHash('sha256').update(text).digest('base64'));
  });

  it('asks nothing of what a selector excludes, and all classes that it names together', () => {
    const panel = usedStyle('<section class="panel not_met"></section>').text;
    expect(panel).toContain('.panel.not_met{');
    expect(panel).not.toContain('.panel.met{');
    expect(usedStyle('<div class="grid"><details class="table-box"></details></div>').text).toContain(
      '.grid .table-box:not([open]){',
    );
  });
});
