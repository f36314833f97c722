import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * General anaesthetics with a tube or a laryngeal mask in which a tooth was loosened or lost, over such anaesthetics.
 *
 * A general anaesthetic with a blank airway may or may not belong. A blank about the injury is not known, so the rate shown is a minimum.
 */
export const anesthesiaDentalInjury = defineIndicator({
  code: 'AQI-IDI-11',
  id: 'anesthesia-dental-injury',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '术中牙齿损伤发生率',
    en: 'dental injury',
  },
  meaning: {
    zh: '发生牙齿损伤的例次，占同期插管全身麻醉（含喉罩）总例次的比例',
    en: 'dental injuries over general anaesthetics with a tube or laryngeal mask',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: all(general, anesthetic.airway.is('气管插管', '喉罩')),
  numerator: anesthetic.dental_injury.isTrue(),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [cite(anesthesiaIndicators2022, { clause: 'AQI-IDI-11', confidence: 'seen' }), inForce2022],
  rationale: {
    zh: '牙齿损伤与气道操作直接相关，也是麻醉纠纷的常见原因',
    en: 'it comes straight from handling the airway, and is a common cause of claims',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
