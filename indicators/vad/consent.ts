import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Implantations with consent signed no later than the day of the implantation.
 *
 * The record holds days without clock times. A signature on the day itself is taken to precede the operation, because a hospital cannot
 * show more; one of a later day is not met. A blank is no proof, so it counts as not met and is shown in the bounds. Emergencies belong
 * too.
 */
export const vadConsent = defineIndicator({
  code: 'VAD-N04',
  id: 'vad-consent',
  version: '2022',
  title: { zh: '心室辅助知情同意签署率', en: 'consent signed before implantation' },
  meaning: {
    zh: '植入当日或之前已签署知情同意书的例次，占同期植入总例次的比例',
    en: 'implantations with consent signed on or before the day, over all implantations in the period',
  },
  rationale: {
    zh: '患者和家属在植入前知晓风险并同意，是开展该技术的前提',
    en: 'patients and families must know the risks and agree before a device is implanted',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  numerator: implant.consented_on.onOrBefore(implant.implanted_on),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(vadNorm2022, {
      clause: '三（三）',
      confidence: 'derived',
      note: {
        zh: '规范规定了要求，比例为本系统由该要求推得；病例只有日期，当日签署按术前计',
        en: 'the norm states the rule; the rate is ours; the record has days only, and a signature of the same day counts as before',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
