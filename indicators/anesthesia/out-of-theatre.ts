import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics given outside the operating theatres over all anaesthetics; a day-surgery theatre is a theatre.
 *
 * Neither high nor low is better. An anaesthetic with a blank place stays in the denominator and widens the bounds.
 */
export const anesthesiaOutOfTheatre = defineIndicator({
  code: 'AQI-PAO-03',
  id: 'anesthesia-out-of-theatre',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '手术室外麻醉占比',
    en: 'anaesthetics outside the theatre',
  },
  meaning: {
    zh: '手术室（含日间手术室）外实施的麻醉例次，占同期麻醉总例次的比例',
    en: 'anaesthetics given outside the operating theatres, day-surgery theatres included, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.place.is('手术室外'),
  unknown: 'not met',
  multiplier: '%',
  better: 'monitor',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-PAO-03', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-PAO-03',
      confidence: 'derived',
      note: {
        zh: '分母为已实施的麻醉，入室后麻醉前取消者不计',
        en: 'anaesthetics given are the denominator; those called off before any anaesthetic are none',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '手术室外麻醉远离支援、设备较少，占比决定科室该如何布置人员',
    en: 'help and equipment are farther away outside the theatre, so the share says where staff are needed',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
