import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Implantations reported to the provincial platform no later than day 30, over implantations.
 *
 * The norm requires a report after each implantation without a time limit; the 30 days are this product's own. Days are counted, the day of
 * implantation as day 0: day 30 is in time. An implantation is pending until day 30 is over. A blank date is no proof, so it counts as not
 * met and is shown in the bounds; so does a report before the implantation, which is a contradiction.
 */
export const vadReportedInTime = defineIndicator({
  code: 'VAD-N09T',
  id: 'vad-reported-in-time',
  version: '2022',
  title: { zh: '心室辅助病例30天内上报率', en: 'implantations reported within 30 days' },
  meaning: {
    zh: '植入后30天内已向省级平台上报的例次，占同期植入总例次的比例',
    en: 'implantations reported to the provincial platform within 30 days, over all implantations in the period',
  },
  rationale: {
    zh: '上报及时，全省数据才能用于当期的管理',
    en: 'only what is reported in time can guide the province while it matters',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.reported_within_30d.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(vadNorm2022, {
      clause: '三（六）',
      confidence: 'derived',
      note: {
        zh: '规范要求每次植入后上报而未规定时限；30天为本系统自定',
        en: 'the norm asks for a report after each implantation without a limit of time; the 30 days are our own',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
