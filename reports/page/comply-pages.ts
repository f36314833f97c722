import { audience } from '../data/audience.js';
import type { Drawing } from '../data/rendered-page.js';
import type { ReportContext } from '../data/report-context.js';
import { normsFile, normsPage } from './norms-page.js';
import { scoreFile, scorePage } from './score-page.js';

/** The pages of clauses and score sheets. */
export function complyPages(context: ReportContext): Drawing[] {
  return context.data.compliance.flatMap((compliance): Drawing[] => {
    const file = context.files.get(compliance.hospital);
    if (file === undefined) return [];
    const { sheet } = compliance;
    const norms: Drawing = [`${audience.hospital(file)}/${normsFile}`, () => normsPage(compliance, context)];
    return sheet
      ? [norms, [`${audience.hospital(file)}/${scoreFile}`, () => scorePage(sheet, context)]]
      : [norms];
  });
}
