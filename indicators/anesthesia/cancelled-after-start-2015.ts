import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015: anaesthetics after which the operation was called off before it began, over all anaesthetics. The revision of 2022
 * counts the same.
 *
 * A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaCancelledAfterStart2015 = defineIndicator({
  code: 'AQI-CRA-06',
  id: 'anesthesia-cancelled-after-start',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '麻醉开始后手术取消率',
    en: 'called off after anaesthesia had begun',
  },
  meaning: {
    zh: '麻醉开始后手术开始前取消手术的例数，占同期麻醉总例数的比例',
    en: 'anaesthetics after whose start the operation was called off before it began, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.cancelled.is('麻醉后手术前'),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, { clause: '五', confidence: 'seen' }),
    cite(anesthesiaIndicators2015, {
      clause: '五',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用‰',
        en: 'the multiplier of the source was not seen; ‰ as software of its time has it',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '已用药而未手术，患者白受一次麻醉风险',
    en: 'the patient bore the risk of an anaesthetic for nothing',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
