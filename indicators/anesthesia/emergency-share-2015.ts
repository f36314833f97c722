import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics for operations that were not elective over all anaesthetics. An anaesthetic with a blank urgency stays in the denominator
 * and widens the bounds.
 */
export const anesthesiaEmergencyShare2015 = defineIndicator({
  code: 'AQI-2015-03',
  id: 'anesthesia-emergency-share',
  version: '2015',
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '急诊非择期麻醉比例',
    en: 'emergency anaesthetics',
  },
  meaning: {
    zh: '急诊非择期手术所实施的麻醉例数，占同期麻醉总例数的比例',
    en: 'anaesthetics for operations that were not elective, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.elective.isFalse(),
  unknown: 'not met',
  multiplier: '%',
  better: 'monitor',
  cites: [cite(anesthesiaIndicators2015, { clause: '三', confidence: 'seen' }), inForce2015],
  rationale: {
    zh: '急诊占比高的医院人力和风险都不同',
    en: 'a hospital with many emergencies needs other staff and bears other risks',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
