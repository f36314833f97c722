import { FigureIndex } from '../pipeline/figure/figure-index.js';
import { technologies } from '../pipeline/technology/index.js';
import { audience, centrePage, firstPage } from './data/audience.js';
import { indicatorPath, technologyPath } from './data/indicator-files.js';
import type { Drawing, RenderedPage } from './data/rendered-page.js';
import { type ReportContext, reportContext } from './data/report-context.js';
import type { ReportData } from './data/report-data.js';
import { centreNormsPage } from './page/centre-norms-page.js';
import { complyPages } from './page/comply-pages.js';
import { definitionsFile } from './page/definition.js';
import { definitionsPage } from './page/definitions-page.js';
import { directorPage } from './page/director-page.js';
import { figuresPage } from './page/figures-page.js';
import { hospitalPage } from './page/hospital-page.js';
import { indicatorPage } from './page/indicator-page.js';
import { lettersPage } from './page/letters-page.js';
import { methodsPage } from './page/methods-page.js';
import { qualityPage } from './page/quality-page.js';
import { technologyPage } from './page/technology-page.js';
import { drawnIndicators } from './read/drawn-indicators.js';
import type { Lang } from './words/index.js';

/**
 * The pages of a report, drawn one after the other: those of `centre/`, with `index.html` first, `public/definitions.html`, and of each hospital `index.html`, `norms.html` and
 * `scorecard.html` in a folder of its own, `hospitals/<code>/`. The same data gives the same bytes.
 */
export async function* renderPages(data: ReportData, lang: Lang): AsyncGenerator<RenderedPage> {
  const drawings = drawingsOf(reportContext(data, lang));
  for (const [path, draw] of drawings) yield { path, html: await draw(), of: drawings.length };
}

/** The same pages in a map, by path. */
export async function renderReport(data: ReportData, lang: Lang): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for await (const { path, html } of renderPages(data, lang)) pages.set(path, html);
  return pages;
}

function drawingsOf(context: ReportContext): Drawing[] {
  const open = new FigureIndex(context.data.open?.figures ?? []);
  const below = { ...context, root: '../../' } as const;
  return [
    [firstPage, () => directorPage(context)],
    [centrePage('figures'), () => figuresPage(context)],
    [centrePage('quality'), () => qualityPage(context)],
    [centrePage('norms'), () => centreNormsPage(context)],
    [centrePage('letters'), () => lettersPage(context)],
    [definitionsFile, () => definitionsPage(context)],
    [centrePage('methods'), () => methodsPage(context)],
    ...technologies.map(
      (technology): Drawing => [technologyPath(technology), () => technologyPage(technology, below)],
    ),
    ...drawnIndicators(context).map(
      (indicator): Drawing => [indicatorPath(indicator), () => indicatorPage(indicator, below)],
    ),
    ...context.hospitals.map(
      (hospital): Drawing => [
        `${audience.hospital(context.files.get(hospital) ?? '')}/index.html`,
        () => hospitalPage(hospital, { ...below, index: context.index.seenBy(hospital, open) }),
      ],
    ),
    ...complyPages(below),
  ];
}
