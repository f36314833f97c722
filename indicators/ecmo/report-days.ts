import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Median days from the start of support to the report to the provincial platform.
 *
 * Over reported runs whose day 30 is over; an unreported run is unknown and shown as such, because its delay has not ended. A report dated
 * before the start is no delay and counts as unknown.
 */
export const ecmoReportDays = defineIndicator({
  code: 'ECMO-N09D',
  id: 'ecmo-report-days',
  version: '2022',
  title: { zh: 'ECMO病例上报天数中位数', en: 'median days to the report' },
  meaning: {
    zh: '同期ECMO例次从上机到上报的天数的中位数',
    en: 'median days from the start of support to the report, over the runs begun in the period',
  },
  rationale: {
    zh: '上报用多少天，说明及时率背后的差距',
    en: 'the days tell how far from in time reports are',
  },
  measure: 'median',
  unit: { numerator: 'day', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  value: run.report_days,
  shown: { divideBy: 1, unit: { zh: '天', en: 'd' } },
  multiplier: '1',
  better: 'monitor',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（六）3',
      confidence: 'derived',
      note: {
        zh: '规范要求上报而未规定时限；天数由上机、上报日期推得',
        en: 'the norm asks for a report without a limit of time; the days are worked out from the two dates',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
