import type { ReportContext } from '../report-context.js';
import { normsPage } from './norms-page.js';
import { scorePage } from './score-page.js';

/** The pages of clauses and score sheets by their path inside the report's folder. */
export async function complyPages(context: ReportContext): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  for (const compliance of context.data.compliance) {
    const file = context.files.get(compliance.hospital);
    if (file === undefined) continue;
    pages.set(`norms/${file}.html`, normsPage(compliance, context));
    if (compliance.sheet) pages.set(`scorecards/${file}.html`, await scorePage(compliance.sheet, context));
  }
  return pages;
}
