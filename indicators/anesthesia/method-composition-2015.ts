import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The share of each of five classes among the anaesthetics: neuraxial, general with a tube or mask, general without, combined, other (nerve
 * blocks alone, monitored care, local).
 *
 * Combined are two of general, neuraxial and nerve block. A general anaesthetic with a blank airway is in a separate group, so that the
 * shares add up to the whole.
 */
export const anesthesiaMethodComposition2015 = defineIndicator({
  code: 'AQI-2015-04',
  id: 'anesthesia-method-composition',
  version: '2015',
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '各类麻醉方式比例',
    en: 'anaesthetics by class of method',
  },
  meaning: {
    zh: '各类麻醉方式的例数，占同期麻醉总例数的比例',
    en: 'share of each class of method among the anaesthetics',
  },
  measure: 'composition',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  strata: [anesthetic.method_class],
  multiplier: '%',
  better: 'monitor',
  cites: [cite(anesthesiaIndicators2015, { clause: '四', confidence: 'seen' }), inForce2015],
  rationale: {
    zh: '麻醉方式构成决定科室需要的技术和设备',
    en: 'what methods are used says what skills and equipment are needed',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
