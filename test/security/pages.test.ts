import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportContext } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { directorPage } from '../../reports/page/director-page.js';
import { figuresPage } from '../../reports/page/figures-page.js';
import { hospitalPage } from '../../reports/page/hospital-page.js';
import { indicatorPage } from '../../reports/page/indicator-page.js';
import { matrixScript } from '../../reports/page/matrix-script.js';
import { qualityPage } from '../../reports/page/quality-page.js';
import type { Lang } from '../../reports/words/index.js';
import { patience, sized } from '../long.js';
import { type Tag, tagsOf } from '../reports/markup.js';
import { hasChromium, hasRun, openInChromium } from './chromium.js';
import { reportOf } from './hostile-report.js';
import { payloads } from './payloads.js';

/** The page of an indicator, the first page, those of data quality and of all figures, and those of the first hospitals, with the drawn figures on one in `every` pages of a hospital: drawing is what takes time. */
async function pagesOf(data: ReportData, lang: Lang, every: number, most: number): Promise<string[]> {
  const drawn = reportContext(data, lang);
  const undrawn = reportContext({ ...data, figures: [] }, lang);
  const removal = drawn.data.indicators.find(({ code }) => code === 'ECMO-01');
  if (!removal) throw new Error('ECMO-01');
  const pages = [
    await indicatorPage(removal, { ...drawn, root: '../../' }),
    directorPage(drawn),
    qualityPage(drawn),
    figuresPage(drawn),
  ];
  for (const [i, hospital] of drawn.hospitals.slice(0, most).entries())
    pages.push(await hospitalPage(hospital, i % every === 0 ? drawn : undrawn));
  return pages;
}

/** What a page is made of: every element with each of its attributes. */
function makeOf(pages: readonly string[]): string[] {
  const seen = new Set<string>();
  for (const { name, attributes } of pages.flatMap(tagsOf)) {
    seen.add(name);
    for (const attribute of attributes.keys()) seen.add(`${name} ${attribute}`);
  }
  return [...seen].sort();
}

