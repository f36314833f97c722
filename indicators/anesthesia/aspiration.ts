import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics with an aspiration after which the patient, breathing air, could not keep a saturation of 90 % on leaving theatre or
 * recovery, over all anaesthetics.
 *
 * A blank is not known, so the rate shown is a minimum. Events are few, so their number is shown beside the rate.
 */
export const anesthesiaAspiration = defineIndicator({
  code: 'AQI-IRA-12',
  id: 'anesthesia-aspiration',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '麻醉期间严重反流误吸发生率',
    en: 'severe aspiration',
  },
  meaning: {
    zh: '麻醉期间发生严重反流误吸的例次，占同期麻醉总例次的比例',
    en: 'severe aspirations during anaesthesia, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.aspiration.isTrue(),
  unknown: 'not met',
  multiplier: '‱',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-IRA-12', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IRA-12',
      confidence: 'derived',
      note: {
        zh: '分母为已实施的麻醉，入室后麻醉前取消者不计',
        en: 'anaesthetics given are the denominator; those called off before any anaesthetic are none',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '误吸可致命，且多可由禁食和诱导方式预防',
    en: 'aspiration can kill, and fasting and the way of induction mostly prevent it',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
