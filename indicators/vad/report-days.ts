import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Median days from implantation to the report to the provincial platform.
 *
 * Over reported implantations whose day 30 is over; an unreported one is unknown and shown as such, because its delay has not ended. A
 * report dated before the implantation is no delay and counts as unknown.
 */
export const vadReportDays = defineIndicator({
  code: 'VAD-N09D',
  id: 'vad-report-days',
  version: '2022',
  title: { zh: '心室辅助病例上报天数中位数', en: 'median days to the report' },
  meaning: {
    zh: '同期植入例次从植入到上报的天数的中位数',
    en: 'median days from implantation to the report, over the implantations in the period',
  },
  rationale: {
    zh: '上报用多少天，说明及时率背后的差距',
    en: 'the days tell how far from in time reports are',
  },
  measure: 'median',
  unit: { numerator: 'day', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  value: implant.report_days,
  shown: { divideBy: 1, unit: { zh: '天', en: 'd' } },
  multiplier: '1',
  better: 'monitor',
  cites: [
    cite(vadNorm2022, {
      clause: '三（六）',
      confidence: 'derived',
      note: {
        zh: '规范要求每次植入后上报而未规定时限；天数由植入、上报日期推得',
        en: 'the norm asks for a report after each implantation without a limit of time; the days are worked out from the two dates',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
