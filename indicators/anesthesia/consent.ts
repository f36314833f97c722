import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';

const anesthetic = anesthesiaCases.columns;

/** Anaesthetics whose consent was signed, over anaesthetics. A blank is no proof, so it counts as not met and is shown in the bounds. */
export const anesthesiaConsent = defineIndicator({
  code: 'CQ-A02',
  id: 'anesthesia-consent',
  version: '2011',
  title: { zh: '麻醉知情同意签署率', en: 'consent to anaesthesia' },
  meaning: {
    zh: '已签署麻醉知情同意书的例数，占同期麻醉总例数的比例',
    en: 'anaesthetics with consent signed, over anaesthetics',
  },
  rationale: {
    zh: '患者有权在知情后决定接受何种麻醉',
    en: 'patients have the right to decide, informed, on their anaesthetic',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.consented.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(chongqingAnesthesia2011, {
      clause: '四 1-5-1',
      confidence: 'derived',
      note: {
        zh: '标准规定了要求，比例为本系统由该要求推得',
        en: 'the standard states the rule; the rate is ours',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
