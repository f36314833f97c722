import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Elective implantations decided by at least two specialists, as counted in the record.
 *
 * The norm requires each of them to be a cardiac surgeon or cardiologist, associate chief or higher for five years; the record holds only
 * their number, so the hospital counts only those who qualify. An implantation with a blank urgency counts as undated. A blank number is no
 * proof, so it counts as not met and is shown in the bounds.
 */
export const vadDeciders = defineIndicator({
  code: 'VAD-N03',
  id: 'vad-deciders',
  version: '2022',
  title: { zh: '择期植入2名以上专家决定率', en: 'elective implantation decided by two specialists' },
  meaning: {
    zh: '由2名以上符合条件的专家决定的择期植入例次，占同期择期植入例次的比例',
    en: 'elective implantations decided by at least two qualified specialists, over elective implantations in the period',
  },
  rationale: {
    zh: '由两名以上有经验的专家共同决定，可减少不必要或不适当的植入',
    en: 'a decision shared by experienced specialists guards against needless implantation',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  denominator: implant.urgency.is('择期'),
  numerator: implant.deciders.atLeast(2),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(vadNorm2022, {
      clause: '三（二）',
      confidence: 'derived',
      note: {
        zh: '规范规定了要求，比例为本系统由该要求推得；是否符合条件由医院计数时把关',
        en: 'the norm states the rule; the rate is ours; whether a specialist qualifies is seen to by the hospital that counts',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
