import { describe, expect, it } from 'vitest';
import { fitText, widthInEm } from '../../reports/charts/fit-text.js';
import { strictSvg } from '../../reports/charts/strict-svg.js';
import { cleanText } from '../../reports/clean-text.js';
import { hospitalFiles } from '../../reports/hospital-files.js';
import { html, trustedHtml } from '../../reports/html.js';
import { en } from '../../reports/words/en.js';
import { zh } from '../../reports/words/zh.js';

describe('html', () => {
  it('escapes every value for text and for quoted attributes', () => {
    const value = `<b a="1" c='2'>&`;
    expect(html`<p title="${value}">${value}</p>`.text).toBe(
      '<p title="&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;">&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</p>',
    );
  });

  it('keeps HTML that is HTML already, joins lists and prints nothing for null', () => {
    expect(html`${[trustedHtml('<br>'), 'a<', 3, null, undefined, false]}`.text).toBe('<br>a&lt;3');
  });
});

describe('cleanText', () => {
  it('takes out what could turn or hide the text around it', () => {
    expect(cleanText('a\u202Eb\u0000c\uD800d\te')).toBe('a\uFFFDb\uFFFDc\uFFFDd e');
  });

  it('keeps names beyond the basic plane', () => {
    expect(cleanText('𠮷野医院')).toBe('𠮷野医院');
  });
});

describe('hospitalFiles', () => {
  it('uses letters, digits, _, - and ~ only, and never climbs out of its folder', () => {
    const codes = ['H01', '../../etc/x', '省医', 'a b', 'con', 'CON', '', '.', 'x'.repeat(400), '~', '%2e'];
    for (const name of hospitalFiles(codes).values()) expect(name).toMatch(/^[A-Za-z0-9_~-]{1,120}$/);
    expect(hospitalFiles(['con']).get('con')).not.toBe('con');
  });

  it('gives different codes different names, also where the disk ignores case', () => {
    const codes = ['h01', 'H01', 'A/B', 'A_B', 'A~2fB', '医', '院', 'x'.repeat(400), `${'x'.repeat(400)}y`];
    const names = [...hospitalFiles(codes).values()].map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(codes.length);
  });

  it('leaves an ordinary code as it is', () => {
    expect(hospitalFiles(['420100-H_7']).get('420100-H_7')).toBe('420100-H_7');
  });
});

describe('fitText', () => {
  it('never exceeds the width, counting Chinese characters as square', () => {
    expect(widthInEm(fitText('青石市第三人民医院及青石医学高等专科学校', 11))).toBeLessThanOrEqual(11);
    expect(fitText('省人民医院', 11)).toBe('省人民医院');
  });
});

describe('strictSvg', () => {
  it('lets no element pass that a chart does not need', () => {
    expect(() => strictSvg('<svg><a href="x">y</a></svg>')).toThrow('must not have the element a');
    expect(() => strictSvg('<svg><image/></svg>')).toThrow('image');
  });

  it('drops links, styles, ids and handlers', () => {
    expect(strictSvg('<svg><rect id="a" onclick="b" style="c" href="d" fill="url(#e)" x="1"/></svg>')).toBe(
      '<svg><rect x="1"/></svg>',
    );
  });
});

describe('words', () => {
  it('have the same keys in both languages, none of them empty', () => {
    const keys = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`))
        : [`${path}:${Array.isArray(value) ? value.length : typeof value}`];
    expect(keys(en)).toEqual(keys(zh));
    expect(Object.values(zh).every((value) => value !== '')).toBe(true);
  });
});
