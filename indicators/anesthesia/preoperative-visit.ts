import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Elective anaesthetics whose patient was visited before entering the theatre, over elective anaesthetics. A signed consent is no visit.
 *
 * The visit must lie before the entry: the same minute is not before. A date alone decides only where no clock time could change it. Where
 * the entry is blank, a visit after the start of anaesthesia was certainly too late, any other is not known. A blank is no proof of a
 * visit, so it counts as not met and is shown in the bounds.
 */
export const anesthesiaPreoperativeVisit = defineIndicator({
  code: 'AQI-PVR-04',
  id: 'anesthesia-preoperative-visit',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '择期手术麻醉前访视率',
    en: 'visit before elective anaesthesia',
  },
  meaning: {
    zh: '择期手术患者进入手术室前完成麻醉前访视的例次，占同期择期手术麻醉总例次的比例',
    en: 'elective anaesthetics visited before the patient entered the theatre, over elective anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: anesthetic.elective.isTrue(),
  numerator: anesthetic.visited_before_entry.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-PVR-04', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-PVR-04',
      confidence: 'derived',
      note: {
        zh: '分母为已实施的麻醉，入室后麻醉前取消者不计',
        en: 'anaesthetics given are the denominator; those called off before any anaesthetic are none',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '访视是发现麻醉风险、制定方案的最后机会',
    en: 'the visit is the last chance to find a risk and plan for it',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
