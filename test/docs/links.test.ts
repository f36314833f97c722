import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const inFolder = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const pages = [
  ...['.', 'docs', 'docs/decisions', 'docs/indicators', 'docs/norms'].flatMap(inFolder),
  'data-samples/README.md',
  'indicators/README.md',
  'test/README.md',
];

const texts = new Map<string, string>();
const textOf = (path: string) => {
  const text = texts.get(path) ?? readFileSync(path, 'utf8');
  texts.set(path, text);
  return text;
};

/** The text without code, where what looks like a link is none. */
const prose = (text: string) => text.replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '').replaceAll(/`[^`\n]*`/g, '`');

/** The anchors of a page: of its headings as GitHub makes them, and those that are written out. */
const anchorsOf = (path: string) =>
  new Set([
    ...[...prose(textOf(path)).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
        .replaceAll(' ', '-'),
    ),
    ...[...textOf(path).matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
  ]);

/** The relative links of a page. */
const linksOf = (text: string) =>
  [...prose(text).matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)]
    .map(([, target, picture]) => target ?? picture ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));

/** Why a link leads nowhere; null where it leads somewhere. */
function fault(page: string, target: string): string | null {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : normalize(join(dirname(page), file));
  if (!existsSync(path)) return `${page}: ${target}: there is no ${path}`;
  if (anchor === undefined || statSync(path).isDirectory()) return null;
  if (path.endsWith('.md')) return anchorsOf(path).has(anchor) ? null : `${page}: ${target}: no such heading`;
  const line = Number(/^L(\d+)$/.exec(anchor)?.[1]);
  return line <= textOf(path).split('\n').length ? null : `${page}: ${target}: no such line`;
}

describe('links between the pages', () => {
  it('lead somewhere: to a file or folder, a heading, a line', () => {
    const links = pages.flatMap((page) => linksOf(textOf(page)).map((target) => ({ page, target })));
    expect(links.length).toBeGreaterThan(1000);
    expect(links.flatMap(({ page, target }) => fault(page, target) ?? [])).toEqual([]);
  });

  it.each([
    ['docs/for-nobody.md', 'there is no docs/for-nobody.md'],
    ['CONTRIBUTING.md#no-such-heading', 'no such heading'],
    ['indicators/index.ts#L99999', 'no such line'],
  ])('would be found: %s', (target, why) => {
    expect(fault('README.md', target)).toContain(why);
  });

  it('leave no page of one language without the other, each with a link to it', () => {
    const english = pages.filter((page) => page.endsWith('.en.md'));
    expect(english.length).toBeGreaterThan(4);
    for (const page of english) {
      const chinese = page.replace('.en.md', '.md');
      const name = (path: string) => path.split('/').at(-1) ?? '';
      expect(linksOf(textOf(page)), page).toContain(name(chinese));
      expect(linksOf(textOf(chinese)), chinese).toContain(name(page));
    }
  });
});

describe('from the README to the line that decides the 48 hours of ECMO-01', () => {
  /** The links of a page to files whose path fits, as paths from the root. */
  const onTo = (page: string, wanted: RegExp) =>
    linksOf(textOf(page))
      .map((target) => normalize(join(dirname(page), target)))
      .filter((path) => wanted.test(path));

  it.each(['README.md', 'README.en.md'])('is three clicks: %s', (readme) => {
    const [page = ''] = onTo(readme, /ECMO-01/);
    expect(page).toBe('docs/indicators/ECMO-01.md');
    expect(onTo(page, /^docs\/facts\.md#ecmo-runs-alive-48h-after-removal$/)).toHaveLength(1);
    const row = textOf('docs/facts.md')
      .split('\n')
      .find((line) => line.includes('<a id="ecmo-runs-alive-48h-after-removal">'));
    const [target = ''] = linksOf(row ?? '');
    const [file = '', line = ''] = normalize(join('docs', target)).split('#L');
    const declared = textOf(file)
      .split('\n')
      .slice(Number(line) - 1);
    expect(declared[0]).toContain('alive_48h_after_removal:');
    expect(declared.slice(0, 16).join('\n')).toContain('48');
  });

  it('and two to the line that declares its numerator', () => {
    const [declared = ''] = onTo('docs/indicators/ECMO-01.md', /^indicators\/.*#L/);
    const [file = '', line = ''] = declared.split('#L');
    expect(textOf(file).split('\n')[Number(line) - 1]).toContain('course_alive_48h');
  });
});
