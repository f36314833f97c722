import { hospitalPage } from './page/hospital-page.js';
import { provincePage } from './page/province-page.js';
import { reportContext } from './report-context.js';
import type { ReportData } from './report-data.js';
import type { Lang } from './words/index.js';

/**
 * The pages of a report by their path inside its folder: `index.html` and `hospitals/<code>.html`.
 * A pure function: the same data gives the same bytes.
 */
export async function renderReport(data: ReportData, lang: Lang): Promise<Map<string, string>> {
  const context = reportContext(data, lang);
  const pages = new Map([['index.html', await provincePage(context)]]);
  for (const hospital of context.hospitals)
    pages.set(`hospitals/${context.files.get(hospital)}.html`, await hospitalPage(hospital, context));
  return pages;
}