const address =
  /^(#[\w-]+|(?:index|quality|norms|letters|figures)\.html(?:#[\w-]+)?|(?:\.\.\/){1,2}centre\/(?:(?:technologies|indicators)\/)?[\w-]+\.html(?:#[\w-]+)?|(?:\.\.\/){1,2}public\/definitions\.html(#[\w-]+)?|(?:\.\.\/){1,2}hospitals\/[\w~-]+\/(?:index|norms|scorecard)\.html|(?:index|norms|scorecard)\.html)$/;
const isSafe = ({ name, attributes }: Tag) =>
  name !== 'script' &&
  [...attributes].every(
    ([attribute, value]) =>
      !/^on|^src|^style$|^srcdoc$|^action$/.test(attribute) && (attribute !== 'href' || address.test(value)),
  );

/** A page whose own policy stops nothing: what runs in it then was not escaped. */
const unguarded = (page: string) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
const bodyOf = (page: string) => /<body>([\s\S]*)<\/body>/.exec(page)?.[1] ?? '';

const names = payloads.map((_, i) => `第${i}医院`);
const benign = reportOf(names);
const hostile = reportOf(payloads);

it('has at least 600 hostile texts', () => {
  expect(payloads.length).toBeGreaterThanOrEqual(600);
  expect(new Set(payloads).size).toBe(payloads.length);
});

describe.each(['zh', 'en'] as const)('a report in %s in which every outside text is hostile', (lang) => {
  // The page of the province holds them all; in the short part the hospitals' pages in English are a sample.
  const most = sized(lang === 'zh' ? 180 : 60, payloads.length);
  let pages: string[] = [];
  let sound: string[] = [];
  beforeAll(async () => {
    pages = await pagesOf(hostile, lang, sized(60, 4), most);
    sound = await pagesOf(benign, lang, 60, 180);
  }, patience);

  it('has a page for each of them', () => {
    expect(pages).toHaveLength(Math.min(most, payloads.length) + 4);
    expect(pages[0]?.match(/<svg/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
  });

  it('is made of the same elements and attributes as one with plain names', () => {
    expect(makeOf(pages)).toEqual(makeOf(sound));
  });

  it('has as many rows, cells and links as one with plain names', () => {
    const counted = ['tr', 'td', 'th', 'a', 'section', 'svg', 'code', 'style', 'meta'];
    const countsOf = (page = '') => {
      const tags = tagsOf(page);
      return counted.map((name) => [name, tags.filter((tag) => tag.name === name && !tag.closes).length]);
    };
    for (const i of [0, 1, 2]) expect(countsOf(pages[i])).toEqual(countsOf(sound[i]));
  });

  it('has no script, no handler and no address outside itself', () => {
    for (const page of pages) {
      const bad = tagsOf(page.replace(`<script>${matrixScript}</script>`, '')).filter((tag) => !isSafe(tag));
      expect(bad).toEqual([]);
    }
  });

  it.skipIf(!hasChromium)(
    'runs nothing in a browser, with its policy or without',
    () => {
      const index = pages[0] ?? '';
      for (const page of pages.slice(0, 4)) {
        const guarded = openInChromium(page);
        expect(guarded.complaints).toEqual([]);
        expect(hasRun(guarded)).toBe(false);
      }
      expect(hasRun(openInChromium(unguarded(pages[1] ?? '')))).toBe(false);
      const others = pages.slice(4);
      const made = new Set([...makeOf(sound), 'style']);
      const together = sized(320, 80);
      for (let from = 0; from < others.length; from += together) {
        const bodies = others
          .slice(from, from + together)
          .map(bodyOf)
          .join('\n');
        const opened = openInChromium(
          unguarded(from === 0 ? index : (sound[0] ?? '')).replace('</body>', () => `${bodies}</body>`),
        );
        expect(hasRun(opened)).toBe(false);
        expect(opened.complaints).toEqual([]);
        // The browser's own parser found no element that our templates do not write.
        const found = [...opened.dom.matchAll(/<([a-zA-Z][a-zA-Z0-9]*)/g)].map(([, name = '']) => name);
        expect([...new Set(found)].filter((name) => !made.has(name))).toEqual([]);
      }
    },
    patience,
  );
});

describe('the pages of the province', () => {
  it('bears any name of the province', async () => {
    for (const lang of ['zh', 'en'] as const) {
      const empty = {
        ...benign,
        figures: [],
        hospitals: [],
        submissions: [],
        problems: [],
        stale: [],
        freshness: [],
        letters: [],
        toRenew: [],
        settling: [],
        review: [],
        edition: 1,
        signals: null,
        priority: null,
        falseSignals: null,
        volumes: [],
        transfers: [],
        indicators: [],
      };
      const expected = makeOf([directorPage(reportContext(empty, lang))]);
      for (const text of payloads) {
        const page = directorPage(reportContext({ ...empty, province: { zh: text, en: text } }, lang));
        expect(makeOf([page])).toEqual(expected);
      }
    }
  });
});

describe('the policy of every page', () => {
  it('allows its own style sheet and nothing else', async () => {
    const page = await plainPage();
    const head = page.slice(0, page.indexOf('<title>'));
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(head)?.[1] ?? '';
    const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      `style-src 'sha256-${hash}'`,
    ]);
  });
});

describe('the policy of the first page', () => {
  it('allows its one script by its hash, and no other', () => {
    const page = directorPage(reportContext(reportOf(['甲', '乙']), 'zh'));
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(matrixScript).digest('base64');
    expect(policy.split('; ').filter((one) => one.startsWith('script-src'))).toEqual([
      `script-src 'sha256-${hash}'`,
    ]);
    expect(page.split('<script>')).toHaveLength(2);
  });
});

describe('the check itself', () => {
  it.skipIf(!hasChromium)('sees a hostile text that runs, and that the policy would stop it', async () => {
    const live = payloads.slice(0, 6).join('');
    const raw = `<!doctype html><html lang="zh"><head></head><body>${live}</body></html>`;
    expect(hasRun(openInChromium(raw))).toBe(true);
    const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(await plainPage())?.[0] ?? '';
    const guarded = openInChromium(raw.replace('<head>', `<head>${policy}`));
    expect(hasRun(guarded)).toBe(false);
    expect(guarded.complaints.length).toBeGreaterThan(0);
  });
});

const plainPage = () => figuresPage(reportContext(reportOf(['甲', '乙']), 'zh'));
