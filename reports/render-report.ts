import { complyPages } from './page/comply-pages.js';
import { definitionsFile } from './page/definition.js';
import { definitionsPage } from './page/definitions-page.js';
import { hospitalPage } from './page/hospital-page.js';
import { provincePage } from './page/province-page.js';
import { reportContext } from './report-context.js';
import type { ReportData } from './report-data.js';
import type { Lang } from './words/index.js';

/**
 * The pages of a report by their path inside its folder: `index.html`, `definitions.html`, `hospitals/<code>.html`, and for hospitals
 * that norms rule `norms/<code>.html` and `scorecards/<code>.html`.
 * A pure function: the same data gives the same bytes.
 */
export async function renderReport(data: ReportData, lang: Lang): Promise<Map<string, string>> {
  const context = reportContext(data, lang);
  const below = { ...context, root: '../' } as const;
  const pages = new Map([
    ['index.html', await provincePage(context)],
    [definitionsFile, definitionsPage(context)],
  ]);
  for (const hospital of context.hospitals)
    pages.set(`hospitals/${context.files.get(hospital)}.html`, await hospitalPage(hospital, below));
  for (const [path, page] of await complyPages(below)) pages.set(path, page);
  return pages;
}
