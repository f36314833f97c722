import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics after which the operation was called off before it began, over all anaesthetics. Anaesthesia begins with the first
 * anaesthetic drug.
 *
 * A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaCancelledAfterStart = defineIndicator({
  code: 'AQI-CRA-06',
  id: 'anesthesia-cancelled-after-start',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '麻醉开始后手术取消率',
    en: 'called off after anaesthesia had begun',
  },
  meaning: {
    zh: '麻醉开始后手术开始前取消手术的例次，占同期麻醉总例次的比例',
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
    cite(anesthesiaIndicators2022, { clause: 'AQI-CRA-06', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-CRA-06',
      confidence: 'derived',
      note: {
        zh: '分母为已实施的麻醉，入室后麻醉前取消者不计',
        en: 'anaesthetics given are the denominator; those called off before any anaesthetic are none',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '已用药而未手术，患者白受一次麻醉风险',
    en: 'the patient bore the risk of an anaesthetic for nothing',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
