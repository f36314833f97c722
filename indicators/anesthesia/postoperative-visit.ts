import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';

const anesthetic = anesthesiaCases.columns;

/** Anaesthetics whose patient was visited afterwards, over anaesthetics. A blank is no proof, so it counts as not met and is shown in the bounds. */
export const anesthesiaPostoperativeVisit = defineIndicator({
  code: 'CQ-A03',
  id: 'anesthesia-postoperative-visit',
  version: '2011',
  title: { zh: '麻醉术后随访率', en: 'visits after anaesthesia' },
  meaning: {
    zh: '完成术后随访的例数，占同期麻醉总例数的比例',
    en: 'anaesthetics whose patient was visited afterwards, over anaesthetics',
  },
  rationale: {
    zh: '并发症多在术后显现，未随访即不会被发现',
    en: 'complications show after the operation and are missed without a visit',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.postop_visited.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [cite(chongqingAnesthesia2011, { clause: '四 1-8-1', confidence: 'seed' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
