import { describe, expect, it } from 'vitest';
import { compactSvg } from '../../reports/charts/compact-svg.js';
import { fitText, widthInEm } from '../../reports/charts/fit-text.js';
import { strictSvg } from '../../reports/charts/strict-svg.js';
import { cityFiles, hospitalFiles } from '../../reports/data/hospital-files.js';
import { cleanText } from '../../reports/markup/clean-text.js';
import { html, trustedHtml } from '../../reports/markup/html.js';
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

describe('cityFiles', () => {
  it('leaves letters of any script as they are, and lets nothing else into a path', () => {
    expect(cityFiles(['万州区']).get('万州区')).toBe('万州区');
    for (const name of cityFiles(['../x', 'a/b', 'con', '', ' ', 'x'.repeat(400), '城\u202e']).values())
      expect(name).toMatch(/^[A-Za-z0-9_~-]{1,120}$/);
  });

  it('gives cities that look alike names of their own', () => {
    const names = [...cityFiles(['Ａ', 'A', 'a', 'é', 'e\u0301']).values()].map((name) =>
      name.normalize('NFKC').toLowerCase(),
    );
    expect(new Set(names).size).toBe(5);
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
    const svg =
      '<svg viewBox="0 0 9 9"><path id="a" onclick="b" style="c" href="d" fill="url(#e)" opacity="0.5" d="M0,0h1"/></svg>';
    expect(strictSvg(svg)).toEqual({
      viewBox: '0 0 9 9',
      shapes: [{ x: 0, y: 0, turn: '', path: 'M0,0h1', text: '', looks: ' opacity="0.5"' }],
    });
  });

  it('refuses a group that does more than move its content, and a turn that is no number', () => {
    expect(() => strictSvg('<svg><g transform="rotate(9)"><path d="M0,0h1"/></g></svg>')).toThrow(
      'rotate(9)',
    );
    expect(() => strictSvg('<svg><text transform="url(#a)">b</text></svg>')).toThrow('must not turn');
  });
});

describe('compactSvg', () => {
  const drawn = (body: string) => compactSvg(strictSvg(`<svg viewBox="0 0 9 9">${body}</svg>`), 'role="img"');

  it('moves shapes to their places, says those of one look as one path, and rounds to a tenth', () => {
    expect(
      drawn(
        '<g transform="translate(10,20)"><line transform="translate(0.46,5)" x2="3.04" y2="0" stroke="#111"/>' +
          '<path transform="translate(2,-30)" d="M0,3.464L-4,-3.464L4,-3.464Z" stroke="#111"/></g>' +
          '<path d="M-2,1h4v23h-4Z" fill="#222"/>',
      ),
    ).toBe(
      '<svg role="img" viewBox="0 0 9 9"><g fill="none">' +
        '<path d="M10.5 25h3m-1.5-31.5l-4-7h8z" stroke="#111"/><path d="M-2 1h4v23h-4z" fill="#222"/></g></svg>',
    );
  });

  it('does not let roundings add up along a line', () => {
    const steps = Array.from({ length: 30 }, (_, i) => `L${(i + 1) * 0.14},${i % 2}`).join('');
    const [, data = ''] = / d="M0 0([^"]*)"/.exec(drawn(`<path d="M0,0${steps}" stroke="#111"/>`)) ?? [];
    const across = [...data.matchAll(/l(-?[\d.]+)/g)].reduce((sum, [, dx]) => sum + Number(dx), 0);
    const level = [...data.matchAll(/h(-?[\d.]+)/g)].reduce((sum, [, dx]) => sum + Number(dx), 0);
    expect(across + level).toBeCloseTo(4.2, 6);
  });

  it('keeps the numbers of an arc, and dashed lines apart', () => {
    expect(
      drawn('<path transform="translate(9,9)" d="M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0" fill="#111"/>'),
    ).toContain('d="M13 9a4 4 0 1 1-8 0a4 4 0 1 1 8 0"');
    const dashed = '<line x2="5" y2="0" stroke-dasharray="5,3"/>';
    expect(drawn(dashed + dashed).match(/<path/g)).toHaveLength(2);
  });

  it('gathers texts that look alike, without moving one before what it stands on', () => {
    expect(
      drawn(
        '<text x="0" transform="translate(1,2)" fill="#111" font-size="11px">a</text>' +
          '<text transform="translate(3,4)" fill="#222">b</text>' +
          '<text transform="translate(5.55,6) rotate(-90) translate(0,-2)" fill="#111" font-size="11px">&lt;</text>' +
          '<path d="M0,0h1" stroke="#333"/><text fill="#111" font-size="11px">c</text>',
      ),
    ).toBe(
      '<svg role="img" viewBox="0 0 9 9"><g fill="none"><g fill="#111" font-size="11"><text x="1" y="2">a</text>' +
        '<text transform="translate(5.6,6) rotate(-90) translate(0,-2)">&lt;</text></g><text x="3" y="4" fill="#222">b</text>' +
        '<path d="M0 0h1" stroke="#333"/><text x="0" y="0" fill="#111" font-size="11">c</text></g></svg>',
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
