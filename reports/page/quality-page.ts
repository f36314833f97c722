import type { ReportContext } from '../data/report-context.js';
import { centrePageOf } from './centre-page.js';
import { dataQuality } from './data-quality.js';
import { missingData } from './missing-data.js';
import { practiceTable } from './practice-table.js';

/** `centre/quality.html`: what is missing, who sends what, and what was faulty. */
export function qualityPage(context: ReportContext): string {
  const { words } = context;
  const q = words.director.quality;
  return centrePageOf(
    'quality',
    {
      title: words.director.pages.quality,
      lead: { id: 'missing', title: words.cover.missing, body: missingData(context) },
      sections: [
        { id: 'practice', title: q.practice, body: practiceTable(context) },
        { id: 'quality', title: words.sections.quality, body: dataQuality(context) },
      ],
    },
    context,
  );
}
