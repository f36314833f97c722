import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs reported to the provincial platform no later than day 30 after the start, over runs.
 *
 * G11 requires a report without a time limit; the 30 days are this product's own. Days are counted, the day of the start as day 0: day 30
 * is in time. A run is pending until day 30 is over. A blank date is no proof, so it counts as not met and is shown in the bounds; so does
 * a report before the start, which is a contradiction.
 */
export const ecmoReportedInTime = defineIndicator({
  code: 'ECMO-N09T',
  id: 'ecmo-reported-in-time',
  version: '2022',
  title: { zh: 'ECMO病例30天内上报率', en: 'cases reported within 30 days' },
  meaning: {
    zh: '上机后30天内已向省级平台上报的例次，占同期ECMO应用总例次的比例',
    en: 'runs reported to the provincial platform within 30 days of the start, over all runs begun in the period',
  },
  rationale: {
    zh: '上报及时，全省数据才能用于当期的管理',
    en: 'only what is reported in time can guide the province while it matters',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  numerator: run.reported_within_30d.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（六）3',
      confidence: 'derived',
      note: {
        zh: '规范要求上报而未规定时限；30天为本系统自定',
        en: 'the norm asks for a report without a limit of time; the 30 days are our own',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
