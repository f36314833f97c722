import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics whose record sheet conforms, as judged by the department, over anaesthetics. A blank is no proof, so it counts as not met
 * and is shown in the bounds.
 */
export const anesthesiaRecordConforms = defineIndicator({
  code: 'CQ-A04',
  id: 'anesthesia-record-conforms',
  version: '2011',
  title: { zh: '麻醉记录单书写合格率', en: 'record sheets that conform' },
  meaning: {
    zh: '麻醉记录单书写合格的例数，占同期麻醉总例数的比例',
    en: 'anaesthetics whose record sheet conforms, over anaesthetics',
  },
  rationale: {
    zh: '记录单是追溯术中事件的唯一依据',
    en: 'the sheet is the only trace of what happened during the operation',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.record_qualified.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [cite(chongqingAnesthesia2011, { clause: '四 1-8-1', confidence: 'seed' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
