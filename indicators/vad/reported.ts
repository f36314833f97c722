import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Implantations that were reported to the provincial platform for restricted techniques.
 *
 * The norm asks for a report after each implantation and sets no time limit, so any date of report counts. A blank date is no proof, so it
 * counts as not met and is shown in the bounds.
 */
export const vadReported = defineIndicator({
  code: 'VAD-N09',
  id: 'vad-reported',
  version: '2022',
  title: { zh: '心室辅助病例省级平台上报率', en: 'implantations reported to the provincial platform' },
  meaning: {
    zh: '已向省级医疗技术临床应用信息化管理平台上报的例次，占同期植入总例次的比例',
    en: 'implantations reported to the provincial platform, over all implantations in the period',
  },
  rationale: {
    zh: '不上报的病例无人监测，全省的各项比率也会失真',
    en: 'a case that is not reported is watched by nobody and distorts every rate of the province',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  numerator: implant.reported.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(vadNorm2022, {
      clause: '三（六）',
      confidence: 'derived',
      note: {
        zh: '规范规定了要求，比例为本系统由该要求推得',
        en: 'the norm states the rule; the rate is ours',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
