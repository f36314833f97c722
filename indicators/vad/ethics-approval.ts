import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Implantations approved by the hospital's ethics committee no later than the day of the implantation.
 *
 * The norm does not say whether the technique or each case is approved. The record holds one date for each case: a hospital whose committee
 * approved the technique as a whole enters that date for each. A blank is no proof, so it counts as not met and is shown in the bounds.
 */
export const vadEthicsApproval = defineIndicator({
  code: 'VAD-N05',
  id: 'vad-ethics-approval',
  version: '2022',
  title: { zh: '心室辅助伦理批准率', en: 'ethics approval before implantation' },
  meaning: {
    zh: '植入当日或之前已获本机构伦理委员会批准的例次，占同期植入总例次的比例',
    en: 'implantations approved by the ethics committee on or before the day, over all implantations in the period',
  },
  rationale: {
    zh: '伦理批准保证高风险、高费用的植入经过独立审查',
    en: 'approval means that a costly intervention of high risk was looked at independently',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  numerator: implant.ethics_approved_on.onOrBefore(implant.implanted_on),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(vadNorm2022, {
      clause: '三（四）',
      confidence: 'derived',
      note: {
        zh: '规范规定了要求，比例为本系统由该要求推得；规范未写明逐例批准还是批准技术，按每例有批准日期判断',
        en: 'the norm states the rule; the rate is ours; the norm does not say whether each case or the technique is approved, so each case must have a date',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
